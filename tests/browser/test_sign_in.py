"""Sign-in at a provider of OpenID Connect, as a visitor meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE, ROOT, Screen, free_port, server

# The provider is of its own make, and speaks of what it will do without.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

WHO = "ada@example.org"
SHOWN = WHO.replace("@", "@.")
"""As a page shows it: something unseen keeps it from becoming a link."""
LEVERAGE = "US leverage over Moscow"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve the dashboard below a base path to those who sign in at a provider of its own."""
    from oidc_provider_mock import run_server_in_thread

    port = free_port()
    with run_server_in_thread() as provider:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "http://127.0.0.1:{port}/parley/oauth2callback"\n'
            f'cookie_secret = "{"of the test " * 4}"\n'
            'client_id = "parley"\nclient_secret = "of the test"\n'
            f'server_metadata_url = "http://localhost:{provider.server_port}/.well-known/openid-configuration"\n'
        )
        named = {"PARLEY_AUDIT": str(tmp_path / "audit.jsonl")}
        log = tmp_path / "log.txt"
        with server(ROOT / "data", log, port, f"--secrets.files={secrets}", base="parley", **named) as address:
            yield address


def test_who_signs_in_comes_to_the_link_and_keeps_under_the_own_name(browser, site: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    # The provider's page asks for a style sheet from elsewhere.
    context.route(re.compile(r"^https:"), lambda route: route.abort())
    page = context.new_page()
    violations: list[str] = []
    page.on("console", lambda said: "Content Security" in said.text and violations.append(said.text))

    link = f"{site}/actors?us_leverage=60"
    page.goto(link)
    page.get_by_role("button", name="Sign in").wait_for()
    assert "Kremlin" not in page.inner_text("body")
    assert context.request.get(f"{site}/api/evaluate").status == 401
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(WHO)
    page.get_by_role("button").first.click()

    slider = page.get_by_role("slider", name=re.compile(LEVERAGE))
    slider.wait_for()
    assert page.url == link
    assert slider.input_value() == "60"
    assert context.request.get(f"{site}/api/evaluate?set=us_leverage=60").json()["assumptions"]["us_leverage"] == 60

    page.goto(f"{site}/workbench?tab=saved")
    page.get_by_text(re.compile(rf"Kept under your name: {SHOWN}")).wait_for()
    page.locator(".st-key-header-menu button").first.click()
    page.get_by_text(re.compile(rf"Signed in as {SHOWN}")).wait_for()
    # The menu grows while its parts arrive; what is pressed then may move away.
    Screen(page, []).settle()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.get_by_role("button", name="Sign in").wait_for()
    assert context.request.get(f"{site}/api/evaluate").status == 401
    acts = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text().splitlines()]
    assert ("sign-in", WHO) in {(act["act"], act["who"]) for act in acts}
    assert not violations
    context.close()
