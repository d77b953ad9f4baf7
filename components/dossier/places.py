"""Where a dossier's files lie: in a folder, in a ZIP, or in memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from components.dossier.archive import ArchiveError, unpacked
from components.dossier.problems import DossierError, Problem
from components.dossier.reader import SIZE_LIMIT, read_bytes

BUILT_IN: Final = Path(__file__).resolve().parents[2] / "data"
NAMED: Final = "PARLEY_DOSSIER"
"""Environment variable that names another dossier."""


def default() -> Path:
    """Return where the dossier lies while nobody says so: as the environment names it, or the built-in folder."""
    return Path(os.environ.get(NAMED) or BUILT_IN)


class Place(Protocol):
    """Gives a dossier's files by name."""

    def names(self) -> list[str]:
        """Return the names at the top, sorted."""
        ...

    def has(self, name: str) -> bool:
        """Say whether something goes by a name."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file; `DossierError` where it cannot be read."""
        ...


class Folder:
    """A folder of files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_dir():
            what = "is not a folder; name the folder that holds dossier.yaml, or its ZIP"
            raise DossierError([Problem(str(path), None, "", what if path.exists() else "does not exist")])

    def names(self) -> list[str]:
        """Return the names at the top, sorted."""
        return sorted(path.name for path in self.path.iterdir())

    def has(self, name: str) -> bool:
        """Say whether something goes by a name."""
        path = self.path / name
        return path.exists() or path.is_symlink()

    def read(self, name: str) -> bytes:
        """Return a file; `DossierError` where it lies elsewhere, is too large, or cannot be read."""
        return read_bytes(self.path, name)


class Held:
    """Files in memory: nothing can lead out of them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def names(self) -> list[str]:
        """Return the names at the top, sorted."""
        return sorted(name for name in self.files if "/" not in name)

    def has(self, name: str) -> bool:
        """Say whether a file goes by a name."""
        return name in self.files

    def read(self, name: str) -> bytes:
        """Return a file; `DossierError` where there is none."""
        if name not in self.files:
            raise DossierError([Problem(name, None, "", "is missing")])
        if len(self.files[name]) > SIZE_LIMIT:
            what = f"is larger than {SIZE_LIMIT / 1e3:g} kB, the most a dossier file may have"
            raise DossierError([Problem(name, None, "", what)])
        return self.files[name]


def place_of(path: str | Path | Mapping[str, bytes]) -> Place:
    """Return where the files of a folder, of a ZIP or of a mapping lie.

    Raises
    ------
    DossierError
        If there is no such folder, or the ZIP may not be unpacked.
    """
    if isinstance(path, Mapping):
        return Held(path)
    file = Path(path)
    return Held(files_in(file.name, file.read_bytes())) if _is_archive(file) else Folder(file)


def files_in(name: str, content: bytes) -> dict[str, bytes]:
    """Return the files of a dossier's ZIP, by name within the dossier.

    Whoever packs a folder packs its name too, and some systems add files of their own: the dossier is what lies beside
    the outermost ``dossier.yaml``.

    Raises
    ------
    DossierError
        If it is no ZIP, may not be unpacked, or holds no dossier.
    """
    try:
        files = unpacked(content)
    except ArchiveError as error:
        raise DossierError([Problem(name, None, "", str(error))]) from error
    tops = [file.removesuffix("dossier.yaml") for file in files if f"/{file}".endswith("/dossier.yaml")]
    if not tops:
        raise DossierError([Problem(name, None, "", "holds no dossier.yaml; pack the folder of a dossier")])
    top = min(tops, key=lambda folder: (folder.count("/"), folder))
    return {file.removeprefix(top): held for file, held in files.items() if file.startswith(top)}


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip" and path.is_file()
