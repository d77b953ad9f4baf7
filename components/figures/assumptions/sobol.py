"""Figure: what makes an output uncertain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from components import wording
from components.drawing.layers import nothing
from components.drawing.theme import BASIS
from components.figures.assumptions.options import OUTPUT
from components.figures.assumptions.sobol_chart import Shares, sobol_chart
from components.figures.assumptions.words import grounds, offered, subtitle
from components.figures.core import Figure, figure
from components.model.outputs import output_of
from components.model.sensitivity import SobolIndex, sobol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from components.figures.context import Context
    from components.model.uncertain import Ground

SHOWN: Final = 12
"""Most rows drawn; the rest is in the table."""
SMALL: Final = 0.005
"""Shares of variance below half a per cent are not drawn."""
MEANING: Final = (
    "Alone: the share of the variance that would go if this were known. With interactions: the share that "
    "would stay if all else were known. Lines: 95 % intervals. The shares describe the model's uncertainty."
)
INDEPENDENT: Final = (
    "Computed as if independent: the dossier ties some of these assumptions together, which the shares leave out."
)
GHOSTS: Final = "Hollow bars: at the source’s values."
_ESTIMATES: Final = ("first", "first_low", "first_high", "total", "total_low", "total_high")


@figure("sobol", page="assumptions", needs=("assumptions",), options=(OUTPUT,))
def sobol_figure(context: Context, *, output: str) -> Figure:
    """Share of an output's variance that each uncertain quantity accounts for, with intervals."""
    asked = output_of(context.dossier, output)
    measured = sobol(context.results, asked)
    found, name = measured.indices, offered(context.dossier)[output]
    source = {row.ground: row for row in sobol(context.before, asked).indices} if context.before else {}
    if found:
        shown = _shown(found, source)
        description = _spread(context, name, found)
        drawn = sobol_chart(
            [_shares(context, row, source.get(row.ground)) for row in shown],
            mode=context.mode,
            description=description,
        )
    else:
        endless = not np.isfinite(asked.draws(context.results)).all()
        description = _no_shares(name, endless=endless)
        drawn = nothing(description, mode=context.mode, description=description)
    independent = (INDEPENDENT,) if measured.as_if_independent else ()
    return Figure(
        name="sobol",
        title=f"What makes “{name}” uncertain",
        subtitle=subtitle(context, output, "Share of variance over all bands"),
        description=description,
        chart=drawn,
        table=_table(context, found),
        refs=grounds(context, [row.ground.id for row in found[:SHOWN] if row.ground.kind == "assumption"]),
        notes=(*independent, *((GHOSTS,) if source else ()), MEANING) if found else (),
    )


def _shown(found: Sequence[SobolIndex], source: Mapping[Ground, SobolIndex]) -> list[SobolIndex]:
    """Return the rows drawn: in their order at the source's values, so that they stay; what is new comes last."""
    now = {row.ground: row for row in found}
    kept = [ground for ground, row in source.items() if max(row.first, row.total) >= SMALL]
    told = [row for row in found if max(row.first, row.total) >= SMALL] or list(found[:1])
    rows = [now[ground] for ground in kept if ground in now]
    return [*rows, *(row for row in told if row not in rows)][:SHOWN]


def _no_shares(name: str, *, endless: bool) -> str:
    if endless:
        return f"No shares of variance: “{name}” may never come to an end."
    return f"No shares of variance: nothing makes “{name}” uncertain at these values."


def _label(context: Context, row: SobolIndex) -> str:
    """Return whose uncertainty it is: an assumption, a node's own level, or what an actor wants and expects."""
    dossier, ground = context.dossier, row.ground
    if ground.kind == "assumption":
        return dossier.assumption(ground.id).label
    if ground.kind == "scheduled":
        return f"{ground.label(dossier)}: whether the date is kept"
    if ground.kind == "node":
        return f"{dossier.node(ground.id).label} (its own level)"
    return f"{dossier.actor(ground.id).label}: what it wants, weighs and expects"


def _shares(context: Context, row: SobolIndex, source: SobolIndex | None) -> Shares:
    said = f"{_label(context, row)}: {_share(row.first)} alone, {_share(row.total)} with interactions"
    brief = ", aims and outlook" if row.ground.kind == "actor" else ""
    return Shares(
        f"{row.ground.kind} {row.ground.id} {row.ground.basis}",
        row.ground.basis,
        heading=said,
        brief=f"{row.ground.label(context.dossier)}{brief}: {_share(row.total)}",
        tooltip=f"{said} ({BASIS[row.ground.basis].label})"
        + (f"; source {_share(source.first)} and {_share(source.total)}" if source else ""),
        first_source=_within(source.first) if source else None,
        total_source=_within(source.total) if source else None,
        **{key: _drawn(row, key) for key in _ESTIMATES},
    )


def _drawn(row: SobolIndex, key: str) -> float:
    """Return an estimate within 0–1; in place of an end that no resample has, the estimate itself."""
    value: float = getattr(row, key)
    return _within(value if math.isfinite(value) else getattr(row, key.partition("_")[0]))


def _within(value: float) -> float:
    """Return a share within 0–1: an estimate from samples may fall outside, and stays so in the table."""
    return min(max(value, 0.0), 1.0)


def _share(value: float) -> str:
    return wording.share(_within(value))


def _spread(context: Context, name: str, found: Sequence[SobolIndex]) -> str:
    """Return what the indices say: who accounts for most, and how much is interaction."""
    together = 1 - sum(max(row.first, 0.0) for row in found)
    told = [
        f"“{_label(context, row)}” {_share(row.first)} alone "
        f"(95 % interval {wording.shares(_within(row.first_low), _within(row.first_high))}) and "
        f"{_share(row.total)} with its interactions"
        for row in found[:3]
    ]
    return (
        f"Of the variance of “{name}” over all bands: {'; '.join(told)}. "
        f"About {_share(together)} comes from interactions alone."
    )


def _table(context: Context, found: Sequence[SobolIndex]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "uncertain": [_label(context, row) for row in found],
            "kind": [row.ground.kind for row in found],
            "basis": [BASIS[row.ground.basis].label for row in found],
        }
    )
    for key in _ESTIMATES:
        part, _, end = key.partition("_")
        title = f"{'first order' if part == 'first' else 'total'}{f', 95 % {end}' if end else ''} (share)"
        frame[title] = [getattr(row, key) for row in found]
    return frame
