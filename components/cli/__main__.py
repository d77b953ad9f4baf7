"""``python -m components.cli``. Apart from what it runs: the processes that draw a pack do not import it again."""

from __future__ import annotations

import sys

from components.cli import main

if __name__ == "__main__":
    sys.exit(main())
