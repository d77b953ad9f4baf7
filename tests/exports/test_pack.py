from __future__ import annotations

import datetime as dt
import re
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from pptx import Presentation

from components import cli
from components.dossier import load
from components.exports.deck import to_deck
from components.exports.pack import figure_names, make_pack, pack_name
from components.exports.render import render
from components.exports.report import to_report
from components.exports.scenario import read_scenario
from components.exports.stamp import file_name, stamp_of
from components.exports.story import STORY
from components.figures import Context, FigureError, build
from components.model import Scenario, evaluate
from components.model.document import document

ROOT = Path(__file__).parents[2]
DOSSIER = load(ROOT / "data")
SCENARIO = Scenario({"us_leverage": 55.0})
CONTEXT = Context(DOSSIER, SCENARIO, evaluate(DOSSIER, SCENARIO))
CHOSEN = ("outcome_fan", "actors_matrix", "tornado")


@pytest.fixture(scope="module")
def steps():
    return []


@pytest.fixture(scope="module")
def packed(steps):
    return make_pack(CONTEXT, CHOSEN, lambda share, step: steps.append((share, step)))


@pytest.fixture(scope="module")
def files(packed):
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_figure_of_which_nothing_is_known_yet_is_left_out_and_named():
    dossier = load(ROOT / "tests/dossiers/river")
    scenario = Scenario(as_of=dt.date(2031, 3, 1))
    early = Context(dossier, scenario, evaluate(dossier, scenario))
    with ZipFile(BytesIO(make_pack(early, ["control_history"]))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("figures/")]
        assert "NOT MADE\n\n- control_history: no control figure is known" in archive.read("README.txt").decode()


def test_it_holds_what_was_chosen_and_no_more(files):
    figures = sorted(name for name in files if name.startswith("figures/"))
    stamps = [stamp_of(CONTEXT, build(name, CONTEXT)) for name in CHOSEN]
    wanted = [f"figures/{file_name(stamp, kind)}" for stamp in stamps for kind in ("csv", "png", "svg", "txt")]
    assert figures == sorted(wanted)
    assert set(files) - set(figures) == {"README.txt", "manifest.json", "report.html", "scenario.yaml", "slides.pptx"}


def test_progress_is_told_step_by_step(files, steps):
    assert [step for _, step in steps] == [*CHOSEN, "report", "slides"]
    assert [share for share, _ in steps] == sorted(share for share, _ in steps)
    assert all(0 <= share < 1 for share, _ in steps)


@pytest.mark.parametrize("kind", ["svg", "png", "csv", "txt"])
def test_figures_are_those_of_the_single_export(files, kind):
    for name in CHOSEN:
        figure = build(name, CONTEXT)
        stamp = stamp_of(CONTEXT, figure)
        assert files[f"figures/{file_name(stamp, kind)}"] == render(figure, stamp, kind)


def test_command_line_gives_the_same_bytes_from_the_scenario_packed(packed, files, tmp_path):
    target, scenario = tmp_path / "pack.zip", tmp_path / "scenario.yaml"
    scenario.write_bytes(files["scenario.yaml"])
    words = ["pack", "--scenario", str(scenario), "--figures", ",".join(CHOSEN), "-o", str(target)]
    assert cli.main(words) == 0
    assert target.read_bytes() == packed


def test_csvs_read_back_with_the_units_shown(files):
    for name, content in files.items():
        if name.endswith(".csv"):
            figure = next(build(chosen, CONTEXT) for chosen in CHOSEN if f"_{chosen}_" in name)
            table = pd.read_csv(BytesIO(content))
            assert list(table) == list(figure.table.columns)
            assert len(table) == len(figure.table)
            assert any("%" in column or "0–100" in column or "(" in column for column in figure.table.columns)


def test_the_scenario_gives_the_same_numbers(files, tmp_path):
    path = tmp_path / "scenario.yaml"
    path.write_bytes(files["scenario.yaml"])
    again, warnings = read_scenario(path, DOSSIER)
    assert warnings == ()
    assert document(evaluate(DOSSIER, again)) == document(CONTEXT.results)


def test_slides_carry_title_picture_stamp_and_sources(files):
    deck = Presentation(BytesIO(files["slides.pptx"]))
    opening, told, closing, appendix, *rest = deck.slides
    assert opening.shapes.title.text_frame.text == DOSSIER.header.question
    assert closing.shapes.title.text_frame.text.startswith("What would change the answer")
    assert appendix.shapes.title.text_frame.text == "Appendix"
    for slide, name in zip((told, *rest), ("tornado", "outcome_fan", "actors_matrix"), strict=True):
        figure = build(name, CONTEXT)
        assert slide.shapes.title.text_frame.text == figure.title
        pictures = [shape for shape in slide.shapes if shape.shape_type is not None and hasattr(shape, "image")]
        assert len(pictures) == 1
        assert pictures[0]._element.nvPicPr.cNvPr.get("descr") == figure.description
        assert pictures[0].left >= 0
        assert pictures[0].left + pictures[0].width <= deck.slide_width
        assert pictures[0].top + pictures[0].height <= deck.slide_height
        words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "US leverage 35 → 55" in words
        notes = slide.notes_slide.notes_text_frame.text
        assert figure.description in notes
        assert figure.refs == () or figure.refs[0] in notes or "Sources:" in notes


def test_what_a_figure_of_the_story_shows_can_be_read_from_the_last_row(files):
    told = list(Presentation(BytesIO(files["slides.pptx"])).slides)[1]
    said = STORY["tornado"](CONTEXT)
    runs = [
        paragraph
        for shape in told.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if paragraph.text == said
    ]
    assert [paragraph.font.size.pt >= 16 for paragraph in runs] == [True]


def test_the_story_has_eight_slides():
    assert len(STORY) + 2 == 8
    assert set(STORY) <= set(figure_names(CONTEXT))


def test_the_readme_says_what_it_is_and_how_to_load_it(files):
    text = files["README.txt"].decode()
    for part in (DOSSIER.header.title, "US leverage 35 → 55", "--scenario scenario.yaml", DOSSIER.version):
        assert part in text


def test_an_unknown_figure_is_refused(capsys, tmp_path):
    with pytest.raises(FigureError, match="did you mean 'outcome_fan'"):
        make_pack(CONTEXT, ["outcome_fn"])
    assert cli.main(["pack", "--figures", "outcome_fn", "-o", str(tmp_path / "x.zip")]) == 2
    assert "did you mean" in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()


def test_only_figures_that_a_dossier_has_can_be_chosen():
    # Of a larger dossier `tests/pictures` draws every figure.
    dossier, scenario = load(ROOT / "tests/dossiers/minimal"), Scenario(draws=64)
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    for figure in figure_names(context):
        assert build(figure, context).name == figure


def test_without_figures_there_is_still_a_briefing():
    dossier, scenario = load(ROOT / "tests/dossiers/minimal"), Scenario(draws=64)
    with ZipFile(BytesIO(make_pack(Context(dossier, scenario, evaluate(dossier, scenario)), []))) as archive:
        assert b"Share of the flow" in archive.read("README.txt")
        assert len(Presentation(BytesIO(archive.read("slides.pptx"))).slides) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Talks on the shared use of the river " * 7,
        "🤝" * 300,
        "…?!",
        "CON",
        "Переговоры о воде",
        "مفاوضات",
        "a\nb",
        "x" * 5000,
    ],
)
def test_long_title(title):
    """Any title can be packed, and stands whole in the report."""
    dossier, scenario = load(ROOT / "tests/dossiers/minimal"), Scenario(draws=16)
    dossier = dossier.model_copy(update={"header": dossier.header.model_copy(update={"title": title})})
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    deck = Presentation(BytesIO(to_deck(context, [])))
    assert title.startswith(deck.core_properties.title)
    assert escape(title) in to_report(context, [])
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,120}\.zip", pack_name(context))
