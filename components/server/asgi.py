"""Which addresses answer besides the pages."""

from __future__ import annotations

import os

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from components.server import api, health
from components.server.headers import Headers
from components.server.request_log import FILE, RequestLog


def routes() -> list[Route]:
    """Return the routes for probes and programs, below the base path of the pages."""
    base = config.get_option("server.baseUrlPath").strip("/")
    before = f"/{base}" if base else ""
    return [
        Route(f"{before}/api/health", health.health),
        Route(f"{before}/api/evaluate", api.evaluated),
        Route(f"{before}/api/figure/{{name}}.{{fmt}}", api.figure),
    ]


def middleware() -> list[Middleware]:
    """Return what every request passes, outermost first."""
    file = os.environ.get(FILE)
    return [*([Middleware(RequestLog, file)] if file else []), Middleware(Headers)]
