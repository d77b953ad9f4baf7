"""Figures: an actor's ladder of goals, and who pulls on an actor from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from components.charts import actors_rows as rows
from components.charts import actors_views as chart
from components.charts.theme import categorical
from components.figures.actors_cells import cells_frame
from components.figures.actors_words import band_words, day, listed, number
from components.figures.core import Context, Figure, FigureError, Option, figure

if TYPE_CHECKING:
    from components.dossier import Actor
    from components.dossier.schema import Goal, Pull


def climbers(context: Context) -> tuple[str, ...]:
    """Return the actors whose goals the dossier ranks."""
    return tuple(actor.id for actor in context.dossier.actors if actor.goals)


def pulls(context: Context) -> tuple[Pull, ...]:
    """Return the dossier's pulls."""
    return context.dossier.perceptions.pulls


def pull_id(pull: Pull) -> str:
    """Return the name of a pull as an option's value: ``actor.issue``."""
    return f"{pull.actor}.{pull.issue}"


def _first_climber(context: Context) -> str:
    if not climbers(context):
        raise FigureError("figure 'goals_ladder' needs an actor with goals in actors.yaml")
    return climbers(context)[0]


def _first_pull(context: Context) -> str:
    if not pulls(context):
        raise FigureError("figure 'domestic_pull' needs pulls in perceptions.yaml, which this dossier leaves out")
    return pull_id(pulls(context)[0])


@figure("goals_ladder", page="actors", options=[Option("actor", "Actor whose goals to show", climbers, _first_climber)])
def goals_ladder(context: Context, *, actor: str) -> Figure:
    """Show an actor's goals from the floor to the top, with where it stands on the issue of each."""
    climber = context.dossier.actor(actor)
    rungs = sorted(climber.goals, key=lambda goal: -goal.rung)
    table = pd.DataFrame([_rung(context, climber, goal) for goal in rungs])
    description = _ladder_words(climber, table)
    frame = table.assign(
        row=[rows.key(str(place), "") for place in range(len(table))],
        heading=[
            f"{rung}. {text}{f' · {issue}' if issue else ''}"
            for rung, text, issue in zip(table["rung"], table["goal"], table["issue"], strict=True)
        ],
        strong=True,
        intended=False,
        words=table["words"],
    )
    return Figure(
        name="goals_ladder",
        title=f"What {climber.name} wants, from the floor to the ultimate goal",
        subtitle=(
            f"Rung 1 is the floor; {day(context.results.day)}. Mark and line: {climber.name}'s ideal on the issue "
            "behind the rung (0–100, p10–p90); upright stroke: weighted mean over all actors"
        ),
        description=description,
        chart=chart.bands(
            frame, domain=(0, 100), title="position on the issue (0–100)", mode=context.mode, description=description
        ),
        table=table.drop(columns=["words", "colour"]).rename(
            columns={
                "mode": "ideal (0–100)",
                "low": "p10 (0–100)",
                "high": "p90 (0–100)",
                "outcome": "weighted mean (0–100)",
            }
        ),
        refs=tuple(dict.fromkeys(key for goal in rungs for key in goal.refs)),
        notes=("The weighted mean is a point to compare with; where veto players cannot agree, it forecasts nothing.",),
    )


def _rung(context: Context, climber: Actor, goal: Goal) -> dict[str, Any]:
    colours = categorical([actor.id for actor in context.dossier.actors], context.mode)
    row: dict[str, Any] = {
        "rung": goal.rung,
        "goal": goal.text,
        "issue": "",
        "mode": float("nan"),
        "low": float("nan"),
        "high": float("nan"),
        "outcome": float("nan"),
        "basis": "stated" if goal.refs else "analyst_judgement",
        "references": ", ".join(goal.refs),
        "words": "no position on an issue of the dossier",
        "colour": colours[climber.id],
    }
    if goal.issue is None or goal.issue not in context.results.issues:
        return row
    cells = cells_frame(context, goal.issue)
    own = cells[cells["actor"] == climber.id].sort_values("kind")
    label = context.dossier.issue(goal.issue).label
    if own.empty:
        return {**row, "issue": label, "words": "no position in the dossier"}
    # "ideal" sorts before "negotiating": a goal is compared with the steady aim where there is one.
    cell = own.iloc[0]
    return {
        **row,
        "issue": label,
        "mode": round(float(cell["position"]), 1),
        "low": round(float(cell["p10"]), 1),
        "high": round(float(cell["p90"]), 1),
        "outcome": round(context.results.issues[goal.issue].weighted_mean.point, 1),
        "basis": str(cell["basis"]),
        "words": number(cell["position"]),
    }


def _ladder_words(climber: Actor, table: pd.DataFrame) -> str:
    rungs = [
        f"{row['rung']}: {row['goal']}"
        + (f" ({row['issue']} {row['words']}, weighted mean {number(row['outcome'])})" if row["mode"] >= 0 else "")
        for row in table.iloc[::-1].to_dict("records")
    ]
    return f"Goals of {climber.name}, from the floor up. {'; '.join(rungs)}."


@figure(
    "domestic_pull",
    page="actors",
    needs=["perceptions"],
    options=[
        Option(
            "pull", "Actor and issue, as actor.issue", lambda context: [pull_id(p) for p in pulls(context)], _first_pull
        )
    ],
)
def domestic_pull(context: Context, *, pull: str) -> Figure:
    """Show an actor between those who pull on it, and how hard each of them pulls."""
    found = next(item for item in pulls(context) if pull_id(item) == pull)
    dossier, actor, issue = context.dossier, context.dossier.actor(found.actor), context.dossier.issue(found.issue)
    frame = _ropes(context, found)
    output = "" if found.output is None else _output(context, found.output)
    description = (
        f"{actor.name} on {issue.label}: 0 means {issue.low}, 100 means {issue.high}. "
        f"{listed([str(words) for words in frame['spoken']])}.{' ' + output if output else ''}"
    )
    return Figure(
        name="domestic_pull",
        title=f"Who pulls on {actor.name}: {issue.label}",
        subtitle=(
            f"Position on the issue's own 0–100 scale, p10–p90, {day(context.results.day)}; a thicker rope is a harder "
            "pull, as the assumption behind it stands now"
        ),
        description=description,
        chart=chart.pull(frame, mode=context.mode, ends=(issue.low, issue.high), description=description),
        table=frame[["name", "position", "p10", "p90", "strength", "assumption", "assumption value", "basis"]].rename(
            columns={
                "name": "actor",
                "position": "position (0–100)",
                "p10": "p10 (0–100)",
                "p90": "p90 (0–100)",
                "strength": "pull (share of the assumption's range)",
            }
        ),
        refs=tuple(dict.fromkeys([*found.refs, *(key for who in found.by for key in dossier.actor(who).refs)])),
        notes=tuple(note for note in (found.note, output) if note),
    )


def _ropes(context: Context, pull: Pull) -> pd.DataFrame:
    """Return the pulling actors and, between them, the one that is pulled, by position."""
    dossier = context.dossier
    held = cells_frame(context, pull.issue).to_dict("records") if pull.issue in context.results.issues else []
    own = {row["actor"]: row for row in held if row["bargains"]}
    pulled = own[pull.actor]["position"] if pull.actor in own else float("nan")
    colours = categorical([actor.id for actor in dossier.actors], context.mode)
    table = []
    for who in (*pull.by, pull.actor):
        cell = own.get(who)
        name = dossier.actor(who).name
        row: dict[str, Any] = {
            "row": rows.key(who, name),
            "name": name,
            "strong": who == pull.actor,
            "position": float("nan") if cell is None else cell["position"],
            "p10": float("nan") if cell is None else cell["p10"],
            "p90": float("nan") if cell is None else cell["p90"],
            "basis": pull.basis if cell is None else cell["basis"],
            "colour": colours[who],
            "pulled": float("nan"),
            "strength": float("nan"),
            "assumption": "",
            "assumption value": "",
        }
        stands = "no position in the dossier" if cell is None else f"at {number(row['position'])}"
        row |= {"heading": f"{name}, {stands}", "spoken": f"{name} {stands}"}
        if who in pull.by:
            assumption = dossier.assumption(pull.by[who])
            band, limits = context.results.bands[assumption.id], assumption.range
            strength = band_words(band, assumption.unit)
            row |= {
                "pulled": pulled,
                "strength": (band.mode - limits.min) / (limits.max - limits.min),
                "assumption": assumption.label,
                "assumption value": f"{strength} ({assumption.unit})",
                "heading": f"{name}, {stands}, pulls with {strength}",
                "spoken": f"{name} {stands} pulls with {strength} ({assumption.unit})",
            }
        table.append(row)
    frame = pd.DataFrame(table)
    return frame.sort_values("position", kind="stable", ignore_index=True).round({"position": 1, "p10": 1, "p90": 1})


def _output(context: Context, key: str) -> str:
    """Return what follows for the output that the pulls move."""
    node, output = context.dossier.node(key), context.results.outputs[key]
    unit = node.measured_in
    scale, sign = (1, "") if unit.startswith("index") else (100, " %")
    values = [f"{value * scale:.0f}" for value in (output.point, output.p10, output.p90)]
    return f"{node.label}: {values[0]}{sign} (p10–p90 {values[1]}–{values[2]}{sign}, {unit})."
