"""Files that get a line of JSON at a time, from several threads and servers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Final

_one_line: Final = Lock()


def append(file: str, line: Mapping[str, object]) -> None:
    """Write a line at the end of a file.

    The file is opened anew each time, so that it may be moved away while the server runs.
    """
    # One write a line, at the end of the file: so do the other replicas.
    with _one_line, Path(file).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")
