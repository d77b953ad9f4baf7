"""Two replicas behind nginx: one address, visitors stay with theirs, and a rolling restart loses nobody."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.browser.conftest import PATIENCE, ROOT, WATCH_CONNECTION, Screen, free_port

pytestmark = pytest.mark.browser

LEVERAGE = "US leverage over Moscow"


@pytest.fixture
def replicas() -> Iterator[tuple[str, subprocess.Popen]]:
    if not (shutil.which("nginx") or shutil.which("/usr/sbin/nginx")):
        if os.environ.get("CI"):
            pytest.fail("no nginx")
        pytest.skip("no nginx")
    command = [sys.executable, "-m", "components.server.replicas", "2", f"--port={free_port()}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        said = iter(running.stdout.readline, "")
        # The replicas say addresses of their own before all are ready.
        address = next(line.strip() for line in said if line.startswith("http://"))
        drain = threading.Thread(target=running.stdout.read, daemon=True)
        drain.start()
        yield address, running
        running.terminate()
        drain.join(30)
    assert running.returncode == 0


def test_visitors_stay_with_theirs_over_a_rolling_restart(browser, replicas) -> None:
    address, running = replicas
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    screen = Screen(context.new_page(), [])
    screen.page.goto(f"{address}/?us_leverage=55")
    screen.slider(LEVERAGE).wait_for()
    screen.settle()
    assert [cookie["name"] for cookie in context.cookies() if cookie["name"] == "parley_replica"]
    failed: list[str] = []
    screen.page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 500 else None)
    screen.page.evaluate(WATCH_CONNECTION)
    running.send_signal(signal.SIGHUP)
    # Its own replica is one of the two: the tab loses it once, and finds the other or the new one.
    screen.lives_on(LEVERAGE, 55)
    assert screen.page.request.get(f"{address}/api/health").json()["status"] == "ok"
    assert not failed
    context.close()
