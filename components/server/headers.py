"""Security headers on every answer."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit
from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMES: Final = "PARLEY_FRAMES"
"""Environment variable: origins that may show the dashboard in a frame, besides its own."""
_INLINE: Final = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.*-]+(:\d+)?")


class Headers:
    """ASGI middleware that adds the headers of `security`.

    Parameters
    ----------
    app : ASGI application
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(security())
            await send(message)

        await self._app(scope, receive, with_headers)


@cache
def security() -> dict[str, str]:
    """Return the security headers by name.

    Nothing is taken from elsewhere and nothing sent there; scripts are files, or the one that Streamlit's page holds.
    """
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *_inline_scripts()]),
        # Streamlit writes its styles into the page.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(["'self'", *frames()]),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def frames() -> tuple[str, ...]:
    """Return the origins that may frame the dashboard.

    Raises
    ------
    SystemExit
        If one of them is no origin: in the header, it would end the policy.
    """
    named = tuple(os.environ.get(FRAMES, "").split())
    for origin in named:
        if not _ORIGIN.fullmatch(origin):
            raise SystemExit(f"{FRAMES}: {origin!r} is no origin; write it like https://portal.example.org")
    return named


def _inline_scripts() -> list[str]:
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashed = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return [f"'sha256-{base64.b64encode(each).decode()}'" for each in hashed]
