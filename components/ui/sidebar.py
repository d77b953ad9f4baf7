"""The sidebar: the day one looks from, the assumptions, and the way back to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from components import wording
from components.dossier.chronicle import Event
from components.dossier.schema import Sentence, Source
from components.model import Scenario
from components.model.source import source_band
from components.ui.address import AS_OF
from components.ui.defaults import dates, is_whole, slider_default
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from components.dossier import Dossier
    from components.dossier.mechanism import Assumption

_DEFAULTS = "parley_defaults"
_DRAWN = "parley_sidebar"
_MARK = ":material/edit:"
_BAND: Final = {
    False: "The source’s value is its middle case; one case in ten lies below its band, one in ten above.",
    True: "A choice: it has no band.",
}
"""What the numbers under a slider are, by whether it is a choice."""


def is_drawn(dossier: Dossier, page: str) -> bool:
    """Say whether the sidebar stands as this dossier and page drew it last, so that its values can be read at once."""
    return st.session_state.get(_DRAWN) == (dossier.slug, dossier.version, page)


def scenario(dossier: Dossier) -> Scenario:
    """Return the scenario the sidebar stands for; it must have been drawn before, in this run or the last."""
    day = _day(dossier)
    values: dict[str, float] = {}
    for item in dossier.assumptions:
        start = _start(dossier, item, day)
        _follow(item.id, start)
        if (value := st.session_state.get(item.id, start)) != start:
            values[item.id] = float(value)
    return Scenario(values, as_of=day)


def render(dossier: Dossier, page: str) -> None:
    """Draw the sidebar.

    Parameters
    ----------
    dossier : Dossier
        The dossier shown.
    page : str
        Path of the page shown, for `is_drawn`.
    """
    with st.sidebar:
        _as_of(dossier)
        front, folded = _arranged(dossier)
        status = st.container(gap="xsmall")
        _sliders(dossier, front)
        if folded:
            with st.expander("More assumptions", icon=":material/tune:"):
                _sliders(dossier, folded)
        with status:
            _status(dossier, scenario(dossier))
    st.session_state[_DRAWN] = (dossier.slug, dossier.version, page)


def _day(dossier: Dossier) -> dt.date:
    """Return the as-of date chosen; the dossier's own while none is."""
    day: dt.date | None = st.session_state.get(AS_OF) if dates(dossier) else None
    return day or dossier.header.as_of


def _start(dossier: Dossier, item: Assumption, day: dt.date) -> float:
    """Return the source's place on a slider, as the whole number it takes where it takes only those."""
    default = slider_default(dossier, item, day)
    return int(default) if is_whole(item) else default


def _as_of(dossier: Dossier) -> None:
    span = dates(dossier)
    start = dossier.header.as_of
    if span is None:
        st.markdown(quiet(f"As of {wording.date(start)}"))
        return
    st.date_input(
        "As-of date",
        start,
        *span,
        key=AS_OF,
        bind="query-params",
        format="YYYY-MM-DD",
        help="Nothing dated later counts: later events vanish, and defaults taken from the record follow it.",
    )
    if _day(dossier) != start:
        st.markdown(quiet(f"{_MARK} **changed** from {wording.date(start)}"))


def _arranged(dossier: Dossier) -> tuple[list[Assumption], list[Assumption]]:
    """Return the assumptions in front, the horizon first, and those folded away."""
    header = dossier.header
    ids = {item.id for item in dossier.assumptions}
    chosen = header.sidebar or tuple(item.id for item in dossier.assumptions if item.tier == "core")
    first = [header.horizon] if header.horizon else []
    front = [key for key in dict.fromkeys([*first, *chosen]) if key in ids]
    folded = [item for item in dossier.assumptions if item.id not in front]
    return [dossier.assumption(key) for key in front], folded


def _sliders(dossier: Dossier, items: Iterable[Assumption]) -> None:
    """Draw sliders under the headings of their groups."""
    items = list(items)
    horizon = [item for item in items if item.id == dossier.header.horizon]
    rest = [item for item in items if item not in horizon]
    for item in horizon:
        _slider(dossier, item)
    for group in dossier.header.groups:
        members = [item for item in rest if item.group == group.id]
        if members:
            st.markdown(f"##### {plain(group.label)}")
        for item in members:
            _slider(dossier, item)
    headed = {group.id for group in dossier.header.groups}
    for item in rest:
        if item.group not in headed:
            _slider(dossier, item)


def _slider(dossier: Dossier, item: Assumption) -> None:
    day = _day(dossier)
    start = _start(dossier, item, day)
    _follow(item.id, start)
    kind = int if is_whole(item) else float
    with st.container(gap="xxsmall"):
        value = st.slider(
            plain(item.label),
            kind(item.range.min),
            kind(item.range.max),
            kind(start),
            kind(item.range.step),
            key=item.id,
            bind="query-params",
            format=_format(item),
            help=_help(dossier, item),
        )
        _ground(dossier, item, day, moved=value != start)


def _format(item: Assumption) -> str:
    """Return how the slider writes its value: as many decimals as a step has."""
    if wording.is_percent(item.unit):
        return "percent"
    return f"%.{len(f'{item.range.step:.10g}'.partition('.')[2])}f"


def _follow(key: str, default: float) -> None:
    """Move a slider that stands at its default along when the default moves."""
    last = st.session_state.setdefault(_DEFAULTS, {})
    if last.get(key, default) != default and st.session_state.get(key) == last[key]:
        st.session_state[key] = default
    last[key] = default


def _ground(dossier: Dossier, item: Assumption, day: dt.date, *, moved: bool) -> None:
    """Say under a slider what the source holds, and whether the slider departs from it."""
    source = source_band(dossier, item, day)
    band = wording.estimate(source.p50, source.p10, source.p90, item.unit, exact=True)
    if scale := wording.scale(item.unit):
        band = f"{band}, {scale}"
    sign = basis_text(item.basis)
    st.markdown(quiet(f"{_MARK} **changed** from {sign}: {plain(band)}" if moved else f"{sign}: {plain(band)}"))


def _help(dossier: Dossier, item: Assumption) -> str:
    meaning = [plain(item.meaning)] if item.meaning else []
    grounds = [f"- {_short(dossier, key)}" for key in item.refs]
    return "\n\n".join([*meaning, _BAND[item.is_choice], "\n".join(grounds) or "Analyst judgement."])


def _short(dossier: Dossier, key: str) -> str:
    found = dossier.reference(key)
    if isinstance(found, Sentence):
        return f"**{plain(key)}** {plain(found.paraphrase)}"
    if isinstance(found, Event):
        return f"{wording.when(found.date, precision=found.precision)}: {plain(found.label)}"
    if isinstance(found, Source):
        return f"{plain(found.title)} ({plain(found.publisher)}, {plain(found.date)})"
    return plain(key)


def _status(dossier: Dossier, scenario: Scenario) -> None:
    total = len(dossier.assumptions)
    if not total:
        return
    count = len(scenario.changed(dossier))
    st.markdown(quiet(f"**{count} of {total}** assumptions differ from the source"))
    st.button(
        "Back to the source’s values",
        icon=":material/restart_alt:",
        on_click=put,
        args=(dossier, Scenario()),
        disabled=not count and scenario.day(dossier) == dossier.header.as_of,
        width="stretch",
        key="back-to-source",
    )


def put(dossier: Dossier, scenario: Scenario) -> None:
    """Move date and sliders to a scenario; only a callback may do so, before they are drawn."""
    day = scenario.day(dossier)
    if span := dates(dossier):
        st.session_state[AS_OF] = day = min(max(day, span[0]), span[1])
    for item in dossier.assumptions:
        default = slider_default(dossier, item, day)
        value = scenario.assumptions.get(item.id, default)
        st.session_state[item.id] = int(value) if is_whole(item) else value
        st.session_state[_DEFAULTS][item.id] = int(default) if is_whole(item) else default
