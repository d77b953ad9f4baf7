"""Files are written whole or not at all, and what is asked to stop stops tidily."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from types import FrameType
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold; the same in all of ours, lest two of one state differ."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files by name as a ZIP, the same bytes for the same files."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in sorted(files):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_STORED if name.endswith((".png", ".pptx")) else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return stream.getvalue()


class Stopped(SystemExit):
    """Work that a signal has ended.

    Parameters
    ----------
    number : int
        The signal.

    Attributes
    ----------
    status : int
        Exit status that shells give to what it ends.
    """

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__(self.status)


def check_target(path: Path) -> None:
    """Make sure, before any work is done, that a file can be written.

    Raises
    ------
    OSError
        Naming the file, if it is a folder or write-protected, or its folder is missing or closed to us.
    """
    folder = path.parent
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder; name a file", str(path))
    if path.exists():
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "may not be written; check its permissions", str(path))
        if not path.is_file():
            return
        folder = _place(path).parent
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {folder}; make it first", str(path))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, f"the folder {folder} may not be written to", str(path))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    The bytes go to a temporary name beside the target, which then takes the target's place. Whatever goes wrong on
    the way, a full disk or a signal, an old file stays as it is and the temporary one goes. A link is followed, an old
    file's permissions are kept, and what is no plain file (a pipe, a terminal) is written to directly.

    Parameters
    ----------
    path : Path
        The file, in a folder that exists.
    content : bytes
        All it shall hold.

    Raises
    ------
    OSError
        Naming the file, not the temporary one.
    Stopped
        If a signal came while it was written.
    """
    check_target(path)
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = _place(path)
    # A short name: one made from the target's could be too long.
    beside = target.with_name(f".{token_hex(8)}.part")
    with stoppable():
        try:
            with beside.open("xb") as stream:
                stream.write(content)
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            beside.replace(target)
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}; it was not written", str(path)) from error
        finally:
            beside.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder whole or not at all.

    Parameters
    ----------
    path : Path
        A folder that does not exist yet, or is empty, in one that exists.
    files : mapping of str to bytes
        All it shall hold, by name; names may lead into folders of their own.

    Raises
    ------
    OSError
        Naming the folder, if there is something already, or it cannot be written.
    Stopped
        If a signal came while it was written.
    """
    target = _place(path)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise FileExistsError(errno.EEXIST, "is there already; name a new folder", str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {target.parent}; make it first", str(path))
    beside = target.with_name(f".{token_hex(8)}.part")
    with stoppable():
        try:
            for name, content in files.items():
                file = beside / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            beside.replace(target)
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}; it was not written", str(path)) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _place(path: Path) -> Path:
    """Return where a path leads; renaming onto a link would replace the link."""
    return Path(os.path.realpath(path))


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a signal that ends the process raise `Stopped` within the block, so that what was begun is tidied up.

    Only the main thread hears signals; elsewhere nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    # Once is enough: a second signal must not interrupt the tidying up.
    for other in _SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(number)
