"""What an upgrade rewrites in each file, and what it asks the analyst."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from components.dossier.rewrite import Sheet, entries, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

QUANTILES = {"low": ("p10", 0.1), "mode": ("p50", 0.5), "high": ("p90", 0.9)}
"""Old key of a band → its new key, and the share of the draws below it."""
_UNWRITTEN = "To be written: what would count, for how long, and who says so."
_WHY = "To be written: why both are one demand, which counts once."


# ---- Bands -----------------------------------------------------------------------------------------------------


def to_quantiles(sheet: Sheet, mapping: MappingNode) -> None:
    """Rewrite a band; numbers that make no triangle stay as written, for the check to find."""
    keys = {word(key): key for key, _ in mapping.value}
    # An issue names its ends low and high, without a mode.
    if "mode" not in keys or not {"low", "high"} & keys.keys():
        return
    for old, (new, _) in QUANTILES.items():
        if old in keys:
            sheet.replace(keys[old], new)
    values = entries(mapping)
    for old, text in _quantiles(values).items():
        sheet.replace(values[old], text)


def _quantiles(values: Mapping[str, Node]) -> dict[str, str]:
    """Return the numbers to write by old key, to half a hundredth of the width; none where they make no triangle.

    A rate's chance by so many months is taken as it is written, so that it goes on agreeing with its probability word.
    """
    numbers = [_number(values.get(key)) for key in QUANTILES]
    low, mode, high = (math.nan if number is None else number for number in numbers)
    if not low <= mode <= high or low == high:
        return {}
    digits = max(0, 3 - math.ceil(math.log10(high - low)))
    written = {}
    for old, (_, share) in QUANTILES.items():
        value = min(max(round(quantile(low, mode, high, share), digits), low), high)
        # Plain decimals: YAML takes 1e+06 for a word.
        written[old] = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return written


def _number(node: Node | None) -> float | None:
    if not isinstance(node, ScalarNode) or not str(node.tag).endswith((":int", ":float")):
        return None
    try:
        value = float(node.value)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def quantile(low: float, mode: float, high: float, share: float) -> float:
    """Return a quantile of the triangular distribution from ``low`` over ``mode`` to ``high``."""
    width = high - low
    if width == 0:
        return low
    if share * width <= mode - low:
        return low + math.sqrt(share * width * (mode - low))
    return high - math.sqrt((1 - share) * width * (high - mode))


# ---- Questions -------------------------------------------------------------------------------------------------


def _questions(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Turn ``headline`` and ``fan`` into ``questions``."""
    root = sheet.root
    values = entries(root)
    headline, fan = (_words(values.get(key)) for key in ("headline", "fan"))
    old = [key for key in ("headline", "fan") if key in values]
    if not isinstance(root, MappingNode) or not old or "questions" in values:
        return []
    nodes = map(entries, rest["network"].items("nodes")) if "network" in rest else ()
    labels = {word(node.get("id")): word(node.get("label")) for node in nodes}
    rows = []
    for node in dict.fromkeys([*headline, *fan]):
        drawn = {"fan": True} if node in fan else {}
        rows.append(_flow(node=node, asks=f"{labels.get(node) or node}?", resolves=_UNWRITTEN, **drawn))
    text = f"[{', '.join(rows)}]" if root.flow_style or not rows else "\n" + "\n".join(f"- {row}" for row in rows)
    sheet.rewrite(root, old[0], f"questions: {text}".replace(": \n", ":\n"))
    for key in old[1:]:
        sheet.remove(root, key)
    return [f"what would count as {node}, for how long, and who says so? Write it under resolves." for node in headline]


def _words(node: Node | None) -> list[str]:
    return [word(item) for item in node.value] if isinstance(node, SequenceNode) else []


def _flow(**values: object) -> str:
    """Write a record on one line; text in double quotes is YAML as it is JSON."""
    plain = {"node", "on", "p10", "p50", "p90", "basis"}
    written = (
        f"{key}: {value if key in plain else json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )
    return "{" + ", ".join(written) + "}"


# ---- What no deal is worth ---------------------------------------------------------------------------------------


def _actors(sheet: Sheet, _: Mapping[str, Sheet]) -> list[str]:
    """Take out what no deal is worth as one number: it has become an expectation of each issue, and a cost."""
    questions = []
    for actor in sheet.items("actors"):
        values = entries(actor)
        if node := word(values.get("no_deal")):
            question = (
                f"what does {word(values.get('id'))} expect of each issue without a deal (positions.yaml, no_deal), "
                f"and what does going on cost it (cost, here)? It was the one number of {node}."
            )
            sheet.comment_above(actor, f"Question: {question}")
            sheet.remove(actor, "no_deal")
            questions.append(question)
    return questions


def _positions(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Keep one cell an actor and issue, its ideal point; ask where the other stood for what it would settle for."""
    cells = [(cell, entries(cell)) for cell in sheet.items("positions")]
    ideals = {_place(values) for _, values in cells if word(values.get("kind")) != "negotiating"}
    dates = _dates(rest)
    questions = []
    for cell, values in cells:
        actor, issue = _place(values)
        negotiating = word(values.get("kind")) == "negotiating"
        asked = f"what does {actor} expect of {issue} without a deal (no_deal, in this file)?"
        if negotiating and (actor, issue) in ideals and sheet.comment_out(cell):
            asked += " This cell said what it may settle for, which now follows."
        else:
            moved = [key for key in ("moved_by", "reservation") if key in values]
            for key in ("kind", *moved):
                if key in values:
                    sheet.remove(cell, key)
            _since(sheet, cell, dates)
            if not (negotiating or moved):
                continue
            asked += f" This cell said what it may settle for{_were(moved)}: is it what it would like?"
        sheet.comment_above(cell, f"Question: {asked}")
        questions.append(asked)
    return questions


def _were(keys: Sequence[str]) -> str:
    return f", with {' and '.join(keys)}" if keys else ""


def _place(values: Mapping[str, Node]) -> tuple[str, str]:
    return word(values.get("actor")), word(values.get("issue"))


def _dates(rest: Mapping[str, Sheet]) -> dict[str, str]:
    """Return the day from which each event is known."""
    events = map(entries, rest["timeline"].items("events")) if "timeline" in rest else ()
    return {word(event.get("id")): word(event.get("reported_on")) or word(event.get("date")) for event in events}


def _since(sheet: Sheet, cell: MappingNode, dates: Mapping[str, str]) -> None:
    """Turn what events did to a cell into dated values; left as it is where an event has no date."""
    changes = entries(cell).get("changes")
    rows = []
    for change in changes.value if isinstance(changes, SequenceNode) else ():
        values = entries(change)
        band = entries(values.get("position"))
        date, numbers = dates.get(word(values.get("event"))), _quantiles(band)
        if not date or not numbers:
            return
        row: dict[str, object] = {"on": date, **{QUANTILES[old][0]: text for old, text in numbers.items()}}
        row["basis"] = word(values.get("basis")) or "analyst_judgement"
        if refs := _words(values.get("refs")):
            row["refs"] = refs
        if note := word(values.get("note")):
            row["note"] = note
        rows.append(_flow(**row))
    if rows:
        sheet.rewrite(cell, "changes", f"since: [{', '.join(rows)}]")


def _horizon(sheet: Sheet, rest: Mapping[str, Sheet]) -> list[str]:
    """Make the horizon a choice: a number without a band."""
    named = word(entries(rest["dossier"].root).get("horizon")) if "dossier" in rest else ""
    for item in sheet.items("assumptions"):
        values = entries(item)
        if named and word(values.get("id")) == named and "kind" not in values:
            sheet.add(item, "id", "kind: choice")
            mode = entries(values.get("default")).get("mode")
            if mode is not None:
                sheet.rewrite(item, "default", f"default: {word(mode)}")
    return []


def _timeline(sheet: Sheet, _: Mapping[str, Sheet]) -> list[str]:
    """Turn what superseded an ultimatum into the demand of which it is an earlier form; why, the analyst says."""
    questions = []
    for item in sheet.items("ultimatums"):
        values = entries(item)
        if later := word(values.get("superseded_by")):
            question = f"why is {word(values.get('id'))} an earlier form of {later} (earlier_form, in this file)?"
            sheet.comment_above(item, f"Question: {question}")
            sheet.rewrite(item, "superseded_by", f"earlier_form: {_flow(of=later, why=_WHY)}")
            questions.append(question)
    return questions


RULES: Final[Mapping[str, Callable[[Sheet, Mapping[str, Sheet]], list[str]]]] = {
    "dossier": _questions,
    "actors": _actors,
    "positions": _positions,
    "assumptions": _horizon,
    "timeline": _timeline,
}
"""File → what rewrites it, given all others; returns what the analyst has to say."""
