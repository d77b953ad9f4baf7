"""The lists of the Evidence page: sentences, outside sources and events, searched and filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from components.dossier import usage
from components.dossier.chronicle import Event
from components.dossier.evidence import Sentence
from components.ui import address, grounds
from components.ui.choice import choice
from components.ui.evidence import READ
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from components.ui.grounds import Grounds, Reference

_PAGE_SIZE = 8
_HEIGHT = 340
"""Of what rests on the chosen reference, in pixels; it scrolls inside."""
_ANY = ""


@st.fragment
def browse(view: Grounds) -> None:
    """Let the user search and filter one of the lists, and show what rests on the chosen one beside it."""
    lists = _lists(view)
    if not lists:
        st.info("The dossier lists no sentences, sources or events.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = choice("list", "What to list", _same(lists), kind="segments", is_labelled=False)
        find = st.text_input(
            f"Search in {kind.lower()}",
            key="find",
            type="search",
            live="200ms",
            bind="query-params",
            max_chars=100,
            placeholder="Search: words, a name, or an id",
            label_visibility="collapsed",
        )
        with st.popover("Filters", icon=":material/filter_list:"):
            keep = _filters(view, kind, lists[kind])
    found = [item for item in lists[kind] if keep(item) and _mentions(view, item, find or "")]
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _listing(kind, found, len(lists[kind]))
    with right, st.container(border=True, height=_HEIGHT, key="evidence-detail"):
        _chosen(view, found)


def _listing(kind: str, found: list[Reference], total: int) -> None:
    """List a page of references, each a button that opens it beside the list."""
    if not found:
        st.info("Nothing fits. Clear the search or set the filters back to any.")
        return
    pages = -(-len(found) // _PAGE_SIZE)
    start = (min(_sheet(kind), pages) - 1) * _PAGE_SIZE
    opened = st.session_state.get(grounds.REF) or found[0].id
    with st.container(gap="xsmall", key="evidence-list"):
        for item in found[start : start + _PAGE_SIZE]:
            name, _, said = grounds.brief(item).partition(" ") if isinstance(item, Sentence) else (item.id, "", "")
            words = f"**{plain(name)}** {plain(said)}" if said else plain(grounds.brief(item))
            look: Literal["secondary", "tertiary"] = "secondary" if item.id == opened else "tertiary"
            grounds.open_button(item.id, words, "card", look=look, width="stretch")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(quiet(f"{len(found)} of {total}"))
        if pages > 1:
            st.pagination(pages, key=f"sheet-{kind}")


def _chosen(view: Grounds, found: list[Reference]) -> None:
    """Show the reference that the address or the user names, else the first found."""
    key = (
        st.text_input(
            "Id",
            key=grounds.REF,
            bind="query-params",
            max_chars=80,
            placeholder="Open by id",
            label_visibility="collapsed",
        )
        or ""
    ).strip()
    if not key:
        if found:
            grounds.opened(view, found[0])
        return
    try:
        item = view.dossier.reference(key)
    except KeyError:
        st.warning(f"There is no sentence, event or source {address.quoted(key)} in this dossier.")
        return
    if item.id in view.hidden:
        grounds.not_yet(view, item)
        return
    address.remember_choice(grounds.REF, item.id)
    grounds.opened(view, item)


def _sheet(kind: str) -> int:
    # Drawn below the list it turns, so its value is read before it is drawn.
    return int(st.session_state.get(f"sheet-{kind}", 1))


def _lists(view: Grounds) -> dict[str, list[Reference]]:
    """Return what may be shown as of the day, lists that hold nothing left out."""
    evidence, timeline = view.dossier.evidence, view.dossier.timeline
    every: dict[str, Iterable[Reference]] = {
        "Sentences": evidence.sentences,
        "Outside sources": evidence.sources,
        "Events": timeline.events,
    }
    lists = {name: [item for item in items if item.id not in view.hidden] for name, items in every.items()}
    return {name: items for name, items in lists.items() if items}


def _filters(view: Grounds, kind: str, items: list[Reference]) -> Callable[[Reference], bool]:
    """Draw the filters of a list and return the test that an item must pass."""
    groups = [group for group in usage.GROUPS if any(use.group == group for item in items for use in view.on(item.id))]
    part = _filter("part", "Used in", {group: group for group in groups})
    voice = name = read = _ANY
    if kind == "Sentences":
        sentences = [item for item in items if isinstance(item, Sentence)]
        voice = _filter("voice", "Voice", _same(item.voice for item in sentences))
        name = _filter("class", "Class", _same(sorted({key for item in sentences for key in item.classes})))
    elif kind == "Outside sources":
        read = _filter("read", "How far read", READ)

    def keep(item: Reference) -> bool:
        return (
            part in (_ANY, *(use.group for use in view.on(item.id)))
            and voice in (_ANY, getattr(item, "voice", _ANY))
            and name in (_ANY, *getattr(item, "classes", ()))
            and read in (_ANY, getattr(item, "read", _ANY))
        )

    return keep


def _filter(key: str, label: str, options: Mapping[str, str]) -> str:
    return choice(key, label, {_ANY: "any", **options})


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _mentions(view: Grounds, item: Reference, find: str) -> bool:
    """Say whether every word searched for stands in the reference or in what rests on it."""
    words = find.casefold().split()
    if not words:
        return True
    if isinstance(item, Sentence):
        texts = [item.paraphrase, item.quote, item.voice, item.modality, *item.classes]
    elif isinstance(item, Event):
        texts = [item.label, item.text, item.kind, item.date.isoformat()]
    else:
        texts = [item.title, item.publisher, item.date, item.url]
    texts += [item.id, item.note, *(use.label for use in view.on(item.id))]
    hay = " ".join(text for text in texts if text).casefold()
    return all(word in hay for word in words)


def points(view: Grounds) -> None:
    """Show what is only weakly known and what the source leaves open."""
    every, left_open = view.dossier.evidence.weak_points, view.dossier.header.open_points
    weak, unsaid = st.columns(2, gap="small") if every and left_open else (st.container(),) * 2
    if every:
        with weak, st.expander("What is known only weakly", key="weak"), st.container(gap="xxsmall"):
            _weak(view)
    if left_open:
        with unsaid, st.expander("What the source leaves open"):
            st.markdown("\n".join(f"- {plain(point)}" for point in left_open))


def _weak(view: Grounds) -> None:
    every = view.dossier.evidence.weak_points
    # A point that speaks only of what became known later would give it away.
    shown = [point for point in every if not point.refs or not set(point.refs) <= view.hidden]
    for place, point in enumerate(shown):
        with st.container(horizontal=True, gap="xsmall"):
            st.markdown(plain(point.text), width="content")
            for key in point.refs:
                if key not in view.hidden:
                    name = grounds.name_of(view.dossier.reference(key))
                    grounds.open_button(key, plain(name), f"weak-{place}")
    if later := len(every) - len(shown):
        st.markdown(quiet(f"{later} more concern what became known after the as-of date."))
