"""Answers for programs: the command line's ``evaluate`` and ``export`` by address. They read, and change nothing."""

from __future__ import annotations

import datetime as dt
import time
from argparse import Namespace
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response

from components.arguments import check_own, scenario_of
from components.dossier import DossierError
from components.exports import FORMATS, render, stamp_of
from components.figures import Context, build
from components.model import Scenario, evaluate
from components.model.document import document
from components.model.scenario import SIGNPOSTS
from components.server.sign_in import is_admitted
from components.server.start import dossier

if TYPE_CHECKING:
    from starlette.requests import Request

    from components.dossier import Dossier

MOST: Final = 4096
"""Longest query, in characters."""
DRAWS: Final = 16_384
"""Most draws that an address may ask for."""
MINUTE: Final = 60
"""Most requests of one caller in a minute."""
_CALLERS: Final = 1024
_LISTS: Final = ("set", "cell", *SIGNPOSTS)
_AT_ONCE: Final = BoundedSemaphore(1)
_seen: Final = OrderedDict[str, list[float]]()
_seen_lock: Final = Lock()

Answer = Callable[["Request"], Response]


class RefusedError(ValueError):
    """A request that is not answered; the message says why and what to do."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def _guarded(answer: Answer) -> Answer:
    """Let a function answer one request at a time, so many a minute; what cannot be taken is told as JSON."""

    @wraps(answer)
    def guarded(request: Request) -> Response:
        try:
            if not is_admitted(request):
                raise RefusedError("sign in on a page, and send the cookies that this leaves", 401)
            if len(request.url.query) > MOST:
                raise RefusedError(f"the query is longer than {MOST} characters", 414)
            _admit(request.client.host if request.client else "")
            # The pages come first: programs share one core.
            with _AT_ONCE:
                return answer(request)
        except DossierError as error:
            return JSONResponse({"problems": [str(problem) for problem in error.problems]}, 503)
        except ValueError as error:
            status = error.status if isinstance(error, RefusedError) else 400
            return JSONResponse({"error": str(error)}, status, {"Retry-After": "60"} if status == 429 else None)

    return guarded


def _admit(caller: str) -> None:
    now = time.monotonic()
    with _seen_lock:
        recent = [moment for moment in _seen.pop(caller, []) if now - moment < 60]
        _seen[caller] = [*recent, now][-MINUTE:]
        while len(_seen) > _CALLERS:
            _seen.popitem(last=False)
    if len(recent) >= MINUTE:
        raise RefusedError(f"more than {MINUTE} requests in a minute; wait a little", 429)


@_guarded
def evaluated(request: Request) -> Response:
    """Answer with the object of ``evaluate --json``."""
    found = dossier()
    scenario, rest = _scenario(request, found)
    if rest:
        raise RefusedError(f"unknown in the address: {', '.join(rest)}")
    return JSONResponse(document(evaluate(found, scenario)))


@_guarded
def figure(request: Request) -> Response:
    """Answer with a figure's file, as ``export`` writes it."""
    fmt = request.path_params["fmt"]
    if fmt not in FORMATS:
        raise RefusedError(f"{fmt!r} is no format; choose from {', '.join(FORMATS)}", 404)
    found = dossier()
    scenario, options = _scenario(request, found)
    dark = options.pop("dark", "") == "1"
    context = Context(found, scenario, evaluate(found, scenario), "dark" if dark else "light")
    check_own(options, found)
    made = build(request.path_params["name"], context, **options)
    return Response(render(made, stamp_of(context, made), fmt), media_type=FORMATS[fmt].media_type)


def _scenario(request: Request, found: Dossier) -> tuple[Scenario, dict[str, str]]:
    """Return the scenario a query asks for, and what in it is something else."""
    query = request.query_params
    lists = {key: query.getlist(key) for key in _LISTS}
    given = Namespace(scenario=None, as_of=_date(query.get("as_of")), draws=_draws(query.get("draws")), **lists)
    scenario = scenario_of(given, found)
    return scenario, {key: value for key, value in query.items() if key not in (*_LISTS, "as_of", "draws")}


def _date(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"as_of={text}: write it like 2025-08-08") from None


def _draws(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 6 or int(text) > DRAWS:
        raise RefusedError(f"draws={text}: write a whole number up to {DRAWS}")
    return int(text)
