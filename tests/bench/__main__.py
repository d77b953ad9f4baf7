"""Measure the sections named on the command line, all of them where none is, and print one table."""

from __future__ import annotations

import sys
from importlib import import_module

SECTIONS = ("engine", "exports", "loading", "browser", "load")
"""Modules of this package, each with ``rows()``: name, repetitions, p50, p95, target."""


def main() -> int:
    """Print a row as soon as it is measured; 2 for an unknown section."""
    chosen = sys.argv[1:] or SECTIONS
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        print(f"unknown section {unknown[0]}; choose from {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    print(f"{'what (unit)':52} {'n':>4} {'p50':>9} {'p95':>9}  target")
    for name in chosen:
        print(f"--- {name}")
        for what, count, p50, p95, target in import_module(f"tests.bench.{name}").rows():
            print(f"{what:52} {count:4} {p50:9.3g} {p95:9.3g}  {target}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
