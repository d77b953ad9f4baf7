"""Inputs changed at random, the same for the same seed."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import yaml

WORDS = (
    *("", " ", "\n", "-", "0", "none", "null", "~", "true", "1e999", "٣", "100 %", "2025-13-40", "1‏2", "x" * 4000),
    *("<script>alert(1)</script>", "![x](https://example.org/x.png)", "[x](javascript:alert(1))", "$x^2$", ":smile:"),
    *('=HYPERLINK("https://example.org")', "\x1b[31m", "‮evil", "{{7*7}}", "datum.x; alert(1)", "../../etc/passwd"),
    *(
        "😀" * 50,
        "\ud83d",
        "a\u0000b",
        "مرحبا",
        "שלום",
        "名前",
        "&amp;",
        "'; drop table scenarios; --",
        "https://example.org",
    ),
)
NUMBERS = (0, -1, 1, 50, 99.999, 100, 101, -0.0, 1e-12, 1e12, 1e308, float("nan"), float("inf"), 10**400, 2**63)
VALUES: tuple[Any, ...] = (*WORDS, *NUMBERS, None, True, False, [], {}, [[]], [None], {"": ""}, [1, 2, 3], {"p10": 90})
Places = list[tuple[Any, Any]]


def places(value: Any) -> Places:
    """Return every place of a document: what holds it, and its key or index."""
    found: Places = []
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            found += [(value, key), *places(item)]
    return found


def _replace(rng: random.Random, holder: Any, key: Any, _: Places) -> None:
    holder[key] = copy.deepcopy(rng.choice(VALUES))


def _remove(_: random.Random, holder: Any, key: Any, __: Places) -> None:
    del holder[key]


def _repeat(_: random.Random, holder: Any, key: Any, __: Places) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[f"{key}_2"] = copy.deepcopy(holder[key])


def _exchange(rng: random.Random, holder: Any, key: Any, all_: Places) -> None:
    """Put there what stands elsewhere: of the right kind now and then, and wrong."""
    other, its = rng.choice(all_)
    holder[key] = copy.deepcopy(other[its])


def _scale(rng: random.Random, holder: Any, key: Any, _: Places) -> None:
    value = holder[key]
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        holder[key] = value * rng.choice((-1, 0, 0.01, 3, 1e6))
    else:
        holder[key] = rng.choice(NUMBERS)


CHANGES: tuple[Callable[[random.Random, Any, Any, Places], None], ...] = (
    *(_replace, _replace, _remove, _repeat, _exchange, _scale),
)


def _gently(rng: random.Random, holder: Any, key: Any) -> None:
    """Change what a check is likely to let pass: prose, and numbers by a little."""
    value = holder[key]
    if isinstance(value, str) and " " in value:
        holder[key] = rng.choice(WORDS[6:])
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        holder[key] = rng.choice((value + 1, value - 1, value * 1.1, float(value)))


def document(rng: random.Random, text: str) -> str:
    """Return a YAML document with one to three of its values changed, half of the time gently."""
    found = yaml.load(text, yaml.CSafeLoader)  # The same as safe_load, ten times as fast.
    gently = rng.random() < 0.5
    for _ in range(rng.randint(1, 3)):
        all_ = places(found)
        for holder, key in rng.choices(all_, k=1 + 9 * gently) if all_ else ():
            if gently:
                _gently(rng, holder, key)
            else:
                rng.choice(CHANGES)(rng, holder, key, all_)
    try:
        return yaml.dump(found, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    except UnicodeEncodeError:  # Half a surrogate pair: only the slow way writes what no file should hold.
        return yaml.safe_dump(found, allow_unicode=True, sort_keys=False)


def bytes_of(rng: random.Random, content: bytes) -> bytes:
    """Return a file with bytes taken out, put in, or a line moved."""
    at, length = rng.randrange(len(content) + 1), rng.randint(0, 40)
    lines = content.splitlines(keepends=True)
    line = rng.choice(lines) if lines else b""
    put_in = rng.choice((b"", b"\xff\xfe", b"\x00", b"\t", b"&a ", b"*a", b"!!python/object:os.system", b"]", line))
    return content[:at] + put_in + content[at + length :]


def dossier(rng: random.Random, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a dossier's files, one or two of them changed."""
    changed = dict(files)
    for _ in range(rng.randint(1, 2)):
        name = rng.choice(sorted(changed))
        if name.endswith(".yaml") and rng.random() < 0.9:
            try:
                changed[name] = document(rng, changed[name].decode()).encode("utf-8", "surrogatepass")
                continue
            except (yaml.YAMLError, UnicodeDecodeError):
                pass  # A second change to a file that cannot be read any more.
        if rng.random() < 0.1:
            del changed[name]
            continue
        changed[name] = bytes_of(rng, changed[name])
    return changed


def query(rng: random.Random, keys: list[str], values: Mapping[str, list[str]]) -> dict[str, str]:
    """Return an address's parameters: known keys and others, with values that fit, nearly fit, or do not."""
    found: dict[str, str] = {}
    for _ in range(rng.randint(1, 5)):
        key = rng.choice(keys) if rng.random() < 0.9 else rng.choice(WORDS)[:60].encode("utf-8", "replace").decode()
        fitting = values.get(key, [])
        value = (
            rng.choice(fitting) if fitting and rng.random() < 0.5 else str(rng.choice((*WORDS, *NUMBERS[:-2])))[:300]
        )
        if rng.random() < 0.2:
            value = quote(value.encode("utf-8", "replace"))
        found[key] = value.encode("utf-8", "replace").decode()
    return found
