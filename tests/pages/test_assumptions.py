"""The Assumptions page as it runs, without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.dossier import load
from components.ui.navigation import PAGES
from tests.app import app as new
from tests.ui.conftest import charts, move

ROOT = Path(__file__).parents[2]
BUILT_IN = load(ROOT / "data")
Open = Callable[..., AppTest]


@pytest.fixture
def open_assumptions(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on a dossier, as a browser would with this query."""

    def opened(dossier: str | Path = "data", **query: str) -> AppTest:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        app = new(query).run()
        app.switch_page("../../pages/assumptions.py").run()
        assert not app.exception
        return app

    return opened


def told(app: AppTest) -> str:
    return "\n".join(item.value for item in app.markdown).replace("\\", "")


def scenario(app: AppTest) -> dict[str, float]:
    return dict(app.session_state["parley_state"].scenario.assumptions)


def test_answers_its_question_first(open_assumptions: Open) -> None:
    app = open_assumptions()
    assert app.title[0].value == "Which assumptions carry the results?"
    assert re.search(r"moves “The presidents meet” most\\?: over its band from", app.main.markdown[1].value)
    assert not app.warning
    assert len(charts(app)) == 2, "only what is asked for is drawn"


def test_every_assumption_is_listed_on_demand(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="list")
    assert len(app.dataframe[0].value) == len(BUILT_IN.assumptions)


@pytest.mark.parametrize(
    ("analysis", "said"),
    [
        ("threshold", "What stands behind"),
        ("deal_space", "” over “"),
        ("variance", "What makes “General ceasefire” uncertain"),
        ("grounds", "What “General ceasefire” rests on"),
        ("good_cases", "“General ceasefire” is likelier where"),
        ("causal_map", "What leads to “General ceasefire”"),
        ("sets", "Nothing to compare yet"),
    ],
)
def test_every_analysis_looks_at_the_chosen_output(open_assumptions: Open, analysis: str, said: str) -> None:
    app = open_assumptions(output="p_ceasefire", analysis=analysis)
    texts = told(app) + "".join(item.label for item in app.expander).replace("\\", "")
    assert said in texts
    assert "What moves “General ceasefire”" in texts
    assert len(charts(app)) == (1 if analysis == "sets" else 2)


def test_output_and_target_are_shared(open_assumptions: Open) -> None:
    app = open_assumptions()
    app.selectbox(key="output").select("years_to_settlement").run()
    app.selectbox(key="target").select("20").run()
    assert not app.exception
    assert app.selectbox(key="target").label == "Value to reach (years)"
    assert "20\u00a0years" in told(app)
    app.session_state["analysis"] = "All assumptions"
    app.run()
    assert "For 20\u00a0years it would have to be" in app.dataframe[0].value.columns


def test_two_together_never_offers_the_same_twice(open_assumptions: Open) -> None:
    app = open_assumptions(output="p_ceasefire", analysis="deal_space")
    app.selectbox(key="x").select("us_leverage").run()
    assert not app.exception
    labels = {item.id: item.label for item in BUILT_IN.assumptions}
    assert labels["us_leverage"] in app.selectbox(key="x").options
    assert labels["us_leverage"] not in app.selectbox(key="y").options


def test_sets_are_saved_compared_loaded_and_deleted(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", us_leverage="80")
    app.text_input(key="set-name").input("Strong: hand; 1").run()
    app.button(key="save-set").click().run()
    assert app.text_area(key="sets").value == f"Strong hand 1: us_leverage=80, v={BUILT_IN.version}"
    assert len(charts(app)) == 2
    move(app, us_leverage=20).run()
    app.button(key="save-set").click().run()
    assert "; Set 1: us_leverage=20" in app.text_area(key="sets").value
    outcomes, different = (table.value for table in app.table)
    assert list(outcomes.columns[1:]) == ["Source", "Now", "Strong hand 1", "Set 1"]
    assert len(different) == 1
    ceasefire = outcomes.set_index("Outcome").loc["General ceasefire"]
    assert [re.search(r"[▲▼] \d+$", text) is not None for text in ceasefire] == [False, True, True, True]
    app.button(key="load-set-0").click().run()
    assert scenario(app) == {"us_leverage": 80}
    app.button(key="delete-set-0").click().run()
    assert app.text_area(key="sets").value.startswith("Set 1:")
    assert not app.exception


def test_loading_the_source_moves_everything_back(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", sets="Plain:", alignment="70", as_of="2025-07-20")
    app.button(key="load-set-0").click().run()
    assert scenario(app) == {}
    assert app.date_input(key="as_of").value == BUILT_IN.header.as_of


def test_loading_brings_back_a_past_day_and_its_defaults(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", sets="Then: as_of=2025-07-20, alignment=70")
    app.button(key="load-set-0").click().run()
    assert scenario(app) == {"alignment": 70}
    assert app.date_input(key="as_of").value.isoformat() == "2025-07-20"


def test_no_more_sets_than_fit(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", sets="A: us_leverage=1; B:; C:; D:; E:")
    assert app.button(key="save-set").disabled
    assert any("was left out" in item.value for item in app.warning)
    assert app.text_input(key="set-name").disabled


def test_bad_sets_are_told_and_break_nothing(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", sets="A: us_leverage=1000, ghost=3; <b>: alignment=70")
    assert sum("Not everything in this link" not in item.value for item in app.warning) == 2
    assert len(charts(app)) == 2


def test_sets_outlive_a_look_at_another_page(open_assumptions: Open) -> None:
    app = open_assumptions(analysis="sets", sets="A: us_leverage=80")
    app.switch_page("../../pages/evidence.py").run()
    app.switch_page("../../pages/assumptions.py").run()
    app.session_state["analysis"] = "Scenarios"
    app.run()
    assert app.text_area(key="sets").value == "A: us_leverage=80"


def test_other_dossier(open_assumptions: Open) -> None:
    for analysis in ("threshold", "deal_space", "variance", "grounds", "good_cases", "causal_map", "sets"):
        app = open_assumptions("tests/dossiers/river", analysis=analysis, donor_patience="70")
        assert "“Both agree within a year”" in told(app)


def test_dossier_without_network_has_only_what_its_issues_allow(open_assumptions: Open, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(ROOT / "tests/dossiers/minimal", folder)
    (folder / "assumptions.yaml").write_text(
        "assumptions:\n- {id: rain, label: Rain, unit: index, basis: analyst_judgement, default: 50, "
        "range: {min: 0, max: 100, step: 1}}\n"
    )
    app = open_assumptions(folder)
    assert "No assumption of this dossier moves" in told(app)
    assert [tab.label for tab in app.tabs] == ["Threshold", "Two together", "All assumptions"]


def test_dossier_without_assumptions_has_no_such_page() -> None:
    page = next(spec for spec in PAGES if spec.name == "assumptions")
    assert page.is_shown(BUILT_IN)
    assert not page.is_shown(load(ROOT / "tests/dossiers/minimal"))
