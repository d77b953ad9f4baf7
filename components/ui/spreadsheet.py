"""The dossier as a spreadsheet, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from components import sheets
from components.ui import assumed, intake, state
from components.ui.words import quiet

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.figures import Context
    from components.model import Scenario
    from components.sheets import Preview

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Offer the dossier as a workbook; take one back, as a scenario or as a dossier."""
    context = state.current()
    dossier, scenario = context.dossier, context.scenario
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.markdown("#### Take it along")
        st.markdown("Every position, expectation, assumption, issue, event and deadline, each on a sheet of its own.")
        st.download_button(
            "Download the sheet (XLSX)",
            lambda: sheets.write(dossier, scenario),
            f"{dossier.slug}.xlsx",
            _TYPE,
            icon=":material/table:",
            on_click="ignore",
            key="sheet-download",
        )
        st.markdown(quiet("Its first sheet explains the others. Values that you moved stand beside the source’s."))
    with right:
        st.markdown("#### Bring it back")
        preview = intake.upload("sheet", dossier)
        if preview is not None:
            _taken(context, preview)


def _taken(context: Context, preview: Preview) -> None:
    if _is_strange(preview):
        st.info("No row of this table is about this dossier. Under “New dossier” it can make one of its own.")
    intake.told(preview)
    if preview.problems or not preview.edits:
        return
    _as_scenario(context, preview)
    files = intake.files_of(preview, state.shown())
    if files:
        st.markdown("**As a dossier**: its numbers become the dossier’s own; what changed is analyst judgement.")
        intake.offer(files, f"{context.dossier.slug}-changed", "sheet")


def _as_scenario(context: Context, preview: Preview) -> None:
    """Offer to move the assumptions to the sheet's, where a scenario can hold all that it changes."""
    st.markdown(
        "**As a scenario**: assumptions and cells move, and links carry them; “Back to the source’s values” undoes it."
    )
    beyond = len(preview.beyond)
    given, now = sheets.scenario_of(preview), context.scenario
    together = replace(now, assumptions={**now.assumptions, **given.assumptions}, cells={**now.cells, **given.cells})
    st.button(
        "Apply as scenario",
        icon=":material/tune:",
        type="primary",
        disabled=bool(beyond),
        on_click=_apply,
        args=(context.dossier, together),
        key="sheet-apply",
    )
    if beyond:
        st.markdown(quiet(f"{beyond} of the differences are more than moved middle values: only a dossier holds them."))


def _apply(dossier: Dossier, scenario: Scenario) -> None:
    assumed.put(dossier, scenario)
    state.audited("import")


def _is_strange(preview: Preview) -> bool:
    """Say whether a table is about other actors and issues altogether."""
    return bool(preview.edits) and all(edit.before is None for edit in preview.edits) and not preview.made_for
