"""An option of the analyst's own: read from and written to the compact text that links and commands carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from components import wording, written
from components.dossier import Dossier, Option
from components.dossier.territory import LINE_OF_CONTROL, NOT_STATED

OWN: Final = "own"
"""Id of the analyst's own option."""
NAME: Final = "Own option"
MAX_NAME: Final = 60
_MAX_TEXT: Final = 2000
# No id holds a tilde, and addresses carry it as it is.
_BETWEEN: Final = "~"


def own_option(name: str, regions: Mapping[str, str], sets: Mapping[str, float]) -> Option:
    """Return an option of the analyst's own.

    Parameters
    ----------
    name : str
        For readers; `NAME` where empty.
    regions : mapping of str to str
        Region id → side id, ``line_of_control`` or ``not_stated``.
    sets : mapping of str to float
        Issue id → value, 0–100.
    """
    label = _clean(name)[:MAX_NAME] or NAME
    return Option(id=OWN, label=label, regions=dict(regions), sets=dict(sets), text="Set by the analyst.")


def encode(option: Option) -> str:
    """Return an own option as text: ``region~holder~issue~value~name``; empty where it says nothing.

    Regions cut by the line of control are left out: that is what reading assumes.
    """
    pairs = [(key, rule) for key, rule in option.regions.items() if rule != LINE_OF_CONTROL]
    pairs += [(key, f"{value:g}") for key, value in option.sets.items()]
    words = [word for pair in pairs for word in pair]
    name = _clean(option.label)
    if name and name != NAME:
        words.append(name)
    return _BETWEEN.join(words)


def decode(text: str, dossier: Dossier) -> tuple[Option, tuple[str, ...]]:
    """Read an own option.

    Parameters
    ----------
    text : str
        As :func:`encode` writes it; anything else a reader may type.
    dossier : Dossier
        Its regions, sides and issues are the ones that may be named.

    Returns
    -------
    Option
        What could be read; regions that are not named stay cut by the line of control.
    tuple of str
        A sentence for everything that could not, with what to write instead.
    """
    places = [item.id for item in dossier.regions.regions]
    sides = [item.id for item in dossier.regions.sides]
    rules = [LINE_OF_CONTROL, NOT_STATED, *sides]
    issues = [item.id for item in dossier.issues]
    regions: dict[str, str] = {}
    sets: dict[str, float] = {}
    problems: list[str] = []
    if len(text) > _MAX_TEXT:
        return own_option("", dict.fromkeys(places, LINE_OF_CONTROL), {}), (f"is longer than {_MAX_TEXT} characters",)
    name = ""
    for key, value in _pairs(text):
        if value is None:
            name = key
        elif key in regions or key in sets:
            problems.append(f"{key} is given twice; the first value counts")
        elif key in places and value in rules:
            regions[key] = value
        elif key in issues and _on_scale(value) is not None:
            sets[key] = float(value)
        else:
            problems.append(_problem(key, value, places, rules, issues))
    return own_option(name, dict.fromkeys(places, LINE_OF_CONTROL) | regions, sets), tuple(problems)


def with_own(dossier: Dossier, own: Option) -> Dossier:
    """Return the dossier with the analyst's option behind its own ones."""
    if not dossier.options.present:
        return dossier
    options = tuple(option for option in dossier.options.options if option.id != OWN)
    return dossier.model_copy(update={"options": dossier.options.model_copy(update={"options": (*options, own)})})


def _pairs(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield key and value, and at the end the name, which has no value."""
    words = text.split(_BETWEEN) if text else []
    yield from zip_longest(words[::2], words[1::2])


def _on_scale(text: str) -> float | None:
    try:
        value = written.number(text)
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def _problem(key: str, value: str, places: list[str], rules: list[str], issues: list[str]) -> str:
    key, value = _clean(key)[:MAX_NAME], _clean(value)[:MAX_NAME]
    if key in places:
        return f"{key} cannot be held by {value!r}; choose from {wording.names(rules, 'or')}"
    if key in issues:
        return f"{key} must be a number from 0 to 100, not {value!r}"
    return f"{key!r} is neither a region nor an issue{wording.did_you_mean(key, [*places, *issues])}"


def _clean(text: str) -> str:
    """Return text on one line, without what would split it or steer a terminal."""
    return " ".join("".join(c if c.isprintable() and c != _BETWEEN else " " for c in text).split())
