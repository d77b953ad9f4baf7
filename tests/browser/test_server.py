"""What stands around the pages, as a browser meets it: restarts, frames, a base path."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE, ROOT, WATCH_CONNECTION, Screen, free_port, server

pytestmark = pytest.mark.browser

LEVERAGE = "US leverage over Moscow"
DATA = ROOT / "data"


@pytest.fixture
def visit(browser) -> Iterator:
    contexts = []

    def opened(address: str) -> Screen:
        contexts.append(browser.new_context(viewport={"width": 1400, "height": 1000}))
        contexts[-1].set_default_timeout(PATIENCE)
        screen = Screen(contexts[-1].new_page(), [])
        screen.page.goto(address)
        return screen

    yield opened
    for context in contexts:
        context.close()


def test_an_open_tab_outlives_a_restart_of_the_server(visit, tmp_path: Path) -> None:
    port = free_port()
    with server(DATA, tmp_path / "first.txt", port) as address:
        screen = visit(f"{address}/?us_leverage=55")
        screen.slider(LEVERAGE).wait_for()
        screen.settle()
        screen.press(LEVERAGE, "ArrowRight")
        assert screen.query == {"us_leverage": "56"}
        screen.page.evaluate(WATCH_CONNECTION)
    with server(DATA, tmp_path / "second.txt", port):
        screen.lives_on(LEVERAGE, 56)


def test_pages_links_and_files_work_below_a_base_path(visit, tmp_path: Path) -> None:
    with server(DATA, tmp_path / "log.txt", free_port(), base="parley") as address:
        screen = visit(f"{address}/actors?us_leverage=55")
        screen.slider(LEVERAGE).wait_for()
        screen.settle()
        assert screen.value(LEVERAGE) == 55
        screen.go("Ultimatum")
        assert "/parley/ultimatum?us_leverage=55" in screen.page.url
        panel = screen.more("ultimatum_tracker", "Export")
        with screen.page.expect_download() as download:
            panel.get_by_role("button", name="SVG").click()
        assert Path(download.value.path()).read_bytes().startswith(b"<svg")
        assert screen.page.request.get(f"{address}/api/health").json()["status"] == "ok"


@contextmanager
def _portal(folder: Path, framed: str, port: int) -> Iterator[str]:
    """Serve a page of another origin that shows an address in a frame."""
    (folder / "portal.html").write_text(f'<iframe src="{framed}" width="1300" height="900"></iframe>')
    handler = functools.partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as portal:
        threading.Thread(target=portal.serve_forever, daemon=True).start()
        yield f"http://localhost:{port}/portal.html"
        portal.shutdown()


@pytest.mark.parametrize("allowed", [True, False])
def test_only_a_named_origin_may_frame_the_dashboard(visit, tmp_path: Path, allowed: bool) -> None:
    port = free_port()
    named = {"PARLEY_FRAMES": f"http://localhost:{port}"} if allowed else {}
    with (
        server(DATA, tmp_path / "log.txt", free_port(), **named) as address,
        _portal(tmp_path, address, port) as portal,
    ):
        screen = visit("about:blank")
        if allowed:
            screen.page.goto(portal)
            screen.page.frame_locator("iframe").get_by_role("heading", level=1).wait_for()
        else:
            with screen.page.expect_console_message(lambda said: "frame-ancestors" in said.text):
                screen.page.goto(portal)
            assert screen.page.frame_locator("iframe").get_by_role("heading", level=1).count() == 0
