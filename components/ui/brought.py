"""A scenario or a briefing pack that somebody brings: what it holds, what changed since, and keeping it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from components.exports.manifest import ManifestError, packed_scenario, state
from components.exports.scenario import parse_scenario
from components.exports.since import is_pack, since, state_of
from components.model import Scenario, ScenarioError
from components.ui import assumed, keeping
from components.ui.keeping import attempted
from components.ui.state import audited
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.figures import Context
    from components.store import Store


def show(store: Store, context: Context, by: str | None) -> None:
    """Let the user bring a file."""
    with st.expander("Bring a scenario or an earlier brief", icon=":material/upload_file:"):
        file = st.file_uploader(
            "A scenario as YAML, or a briefing pack as ZIP",
            type=["yaml", "yml", "zip"],
            key="brought",
        )
        if file is None:
            return
        try:
            scenario = _told(context, file.name, file.getvalue())
        except (ScenarioError, ManifestError) as error:
            st.warning(f"It cannot be used: {plain(str(error))}")
            return
        with st.container(horizontal=True, gap="small"):
            name = PurePath(file.name).stem
            st.button("Load it", on_click=_load, args=(context.dossier, scenario, name), key="load-brought")
            if by is not None:
                st.button("Keep it", on_click=_keep, args=(store, context, scenario, name, by), key="keep-brought")


def _told(context: Context, name: str, raw: bytes) -> Scenario:
    """Say what changed since a file was made, and return its scenario."""
    scenario, warnings = parse_scenario(name, packed_scenario(raw) if is_pack(name) else raw, context.dossier)
    then, more = state_of(name, raw, context.dossier)
    for warning in dict.fromkeys((*warnings, *more)):
        st.markdown(quiet(plain(warning)))
    what = "Since this brief" if is_pack(name) else "From this scenario to the present values"
    st.markdown(f"{what}: {plain(since(then, state(context.results), context.dossier).line)}")
    return scenario


def _load(dossier: Dossier, scenario: Scenario, name: str) -> None:
    assumed.put(dossier, scenario)
    audited("import", name=name)


@attempted
def _keep(store: Store, context: Context, scenario: Scenario, name: str, by: str) -> None:
    store.scenarios.save(keeping.draft(context, scenario, name, "", by))
    audited("import", name=name)
