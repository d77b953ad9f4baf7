"""A page's own choice, kept in the address."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui import address, navigation
from components.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def choice(
    key: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    kind: Literal["select", "segments", "list"] = "select",
    help: str | None = None,  # noqa: A002 - Streamlit's own word
    is_labelled: bool = True,
    captions: Sequence[str] | None = None,
) -> str:
    """Let the user choose one of several, and keep the choice in address and permalinks.

    Parameters
    ----------
    key : str
        Name in the address; must stand in the page's ``selections`` in `components.ui.navigation`.
    label : str
        What is chosen.
    options : mapping of str to str
        Id → label, in order; not empty. Those that read the same get their ids behind.
    default : str, optional
        Chosen at first; the first option where left out.
    kind : {"select", "segments", "list"}
        A list to open, buttons side by side for few short labels, or one below the other.
    help : str, optional
        Tooltip.
    is_labelled : bool
        Whether the label is seen; screen readers say it in any case.
    captions : sequence of str, optional
        What stands small below each option of a "list".

    Returns
    -------
    str
        Id of the option chosen.

    Raises
    ------
    KeyError
        If the key is not registered: its value would be reported as unknown on arrival.
    """
    if key not in navigation.selection_keys():
        raise KeyError(key)
    taken = Counter(options.values())
    options = {key: text if taken[text] < 2 else f"{text} ({key})" for key, text in options.items()}
    # Radio buttons and segments are Markdown, a list to open is not.
    options = options if kind == "select" else {key: plain(label) for key, label in options.items()}
    ids = list(options)
    start = default if default is not None and default in options else ids[0]
    asked = arrive(key, label, options, start)
    if asked is not None:
        st.session_state[key] = asked
    elif st.session_state.get(key, start) not in options:
        del st.session_state[key]
    named = options.__getitem__
    seen: Literal["visible", "collapsed"] = "visible" if is_labelled else "collapsed"
    if kind == "segments":
        chosen = st.segmented_control(
            label,
            ids,
            default=start,
            required=True,
            format_func=named,
            key=key,
            help=help,
            label_visibility=seen,
        )
    elif kind == "list":
        chosen = st.radio(
            label,
            ids,
            index=ids.index(start),
            format_func=named,
            key=key,
            help=help,
            captions=captions,
            label_visibility=seen,
        )
    else:
        chosen = st.selectbox(
            label,
            ids,
            index=ids.index(start),
            format_func=named,
            key=key,
            help=help,
            label_visibility=seen,
        )
    # A list to open can be emptied.
    chosen = chosen or start
    keep(key, chosen if chosen != start else None)
    return chosen


def arrive(key: str, label: str, options: Mapping[str, str], start: str) -> str | None:
    """Return the id of the choice that the address makes, where it rules; elsewhere the session does.

    It rules as a page is opened, and on the way back or forward; where it says nothing on a page that is opened again,
    the choice made before stands. An option's label is taken too: addresses held labels once. What is no option is
    told, and left out.

    Parameters
    ----------
    key, label : str
        Of the choice.
    options : mapping of str to str
        Id → label.
    start : str
        Id that stands where the address says nothing.
    """
    run = get_script_run_ctx()
    is_back = bool(run and run.is_history_navigation)
    if not (is_back or address.is_arrival() or key not in st.session_state):
        return None
    found = st.query_params.get_all(key)
    ids = {text: one for one, text in options.items()} | {one: one for one in options}
    if len(found) == 1 and found[0] in ids:
        return ids[found[0]]
    if len(found) == 1:
        address.complain(f"**{plain(label)}** cannot be {address.quoted(found[0])}; the default is shown")
    if is_back:
        return start
    before = address.made_before(key)
    return before if before is not None and before in options else None


def keep(key: str, chosen: str | None) -> None:
    """Keep a choice in address and permalinks, by its id; none for the default, which both leave out."""
    address.remember_choice(key, chosen)
    if st.query_params.get_all(key) == ([] if chosen is None else [chosen]):
        return
    if chosen is None:
        del st.query_params[key]
    else:
        st.query_params[key] = chosen
