"""Figure: where the actors stand on one issue, and whether that leaves room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from components.drawing import rows
from components.drawing.theme import BASIS, categorical
from components.figures.actors import positions_chart as chart
from components.figures.actors.cells import cells_frame
from components.figures.actors.words import RECORD, SCORES, day, number, points, verdict
from components.figures.core import Context, Figure, Option, figure
from components.model.rooms import Room, room

if TYPE_CHECKING:
    from components.dossier import Issue

ORDERS: Final = ("position", "power", "salience")
FOLD: Final = 40
"""Most actors drawn, veto players and then the most powerful ones; a longer chart is no longer read as a whole."""
NAMED: Final = 8
"""Most actors named in the text alternative."""

ISSUE: Final = Option(
    "issue",
    "Issue to show",
    lambda context: tuple(context.results.issues),
    lambda context: next(iter(context.results.issues)),
)


@figure(
    "actors_positions",
    page="actors",
    needs=["cells"],
    options=[
        ISSUE,
        Option("order", "What ranks the actors", lambda _: ORDERS, lambda _: ORDERS[0]),
    ],
)
def actors_positions(context: Context, *, issue: str, order: str) -> Figure:
    """Show where the actors stand on an issue, what veto players accept, and where the models point."""
    about = context.dossier.issue(issue)
    everyone = cells_frame(context, issue)
    drawn = _ranked(everyone, order)
    folded = everyone["actor"].nunique() - drawn["actor"].nunique()
    found = room(context.results, issue)
    cells = _marks(context, drawn, issue)
    outcomes = _outcomes(context, issue, found)
    anchors = _anchors(about)
    keys = [rows.key("ends", ""), *dict.fromkeys(cells["row"]), *dict.fromkeys(outcomes["row"]), *anchors["row"]]
    description = _description(context, everyone, issue)
    span = (found.low, found.high)
    accepted = context.results.issues[issue].acceptable
    return Figure(
        name="actors_positions",
        title=f"Where the actors stand: {about.label}",
        subtitle=(
            f"{verdict(context, issue)} Position on the issue's own 0–100 scale, {day(context.results.day)}. "
            "Mark: most likely value, larger with exercised power (influence × salience); line: p10–p90"
            f"{'; pale bar: what a veto player accepts' if accepted else ''}"
            f"{'; dashed: status quo' if about.status_quo else ''}"
        ),
        description=description,
        chart=chart.positions(
            cells,
            outcomes,
            anchors,
            issue=chart.Issue(
                about.low,
                about.high,
                agreement=span if found.kind == "range" else None,
                gap=span if found.kind == "gap" else None,
                status_quo=about.status_quo.value if about.status_quo else None,
            ),
            order=keys,
            colours=categorical([actor.id for actor in context.dossier.actors], context.mode),
            mode=context.mode,
            description=description,
        ),
        table=_table(everyone, outcomes, anchors),
        refs=_refs(about, everyone),
        notes=_notes(context, issue, folded),
    )


def _ranked(cells: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return the cells to draw: veto players and the most powerful actors, ranked by their bargaining cells."""
    bargaining = cells[cells["bargains"]]
    first = bargaining.sort_values(["veto", "power"], ascending=False, kind="stable").head(FOLD)
    kept = first.sort_values(order, ascending=False, kind="stable")
    place = {actor: number for number, actor in enumerate(kept["actor"])}
    drawn = cells[cells["actor"].isin(place)]
    return drawn.sort_values("actor", key=lambda actors: actors.map(place), kind="stable")


def _marks(context: Context, cells: pd.DataFrame, issue: str) -> pd.DataFrame:
    accepted = context.results.issues[issue].acceptable
    frame = cells.drop(columns=["refs", "note"])
    both = frame.groupby("actor")["kind"].transform("size") > 1
    limits = [
        accepted.get(actor) if bargains else None
        for actor, bargains in zip(frame["actor"], frame["bargains"], strict=True)
    ]
    veto = [" (veto)" if held else "" for held in frame["veto"]]
    return frame.assign(
        row=[
            rows.key(actor, f"{label}{mark}", f"{name}{mark}")
            for actor, label, name, mark in zip(frame["actor"], frame["label"], frame["name"], veto, strict=True)
        ],
        lane=[(-6 if kind == "ideal" else 6) if two else 0 for kind, two in zip(frame["kind"], both, strict=True)],
        said=[
            f"{row['name']}, {row['kind']}: {number(row['position'])} "
            f"(p10–p90 {number(row['p10'])}–{number(row['p90'])}), exercised power {number(row['power'])}, "
            f"{BASIS[row['basis']].label}"
            for row in frame.to_dict("records")
        ],
        accepts_low=[float("nan") if span is None else span[0] for span in limits],
        accepts_high=[float("nan") if span is None else span[1] for span in limits],
        basis_words=[BASIS[basis].label for basis in frame["basis"]],
    )


def _outcomes(context: Context, issue: str, found: Room) -> pd.DataFrame:
    """Return the summary rows; where no agreement is possible, the mean is for comparison only."""
    result = context.results.issues[issue]
    mean = result.weighted_mean
    low, high = result.model_error_80
    aside = "" if found.forecasts else ", no forecast"
    knife = ", on a knife-edge" if result.knife_edge else ""
    table: list[dict[str, Any]] = []

    def add(name: tuple[str, str, str], style: str, words: str, start: float, end: float, **values: float) -> None:
        place = {"words": words, "start": start, "end": end}
        table.append({"row": rows.key(*name), "name": name[1], "style": style, **place, **values})

    agreed = _agreement(found)
    if agreed is not None:
        who = ("agree", "All veto players accept", "All accept")
        if found.unheard:
            who = ("agree", "Veto players heard accept", "Heard accept")
        add(who, "agreement", *agreed)
    if found.kind == "range":
        table[-1] |= {"low": found.low, "high": found.high}
    add(
        ("mean", f"Weighted mean, inputs p10–p90{aside}", "Mean, inputs"), "band",
        f"{number(mean.point)} ({number(mean.p10)}–{number(mean.p90)})", mean.p10, mean.p90,
        low=mean.p10, high=mean.p90, point=mean.point,
    )  # fmt: skip
    add(
        ("record", "… with the model's error record, 80 %", "+ error record"), "band_wide",
        f"{number(low)}–{number(high)}", low, high, low=low, high=high, point=mean.point,
    )  # fmt: skip
    median, expected = result.weighted_median, result.condorcet_expected
    add(("median", "Median of exercised power", "Median"), "tick", f"{number(median)}{knife}", median, median,
        point=median)  # fmt: skip
    add(("condorcet", "Condorcet check (expected)", "Condorcet"), "tick", number(expected), expected, expected,
        point=expected)  # fmt: skip
    columns = ["row", "name", "style", "low", "high", "point", "words", "start", "end"]
    return pd.DataFrame(table).reindex(columns=columns)


def _agreement(found: Room) -> tuple[str, float, float] | None:
    """Return words and place for what all veto players accept; nothing where nobody could say."""
    match found.kind:
        case "range":
            return f"{number(found.low)}–{number(found.high)}", found.low, found.high
        case "status_quo":
            return "only the status quo", found.low, found.high
        case "gap":
            return f"no agreement: gap of {points(found.high - found.low)}", found.low, found.high
        case "open":
            return "not shown: no status quo is given", 0.0, 0.0
        case _:
            return None


def _anchors(issue: Issue) -> pd.DataFrame:
    found = [(value, f"{value:g} {claim.text}") for value, claim in issue.anchors.items()]
    if issue.status_quo is not None:
        found.append((issue.status_quo.value, f"{issue.status_quo.value:g} status quo, if nothing is agreed"))
    found.sort(key=lambda item: item[0])
    table = [
        {"row": rows.key(f"anchor{place}", ""), "at": at, "words": words} for place, (at, words) in enumerate(found)
    ]
    return pd.DataFrame(table, columns=["row", "at", "words"])


def _notes(context: Context, issue: str, folded: int) -> tuple[str, ...]:
    result, found = context.results.issues[issue], room(context.results, issue)
    notes = []
    if not found.forecasts:
        notes.append("The weighted mean stands for comparison only: without an agreement it forecasts nothing.")
    if result.knife_edge:
        notes.append("Knife-edge: a change of one actor's power by 5 % moves the median to another actor.")
    if folded:
        notes.append(
            f"{folded} actors with less exercised power are folded away here; they count in every result, "
            "and the table lists them."
        )
    return (*notes, RECORD, SCORES)


def _description(context: Context, cells: pd.DataFrame, issue: str) -> str:
    about, result = context.dossier.issue(issue), context.results.issues[issue]
    strongest = cells.sort_values("power", ascending=False, kind="stable").head(NAMED)
    stands = "; ".join(
        f"{row['name']} {row['kind']} {number(row['position'])} ({number(row['p10'])}–{number(row['p90'])}), "
        f"power {number(row['power'])}, {BASIS[row['basis']].label}"
        for row in strongest.to_dict("records")
    )
    mean, (low, high) = result.weighted_mean, result.model_error_80
    left = len(cells) - len(strongest)
    return (
        f"{about.label}: 0 means {about.low}, 100 means {about.high}. {verdict(context, issue)} "
        f"Positions, most likely (p10–p90): {stands}{f'; and {left} more in the table' if left else ''}. "
        f"Weighted mean {number(mean.point)}: inputs p10–p90 {number(mean.p10)}–{number(mean.p90)}; with the model's "
        f"error record, 80 %, {number(low)}–{number(high)}. Median {number(result.weighted_median)}, Condorcet check "
        f"{number(result.condorcet_expected)}."
        f"{' The median stands on a knife-edge.' if result.knife_edge else ''}"
    )


def _table(cells: pd.DataFrame, outcomes: pd.DataFrame, anchors: pd.DataFrame) -> pd.DataFrame:
    """Return cells, results and the scale's marked values in one tidy table."""
    stands = pd.DataFrame(
        {
            "row": cells["label"],
            "kind": cells["kind"] + " position",
            "value (0–100)": cells["position"].round(1),
            "low (0–100)": cells["p10"].round(1),
            "high (0–100)": cells["p90"].round(1),
            "low and high are": "p10–p90",
            "salience (0–100)": cells["salience"],
            "influence (0–100)": cells["influence"],
            "exercised power (0–100)": cells["power"].round(1),
            "veto": cells["veto"].map({True: "yes", False: "no"}),
            "basis": cells["basis"].map(lambda basis: BASIS[basis].label),
            "confidence": cells["confidence"],
            "references": cells["refs"].map(", ".join),
        }
    )
    meaning = {"agreement": "agreement range", "band": "p10–p90 of the inputs",
               "band_wide": "80 %, inputs and the model's error record"}  # fmt: skip
    results = pd.DataFrame(
        {
            "row": outcomes["name"],
            "kind": "result",
            "value (0–100)": outcomes["point"].round(1),
            "low (0–100)": outcomes["low"].round(1),
            "high (0–100)": outcomes["high"].round(1),
            "low and high are": outcomes["style"].map(meaning),
            "words": outcomes["words"],
        }
    )
    scale = pd.DataFrame({"row": "scale", "kind": "anchor", "value (0–100)": anchors["at"], "words": anchors["words"]})
    return pd.concat([part for part in (stands, results, scale) if not part.empty], ignore_index=True)


def _refs(issue: Issue, cells: pd.DataFrame) -> tuple[str, ...]:
    status_quo = issue.status_quo.refs if issue.status_quo else ()
    anchors = [key for claim in issue.anchors.values() for key in claim.refs]
    return tuple(dict.fromkeys([key for refs in cells["refs"] for key in refs] + [*issue.refs, *status_quo, *anchors]))
