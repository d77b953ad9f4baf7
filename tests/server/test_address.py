"""The server starts for this machine alone, unless somebody says who else may come."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.server import address, sign_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_this_machine(name: str) -> None:
    assert address.is_loopback(name)


@pytest.mark.parametrize("name", [None, "", "0.0.0.0", "::", "192.168.0.7", "example.org", "localhost.example.org"])
def test_others(name: str | None) -> None:
    assert not address.is_loopback(name)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, option) -> pytest.MonkeyPatch:
    option("server.address", "0.0.0.0")
    monkeypatch.setattr(sign_in, "get_secrets_auth_section", dict)
    monkeypatch.delenv(address.OPEN, raising=False)
    return monkeypatch


def test_elsewhere_is_refused_with_what_to_do(elsewhere, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        address.check_address()
    assert end.value.code == 2
    said = capsys.readouterr().err
    for way in ("0.0.0.0", "--server.address=localhost", "[auth]", "trustedUserHeaders", "PARLEY_OPEN=1"):
        assert way in said


def test_elsewhere_is_served_once_people_sign_in(elsewhere) -> None:
    elsewhere.setattr(sign_in, "get_secrets_auth_section", lambda: {"redirect_uri": "https://parley.example.org"})
    address.check_address()


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_is_served_behind_a_proxy_that_signs_in(option) -> None:
    option("server.trustedUserHeaders", {"X-Forwarded-User": "name"})
    address.check_address()


def test_elsewhere_is_served_where_all_may_read(elsewhere) -> None:
    elsewhere.setenv(address.OPEN, "1")
    address.check_address()


def test_the_command_of_readme_ends_at_an_open_address() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=0"]
    environment = {key: value for key, value in os.environ.items() if key != address.OPEN}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 2
    assert "Parley does not start at 0.0.0.0" in ended.stderr
