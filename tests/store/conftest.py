"""Stores of both kinds, each empty: a SQLite file, and a database of a PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from components.store import Draft, Store, open_store

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
DIGEST = "0123456789abcdef" * 4
DRAFT = Draft("Hawks", "why", "Ada", "canal", DIGEST, "assumptions: {toll: 5}\n")


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own, on loopback."""

    folder: Path
    port: int

    def run(self, program: str, *words: str) -> None:
        # PostgreSQL refuses to be run by root.
        other = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(BIN / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, timeout=60, **other)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        log = str(self.folder / "log.txt")
        self.run("pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", log, "-o", options)

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder / "data"))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://parley@127.0.0.1:{self.port}/{name}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start PostgreSQL; skip without it, except where tests decide about a change."""
    if BIN is None:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL under /usr/lib/postgresql")
        pytest.skip("no PostgreSQL under /usr/lib/postgresql")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Not below pytest's own folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="parley-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    made = Server(folder, port)
    try:
        made.run("initdb", "-D", str(folder / "data"), "-U", "parley", "-A", "trust", "--no-sync", "-E", "UTF8")
        made.start()
        yield made
        made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder' / 'store.db'}"
    server = request.getfixturevalue("server")
    name = f"store{next(_numbers)}"
    server.run("createdb", "-h", "127.0.0.1", "-p", str(server.port), "-U", "parley", name)
    return server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.database.close()
