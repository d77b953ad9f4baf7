"""What the panel shows of each assumption, as plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components import wording
from components.dossier import evidence
from components.dossier.chronicle import Event
from components.dossier.types import standing
from components.drawing.theme import BASIS
from components.figures.ultimatum.followed import follow_text
from components.model import Scenario, evaluate
from components.model.memory import remembered
from components.model.movers import effects
from components.model.outputs import NodeOutput
from components.model.source import dated_band
from components.ui import navigation
from components.ui.defaults import is_whole, slider_default

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.dossier import Dossier
    from components.dossier.mechanism import Assumption
    from components.model import Results
    from components.model.source import Source


@dataclass(frozen=True)
class Row:
    """One row of the panel; all texts are plain.

    Attributes
    ----------
    id : str
        Name in the address.
    label, name : str
        In full, and short.
    group : str
        Heading it stands under; empty for those before all headings.
    front : bool
        Whether it is shown before its group is opened in full.
    sign, basis : str
        What its number rests on, as shape and word.
    unit, sign_of_unit : str
        In full, and behind the number box.
    factor : int
        What a number in the box is divided by: 100 for per cent.
    low, high, step, start : float
        Where the slider ends, how it steps, and where it stands at the source's value.
    whole : bool
        Whether it takes whole numbers only.
    band : (float, float) or None
        The source's p10 and p90.
    source : str
        The source's value with its band, and its scale.
    follows : str
        Why the source's value does not stand where its own date put it; empty where it does.
    meaning, acts : str
        What it means; where it acts, if it moves nothing on the page.
    grounds : tuple of str
        What stands behind it.
    effects : mapping of str to (float, float)
        Chance in front → its number at the ends of the band, in per cent.
    """

    id: str
    label: str
    name: str
    group: str
    front: bool
    sign: str
    basis: str
    unit: str
    sign_of_unit: str
    factor: int
    low: float
    high: float
    step: float
    start: float
    whole: bool
    band: tuple[float, float] | None
    source: str
    follows: str
    meaning: str
    acts: str
    grounds: tuple[str, ...]
    effects: Mapping[str, tuple[float, float]]


def rows(source: Source, page: str) -> tuple[Row, ...]:
    """Return the panel's rows in their order.

    Parameters
    ----------
    source : Source
        What the day and the hypotheses make of the dossier.
    page : str
        Page that is shown.
    """
    dossier = source.dossier
    return tuple(_row(source, item, page) for item in _arranged(dossier))


def _row(source: Source, item: Assumption, page: str) -> Row:
    dossier = source.dossier
    band, limits = source.bands[item.id], item.range
    groups = {group.id: group.label for group in dossier.groups}
    held = source.unsupposed.bands[item.id]
    written = item.said_estimate(held.p50, held.p10, held.p90)
    is_horizon = item.id == dossier.header.horizon
    found = effects(_results(source)).get(item.id, {})
    return Row(
        id=item.id,
        label=item.label,
        name=item.name,
        group="" if is_horizon else groups.get(item.group or "", ""),
        front=_is_in_front(dossier, item),
        sign=BASIS[item.basis].sign,
        basis=BASIS[item.basis].label,
        unit=item.unit,
        sign_of_unit=wording.unit_sign(item.unit),
        factor=100 if wording.is_percent(item.unit) else 1,
        low=limits.min,
        high=limits.max,
        step=limits.step,
        start=slider_default(item, band),
        whole=is_whole(item),
        band=None if item.is_choice else (band.p10, band.p90),
        source=", ".join(filter(None, (written, _on_average(source.unsupposed, item), wording.scale(item.unit)))),
        follows=_follows(source, item),
        meaning=item.meaning or "",
        acts=_acts(source, item, page),
        grounds=tuple(_ground(dossier, key) for key in item.refs) or ("Analyst judgement.",),
        effects={
            key: (100 * low, 100 * high)
            for key, (low, high) in found.items()
            if NodeOutput(dossier.node(key)).is_chance
        },
    )


def _on_average(source: Source, item: Assumption) -> str:
    """Say the mean of a chance where it is another number than the middle case, which its slider shows.

    A chance drawn from a lopsided band comes out at its mean, and reads like this in what rests on it alone.
    """
    if item.is_choice or not wording.is_percent(item.unit):
        return ""
    mean = item.said(float(source.start[item.id].mean()))
    is_middle = mean == item.said(source.bands[item.id].p50)
    return "" if is_middle else f"{mean} on average (the slider is the middle case)"


def _follows(source: Source, item: Assumption) -> str:
    """Say why it stands elsewhere than at the source's own date: a dated value, what was seen, or what is supposed."""
    dated = standing(None, item.since, source.day)
    told = [follow_text(dated)] if dated and dated.on > source.dossier.header.as_of else []
    then, seen, now = (
        dated_band(source.dossier, item, source.day).p50,
        source.unsupposed.bands[item.id].p50,
        source.bands[item.id].p50,
    )
    if abs(seen - then) >= item.range.step / 2:
        told.append("moved by what was seen since")
    if abs(now - seen) >= item.range.step / 2:
        told.append(f"moved to {item.said(now)} by the hypotheses as supposed")
    return "; ".join(told)


def _arranged(dossier: Dossier) -> list[Assumption]:
    """Return the horizon, then group by group, those in front before the others."""
    order = [group.id for group in dossier.groups]
    front = list(dossier.header.sidebar)

    def place(item: Assumption) -> tuple[bool, int, bool, int]:
        group = order.index(item.group) if item.group in order else -1
        rank = front.index(item.id) if item.id in front else len(front)
        return item.id != dossier.header.horizon, group, not _is_in_front(dossier, item), rank

    return sorted(dossier.assumptions, key=place)


def _is_in_front(dossier: Dossier, item: Assumption) -> bool:
    header = dossier.header
    chosen = item.id in header.sidebar if header.sidebar else item.tier == "core"
    return chosen or item.id == header.horizon


def _acts(source: Source, item: Assumption, page: str) -> str:
    """Say where an assumption acts that moves nothing on a page."""
    acting = [name for name, keys in _moved_by(source).items() if item.id in keys]
    if page in acting or not acting:
        return ""
    return f"Moves no figure of this page: it acts on {wording.names([navigation.title(name) for name in acting])}."


@remembered
def _moved_by(source: Source) -> Mapping[str, frozenset[str]]:
    """Return for every page shown the assumptions behind its figures."""
    dossier = source.dossier
    return {
        spec.name: frozenset(key for output in spec.outputs(dossier) for key in output.assumptions(_results(source)))
        for spec in navigation.PAGES
        if spec.is_shown(dossier)
    }


def _results(source: Source) -> Results:
    """Return the results at the source's values, on which bars rest: they stay while sliders move."""
    return evaluate(source.dossier, Scenario(as_of=source.day))


def _ground(dossier: Dossier, key: str) -> str:
    found = dossier.reference(key)
    if isinstance(found, evidence.Sentence):
        return f"{key}: {found.paraphrase}"
    if isinstance(found, Event):
        return f"{wording.when(found.date, precision=found.precision)}: {found.label}"
    if isinstance(found, evidence.Source):
        return f"{found.title} ({found.publisher}, {found.date})"
    return key
