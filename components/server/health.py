"""Whether the server can do its work, for a probe that reads more than "ok"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from components.dossier import DossierError
from components.server.sign_in import signs_in
from components.server.start import dossier
from components.ui import keeping

if TYPE_CHECKING:
    from starlette.requests import Request


def health(_: Request) -> JSONResponse:
    """Answer 200 with the dossier's title, its version and how the store stands, or 503 with how many problems it has.

    A page answers 200 at every address, so a probe must compare ``status``.
    """
    try:
        found = dossier()
    except DossierError as error:
        return JSONResponse({"status": "broken dossier", "problems": len(error.problems)}, 503)
    # Probes do not sign in: where people do, what the dossier is about is not for everybody.
    title = {} if signs_in() else {"dossier": found.header.title}
    # Without a store the dashboard works, and keeps nothing: no reason to take the server away.
    return JSONResponse({"status": "ok", **title, "version": found.version, "store": keeping.standing()})
