"""A sentence, event or outside source, and everything that rests on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

import streamlit as st

from components import wording
from components.dossier import usage
from components.dossier.chronicle import Event
from components.dossier.evidence import Sentence, Source
from components.drawing.theme import BASIS
from components.ui import navigation, places
from components.ui.evidence import READ, linked, source_name
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from components.dossier import Dossier
    from components.dossier.usage import Use

Reference = Sentence | Event | Source
REF = "ref"
"""Key, in the address, of the reference that is opened."""
_BRIEF = 56
"""Letters of a reference in a list."""
COMPUTED = "computed"
"""What stands for a basis where a part is computed from others."""


@dataclass(frozen=True)
class Grounds:
    """What a view of a day may show of a dossier's evidence.

    Attributes
    ----------
    dossier : Dossier
        The dossier.
    day : date
        The as-of date.
    """

    dossier: Dossier
    day: dt.date

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Parts of which the view may know."""
        return usage.known(usage.uses(self.dossier), self.day)

    @cached_property
    def resting(self) -> Mapping[str, tuple[Use, ...]]:
        """Parts by the reference they rest on."""
        return usage.resting(self.uses)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """References that became known later."""
        return usage.hidden(self.dossier, self.day)

    def on(self, key: str) -> tuple[Use, ...]:
        """Return the parts that rest on a reference."""
        return self.resting.get(key, ())

    def is_later(self, source: Source) -> bool:
        """Say whether a source was published after the as-of date."""
        published = usage.earliest(source.date)
        return published is not None and published > self.day


def opened(grounds: Grounds, item: Reference) -> None:
    """Show what a reference says, everything that rests on it and, for an event, everything it rests on."""
    st.markdown(f"##### {plain(name_of(item))}")
    with st.container(gap="xxsmall", key="opened"):
        _body(grounds, item)
    if isinstance(item, Event):
        st.markdown("**It rests on**")
        with st.container(gap="xxsmall"):
            _references(grounds, item.refs)
    found = grounds.on(item.id)
    with st.container(gap="xxsmall"):
        st.markdown("**What rests on it**")
        st.markdown(quiet(_tally(item, found)))
    _listed(grounds, found)
    events = [use.id for use in found if use.kind == "event"]
    through = dict.fromkeys(use for key in events for use in grounds.on(key) if use not in found)
    if through:
        st.markdown("**What rests on those events**")
        _listed(grounds, through)


def _body(grounds: Grounds, item: Reference) -> None:
    st.markdown(quiet(" · ".join(plain(text) for text in _marks(grounds, item))))
    for line in _lines(item):
        st.markdown(line)


def open_button(
    key: str,
    label: str,
    place: str,
    *,
    look: Literal["primary", "secondary", "tertiary"] = "secondary",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """Open a reference of this very page; a link would reload the page and lose its address.

    Parameters
    ----------
    key : str
        Id of the sentence, event or source.
    label : str
        Words of the button.
    place : str
        Tells buttons for the same reference apart.
    look : {"primary", "secondary", "tertiary"}
        As of ``st.button``.
    width : {"content", "stretch"}
        As wide as the words, or as what it stands in.
    """
    st.button(label, key=f"open-{place}-{key}", on_click=_open, args=(key,), type=look, width=width)


def _open(key: str) -> None:
    st.session_state[REF] = key


def name_of(item: Reference) -> str:
    """Return what a reference is called."""
    if isinstance(item, Sentence):
        return item.id
    return item.label if isinstance(item, Event) else source_name(item)


def brief(item: Reference) -> str:
    """Return a reference in a line: what it is called, and the beginning of what it says."""
    said = item.paraphrase if isinstance(item, Sentence) else ""
    return shorten(f"{name_of(item)} {said}", _BRIEF, placeholder=" …")


def _marks(grounds: Grounds, item: Reference) -> list[str]:
    """Return what tells how far to trust a reference: whose words, how firm, how sure."""
    if isinstance(item, Sentence):
        return [item.voice, item.modality, *item.classes]
    if isinstance(item, Event):
        said = {"yes": "in the source", "partly": "partly in the source", "no": "outside the source"}
        return [
            wording.when(item.date, item.end, item.precision, by=grounds.day),
            said[item.in_source],
            f"confidence: {item.confidence}",
        ]
    later = ["published after the as-of date"] if grounds.is_later(item) else []
    date = "no date found" if item.date.startswith("not ") else item.date
    return [item.publisher, date, f"confidence: {item.confidence}", READ[item.read], *later]


def _lines(item: Reference) -> list[str]:
    """Return the texts of a reference as Markdown."""
    if isinstance(item, Sentence):
        quote = [f"“{plain(item.quote)}”"] if item.quote else []
        lines = [plain(item.paraphrase), *quote]
    elif isinstance(item, Event):
        lines = [plain(item.text)]
    else:
        lines = [linked(item, "Open the source")]
        lines += [quiet(plain(f"Licence: {item.licence}"))] if item.licence else []
    return [*lines, *([quiet(f"Note: {plain(item.note)}")] if item.note else [])]


def _tally(item: Reference, uses: Sequence[Use]) -> str:
    """Return how many parts rest on a reference, by basis and by kind."""
    if not uses:
        is_frame = isinstance(item, Sentence) and item.role != "content"
        return "Marked as such: no part rests on it." if is_frame else "No part rests on it as of this date."
    bases = Counter(use.basis or COMPUTED for use in uses)
    by_basis = [f"{bases[key]} {basis_label(key)}" for key in (*BASIS, COMPUTED) if bases[key]]
    groups = Counter(use.group for use in uses)
    by_group = [f"{group.lower()} {groups[group]}" for group in usage.GROUPS if groups[group]]
    what = wording.count(len(uses), "part rests", "parts rest")
    return plain(f"{what} on it: {', '.join(by_basis)} · {', '.join(by_group)}")


def basis_label(basis: str) -> str:
    """Return sign and word of a basis, or that the part is computed."""
    return basis_text(basis) if basis in BASIS else COMPUTED


def _listed(grounds: Grounds, uses: Iterable[Use]) -> None:
    """Show parts under the headings of their kinds, each with a link to where it is shown."""
    kinds = list(usage.GROUP_OF)
    for kind, items in groupby(sorted(uses, key=lambda use: kinds.index(use.kind)), key=lambda use: use.kind):
        with st.container(gap="xxsmall"):
            st.markdown(quiet(f"**{kind.capitalize()}**"))
            for use in items:
                _use(grounds, use)


def _use(grounds: Grounds, use: Use) -> None:
    # Words and link apart: a link's own words are cut off on a phone.
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[{basis_label(use.basis or COMPUTED)} · {plain(use.label)}]", width="content")
        if not use.is_about_source:
            label = f":primary[→ {navigation.title(places.page(use))}]"
            navigation.link(places.page(use), label, grounds.dossier, **places.query(grounds.dossier, use))
        if use.kind == "event":
            open_button(use.id, "What rests on it", "through")


def _references(grounds: Grounds, refs: Sequence[str]) -> None:
    """Show references as links to what else rests on them."""
    if not refs:
        st.markdown(f"{basis_text('analyst_judgement')}: no sentence or source stands behind this.")
    for key in dict.fromkeys(refs):
        found = grounds.dossier.reference(key)
        if isinstance(found, Event) and key in grounds.hidden:
            st.markdown(quiet("An event that became known after the as-of date"))
            continue
        label = f"{key}: {found.paraphrase}" if isinstance(found, Sentence) else name_of(found)
        open_button(key, plain(label), "rests")


def not_yet(grounds: Grounds, item: Reference) -> None:
    """Say why a reference of the address is not shown."""
    since = f" It became known on {wording.date(item.known_on)}." if isinstance(item, Event) else ""
    st.info(
        f"This lies after the as-of date, {wording.date(grounds.day)}.{since} Move the date in the sidebar to see it."
    )
