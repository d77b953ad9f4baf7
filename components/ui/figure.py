"""The one component through which every chart is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import streamlit as st

from components import wording
from components.exports import FORMATS, Stamp, file_name, fonts, render, stamp_of
from components.figures import REGISTRY, Context, Figure, FigureError, build
from components.ui import evidence
from components.ui.address import address, choices
from components.ui.state import current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.typing import VegaLiteState

WORDS = "words"
"""Data set, and its only field, that holds a chart's text alternative."""


def show(
    name: str,
    /,
    *,
    slot: str = "",
    on_select: Literal["ignore", "rerun"] | Callable[[], None] = "ignore",
    **options: str,
) -> VegaLiteState | None:
    """Show a registered figure, and in one row below it what lies behind it: table, text, evidence, files, link, notes.

    Parameters
    ----------
    name : str
        Name in the registry.
    slot : str
        Tells two showings of the same figure on one page apart.
    on_select : {"ignore", "rerun"} or callable
        As in ``st.vega_lite_chart``.
    **options : str
        The figure's own options.

    Returns
    -------
    VegaLiteState or None
        What is selected in the chart, where ``on_select`` is not "ignore" and there is a chart.
    """
    context = current()
    if missing := REGISTRY[name].missing(context.dossier):
        st.info(f"{plain(REGISTRY[name].summary)} Not shown: this dossier leaves out {plain(wording.names(missing))}.")
        return None
    try:
        figure = build(name, context, **options)
    except FigureError as error:
        st.info(f"{plain(REGISTRY[name].summary)} Not shown: {plain(str(error))}.")
        return None
    key = f"figure-{name}-{slot}" if slot else f"figure-{name}"
    with st.container(key=key, gap="xxsmall"):
        st.markdown(f"#### {plain(figure.title)}\n\n{quiet(plain(figure.subtitle))}")
        drawn = described(figure.spec, REGISTRY[name].summary, figure.description)
        drawn["datasets"] = _tables(drawn)
        # Streamlit refuses to listen to a chart that has nothing to select, as where a part is missing.
        # What answers by an expression of its own, as the hand that moves a map, selects nothing.
        picks = [
            item["name"] for item in drawn.get("params", ()) if "select" in item and "toggle" not in item["select"]
        ]
        event = st.vega_lite_chart(
            drawn,
            theme=None,
            width="stretch",
            key=f"{key}-chart",
            on_select=on_select if picks else "ignore",
            selection_mode=picks or None,
        )
        _behind(figure, partial(build, name, **options), context, key)
    return event if isinstance(event, dict) else None


def described(spec: dict[str, Any], label: str, words: str) -> dict[str, Any]:
    """Return a layered chart that tells its text alternative as data, by the label of a mark that is not seen.

    As the chart's own description, which becomes its ARIA label, a changed number would make Streamlit build the whole
    chart anew instead of moving its marks.

    Parameters
    ----------
    spec : dict
        Vega-Lite specification with layers; not changed.
    label : str
        What kind of chart it is, whatever the numbers: the chart's own ARIA label.
    words : str
        Text alternative.
    """
    teller = {
        "data": {"name": WORDS},
        "mark": {"type": "text", "text": ""},
        "encoding": {"description": {"field": WORDS}},
    }
    return {
        **spec,
        "description": label,
        "layer": [*spec["layer"], teller],
        "datasets": {**spec.get("datasets", {}), WORDS: [{WORDS: words}]},
    }


def _tables(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's data by name; see `arrow`."""
    return {name: arrow(rows) for name, rows in spec.get("datasets", {}).items()}


def arrow(rows: Any) -> Any:
    """Return a chart's rows as an Arrow table, and as they are where they are no table: shapes, or rows of many kinds.

    Streamlit makes the same by way of data frames, which takes longer than building the chart.
    """
    if not isinstance(rows, list) or any(row.keys() != rows[0].keys() for row in rows):
        return rows
    try:
        table = pa.Table.from_pylist(rows)
    except pa.ArrowException:
        return rows
    return rows if any(pa.types.is_nested(field.type) for field in table.schema) else table


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
