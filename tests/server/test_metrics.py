"""Open tabs are counted, and redraws timed from asking to their end, whatever a tab and the server say meanwhile."""

from __future__ import annotations

import asyncio
import socket
import urllib.request

import pytest
from prometheus_client import REGISTRY
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.server import metrics

ASK = BackMsg()
ASK.rerun_script.query_string = "page=x"
HEARTBEAT = BackMsg(app_heartbeat=True)


def end(status: int) -> bytes:
    message = ForwardMsg(hash="0" * 32, script_finished=status)
    message.metadata.run.script_run_id = ""
    return message.SerializeToString()


DONE, FRAGMENT, AGAIN = (
    end(ForwardMsg.FINISHED_SUCCESSFULLY),
    end(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY),
    end(ForwardMsg.FINISHED_EARLY_FOR_RERUN),
)
CHART = ForwardMsg(page_info_changed={"query_string": "x" * 500}).SerializeToString()


def counted(*said: BackMsg | bytes) -> int:
    """Return how many redraws are timed while a tab and the server (whose words are bytes) speak."""

    async def app(_scope, receive, send) -> None:
        assert REGISTRY.get_sample_value("parley_sessions") == before[0] + 1
        for words in said:
            if isinstance(words, bytes):
                await send({"type": "websocket.send", "bytes": words})
            else:
                await receive()

    async def receive() -> dict:
        return {"type": "websocket.receive", "bytes": next(heard).SerializeToString()}

    async def send(message: dict) -> None:
        assert message["bytes"] in said

    heard = (words for words in said if isinstance(words, BackMsg))
    names = ("parley_sessions", "parley_redraw_seconds_count")
    before = [REGISTRY.get_sample_value(name) for name in names]
    asyncio.run(metrics.Redraws(app)({"type": "websocket"}, receive, send))
    after = [REGISTRY.get_sample_value(name) for name in names]
    assert after[0] == before[0]
    return int(after[1] - before[1])


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ((ASK, CHART, DONE), 1),
        ((ASK, CHART, FRAGMENT, ASK, DONE), 2),
        ((ASK, AGAIN, DONE), 1),
        ((ASK, ASK, DONE), 1),
        ((HEARTBEAT, DONE), 0),
        ((ASK, CHART), 0),
        ((DONE,), 0),
    ],
)
def test_a_redraw_is_counted_once_it_has_ended(said: tuple, count: int) -> None:
    assert counted(*said) == count


def test_what_is_no_message_goes_on_to_who_refuses_it() -> None:
    assert not metrics._asks(b"\xff\xff")


def test_they_are_served_while_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv(metrics.PORT, str(port))
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/metrics", headers={"Accept": "application/openmetrics-text"}
    )
    with metrics.served():
        text = urllib.request.urlopen(asked, timeout=10).read().decode()
    assert "# TYPE parley_redraw_seconds histogram" in text
    for name in ("parley_sessions", "parley_packs_queued", "parley_packs_made_total"):
        assert f"\n{name} " in text
    assert text.endswith("# EOF\n")
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(asked, timeout=10)


@pytest.mark.parametrize("port", ["metrics", "99999"])
def test_what_is_no_port_stops_the_start(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(metrics.PORT, port)
    with pytest.raises(SystemExit, match=port), metrics.served():
        pass
