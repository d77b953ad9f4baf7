"""Figure: who pulls on an actor from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import categorical
from components.figures.actors.pulls_chart import Puller, pulls_chart
from components.figures.actors.words import measured, score
from components.figures.core import Figure, FigureError, Option, figure
from components.model.stands import Stand, stands

if TYPE_CHECKING:
    from components.dossier import Assumption
    from components.dossier.schema import Pull
    from components.figures.context import Context


def pull_id(pull: Pull) -> str:
    """Return the name of a pull as an option's value: ``actor.issue``."""
    return f"{pull.actor}.{pull.issue}"


def _choices(context: Context) -> list[str]:
    return [pull_id(pull) for pull in context.dossier.perceptions.pulls]


def _first(context: Context) -> str:
    if not _choices(context):
        raise FigureError("figure 'domestic_pull' needs pulls in perceptions.yaml, which this dossier leaves out")
    return _choices(context)[0]


@figure(
    "domestic_pull",
    page="actors",
    needs=["perceptions"],
    options=[Option("pull", "Actor and issue, as actor.issue", _choices, _first)],
)
def domestic_pull(context: Context, *, pull: str) -> Figure:
    """Show an actor between those who pull on it, and how hard each of them pulls."""
    dossier = context.dossier
    found = next(item for item in dossier.perceptions.pulls if pull_id(item) == pull)
    actor, issue = dossier.actor(found.actor), dossier.issue(found.issue)
    held = stands(context.results, issue.id) if issue.id in context.results.issues else ()
    own = {stand.cell.actor: stand for stand in held}
    everybody = sorted((*found.by, actor.id), key=lambda who: own[who].position if who in own else 101)
    output = _output(context, found.output) if found.output else ""
    said = "; ".join(_said(context, found, own, who) for who in everybody)
    description = (
        f"{actor.name} on {issue.label}: 0 means {issue.low}, 100 means {issue.high}. "
        f"{said}.{' ' + output if output else ''}"
    )
    pullers = [_puller(context, found, own, who) for who in everybody]
    return Figure(
        name="domestic_pull",
        title=f"Who pulls on {actor.name}: {issue.label}",
        subtitle=(
            f"What each wants on the issue's own 0–100 scale, with the middle 80 % of cases, "
            f"{wording.date(context.results.day)}; a thicker rope is a harder pull"
        ),
        description=description,
        chart=pulls_chart(pullers, ends=(issue.low, issue.high), mode=context.mode, description=description),
        table=_table(context, found, dict(zip(everybody, pullers, strict=True))),
        refs=tuple(dict.fromkeys([*found.refs, *(key for who in found.by for key in dossier.actor(who).refs)])),
        notes=tuple(note for note in (found.note, output) if note),
    )


def _puller(context: Context, pull: Pull, own: dict[str, Stand], who: str) -> Puller:
    dossier, stand = context.dossier, own.get(who)
    name, pulls = dossier.actor(who).name, who in pull.by
    heading = f"{name}, {_place(stand)}"
    strength = None
    if pulls:
        assumption = dossier.assumption(pull.by[who])
        band, limits = context.results.bands[assumption.id], assumption.range
        strength = (band.p50 - limits.min) / (limits.max - limits.min)
        heading += f", pulls with {assumption.said_estimate(band.p50, band.p10, band.p90)}"
        heading += _from(context, assumption, band.p50)
    return Puller(
        rows.key(who, name),
        heading,
        "",
        stand.cell.basis if stand else pull.basis,
        categorical([actor.id for actor in dossier.actors], context.mode)[who],
        round(stand.p10, 1) if stand else None,
        round(stand.position, 1) if stand else None,
        round(stand.p90, 1) if stand else None,
        strong=not pulls,
        pulled=own[pull.actor].position if pulls and pull.actor in own else None,
        strength=strength,
    )


def _from(context: Context, assumption: Assumption, now: float) -> str:
    """Return how hard it pulls at the source's values, where that differs."""
    before = assumption.said(context.results.source_bands[assumption.id].p50)
    return f", source {before}" if before != assumption.said(now) else ""


def _place(stand: Stand | None) -> str:
    return f"at {score(stand.position)}" if stand else "no position in the dossier"


def _said(context: Context, pull: Pull, own: dict[str, Stand], who: str) -> str:
    said = f"{context.dossier.actor(who).name} {_place(own.get(who))}"
    return f"{said} pulls with {_strength(context, pull, who)}" if who in pull.by else said


def _strength(context: Context, pull: Pull, who: str) -> str:
    assumption = context.dossier.assumption(pull.by[who])
    return measured(context.results.bands[assumption.id], assumption.unit)


def _table(context: Context, pull: Pull, pullers: dict[str, Puller]) -> pd.DataFrame:
    dossier = context.dossier
    return pd.DataFrame(
        [
            {
                "actor": dossier.actor(who).name,
                "position (0–100)": puller.value,
                "p10 (0–100)": puller.p10,
                "p90 (0–100)": puller.p90,
                "pull (share of the assumption's range)": puller.strength,
                "assumption": dossier.assumption(pull.by[who]).label if who in pull.by else "",
                "assumption value": _strength(context, pull, who) if who in pull.by else "",
                "basis": puller.basis,
            }
            for who, puller in pullers.items()
        ]
    )


def _output(context: Context, key: str) -> str:
    """Return what follows for the output that the pulls move."""
    node, output = context.dossier.node(key), context.results.outputs[key]
    unit = node.measured_in
    scale = wording.scale(unit)
    found = wording.estimate(output.value, output.p10, output.p90, unit)
    return f"{node.label}: {found}{f', {scale}' if scale else ''}."
