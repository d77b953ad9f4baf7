"""The state in the address: what was wrong with it on arrival, and the link that brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import wording, written
from components.model.entries import entries, weightless
from components.model.scenario import BETWEEN, SIGNPOSTS, unlisted
from components.ui import assumed, navigation
from components.ui.defaults import AS_OF, dates, is_whole
from components.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from components.dossier import Dossier
    from components.dossier.mechanism import Assumption

VERSION = "v"
_NOTES = "parley_address_notes"
_CHOICES = "parley_choices"
_PAGE = "parley_page"
_ARRIVED = "parley_arrived"
_BEFORE = "parley_choices_before"
_LISTED = 12
"""Most complaints told one by one; an address can hold thousands."""


def check(dossier: Dossier, page: str) -> None:
    """Note what the address of a page asks for in vain; to be called before any widget, acts once a session."""
    if _NOTES not in st.session_state:
        given = {key: st.query_params.get_all(key) for key in st.query_params}
        strange = navigation.selection_keys() - set(navigation.selections(page))
        found = [f"**{key}** is a choice of another page and left out here" for key in given if key in strange]
        st.session_state[_NOTES] = found + list(complaints(dossier, given, navigation.selection_keys()))


def begin(page: str) -> None:
    """Begin a page: drop the choices of the one drawn before, and note whether it is another one."""
    st.session_state[_CHOICES] = {}
    st.session_state[_ARRIVED] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def is_arrival() -> bool:
    """Say whether the page has just been opened; only then its address speaks, as the browser's may lag behind."""
    return bool(st.session_state.get(_ARRIVED, True))


def end() -> None:
    """End a page: what is drawn of it alone from here on follows the session, not the address."""
    st.session_state[_ARRIVED] = False


def made_before(key: str) -> str | None:
    """Return the choice made when the page was shown before; none for the default."""
    before: dict[str, str] = st.session_state.get(_BEFORE, {}).get(st.session_state.get(_PAGE), {})
    return before.get(key)


def remember_choice(key: str, value: str | None) -> None:
    """Let permalinks carry a choice of the page shown; ``None`` for the default, which they leave out."""
    before = st.session_state.setdefault(_BEFORE, {}).setdefault(st.session_state.get(_PAGE), {})
    for made in (st.session_state.setdefault(_CHOICES, {}), before):
        made.pop(key, None)
        if value is not None:
            made[key] = value


def address() -> str:
    """Return the address of the page shown, without its query."""
    url = st.context.url or ""
    return url if urlsplit(url).path else f"{url}/"


def link(query: Mapping[str, str]) -> str:
    """Return the address of the page shown with a query of one's own."""
    return f"{address()}?{urlencode(query)}" if query else address()


def choices() -> dict[str, str]:
    """Return the choices made on the page shown, for permalinks."""
    made: dict[str, str] = st.session_state.get(_CHOICES, {})
    return made


def complain(text: str) -> None:
    """Add a complaint of a page about one of its own choices."""
    st.session_state.setdefault(_NOTES, []).append(text)


def tell() -> None:
    """Show what was dropped from the address until the user closes the note."""
    notes: list[str] = st.session_state.get(_NOTES, [])
    if not notes:
        return
    more = [f"… and {len(notes) - _LISTED} more"] if len(notes) > _LISTED else []
    lines = "\n".join(f"- {note}" for note in [*notes[:_LISTED], *more])
    with st.container(key="address-notes"):
        st.warning(f"Not everything in this link could be used as it stands:\n\n{lines}", icon=":material/link_off:")
        st.button("Close this note", on_click=notes.clear, key="close-address-notes")


def complaints(dossier: Dossier, given: Mapping[str, Sequence[str]], selections: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for everything in the address that is dropped or read differently.

    Parameters
    ----------
    dossier : Dossier
        The dossier shown.
    given : mapping of str to sequence of str
        Query parameters as received.
    selections : iterable of str
        Keys of the pages' own choices, which the pages check themselves.
    """
    assumptions = {item.id: item for item in dossier.assumptions}
    known = dict.fromkeys([*assumptions, *selections, *SIGNPOSTS, AS_OF, VERSION, *entries(dossier)])
    words = wording.Vocabulary(known)
    for key, values in given.items():
        name = f"**{quoted(key)}**"
        if key not in known or (key == AS_OF and dates(dossier) is None):
            yield f"{name} is unknown here and left out{plain(wording.did_you_mean(key, words))}"
        elif len(values) > 1:
            yield f"{name} is given {wording.count(len(values), 'time')} and left out"
        elif key == VERSION and values[0] != dossier.version:
            yield (
                f"The link was made with version {quoted(values[0])} of this dossier, which now stands at "
                f"{dossier.version}: values that the link leaves out may have changed since"
            )
        elif reason := _value_complaint(dossier, assumptions.get(key), key, values[0]):
            yield f"{name} = {quoted(values[0])} {reason}"
    yield from _weightless(dossier, given)


def _value_complaint(dossier: Dossier, assumption: Assumption | None, key: str, text: str) -> str | None:
    if assumption:
        return _number_complaint(assumption, text)
    if key in entries(dossier):
        return _cell_complaint(text)
    if key in SIGNPOSTS:
        return _signpost_complaint(dossier, key, text)
    return _date_complaint(dossier, text) if key == AS_OF else None


def _cell_complaint(text: str) -> str | None:
    return None if assumed.cell(text) is not None else "is no number from 0 to 100; the source’s value is used"


def _weightless(dossier: Dossier, given: Mapping[str, Sequence[str]]) -> Iterator[str]:
    moved = {key: assumed.cell(given[key][0]) for key in entries(dossier) if len(given.get(key, ())) == 1}
    for issue in weightless(dossier, {key: value for key, value in moved.items() if value is not None}):
        label = plain(dossier.issue(issue).label)
        yield f"On {label} nobody would have both salience and influence above 0; the source’s values are used"


def _signpost_complaint(dossier: Dossier, key: str, text: str) -> str | None:
    given, found = text.split(BETWEEN), unlisted(dossier, {key: text})
    strange = [item for item in given if item not in found]
    return f"names no signpost {wording.names(map(quoted, strange), 'or')}; left out" if strange else None


def _number_complaint(item: Assumption, text: str) -> str | None:
    instead = "the source’s value is used"
    try:
        value = written.number(text)
    except ValueError:
        return f"is not a number; {instead}"
    limits = item.range
    if not limits.min <= value <= limits.max:
        return f"lies outside {limits.min:g} to {limits.max:g} ({plain(item.unit)}); {instead}"
    if is_whole(item) and not value.is_integer():
        return f"is not a whole number; {int(value)} is used"
    return None


def _date_complaint(dossier: Dossier, text: str) -> str | None:
    span = dates(dossier)
    instead = f"{wording.date(dossier.header.as_of)} is used"
    try:
        day = written.date(text)
    except ValueError:
        return f"is not a date such as {dossier.header.as_of.isoformat()}; {instead}"
    if span and not span[0] <= day <= span[1]:
        return f"lies outside {wording.date(span[0])} to {wording.date(span[1])}; {instead}"
    return None


def quoted(text: str) -> str:
    """Return text from the address so that it can be shown: shortened, and without meaning to Markdown."""
    return plain(text if len(text) <= 40 else f"{text[:40]}…") or "(nothing)"
