"""Where each part of a dossier is shown: its page, and what to choose there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.model.outputs import outputs
from components.ui import navigation

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.dossier.usage import Use

PAGE_OF = {
    "Questions": "briefing",
    "Positions": "actors",
    "Actors": "actors",
    "Perceptions": "actors",
    "Issues": "actors",
    "Assumptions": "assumptions",
    "Network": "assumptions",
    "Options": "concessions",
    "Territory": "concessions",
    "Timeline": "ultimatum",
    "Hypotheses": "ultimatum",
    "Media": "ultimatum",
    "Evidence": "evidence",
}
"""Page by the heading under which a part stands."""
KEY_OF = {
    "actor": "actor",
    "issue": "issue",
    "tension": "tension",
    "assumption": "assumption",
    "node": "output",
    "option": "option",
    "reading": "reading",
    "event": "item",
    "ultimatum": "item",
}
"""Key of the choice, in the address, by the kind of thing that a part is said of."""
TAB_OF = {"tension": ("tab", "poles")}
"""Tab, by the key of its choice, on which a kind of thing is shown."""


def page(use: Use) -> str:
    """Return the page that shows a part."""
    return PAGE_OF[use.group]


def query(dossier: Dossier, use: Use) -> dict[str, str]:
    """Return what to choose on a part's page in order to see it: only what the page lets one choose."""
    keys = navigation.selections(page(use))
    found = {KEY_OF[kind]: key for kind, key in use.of if KEY_OF[kind] in keys and _can_be_chosen(dossier, kind, key)}
    return found | {key: tab for kind, (key, tab) in TAB_OF.items() if KEY_OF[kind] in found and key in keys}


def _can_be_chosen(dossier: Dossier, kind: str, key: str) -> bool:
    if kind == "node":
        return key in outputs(dossier)
    # An issue on which nobody stands anywhere is not offered.
    return kind != "issue" or any(cell.issue == key for cell in dossier.cells)
