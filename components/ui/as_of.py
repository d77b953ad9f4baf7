"""The day one looks from, at the top of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.ui import assumed
from components.ui.defaults import AS_OF, dates
from components.ui.words import quiet

if TYPE_CHECKING:
    from components.dossier import Dossier


def show(dossier: Dossier) -> None:
    """Let the user choose the as-of date; without a timeline to replay it is only told."""
    span, start = dates(dossier), dossier.header.as_of
    with st.sidebar:
        if span is None:
            st.markdown(quiet(f"As of {wording.date(start)}"))
            return
        st.date_input(
            "As-of date",
            start,
            *span,
            key=AS_OF,
            bind="query-params",
            format="YYYY-MM-DD",
            help="Nothing dated later counts: later events vanish, and defaults taken from the record follow it.",
        )
        if assumed.day(dossier) != start:
            st.markdown(quiet(f":material/edit: **changed** from {wording.date(start)}"))
