"""Results as lines of text, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from components import wording
from components.model.rooms import room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.model.results import Results

_ROOMS: Final = {
    "range": "range {}",
    "gap": "gap {}",
    "open": "what no deal gives is not known",
    "no_veto": "no veto players",
    "unheard": "no veto player holds a position",
}
"""What is said of an issue by whether it leaves room."""


def lines(results: Results) -> Iterator[str]:
    """Yield results as lines of text: every output, then whether each issue leaves room, then each package."""
    dossier = results.dossier
    draws = wording.count(results.scenario.draws, "draw")
    yield f"{dossier.slug}, as of {wording.date(results.day)}, {draws}; number (p10 to p90)"
    for key, found in results.outputs.items():
        unit = dossier.node(key).measured_in
        band = wording.band(found.p10, found.p90, unit)
        yield f"{'outputs':>12}  {key:32} {wording.quantity(found.value, unit):>14}  ({band})"
    for key in results.issues:
        left = room(results, key)
        yield f"{'issues':>12}  {key:32} {_ROOMS[left.kind].format(wording.band(left.low, left.high, 'index'))}"
    joint = {key: package.joint for key, package in results.packages.items()}
    if results.nearest_deal:
        joint["nearest deal"] = results.nearest_deal.joint
    for key, found in joint.items():
        chance = wording.estimate(found.value, found.p10, found.p90, "probability")
        yield f"{'packages':>12}  {key:32} all accept {chance}"
