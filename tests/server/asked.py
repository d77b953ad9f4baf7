"""One request to the server's routes, without a server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

from components.server import middleware, routes


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(target: str, caller: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Return what a caller gets; a body is posted."""
    return asyncio.run(_asked(target, caller, body, headers or {}))


async def _asked(target: str, caller: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(key.encode(), value.encode("latin-1")) for key, value in {"host": "localhost", **headers}.items()],
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
