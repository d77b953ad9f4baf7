"""What answers while a slider is dragged: parts of a page that run alone, the rest follows once it is released."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st

_KEY: Final = "live"
_WHOLE: Final = "parley_whole"

P = ParamSpec("P")
T = TypeVar("T")


def part(draw: Callable[P, T]) -> Callable[P, T]:
    """Let a function draw such a part: it runs with its page, and alone while a slider is dragged.

    What it shows it takes from `components.ui.state.current`; its arguments are those of the page's last whole run.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        return _alone(draw, *args, **kwargs)

    return drawn


@st.fragment(key=_KEY)
def _alone(draw: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Draw a part; one function for all of them, as a fragment's key belongs to one function."""
    return draw(*args, **kwargs)


def begin() -> None:
    """Note that a page's run has begun."""
    st.session_state[_WHOLE] = False


def end() -> None:
    """Note that the page was drawn to its end."""
    st.session_state[_WHOLE] = True


def answer() -> None:
    """Run the live parts only, from a callback; a page that was cut short is drawn whole instead."""
    if st.session_state.get(_WHOLE):
        st.rerun(_KEY)
