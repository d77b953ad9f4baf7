"""The head of every page: its question, what answers it now, the day, a menu, and the outcome strip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st

from components import wording
from components.ui import address, navigation, strip, visitor
from components.ui.state import current
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from components.dossier import Dossier
    from components.figures import Context

_HERE: Final = Path(__file__).parent

_print = st.components.v2.component(
    "parley.print",
    html=(_HERE / "print.html").read_text("utf-8"),
    css=(_HERE / "print.css").read_text("utf-8"),
    js=(_HERE / "print.js").read_text("utf-8"),
)


def show(question: str, answer: Callable[[Context], str] | None = None) -> DeltaGenerator:
    """Draw the head of a page; to be called first, and in no container, or the strip would not stay in view.

    Parameters
    ----------
    question : str
        What the page answers, as plain text.
    answer : callable, optional
        From what the page shows to one sentence that answers it, as plain text.

    Returns
    -------
    DeltaGenerator
        Where the answer stands, for a page that finds it later: ``with slot: header.tell(answer)``.
    """
    with st.container(gap=None, key="header"):
        with st.container(horizontal=True, key="header-top"):
            st.title(plain(question), anchor=False)
            with st.container(horizontal=True, width="content", vertical_alignment="center", key="header-aside"):
                _day(current())
                _menu()
        slot = st.container()
        if answer:
            with slot:
                tell(answer)
    strip.show()
    return slot


def tell(answer: Callable[[Context], str]) -> None:
    """Say what answers a page's question."""
    st.markdown(plain(answer(current())))


def _day(context: Context) -> None:
    own, looked = context.dossier.header.as_of, context.results.day
    words = f"As of {wording.date(looked)}"
    told = quiet(words) if looked == own else f":small[:material/edit: **{words}**]"
    st.markdown(told, width="content", help=None if looked == own else f"The source speaks as of {wording.date(own)}.")


@st.fragment
def _menu() -> None:
    """Offer what concerns the page as a whole; built only once it is opened."""
    menu = st.popover("⋯", help="Print, pack, share, about", key="header-menu", on_change="rerun")
    if not menu.open:
        return
    context = current()
    with menu:
        _print(key="print")
        navigation.link("briefing", ":material/inventory_2: Briefing pack", context.dossier)
        visitor.leave()
        st.markdown("**Link to this page as it stands**")
        query = urlencode({**address.choices(), **context.scenario.query(context.dossier)})
        st.code(f"{address.address()}?{query}" if query else address.address(), language=None, wrap_lines=True)
        _about(context.dossier)


def _about(dossier: Dossier) -> None:
    header = dossier.header
    st.markdown("**About**")
    st.markdown("Parley shows what follows from one source: who wants what, and how likely each outcome is.")
    told = [
        f"{header.title}: {header.subtitle}" if header.subtitle else header.title,
        f"Dossier version {dossier.version}",
    ]
    told += [f"Source: {header.citation.text}"] if header.citation else []
    told += [header.disclaimer] if header.disclaimer else []
    st.markdown("\n\n".join(quiet(plain(line)) for line in told))
