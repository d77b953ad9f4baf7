"""The briefing pack on a page: made beside the server by the command line, while the page stays usable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.exports import fonts
from components.exports.manifest import read_manifest, state
from components.exports.pack import figure_names, pack_name
from components.exports.scenario import scenario_yaml
from components.exports.since import since
from components.ui.packs import QUEUE, Job, Order, Reader
from components.ui.state import audited, shown
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.figures import Context

_JOB = "parley_pack"
_CHOSEN = "pack-figures"
_EVERY = 0.5
"""Seconds between two looks at the progress."""


@st.cache_resource(scope="session", on_release=QUEUE.leave, show_spinner=False)
def _reader() -> Reader:
    """Return the session's place in the queue; Streamlit releases it once the tab is closed."""
    return Reader()


@st.fragment
def panel(context: Context) -> None:
    """Let the user choose figures, make the pack and download it."""
    names = figure_names(context)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pack"):
        with st.popover(f"Figures ({_count(names)} of {len(names)})", icon=":material/checklist:"):
            chosen = _choose(names)
        _button(context, tuple(name for name in names if name in chosen))
        said = "A ZIP: the figures chosen, a report that works offline, slides, and the assumptions as a file."
        st.markdown(quiet(said), width="content")
        if told := fonts.warning(context.dossier.characters):
            st.warning(plain(told))


def _count(names: tuple[str, ...]) -> int:
    return len(st.session_state.get(_CHOSEN, names))


def _choose(names: tuple[str, ...]) -> list[str]:
    chosen: list[str] = st.pills(
        "Figures in the pack",
        names,
        selection_mode="multi",
        default=names,
        format_func=lambda name: name.replace("_", " ").capitalize(),
        key=_CHOSEN,
    )
    return chosen


def _button(context: Context, chosen: tuple[str, ...]) -> None:
    job: Job | None = st.session_state.get(_JOB)
    is_running = job is not None and job.is_of_use and not job.file.done()
    st.button(
        "Make the briefing pack",
        icon=":material/inventory_2:",
        disabled=is_running,
        on_click=_start,
        args=(context, chosen),
        key="make-pack",
    )
    if job is None:
        return
    if is_running:
        _progress(job)
    elif job.is_given_up:
        st.markdown(quiet("The pack was given up as this page was closed or lost its connection."))
    elif error := job.file.exception():
        st.error(f"The pack could not be made: {plain(str(error))}")
    else:
        _offer(job, context, is_current=job.order == _order(context, chosen))


def _order(context: Context, chosen: tuple[str, ...]) -> Order:
    scenario = scenario_yaml(context.dossier, context.scenario)
    return Order(pack_name(context), shown().resolve(), scenario, chosen)


def _start(context: Context, chosen: tuple[str, ...]) -> None:
    job = st.session_state[_JOB] = QUEUE.ask(_order(context, chosen), _reader())
    audited("pack", name=job.order.name)


def _stop() -> None:
    QUEUE.leave(_reader())
    del st.session_state[_JOB]


@st.fragment(run_every=_EVERY)
def _progress(job: Job) -> None:
    """Show how far the pack is; once that is over, draw the page again."""
    if st.session_state.get(_JOB) is not job or job.file.done():
        st.rerun()
    ahead = QUEUE.ahead(job)
    told = f"Making the pack: {job.step.replace('_', ' ') or 'it begins'}"
    st.progress(job.share, f"Waiting for {wording.count(ahead, 'other pack')}" if ahead else told)
    st.button("Stop", icon=":material/stop_circle:", on_click=_stop, type="tertiary", key="stop-pack")


def _offer(job: Job, context: Context, *, is_current: bool) -> None:
    pack = job.file.result()
    st.download_button(
        f"Download the pack ({wording.quantity(pack.stat().st_size / 1e6, 'MB')})",
        # Read on click: ten packs in memory would weigh more than the rest of the server.
        pack.read_bytes,
        job.order.name,
        "application/zip",
        icon=":material/download:",
        on_click="ignore",
        key="download-pack",
    )
    if not is_current:
        changes = since(read_manifest(pack.read_bytes()), state(context.results), context.dossier)
        told = changes.line if changes.inputs else "other figures are chosen."
        st.markdown(quiet(f"Since this pack was made: {plain(told)}"))
