"""Nothing outside wording writes a date, a per-cent sign, a plural or a near word by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OWN_WORDING = {
    "a date: wording.date, dates, month, when": r"strftime|%-?[bBd]\b|:%[A-Za-z]",
    "per cent: wording.chance, share, quantity": r"\}(\s|\\u00a0|\{SPACE\})?%|:\.\d%|\* 100:\.|100 \* [^}]*:\.",
    "a number: wording.number, quantity": r":,?\.\d[fg]\}|:,[fg]?\}",
    "a plural: wording.count": r"""['"]s?['"] if [^}]* == 1 |else ['"]s['"]|== 1 else f?['"]""",
    "a list of names: wording.names": r"""['"] (and|or) ['"]\.join|['"], ['"]\.join\([^)]*\[:-1\]""",
    "a near word: wording.did_you_mean": r"difflib|get_close_matches",
}
READS_DATES = "components/sheets/numbers.py"
"""Where dates are read that others wrote."""
NOT_YET = ("components/dossier/",)
"""Still to be converted: beginnings of paths. Who converts the last file of an entry takes it off."""


def findings(text: str) -> list[str]:
    return [
        f"{number}: {line.strip()}  [{what}]"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in OWN_WORDING.items()
        if re.search(pattern, line.partition("  #")[0])
    ]


def sources() -> dict[str, list[str]]:
    files = [ROOT / "app.py", *(ROOT / "components").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = {file.relative_to(ROOT).as_posix(): findings(file.read_text(encoding="utf-8")) for file in files}
    found[READS_DATES] = [line for line in found[READS_DATES] if "[a date:" not in line]
    return {name: lines for name, lines in found.items() if not name.startswith("components/wording/")}


def test_only_wording_words():
    told = [f"{name}:{line}" for name, lines in sources().items() if not name.startswith(NOT_YET) for line in lines]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("entry", NOT_YET)
def test_what_is_converted_is_off_the_list(entry):
    assert any(lines for name, lines in sources().items() if name.startswith(entry)), f"take {entry} off NOT_YET"


@pytest.mark.parametrize(
    "line",
    [
        'f"{day.day} {day:%b %Y}"',
        'day.strftime("%d %B")',
        'f"{100 * share:.0f} %"',
        'f"{p * 100:.1f}\\u00a0%"',
        'f"{p:.0%}"',
        'f"{value:,.0f}".replace(",", THIN_SPACE)',
        'f"weighted mean {mean:.1f}"',
        '''f"{n} problem{'' if n == 1 else 's'}"''',
        'f"{n} day" if n == 1 else f"{n} days"',
        '" and ".join(names)',
        "difflib.get_close_matches(word, known)",
    ],
)
def test_the_search_finds_what_it_looks_for(line):
    assert findings(line)


@pytest.mark.parametrize(
    "line",
    ['f"translate({x:g}, {round(y)})"', 'style = "width: 100%"', "left % 2", "if len(found) == 1:", '", ".join(refs)'],
)
def test_the_search_passes_over_what_it_does_not(line):
    assert not findings(line)
