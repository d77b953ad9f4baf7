"""How busy the server is, as OpenMetrics, on a port of this machine that ``PARLEY_METRICS`` names."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from google.protobuf.message import DecodeError
from prometheus_client import REGISTRY, Gauge, Histogram, Metric, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.ui.packs import QUEUE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PORT: Final = "PARLEY_METRICS"
SESSIONS: Final = Gauge("parley_sessions", "Tabs that are open.")
REDRAWS: Final = Histogram(
    "parley_redraw_seconds",
    "From a tab's asking for a redraw until all of it is sent.",
    buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10),
)
_SHORT: Final = 64
"""Bytes beyond which no message says that a run has ended."""


class Packs(Collector):
    """Reads how the queue of packs stands."""

    def collect(self) -> Iterator[Metric]:
        """Yield what is asked for."""
        yield GaugeMetricFamily("parley_packs_queued", "Packs being made or waiting for it.", value=len(QUEUE))
        yield CounterMetricFamily("parley_packs_made", "Packs made since the start.", value=QUEUE.made)


REGISTRY.register(Packs())


class Redraws:
    """ASGI middleware that counts open tabs and times their redraws, by what they and the server say to each other.

    Parameters
    ----------
    app : ASGI application
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        asked: float | None = None

        async def hearing() -> Message:
            nonlocal asked
            message = await receive()
            # Who asks again meanwhile waits since the first time.
            if asked is None and _asks(message.get("bytes") or b""):
                asked = time.perf_counter()
            return message

        async def timing(message: Message) -> None:
            nonlocal asked
            await send(message)
            if asked is not None and _ends(message.get("bytes") or b""):
                REDRAWS.observe(time.perf_counter() - asked)
                asked = None

        with SESSIONS.track_inprogress():
            await self._app(scope, hearing, timing)


def _asks(message: bytes) -> bool:
    try:
        return bool(BackMsg.FromString(message).WhichOneof("type") == "rerun_script")
    except DecodeError:
        return False  # Streamlit closes the connection.


def _ends(message: bytes) -> bool:
    """Say whether a run has ended, and no other one takes its place."""
    if len(message) > _SHORT:
        return False
    found = ForwardMsg.FromString(message)
    is_end = found.WhichOneof("type") == "script_finished"
    return bool(is_end and found.script_finished != found.FINISHED_EARLY_FOR_RERUN)


@contextmanager
def served() -> Iterator[None]:
    """Answer on the port, where one is named, for this machine alone.

    Raises
    ------
    SystemExit
        If it is no port, or another program has it.
    """
    if not (port := os.environ.get(PORT)):
        yield
        return
    try:
        server, _ = start_http_server(int(port), "127.0.0.1")
    except (ValueError, OverflowError, OSError) as error:
        raise SystemExit(f"{PORT}: {port!r} cannot be used as port: {error}") from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
