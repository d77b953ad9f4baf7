"""What a user waits for: redraws in the browser, cold start, memory of a session."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.server import MINIMAL, ROOT, Server, server

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PRESSES = 20
SESSIONS = 8
PAGES = (
    ("briefing", "US leverage over Moscow"),
    ("actors", "US leverage over Moscow"),
    ("concessions", "US leverage over Moscow"),
    ("ultimatum", "US leverage over Moscow"),
    ("assumptions?output=p_ceasefire", "US leverage over Moscow"),
)

CHART = ":is([data-testid=stVegaLiteChart], .parley-chart)"
"""A chart, of the minimal app or ours."""

# Notes when a key or button goes down, when any chart was first touched after it, and when the run of the script ended.
WATCH = """
() => {
  window.bench = {down: 0, first: 0, whole: 0};
  for (const kind of ['keydown', 'mousedown'])
    document.addEventListener(kind, () => { window.bench = {down: performance.now(), first: 0, whole: 0}; }, true);
  new MutationObserver(changes => {
    for (const change of changes) {
      const node = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      if (node && node.closest('CHART') && !window.bench.first) window.bench.first = performance.now();
    }
  }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  const app = document.querySelector('[data-testid=stApp]');
  new MutationObserver(() => {
    if (app.dataset.testScriptState === 'notRunning') window.bench.whole = performance.now();
  }).observe(app, {attributes: true});
}
"""


# Counts how often the strip and any chart change, changes within 40 ms being one.
COUNT = """
() => {
  const counted = window.counted = {strip: 0, chart: 0};
  const watch = (node, name) => {
    let last = 0;
    new MutationObserver(() => {
      if (performance.now() - last > 40) counted[name] += 1;
      last = performance.now();
    }).observe(node, {subtree: true, childList: true, attributes: true, characterData: true});
  };
  watch(document.querySelector('.st-key-strip [data-testid=stBidiComponentIsolated]').shadowRoot, 'strip');
  for (const chart of document.querySelectorAll('CHART')) watch(chart, 'chart');
}
"""
DRAG = 1.0
"""Seconds of a drag."""


@dataclass
class Redraws:
    """How long redraws took, in milliseconds from the key or button.

    Attributes
    ----------
    first, whole : list of float
        Until the first chart was redrawn, and until the script had ended.
    """

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Open an address in a session of its own and wait for its first chart."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    first_chart(page)
    try:
        yield page
    finally:
        context.close()


def first_chart(page: Page) -> None:
    """Wait until a chart is drawn."""
    page.locator(f"{CHART} :is(svg, canvas)").first.wait_for()


def redraws(page: Page, slider: str | None) -> Redraws:
    """Press an arrow key on a slider and return how long chart and page took, press by press."""
    page.wait_for_timeout(1500)
    page.evaluate(WATCH.replace("CHART", CHART))
    handle = page.get_by_role("slider", name=slider) if slider else page.get_by_role("slider").first
    handle.focus()
    return _timed(page, lambda number: handle.press("ArrowRight" if number % 2 == 0 else "ArrowLeft"))


def drags(page: Page, slider: str) -> dict[str, int]:
    """Drag a slider for a second and return how often strip and charts changed meanwhile."""
    page.wait_for_timeout(1500)
    place = page.get_by_role("slider", name=slider).bounding_box()
    if place is None:
        raise LookupError(f"no slider {slider!r} is seen")
    y, left, width = place["y"] + place["height"] / 2, place["x"] + 7, place["width"] - 14
    page.evaluate(COUNT.replace("CHART", CHART))
    page.mouse.move(left + 0.35 * width, y)
    page.mouse.down()
    began = time.perf_counter()
    while (gone := (time.perf_counter() - began) / DRAG) < 1:
        page.mouse.move(left + (0.35 + 0.5 * gone) * width, y)
    counted: dict[str, int] = page.evaluate("window.counted")
    page.mouse.up()
    page.wait_for_timeout(1500)
    return counted


def other_views(page: Page) -> Redraws:
    """Choose between two views of the map and return how long chart and page took, click by click."""
    page.wait_for_timeout(1500)
    page.evaluate(WATCH.replace("CHART", CHART))
    choices = page.locator(".st-key-view").get_by_role("radio")
    return _timed(page, lambda number: choices.nth(1 - number % 2).click())


def _timed(page: Page, act: Callable[[int], None]) -> Redraws:
    found = Redraws()
    for number in range(PRESSES + 3):
        act(number)
        page.wait_for_function("() => window.bench.first && window.bench.whole")
        # What ends early may run again.
        page.wait_for_timeout(400)
        if number >= 3:
            found.first.append(page.evaluate("window.bench.first - window.bench.down"))
            found.whole.append(page.evaluate("window.bench.whole - window.bench.down"))
    return found


def rows() -> Iterator[tuple[str, int, float, float, str]]:
    """Measure and yield rows: name, repetitions, p50, p95, target."""
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with server(MINIMAL) as minimal:
            cold, warm = (_opening(browser, minimal) for _ in range(2))
            with opened(browser, minimal.address) as page:
                base = redraws(page, None)
        for what, taken in (("redraw", base.first), ("  its whole page", base.whole)):
            yield f"{what}, minimal app (ms)", len(taken), statistics.median(taken), _p95(taken), ""
        yield "first chart of a ready server, minimal app (s)", 1, cold, cold, ""
        yield "  a second time (s)", 1, warm, warm, ""
        with server(ROOT / "app.py") as app:
            yield "cold start to health ok (s)", 1, app.seconds_to_health, app.seconds_to_health, ""
            for what, minimal_took in (("first chart of a ready server (s)", cold), ("  a second time (s)", warm)):
                taken = _opening(browser, app)
                yield what, 1, taken, taken, f"{taken / minimal_took:.2f} × minimal (aim ≤ 1.5 ×, ≤ 3.5 s)"
            for path, slider in PAGES:
                with opened(browser, f"{app.address}/{'' if path == 'briefing' else path}") as page:
                    found = redraws(page, slider)
                    counted = drags(page, slider)
                yield from _against(f"redraw, {path}", found, base)
                for what, count in counted.items():
                    yield f"{what} while dragged for a second, {path} (changes)", 1, count, count, "≥ 5"
            with opened(browser, f"{app.address}/concessions") as page:
                yield from _against("another view of the map", other_views(page), base)
            yield _memory(browser, app)
        browser.close()


def _opening(browser: Browser, app: Server) -> float:
    """Return the seconds from asking for the page to its first chart."""
    began = time.perf_counter()
    with opened(browser, app.address):
        return time.perf_counter() - began


def _against(name: str, found: Redraws, minimal: Redraws) -> Iterator[tuple[str, int, float, float, str]]:
    for what, taken, before, aim in (
        (name, found.first, minimal.first, "1.25 ×, p95 ≤ 2 ×"),
        ("  its whole page", found.whole, minimal.whole, "1.6 ×"),
    ):
        median, base = statistics.median(taken), statistics.median(before)
        yield f"{what} (ms)", len(taken), median, _p95(taken), f"{median / base:.2f} × minimal (aim ≤ {aim})"


def _memory(browser: Browser, app: Server) -> tuple[str, int, float, float, str]:
    before = app.megabytes
    contexts = [browser.new_context() for _ in range(SESSIONS)]
    for context in contexts:
        page = context.new_page()
        page.goto(app.address)
        first_chart(page)
        page.wait_for_timeout(1000)
    added = (app.megabytes - before) / SESSIONS
    for context in contexts:
        context.close()
    return "memory per added session (MB)", SESSIONS, added, added, "≤ 1 MB"


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[18]
