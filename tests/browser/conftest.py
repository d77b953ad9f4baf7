"""The running app in a browser: a server a dossier, pages that fail on any error."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import parse_qsl, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60_000
"""Longest wait for anything, in milliseconds; a slow machine is no failure."""

NOTE_ASKED = """
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
    if (!this.noted) this.addEventListener("message", () => { window.asked = false; });
    this.noted = window.asked = true;
    return send.call(this, message);
};
const ask = window.fetch;
window.fetch = function (target, ...more) {
    // Once what stands in front is answered, the page is asked for.
    if (String(target).endsWith("/api/live")) window.asked = true;
    return ask.call(this, target, ...more);
};
"""
"""Notes whether the server owes the page a first answer: between a click and the run it asks for, nothing moves."""

QUIET = """() => new Promise(resolve => {
    const still = () => {
        const busy = document.querySelector("[data-testid=stSkeleton], [data-test-script-state=running]");
        const undrawn = [...document.querySelectorAll(".parley-chart:empty")].some(place => place.clientWidth);
        busy || undrawn || window.asked ? wait() : (watch.disconnect(), resolve());
    };
    let timer;
    const wait = () => { clearTimeout(timer); timer = setTimeout(still, 300); };
    const watch = new MutationObserver(wait);
    watch.observe(document.body, {childList: true, subtree: true, characterData: true});
    wait();
})"""
"""Resolves once nothing has been added, removed or rewritten for a while: parts arrive after the script has ended."""

WATCH_CONNECTION = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    window.states = [];
    new MutationObserver(() => window.states.push(app.dataset.testConnectionState)).observe(app, {attributes: true});
}"""
RECONNECTED = "() => window.states.some(state => state !== 'CONNECTED') && window.states.at(-1) === 'CONNECTED'"
"""Whether the page has lost its server since it was watched, and found it again."""

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Return a function that starts the app on a dossier, once, and gives its address."""
    with ExitStack() as stack:
        running: dict[Path, str] = {}

        def started(dossier: Path) -> str:
            if dossier not in running:
                log = tmp_path_factory.mktemp("server") / "log.txt"
                running[dossier] = stack.enter_context(server(dossier, log, free_port()))
            return running[dossier]

        yield started


def free_port() -> int:
    """Return a port of this machine that nobody hears."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def server(dossier: Path, log: Path, port: int, *options: str, base: str = "", **variables: str) -> Iterator[str]:
    """Start the app on a dossier at a port, with options and environment of its own, and give its address."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=127.0.0.1"]
    command += [f"--server.port={port}", "--server.fileWatcherType=none", f"--server.baseUrlPath={base}", *options]
    store = f"sqlite:///{log.with_name('store.db')}"
    environment = {**os.environ, "PARLEY_DOSSIER": str(dossier), "PARLEY_STORE": store, **variables}
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
            _await_health(address, process, log)
            yield address
        finally:
            process.terminate()


def _await_health(address: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(PATIENCE // 200):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    """Return Chromium; skip without it, except where tests decide about a change."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"no Chromium at {CHROMIUM}")
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Screen:
    """A page of the app in its own browser session."""

    page: object
    errors: list[str]

    @property
    def query(self) -> dict[str, str]:
        """The address's parameters."""
        return _query(self.page.url)

    def settle(self) -> None:
        """Wait until the app has run and the page has stopped changing."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
        self.page.evaluate(QUIET)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")

    def slider(self, label: str):
        """Return the handle of the slider with this label."""
        return self.page.get_by_role("slider", name=re.compile(re.escape(label)))

    def press(self, label: str, *keys: str) -> None:
        """Move a slider by keyboard."""
        handle = self.slider(label)
        handle.focus()
        for key in keys:
            handle.press(key)
        self.settle()

    def release(self, key: str) -> None:
        """Let go of a dragged slider, and wait until the address holds its value.

        An answer to what was dragged before may come first, so that the page alone does not tell that it has settled.
        """
        self.page.mouse.up()
        self._await_query(lambda query: key in query)

    def reads(self, query: dict[str, str]) -> None:
        """Wait until the address holds these choices and no others and the page has settled; fail if it never does."""
        from playwright.sync_api import TimeoutError as TookTooLongError

        with suppress(TookTooLongError):
            self._await_query(lambda found: found == query)
        assert self.query == query

    def _await_query(self, is_met: Callable[[dict[str, str]], bool]) -> None:
        self.page.wait_for_url(lambda url: is_met(_query(url)))
        self.settle()

    def press_until_answered(self, label: str, key: str) -> None:
        """Move a slider until the address follows: what is pressed before a new server's first answer may be lost."""
        before = self.query
        for _ in range(10):
            self.press(label, key)
            if self.query != before:
                return
        pytest.fail(f"the page does not follow {label} any more")

    def lives_on(self, label: str, value: int) -> None:
        """Wait until the page, watched by `WATCH_CONNECTION`, has a server again; it stays as it was, and moves."""
        from playwright.sync_api import expect

        self.page.wait_for_function(RECONNECTED)
        expect(self.slider(label)).to_have_value(str(value), timeout=PATIENCE)
        self.settle()
        (key,) = self.query
        assert self.query == {key: str(value)}
        self.press_until_answered(label, "ArrowRight")
        assert self.value(label) > value
        assert self.query == {key: f"{self.value(label):g}"}

    def value(self, label: str) -> float:
        """Return where a slider stands."""
        return float(self.slider(label).input_value())

    def go(self, title: str) -> None:
        """Choose a page along the top."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        self.settle()

    def more(self, figure: str, entry: str):
        """Open what lies behind a figure, and return the panel."""
        self.page.locator(f".st-key-figure-{figure}-more button").click()
        self.page.get_by_role("menuitem", name=entry).click()
        panel = self.page.locator(f".st-key-figure-{figure}-panel")
        panel.wait_for()
        return panel

    def shot(self, path: Path) -> None:
        """Save what is seen."""
        self.page.screenshot(path=str(path), full_page=True)


@pytest.fixture
def open_page(browser, serve) -> Iterator[Callable[..., Screen]]:
    """Open the app in a fresh session; afterwards fail on anything the browser complained about."""
    opened: list[tuple[object, Screen]] = []

    def open_(
        path: str = "/",
        *,
        dossier: str | Path = "data",
        width: int = 1400,
        scheme: str = "light",
        zone: str | None = None,
        **emulated: str,
    ) -> Screen:
        size = {"width": width, "height": 1000}
        context = browser.new_context(viewport=size, color_scheme=scheme, timezone_id=zone, **emulated)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_ASKED)
        screen = Screen(context.new_page(), [])
        opened.append((context, screen))
        _watch(screen)
        screen.page.goto(f"{serve(ROOT / dossier)}{path}")
        screen.page.locator("h1, [data-testid=stException]").first.wait_for()
        screen.settle()
        return screen

    yield open_
    errors = []
    for context, screen in opened:
        if screen.page.get_by_test_id("stException").count():
            screen.errors.append(f"exception shown: {screen.page.get_by_test_id('stException').first.inner_text()}")
        errors += screen.errors
        context.close()
    assert not errors, "\n".join(errors)


def violations(page, context: str | None = None) -> list[str]:
    """Return what axe-core finds serious or worse on a page or in a part of it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, context=context).response["violations"]
    grave = [item for item in found if item["impact"] in ("serious", "critical")]
    return [f"{item['id']}: {node['html'][:160]}" for item in grave for node in item["nodes"]]


def _watch(screen: Screen) -> None:
    """Note every console error, uncaught exception, failed request and request to somewhere else."""
    page = screen.page

    def note(text: str, url: str) -> None:
        # On an address with a path Streamlit first asks whether it is a server's base path; the refusal is expected.
        if not re.search(r"/[^/]+/_stcore/(health|host-config)$", url):
            screen.errors.append(f"{text} {url}")

    page.on("console", lambda said: note(said.text, said.location["url"]) if said.type == "error" else None)
    page.on("pageerror", lambda error: note(f"uncaught: {error}", page.url))
    page.on("requestfailed", lambda request: note(f"{request.failure}:", request.url))
    page.on("response", lambda answer: note(f"{answer.status}:", answer.url) if answer.status >= 400 else None)
    page.on("request", lambda request: note("went out:", request.url) if _leaves(request.url) else None)


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"
