"""Figure: all actors on all issues, and how far apart any two of them are."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Final

import pandas as pd

from components.drawing import rows
from components.drawing.theme import BASIS
from components.figures.actors import matrix_chart as chart
from components.figures.actors.cells import COLUMNS, cells_frame
from components.figures.actors.words import SCORES, day, listed, number
from components.figures.core import Context, Figure, figure
from components.model import stands
from components.model.memory import remembered

if TYPE_CHECKING:
    from components.dossier import Actor, Dossier

FOLD: Final = 40
"""Most actors drawn, veto players and then the most powerful ones."""
MARKS: Final = 600
"""Most cells drawn: each is three marks, and above 2,000 Streamlit draws on a canvas without labels."""
UNSAID: Final = "The dossier gives no position and no reason."


@figure("actors_matrix", page="actors", needs=["cells"])
def actors_matrix(context: Context) -> Figure:
    """Show every actor's position on every issue; empty cells stay empty."""
    dossier = context.dossier
    cells = every_cell(context)
    bargaining = cells[cells["bargains"]]
    actors = _drawn(dossier, bargaining)
    silent = len(dossier.actors) - bargaining["actor"].nunique()
    folded = bargaining["actor"].nunique() - len(actors)
    row = {actor.id: rows.key(actor.id, actor.label, actor.name) for actor in actors}
    column = {issue.id: rows.key(issue.id, fill(issue.label, 12), issue.label) for issue in dossier.issues}
    shown = bargaining[bargaining["actor"].isin(row)]
    reasons = empty_cells(context)
    blank = reasons[reasons["actor"].isin(row)]
    description = _description(context, shown, len(blank))
    return Figure(
        name="actors_matrix",
        title="Every actor on every issue",
        subtitle=(
            f"Position on each issue's own 0–100 scale, {day(context.results.day)}. Where there are two, ideal → "
            "negotiating, and the cell takes the negotiating one. An empty cell is one the source leaves empty"
        ),
        description=description,
        chart=chart.matrix(
            _filled(context, cells, shown, row, column),
            blank.assign(row=blank["actor"].map(row), column=blank["issue"].map(column)),
            actors=list(row.values()),
            issues=list(column.values()),
            mode=context.mode,
            description=description,
        ),
        table=_table(context, cells, reasons),
        refs=tuple(dict.fromkeys(key for refs in cells["refs"] for key in refs)),
        notes=_notes(silent, folded),
    )


@remembered
def every_cell(context: Context) -> pd.DataFrame:
    """Return the cells of all issues, one row each (columns as in `cells_frame`)."""
    frames = [cells_frame(context, issue) for issue in context.results.issues]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)


@remembered
def empty_cells(context: Context) -> pd.DataFrame:
    """Return the cells without a position of actors who hold some, and of those the dossier gives a reason for.

    Returns
    -------
    pandas.DataFrame
        ``actor``, ``actor_name``, ``issue``, ``issue_name``, ``said`` (the cell in words), ``why``.
    """
    dossier = context.dossier
    found = [
        {
            "actor": actor,
            "actor_name": dossier.actor(actor).name,
            "issue": issue,
            "issue_name": dossier.issue(issue).label,
            "why": why or UNSAID,
            "said": f"{dossier.actor(actor).name}, {dossier.issue(issue).label}: empty. {why or UNSAID}",
        }
        for actor, issue, why in stands.empty_cells(dossier)
    ]
    return pd.DataFrame(found, columns=["actor", "actor_name", "issue", "issue_name", "said", "why"])


def distances(context: Context) -> pd.DataFrame:
    """Return how far apart any two actors are: mean distance of their positions over the issues both hold.

    Returns
    -------
    pandas.DataFrame
        ``a``, ``b`` (actor ids), ``points`` (0–100) and ``issues`` (how many both hold), farthest first; pairs that
        share no issue are left out.
    """
    return pd.DataFrame(stands.distances(context.results), columns=["a", "b", "points", "issues"])


def _drawn(dossier: Dossier, cells: pd.DataFrame) -> list[Actor]:
    """Return the actors to draw, veto players and the most powerful ones, in the dossier's order."""
    most = max(1, min(FOLD, MARKS // max(1, len(dossier.issues))))
    strongest = cells.sort_values(["veto", "power"], ascending=False, kind="stable")["actor"]
    kept = set(strongest.drop_duplicates().head(most))
    return [actor for actor in dossier.actors if actor.id in kept]


def _filled(
    context: Context, cells: pd.DataFrame, shown: pd.DataFrame, row: dict[str, str], column: dict[str, str]
) -> pd.DataFrame:
    aside = cells[~cells["bargains"]].set_index(["actor", "issue"])["position"]
    ideal = [aside.get(pair) for pair in zip(shown["actor"], shown["issue"], strict=True)]
    short = [number(value) for value in shown["position"]]
    return pd.DataFrame(
        {
            "row": shown["actor"].map(row),
            "column": shown["issue"].map(column),
            "issue": shown["issue"],
            "actor_name": shown["name"],
            "issue_name": [context.dossier.issue(issue).label for issue in shown["issue"]],
            "said": [
                f"{name}, {context.dossier.issue(issue).label}: {text} of 100, {BASIS[basis].label}"
                for name, issue, text, basis in zip(shown["name"], shown["issue"], short, shown["basis"], strict=True)
            ],
            "position": shown["position"],
            "short": short,
            "words": [
                text if before is None else f"{number(before)} → {text}"
                for text, before in zip(short, ideal, strict=True)
            ],
            "power": shown["power"],
            "basis": shown["basis"],
            "basis_words": [BASIS[basis].label for basis in shown["basis"]],
        }
    )


def _notes(silent: int, folded: int) -> tuple[str, ...]:
    notes = []
    if silent == 1:
        notes.append("One actor of the dossier holds no position on any issue and stands only in the profiles.")
    elif silent:
        notes.append(f"{silent} actors of the dossier hold no position on any issue and stand only in the profiles.")
    if folded:
        notes.append(f"{folded} actors with less exercised power are folded away here; the table lists them.")
    return (*notes, SCORES)


def _description(context: Context, shown: pd.DataFrame, blanks: int) -> str:
    parts = []
    for issue, frame in shown.groupby("issue", sort=False):
        ordered = frame.sort_values("position", kind="stable")
        ends = ordered if len(ordered) <= 4 else pd.concat([ordered.head(2), ordered.tail(2)])
        stands = [f"{name} {number(value)}" for name, value in zip(ends["name"], ends["position"], strict=True)]
        parts.append(f"{context.dossier.issue(str(issue)).label}: {listed(stands)}")
    return (
        f"{len(shown)} positions of {shown['actor'].nunique()} actors on {shown['issue'].nunique()} issues; "
        f"{blanks} cells are empty. {'. '.join(parts)}."
    )


def _table(context: Context, cells: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    names = {issue.id: issue.label for issue in context.dossier.issues}
    held = pd.DataFrame(
        {
            "actor": cells["label"],
            "issue": cells["issue"].map(names),
            "kind": cells["kind"],
            "position (0–100)": cells["position"].round(1),
            "p10 (0–100)": cells["p10"].round(1),
            "p90 (0–100)": cells["p90"].round(1),
            "exercised power (0–100)": cells["power"].round(1),
            "basis": cells["basis"].map(lambda basis: BASIS[basis].label),
            "references": cells["refs"].map(", ".join),
        }
    )
    labels = {actor.id: actor.label for actor in context.dossier.actors}
    blank = pd.DataFrame(
        {"actor": reasons["actor"].map(labels), "issue": reasons["issue_name"], "why empty": reasons["why"]}
    )
    return pd.concat([part for part in (held, blank) if not part.empty], ignore_index=True)
