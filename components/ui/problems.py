"""The page shown instead of all others when the dossier cannot be used."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.ui.words import plain

if TYPE_CHECKING:
    from pathlib import Path

    from components.dossier import DossierError, Problem


def show(error: DossierError, folder: Path) -> None:
    """List every problem with its place and what to write instead.

    Parameters
    ----------
    error : DossierError
        What loading found.
    folder : Path
        Where the dossier was looked for.
    """
    count = len(error.problems)
    st.title("This dossier cannot be used yet")
    st.markdown(f"{wording.count(count, 'problem')} found. Correct the files and reload this page. Folder:")
    st.code(str(folder), language=None, wrap_lines=True)
    for file, problems in groupby(error.problems, key=lambda problem: problem.file):
        st.markdown(f"#### {plain(file)}")
        st.markdown("\n".join(f"- {_line(problem)}" for problem in problems))


def _line(problem: Problem) -> str:
    places = [f"**line {problem.line}**"] if problem.line is not None else []
    places += [plain(problem.path)] if problem.path else []
    where = " · ".join(places)
    message = plain(problem.message).replace("\n", " ")
    return f"{where}: {message}" if where else message
