"""A page's own choice, kept in the address."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

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
    arrive(key, label, options)
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
            bind="query-params",
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
            bind="query-params",
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
            bind="query-params",
        )
    # Streamlit makes none of an empty value in the address, even where a choice is required.
    chosen = chosen or start
    # By its label, as Streamlit writes and reads it: such a link stays in the address bar and survives a reload.
    address.remember_choice(key, options[chosen] if chosen != start else None)
    return chosen


def arrive(key: str, label: str, options: Mapping[str, str]) -> None:
    """Take the choice from the address when the page is first opened.

    Streamlit writes an option's label into the address and reads only labels from it; links between pages name ids.
    """
    found = st.query_params.get_all(key)
    if not found or (len(found) == 1 and found[0] in options.values()):
        return
    if len(found) == 1 and found[0] in options:
        st.session_state[key] = found[0]
        return
    if len(found) == 1:
        address.complain(f"**{plain(label)}** cannot be {address.quoted(found[0])}; the default is shown")
    # A widget's own parameter follows the widget.
    with suppress(StreamlitAPIException):
        del st.query_params[key]
