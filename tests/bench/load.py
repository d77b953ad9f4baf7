"""How many at once: sliders moved in many tabs, alone and while packs are made; memory as tabs come and go."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import numpy as np
from websockets.exceptions import WebSocketException

from tests.bench.server import MINIMAL, ROOT, Server, server
from tests.bench.tab import ShownError, Tab, opened

TABS = 50
PACE = 2.0
"""Seconds from a tab's move to its next one, or longer where the answer takes longer."""
SECONDS = 60.0
PACKS = 10
VISITS = 200
AT_ONCE = 10
"""Tabs opened at the same time."""


@dataclass
class Moved:
    """What came of moving sliders.

    Attributes
    ----------
    taken : list of float
        Milliseconds of each answer.
    errors : list of Exception
        One a tab that could not go on.
    megabytes : list of float
        Of the server and what it started, now and then.
    """

    taken: list[float] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Milliseconds within which 95 of 100 answers came."""
        return float(np.quantile(self.taken, 0.95))


async def _moved(app: Server, packs: int) -> Moved:
    """Open tabs, then move the slider in each; some ask for a pack before."""
    found, gate = Moved(), asyncio.Semaphore(AT_ONCE)
    async with AsyncExitStack() as stack:

        async def open_one() -> Tab:
            async with gate:
                return await stack.enter_async_context(opened(app.address))

        tabs = await asyncio.gather(*(open_one() for _ in range(TABS)))
        for tab in tabs[:packs]:
            await tab.move()
            await tab.ask_for_pack()
        watching = asyncio.create_task(_watch(found, app))
        await asyncio.gather(*(_move(found, tab) for tab in tabs))
        watching.cancel()
    return found


async def _move(found: Moved, tab: Tab) -> None:
    # Not all at the same moment.
    await asyncio.sleep(PACE * random.random())
    end = time.monotonic() + SECONDS
    try:
        while (began := time.monotonic()) < end:
            found.taken.append(1000 * await tab.move())
            await asyncio.sleep(max(0.0, began + PACE - time.monotonic()))
    except (OSError, ShownError, WebSocketException) as error:
        found.errors.append(error)


async def _watch(found: Moved, app: Server) -> None:
    while True:
        found.megabytes.append(await asyncio.to_thread(lambda: app.megabytes_in_all))
        await asyncio.sleep(5)


async def _visited(app: Server, count: int) -> None:
    """Open tabs and close them again."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def visit() -> None:
        async with gate, opened(app.address):
            pass

    await asyncio.gather(*(visit() for _ in range(count)))


def rows() -> Iterator[tuple[str, int, float, float, str]]:
    """Measure and yield rows: name, repetitions, p50, p95, target."""
    with server(MINIMAL) as minimal:
        base = asyncio.run(_moved(minimal, 0))
    yield from _told(f"slider in {TABS} tabs, minimal app", base, "")
    with server(ROOT / "app.py") as app:
        alone = asyncio.run(_moved(app, 0))
        times = f"{alone.p95 / base.p95:.1f} × minimal (aim p95 ≤ 3 ×), 0 errors"
        yield from _told(f"slider in {TABS} tabs", alone, times)
    with server(ROOT / "app.py") as app:
        busy = asyncio.run(_moved(app, PACKS))
        times = f"{busy.p95 / alone.p95:.1f} × without (aim p95 ≤ 2 ×), 0 errors, ≤ 1000 MB in all"
        yield from _told(f"slider in {TABS} tabs, {PACKS} packs asked for", busy, times)
    for name, script in (("minimal app", MINIMAL), ("app", ROOT / "app.py")):
        with server(script) as app:
            asyncio.run(_visited(app, VISITS))
            before = app.megabytes
            asyncio.run(_visited(app, VISITS))
            yield (
                f"memory by {VISITS} visits more, {name} (MB)",
                VISITS,
                app.megabytes - before,
                app.megabytes,
                "≤ 20 MB",
            )


def _told(what: str, found: Moved, target: str) -> Iterator[tuple[str, int, float, float, str]]:
    yield f"{what} (ms)", len(found.taken), float(np.median(found.taken)), found.p95, target
    yield f"  errors {[*map(repr, found.errors[:3])]}", len(found.errors), 0, 0, ""
    yield (
        "  memory in all (MB): median, most",
        len(found.megabytes),
        float(np.median(found.megabytes)),
        max(found.megabytes),
        "",
    )
