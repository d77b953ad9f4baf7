"""Every check of the project, one after the other: ``python -m tests``.

Arguments are passed on to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    [BIN / "ruff", "check"],
    [BIN / "ruff", "format", "--check"],
    [BIN / "mypy"],
    [BIN / "lint-imports", "--no-cache"],
    # Last, so that its closing line is the last thing read.
    # One more worker than cores: browsers, packs and servers are waited for.
    [sys.executable, "-m", "pytest", "-n", str((os.cpu_count() or 1) + 1), "-q", *sys.argv[1:]],
)


def main() -> int:
    """Run all checks, report each, and return 1 if any failed."""
    failed = False
    for command in CHECKS:
        print("+", *(Path(word).name if isinstance(word, Path) else word for word in command[:4]), flush=True)
        failed |= subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
