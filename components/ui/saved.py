"""Saved scenarios: keep the present values, load, compare, change and delete what was kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from components import wording
from components.exports.manifest import state
from components.exports.since import since
from components.exports.stamp import slug_of
from components.model import Scenario, ScenarioError, evaluate
from components.model.saved import SavedSet
from components.store import Draft, Saved, Stale, Store
from components.ui import address, assumed, brought, keeping, sets
from components.ui.keeping import attempted, read, tell_fit, told, when
from components.ui.state import audited, current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures import Context

_NAME: Final = "saved-name"
_NOTE: Final = "saved-note"
_RENAMED: Final = "saved-rename"
_CHOSEN: Final = "saved-chosen"
_SEEN: Final = "parley_seen"
"""Revision on which the session's values rest, by scenario: that which was loaded or saved last."""
_STALE: Final = "parley_stale"
_DELETED: Final = "parley_deleted"


def show(store: Store) -> None:
    """Show the tab."""
    context = current()
    by = keeping.author()
    stale: Stale | None = st.session_state.get(_STALE)
    if stale:
        _refused(store, context, stale)
        return
    if by is not None:
        _save(store, context, by)
        _undo(store)
    listed = store.scenarios.list(context.dossier.slug)
    if listed:
        _choose(store, context, listed, by)
        _compare(context, listed)
    else:
        st.markdown(quiet("Nothing is saved for this dossier yet."))
    brought.show(store, context, by)


def _save(store: Store, context: Context, by: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Name of the scenario", key=_NAME, max_chars=80, width=260)
        st.text_input("Note", key=_NOTE, max_chars=2000, placeholder="Why these values?", width=320)
        st.button(
            "Save the present values",
            icon=":material/bookmark_add:",
            on_click=_add,
            args=(store, context, by),
            key="save-scenario",
        )


@attempted
def _add(store: Store, context: Context, by: str) -> None:
    name = st.session_state[_NAME].strip() or f"Scenario of {wording.date(dt.datetime.now(dt.UTC).date())}"
    _note(store.scenarios.save(keeping.draft(context, context.scenario, name, st.session_state[_NOTE], by)))
    audited("save", name=name)
    st.session_state[_NAME] = st.session_state[_NOTE] = ""


def _note(saved: Saved) -> None:
    """Remember what the session's values rest on, and show it."""
    st.session_state.setdefault(_SEEN, {})[saved.scenario] = saved.revision
    st.session_state[_CHOSEN] = saved.scenario


def _undo(store: Store) -> None:
    deleted: Saved | None = st.session_state.get(_DELETED)
    if deleted:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"“{plain(deleted.name)}” was deleted.", width="content")
            st.button("Undo", icon=":material/undo:", on_click=_restore, args=(store, deleted), key="undo-delete")


@attempted
def _restore(store: Store, deleted: Saved) -> None:
    _note(store.scenarios.restore(deleted.scenario))
    audited("save", name=deleted.name)
    del st.session_state[_DELETED]


def _choose(store: Store, context: Context, listed: Sequence[Saved], by: str | None) -> None:
    named = {item.scenario: item for item in listed}
    if st.session_state.get(_CHOSEN) not in named:
        st.session_state.pop(_CHOSEN, None)
    key = st.selectbox("Saved scenarios", list(named), format_func=lambda key: told(named[key]), key=_CHOSEN)
    item = named[key]
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(item.name)}** {quiet(plain(_said(item)))}")
        if item.note:
            st.markdown(plain(item.note))
        scenario: Scenario | None = None
        try:
            scenario = read(context.dossier, item)
            _differs(context, item, scenario)
        except ScenarioError as error:
            st.warning(f"It does not fit this dossier any more: {plain(str(error))}")
        _actions(store, context, item, scenario, by)
        _history(store, context, item)


def _said(item: Saved) -> str:
    return f"{item.author or 'no name'}, {when(item.saved_at)}, revision {item.revision}"


def _differs(context: Context, item: Saved, scenario: Scenario) -> None:
    """Say what loading it would change."""
    dossier = context.dossier
    tell_fit(dossier, item)
    changes = since(state(context.results), state(evaluate(dossier, scenario)), dossier)
    if changes.inputs:
        st.markdown(quiet(f"From the present values to this scenario: {plain(changes.line)}"))
    else:
        st.markdown(quiet("The present values are those of this scenario."))


def _actions(store: Store, context: Context, item: Saved, scenario: Scenario | None, by: str | None) -> None:
    with st.container(horizontal=True, gap="small"):
        if scenario:
            st.button(
                "Load", icon=":material/upload:", on_click=_load, args=(context.dossier, item), key="load-scenario"
            )
            with st.popover("Link", icon=":material/link:"):
                st.markdown(quiet("This address opens the dashboard with these values"))
                st.code(address.link(scenario.query(context.dossier)), language=None, wrap_lines=True)
        st.download_button(
            "YAML",
            item.content,
            f"{slug_of(item.name)}.yaml",
            "application/yaml",
            icon=":material/download:",
            on_click="ignore",
            key="scenario-file",
        )
        if by is not None:
            _changes(store, context, item, by)


def _changes(store: Store, context: Context, item: Saved, by: str) -> None:
    st.button(
        "Save the present values here",
        icon=":material/save:",
        help="The values saved before stay in the history",
        on_click=_over,
        args=(store, context, item, by),
        key="save-over",
    )
    with st.popover("Rename", icon=":material/edit:"):
        st.text_input("New name", key=_RENAMED, max_chars=80)
        st.button("Rename", on_click=_rename, args=(store, item), key="rename-scenario")
    st.button("Duplicate", icon=":material/content_copy:", on_click=_copy, args=(store, item, by), key="copy-scenario")
    st.button("Delete", icon=":material/delete:", on_click=_delete, args=(store, item), key="delete-scenario")


@attempted
def _load(dossier: Dossier, item: Saved) -> None:
    assumed.put(dossier, read(dossier, item))
    _note(item)


@attempted
def _over(store: Store, context: Context, item: Saved, by: str) -> None:
    revision = st.session_state.get(_SEEN, {}).get(item.scenario, item.revision)
    mine = keeping.draft(context, context.scenario, item.name, item.note, by)
    _update(store, mine, item.scenario, revision)


def _update(store: Store, mine: Draft, scenario: int, revision: int) -> None:
    try:
        _note(store.scenarios.update(mine, scenario, revision))
    except Stale as stale:
        st.session_state[_STALE] = stale
    else:
        audited("change", name=mine.name)


@attempted
def _rename(store: Store, item: Saved) -> None:
    if name := st.session_state[_RENAMED].strip():
        _note(store.scenarios.rename(item, name))
        audited("change", name=name)
    st.session_state[_RENAMED] = ""


@attempted
def _copy(store: Store, item: Saved, by: str) -> None:
    _note(store.scenarios.duplicate(item, by))
    audited("save", name=item.name)


@attempted
def _delete(store: Store, item: Saved) -> None:
    store.scenarios.delete(item)
    audited("delete", name=item.name)
    st.session_state[_DELETED] = item


def _history(store: Store, context: Context, item: Saved) -> None:
    if item.revision == 1:
        return
    with st.expander(f"History: {wording.count(item.revision, 'revision')}", icon=":material/history:"):
        revisions = store.scenarios.history(item.scenario)
        rows = [
            {"Revision": old.revision, "Saved": when(old.saved_at), "By": old.author, "Name": old.name}
            for old in reversed(revisions)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt="Every revision of this scenario, the newest first")
        number = st.selectbox("Revision", [old.revision for old in reversed(revisions)], key="saved-revision")
        st.button(
            "Load this revision",
            on_click=_load_old,
            args=(context.dossier, revisions[number - 1], item),
            key="load-revision",
        )


@attempted
def _load_old(dossier: Dossier, old: Saved, newest: Saved) -> None:
    assumed.put(dossier, read(dossier, old))
    # Whoever saves after having seen the history knows what stands there now.
    _note(newest)


def _compare(context: Context, listed: Sequence[Saved]) -> None:
    named = {item.scenario: item for item in listed}
    chosen = st.multiselect(
        "Compare scenarios",
        list(named),
        format_func=lambda key: told(named[key]),
        key="saved-compared",
        placeholder="Any number; four are drawn",
    )
    _beside(context, [(named[key].name, named[key]) for key in chosen])


def _beside(context: Context, kept: Sequence[tuple[str, Draft]]) -> None:
    """Show scenarios side by side under some names, as far as they fit the dossier."""
    compared = []
    for name, item in kept:
        try:
            compared.append(SavedSet(name, read(context.dossier, item)))
            tell_fit(context.dossier, item)
        except ScenarioError as error:
            st.warning(f"“{plain(name)}” cannot be compared: {plain(str(error))}")
    if compared:
        sets.compare(context, compared)


def _refused(store: Store, context: Context, stale: Stale) -> None:
    """Show both sides of a save that was refused, and let the user decide."""
    st.warning(f"Not saved: {plain(str(stale))}.")
    theirs = stale.theirs
    with st.container(horizontal=True, gap="small"):
        st.button("Save mine on top", on_click=_insist, args=(store, stale), key="stale-over")
        st.button("Save mine as a new scenario", on_click=_aside, args=(store, stale), key="stale-new")
        st.button("Leave theirs", on_click=_yield, args=(theirs,), key="stale-leave")
    _beside(context, [("Mine", stale.mine), ("Theirs", theirs)])


@attempted
def _insist(store: Store, stale: Stale) -> None:
    del st.session_state[_STALE]
    _update(store, stale.mine, stale.theirs.scenario, stale.theirs.revision)


@attempted
def _aside(store: Store, stale: Stale) -> None:
    del st.session_state[_STALE]
    _note(store.scenarios.save(replace(stale.mine, name=f"{stale.mine.name[:70]} (mine)")))
    audited("save", name=stale.mine.name)


def _yield(theirs: Saved) -> None:
    del st.session_state[_STALE]
    _note(theirs)
