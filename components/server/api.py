"""Answers for programs: the command line's ``evaluate`` and ``export`` by address. They read, and change nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from argparse import Namespace
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import wraps
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from components import written
from components.arguments import check_own, scenario_of
from components.dossier import DossierError
from components.exports import FORMATS, render, stamp_of
from components.figures import Context, FigureError, build, figure_spec
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
WAITING: Final = 8
"""Most requests that are answered or wait; the pages share the core with them."""
_CALLERS: Final = 1024
_LISTS: Final = ("set", "cell", *SIGNPOSTS)
_LATER: Final = {429: "60", 503: "5"}
"""Seconds after which a request may be made again."""
# One at a time, in a thread of their own: what they waited in would be missing where pages are served.
_POOL: Final = ThreadPoolExecutor(1, "parley-api")
_asked: Final = set[Future[Response]]()
_seen: Final = OrderedDict[str, list[float]]()

Answer = Callable[["Request"], Response]
Endpoint = Callable[["Request"], Awaitable[Response]]


class RefusedError(ValueError):
    """A request that is not answered; the message says why and what to do."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def _guarded(answer: Answer) -> Endpoint:
    """Let a function answer one request at a time, so many a minute; what cannot be taken is told as JSON."""

    @wraps(answer)
    async def guarded(request: Request) -> Response:
        try:
            _check(request)
            return await _in_turn(answer, request)
        except DossierError as error:
            return JSONResponse({"problems": [str(problem) for problem in error.problems]}, 503)
        except ValueError as error:
            status = error.status if isinstance(error, RefusedError) else 400
            return JSONResponse(
                {"error": str(error)}, status, {"Retry-After": _LATER[status]} if status in _LATER else None
            )

    return guarded


def _check(request: Request) -> None:
    if not is_host_allowed(request.headers.get("host")):
        raise RefusedError("this name of the server is not among server.allowedHosts", 403)
    if not is_admitted(request):
        raise RefusedError("sign in on a page, and send the cookies that this leaves", 401)
    if len(request.url.query) > MOST:
        raise RefusedError(f"the query is longer than {MOST} characters", 414)
    _admit(request.client.host if request.client else "")


def _admit(caller: str) -> None:
    now = time.monotonic()
    recent = [moment for moment in _seen.pop(caller, []) if now - moment < 60]
    _seen[caller] = [*recent, now][-MINUTE:]
    while len(_seen) > _CALLERS:
        _seen.popitem(last=False)
    if len(recent) >= MINUTE:
        raise RefusedError(f"more than {MINUTE} requests in a minute; wait a little", 429)


async def _in_turn(answer: Answer, request: Request) -> Response:
    """Answer after those that came before, unless too many did; who has left meanwhile is passed over."""
    if len(_asked) >= WAITING:
        raise RefusedError(f"{WAITING} requests wait already; come again in a little", 503)
    future = _POOL.submit(answer, request)
    _asked.add(future)
    future.add_done_callback(_asked.discard)
    answered = asyncio.wrap_future(future)
    while not (await asyncio.wait({answered}, timeout=1))[0]:
        if await request.is_disconnected():
            future.cancel()
    return Response(status_code=503) if answered.cancelled() else answered.result()


async def unknown(request: Request) -> Response:
    """Say that nothing answers here, lest a page does."""
    return JSONResponse({"error": f"nothing answers {request.method} at this address; README lists what does"}, 404)


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
    name = request.path_params["name"]
    try:
        figure_spec(name)
    except FigureError as error:
        raise RefusedError(str(error), 404) from None
    found = dossier()
    scenario, options = _scenario(request, found)
    dark = options.pop("dark", "") == "1"
    context = Context(found, scenario, evaluate(found, scenario), "dark" if dark else "light")
    check_own(options, found)
    made = build(name, context, **options)
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
        return None if text is None else written.date(text)
    except ValueError:
        raise RefusedError(f"as_of={text}: write it like 2025-08-08") from None


def _draws(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 6 or int(text) > DRAWS:
        raise RefusedError(f"draws={text}: write a whole number up to {DRAWS}")
    return int(text)
