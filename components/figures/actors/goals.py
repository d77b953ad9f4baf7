"""Figure: an actor's ladder of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from components import wording
from components.drawing import rows
from components.drawing.theme import categorical
from components.figures.actors.statements_chart import Statement, statements_chart
from components.figures.actors.words import score
from components.figures.core import Figure, FigureError, Option, figure
from components.model.stands import Stand, stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier import Actor
    from components.dossier.schema import Goal
    from components.figures.context import Context
    from components.model import Results


def climbers(context: Context) -> tuple[str, ...]:
    """Return the actors whose goals the dossier ranks."""
    return tuple(actor.id for actor in context.dossier.actors if actor.goals)


def _first(context: Context) -> str:
    if not climbers(context):
        raise FigureError("figure 'goals_ladder' needs an actor with goals in actors.yaml")
    return climbers(context)[0]


@figure("goals_ladder", page="actors", options=[Option("actor", "Actor whose goals to show", climbers, _first)])
def goals_ladder(context: Context, *, actor: str) -> Figure:
    """Show an actor's goals from the floor to the top, with where it stands on the issue of each."""
    climber = context.dossier.actor(actor)
    goals = sorted(climber.goals, key=lambda goal: -goal.rung)
    labels = [context.dossier.issue(goal.issue).label if goal.issue else "" for goal in goals]
    rungs = [
        _rung(context, climber, goal, rows.key(str(place), ""), label)
        for place, (goal, label) in enumerate(zip(goals, labels, strict=True))
    ]
    ladder = list(zip(goals, labels, rungs, strict=True))
    description = _description(climber, reversed(ladder))
    return Figure(
        name="goals_ladder",
        title=f"What {climber.name} wants, from the floor to the ultimate goal",
        subtitle=(
            f"{wording.date(context.results.day)}. Mark: what it wants on the issue behind it, with the middle 80 % "
            "of cases; stroke: the furthest it accepts"
        ),
        description=description,
        chart=statements_chart(
            rungs,
            domain=(0, 100),
            title="position on the issue (0–100)",
            mode=context.mode,
            description=description,
        ),
        table=pd.DataFrame(
            [
                {
                    "rung": goal.rung,
                    "goal": goal.text,
                    "issue": issue,
                    "ideal (0–100)": rung.value,
                    "p10 (0–100)": rung.p10,
                    "p90 (0–100)": rung.p90,
                    "furthest it accepts (0–100)": rung.outcome,
                    "basis": rung.basis,
                    "references": ", ".join(goal.refs),
                }
                for goal, issue, rung in ladder
            ]
        ),
        refs=tuple(dict.fromkeys(key for goal in goals for key in goal.refs)),
        notes=(
            "The furthest it accepts follows from what it expects without a deal, and what going on costs it. "
            "It holds where the issue alone decides.",
            *(("Thin grey stroke: the furthest it accepts at the source’s values.",) if context.before else ()),
        ),
    )


def _rung(context: Context, climber: Actor, goal: Goal, row: str, issue: str) -> Statement:
    heading = f"{goal.rung}. {goal.text}{f' · {issue}' if issue else ''}"
    colour = categorical([actor.id for actor in context.dossier.actors], context.mode)[climber.id]
    own = _stand(context.results, climber, goal)
    source = _stand(context.before, climber, goal) if context.before else None
    if own is None or goal.issue is None:
        words = "no position in the dossier" if issue else "no position on an issue of the dossier"
        return Statement(row, heading, words, "stated" if goal.refs else "analyst_judgement", colour, strong=True)
    return Statement(
        row,
        heading,
        score(own.position),
        own.cell.basis,
        colour,
        round(own.p10, 1),
        round(own.position, 1),
        round(own.p90, 1),
        strong=True,
        outcome=_furthest(own),
        source=_furthest(source),
    )


def _stand(results: Results, climber: Actor, goal: Goal) -> Stand | None:
    held = stands(results, goal.issue) if goal.issue and goal.issue in results.issues else ()
    return next((stand for stand in held if stand.cell.actor == climber.id), None)


def _furthest(stand: Stand | None) -> float | None:
    return None if stand is None or stand.reservation is None else round(stand.reservation.value, 1)


def _description(climber: Actor, rungs: Iterable[tuple[Goal, str, Statement]]) -> str:
    told = [
        f"{goal.rung}: {goal.text}"
        + ("" if rung.outcome is None else f" ({issue} {rung.words}; furthest it accepts {score(rung.outcome)})")
        for goal, issue, rung in rungs
    ]
    return f"Goals of {climber.name}, from the floor up. {'; '.join(told)}."
