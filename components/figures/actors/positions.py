"""Figure: where the actors stand on one issue, and whether that leaves room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import BASIS, categorical
from components.figures.actors.positions_chart import Anchor, Outcome, Position, Scale, positions_chart
from components.figures.actors.words import INDEX, RECORD, SCORES, gap, score, scores, verdict
from components.figures.core import Context, Figure, Option, figure
from components.model.rooms import Room, room
from components.model.stands import Stand, stands

if TYPE_CHECKING:
    from components.dossier import Issue

ORDERS: Final[dict[str, Callable[[Stand], float]]] = {
    "position": lambda stand: stand.position,
    "power": lambda stand: stand.power,
    "salience": lambda stand: stand.cell.salience.mode,
}
"""What may rank the actors."""
FOLD: Final = 40
"""Most actors drawn, veto players and then the most powerful ones; a longer chart is no longer read as a whole."""
NAMED: Final = 8
"""Most positions named in the text alternative."""


@figure(
    "actors_positions",
    page="actors",
    needs=["cells"],
    options=[
        Option(
            "issue",
            "Issue to show",
            lambda context: tuple(context.results.issues),
            lambda context: next(iter(context.results.issues)),
        ),
        Option("order", "What ranks the actors", lambda _: tuple(ORDERS), lambda _: next(iter(ORDERS))),
    ],
)
def actors_positions(context: Context, *, issue: str, order: str) -> Figure:
    """Show where the actors stand on an issue, what veto players accept, and where the models point."""
    about = context.dossier.issue(issue)
    everyone = stands(context.results, issue)
    drawn = _ranked(context, everyone, order)
    found = room(context.results, issue)
    outcomes, anchors = _outcomes(context, issue, found), _anchors(about)
    description = _description(context, everyone, issue)
    span = (found.low, found.high)
    return Figure(
        name="actors_positions",
        title=f"Where the actors stand: {about.label}",
        subtitle=(
            f"{verdict(context, issue)} Position on the issue's own 0–100 scale, {wording.date(context.results.day)}. "
            "Mark: most likely value, larger with exercised power (influence × salience); line: p10–p90"
            f"{'; pale bar: what a veto player accepts' if context.results.issues[issue].acceptable else ''}"
            f"{'; dashed: status quo' if about.status_quo else ''}"
        ),
        description=description,
        chart=positions_chart(
            _marks(context, drawn, issue),
            outcomes,
            anchors,
            scale=Scale(
                about.low,
                about.high,
                agreement=span if found.kind == "range" else None,
                gap=span if found.kind == "gap" else None,
                status_quo=about.status_quo.value if about.status_quo else None,
            ),
            colours=categorical([actor.id for actor in context.dossier.actors], context.mode),
            mode=context.mode,
            description=description,
        ),
        table=_table(context, everyone, outcomes, anchors),
        refs=_refs(about, everyone),
        notes=_notes(context, issue, _actors(everyone) - _actors(drawn)),
    )


def _actors(cells: Sequence[Stand]) -> int:
    return len({stand.cell.actor for stand in cells})


def _ranked(context: Context, everyone: Sequence[Stand], order: str) -> list[Stand]:
    """Return the cells to draw: veto players and the most powerful actors, ranked by their bargaining cells."""
    veto = {actor.id for actor in context.dossier.veto_players}
    bargaining = [stand for stand in everyone if stand.bargains]
    first = sorted(bargaining, key=lambda stand: (stand.cell.actor not in veto, -stand.power))[:FOLD]
    kept = [stand.cell.actor for stand in sorted(first, key=lambda stand: -ORDERS[order](stand))]
    return sorted((s for s in everyone if s.cell.actor in kept), key=lambda stand: kept.index(stand.cell.actor))


def _marks(context: Context, drawn: Sequence[Stand], issue: str) -> list[Position]:
    accepted = context.results.issues[issue].acceptable
    held = [stand.cell.actor for stand in drawn]
    marks = []
    for stand in drawn:
        cell, actor = stand.cell, context.dossier.actor(stand.cell.actor)
        veto = " (veto)" if actor.veto else ""
        lane = (-6 if cell.kind == "ideal" else 6) if held.count(actor.id) > 1 else 0
        low, high = accepted.get(actor.id, (None, None)) if stand.bargains else (None, None)
        position, band, power = score(stand.position), scores(stand.p10, stand.p90), score(stand.power)
        mark = Position(
            row=rows.key(actor.id, f"{actor.label}{veto}", f"{actor.name}{veto}"),
            actor=actor.id,
            name=actor.name,
            kind=cell.kind,
            position=stand.position,
            p10=stand.p10,
            p90=stand.p90,
            power=stand.power,
            basis=cell.basis,
            lane=lane,
            said=f"{actor.name}, {cell.kind}: {position} (p10–p90 {band}), exercised power {power}, "
            f"{BASIS[cell.basis].label}",
            accepts_low=low,
            accepts_high=high,
        )
        marks.append(mark)
    return marks


def _outcomes(context: Context, issue: str, found: Room) -> list[Outcome]:
    """Return the summary rows; where no agreement is possible, the mean is for comparison only."""
    result = context.results.issues[issue]
    mean, (low, high) = result.weighted_mean, result.model_error_80
    median, expected = result.weighted_median, result.condorcet_expected
    inputs = f"Weighted mean, inputs p10–p90{'' if found.forecasts else ', no forecast'}"
    record = _named("record", "… with the model's error record, 80 %", "+ error record")
    words = f"{score(median)}{', on a knife-edge' if result.knife_edge else ''}"
    band, wide = (mean.p10, mean.p90), (low, high)
    return [
        *_agreed(found),
        Outcome(
            *_named("mean", inputs, "Mean, inputs"),
            wording.estimate(mean.point, *band, INDEX),
            "band",
            *band,
            *band,
            mean.point,
        ),
        Outcome(*record, scores(*wide), "band_wide", *wide, *wide, mean.point),
        Outcome(*_named("median", "Median of exercised power", "Median"), words, "tick", median, median, point=median),
        Outcome(
            *_named("condorcet", "Condorcet check (expected)", "Condorcet"),
            score(expected),
            "tick",
            expected,
            expected,
            point=expected,
        ),
    ]


def _agreed(found: Room) -> list[Outcome]:
    """Return what all veto players accept; nothing where nobody could say."""
    name = ("Veto players heard accept", "Heard accept") if found.unheard else ("All veto players accept", "All accept")
    low, high = found.low, found.high
    match found.kind:
        case "range":
            return [Outcome(*_named("agree", *name), scores(low, high), "agreement", low, high, low=low, high=high)]
        case "status_quo":
            words = "only the status quo"
        case "gap":
            words = f"no agreement: gap of {gap(found)}"
        case "open":
            words, low, high = "not shown: no status quo is given", 0.0, 0.0
        case _:
            return []
    return [Outcome(*_named("agree", *name), words, "agreement", low, high)]


def _named(key: str, name: str, narrow: str) -> tuple[str, str]:
    """Return the key of a row and its name."""
    return rows.key(key, name, narrow), name


def _anchors(issue: Issue) -> list[Anchor]:
    found = [(value, claim.text) for value, claim in issue.anchors.items()]
    if issue.status_quo is not None:
        found.append((issue.status_quo.value, "status quo, if nothing is agreed"))
    found.sort(key=lambda item: item[0])
    return [
        Anchor(rows.key(f"anchor{place}", ""), at, f"{wording.number(at, 2)} {text}")
        for place, (at, text) in enumerate(found)
    ]


def _notes(context: Context, issue: str, folded: int) -> tuple[str, ...]:
    notes = []
    if not room(context.results, issue).forecasts:
        notes.append("The weighted mean stands for comparison only: without an agreement it forecasts nothing.")
    if context.results.issues[issue].knife_edge:
        notes.append("Knife-edge: a change of one actor's power by 5 % moves the median to another actor.")
    if folded:
        notes.append(
            f"{folded} actors with less exercised power are folded away here; they count in every result, "
            "and the table lists them."
        )
    return (*notes, RECORD, SCORES)


def _description(context: Context, cells: Sequence[Stand], issue: str) -> str:
    about, result = context.dossier.issue(issue), context.results.issues[issue]
    strongest = sorted(cells, key=lambda stand: -stand.power)[:NAMED]
    told = "; ".join(
        f"{context.dossier.actor(stand.cell.actor).name} {stand.cell.kind} "
        f"{wording.estimate(stand.position, stand.p10, stand.p90, INDEX)}, power {score(stand.power)}, "
        f"{BASIS[stand.cell.basis].label}"
        for stand in strongest
    )
    mean = result.weighted_mean
    left = len(cells) - len(strongest)
    return (
        f"{about.label}: 0 means {about.low}, 100 means {about.high}. {verdict(context, issue)} "
        f"Positions, most likely (p10–p90): {told}{f'; and {left} more in the table' if left else ''}. "
        f"Weighted mean {score(mean.point)}: inputs p10–p90 {scores(mean.p10, mean.p90)}; with the model's "
        f"error record, 80 %, {scores(*result.model_error_80)}. "
        f"Median {score(result.weighted_median)}, Condorcet check {score(result.condorcet_expected)}."
        f"{' The median stands on a knife-edge.' if result.knife_edge else ''}"
    )


def _table(
    context: Context, cells: Sequence[Stand], outcomes: Sequence[Outcome], anchors: Sequence[Anchor]
) -> pd.DataFrame:
    """Return cells, results and the scale's marked values in one tidy table."""
    meaning = {
        "agreement": "agreement range",
        "band": "p10–p90 of the inputs",
        "band_wide": "80 %, inputs and the model's error record",
    }
    results = [
        _valued(row.name, "result", row.point, row.low, row.high)
        | {"low and high are": meaning.get(row.style), "words": row.words}
        for row in outcomes
    ]
    scale = [_valued("scale", "anchor", anchor.at) | {"words": anchor.words} for anchor in anchors]
    return pd.DataFrame([*(_cell(context, stand) for stand in cells), *results, *scale])


def _cell(context: Context, stand: Stand) -> dict[str, Any]:
    cell, actor = stand.cell, context.dossier.actor(stand.cell.actor)
    return _valued(actor.label, f"{cell.kind} position", stand.position, stand.p10, stand.p90) | {
        "low and high are": "p10–p90",
        "salience (0–100)": cell.salience.mode,
        "influence (0–100)": cell.influence.mode,
        "exercised power (0–100)": round(stand.power, 1),
        "veto": "yes" if actor.veto else "no",
        "basis": BASIS[cell.basis].label,
        "confidence": cell.confidence or "",
        "references": ", ".join(cell.refs),
    }


def _valued(
    row: str, kind: str, value: float | None, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    values = {"value (0–100)": value, "low (0–100)": low, "high (0–100)": high}
    return {"row": row, "kind": kind} | {
        name: None if number is None else round(number, 1) for name, number in values.items()
    }


def _refs(issue: Issue, cells: Sequence[Stand]) -> tuple[str, ...]:
    status_quo = issue.status_quo.refs if issue.status_quo else ()
    anchors = [key for claim in issue.anchors.values() for key in claim.refs]
    return tuple(dict.fromkeys([key for s in cells for key in s.cell.refs] + [*issue.refs, *status_quo, *anchors]))
