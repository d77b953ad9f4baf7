"""What stands behind a number: sentences, events and outside sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.dossier.chronicle import Event
from components.dossier.evidence import Sentence, Source
from components.ui import navigation
from components.ui.state import current
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from components.dossier import Dossier

READ = {
    "read": "read",
    "excerpt_read": "excerpt read",
    "computed": "computed from its data",
    "unverified": "not read, unverified",
}


def references(refs: Sequence[str]) -> None:
    """Show every reference: sentence, event or outside source.

    Parameters
    ----------
    refs : sequence of str
        Ids as in the dossier; where there are none, the words "analyst judgement".
    """
    context = current()
    dossier, day = context.dossier, context.results.day
    if not refs:
        st.markdown(f"{basis_text('analyst_judgement')}: no sentence, event or source stands behind this.")
    for key in dict.fromkeys(refs):
        _reference(dossier, key, day)


def _reference(dossier: Dossier, key: str, day: dt.date) -> None:
    found = dossier.reference(key)
    with st.container(gap="xxsmall"):
        if isinstance(found, Sentence):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                navigation.link("evidence", f"**{plain(key)}**", dossier, ref=key)
                st.markdown(quiet(f"{plain(found.voice)} · {plain(found.modality)}"))
            st.markdown(plain(found.paraphrase))
        elif isinstance(found, Event):
            dated = wording.when(found.date, found.end, found.precision, by=day)
            st.markdown(f"**{dated}** {plain(found.label)}")
            st.markdown(quiet(f"{_grounds(dossier, found)} · confidence: {found.confidence}"))
            navigation.link("evidence", "What rests on it", dossier, ref=key)
        elif isinstance(found, Source):
            _source(dossier, found)


def _grounds(dossier: Dossier, event: Event) -> str:
    """Return what an event rests on, outside sources as links."""
    grounds = [dossier.reference(key) for key in event.refs]
    return ", ".join(linked(item) if isinstance(item, Source) else plain(item.id) for item in grounds) or "no source"


def _source(dossier: Dossier, source: Source) -> None:
    st.markdown(f"{linked(source)}, {plain(source.publisher)}, {plain(source.date)}")
    st.markdown(quiet(f"outside source · confidence: {source.confidence} · {READ[source.read]}"))
    navigation.link("evidence", "What rests on it", dossier, ref=source.id)


def source_name(source: Source) -> str:
    """Return the title, or the publisher where no title is known."""
    return source.publisher if source.title == "not found" else source.title


_QUOTED = str.maketrans({"(": "%28", ")": "%29"})
"""What ends a link in Markdown, as addresses write it."""


def linked(source: Source, label: str = "") -> str:
    """Return label or name, as a link where the address is one of the web."""
    name = plain(label or source_name(source))
    is_web = source.url.startswith(("https://", "http://"))
    return f"[{name}]({source.url.translate(_QUOTED)})" if is_web else "No address found" if label else name
