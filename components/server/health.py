"""Whether the server can do its work, for a probe that reads more than "ok"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from components.dossier import DossierError
from components.server.sign_in import signs_in
from components.server.start import dossier
from components.ui import keeping

if TYPE_CHECKING:
    from starlette.requests import Request


def health(request: Request) -> JSONResponse:
    """Answer 200 with the dossier's title, its version and how the store stands, or 503 with how many problems it has.

    A page answers 200 at every address, so a probe must compare ``status``.
    """
    try:
        found = dossier()
    except DossierError as error:
        return JSONResponse({"status": "broken dossier", "problems": len(error.problems)}, 503)
    # Probes do not sign in, and call the server by any name: what the dossier is about is not for everybody.
    is_told = is_host_allowed(request.headers.get("host")) and not signs_in()
    title = {"dossier": found.header.title} if is_told else {}
    # Without a store the dashboard works, and keeps nothing: no reason to take the server away.
    return JSONResponse({"status": "ok", **title, "version": found.version, "store": keeping.standing()})
