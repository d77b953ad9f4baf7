"""What may stand on the command line: its words, and what they ask for."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from components import written
from components.dossier import Dossier, load
from components.dossier.places import default
from components.dossier.problems import escaped
from components.model import Scenario
from components.model.entries import LIKE
from components.model.scenario import SIGNPOSTS
from components.model.scores import DRAWS

_DOSSIER = "folder or ZIP of the dossier (default: the built-in)"
_UPGRADE = "Rewrite a dossier of the old form (low / mode / high) in place; print what only the analyst can say."


class UsageError(ValueError):
    """Words on the command line that cannot be taken."""


def parser(description: str) -> argparse.ArgumentParser:
    """Return what reads the command line."""
    whole = argparse.ArgumentParser(prog="python -m components.cli", description=description)
    commands = whole.add_subparsers(dest="command", required=True)

    def command(name: str, text: str, *, dossier: bool = True) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        if dossier:
            added.add_argument("--dossier", type=Path, default=None, help=_DOSSIER)
        return added

    command("check", "Report every problem of a dossier, with file and line.")
    evaluated = _assuming(command("evaluate", "Print what follows from a dossier under a set of assumptions."))
    evaluated.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    exported = _assuming(command("export", "Write one figure to a file."))
    exported.add_argument("figure", nargs="?", help="name of the figure")
    exported.add_argument("--list", action="store_true", help="list the figures and their options")
    exported.add_argument("--format", default=None, metavar="ENDING", help="such as png (default: that of FILE)")
    exported.add_argument("--dark", action="store_true", help="dark colours")
    # No long form: --output is an option of figures.
    exported.add_argument("-o", dest="output", type=Path, default=None, metavar="FILE")
    packed = _assuming(command("pack", "Write a briefing pack: figures, report, slides, scenario."))
    packed.add_argument("--figures", default=None, metavar="A,B", help="figures to put in (default: all)")
    packed.add_argument("--progress", action="store_true", help="print each step with the share done")
    packed.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    written = _assuming(command("sheet", "Write a dossier or scenario as a spreadsheet (XLSX)."))
    written.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    _importing(command("import", "Read a spreadsheet (XLSX or CSV); say what it changes, and write that."))
    verified = command("verify", "Make a pack's numbers again and say what differs; status 1 if anything does.")
    verified.add_argument("pack", type=Path, metavar="PACK", help="a briefing pack, ZIP")
    compared = command("since", "Say what changed in inputs and outcomes between two packs or scenarios.")
    compared.add_argument("old", type=Path, metavar="OLD", help="a pack, or a scenario as YAML")
    compared.add_argument("new", type=Path, nargs="?", metavar="NEW", help="the same (default: the source's values)")
    begun = command("new", "Write a small dossier to start from.", dossier=False)
    begun.add_argument("folder", type=Path, metavar="DIR", help="folder that does not exist yet, or is empty")
    upgraded = command("upgrade", _UPGRADE, dossier=False)
    upgraded.add_argument("folder", type=Path, metavar="DIR", help="folder of the dossier, rewritten in place")
    return whole


def _assuming(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a command take a scenario."""
    added.add_argument("--scenario", type=Path, default=None, metavar="FILE", help="YAML, as a pack holds it")
    added.add_argument("--set", action="append", default=[], metavar="ID=VALUE", help="an assumption's value")
    added.add_argument("--cell", action="append", default=[], metavar="CELL=VALUE", help=f"a cell's value: {LIKE}")
    for key, came in SIGNPOSTS.items():
        text = f"a signpost taken {'to have come' if came else 'not to have come'}"
        added.add_argument(f"--{key}", action="append", default=[], metavar="ID", help=text)
    added.add_argument("--as-of", type=_date, default=None, metavar="DATE", help="nothing later counts")
    added.add_argument(
        "--draws", type=int, default=None, metavar="N", help=f"draws behind every number (default {DRAWS})"
    )
    return added


def _importing(added: argparse.ArgumentParser) -> None:
    added.add_argument("sheet", type=Path, metavar="SHEET")
    added.add_argument(
        "--scale",
        action="append",
        default=[],
        metavar="COLUMN=LOW:HIGH",
        help="scale of a column, such as salience=0:10",
    )
    target = added.add_mutually_exclusive_group()
    target.add_argument("-o", "--output", type=Path, default=None, metavar="SCENARIO", help="write it as a scenario")
    target.add_argument(
        "--write", type=Path, default=None, metavar="DIR", help="write it as a dossier, in a new folder"
    )


def _date(text: str) -> dt.date:
    try:
        return written.date(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2025-08-08") from None


def dossier_of(arguments: argparse.Namespace) -> Dossier:
    """Return the dossier that the command line, the environment or nobody names."""
    return load(folder_of(arguments))


def folder_of(arguments: argparse.Namespace) -> Path:
    """Return where the dossier lies."""
    return arguments.dossier or default()


def scenario_of(arguments: argparse.Namespace, dossier: Dossier) -> Scenario:
    """Return the scenario that the command line asks for: that of ``--scenario``, with what else is given on top.

    Raises
    ------
    ScenarioError
        Where ``--scenario`` cannot be read.
    UsageError
        Where ``--set`` or ``--cell`` is not ``id=number``.
    """
    base, warnings = Scenario(), tuple[str, ...]()
    if arguments.scenario:
        from components.exports.scenario import read_scenario

        base, warnings = read_scenario(arguments.scenario, dossier)
    for warning in warnings:
        say(warning, sys.stderr)
    values = {**base.assumptions, **_given("set", arguments.set, "id")}
    cells = {**base.cells, **_given("cell", arguments.cell, "actor.issue.position")}
    draws = base.draws if arguments.draws is None else arguments.draws
    signposts = {**base.signposts}
    for key, came in SIGNPOSTS.items():
        signposts |= dict.fromkeys(getattr(arguments, key), came)
    return Scenario(values, arguments.as_of or base.as_of, draws, base.seed, signposts, cells)


def _given(word: str, items: Sequence[str], like: str) -> dict[str, float]:
    """Read ``--word id=number`` as often as it was given."""
    found: dict[str, float] = {}
    for item in items:
        key, sign, text = item.partition("=")
        try:
            found[key.strip()] = written.number(text)
        except ValueError:
            sign = ""
        if not (sign and key.strip()):
            raise UsageError(f"--{word} {item}: write it as {like}=number, such as --{word} {key or like}=55")
    return found


def options_of(rest: Sequence[str]) -> dict[str, str]:
    """Read the figure's own options, ``--name value`` or ``--name=value``."""
    options: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        name, sign, value = word.partition("=")
        if not name.startswith("--"):
            raise UsageError(f"unknown word {word!r}; a figure's options read --name value")
        options[name[2:].replace("-", "_")] = value if sign else next(words, "")
    return options


def check_own(options: dict[str, str], dossier: Dossier) -> None:
    """Refuse an option of the analyst's own that cannot be read, or that nothing asks for.

    A page takes what it can from an address; who writes a command wants to know.
    """
    from components.model.own import OWN, decode

    if "own" not in options:
        return
    _, problems = decode(options["own"], dossier)
    if problems:
        raise UsageError(f"--own: {'; '.join(problems)}")
    if OWN not in (options.get("option"), options.get("compare")):
        raise UsageError(f"--own shows nothing without --option {OWN} or --compare {OWN}")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print lines, whatever a dossier put into them: nothing in them steers the terminal."""
    lines = "\n".join(map(escaped, text.split("\n")))
    (stream or sys.stdout).write(f"{lines}\n")
