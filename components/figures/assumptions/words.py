"""What the Assumptions page's figures say alike: outputs by name, values with their word, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from components import wording
from components.model.outputs import output_of, outputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.dossier import Assumption, Dossier
    from components.figures.context import Context

REST: Final = "All other assumptions stay where they are now, each with its band."


def offered(dossier: Dossier) -> dict[str, str]:
    """Return the outputs one may ask about, the dossier's questions first, each with a name no other has."""
    known = outputs(dossier)
    first = [item.node for item in dossier.header.questions if item.node in known]
    names = {key: known[key].label for key in dict.fromkeys([*first, *known])}
    told = list(names.values())
    return {key: f"{name} ({key})" if told.count(name) > 1 else name for key, name in names.items()}


def foremost(context: Context) -> str:
    """Return the first output that is not answered yet: what was answered no assumption moves any more."""
    named = offered(context.dossier)
    return next((key for key in named if key not in context.results.source.resolved), next(iter(named)))


def told(context: Context, value: float, unit: str) -> str:
    """Return an output's value, a probability with its word on the dossier's yardstick."""
    said = wording.quantity(value, unit)
    word = wording.likelihood(value, context.dossier.header.words) if unit == "probability" else ""
    return f"{said}, {word}" if word else said


def subtitle(context: Context, output: str, what: str) -> str:
    """Return what is measured, in which unit, and the day."""
    return f"{what} · {output_of(context.dossier, output).unit} · as of {wording.date(context.results.day)}"


def axis_title(item: Assumption) -> str:
    """Return an assumption's short name with its unit, for an axis."""
    return f"{item.name}, {wording.unit_label(item.unit)}"


def grounds(context: Context, assumptions: Iterable[str]) -> tuple[str, ...]:
    """Return what assumptions rest on, each reference once."""
    return tuple(dict.fromkeys(ref for key in assumptions for ref in context.dossier.assumption(key).refs))
