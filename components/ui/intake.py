"""A sheet that somebody uploads: read, shown as what it would change, and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import pandas as pd
import streamlit as st

from components import sheets, wording
from components.dossier import DossierError
from components.files import zipped
from components.ui import state
from components.ui.words import plain, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from components.dossier import Dossier
    from components.sheets import Preview

T = TypeVar("T")

MEGABYTES: Final = 5
"""Largest upload; the server takes no more either (.streamlit/config.toml)."""
_SHOWN: Final = 200
"""Differences and problems listed; a sheet can hold thousands."""
_AS_SAID: Final = "as the table says"
_SCALES: Final = (_AS_SAID, "0–1", "0–5", "1–5", "1–7", "0–10", "0–100")


def upload(key: str, base: Dossier | None) -> Preview | None:
    """Let the reader upload a sheet; return what it says against a dossier, or nothing while there is none to read."""
    given = st.file_uploader(
        "A sheet from here, or a table with actor, issue, position, salience and influence (XLSX or CSV)",
        key=f"{key}-file",
        max_upload_size=MEGABYTES,
        help="Power or capability will do for influence. Scales from 0 to 1, to 100, or named in the heading: "
        "salience (0–10).",
    )
    if given is None:
        return None
    scales = _scales(key)
    made_from = (given.file_id, scales, base and base.version)
    try:
        return remembered(f"{key}-read", made_from, lambda: sheets.read(given.name, given.getvalue(), base, scales))
    except sheets.SheetError as error:
        st.error(plain(str(error)), icon=":material/block:")
        return None


def remembered(key: str, made_from: object, make: Callable[[], T]) -> T:
    """Return what the session made last time, if it was made from the same."""
    held = st.session_state.get(key)
    if held is None or held[0] != made_from:
        held = st.session_state[key] = (made_from, make())
    found: T = held[1]
    return found


def _scales(key: str) -> dict[str, tuple[float, float]]:
    """Let the reader say on which scale a column is."""
    found: dict[str, tuple[float, float]] = {}
    with st.expander("The table has scales of its own"), st.container(horizontal=True):
        for column in ("position", "salience", "influence"):
            chosen = st.selectbox(
                f"Scale of {column}",
                _SCALES,
                key=f"{key}-scale-{column}",
                accept_new_options=True,
                help="Choose one, or type your own: 0–2000",
            )
            scale = sheets.scale_in(chosen or "")
            if scale:
                found[column] = scale
            elif chosen not in (None, _AS_SAID):
                st.warning(f"{plain(str(chosen))} is no scale; write it as 0–10.")
    return found


def told(preview: Preview) -> None:
    """Show what was understood, what would change, and what has to be mended."""
    rows = [f"{title} {number}" for title, number in preview.counts.items()]
    if rows:
        st.markdown(f"Rows understood: {plain(wording.names(rows))}.")
    problems(map(str, preview.problems), "Mend these in the sheet, then upload it again")
    for note in preview.notes:
        st.markdown(f":material/info: {plain(note)}")
    found = preview.differences
    if not found:
        if not preview.problems:
            st.info("The sheet says the same as this dossier: nothing would change.")
        return
    is_new = all(edit.before is None for edit in preview.edits)
    st.markdown(f"#### {wording.count(len(found), 'new record' if is_new else 'difference')}")
    columns = {"What": "what", "Quantity": "quantity", "Now": "before", "In the sheet": "after", "Where": "place"}
    frame = pd.DataFrame([{name: getattr(item, key) for name, key in columns.items()} for item in found[:_SHOWN]])
    table(frame)
    if len(found) > _SHOWN:
        st.markdown(f"The first {_SHOWN} are listed.")


def problems(found: Iterable[str], heading: str, *, is_wrong: bool = True) -> None:
    """List problems in words; what is only not finished yet is no error."""
    lines = [f"- {plain(problem)}" for problem in found]
    if lines:
        more = [f"- … and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        box = st.error if is_wrong else st.info
        box("\n".join([f"{heading}:", "", *lines[:_SHOWN], *more]), icon=":material/rule:")


def files_of(preview: Preview, base: Path) -> Mapping[str, bytes] | None:
    """Return the dossier that comes of a sheet; where it is not sound, show why and return nothing."""
    try:
        return remembered("sheet-files", (preview, base), lambda: sheets.dossier_files(preview, base))
    except DossierError as error:
        problems(map(str, error.problems), "As a dossier this does not hold together yet")
        return None


def offer(files: Mapping[str, bytes], name: str, key: str) -> None:
    """Let the reader take a dossier along, or see it in all pages."""
    with st.container(horizontal=True):
        st.download_button(
            "Download the dossier (ZIP)",
            zipped(files),
            f"{name}.zip",
            "application/zip",
            icon=":material/download:",
            on_click="ignore",
            key=f"{key}-zip",
        )
        st.button(
            "Open it here",
            icon=":material/open_in_browser:",
            on_click=state.open_dossier,
            args=(files,),
            help="All pages then show it, in this session only",
            key=f"{key}-open",
        )
