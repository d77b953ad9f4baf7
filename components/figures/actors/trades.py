"""Figure: the best exchanges between two actors, priced for everybody else."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.layers import nothing
from components.drawing.theme import categorical
from components.figures.actors.trades_chart import Gain, Heading, trades_chart
from components.figures.actors.words import RECORD, score
from components.figures.core import Figure, FigureError, Option, figure
from components.model.trades import trades_of

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.trades import Trade

BEST: Final = 5
"""Exchanges shown, best gain first."""
THIRD: Final = 12
"""Most third parties drawn an exchange, those with most at stake; the table lists all."""
UNIT: Final = "salience-weighted points"
_FELT: Final = 0.05
"""Points from which on a loss, or a difference from the source, is one; what is less reads as none."""


def traders(context: Context) -> tuple[str, ...]:
    """Return the negotiating actors that share at least two issues with another one, in the dossier's order."""
    found = {actor for pair in pairs(context) for actor in pair}
    return tuple(actor.id for actor in context.dossier.actors if actor.id in found)


def pairs(context: Context) -> tuple[tuple[str, str], ...]:
    """Return every two negotiating actors that could exchange something: they share at least two issues."""
    held: dict[str, set[str]] = {}
    for cell in context.dossier.cells:
        held.setdefault(cell.actor, set()).add(cell.issue)
    able = [actor.id for actor in context.dossier.actors if actor.negotiates and actor.id in held]
    return tuple((i, j) for i, j in combinations(able, 2) if len(held[i] & held[j]) > 1)


def partners(context: Context, actor: str) -> tuple[str, ...]:
    """Return with whom an actor could exchange something."""
    return tuple((set(pair) - {actor}).pop() for pair in pairs(context) if actor in pair)


def _default(context: Context, place: int) -> str:
    able = pairs(context)
    if not able:
        raise FigureError("figure 'actors_trades' needs two negotiating actors who share two issues")
    return able[0][place]


@figure(
    "actors_trades",
    page="actors",
    needs=["cells"],
    options=[
        Option("i", "One of the two actors", traders, lambda context: _default(context, 0)),
        Option("j", "The other one", traders, lambda context: _default(context, 1)),
    ],
)
def actors_trades(context: Context, *, i: str, j: str) -> Figure:
    """Show the best exchanges between two actors, with the price for every third party."""
    if i == j:
        raise FigureError(f"an exchange needs two actors, but i and j are both {i!r}")
    dossier, day = context.dossier, wording.date(context.results.day)
    between_them = f"{dossier.actor(i).name} and {dossier.actor(j).name}"
    found = between(context, i, j)[:BEST]
    stood = {_terms(trade): trade for trade in trades_of(context.before, between=(i, j))} if context.before else {}
    gains = [_gains(dossier, trade, stood.get(_terms(trade)), place) for place, trade in enumerate(found)]
    description = _description(dossier, found, gains, between_them)
    colours = categorical([actor.id for actor in dossier.actors], context.mode)
    blocks = [
        ([Heading(rows.key(f"{n}:heading{part}", ""), _move(dossier, trade, part, n)) for part in (0, 1)], gains[n])
        for n, trade in enumerate(found)
    ]
    return Figure(
        name="actors_trades",
        title=f"What {between_them} could exchange, and at whose price",
        subtitle=(
            f"{_best(found)} of equal gain, {day}, from what no deal gives → after the exchange, 0–100; bars: {UNIT}"
            if found
            else day
        ),
        description=description,
        chart=(
            trades_chart(blocks, colours=colours, mode=context.mode, description=description)
            if found
            else nothing(description, mode=context.mode, description=description)
        ),
        table=_table(dossier, found),
        refs=_refs(context, found),
        notes=(*_before(context, i, j), *_notes(context, found)),
    )


def between(context: Context, i: str, j: str) -> tuple[Trade, ...]:
    """Return the exchanges between two actors, best first."""
    return trades_of(context.results, between=(i, j))


def _terms(trade: Trade) -> tuple[str, str]:
    """Return what makes it the same exchange, whatever it brings: the issues on which the two give way."""
    return trade.i_moves_on, trade.j_moves_on


def _gains(dossier: Dossier, trade: Trade, stood: Trade | None, place: int) -> list[Gain]:
    """Return who gains what: the two first, then third parties, the veto players among them in front."""
    veto, before = {actor.id for actor in dossier.veto_players}, _brought(stood)
    third = sorted(trade.externalities.items(), key=lambda item: (item[0] not in veto, -abs(item[1])))[:THIRD]
    return [
        Gain(
            rows.key(f"{place}:{actor}", dossier.actor(actor).name),
            actor,
            dossier.actor(actor).name,
            "party" if actor in (trade.i, trade.j) else "third party",
            gain,
            f"{_signed(gain)}{' veto player loses' if harmed else ''}",
            harmed,
            *((before[actor], f"source {_signed(before[actor])}") if moved else ()),
        )
        for actor, gain in [(trade.i, trade.gain), (trade.j, trade.gain), *third]
        for harmed in [actor in veto and gain < -_FELT]
        for moved in [actor in before and abs(before[actor] - gain) >= _FELT]
    ]


def _brought(trade: Trade | None) -> dict[str, float]:
    return {trade.i: trade.gain, trade.j: trade.gain, **trade.externalities} if trade else {}


def _signed(gain: float) -> str:
    return f"{'+' if gain >= 0 else ''}{wording.number(gain)}"


def _best(found: tuple[Trade, ...]) -> str:
    return f"The {len(found)} best exchanges" if len(found) > 1 else "The only exchange"


def _move(dossier: Dossier, trade: Trade, part: int, place: int | None = None) -> str:
    """Return in words what one of the two gives."""
    issue = (trade.i_moves_on, trade.j_moves_on)[part]
    actor = dossier.actor((trade.i, trade.j)[part]).name
    before, after = trade.outcomes[issue]
    change = f"{score(before)} → {score(after)}"
    if score(before) == score(after):
        change = f"{wording.number(before)} → {wording.number(after)}"
    rank = "" if place is None else f"{place + 1}. " if part == 0 else "    "
    return f"{rank}{actor} gives way: {change} {dossier.issue(issue).label}"


def _before(context: Context, i: str, j: str) -> tuple[str, ...]:
    """Return the best exchange at the source's values, once something was changed."""
    found = trades_of(context.before, between=(i, j))[:1] if context.before else ()
    dossier = context.dossier
    return tuple(
        f"Best at the source’s values: {_move(dossier, trade, 0)}; {_move(dossier, trade, 1)}." for trade in found
    )


def _notes(context: Context, found: tuple[Trade, ...]) -> tuple[str, ...]:
    dossier = context.dossier
    notes = [
        "An exchange starts from what no deal gives: the mean of what the actors expect, weighted by their power."
        f"{_elsewhere(context, found)}",
        "Salience-weighted points: points that an issue's outcome moves towards an actor, times how much the issue "
        "matters to it (0–1), summed over both issues. Scores for comparison, not measurements.",
    ]
    priced = [{trade.i, trade.j, *trade.externalities} for trade in found]
    silent = [actor.name for actor in dossier.veto_players if any(actor.id not in actors for actors in priced)]
    if silent:
        notes.append(
            f"Not every exchange can be priced for {wording.names(silent)}: the source gives no position on its issues."
        )
    if context.before:
        notes.append("Grey stroke: what the same exchange brings at the source’s values, where that is something else.")
    return (*notes, RECORD)


def _elsewhere(context: Context, found: tuple[Trade, ...]) -> str:
    """Return on which issues nobody expects anything without a deal."""
    traded = dict.fromkeys(issue for trade in found for issue in trade.outcomes)
    silent = [context.dossier.issue(issue).label for issue in traded if not context.results.issues[issue].reservations]
    return f" On {wording.names(silent)} it starts from the weighted mean of positions." if silent else ""


def _description(dossier: Dossier, found: tuple[Trade, ...], gains: list[list[Gain]], between_them: str) -> str:
    if not found:
        return f"No exchange between {between_them} would make both better off."
    texts = []
    for trade, block in zip(found, gains, strict=True):
        price = wording.names(f"{gain.name} {gain.words}" for gain in block if gain.role == "third party")
        texts.append(
            f"{_move(dossier, trade, 0)}; {_move(dossier, trade, 1)}; each gains {wording.number(trade.gain)} {UNIT}; "
            f"third parties: {price or 'none holds a position on either issue'}"
        )
    return f"{_best(found)} between {between_them}, from what no deal gives. {'. '.join(texts)}."


def _table(dossier: Dossier, found: tuple[Trade, ...]) -> pd.DataFrame:
    table = []
    veto = {actor.id for actor in dossier.veto_players}
    for place, trade in enumerate(found):
        parties = {trade.i: trade.gain, trade.j: trade.gain}
        terms = {
            "exchange": place + 1,
            "i gives way on": dossier.issue(trade.i_moves_on).label,
            "no deal, i's issue (0–100)": round(trade.outcomes[trade.i_moves_on][0], 1),
            "after, i's issue (0–100)": round(trade.outcomes[trade.i_moves_on][1], 1),
            "j gives way on": dossier.issue(trade.j_moves_on).label,
            "no deal, j's issue (0–100)": round(trade.outcomes[trade.j_moves_on][0], 1),
            "after, j's issue (0–100)": round(trade.outcomes[trade.j_moves_on][1], 1),
        }
        for actor, gain in [*parties.items(), *trade.externalities.items()]:
            part = {trade.i: "i", trade.j: "j"}.get(actor, "third party")
            table.append(
                {
                    **terms,
                    "actor": dossier.actor(actor).label,
                    "part": part,
                    f"gain ({UNIT})": round(gain, 2),
                    "veto player harmed": "yes" if actor in veto and gain < -_FELT else "no",
                }
            )
    return pd.DataFrame(table)


def _refs(context: Context, found: tuple[Trade, ...]) -> tuple[str, ...]:
    issues = {issue for trade in found for issue in (trade.i_moves_on, trade.j_moves_on)}
    cells = [cell for issue in issues for cell in context.results.cells(issue).cells]
    return tuple(dict.fromkeys(key for cell in sorted(cells, key=lambda cell: cell.id) for key in cell.refs))
