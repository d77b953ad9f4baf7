"""Changed links as a browser opens them."""

from __future__ import annotations

import functools
from contextlib import ExitStack
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from tests.bench.browser import CHROMIUM, FLAGS
from tests.bench.server import ROOT, server
from tests.hostile import trials

OPEN = ExitStack()
"""Server and browser, for whoever ends the run."""
STILL = 1500
"""Milliseconds for which what arrives late may still fail."""


@functools.cache
def _started() -> tuple[str, Browser]:
    address = OPEN.enter_context(server(ROOT / "app.py")).address
    running = OPEN.enter_context(sync_playwright())
    browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    OPEN.callback(browser.close)
    return address, browser


def _own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", f"ws{address.removeprefix('http')}/", "data:", f"blob:{address}/"))


def browsed(seed: int) -> str:
    """Open a page by a changed link; nothing may fail, leave the machine, run, or be stopped by the policy."""
    path, query = trials.address(seed)
    address, browser = _started()
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda asked: _own(asked.url, address) or errors.append(f"asked for {asked.url}"))
    page.on("console", lambda said: "Content Security Policy" in said.text and errors.append(said.text))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    try:
        page.goto(f"{address}/{path}?{urlencode(query, errors='surrogatepass')}")
        page.locator("h1").first.wait_for(timeout=60_000)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
        page.wait_for_timeout(STILL)
        assert not errors, errors
        assert not page.get_by_test_id("stException").count(), "an error is shown"
    finally:
        page.close()
    return "shown"
