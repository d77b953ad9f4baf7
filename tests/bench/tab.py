"""A tab without a browser: it speaks to the server as Streamlit's frontend does, and draws nothing."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.request import urlopen

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

AHEAD = 0.25
"""Seconds for which the panel waits, as in its script."""
SLIDER = "us_leverage"
"""Assumption that is moved, from 0 to 100."""


class ShownError(RuntimeError):
    """The server showed an error."""


class Tab:
    """An open tab.

    Parameters
    ----------
    address : str
        Of the server.
    connection : ClientConnection
        Its websocket.
    """

    def __init__(self, address: str, connection: ClientConnection) -> None:
        self._address = address
        self._connection = connection
        self._token = ""
        self._widgets: dict[str, str] = {}
        self._number = 0

    async def draw(self, *widgets: WidgetState) -> float:
        """Ask for a redraw and wait for its end; return the seconds it took."""
        asked = BackMsg()
        asked.rerun_script.widget_states.widgets.extend(widgets)
        began = time.perf_counter()
        await self._connection.send(asked.SerializeToString())
        async for raw in self._connection:
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._note(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return time.perf_counter() - began
        raise ShownError("the connection was closed")

    def _note(self, element) -> None:
        """Remember the widgets that are used here."""
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise ShownError(element.exception.message)
        if kind == "slider":
            self._widgets["slider"] = element.slider.id
        elif kind == "button" and element.button.id.endswith("-make-pack"):
            self._widgets["pack"] = element.button.id
        elif kind == "bidi_component" and element.bidi_component.id.endswith("-panel"):
            self._widgets["panel"] = element.bidi_component.id
            self._token = json.loads(element.bidi_component.json)["live"]

    async def move(self) -> float:
        """Move a slider somewhere; return the seconds until the page is drawn."""
        self._number += 1
        value = random.randint(0, 1000) / 10
        if "panel" in self._widgets:
            moved = {"values": {SLIDER: value}, "signposts": {}, "cells": {}, "number": self._number}
            began = time.perf_counter()
            await asyncio.to_thread(self._ask, moved)
            panel = self._widgets["panel"]
            told = json.dumps([{"event": "moved", "value": moved}])
            events = WidgetState(id=_make_trigger_id(panel, "events"), json_trigger_value=told)
            await self.draw(WidgetState(id=panel, json_value="{}"), events)
            return time.perf_counter() - began
        state = WidgetState(id=self._widgets["slider"])
        state.double_array_value.data.append(round(value))
        return await self.draw(state)

    def _ask(self, moved: dict) -> None:
        """Ask for what stands in front, ahead of the page, for as long as the panel waits."""
        message = json.dumps({"token": self._token, "state": moved, "drawn": {}})
        with suppress(OSError), urlopen(f"{self._address}/api/live", message.encode(), timeout=AHEAD) as answer:
            answer.read()

    async def ask_for_pack(self) -> float:
        """Press the button that makes the pack."""
        return await self.draw(WidgetState(id=self._widgets["pack"], trigger_value=True))


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Tab]:
    """Open a tab and wait until its page is drawn."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    # No browser pings: a busy server is slow, not gone.
    async with connect(
        stream, subprotocols=["streamlit"], max_size=None, open_timeout=120, ping_interval=None
    ) as connection:
        tab = Tab(address, connection)
        await tab.draw()
        yield tab
