"""Figure: the best exchanges between two actors, priced for everybody else."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.drawing import rows
from components.drawing.layers import nothing
from components.drawing.theme import categorical
from components.figures.actors import trades_chart as chart
from components.figures.actors.words import RECORD, day, listed, number
from components.figures.core import Context, Figure, FigureError, Option, figure
from components.model.trades import trades_of

if TYPE_CHECKING:
    from components.model.trades import Trade

BEST: Final = 5
"""Exchanges shown, best gain first."""
THIRD: Final = 12
"""Most third parties drawn an exchange, those with most at stake; the table lists all."""
UNIT: Final = "salience-weighted points"


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
    dossier = context.dossier
    one, other = dossier.actor(i), dossier.actor(j)
    found = between(context, i, j)[:BEST]
    gains = _gains(context, found)
    headings, order = _blocks(context, found, gains)
    description = _description(context, found, gains, one.name, other.name)
    return Figure(
        name="actors_trades",
        title=f"What {one.name} and {other.name} could exchange, and at whose price",
        subtitle=(
            f"Best {len(found)} exchanges of equal gain, {day(context.results.day)}; outcome is the weighted mean, "
            f"before → after (0–100); bars: {UNIT}"
            if found
            else f"{day(context.results.day)}"
        ),
        description=description,
        chart=(
            chart.trades(
                headings,
                gains,
                order=order,
                colours=categorical([actor.id for actor in dossier.actors], context.mode),
                mode=context.mode,
                description=description,
            )
            if found
            else nothing(description, mode=context.mode, description=description)
        ),
        table=_table(context, found),
        refs=_refs(context, found),
        notes=_notes(context, found),
    )


def between(context: Context, i: str, j: str) -> tuple[Trade, ...]:
    """Return the exchanges between two actors, best first."""
    return trades_of(
        context.dossier,
        {issue.id: context.results.cells(issue.id) for issue in context.dossier.issues},
        between=(i, j),
    )


def _gains(context: Context, found: tuple[Trade, ...]) -> pd.DataFrame:
    """Return who gains what: the two first, then third parties, the veto players among them in front."""
    veto = {actor.id for actor in context.dossier.veto_players}
    names = {actor.id: actor.name for actor in context.dossier.actors}
    table = []
    for place, trade in enumerate(found):
        third = sorted(trade.externalities.items(), key=lambda item: (item[0] not in veto, -abs(item[1])))
        for actor, gain in [(trade.i, trade.gain), (trade.j, trade.gain), *third[:THIRD]]:
            harmed = actor in veto and gain < -0.05
            part = "party" if actor in (trade.i, trade.j) else "third party"
            mark = " veto player loses" if harmed else ""
            table.append(
                {
                    "row": rows.key(f"{place}:{actor}", names[actor]),
                    "trade": place,
                    "actor": actor,
                    "name": names[actor],
                    "role": part,
                    "gain": gain,
                    "at": max(gain, 0.0),
                    "words": f"{gain:+.1f}{mark}".replace("-", "−"),
                    "harmed": harmed,
                }
            )
    return pd.DataFrame(
        table, columns=["row", "trade", "actor", "name", "role", "gain", "at", "words", "harmed"]
    ).astype({"gain": float, "at": float})


def _blocks(context: Context, found: tuple[Trade, ...], gains: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    table, order = [], []
    for place, trade in enumerate(found):
        for part, strong in ((0, True), (1, True)):
            row = rows.key(f"{place}:heading{part}", "")
            table.append({"row": row, "heading": _move(context, trade, part, place), "strong": strong})
            order.append(row)
        order += list(gains.loc[gains["trade"] == place, "row"])
    return pd.DataFrame(table, columns=["row", "heading", "strong"]), order


def _move(context: Context, trade: Trade, part: int, place: int | None = None) -> str:
    """Return in words what one of the two gives."""
    issue = (trade.i_moves_on, trade.j_moves_on)[part]
    actor = context.dossier.actor((trade.i, trade.j)[part]).name
    before, after = trade.outcomes[issue]
    rank = "" if place is None else f"{place + 1}. " if part == 0 else "    "
    return f"{rank}{actor} gives way: {number(before)} → {number(after)} {context.dossier.issue(issue).label}"


def _notes(context: Context, found: tuple[Trade, ...]) -> tuple[str, ...]:
    notes = [
        "Salience-weighted points: points that an issue's outcome moves towards an actor, times how much the issue "
        "matters to it (0–1), summed over both issues. Scores for comparison, not measurements."
    ]
    silent = {actor for trade in found for actor in _silent(context, trade)}
    if silent:
        names = listed([actor.name for actor in context.dossier.veto_players if actor.id in silent])
        notes.append(f"Not every exchange can be priced for {names}: the source gives no position on its issues.")
    return (*notes, RECORD)


def _silent(context: Context, trade: Trade) -> tuple[str, ...]:
    """Return the veto players for whom the exchange has no known price."""
    parties = {trade.i, trade.j, *trade.externalities}
    return tuple(actor.id for actor in context.dossier.veto_players if actor.id not in parties)


def _description(context: Context, found: tuple[Trade, ...], gains: pd.DataFrame, one: str, other: str) -> str:
    if not found:
        return f"No exchange between {one} and {other} would make both better off."
    texts = []
    for place, trade in enumerate(found):
        third = gains[(gains["trade"] == place) & (gains["role"] == "third party")]
        price = listed([f"{name} {words}" for name, words in zip(third["name"], third["words"], strict=True)])
        texts.append(
            f"{_move(context, trade, 0)}; {_move(context, trade, 1)}; each gains {trade.gain:.1f} {UNIT}; "
            f"third parties: {price or 'none holds a position on either issue'}"
        )
    return f"{len(found)} exchanges between {one} and {other}, best first. {'. '.join(texts)}."


def _table(context: Context, found: tuple[Trade, ...]) -> pd.DataFrame:
    dossier, table = context.dossier, []
    veto = {actor.id for actor in dossier.veto_players}
    for place, trade in enumerate(found):
        parties = {trade.i: trade.gain, trade.j: trade.gain}
        terms = {
            "exchange": place + 1,
            "i gives way on": dossier.issue(trade.i_moves_on).label,
            "before, i's issue (0–100)": round(trade.outcomes[trade.i_moves_on][0], 1),
            "after, i's issue (0–100)": round(trade.outcomes[trade.i_moves_on][1], 1),
            "j gives way on": dossier.issue(trade.j_moves_on).label,
            "before, j's issue (0–100)": round(trade.outcomes[trade.j_moves_on][0], 1),
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
                    "veto player harmed": "yes" if actor in veto and gain < -0.05 else "no",
                }
            )
    return pd.DataFrame(table)


def _refs(context: Context, found: tuple[Trade, ...]) -> tuple[str, ...]:
    issues = {issue for trade in found for issue in (trade.i_moves_on, trade.j_moves_on)}
    cells = [cell for issue in issues for cell in context.results.cells(issue).cells]
    return tuple(dict.fromkeys(key for cell in sorted(cells, key=lambda cell: cell.id) for key in cell.refs))
