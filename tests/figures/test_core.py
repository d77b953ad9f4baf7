from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import altair as alt
import pandas as pd
import pytest

from components.figures import core
from components.figures.core import Context, Figure, FigureError, Option, build, figure


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
