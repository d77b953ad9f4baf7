"""Who has not signed in sees how to, and nothing of the dossier."""

from __future__ import annotations

import pytest

from components.ui import visitor
from components.ui.words import plain
from tests.app import app as new

ONE = {"client_id": "parley"}


@pytest.mark.parametrize(
    ("section", "buttons"),
    [
        ({"redirect_uri": "x", **ONE}, ["Sign in"]),
        ({"redirect_uri": "x", "google": ONE, "client_kwargs": {"scope": "openid"}}, ["Sign in with google"]),
        ({**ONE, "[x](y)": ONE}, ["Sign in", f"Sign in with {plain('[x](y)')}"]),
    ],
)
def test_each_provider_has_a_button_and_nothing_else_is_shown(
    monkeypatch: pytest.MonkeyPatch, section: dict, buttons: list[str]
) -> None:
    monkeypatch.setattr(visitor, "get_secrets_auth_section", lambda: section)
    app = new().run()
    assert not app.exception
    assert [button.label for button in app.button] == buttons
    assert [item.value for item in app.title] == ["Parley"]
    assert not app.get("bidi_component")


def test_a_proxy_that_passes_no_name_on_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    option = visitor.config.get_option
    passed_on = {"server.trustedUserHeaders": {"X-Forwarded-User": "name"}}
    monkeypatch.setattr(visitor.config, "get_option", lambda name: passed_on.get(name, option(name)))
    monkeypatch.setattr(visitor, "name", lambda: None)
    app = new().run()
    assert not app.exception
    assert "through the site's sign-in" in app.markdown[0].value
    assert not app.get("bidi_component")
