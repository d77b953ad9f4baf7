"""The Workbench: a sheet taken along and brought back; a dossier made, opened, and left again."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import sheets
from components.dossier import load
from components.dossier.load import contents
from components.files import zipped
from components.model import Scenario
from components.ui import navigation
from components.ui.assumed import VALUES
from tests.ui.conftest import ROOT, OpenApp, charts

MINIMAL = ROOT / "tests/dossiers/minimal"
TABLES = ROOT / "tests/sheets/tables"
RIVER = load(ROOT / "tests/dossiers/river")


def opened(open_app: OpenApp, tab: str = "", dossier: str | Path = "tests/dossiers/river"):
    app = open_app(dossier)
    app.switch_page("../../pages/workbench.py").run()
    if tab:
        app.session_state["tab"] = tab
        app.run()
    assert not app.exception
    return app


def uploaded(app, name: str, content: bytes):
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    app.run()
    assert not app.exception
    return app


def said(app) -> str:
    return "\n".join(item.value for item in (*app.main.markdown, *app.info, *app.error, *app.warning)).replace("\\", "")


def keys(app) -> set[str]:
    return {item.key for item in app.button}


def test_the_page_is_there_for_every_dossier(open_app: OpenApp) -> None:
    app = opened(open_app, dossier=MINIMAL)
    assert [tab.label for tab in app.tabs] == ["Spreadsheet", "New dossier", "Saved", "Forecasts", "Analysts"]
    assert navigation.PAGES[-1].name == "workbench"


# ---- Spreadsheet ---------------------------------------------------------------------------------------------


def test_a_sheet_moves_the_assumptions(open_app: OpenApp, acts) -> None:
    item = next(item for item in RIVER.assumptions if not item.is_choice)
    app = opened(open_app)
    uploaded(app, "s.xlsx", sheets.write(RIVER, Scenario({item.id: item.range.max})))
    assert "1 difference" in said(app)
    app.button(key="sheet-apply").click().run()
    assert not app.exception
    assert app.session_state[VALUES] == {item.id: item.range.max}
    assert app.query_params[item.id] == f"{item.range.max:.10g}"
    assert acts()[-1] == "import"


def test_an_unchanged_sheet_changes_nothing(open_app: OpenApp) -> None:
    app = uploaded(opened(open_app), "s.xlsx", sheets.write(RIVER, Scenario()))
    assert "nothing would change" in said(app)
    assert "sheet-apply" not in keys(app)


def test_what_only_a_dossier_can_hold_is_no_scenario(open_app: OpenApp) -> None:
    label = RIVER.issues[0].model_copy(update={"label": "Other words"})
    changed = RIVER.model_copy(update={"issues": (label, *RIVER.issues[1:])})
    app = uploaded(opened(open_app), "s.xlsx", sheets.write(changed, Scenario()))
    assert app.button(key="sheet-apply").disabled
    app.button(key="sheet-open").click().run()
    assert not app.exception
    app.switch_page("../../pages/actors.py").run()
    assert any("Other words" in str(item.options) for item in app.radio)


@pytest.mark.parametrize(
    ("name", "words"), [("word_for_number.csv", "row 2, column D"), ("empty.csv", "holds no rows"), ("x.ods", "XLSX")]
)
def test_problems_are_listed_and_nothing_can_be_applied(open_app: OpenApp, name: str, words: str) -> None:
    content = (TABLES / name).read_bytes() if (TABLES / name).exists() else b"PK\x03\x04"
    app = uploaded(opened(open_app), name, content)
    assert words in said(app)
    assert not keys(app) & {"sheet-apply", "sheet-open"}


def test_a_strangers_table_is_sent_next_door(open_app: OpenApp) -> None:
    app = uploaded(opened(open_app), "plain.csv", (TABLES / "plain.csv").read_bytes())
    assert "No row of this table is about this dossier" in said(app)


# ---- New dossier ---------------------------------------------------------------------------------------------


def test_the_lemonade_stand_by_hand(open_app: OpenApp) -> None:
    """Step by step, as somebody types: what is lacking is said, and once nothing is, it is drawn."""
    app = opened(open_app, "New dossier")
    assert "It begins to work with a title, an actor, an issue and a position" in said(app)
    assert "Still to do" not in said(app), "rows that stand ready say nothing"
    app.text_input(key="draft-title-0").set_value("Lemonade").run()
    type_in(app, "Actors", edited_rows={0: {"actor": "Mia"}, 1: {"actor": " Tom"}})
    type_in(app, "Issues", edited_rows={0: {"issue": "Share", "0 means": "Mia keeps all"}})
    assert "Share is new and needs it" in said(app)
    written = {"issue": "Share", "0 means": "Mia keeps all", "100 means": "all to Tom", "without a deal": "40,5"}
    type_in(app, "Issues", edited_rows={0: written})
    assert "It begins to work with a position" in said(app)
    numbers = {"salience": "70", "influence": "60"}
    type_in(app, "Positions", edited_rows={0: {"position": "much", **numbers}, 1: {"position": "170", **numbers}})
    assert "Row 1, position (0–100): holds “much”; write a number such as 75" in said(app)
    assert "Row 2, position (0–100): is 170, outside the scale from 0 to 100" in said(app)
    type_in(app, "Positions", edited_rows={0: {"position": "20", **numbers}, 1: {"position": "70", **numbers}})
    assert "draft-open" in keys(app)
    assert charts(app)
    app.button(key="draft-open").click().run()
    assert not app.exception
    assert "All pages show **Lemonade**" in said(app)
    app.switch_page("../../pages/actors.py").run()
    assert not app.exception
    assert any("Share" in item.value for item in app.main.markdown)


def type_in(app, title: str, **edits: object) -> None:
    key = next(item.key for item in app.data_editor if item.key.startswith(f"draft-{title}"))
    app.session_state[key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edits}
    app.run()
    assert not app.exception


def test_an_example_can_be_filled_in_opened_and_left(open_app: OpenApp, acts) -> None:
    app = opened(open_app, "New dossier")
    app.button(key="draft-example").click().run()
    app.button(key="draft-open").click().run()
    for page in ("briefing", "actors", "workbench"):
        app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
    app.button(key="close-dossier").click().run()
    assert not app.exception
    assert acts() == ["sign-in", "open", "open"]
    app.switch_page("../../pages/briefing.py").run()
    assert app.title[0].value != "The lemonade stand"


def test_what_is_half_written_outlives_a_look_elsewhere(open_app: OpenApp) -> None:
    app = opened(open_app, "New dossier")
    app.text_input(key="draft-title-0").set_value("Lemonade").run()
    type_in(app, "Actors", edited_rows={0: {"actor": "Mia"}}, added_rows=[{"actor": "Ann", "must agree": False}])
    app.switch_page("../../pages/briefing.py").run()
    app.switch_page("../../pages/workbench.py").run()
    app.session_state["tab"] = "New dossier"
    app.run()
    assert not app.exception
    assert app.text_input(key="draft-title-0").value == "Lemonade"
    assert list(next(item for item in app.data_editor if "Actors" in item.key).value["actor"].dropna()) == [
        "Mia",
        "Ann",
    ]


def test_a_dossier_from_a_sheet(open_app: OpenApp) -> None:
    app = opened(open_app, "New dossier")
    app.session_state["dossier-way"] = "From a sheet"
    app.run()
    uploaded(app, "cyrillic.csv", (TABLES / "cyrillic.csv").read_bytes())
    assert "Rows understood: Positions 2" in said(app)
    assert "5 new records" in said(app)
    app.button(key="by-hand").click().run()
    assert "On Доля" not in said(app), "nobody must agree yet"
    type_in(app, "Actors", edited_rows={0: {"must agree": True}, 1: {"must agree": True}})
    assert "On Доля" in said(app)
    app.button(key="draft-open").click().run()
    assert not app.exception
    assert "All pages show **My dossier**" in said(app)


def test_a_dossier_from_a_zip(open_app: OpenApp) -> None:
    app = opened(open_app, "New dossier")
    app.session_state["dossier-way"] = "From a dossier’s ZIP"
    app.run()
    files = contents(MINIMAL)
    uploaded(app, "d.zip", zipped({f"minimal/{name}": held for name, held in files.items()}))
    assert "The Serel water dispute" in said(app)
    broken = files | {"positions.yaml": b"positions: [{actor: nobody}]"}
    uploaded(app, "d.zip", zipped(broken))
    assert "positions.yaml" in said(app)
    assert "zip-open" not in keys(app)
    uploaded(app, "d.zip", b"no zip")
    assert "no sound ZIP" in said(app)


def test_another_readers_session_keeps_the_servers_dossier(open_app: OpenApp) -> None:
    first = opened(open_app, "New dossier")
    first.button(key="draft-example").click().run()
    first.button(key="draft-open").click().run()
    assert "All pages show" in said(first)
    assert "All pages show" not in said(opened(open_app, "New dossier"))
