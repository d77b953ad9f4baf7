from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import altair as alt
import pandas as pd
import pytest

from components.dossier import load
from components.figures import core
from components.figures.context import Context, Sheet
from components.figures.core import Figure, FigureError, Option, build, figure
from components.model import Scenario, evaluate

RIVER = Path(__file__).parents[1] / "dossiers/river"
DAY = dt.date(2041, 3, 4)


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, core.FigureSpec]:
    """A registry with one figure, in place of the real one."""
    monkeypatch.setattr(core, "REGISTRY", {})
    issue = Option(
        name="issue",
        help="Issue to show",
        choices=lambda context: [item.id for item in context.dossier.issues],
        default=lambda context: context.dossier.issues[0].id,
    )

    @figure("positions", page="actors", needs=["issues"], options=[issue])
    def positions(context: Context, *, issue: str) -> Figure:
        """Show who wants what.

        The rest of the docstring stays out of the summary.
        """
        table = pd.DataFrame({"issue": [issue], "mode": [context.mode]})
        return Figure("positions", issue, "", "", alt.Chart(table).mark_point(), table)

    return core.REGISTRY


def context(*issues: str) -> Context:
    dossier: Any = SimpleNamespace(issues=tuple(SimpleNamespace(id=issue) for issue in issues))
    nothing: Any = None
    return Context(dossier=dossier, scenario=nothing, results=nothing)


def river() -> Context:
    dossier = load(RIVER)
    return Context(dossier, Scenario(), evaluate(dossier))


def test_default_depends_on_the_dossier() -> None:
    assert build("positions", context("canal", "tolls")).title == "canal"
    assert build("positions", context("tolls", "canal")).title == "tolls"


def test_a_given_value_reaches_the_builder() -> None:
    assert build("positions", context("canal", "tolls"), issue="tolls").title == "tolls"


def test_spec_lists_what_the_command_line_prints(registry: dict[str, core.FigureSpec]) -> None:
    spec = registry["positions"]
    assert (spec.name, spec.page, spec.summary) == ("positions", "actors", "Show who wants what.")
    assert list(spec.options[0].choices(context("canal", "tolls"))) == ["canal", "tolls"]


def test_unknown_figure_suggests_the_nearest() -> None:
    with pytest.raises(FigureError, match="no figure 'position'; did you mean 'positions'"):
        build("position", context("canal"))


def test_unlike_any_figure_lists_all() -> None:
    with pytest.raises(FigureError, match="choose from positions"):
        build("zzz", context("canal"))


def test_unknown_option_suggests_the_nearest() -> None:
    with pytest.raises(FigureError, match="no option 'isue'; did you mean 'issue'"):
        build("positions", context("canal"), isue="canal")


def test_unknown_value_suggests_the_nearest() -> None:
    with pytest.raises(FigureError, match="cannot be 'canel'; did you mean 'canal'"):
        build("positions", context("canal", "tolls"), issue="canel")


def test_figure_is_unavailable_where_the_dossier_is_silent(registry: dict[str, core.FigureSpec]) -> None:
    assert registry["positions"].available(context("canal").dossier)
    assert not registry["positions"].available(context().dossier)
    with pytest.raises(FigureError, match="needs issues"):
        build("positions", context())


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="two figures are called 'positions'"):
        figure("positions", page="actors")(lambda context: None)  # type: ignore[arg-type,return-value]


def test_a_still_figure_is_drawn_once_for_a_sheet_and_its_options() -> None:
    drawn: list[str] = []

    @figure("coast", page="actors", still=True)
    def coast(sheet: Sheet) -> Figure:
        """Show the coast."""
        drawn.append(sheet.mode)
        return Figure("coast", sheet.day.isoformat(), "", "", alt.Chart().mark_point(), pd.DataFrame())

    at = river()
    moved = Context(at.dossier, Scenario({at.dossier.assumptions[0].id: 50}), evaluate(at.dossier))
    later = Context(at.dossier, Scenario(as_of=DAY), evaluate(at.dossier))
    assert build("coast", at) is build("coast", moved)
    assert build("coast", later).title == DAY.isoformat()
    assert build("coast", Context(at.dossier, at.scenario, at.results, "dark")) is not build("coast", at)
    assert build("coast", river()) is not build("coast", at)
    assert drawn == ["light", "light", "dark", "light"]


def test_contexts_of_the_same_results_and_mode_share_what_was_computed() -> None:
    at = river()
    again = Context(at.dossier, Scenario(), evaluate(at.dossier))
    assert again.memory is at.memory
    assert Context(at.dossier, at.scenario, at.results, "dark").memory is not at.memory
