"""Answers a page while a slider is dragged: the strip's cells and the charts in front, without a run of the script.

A run costs the browser several passes through all elements of the page; this costs it the marks that move.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, StreamingResponse

from components.figures import REGISTRY, Context, FigureError
from components.model import evaluate
from components.ui import chart, front, panel
from components.ui.strip.cells import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from components.ui.front import Front

MOST: Final = 65_536
"""Longest message, in bytes."""
PATIENCE: Final = 10
"""Longest wait for a message, in seconds."""
_FREE: Final = BoundedSemaphore(2)
"""Answered at once. Whoever finds the server busy gets nothing: the page follows in any case."""


async def live(request: Request) -> Response:
    """Answer what follows from values, for what stands in front of the page that asks."""
    try:
        async with asyncio.timeout(PATIENCE):
            message = await _read(request)
    except (ClientDisconnect, TimeoutError):
        message = None
    if message is None:
        return JSONResponse({"error": "the message is not of the kind that the assumption panel sends"}, 400)
    found = front.find(str(message.get("token")))
    if found is None:
        return JSONResponse({"error": "no open page has this token"}, 404)
    # A proxy that collects an answer would hold back what is ready.
    return StreamingResponse(_lines(found, message), 200, {"X-Accel-Buffering": "no"}, "application/x-ndjson")


async def _read(request: Request) -> dict[str, Any] | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            return None
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or not isinstance(message.get("drawn"), dict):
        return None
    return message if panel.is_message(message.get("state")) else None


def _lines(found: Front, message: dict[str, Any]) -> Iterator[str]:
    """Yield the answer as lines of JSON, each sent as it is ready: the strip's cells, then chart by chart.

    None where the server is busy. Asked here, lest an answer that nobody waits for any more keep the place.
    """
    if not _FREE.acquire(blocking=False):
        return
    try:
        for part in _parts(found, message["state"], message["drawn"]):
            yield json.dumps({"number": message["state"]["number"], **part}, ensure_ascii=False) + "\n"
    finally:
        _FREE.release()


def _parts(found: Front, state: Mapping[str, Any], drawn: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    scenario = panel.read(found.dossier, state)
    results = evaluate(found.dossier, scenario)
    yield {"cells": [asdict(cell) for cell in cells(results)]}
    context = Context(found.dossier, scenario, results, found.mode)
    for key, lead in tuple(found.leads.items()):
        try:
            told = chart.told(found.figure(key, lead, context), REGISTRY[lead.name].summary)
        except FigureError:
            continue  # The page says why there is none.
        if drawn.get(key) == told["id"]:
            del told["spec"]
        yield {"chart": key, **told}
