from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from components.server import middleware, routes

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


async def _asked(target: str, caller: str, body: bytes | None) -> Answer:
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [],
        "client": (caller, 1),
        "server": ("localhost", 80),
        "scheme": "http",
        "root_path": "",
    }
    sent: list[dict] = []

    said = iter([{"type": "http.request", "body": body or b"", "more_body": False}])

    async def receive() -> dict:
        # The caller stays until it is answered.
        return next(said, None) or await asyncio.get_running_loop().create_future()

    async def send(message: dict) -> None:
        sent.append(message)

    await Starlette(routes=routes(), middleware=middleware())(scope, receive, send)
    start, given = sent[0], b"".join(each.get("body", b"") for each in sent[1:])
    return Answer(start["status"], {key.decode(): value.decode() for key, value in start["headers"]}, given)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Callable[..., Answer]:
    """Ask the server's routes, without a server; each test is a caller of its own."""

    def asked(target: str, dossier: str | Path = "data", body: bytes | None = None) -> Answer:
        monkeypatch.setenv("PARLEY_DOSSIER", str(ROOT / dossier))
        return asyncio.run(_asked(target, request.node.name, body))

    return asked
