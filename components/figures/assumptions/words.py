"""What the Assumptions page says in words: values with their units, and what moves an output how far."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from components.model import words
from components.model.outputs import output_of, outputs
from components.model.sensitivity import ROUNDING, foremost, movers

if TYPE_CHECKING:
    import datetime as dt

    from components.dossier import Assumption, Dossier
    from components.figures.core import Context
    from components.model.output import Output
    from components.model.sensitivity import Bar
    from components.model.thresholds import Threshold

PERCENT: Final = ("probability", "share")
_COUNTED: Final = ("years", "months", "weeks", "days", "percentage points")


def offered(dossier: Dossier) -> dict[str, str]:
    """Return the outputs one may ask about, headline first, each with a name no other has."""
    known = outputs(dossier)
    first = [key for key in dossier.header.headline if key in known]
    names = {key: known[key].label for key in dict.fromkeys([*first, *known])}
    told = list(names.values())
    return {key: name if told.count(name) == 1 else f"{name} ({key})" for key, name in names.items()}


def is_percent(unit: str) -> bool:
    """Say whether values of a unit run from 0 to 1 and are shown in per cent."""
    return unit in PERCENT


def value_text(value: float, unit: str) -> str:
    """Return a value with its unit where that reads behind a number: ``12 %``, ``3 years``, ``77``."""
    if not math.isfinite(value):
        return "never"
    if is_percent(unit):
        return percent_text(value)
    # A quarter of a year needs its second decimal; ten years and a bit do not.
    shown = f"{value:.2g}" if abs(value) < 1 else f"{value:.1f}".removesuffix(".0")
    if unit not in _COUNTED:
        # A ratio such as 0.55 needs its second decimal; a score of 55.12 does not.
        return shown if abs(value) >= 10 else f"{value:.3g}"
    return f"{shown} {unit.removesuffix('s') if shown == '1' else unit}"


def percent_text(share: float) -> str:
    """Return a share in per cent: whole in the middle, one decimal towards 0 and 100."""
    shown = 100 * share
    if shown <= 0 or shown >= 100:
        return f"{shown:.0f} %"
    if shown < 0.05:
        return "<0.1 %"
    if shown > 99.95:
        return ">99.9 %"
    return f"{shown:.1f} %" if shown < 9.95 or shown >= 90.05 else f"{shown:.0f} %"


def span_text(low: float, high: float, unit: str, joint: str = "–") -> str:
    """Return two values of a unit, which is written once: ``72–100``, ``2–5 years``."""
    first, last = value_text(low, unit), value_text(high, unit)
    if first == last:
        return first
    begin, _, behind = first.partition(" ")
    return f"{begin}{joint}{last}" if behind and last.endswith(("%", unit)) else f"{first}{joint}{last}"


def apart(first: float, second: float, unit: str) -> tuple[str, str]:
    """Return two values, in per cent with a decimal where whole numbers would not tell them apart."""
    texts = value_text(first, unit), value_text(second, unit)
    if texts[0] != texts[1] or not is_percent(unit) or not all(0.1 <= value <= 0.9 for value in (first, second)):
        return texts
    return f"{100 * first:.1f} %", f"{100 * second:.1f} %"


def told(value: float, unit: str) -> str:
    """Return an output's value, a probability with its ICD 203 word."""
    return f"{value_text(value, unit)}{_word(value, unit)}"


def _word(value: float, unit: str) -> str:
    return f" ({words.word(min(max(value, 0), 1))})" if unit == "probability" else ""


def subtitle(context: Context, output: str, what: str) -> str:
    """Return what is measured, in which unit, and the day."""
    return f"{what} · {output_of(context.dossier, output).unit} · as of {day_text(context.results.day)}"


def day_text(day: dt.date) -> str:
    """Return a date as 8 Aug 2025."""
    return f"{day.day} {day:%b %Y}"


def answer(context: Context, output: str) -> str:
    """Return one sentence on which assumption moves an output most, and how far."""
    dossier = context.dossier
    asked = output_of(dossier, output)
    name, measure = offered(dossier)[output], asked.unit
    bar = foremost(context.results, asked)
    if bar is None and not asked.assumptions(context.results):
        return f"No assumption of this dossier moves “{name}”."
    if bar is None:
        now = float(asked.response(context.results, {})[0])
        return f"At these values no assumption’s band moves “{name}”; it stands at {told(now, measure)}."
    item = dossier.assumption(bar.assumption)
    horizon = dossier.header.horizon
    but = "Apart from the horizon, which sets the question, " if _asks(context, asked, bar) else ""
    most = f"{but}“{item.label}” moves “{name}” most"
    low, high = value_text(bar.low, item.unit), value_text(bar.high, item.unit)
    if horizon == bar.assumption:
        most = f"Only the horizon moves “{name}”"
    at_low, at_high = apart(bar.at_low, bar.at_high, measure)
    if at_low == at_high:
        none = f"{but}no assumption" if but else "No assumption"
        return f"{none} moves “{name}” by more than a rounding; it stands at {told(bar.base, measure)}."
    first, last = f"{at_low}{_word(bar.at_low, measure)}", f"{at_high}{_word(bar.at_high, measure)}"
    return f"{most}: from {first} at {low} to {last} at {high}{_scale(item)}; now {told(bar.base, measure)}."


def _asks(context: Context, asked: Output, bar: Bar) -> bool:
    horizon = context.dossier.header.horizon
    return bar.assumption != horizon and any(item.assumption == horizon for item in movers(context.results, asked))


def axis_title(item: Assumption) -> str:
    """Return an assumption's short name with its unit, for an axis."""
    return f"{item.name} ({'%' if is_percent(item.unit) else item.unit})"


def _scale(item: Assumption) -> str:
    return "" if is_percent(item.unit) or item.unit in _COUNTED else f" ({item.unit})"


def would_have_to(context: Context, output: str, found: Threshold) -> str:
    """Return what one assumption would have to be for an output to reach a target, or that no value does it."""
    dossier, measure = context.dossier, output_of(context.dossier, output).unit
    item, name = dossier.assumption(found.assumption), offered(dossier)[output]
    target = value_text(found.target, measure)
    now = context.results.bands[item.id].mode
    if found.value is None:
        span = span_text(item.range.min, item.range.max, item.unit)
        low, high = float(min(found.y)), float(max(found.y))
        if low >= found.target:
            return f"Whatever “{item.label}” ({span}), “{name}” stays at {target} or above"
        runs = f"it stays at {value_text(low, measure)}"
        if high - low > ROUNDING:
            runs = f"it runs from {value_text(low, measure)} to {value_text(high, measure)}"
        return f"No value of “{item.label}” ({span}) brings “{name}” to {target}: {runs}"
    value = value_text(found.value, item.unit)
    if abs(found.value - now) <= 1e-6 * (item.range.max - item.range.min):
        side = "at least" if found.rises else "at most"
        return (
            f"“{name}” stands at {target} now, and at or above it while “{item.label}” is {side} {value}{_scale(item)}"
        )
    moves = "rises" if found.value > now else "falls"
    # The output rises through the target on the far side of a crossing below the mode in force, or the other way round.
    reached = found.rises == (found.value > now)
    verb = f"reaches {target} once" if reached else f"stays at {target} or above until"
    return f"“{name}” {verb} “{item.label}” {moves} to {value}{_scale(item)}, from {value_text(now, item.unit)} now"
