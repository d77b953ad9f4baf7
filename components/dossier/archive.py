"""ZIPs from people: looked over before anything is unpacked, and unpacked into memory only."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from components import wording

LARGEST: Final = 10_000_000
"""Most bytes of a ZIP."""
UNPACKED: Final = 50_000_000
"""Most bytes of all that a ZIP holds."""
ENTRIES: Final = 1_000
"""Most files in a ZIP."""
RATIO: Final = 200
"""Most times that a file may be larger than what is stored of it; text seldom shrinks to a fiftieth."""
_SMALL: Final = 1_000_000
"""Bytes of a file up to which the ratio does not matter."""

_UNSOUND: Final = "is no sound ZIP; pack or save it again"
# A place before the file's beginning is a plain ValueError.
_BROKEN: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class ArchiveError(ValueError):
    """A ZIP that may not be unpacked; the message says why."""


def unpacked(content: bytes, most: int = UNPACKED) -> dict[str, bytes]:
    """Return the files of a ZIP by name; see `opened` and `content_of`.

    Nothing is written to disk, so a name cannot lead out of a folder; such names are refused all the same.
    """
    with opened(content, most=most) as archive:
        return {name: content_of(archive, name) for name in names_in(archive)}


def opened(content: bytes, *, largest: int = LARGEST, most: int = UNPACKED) -> ZipFile:
    """Return a ZIP whose own list of names and sizes is harmless.

    Parameters
    ----------
    content : bytes
        The ZIP.
    largest, most : int
        Most bytes of it, and of all that it holds.

    Raises
    ------
    ArchiveError
        If it is no ZIP, is too large, would unpack to too much, is locked, or names files outside itself.
    """
    if len(content) > largest:
        raise ArchiveError(f"is larger than {largest / 1e6:g} MB, the most that is read")
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise ArchiveError(_UNSOUND) from error
    _check([entry for entry in archive.infolist() if not entry.is_dir()], most)
    return archive


def names_in(archive: ZipFile) -> list[str]:
    """Return the names of a ZIP's files, without its folders."""
    return [entry.filename for entry in archive.infolist() if not entry.is_dir()]


def content_of(archive: ZipFile, name: str) -> bytes:
    """Return a file of an opened ZIP; `ArchiveError` where it is damaged.

    Reading ends at the size that was looked over, whatever the compressed bytes would give.
    """
    try:
        return archive.read(name)
    except _BROKEN as error:
        raise ArchiveError(_UNSOUND) from error


def _check(entries: list[ZipInfo], most: int) -> None:
    if len(entries) > ENTRIES:
        raise ArchiveError(f"holds {wording.count(len(entries), 'file')}; at most {ENTRIES} are read")
    if sum(entry.file_size for entry in entries) > most:
        raise ArchiveError(f"would unpack to more than {most / 1e6:g} MB, the most that is read")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise ArchiveError("holds two files of one name; pack it again")
    for entry in entries:
        if entry.flag_bits & 1:
            raise ArchiveError("is locked with a password; save it without one")
        if entry.file_size > max(_SMALL, RATIO * entry.compress_size):
            raise ArchiveError("is packed too tightly to be a document; it is not unpacked")
        parts = entry.filename.split("/")
        if entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in parts[0]:
            raise ArchiveError("names files outside itself; pack the folder again")
