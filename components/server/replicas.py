"""Several servers behind one address on this machine: ``python -m components.server.replicas N``.

SIGHUP restarts them one after the other, SIGTERM and SIGINT end them. ``--print`` prints nginx's configuration for a
site of its own instead.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from streamlit import config

from components.server.metrics import PORT

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 120
"""Longest wait for a replica to become ready, in seconds."""
_FIRST: Final = 8501


@dataclass
class Replicas:
    """Servers of the same dossier and store, on ports of their own.

    Attributes
    ----------
    ports : list of int
        One a replica.
    base : str
        Path below which they answer.
    """

    ports: list[int]
    base: str
    _running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    _secret: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)

    def start(self) -> None:
        """Start all, and wait until each is ready."""
        for port in self.ports:
            self._start(port)
        for port in self.ports:
            self._await(port)

    def restart(self) -> None:
        """Restart one after the other: the others answer meanwhile."""
        for port in self.ports:
            self._stop(port)
            self._start(port)
            self._await(port)

    def stop(self) -> None:
        """End all."""
        for port in [*self._running]:
            self._stop(port)

    def _start(self, port: int) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
        command += ["--server.address=localhost", f"--server.baseUrlPath={self.base}", "--server.fileWatcherType=none"]
        # One secret: what a replica signed, such as who signed in, the others must be able to read.
        environment = {"STREAMLIT_SERVER_COOKIE_SECRET": self._secret, **os.environ}
        if first := environment.get(PORT):
            # Each counts for itself.
            environment[PORT] = str(int(first) + self.ports.index(port))
        self._running[port] = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own words

    def _await(self, port: int) -> None:
        address = "/".join(filter(None, (f"http://localhost:{port}", self.base, "api/health")))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._running[port].poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                    if json.load(answer)["status"] == "ok":
                        return
            except (OSError, ValueError):
                time.sleep(0.2)
        raise SystemExit(f"the replica on port {port} does not answer {address}")

    def _stop(self, port: int) -> None:
        process = self._running.pop(port)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def configuration(ports: Sequence[int], listen: str, base: str, folder: Path | None = None) -> str:
    """Return nginx's configuration.

    Parameters
    ----------
    ports : sequence of int
        Of the replicas.
    listen : str
        Address and port.
    base : str
        Path below which the dashboard stands, without slashes.
    folder : Path, optional
        Where a server of its own keeps its files; without it, for inclusion in a site's ``http`` block.
    """
    templates = Environment(
        loader=PackageLoader("components.server", "deploy"),
        autoescape=False,  # noqa: S701 - nginx's configuration is no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return templates.get_template("nginx.conf.jinja").render(
        ports=ports,
        listen=listen,
        base=f"{base}/" if base else "",
        name="localhost" if folder else "parley.example.org",
        folder=folder,
        trusted=[*config.get_option("server.trustedUserHeaders")],
        # A little more than what is uploaded: the form around it.
        megabytes=config.get_option("server.maxUploadSize") + 1,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the replicas until told to end, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m components.server.replicas", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="how many")
    parser.add_argument("--port", type=int, default=8080, help="port of this machine at which they answer")
    parser.add_argument("--base", default="parley", help="path below which they answer (default: parley)")
    parser.add_argument("--print", action="store_true", help="print nginx's configuration for a site, and end")
    given = parser.parse_args(argv)
    if not 1 <= given.count <= 64:
        parser.error("N lies between 1 and 64")
    base = given.base.strip("/")
    if given.print:
        sys.stdout.write(configuration([_FIRST + number for number in range(given.count)], "443 ssl", base))
        return 0
    if not (nginx := shutil.which("nginx") or shutil.which("/usr/sbin/nginx")):
        parser.error("nginx is not installed; on Debian: apt-get install nginx-light")
    return _run(nginx, given.count, given.port, base)


def _run(nginx: str, count: int, port: int, base: str) -> int:
    replicas = Replicas(_free_ports(count), base)
    with TemporaryDirectory(prefix="parley-") as name:
        written = Path(name) / "nginx.conf"
        written.write_text(configuration(replicas.ports, f"127.0.0.1:{port}", base, Path(name)), encoding="utf-8")
        told = SimpleQueue[int]()
        for each in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda number, _: told.put(number))
        front = None
        try:
            replicas.start()
            front = subprocess.Popen([nginx, "-p", name, "-c", str(written), "-g", "daemon off;"])  # noqa: S603
            print(f"http://localhost:{port}/{base}", flush=True)  # noqa: T201 - what the user started it for
            while told.get() == signal.SIGHUP:
                replicas.restart()
        finally:
            if front is not None:
                front.terminate()
                front.wait()
            replicas.stop()
    return 0


def _free_ports(count: int) -> list[int]:
    """Return ports nobody hears, all different as they are held together."""
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


if __name__ == "__main__":
    sys.exit(main())
