"""What answers while a slider is dragged: parts of a page that run alone, the rest follows once it is released.

A page declares its live parts where they stand, and all are drawn by one fragment. The strip is one of them: what it
hears from the panel while a slider is dragged is answered by that fragment, in a single run of the script.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Final, ParamSpec

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.delta_generator import DeltaGenerator

    Part = tuple[DeltaGenerator, Callable[[], object]]

_DECLARED: Final = "parley_live"

P = ParamSpec("P")


def begin() -> None:
    """Note where the fragment stands that draws the live parts; there are none yet."""
    st.session_state[_DECLARED] = (st.container(key="live"), [])


def part(draw: Callable[P, object]) -> Callable[P, None]:
    """Let a function declare such a part where it is called; `show` draws it there.

    What it shows it takes from `components.ui.state.current`; its arguments are those of the page's last whole run.
    """

    @wraps(draw)
    def declared(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state[_DECLARED][1].append((st.container(), partial(draw, *args, **kwargs)))

    return declared


def show() -> None:
    """Draw the declared parts. A page calls it once it has declared all, so that they come before what takes longer."""
    home, parts = st.session_state.get(_DECLARED, (None, ()))
    if parts:
        st.session_state[_DECLARED] = (home, [])
        with home:
            _draw(tuple(parts))


@st.fragment
def _draw(parts: Sequence[Part]) -> None:
    for place, draw in parts:
        with place:
            draw()
