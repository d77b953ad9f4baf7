"""Which pages there are, what each needs from the dossier, and how to link to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from components.model.judgements import in_front
from components.model.outputs import PackageOutput, outputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from streamlit.navigation.page import Page

    from components.dossier import Dossier
    from components.model.output import Output

_SCRIPTS = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class PageSpec:
    """A page of the dashboard.

    Attributes
    ----------
    name : str
        Its script in ``pages/`` and its path in the address.
    title, icon, help : str
        As in the navigation along the top.
    has_ground : callable
        Whether a dossier holds what the page is about.
    selections : tuple of str
        Keys of the choices the page keeps in the address.
    outputs : callable
        What the page's figures show of a dossier that assumptions can move.
    """

    name: str
    title: str
    icon: str
    help: str
    has_ground: Callable[[Dossier], bool] = lambda _: True
    selections: tuple[str, ...] = ()
    outputs: Callable[[Dossier], Iterable[Output]] = lambda _: ()

    @property
    def script(self) -> Path:
        """The page's script."""
        return _SCRIPTS / f"{self.name}.py"

    def is_shown(self, dossier: Dossier) -> bool:
        """Say whether the page exists and the dossier holds what it is about."""
        return self.script.exists() and self.has_ground(dossier)


def _packages(dossier: Dossier) -> Iterable[Output]:
    return (item for item in outputs(dossier).values() if isinstance(item, PackageOutput))


PAGES = (
    PageSpec(
        "briefing",
        "Briefing",
        ":material/article:",
        "Key judgements, outcomes over the horizon, and what would change them.",
        outputs=in_front,
    ),
    PageSpec(
        "actors",
        "Actors",
        ":material/groups:",
        "Who wants what, how much it matters to them, and what they could trade.",
        selections=("issue", "order", "actor", "trader", "partner", "tension", "ladder", "pull", "tab"),
        outputs=_packages,
    ),
    PageSpec(
        "concessions",
        "Concessions",
        ":material/map:",
        "What each option would mean on the ground, and who would accept it.",
        lambda dossier: bool(dossier.options.options),
        selections=("option", "reading", "compare", "view", "own", "tab"),
        outputs=_packages,
    ),
    PageSpec(
        "ultimatum",
        "Ultimatum",
        ":material/timer:",
        "Every deadline, what was threatened, and what came of it.",
        lambda dossier: bool(dossier.timeline.ultimatums),
        selections=("zoom", "item", "soft", "partial", "view", "tab"),
        outputs=in_front,
    ),
    PageSpec(
        "assumptions",
        "Assumptions",
        ":material/tune:",
        "Which assumptions carry the results, and saved sets side by side.",
        lambda dossier: bool(dossier.assumptions),
        selections=("output", "target", "analysis", "assumption", "x", "y", "map", "sets", "rows"),
        outputs=lambda dossier: outputs(dossier).values(),
    ),
    PageSpec(
        "evidence",
        "Evidence",
        ":material/format_quote:",
        "Every sentence of the source, what represents it here, and the outside sources.",
        lambda dossier: dossier.evidence.present,
        selections=("ref", "list", "find", "voice", "class", "part", "read"),
    ),
    PageSpec(
        "workbench",
        "Workbench",
        ":material/edit_note:",
        "Your own judgement: in a spreadsheet, and as a dossier of your own.",
        selections=("tab",),
    ),
)


def pages(dossier: Dossier) -> list[Page]:
    """Return the pages to show for a dossier, the first one as start page."""
    shown = [spec for spec in PAGES if spec.is_shown(dossier)]
    return [
        st.Page(spec.script, title=spec.title, icon=spec.icon, help=spec.help, default=spec is shown[0])
        for spec in shown
    ]


def name(page: Page, dossier: Dossier) -> str:
    """Return the name of a page of `pages`; the start page has no path of its own."""
    return page.url_path or next(spec.name for spec in PAGES if spec.is_shown(dossier))


def selection_keys() -> frozenset[str]:
    """Return the keys of all choices that pages keep in the address."""
    return frozenset(key for spec in PAGES for key in spec.selections)


def title(page: str) -> str:
    """Return a page's title."""
    return next(spec for spec in PAGES if spec.name == page).title


def selections(page: str) -> tuple[str, ...]:
    """Return the keys of the choices a page keeps in the address."""
    return next(spec for spec in PAGES if spec.name == page).selections


def link(page: str, label: str, dossier: Dossier, **query: str) -> None:
    """Link to another page; plain text where the dossier does not have it.

    Parameters
    ----------
    page : str
        Name of the page.
    label : str
        Words of the link.
    dossier : Dossier
        The dossier shown.
    **query : str
        Choices to make there; the assumptions travel along.
    """
    spec = next(spec for spec in PAGES if spec.name == page)
    if spec.is_shown(dossier):
        st.page_link(spec.script, label=label, icon="", query_params=query)
    else:
        st.markdown(label)
