"""Answers a page while a slider is dragged: the strip's cells and the charts in front, without a run of the script.

A run costs the browser several passes through all elements of the page; this costs it the marks that move.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final

import anyio.to_thread
from starlette.responses import JSONResponse

from components.figures import REGISTRY, Context, FigureError
from components.model import evaluate
from components.ui import chart, front, panel
from components.ui.strip.cells import cells

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from components.ui.front import Front

MOST: Final = 65_536
"""Longest message, in bytes."""
_FREE: Final = BoundedSemaphore(2)
"""Answered at once. Whoever finds the server busy does without: the page follows in any case."""


async def live(request: Request) -> Response:
    """Answer what follows from values, for what stands in front of the page that asks."""
    message = await _read(request)
    if message is None:
        return JSONResponse({"error": "the message is not of the kind that the assumption panel sends"}, 400)
    found = front.find(str(message.get("token")))
    if found is None:
        return JSONResponse({"error": "no open page has this token"}, 404)
    if not _FREE.acquire(blocking=False):
        return JSONResponse({"error": "the server is busy"}, 503)
    try:
        return JSONResponse(await anyio.to_thread.run_sync(partial(_answer, found, message)))
    finally:
        _FREE.release()


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


def _answer(found: Front, message: dict[str, Any]) -> dict[str, Any]:
    state, drawn = message["state"], message["drawn"]
    scenario = panel.read(found.dossier, state)
    results = evaluate(found.dossier, scenario)
    context = Context(found.dossier, scenario, results, found.mode)
    charts = {}
    for key, lead in tuple(found.leads.items()):
        try:
            told = chart.told(found.figure(key, context), REGISTRY[lead.name].summary)
        except FigureError:
            continue  # The page says why there is none.
        if drawn.get(key) == told["id"]:
            del told["spec"]
        charts[key] = told
    return {"number": state["number"], "cells": [asdict(cell) for cell in cells(results)], "charts": charts}
