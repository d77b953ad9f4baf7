"""A server that is measured, and its yardstick."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import psutil

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = ROOT / "tests" / "bench" / "minimal_app.py"


@dataclass(frozen=True)
class Server:
    """A running Streamlit server."""

    address: str
    process: subprocess.Popen[bytes]
    seconds_to_health: float

    @property
    def megabytes(self) -> float:
        """Resident memory of the server."""
        return psutil.Process(self.process.pid).memory_info().rss / 2**20

    @property
    def megabytes_in_all(self) -> float:
        """Memory of the server and the processes it started, what they share counted once."""
        server = psutil.Process(self.process.pid)
        found = 0.0
        for process in (server, *server.children(recursive=True)):
            with suppress(psutil.Error):
                found += process.memory_full_info().pss / 2**20
        return found


@contextmanager
def server(script: Path) -> Iterator[Server]:
    """Start a Streamlit script and wait until its health probe says ok."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", "--server.headless=true"]
    process = subprocess.Popen(
        [*command, "--server.address=127.0.0.1"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        while not _healthy(address):
            time.sleep(0.02)
        yield Server(address, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except (URLError, OSError):
        return False
