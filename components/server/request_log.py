"""A line of JSON a request, in the file that ``PARLEY_REQUESTS`` names, with nothing in it about who asked."""

from __future__ import annotations

import datetime as dt
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from components.ui.lines import append

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILE: Final = "PARLEY_REQUESTS"
LONGEST: Final = 200
"""Characters of a path; what is longer is none of ours."""
_SESSION: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""Names of sessions and of their uploads, which stand in paths."""
_STATUS: Final = {"websocket.accept": 101, "websocket.close": 403}
"""What the answers to a websocket's first request come to: taken, or refused."""


class RequestLog:
    """ASGI middleware that notes every request once its answer begins.

    Parameters
    ----------
    app : ASGI application
        What answers.
    file : str
        Where the lines go.

    Raises
    ------
    OSError
        If nothing can be written there: the server does not start.
    """

    def __init__(self, app: ASGIApp, file: str) -> None:
        Path(file).open("a", encoding="utf-8").close()
        self._app, self._file = app, file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        is_noted = False

        def note(status: int) -> None:
            nonlocal is_noted
            if not is_noted:
                is_noted = True
                self._note(scope, status, time.perf_counter() - began)

        async def noting(message: Message) -> None:
            if not is_noted:
                note(message["status"] if "status" in message else _STATUS[message["type"]])
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            note(500)
            raise

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        line = {
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "method": scope.get("method", "GET"),
            "path": _SESSION.sub("…", scope["path"])[:LONGEST],
            "status": status,
            "milliseconds": round(1000 * seconds, 1),
        }
        # A full disk is no reason to take the pages away.
        with suppress(OSError):
            append(self._file, line)
