"""Every request leaves a line where a file is named, with nothing in it about who asked."""

from __future__ import annotations

import asyncio
import json
import uuid
from pathlib import Path

import pytest

from components.server import request_log
from components.server.request_log import RequestLog


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    found = tmp_path / "requests.jsonl"
    monkeypatch.setenv(request_log.FILE, str(found))
    return found


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def passed(file: Path, scope: dict, *messages: dict, fails: bool = False) -> list[dict]:
    """Let the log note an application that answers with these messages; return what came through."""
    through: list[dict] = []

    async def app(_scope, _receive, send) -> None:
        for message in messages:
            await send(message)
        if fails:
            raise ZeroDivisionError

    async def receive() -> dict:
        return {}

    async def send(message: dict) -> None:
        through.append(message)

    asyncio.run(RequestLog(app, str(file))(scope, receive, send))
    return through


def test_a_request_is_one_line(ask, file: Path) -> None:
    ask("/api/evaluate?set=us_lever=50&author=Ada")
    ask("/nowhere")
    first, second = lines(file)
    assert set(first) == {"at", "method", "path", "status", "milliseconds"}
    assert (first["method"], first["path"], first["status"]) == ("GET", "/api/evaluate", 400)
    assert first["milliseconds"] >= 0
    assert first["at"].endswith("+00:00")
    assert second["status"] == 404


def test_nothing_tells_who_asked(ask, file: Path) -> None:
    session = uuid.uuid4()
    ask(f"/_stcore/upload_file/{session}/{uuid.uuid4()}?name=Ada")
    text = file.read_text(encoding="utf-8")
    assert "/_stcore/upload_file/…/…" in text
    for each in (str(session), "Ada", "test_nothing_tells_who_asked"):
        assert each not in text


def test_a_connection_is_noted_when_it_is_taken_or_refused(file: Path) -> None:
    scope = {"type": "websocket", "path": "/_stcore/stream"}
    messages = [{"type": "websocket.accept"}, {"type": "websocket.send"}, {"type": "websocket.close"}]
    assert passed(file, scope, *messages) == messages
    passed(file, scope, {"type": "websocket.close"})
    assert [line["status"] for line in lines(file)] == [101, 403]


def test_an_answer_that_fails_is_noted(file: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        passed(file, {"type": "http", "method": "POST", "path": "/a" * 400}, fails=True)
    (line,) = lines(file)
    assert (line["method"], line["status"], len(line["path"])) == ("POST", 500, request_log.LONGEST)


def test_a_full_disk_stops_nobody(ask, file: Path, monkeypatch) -> None:
    monkeypatch.setattr(request_log, "append", lambda *_: (_ for _ in ()).throw(OSError("no space left")))
    assert ask("/nowhere").status == 404
    monkeypatch.undo()
    assert lines(file) == []


def test_a_file_that_cannot_be_written_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no_such_folder"):
        RequestLog(None, str(tmp_path / "no_such_folder" / "requests.jsonl"))
