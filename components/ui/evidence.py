"""What stands behind a number: sentences, events and outside sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.dossier.chronicle import Event
from components.dossier.schema import Sentence, Source
from components.exports.stamp import long_date
from components.ui import navigation
from components.ui.state import current
from components.ui.words import basis_text, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier

_READ = {
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
    dossier = current().dossier
    if not refs:
        st.markdown(f"{basis_text('analyst_judgement')}: no sentence, event or source stands behind this.")
    for key in dict.fromkeys(refs):
        _reference(dossier, key)


def _reference(dossier: Dossier, key: str) -> None:
    found = dossier.reference(key)
    with st.container(gap="xxsmall"):
        if isinstance(found, Sentence):
            navigation.link("evidence", f"**{plain(key)}**", dossier, sentence=key)
            st.markdown(plain(found.paraphrase))
            st.caption(f"{plain(found.voice)} · {plain(found.modality)}")
        elif isinstance(found, Event):
            st.markdown(f"**{event_date(found)}** {plain(found.label)}")
            st.caption(f"{_grounds(dossier, found)} · confidence: {found.confidence}")
        elif isinstance(found, Source):
            _source(found)


def event_date(event: Event) -> str:
    """Return an event's day or span, no finer than it is known."""
    if event.precision == "month":
        return f"{event.date:%b %Y}"
    start = f"week of {long_date(event.date)}" if event.precision == "week" else long_date(event.date)
    return f"{start} to {long_date(event.end)}" if event.end else start


def _grounds(dossier: Dossier, event: Event) -> str:
    """Return what an event rests on, outside sources as links."""
    grounds = [dossier.reference(key) for key in event.refs]
    return ", ".join(_linked(item) if isinstance(item, Source) else plain(item.id) for item in grounds) or "no source"


def _source(source: Source) -> None:
    st.markdown(f"{_linked(source)}, {plain(source.publisher)}, {plain(source.date)}")
    st.caption(f"outside source · confidence: {source.confidence} · {_READ[source.read]}")


def _linked(source: Source) -> str:
    """Return the title, as a link where the address is one of the web."""
    title = plain(source.title)
    is_web = source.url.startswith(("https://", "http://")) and not set(source.url) & set(" ()<>\\\n")
    return f"[{title}]({source.url})" if is_web else title
