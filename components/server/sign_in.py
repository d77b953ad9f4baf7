"""Sign-in where a site asks for it: programs need it as people do, and a link that was opened outlives it."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section, validate_auth_credentials
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from components.ui import visitor

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

USER: Final = "_streamlit_user"
"""Cookie in which Streamlit keeps who signed in, signed by it."""
OPENED: Final = "parley_opened"
"""Cookie of the page from which somebody went to sign in."""
LONGEST: Final = 3000
"""Characters of an address that is kept in a cookie; browsers take 4,096 bytes."""
_NEEDED: Final = "components/server/deploy/requirements.txt"
_KEPT_FOR: Final = 600
"""Seconds in which somebody may sign in and come back to the page."""
# A path of this server: two slashes, or a backslash that browsers take for one, would lead to another.
_PATH: Final = re.compile(r"/(?![/\\])[!-~]*")
_WAYS: Final = ("auth/", "oauth2callback")
"""What is on the way to sign-in and out, below the base path."""


def check_sign_in() -> None:
    """End the process with a message where sign-in cannot work: nobody may get in for a slip of the pen.

    Raises
    ------
    SystemExit
        Status 2, the message on standard error.
    """
    try:
        for file in map(Path, config.get_option("secrets.files")):
            if file.is_file():
                _check_secrets(file)
        if not get_secrets_auth_section():
            return
        for provider in visitor.providers():
            validate_auth_credentials(provider)
        import_module("authlib.integrations.starlette_client")
    except ImportError as error:
        _end(f"people sign in, and for that it lacks {error.name}: pip install -r {_NEEDED}")
    except (StreamlitAuthError, OSError, TypeError, ValueError) as error:
        _end(" ".join(str(error).split()))


def _check_secrets(file: Path) -> None:
    try:
        auth = tomllib.loads(file.read_text("utf-8")).get("auth", {})
    except ValueError as error:
        raise ValueError(f"{file} is no TOML, and may say that people sign in: {error}") from error
    if not isinstance(auth, dict):
        raise TypeError(f"{file}: auth must be a section, [auth], not {auth!r}")


def _end(said: str) -> NoReturn:
    sys.stderr.write(f"Parley does not start: {said}\n")
    raise SystemExit(2)


def signs_in() -> bool:
    """Say whether people sign in, here or at a proxy that passes their names on."""
    return bool(get_secrets_auth_section() or config.get_option("server.trustedUserHeaders"))


def is_admitted(request: Request) -> bool:
    """Say whether a request may have an answer: everybody's where nobody signs in, else that of who did."""
    if get_secrets_auth_section():
        return _is_signed_in(request)
    headers = config.get_option("server.trustedUserHeaders")
    return not headers or any(request.headers.get(header) for header in headers)


def _is_signed_in(request: Request) -> bool:
    def read(name: str) -> bytes | None:
        signed = request.cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, signed) if signed else None

    try:
        user = json.loads(get_cookie_with_chunks(read, USER) or b"null")
    except ValueError:
        return False
    return isinstance(user, dict) and user.get("is_logged_in") is True


class Return:
    """ASGI middleware: after sign-in, Streamlit leads to the first page; this leads to the one that was opened.

    Parameters
    ----------
    app : ASGI application
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does; keep the page on the way to sign-in, and lead to it on the way back."""
        base = f"/{config.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
        change = {f"{base}/auth/login": _keep, f"{base}/oauth2callback": _lead}.get(scope.get("path", ""))
        if scope["type"] != "http" or change is None:
            await self._app(scope, receive, send)
            return

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                change(Request(scope), MutableHeaders(scope=message), base)
            await send(message)

        await self._app(scope, receive, changed)


def _keep(request: Request, headers: MutableHeaders, base: str) -> None:
    try:
        opened = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return
    place = f"{opened.path}?{opened.query}" if opened.query else opened.path
    if opened.netloc == request.headers.get("host") and _is_page(place, base):
        headers.append("set-cookie", _cookie(request, quote(place, safe=""), base, _KEPT_FOR))


def _lead(request: Request, headers: MutableHeaders, base: str) -> None:
    place = unquote(request.cookies.get(OPENED, ""))
    if headers.get("location") == f"{base}/" and _is_page(place, base):
        headers["location"] = place
        headers.append("set-cookie", _cookie(request, "", base, 0))


def _is_page(place: str, base: str) -> bool:
    below = place.removeprefix(f"{base}/")
    return len(place) <= LONGEST and below != place and not below.startswith(_WAYS) and bool(_PATH.fullmatch(place))


def _cookie(request: Request, value: str, base: str, seconds: int) -> str:
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{OPENED}={value}; Max-Age={seconds}; Path={base or '/'}; HttpOnly; SameSite=Lax{secure}"
