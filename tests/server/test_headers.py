"""Every answer carries the security headers, and the policy lets in what the pages need, no more."""

from __future__ import annotations

import pytest

from components.server import headers


def policy() -> dict[str, str]:
    parts = headers.security()["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    headers.security.cache_clear()


@pytest.mark.parametrize("target", ["/api/health", "/api/evaluate?draws=0", "/nowhere"])
def test_every_answer_carries_them(ask, target: str) -> None:
    found = ask(target).headers
    for name, value in headers.security().items():
        assert found[name.lower()] == value


def test_scripts_are_files_or_the_pages_own() -> None:
    allowed = policy()["script-src"].split()
    assert {"'self'", "blob:"} <= set(allowed)
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(allowed)
    assert len([each for each in allowed if each.startswith("'sha256-")]) == len(allowed) - 2 > 0
    assert policy()["default-src"] == policy()["connect-src"] == "'self'"


def test_frames_are_the_sites_own_and_those_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert policy()["frame-ancestors"] == "'self'"
    headers.security.cache_clear()
    monkeypatch.setenv(headers.FRAMES, "https://portal.example.org http://localhost:8000")
    assert policy()["frame-ancestors"] == "'self' https://portal.example.org http://localhost:8000"


@pytest.mark.parametrize("named", ["portal", "https://a.example; script-src *", "'unsafe-inline'", "javascript:"])
def test_what_is_no_origin_is_refused(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(headers.FRAMES, named)
    with pytest.raises(SystemExit, match="no origin"):
        headers.frames()
