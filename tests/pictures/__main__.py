"""Take changed pictures over, and say what changed: ``python -m tests.pictures accept NAME… | all``."""

from __future__ import annotations

import argparse
import sys

from components.figures import REGISTRY
from tests.pictures.store import THEME, committed, drawn, pictures, stale, write
from tests.pictures.words import differences


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 where a name is unknown."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the figures whose pictures changed, and say how")
    accept = commands.add_parser("accept", help="commit what the figures draw now")
    accept.add_argument("names", nargs="+", metavar="NAME", help="a figure, 'theme', or 'all'")
    chosen = parser.parse_args(arguments)
    names = getattr(chosen, "names", ["all"])
    if unknown := set(names) - {*REGISTRY, THEME, "all"}:
        print(f"there is no figure {', '.join(sorted(unknown))}; choose from {', '.join(sorted(REGISTRY))}")
        return 1
    wanted = [pair for pair in pictures() if "all" in names or pair[1] in names]
    for dossier, figure in wanted:
        found, before = drawn(dossier, figure), committed(dossier, figure)
        if lines := differences(before, found):
            print(f"{figure} ({dossier})", *lines, sep="\n  ")
            if chosen.command == "accept":
                write(dossier, figure, found)
    if chosen.command == "accept" and "all" in names:
        for path in stale():
            print(f"{path.stem} ({path.parent.name})\n  no longer drawn")
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
