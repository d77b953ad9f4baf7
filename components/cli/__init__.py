"""Command line: check a dossier, evaluate it, export its figures, pack a briefing, work in a spreadsheet.

``python -m components.cli check | evaluate | export | pack | verify | since | sheet | import | new | upgrade``: same
engine, same figures as the dashboard.
Exit status 0, or 2 with the problems on standard error; ``verify`` 1 where something differs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from components import wording
from components.arguments import (
    UsageError,
    check_own,
    dossier_of,
    folder_of,
    options_of,
    parser,
    say,
    scenario_of,
)
from components.aside import aside
from components.dossier import DossierError
from components.dossier.problems import escaped
from components.dossier.upgrade import upgrade
from components.files import Stopped, check_target, write_folder, write_whole
from components.model import evaluate
from components.model.document import document
from components.model.lines import lines

if TYPE_CHECKING:
    from components.dossier import Dossier
    from components.sheets import Preview

# Charts and their renderers take longer to import than evaluate takes to run: only the commands that draw import them.


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process where left out.
    """
    reader = parser(__doc__ or "")
    arguments, rest = reader.parse_known_args(argv)
    if rest and arguments.command != "export":
        reader.error(f"unknown words: {' '.join(rest)}")
    try:
        if arguments.command == "export":
            return _export(arguments, rest)
        return _RUN[arguments.command](arguments)
    except (DossierError, ValueError) as error:
        # Words, scenarios and figures that cannot be taken, and sound dossiers that ask for the impossible, such as
        # an issue whose weights are all zero.
        say(str(error), sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror or error}", sys.stderr)
    return 2


def _upgrade(arguments: argparse.Namespace) -> int:
    done = upgrade(arguments.folder)
    say(f"rewritten: {', '.join(done.changed) or 'nothing'}")
    for question in done.questions:
        say(f"  ? {question}")
    for problem in done.problems:
        say(str(problem), sys.stderr)
    return 2 if done.problems else 0


def _check(arguments: argparse.Namespace) -> int:
    dossier = dossier_of(arguments)
    say(
        f"{escaped(dossier.header.title)}: no problems. {wording.count(len(dossier.actors), 'actor')}, "
        f"{wording.count(len(dossier.issues), 'issue')}, {wording.count(len(dossier.cells), 'position')}, "
        f"{wording.count(len(dossier.assumptions), 'assumption')}, {wording.count(len(dossier.nodes), 'node')}."
    )
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    dossier = dossier_of(arguments)
    results = evaluate(dossier, scenario_of(arguments, dossier))
    if arguments.json:
        say(json.dumps(document(results), ensure_ascii=False, allow_nan=False))
        return 0
    for line in lines(results):
        say(line)
    return 0


def _export(arguments: argparse.Namespace, rest: list[str]) -> int:
    from components.exports import FORMATS, render, stamp_of
    from components.figures import Context, build
    from components.figures.core import listed

    if arguments.output is not None:
        check_target(arguments.output)
    dossier = dossier_of(arguments)
    scenario = scenario_of(arguments, dossier)
    context = Context(dossier, scenario, evaluate(dossier, scenario), "dark" if arguments.dark else "light")
    if arguments.list:
        say(listed(context))
        return 0
    if arguments.figure is None or arguments.output is None:
        raise UsageError("say which figure and where to: export FIGURE -o FILE (export --list names the figures)")
    kind = arguments.format or arguments.output.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise UsageError(f"{kind or 'no ending'}: choose --format from {wording.names(FORMATS, 'or')}")
    options = options_of(rest)
    check_own(options, dossier)
    figure = build(arguments.figure, context, **options)
    _warn_of_fonts(dossier)
    return _write(arguments.output, lambda: render(figure, stamp_of(context, figure), kind))


def _verify(arguments: argparse.Namespace) -> int:
    from components.exports.manifest import told, verify

    verdict = verify(arguments.pack.read_bytes(), dossier_of(arguments))
    for line in told(verdict):
        say(line)
    return 1 if verdict.differences else 0


def _since(arguments: argparse.Namespace) -> int:
    from components.exports.since import since

    dossier = dossier_of(arguments)
    old, new = (_state(path, dossier) for path in (arguments.old, arguments.new))
    changes = since(old, new, dossier)
    for head, told in (("inputs", changes.inputs), ("outcomes", changes.outcomes)):
        say(f"{head}: {wording.count(len(told), 'change')}")
        for line in told:
            say(f"  {line}")
    return 0


def _state(path: Path | None, dossier: Dossier) -> Mapping[str, Any]:
    """Return what a pack or scenario says; the source's values without a file."""
    from components.exports.manifest import state
    from components.exports.since import state_of

    if path is None:
        return state(evaluate(dossier))
    found, warnings = state_of(path.name, path.read_bytes(), dossier)
    for warning in warnings:
        say(warning, sys.stderr)
    return found


def _pack(arguments: argparse.Namespace) -> int:
    if arguments.progress and hasattr(os, "nice"):
        # Whoever follows the progress has something else running, such as the dashboard: its pages come first, but a
        # busy machine must not starve the pack.
        os.nice(5)

    return _write(arguments.output, lambda: aside(_packed, arguments))


def _packed(arguments: argparse.Namespace) -> bytes:
    from components.exports.pack import make_pack
    from components.figures import Context

    dossier = dossier_of(arguments)
    scenario = scenario_of(arguments, dossier)
    names = (
        None if arguments.figures is None else [name.strip() for name in arguments.figures.split(",") if name.strip()]
    )
    context = Context(dossier, scenario, evaluate(dossier, scenario))
    _warn_of_fonts(dossier)
    return make_pack(context, names, _told if arguments.progress else None)


def _warn_of_fonts(dossier: Dossier) -> None:
    from components.exports.fonts import warning

    if told := warning(dossier.characters):
        say(told, sys.stderr)


def _sheet(arguments: argparse.Namespace) -> int:
    from components import sheets

    dossier = dossier_of(arguments)
    scenario = scenario_of(arguments, dossier)
    scenario.check(dossier)
    return _write(arguments.output, lambda: sheets.write(dossier, scenario))


def _import(arguments: argparse.Namespace) -> int:
    from components import sheets
    from components.exports.scenario import scenario_yaml

    if arguments.output:
        check_target(arguments.output)
    preview, folder = _read_sheet(arguments)
    for line in sheets.lines(preview):
        say(line)
    sheets.check(preview, as_scenario=bool(arguments.output))
    if arguments.output:
        dossier = dossier_of(arguments)
        scenario = sheets.scenario_of(preview)
        scenario.check(dossier)
        return _write(arguments.output, lambda: scenario_yaml(dossier, scenario).encode())
    if arguments.write:
        write_folder(arguments.write, sheets.dossier_files(preview, folder or sheets.beginning(arguments.sheet.stem)))
    return 0


def _read_sheet(arguments: argparse.Namespace) -> tuple[Preview, Path | None]:
    """Read a sheet against its dossier; a table of somebody's own, where no dossier is named, makes a new one."""
    from components import sheets

    content, folder = sheets.file_bytes(arguments.sheet), folder_of(arguments)
    scales = sheets.scales(arguments.scale)
    dossier = dossier_of(arguments)
    preview = sheets.read(arguments.sheet.name, content, dossier, scales)
    if arguments.dossier or arguments.output or preview.made_for == dossier.slug:
        return preview, folder
    if preview.made_for:
        raise UsageError(f"{arguments.sheet}: was made from {preview.made_for}; name its folder with --dossier")
    return sheets.read(arguments.sheet.name, content, None, scales), None


def _new(arguments: argparse.Namespace) -> int:
    from components.sheets import example

    write_folder(arguments.folder, example())
    say(f"{arguments.folder}: two actors and one issue to start from; change its files, then check them")
    return 0


def _write(path: Path, make: Callable[[], bytes]) -> int:
    """Write what is made to a file, and return the exit status."""
    check_target(path)
    try:
        write_whole(path, make())
    except Stopped as stop:
        say(f"{path}: stopped; it was not written", sys.stderr)
        return stop.status
    return 0


def _told(share: float, step: str) -> None:
    say(f"{round(share, 2)} {step}")
    sys.stdout.flush()


_RUN: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "check": _check,
    "evaluate": _evaluate,
    "pack": _pack,
    "verify": _verify,
    "since": _since,
    "sheet": _sheet,
    "import": _import,
    "new": _new,
    "upgrade": _upgrade,
}
