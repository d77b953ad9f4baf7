"""Figure: the rule behind the good cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.figures.assumptions.good_cases_chart import Measure, Track, good_cases_chart
from components.figures.assumptions.options import OUTPUT
from components.figures.assumptions.words import grounds, offered
from components.figures.core import Figure, figure
from components.model.good_cases import GoodCases, Limit, good_cases
from components.model.outputs import output_of

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.figures.context import Context
    from components.model.output import Output

MEANING: Final = (
    "Upright ticks: where an assumption stands now; in the last two lines, what holds over all cases. If the rule told "
    "nothing, their bars would end at the ticks. A rule tells what goes with the outcome in this model; it recommends "
    "nothing."
)
_COLUMNS: Final = [
    *("assumption", "unit", "from", "to", "now", "p10", "p90"),
    "cases within the rule (share)",
    "outcome within the rule (share)",
    "chance within the rule (probability)",
    "chance over all cases (probability)",
]
_TOPS: Final = (0.05, 0.1, 0.2, 0.5, 1.0)
"""Where the line of a chance may end."""


@figure("good_cases", page="assumptions", needs=("assumptions",), options=(OUTPUT,))
def good_cases_figure(context: Context, *, output: str) -> Figure:
    """Rule behind the good cases: within which limits of at most three assumptions an outcome is likelier."""
    asked = output_of(context.dossier, output)
    name, day = offered(context.dossier)[output], wording.date(context.results.day)
    found = good_cases(context.results, asked)
    if found:
        title, held = rule(name, found), _held(found)
        description = f"{title}. {held}. {_chance(found)}."
        drawn = good_cases_chart(
            [_track(context, limit) for limit in found.limits],
            _measures(found),
            mode=context.mode,
            description=description,
        )
    else:
        title, held = f"When “{name}” is likelier", "The rule behind the good cases"
        description = _no_rule(name, chance=asked.is_chance)
        drawn = nothing(description, mode=context.mode, description=description)
    return Figure(
        name="good_cases",
        title=title,
        subtitle=f"{held} · as of {day}",
        description=description,
        chart=drawn,
        table=_table(context, found),
        refs=grounds(context, [limit.assumption.id for limit in (found.limits if found else ())]),
        notes=(*_before(context, asked, name), *((MEANING,) if found else ())),
    )


def _before(context: Context, asked: Output, name: str) -> tuple[str, ...]:
    """Return the rule at the source's values, once something was changed."""
    found = good_cases(context.before, asked) if context.before else None
    return (f"At the source’s values: {rule(name, found)}.",) if found else ()


def _no_rule(name: str, *, chance: bool) -> str:
    if chance:
        return f"No limits of assumptions tell when “{name}” is likelier."
    return f"“{name}” is no chance; a rule is sought for what may or may not come."


def rule(name: str, found: GoodCases) -> str:
    """Return the rule in words: where an outcome is likelier."""
    told = [f"“{limit.assumption.name}” is {_within(limit)}" for limit in found.limits]
    return f"“{name}” is likelier where {wording.names(told)}"


def _measures(found: GoodCases) -> list[Measure]:
    """Return what the rule holds, and how far it raises the chance, which may be small."""
    mass, coverage, density, base = map(wording.chance, (found.mass, found.coverage, found.density, found.base))
    top = next(end for end in _TOPS if found.density <= 0.9 * end or end == _TOPS[-1])
    none, whole, most = (wording.chance(end, exact=True) for end in (0.0, 1.0, top))
    held, chance = f"{mass} of cases hold {coverage} of it", f"Chance {density}, over all {base}"
    return [
        Measure("held", _held(found), held, none, whole, found.mass, found.coverage),
        Measure(
            "chance",
            _chance(found),
            chance,
            none,
            most,
            found.base / top,
            found.density / top,
        ),
    ]


def _held(found: GoodCases) -> str:
    return (
        f"{wording.chance(found.mass)} of cases hold {wording.chance(found.coverage)} of those in which it comes about"
    )


def _chance(found: GoodCases) -> str:
    return f"There its chance is {wording.chance(found.density)}, beside {wording.chance(found.base)} over all cases"


def _within(limit: Limit) -> str:
    item, (low, high) = limit.assumption, _ends(limit)
    if limit.low is None:
        return f"at most {item.said(high)}"
    return f"at least {item.said(low)}" if limit.high is None else f"within {item.said_band(low, high)}"


def _track(context: Context, limit: Limit) -> Track:
    item, band = limit.assumption, context.results.bands[limit.assumption.id]
    now = item.said(band.p50)
    low, high = _ends(limit)
    return Track(
        item.id,
        item.basis,
        heading=f"{item.label}: {_within(limit)}; now {now}",
        brief=f"{item.name}: {_within(limit)}",
        tooltip=f"{item.label}: {_within(limit)}; now {now}, band {item.said_band(band.p10, band.p90)}",
        least=item.said(item.range.min),
        most=item.said(item.range.max),
        **{
            key: _place(item, value)
            for key, value in {"low": low, "high": high, "p10": band.p10, "p90": band.p90, "now": band.p50}.items()
        },
    )


def _ends(limit: Limit) -> tuple[float, float]:
    limits = limit.assumption.range
    return (
        limits.min if limit.low is None else limit.low,
        limits.max if limit.high is None else limit.high,
    )


def _place(item: Assumption, value: float) -> float:
    """Return where a value lies on an assumption's own track, 0–1."""
    return (value - item.range.min) / (item.range.max - item.range.min)


def _table(context: Context, found: GoodCases | None) -> pd.DataFrame:
    """Return a row for each limit; what the rule holds stands in each."""
    if found is None:
        return pd.DataFrame(columns=_COLUMNS)
    rows = []
    for limit in found.limits:
        item, band = limit.assumption, context.results.bands[limit.assumption.id]
        values = (*_ends(limit), band.p50, band.p10, band.p90, found.mass, found.coverage, found.density, found.base)
        rows.append((item.label, item.unit, *values))
    return pd.DataFrame(rows, columns=_COLUMNS)
