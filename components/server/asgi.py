"""Which addresses answer besides the pages."""

from __future__ import annotations

import os
from typing import Final

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from components.server import api, health, live, metrics, request_log
from components.server.headers import Headers
from components.server.sign_in import Return

_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def routes() -> list[Route]:
    """Return the routes for probes and programs, below the base path of the pages."""
    base = config.get_option("server.baseUrlPath").strip("/")
    before = f"/{base}" if base else ""
    return [
        Route(f"{before}/api/health", health.health),
        Route(f"{before}/api/live", live.live, methods=["POST"]),
        Route(f"{before}/api/evaluate", api.evaluated),
        Route(f"{before}/api/figure/{{name}}.{{fmt}}", api.figure),
        Route(f"{before}/api/{{rest:path}}", api.unknown, methods=_METHODS),
    ]


def middleware() -> list[Middleware]:
    """Return what every request passes, outermost first."""
    found = [Middleware(Headers), Middleware(Return)]
    if file := os.environ.get(request_log.FILE):
        found.insert(0, Middleware(request_log.RequestLog, file))
    if os.environ.get(metrics.PORT):
        found.append(Middleware(metrics.Redraws))
    return found
