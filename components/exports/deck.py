"""A PowerPoint deck: what is likely, then one figure a slide."""

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
from components.figures.briefing.words import lines, question, sentence, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.exports.stamp import Stamp
    from components.figures import Context, Figure

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN = Inches(0.5)
_INNER = _WIDTH - 2 * _MARGIN
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


def to_deck(context: Context, slides: Sequence[Slide]) -> bytes:
    """Return the deck as a PPTX file.

    Parameters
    ----------
    context : Context
        Dossier and scenario, for the opening slide.
    slides : sequence of Slide
        One figure each, in order.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    header = context.dossier.header
    # Office takes no longer title.
    deck.core_properties.title = printable(header.title)[:255]
    deck.core_properties.author = "Parley"
    _opening(deck, context)
    for item in slides:
        _figure(deck, context, item)
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _opening(deck: Any, context: Context) -> None:
    slide = _titled(deck, question(context.dossier))
    found = lines(context.results)
    top = [
        (summary(context), 16, True),
        *((f"{item.title} {item.likelihood}", 14, False) for item in found),
    ]
    _text(slide, top, Inches(1.2), Inches(4.8), gap=10)
    foot = [
        (f"{context.dossier.header.title} · {state(context)}", 11, False),
        (f"Source: {citation(context)}", 11, False),
    ]
    _text(slide, foot, Inches(6.2), Inches(1), muted=True)
    disclaimer = context.dossier.header.disclaimer
    _notes(slide, [*(sentence(item) for item in found), *([disclaimer] if disclaimer else [])])


def _figure(deck: Any, context: Context, item: Slide) -> None:
    slide = _titled(deck, item.figure.title)
    top = Inches(1.05) + _height([item.figure.subtitle], 12)
    _text(slide, [(item.figure.subtitle, 12, False)], Inches(0.95), Inches(0.3), muted=True)
    foot = _height(item.stamp.lines(), 9)
    _text(slide, [(text, 9, False) for text in item.stamp.lines()], _HEIGHT - foot - Inches(0.25), foot, muted=True)
    _picture(slide, item, top, _HEIGHT - foot - Inches(0.3) - top)
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
    slide: Any, paragraphs: Sequence[tuple[str, int, bool]], top: int, height: int, *, muted: bool = False, gap: int = 0
) -> None:
    """Set paragraphs (text, size in points, bold) over the full width."""
    frame = slide.shapes.add_textbox(_MARGIN, top, _INNER, height).text_frame
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


def _picture(slide: Any, item: Slide, top: int, room: int) -> None:
    """Set the chart as large as fits, centred, with its text alternative."""
    with Image.open(BytesIO(item.picture)) as image:
        width, height = image.size
    begin, end = item.extent
    shown = height * (end - begin)
    scale = min(_INNER / width, room / shown)
    size = Emu(int(width * scale)), Emu(int(shown * scale))
    left = Emu(int((_WIDTH - size[0]) / 2))
    picture = slide.shapes.add_picture(BytesIO(item.picture), left, top, *size)
    picture.crop_top, picture.crop_bottom = begin, 1 - end
    picture.name = item.figure.name
    picture._element.nvPicPr.cNvPr.set("descr", printable(item.figure.description))  # noqa: SLF001 - no other way in


def _notes(slide: Any, paragraphs: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(map(printable, paragraphs))


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]
