"""A dossier of the reader's own: by hand, from a sheet, or from a file; drawn as soon as it holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from components import sheets, wording
from components.dossier import DossierError, load
from components.dossier.places import files_in
from components.figures import Context, build
from components.figures.actors.words import answer
from components.model import Scenario, evaluate
from components.ui import chart, draft, intake, state
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from components.dossier import Dossier
    from components.sheets import Preview, SheetProblem

_STEPS: Final[tuple[tuple[str, str, str, Callable[[], None]], ...]] = (
    ("Actors", "2 · Who negotiates?", "One row each. Nothing is agreed without those who must agree.", draft.actors),
    ("Issues", "3 · Over what?", "Say in words what both ends of its scale mean: 0 and 100.", draft.issues),
    (
        "Positions",
        "4 · Who wants what?",
        "From 0 to 100. Position: where it would like the issue to end. Salience: how much that matters to it. "
        "Influence: what it can bring to bear.",
        draft.positions,
    ),
    ("Deadlines", "5 · Which deadlines are set?", "May stay empty.", draft.deadlines),
)
_WAY: Final = "dossier-way"
_WAYS: Final = ("By hand", "From a sheet", "From a dossier’s ZIP")


@st.fragment
def show() -> None:
    """Let the reader make or open a dossier; what is typed draws nothing else anew."""
    if not state.is_entered():
        st.rerun()
    way = st.segmented_control("How to begin", _WAYS, default=_WAYS[0], required=True, key=_WAY)
    {_WAYS[0]: _by_hand, _WAYS[1]: _from_sheet, _WAYS[2]: _from_zip}[way]()


def opened() -> None:
    """Say that the session shows a dossier of the reader's own, and offer the way back."""
    if not state.opened():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="opened"):
        title = plain(state.current().dossier.header.title)
        st.markdown(f"All pages show **{title}**, in this session only: links do not carry it.")
        st.button(
            "Back to the first dossier", icon=":material/undo:", on_click=state.close_dossier, key="close-dossier"
        )


def _by_hand() -> None:
    held = draft.draft()
    write, works = st.columns([5, 3], gap="medium")
    with write:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("#### 1 · What is it about?")
            st.button(
                "Fill in an example",
                icon=":material/lightbulb:",
                on_click=draft.fill,
                args=(sheets.example(),),
                help="Two actors and one issue, to change as you like",
                key="draft-example",
            )
        held.title = st.text_input("Title", held.title, key=f"draft-title-{held.round}", max_chars=120).strip()
        held.question = st.text_input(
            "Question", held.question, key=f"draft-question-{held.round}", max_chars=200
        ).strip()
        held.day = st.date_input("As of", held.day, key=f"draft-day-{held.round}", width=200)
        slots = {}
        for title, heading, words, edit in _STEPS:
            st.markdown(f"#### {heading}")
            st.markdown(quiet(words))
            edit()
            slots[title] = st.container()
    preview = held.preview()
    for title, slot in slots.items():
        with slot:
            found = (_to_do(item) for item in preview.problems if item.sheet == title)
            intake.problems(found, "Still to do", is_wrong=False)
    with works, st.container(key="draft-works"):
        _works(preview, held.title, held.beginning)


def _to_do(problem: SheetProblem) -> str:
    """Return what is to be done in a table on the page, whose columns have no letters."""
    heading = problem.column.partition(" ")[2].removeprefix("(").removesuffix(")")
    return f"Row {problem.row}, {heading}: {problem.message}"


def _from_sheet() -> None:
    preview = intake.upload("new", None)
    if preview is None:
        return
    title = st.text_input("Title", "My dossier", key="new-title", max_chars=120).strip()
    intake.told(preview)
    files = _works(preview, title, lambda: sheets.beginning(title))
    if files:
        st.button(
            "Go on by hand",
            icon=":material/edit:",
            on_click=_go_on,
            args=(files,),
            help="To say who must agree, or to add deadlines; of bands only the middle values come along",
            key="by-hand",
        )


def _go_on(files: Mapping[str, bytes]) -> None:
    draft.fill(files)
    st.session_state[_WAY] = _WAYS[0]


def _works(preview: Preview, title: str, beginning: Callable[[], dict[str, bytes]]) -> Mapping[str, bytes] | None:
    """Show what stands of a dossier so far: what it lacks, or what follows from it; return it once it is whole."""
    st.markdown("#### What follows so far")
    if lacks := _lacks(preview, title):
        st.info(f"It begins to work with {wording.names(lacks)}.")
        return None
    if preview.problems:
        st.info(f"{wording.count(len(preview.problems), 'thing')} still to do: then it is drawn here.")
        return None
    try:
        sheets.check(preview, as_scenario=False)
        files = sheets.dossier_files(preview, beginning())
        slug = _drawn(files).slug
    except DossierError as error:
        intake.problems((item.message for item in error.problems), "This does not hold together yet")
    except ValueError as error:
        st.info(plain(str(error)))
    else:
        intake.offer(files, slug, "draft")
        return files
    return None


def _lacks(preview: Preview, title: str) -> list[str]:
    """Return what a dossier cannot do without."""
    written = {edit.table.title for edit in preview.edits}
    wanted = {"Actors": "an actor", "Issues": "an issue", "Positions": "a position with salience and influence"}
    problems = {problem.sheet for problem in preview.problems}
    missing = [words for table, words in wanted.items() if table not in written | problems]
    return [*([] if title else ["a title"]), *missing]


def _loaded(files: Mapping[str, bytes]) -> Dossier:
    """Return a dossier; the same object while its files stay, so that what follows from it is remembered."""
    return intake.remembered("dossier-drawn", files, lambda: load(files))


def _drawn(files: Mapping[str, bytes]) -> Dossier:
    """Draw who stands where, and say what follows; return the dossier."""
    dossier = _loaded(files)
    mode = state.current().mode
    context = Context(dossier, Scenario(), evaluate(dossier, Scenario()), mode)
    figure = build("actors_positions", context)
    st.markdown(f":material/check_circle: {plain(answer(context))}")
    st.markdown(quiet(plain(f"{figure.title}. {figure.subtitle}")))
    chart.show(figure, figure.title, "draft-chart")
    return dossier


def _from_zip() -> None:
    given = st.file_uploader(
        "A dossier’s folder as a ZIP", key="zip-file", type="zip", max_upload_size=intake.MEGABYTES
    )
    if given is None:
        return
    try:
        files = files_in(given.name, given.getvalue())
        dossier = _loaded(files)
    except DossierError as error:
        intake.problems(map(str, error.problems), "This dossier cannot be used yet")
        return
    held = (
        wording.count(len(dossier.actors), "actor"),
        wording.count(len(dossier.issues), "issue"),
        wording.count(len(dossier.assumptions), "assumption"),
    )
    st.markdown(f"**{plain(dossier.header.title)}**: {wording.names(held)}.")
    _drawn(files)
    intake.offer(files, dossier.slug, "zip")
