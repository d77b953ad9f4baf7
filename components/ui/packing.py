"""The briefing pack on a page: made beside the server by the command line, while the page stays usable."""

from __future__ import annotations

import atexit
import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import streamlit as st

from components import wording
from components.exports import fonts
from components.exports.files import write_whole
from components.exports.manifest import read_manifest, state
from components.exports.pack import figure_names, pack_name
from components.exports.scenario import scenario_yaml
from components.exports.since import since
from components.ui.state import audited, shown
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.figures import Context

_ROOT = Path(__file__).resolve().parents[2]
_JOB = "parley_pack"
_CHOSEN = "pack-figures"
_AT_ONCE = 1
"""Packs made at a time; others wait, so that ten readers need no more memory than one."""
_EVERY = 0.5
"""Seconds between two looks at the progress."""
_GRACE = 2.0
"""Seconds the command line has to end when the server does."""


class PackError(RuntimeError):
    """A pack that could not be made, with what the command line said."""


@dataclass
class Job:
    """A pack in the making.

    Attributes
    ----------
    name : str
        File name.
    made_for : tuple
        State and figures it holds.
    share, step : float and str
        How far it is, 0–1, and what is being made.
    place : TemporaryDirectory
        Where it is made and kept; it goes when the last session that asked for it does.
    file : Future of Path
        The ZIP.
    """

    name: str
    made_for: tuple[Any, ...]
    share: float = 0.0
    step: str = ""
    place: TemporaryDirectory[str] = field(default_factory=lambda: TemporaryDirectory(prefix="parley-pack-"))
    file: Future[Path] = field(default_factory=Future)


@st.cache_resource(show_spinner=False)
def _turns() -> Semaphore:
    return Semaphore(_AT_ONCE)


@st.cache_resource(show_spinner=False)
def _jobs() -> WeakValueDictionary[tuple[Any, ...], Job]:
    """Return the jobs that some session still holds: who asks for the same pack gets the same."""
    return WeakValueDictionary()


def _work(turns: Semaphore, job: Job, dossier: Path, scenario: str, figures: tuple[str, ...]) -> None:
    """Make a pack as soon as it is its turn."""
    with turns:
        try:
            job.file.set_result(_made(job, dossier, scenario, figures))
        except BaseException as error:  # noqa: BLE001 - whoever waits for the file is told, whatever it was
            job.file.set_exception(error)


def _made(job: Job, dossier: Path, scenario: str, figures: tuple[str, ...]) -> Path:
    """Let the command line make a pack, and note its progress.

    A process of its own, because drawing holds the interpreter: the server would stand still.
    """
    made_from, target, said = (Path(job.place.name, name) for name in ("scenario.yaml", "pack.zip", "said.txt"))
    write_whole(made_from, scenario.encode())
    words = ["pack", "--progress", "--dossier", dossier, "--scenario", made_from, "-o", target]
    command = [sys.executable, "-m", "components.cli", *map(str, words), "--figures", ",".join(figures)]
    with (
        said.open("w", encoding="utf-8") as errors,
        subprocess.Popen(  # noqa: S603 - our own command, and no shell
            command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True
        ) as process,
    ):
        end = partial(_end, process)
        atexit.register(end)
        try:
            for line in process.stdout or ():
                share, _, job.step = line.strip().partition(" ")
                job.share = float(share)
        finally:
            atexit.unregister(end)
    if process.returncode:
        raise PackError(said.read_text(encoding="utf-8").strip()[-500:])
    return target


def _end(process: subprocess.Popen[str]) -> None:
    """End the command line with the server; it tidies up after itself."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)


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
    wanted = _state(context, chosen)
    is_running = job is not None and not job.file.done()
    st.button(
        "Make the briefing pack",
        icon=":material/inventory_2:",
        disabled=is_running,
        on_click=_start,
        args=(context, chosen, wanted),
        key="make-pack",
    )
    if job is None:
        return
    if is_running:
        _progress(job)
    elif error := job.file.exception():
        st.error(f"The pack could not be made: {plain(str(error))}")
    else:
        _offer(job, context, is_current=job.made_for == wanted)


def _state(context: Context, chosen: tuple[str, ...]) -> tuple[Any, ...]:
    dossier, scenario = context.dossier, context.scenario
    return (dossier.slug, dossier.version, scenario, chosen)


def _start(context: Context, chosen: tuple[str, ...], made_for: tuple[Any, ...]) -> None:
    job = _jobs().get(made_for)
    if job is None or (job.file.done() and job.file.exception()):
        job = _jobs()[made_for] = Job(pack_name(context), made_for)
        audited("pack", name=job.name)
        scenario = scenario_yaml(context.dossier, context.scenario)
        # A daemon: the server does not wait for it when it is told to end.
        Thread(target=_work, args=(_turns(), job, shown().resolve(), scenario, chosen), daemon=True).start()
    st.session_state[_JOB] = job


@st.fragment(run_every=_EVERY)
def _progress(job: Job) -> None:
    """Show how far the pack is; once it is made, draw the page again."""
    if job.file.done():
        st.rerun()
    step = job.step.replace("_", " ") or "waiting for another pack to be finished"
    st.progress(job.share, f"Making the pack: {step}")


def _offer(job: Job, context: Context, *, is_current: bool) -> None:
    pack = job.file.result()
    st.download_button(
        f"Download the pack ({wording.quantity(pack.stat().st_size / 1e6, 'MB')})",
        # Read on click: ten packs in memory would weigh more than the rest of the server.
        pack.read_bytes,
        job.name,
        "application/zip",
        icon=":material/download:",
        on_click="ignore",
        key="download-pack",
    )
    if not is_current:
        changes = since(read_manifest(pack.read_bytes()), state(context.results), context.dossier)
        told = changes.line if changes.inputs else "other figures are chosen."
        st.markdown(quiet(f"Since this pack was made: {plain(told)}"))
