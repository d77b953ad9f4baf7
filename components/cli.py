"""Command line: check a dossier, evaluate it, export its figures, pack a briefing.

``python -m components.cli check | evaluate | export | pack | upgrade``: same engine, same figures as the dashboard.
Exit status 0, or 2 with the problems on standard error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from components import wording
from components.dossier import Dossier, DossierError, load
from components.dossier.problems import escaped
from components.dossier.upgrade import upgrade
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.rooms import room
from components.model.scenario import SIGNPOSTS
from components.model.scores import DRAWS

if TYPE_CHECKING:
    from components.figures import Context
    from components.model import Results

# Charts and their renderers take longer to import than evaluate takes to run: only the commands that draw import them.

BUILT_IN = Path(__file__).resolve().parent.parent / "data"
_UPGRADE = "Rewrite a dossier of the old form (low / mode / high) in place; print what only the analyst can say."


_ROOMS: Final = {
    "range": "range {}",
    "gap": "gap {}",
    "open": "what no deal gives is not known",
    "no_veto": "no veto players",
    "unheard": "no veto player holds a position",
}
"""What is said of an issue by whether it leaves room."""


class UsageError(ValueError):
    """Words on the command line that cannot be taken."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process where left out.
    """
    parser = _parser()
    arguments, rest = parser.parse_known_args(argv)
    if rest and arguments.command != "export":
        parser.error(f"unknown words: {' '.join(rest)}")
    try:
        if arguments.command == "export":
            return _export(arguments, rest)
        run = {"check": _check, "evaluate": _evaluate, "pack": _pack, "upgrade": _upgrade}[arguments.command]
        return run(arguments)
    except (DossierError, ValueError) as error:
        # Words, scenarios and figures that cannot be taken, and sound dossiers that ask for the impossible, such as
        # an issue whose weights are all zero.
        _say(str(error), sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _say(f"{error.filename or 'output'}: {error.strerror or error}", sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.cli", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        added.add_argument("--dossier", type=Path, default=None, help="folder of the dossier (default: the built-in)")
        return added

    command("check", "Report every problem of a dossier, with file and line.")
    for name, text in (
        ("evaluate", "Print what follows from a dossier under a set of assumptions."),
        ("export", "Write one figure to a file."),
        ("pack", "Write a briefing pack: figures, report, slides, scenario."),
    ):
        added = command(name, text)
        added.add_argument("--scenario", type=Path, default=None, metavar="FILE", help="YAML, as a pack holds it")
        added.add_argument("--set", action="append", default=[], metavar="ID=VALUE", help="an assumption's value")
        for key, came in SIGNPOSTS.items():
            text = f"a signpost taken {'to have come' if came else 'not to have come'}"
            added.add_argument(f"--{key}", action="append", default=[], metavar="ID", help=text)
        added.add_argument("--as-of", type=_date, default=None, metavar="DATE", help="nothing later counts")
        added.add_argument(
            "--draws", type=int, default=None, metavar="N", help=f"draws behind every number (default {DRAWS})"
        )
        if name == "evaluate":
            added.add_argument("--json", action="store_true", help="one JSON object instead of a table")
        elif name == "pack":
            added.add_argument("--figures", default=None, metavar="A,B", help="figures to put in (default: all)")
            added.add_argument("--progress", action="store_true", help="print each step with the share done")
            added.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        else:
            added.add_argument("figure", nargs="?", help="name of the figure")
            added.add_argument("--list", action="store_true", help="list the figures and their options")
            added.add_argument("--format", default=None, metavar="ENDING", help="such as png (default: that of FILE)")
            added.add_argument("--dark", action="store_true", help="dark colours")
            # No long form: --output is an option of figures.
            added.add_argument("-o", dest="output", type=Path, default=None, metavar="FILE")
    upgraded = commands.add_parser("upgrade", help=_UPGRADE, description=_UPGRADE, allow_abbrev=False)
    upgraded.add_argument("folder", type=Path, metavar="DIR", help="folder of the dossier, rewritten in place")
    return parser


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2025-08-08") from None


def _dossier(arguments: argparse.Namespace) -> Dossier:
    return load(arguments.dossier or os.environ.get("PARLEY_DOSSIER") or BUILT_IN)


def scenario_of(arguments: argparse.Namespace, dossier: Dossier) -> Scenario:
    """Return the scenario that the command line asks for: that of ``--scenario``, with what else is given on top.

    Raises
    ------
    ScenarioError
        Where ``--scenario`` cannot be read.
    UsageError
        Where ``--set`` is not ``id=number``.
    """
    base, warnings = Scenario(), tuple[str, ...]()
    if arguments.scenario:
        from components.exports.scenario import read_scenario

        base, warnings = read_scenario(arguments.scenario, dossier)
    for warning in warnings:
        _say(warning, sys.stderr)
    values = dict(base.assumptions)
    for item in arguments.set:
        key, sign, text = item.partition("=")
        try:
            values[key.strip()] = float(text)
        except ValueError:
            sign = ""
        if not (sign and key.strip()):
            raise UsageError(f"--set {item}: write it as id=number, such as --set {key or 'id'}=55")
    draws = base.draws if arguments.draws is None else arguments.draws
    signposts = {**base.signposts}
    for key, came in SIGNPOSTS.items():
        signposts |= dict.fromkeys(getattr(arguments, key), came)
    return Scenario(values, arguments.as_of or base.as_of, draws, base.seed, signposts)


def _upgrade(arguments: argparse.Namespace) -> int:
    done = upgrade(arguments.folder)
    print(f"rewritten: {', '.join(done.changed) or 'nothing'}")
    for question in done.questions:
        print(f"  ? {question}")
    for problem in done.problems:
        print(problem, file=sys.stderr)
    return 2 if done.problems else 0


def _check(arguments: argparse.Namespace) -> int:
    dossier = _dossier(arguments)
    _say(
        f"{escaped(dossier.header.title)}: no problems. {wording.count(len(dossier.actors), 'actor')}, "
        f"{wording.count(len(dossier.issues), 'issue')}, {wording.count(len(dossier.cells), 'position')}, "
        f"{wording.count(len(dossier.assumptions), 'assumption')}, {wording.count(len(dossier.nodes), 'node')}."
    )
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    dossier = _dossier(arguments)
    results = evaluate(dossier, scenario_of(arguments, dossier))
    if arguments.json:
        _say(json.dumps(document(results), ensure_ascii=False, allow_nan=False))
        return 0
    for line in _evaluated(results):
        _say(line)
    return 0


def _evaluated(results: Results) -> Iterator[str]:
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


def _export(arguments: argparse.Namespace, rest: list[str]) -> int:
    from components.exports import FORMATS, render, stamp_of
    from components.exports.files import check_target
    from components.figures import Context, build

    if arguments.output is not None:
        check_target(arguments.output)
    dossier = _dossier(arguments)
    scenario = scenario_of(arguments, dossier)
    context = Context(dossier, scenario, evaluate(dossier, scenario), "dark" if arguments.dark else "light")
    if arguments.list:
        _say(figure_list(context))
        return 0
    if arguments.figure is None or arguments.output is None:
        raise UsageError("say which figure and where to: export FIGURE -o FILE (export --list names the figures)")
    kind = arguments.format or arguments.output.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise UsageError(f"{kind or 'no ending'}: choose --format from {wording.names(FORMATS, 'or')}")
    options = _options(rest)
    check_own(options, dossier)
    figure = build(arguments.figure, context, **options)
    return _write(arguments.output, lambda: render(figure, stamp_of(context, figure), kind))


def _pack(arguments: argparse.Namespace) -> int:
    if arguments.progress and hasattr(os, "nice"):
        # Whoever follows the progress has something else running, such as the dashboard: its pages come first, but a
        # busy machine must not starve the pack.
        os.nice(5)
    from components.exports.aside import aside

    return _write(arguments.output, lambda: aside(_packed, arguments))


def _packed(arguments: argparse.Namespace) -> bytes:
    from components.exports.pack import make_pack
    from components.figures import Context

    dossier = _dossier(arguments)
    scenario = scenario_of(arguments, dossier)
    names = (
        None if arguments.figures is None else [name.strip() for name in arguments.figures.split(",") if name.strip()]
    )
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    return make_pack(context, names, _told if arguments.progress else None)


def _write(path: Path, make: Callable[[], bytes]) -> int:
    """Write what is made to a file, and return the exit status."""
    from components.exports.files import Stopped, check_target, write_whole

    check_target(path)
    try:
        write_whole(path, make())
    except Stopped as stop:
        _say(f"{path}: stopped; it was not written", sys.stderr)
        return stop.status
    return 0


def _say(text: str, stream: TextIO | None = None) -> None:
    """Print lines, whatever a dossier put into them: nothing in them steers the terminal."""
    print("\n".join(map(escaped, text.split("\n"))), file=stream)


def _told(share: float, step: str) -> None:
    print(round(share, 2), step, flush=True)


def _options(rest: Sequence[str]) -> dict[str, str]:
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


def figure_list(context: Context) -> str:
    """Return the figures the dossier has, each with its options and their values."""
    from components.figures import REGISTRY

    lines: list[str] = []
    for spec in REGISTRY.values():
        if not spec.available(context.dossier):
            continue
        lines.append(f"{spec.name:24} {spec.summary}")
        lines += [f"    --{option.name} {'|'.join(option.choices(context))}" for option in spec.options]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
