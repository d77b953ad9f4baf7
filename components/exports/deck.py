"""A PowerPoint deck: eight slides that tell the story and can be read from the last row, then the rest as appendix."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from components.drawing.theme import palette
from components.exports.references import reference_lines
from components.exports.stamp import citation, state
from components.exports.typeset import printable
from components.figures.briefing.words import deadlines, lines, question, sentence, summary, turn_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.exports.stamp import Stamp
    from components.figures import Context, Figure

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN = Inches(0.5)
_INNER = _WIDTH - 2 * _MARGIN
_ASIDE = Inches(3.9)
"""Width of what a figure of the story shows, in words."""
_TITLE_ONLY: Final = 5
"""Index of the layout with a title alone in python-pptx's own template."""
_COLOURS = palette("light")


@dataclass(frozen=True)
class Slide:
    """What a figure's slide needs."""

    figure: Figure
    stamp: Stamp
    picture: bytes
    """PNG of the whole figure; the slide crops it, as title and stamp are text there."""
    extent: tuple[float, float]
    """Where the chart begins and ends in it, as shares of the height."""
    said: str = ""
    """What it shows, in large letters beside it: of a figure of the story only."""


def to_deck(context: Context, slides: Sequence[Slide]) -> bytes:
    """Return the deck as a PPTX file.

    Parameters
    ----------
    context : Context
        Dossier and scenario, for the opening slide.
    slides : sequence of Slide
        One figure each; those of the story first, in its order.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    header = context.dossier.header
    # Office takes no longer title.
    deck.core_properties.title = printable(header.title)[:255]
    deck.core_properties.author = "Parley"
    _opening(deck, context)
    rest = [item for item in slides if not item.said]
    for item in slides:
        if item.said:
            _told(deck, context, item)
    _closing(deck, context)
    if rest:
        _text(
            _titled(deck, "Appendix"),
            [("All other figures, in the order of the pages", 18, False)],
            Inches(1.2),
            Inches(1),
        )
    for item in rest:
        _figure(deck, context, item)
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _opening(deck: Any, context: Context) -> None:
    slide = _titled(deck, question(context.dossier))
    found = lines(context.results)
    top = [
        (summary(context), 22, True),
        *((f"{item.title} {item.likelihood}", 18, False) for item in found),
    ]
    _text(slide, top, Inches(1.2), Inches(4.8), gap=10)
    foot = [
        (f"{context.dossier.header.title} · {state(context)}", 11, False),
        (f"Source: {citation(context)}", 11, False),
    ]
    _text(slide, foot, Inches(6.2), Inches(1), muted=True)
    disclaimer = context.dossier.header.disclaimer
    _notes(slide, [*(sentence(item) for item in found), *([disclaimer] if disclaimer else [])])


def _closing(deck: Any, context: Context) -> None:
    """Say what would change the answer, and what to watch; nothing where nothing would."""
    turns, watched = turn_texts(context.results), deadlines(context.dossier, context.results.day)
    if not turns and not watched:
        return
    slide = _titled(deck, "What would change the answer, and what to watch")
    _text(slide, [(text, 18, False) for text in (*turns, *watched)], Inches(1.2), Inches(5), gap=12)
    _text(slide, [(f"Source: {citation(context)}", 10, False)], Inches(6.9), Inches(0.4), muted=True)


def _told(deck: Any, context: Context, item: Slide) -> None:
    """Set what a figure shows in large letters, and the chart beside it."""
    slide = _titled(deck, item.figure.title)
    size = next((size for size, most in ((24, 170), (20, 300)) if len(item.said) <= most), 16)
    _text(slide, [(item.said, size, True)], Inches(1.2), Inches(5.4), width=_ASIDE)
    foot = [(text, 10, False) for text in (item.stamp.head, *item.stamp.foot)]
    _text(slide, foot, Inches(6.75), Inches(0.6), muted=True)
    _picture(slide, item, Inches(1.2), Inches(5.4), left=_MARGIN + _ASIDE + Inches(0.3))
    _sourced(slide, context, item)


def _figure(deck: Any, context: Context, item: Slide) -> None:
    slide = _titled(deck, item.figure.title)
    top = Inches(1.05) + _height([item.figure.subtitle], 12)
    _text(slide, [(item.figure.subtitle, 12, False)], Inches(0.95), Inches(0.3), muted=True)
    foot = _height(item.stamp.lines(), 9)
    _text(slide, [(text, 9, False) for text in item.stamp.lines()], _HEIGHT - foot - Inches(0.25), foot, muted=True)
    _picture(slide, item, top, _HEIGHT - foot - Inches(0.3) - top)
    _sourced(slide, context, item)


def _sourced(slide: Any, context: Context, item: Slide) -> None:
    """Write the figure in words, its sources and its stamp into the notes."""
    sources = reference_lines(context.dossier, item.figure.refs)
    _notes(
        slide,
        [
            item.figure.description,
            "Sources:" if sources else "Sources: none; analyst judgement.",
            *sources,
            *item.stamp.lines(),
        ],
    )


def _titled(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _MARGIN, Inches(0.3), _INNER, Inches(0.65)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.text = printable(title)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1
    paragraph.font.size = Pt(26 if len(title) <= 55 else 20 if len(title) <= 75 else 16)
    paragraph.font.bold = True
    paragraph.font.color.rgb = _rgb(_COLOURS.ink)
    return slide


def _text(
    slide: Any,
    paragraphs: Sequence[tuple[str, int, bool]],
    top: int,
    height: int,
    *,
    width: int = _INNER,
    muted: bool = False,
    gap: int = 0,
) -> None:
    """Set paragraphs (text, size in points, bold) from the left margin."""
    frame = slide.shapes.add_textbox(_MARGIN, top, width, height).text_frame
    frame.word_wrap = True
    for number, (text, size, bold) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = printable(text)
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
        paragraph.font.color.rgb = _rgb(_COLOURS.muted if muted else _COLOURS.ink)
        paragraph.space_after = Pt(gap)


def _height(paragraphs: Sequence[str], size: int) -> int:
    """Return the height that paragraphs need over the full width, at a font size in points."""
    # A wide font takes 0.6 of its size for a character.
    line = int(_INNER / (Pt(size) * 0.6))
    return int(Pt(size) * 1.3) * sum(1 + len(text) // line for text in paragraphs)


def _picture(slide: Any, item: Slide, top: int, room: int, *, left: int = _MARGIN) -> None:
    """Set the chart as large as fits between a left edge and the right margin, centred, with its text alternative."""
    across = _WIDTH - _MARGIN - left
    with Image.open(BytesIO(item.picture)) as image:
        width, height = image.size
    begin, end = item.extent
    shown = height * (end - begin)
    scale = min(across / width, room / shown)
    size = Emu(int(width * scale)), Emu(int(shown * scale))
    place = Emu(int(left + (across - size[0]) / 2))
    picture = slide.shapes.add_picture(BytesIO(item.picture), place, top, *size)
    picture.crop_top, picture.crop_bottom = begin, 1 - end
    picture.name = item.figure.name
    picture._element.nvPicPr.cNvPr.set("descr", printable(item.figure.description))  # noqa: SLF001 - no other way in


def _notes(slide: Any, paragraphs: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(map(printable, paragraphs))


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]
