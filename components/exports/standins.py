"""Characters that JavaScript stores as two, kept whole while a chart is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# One sign to a reader: flags are pairs of letters; joiners, skin tones, tags and variants belong to what stands before
# them. What is private already is replaced too, so that whatever private comes back is a stand-in.
_SIGN = r"[\ue000-\uf8ff\U00010000-\U0010ffff][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_WHOLE = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_SIGN}(?:\u200d(?:{_SIGN}|[\u2190-\u2bff]\ufe0f?))*")
_PRIVATE = range(0xE000, 0xF900)


def stood_in(spec: Any) -> tuple[Any, Mapping[str, str]]:
    """Return a specification with each emoji or other such sign replaced by one private character.

    A chart shortens long labels, and may cut between the halves of a sign; the converter cannot write half a sign
    and fails.

    Parameters
    ----------
    spec : dict
        Vega-Lite.

    Returns
    -------
    spec : dict
        Without any character above U+FFFF.
    signs : mapping of str to str
        What each private character stands for. Where there are more signs than private characters, the rest
        becomes U+FFFD.
    """
    found = sorted({sign for text in _texts(spec) for sign in _WHOLE.findall(text)})
    signs = dict(zip(map(chr, _PRIVATE), found, strict=False))
    if not found:
        return spec, signs
    characters = {sign: character for character, sign in signs.items()}
    return _replaced(spec, characters), signs


def restored(text: str, signs: Mapping[str, str]) -> str:
    """Return text with the signs in place of the characters that stand for them."""
    return text.translate({ord(character): sign for character, sign in signs.items()})


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, item in value.items():
                yield key
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


def _replaced(value: Any, characters: Mapping[str, str]) -> Any:
    match value:
        case str():
            return _WHOLE.sub(lambda sign: characters.get(sign[0], "\ufffd"), value)
        case dict():
            return {_replaced(key, characters): _replaced(item, characters) for key, item in value.items()}
        case list():
            return [_replaced(item, characters) for item in value]
        case _:
            return value
