"""The one component through which every chart is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.exports import FORMATS, Stamp, file_name, fonts, render, stamp_of
from components.figures import REGISTRY, Context, Figure, FigureError, build
from components.ui import chart, evidence, front
from components.ui.address import address, choices
from components.ui.state import current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Callable


def show(
    name: str,
    /,
    *,
    slot: str = "",
    on_select: Callable[[], None] | None = None,
    **options: str,
) -> None:
    """Show a registered figure, and in one row below it what lies behind it: table, text, evidence, files, link, notes.

    Parameters
    ----------
    name : str
        Name in the registry.
    slot : str
        Tells two showings of the same figure on one page apart.
    on_select : callable, optional
        Called when marks are selected, which `picked` then returns.
    **options : str
        The figure's own options.
    """
    rebuild = partial(build, name, **options)
    _show(name, _key(name, slot), rebuild, rebuild, on_select)


def lead(name: str, /, **options: str) -> None:
    """Show a figure whose chart stands in front: it follows while a slider is dragged; see `show`."""
    key, drawn = _key(name), front.Lead(name, options)
    front.put(_chart(key), drawn)
    _show(name, key, partial(build, name, **options), partial(front.current().figure, _chart(key), drawn))


def _show(
    name: str,
    key: str,
    rebuild: Callable[[Context], Figure],
    made: Callable[[Context], Figure],
    on_select: Callable[[], None] | None = None,
) -> None:
    context, label = current(), REGISTRY[name].summary
    if missing := REGISTRY[name].missing(context.dossier):
        st.info(f"{plain(label)} Not shown: this dossier leaves out {plain(wording.names(missing))}.")
        return
    try:
        figure = made(context)
    except FigureError as error:
        st.info(f"{plain(label)} Not shown: {plain(str(error))}.")
        return
    with st.container(key=key, gap="xxsmall"):
        st.markdown(f"#### {plain(figure.title)}\n\n{quiet(plain(figure.subtitle))}")
        chart.show(figure, label, _chart(key), on_select)
        _behind(figure, rebuild, context, key)


def picked(name: str, slot: str = "") -> chart.Picked:
    """Return what is selected in a figure that is shown."""
    return chart.picked(_chart(_key(name, slot)))


def again() -> None:
    """Draw again the part of the page in which marks were selected; see `show`."""


def _key(name: str, slot: str = "") -> str:
    return f"figure-{name}-{slot}" if slot else f"figure-{name}"


def _chart(key: str) -> str:
    return f"{key}-chart"


@st.fragment
def _behind(figure: Figure, rebuild: Callable[[Context], Figure], context: Context, key: str) -> None:
    """Offer what lies behind the figure, in one row; only what is open is built, and stands below the row."""
    # Stamped here, not with the figure: choices made since in another part of the page belong into the link.
    stamp = stamp_of(context, figure, address(), **choices())
    panels: dict[str, Callable[[], None]] = {
        "Table": lambda: _show_table(figure, key),
        "Text": lambda: _text(figure),
        "Evidence": lambda: evidence.references(figure.refs),
        "Export": lambda: _export(stamp, rebuild, context, key),
        "Share": lambda: _share(stamp, context),
    }
    place = f"{key}-open"
    with st.container(horizontal=True, gap="small", key=f"row-{key}"):
        chosen = st.menu_button(
            "More",
            list(panels),
            key=f"{key}-more",
            type="tertiary",
            icon=":material/more_horiz:",
        )
        if chosen:
            st.session_state[place] = chosen
        _notes(stamp)
    opened = st.session_state.get(place)
    if opened in panels:
        with st.container(border=True, key=f"{key}-panel", gap="small"):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.markdown(f"**{opened}**")
                st.button("Close", key=f"{key}-close", type="tertiary", on_click=_close, args=(place,))
            panels[opened]()


def _close(place: str) -> None:
    del st.session_state[place]


def _notes(stamp: Stamp) -> None:
    """Offer what a reader must know to read the figure rightly."""
    if stamp.notes:
        with st.popover("Notes", type="tertiary", icon=":material/info:"):
            st.markdown("\n".join(f"- {plain(note)}" for note in stamp.notes))


def _show_table(figure: Figure, key: str) -> None:
    if figure.table.empty:
        st.markdown(quiet("The table is empty: the figure shows no values."))
    else:
        st.dataframe(figure.table, hide_index=True, key=f"{key}-table", alt=f"Table of: {figure.title}")


def _text(figure: Figure) -> None:
    st.markdown(quiet("What the figure shows, in words:"))
    st.markdown(plain(figure.description))


def _export(stamp: Stamp, rebuild: Callable[[Context], Figure], context: Context, key: str) -> None:
    dark = st.checkbox("Dark colours", key=f"{key}-dark")
    inked = replace(context, mode="dark" if dark else "light")
    with st.container(horizontal=True, gap="small"):
        for fmt, kind in FORMATS.items():
            if fmt == "csv":  # Data alone do not say where they come from; the ZIP holds them with a text that does.
                continue
            st.download_button(
                plain(kind.label),
                # Rendered on click, outside the session: the function may rest on plain values only.
                data=partial(_rendered, rebuild, inked, stamp, fmt),
                file_name=file_name(stamp, fmt),
                mime=kind.media_type,
                on_click="ignore",
                key=f"{key}-{fmt}",
            )
    st.markdown(quiet("Every file carries title, source, as-of date and what differs from the source."))
    if told := fonts.warning(context.dossier.characters):
        st.warning(plain(told))


def _rendered(rebuild: Callable[[Context], Figure], context: Context, stamp: Stamp, fmt: str) -> bytes:
    return render(rebuild(context), stamp, fmt)


def _share(stamp: Stamp, context: Context) -> None:
    st.markdown(quiet("Link to this state"))
    st.code(stamp.permalink, language=None, wrap_lines=True)
    st.markdown(quiet("Citation"))
    dossier = context.dossier
    st.code(
        f"“{stamp.title}.” {dossier.header.title} (Parley dossier, version {dossier.version}), as of "
        f"{wording.date(stamp.as_of)}; {stamp.departures}. Source: {stamp.citation}.",
        language=None,
        wrap_lines=True,
    )
