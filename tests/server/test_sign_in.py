"""Where people sign in, programs must too; and who opened a link comes to it after sign-in, but nowhere else."""

from __future__ import annotations

import asyncio
import json
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import auth_util
from streamlit.runtime.secrets import Secrets
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components.server import sign_in
from components.ui import visitor

SECRET = "of the test"


@pytest.fixture
def provider(option, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let people sign in at a provider."""
    monkeypatch.setattr(sign_in, "get_secrets_auth_section", lambda: {"client_id": "parley"})
    monkeypatch.setattr(sign_in, "get_cookie_secret", lambda: SECRET)


def signed(user: object, secret: str = SECRET, name: str = sign_in.USER) -> dict[str, str]:
    value = create_signed_value(secret, name, json.dumps(user)).decode()
    return {"cookie": f"{sign_in.USER}={value}"}


BOTH = 'redirect_uri = "http://localhost/oauth2callback"\ncookie_secret = "of the test"\n'
ONE = 'client_id = "parley"\nclient_secret = "x"\nserver_metadata_url = "http://localhost/about"\n'


@pytest.fixture
def secrets(option, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Write the file of secrets that Streamlit reads."""
    file = tmp_path / "secrets.toml"
    option("secrets.files", [str(file), str(tmp_path / "none.toml")])
    monkeypatch.setattr(auth_util, "secrets_singleton", Secrets())
    return file.write_text


@pytest.mark.parametrize(
    ("written", "providers"),
    [
        ("", None),
        ('PARLEY_STORE = "off"\n', None),
        (f"[auth]\n{BOTH}{ONE}", ["default"]),
        (f"[auth]\n{BOTH}[auth.google]\n{ONE}[auth.site]\n{ONE}", ["google", "site"]),
        (f"[auth]\n{BOTH}{ONE}[auth.google]\n{ONE}", ["default", "google"]),
        (f'[auth]\n{BOTH}{ONE}client_kwargs = {{scope = "openid"}}\n', ["default"]),
    ],
)
def test_the_server_starts_with_what_can_sign_people_in(secrets, written: str, providers: list[str] | None) -> None:
    secrets(written)
    sign_in.check_sign_in()
    assert sign_in.signs_in() is (providers is not None)
    assert providers is None or list(visitor.providers()) == providers


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[auth\n", "secrets.toml is no TOML"),
        ("\x00", "secrets.toml is no TOML"),
        ('auth = "no"\n', "auth must be a section"),
        ("[auth]\n" + ONE, "redirect_uri"),
        (f"[auth]\n{BOTH}", "default"),
        (f'[auth]\n{BOTH}client_id = "parley"\n', "client_secret"),
        (f"[auth]\n{BOTH}[auth.my_site]\n{ONE}", "underscore"),
    ],
)
def test_it_does_not_start_with_what_cannot(secrets, capsys: pytest.CaptureFixture, written: str, said: str) -> None:
    secrets(written)
    with pytest.raises(SystemExit) as end:
        sign_in.check_sign_in()
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_it_names_what_sign_in_needs(secrets, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    secrets(f"[auth]\n{BOTH}{ONE}")
    monkeypatch.setitem(sys.modules, "authlib.integrations.starlette_client", None)
    with pytest.raises(SystemExit):
        sign_in.check_sign_in()
    assert "pip install -r components/server/deploy/requirements.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("option")
def test_without_sign_in_everybody_is_answered(ask) -> None:
    assert ask("/api/evaluate").status == 200
    assert "dossier" in ask("/api/health").json


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("target", ["/api/evaluate", "/api/figure/tornado.csv"])
def test_programs_sign_in_too(ask, target: str) -> None:
    answer = ask(target)
    assert answer.status == 401
    assert "sign in" in answer.json["error"]
    assert ask(target, headers=signed({"is_logged_in": True, "sub": "ada"})).status == 200


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize(
    "headers",
    [
        signed({"is_logged_in": True}, secret="another"),
        signed({"is_logged_in": True}, name="_streamlit_user_tokens"),
        signed({"is_logged_in": False}),
        signed({"is_logged_in": "yes"}),
        signed(["is_logged_in"]),
        signed(None),
        {"cookie": f"{sign_in.USER}=" + quote('{"is_logged_in": true}')},
        {"cookie": "é"},
        {"x-forwarded-user": "ada"},
    ],
)
def test_what_this_server_did_not_sign_admits_nobody(ask, headers: dict[str, str]) -> None:
    assert ask("/api/evaluate", headers=headers).status == 401


def test_behind_a_proxy_its_header_admits(ask, option) -> None:
    option("server.trustedUserHeaders", {"X-Forwarded-User": "name"})
    assert ask("/api/evaluate").status == 401
    assert ask("/api/evaluate", headers={"x-forwarded-user": ""}).status == 401
    assert ask("/api/evaluate", headers={"x-forwarded-user": "ada"}).status == 200


@pytest.mark.usefixtures("provider")
def test_a_probe_does_not_learn_what_the_dossier_is_about(ask) -> None:
    assert ask("/api/health").json.keys() == {"status", "version", "store"}


def way(headers: dict[str, str], base: str = "") -> str:
    """Go from a page to sign in and back; return where that leads."""

    def back(_: object) -> Response:
        return RedirectResponse(f"{base}/", 302)

    routes = [Route(f"{base}/auth/login", lambda _: Response()), Route(f"{base}/oauth2callback", back)]
    app = Starlette(routes=routes, middleware=[Middleware(sign_in.Return)])
    kept = _answer(app, f"{base}/auth/login", headers).get("set-cookie", "")
    cookie = SimpleCookie(kept)
    if cookie:
        assert cookie[sign_in.OPENED]["httponly"]
        assert cookie[sign_in.OPENED]["path"] == (base or "/")
    pairs = "; ".join(f"{name}={morsel.value}" for name, morsel in cookie.items())
    return _answer(app, f"{base}/oauth2callback", {"cookie": pairs})["location"]


def _answer(app: Starlette, path: str, headers: dict[str, str]) -> dict[str, str]:
    sent: list[dict] = []
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "root_path": "", "headers": []}
    scope["headers"] = [(key.encode(), value.encode("latin-1")) for key, value in headers.items()]

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return {key.decode(): value.decode() for key, value in sent[0]["headers"]}


HOST = {"host": "parley.example.org"}


@pytest.mark.usefixtures("option")
@pytest.mark.parametrize(
    "place", ["/actors?us_leverage=60", "/", "/ultimatum?set=a%3Bb&x=%E2%80%AE", "/a?" + "x" * 900]
)
def test_a_link_is_reached_through_sign_in(place: str) -> None:
    assert way(HOST | {"referer": f"https://parley.example.org{place}"}) == place


def test_a_link_below_a_base_path_is_reached(option) -> None:
    option("server.baseUrlPath", "/parley/")
    assert way(HOST | {"referer": "https://parley.example.org/parley/actors?a=1"}, "/parley") == "/parley/actors?a=1"
    assert way(HOST | {"referer": "https://parley.example.org/elsewhere"}, "/parley") == "/parley/"


@pytest.mark.usefixtures("option")
@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://evil.example.org/actors",
        "https://parley.example.org.evil.example.org/actors",
        "https://parley.example.org//evil.example.org",
        "https://parley.example.org/\\evil.example.org",
        "https://parley.example.org/" + "x" * sign_in.LONGEST,
        "https://parley.example.org/auth/logout",
        "https://parley.example.org/oauth2callback?code=x",
        "javascript:alert(1)",
        "https://[",
    ],
)
def test_sign_in_leads_nowhere_else(referer: str) -> None:
    assert way(HOST | {"referer": referer}) == "/"


@pytest.mark.usefixtures("option")
@pytest.mark.parametrize("place", ["//evil.example.org", "https://evil.example.org", "/\\evil", "/a\r\nx: y", "/é", ""])
def test_a_cookie_from_elsewhere_leads_nowhere_else(place: str) -> None:
    app = Starlette(
        routes=[Route("/oauth2callback", lambda _: RedirectResponse("/", 302))], middleware=[Middleware(sign_in.Return)]
    )
    cookie = f"{sign_in.OPENED}={quote(place, safe='')}"
    assert _answer(app, "/oauth2callback", {"cookie": cookie})["location"] == "/"
