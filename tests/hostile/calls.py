"""Changed requests to the server's own addresses."""

from __future__ import annotations

import functools
import json
import random
from urllib.parse import quote, urlencode

from components.exports import FORMATS
from components.figures import REGISTRY, Context
from components.model import Scenario, evaluate
from components.model.entries import entries
from components.model.scenario import SIGNPOSTS
from tests.hostile import mutations
from tests.hostile.trials import FOLDERS, bounded, loaded
from tests.server.asked import Answer, ask

WORDS = tuple(word.encode("utf-8", "replace").decode() for word in mutations.WORDS)
TAKEN = {200}
REFUSED = {400, 404, 414}


def call(seed: int) -> str:
    """Ask for an evaluation, a figure, or for what only a page may ask."""
    rng = random.Random(seed)
    asked = rng.choice((_evaluation, _figure, _live))
    with bounded():
        answer = asked(rng, f"caller {seed}")
    assert answer.status in TAKEN | REFUSED, (answer.status, answer.body)
    assert answer.headers["content-security-policy"]
    if answer.status in TAKEN:
        assert answer.body
        return "shown"
    assert b"Traceback" not in answer.body
    if answer.headers["content-type"] == "application/json":
        assert answer.json["error"]
    return "refused"


def _evaluation(rng: random.Random, caller: str) -> Answer:
    answer = ask(f"/api/evaluate?{_query(rng, {})}", caller)
    if answer.status in TAKEN:
        json.dumps(answer.json, allow_nan=False)
    return answer


def _figure(rng: random.Random, caller: str) -> Answer:
    name = rng.choice(list(REGISTRY))
    choices = {option.name: [*option.choices(_context())] for option in REGISTRY[name].options}
    target = [name, rng.choice(list(FORMATS))]
    if rng.random() < 0.1:
        target[rng.randrange(2)] = quote(rng.choice(WORDS)[:60], safe="")
    return ask(f"/api/figure/{'.'.join(target)}?{_query(rng, choices | {'dark': ['1']})}", caller)


def _live(rng: random.Random, caller: str) -> Answer:
    message = {"token": "nobody", "drawn": {}, "state": {"values": {}, "number": 1}}
    body = mutations.document(rng, json.dumps(message)).encode("utf-8", "surrogatepass")
    return ask("/api/live", caller, mutations.bytes_of(rng, body) if rng.random() < 0.3 else body)


@functools.cache
def _context() -> Context:
    found = loaded(FOLDERS[0])
    return Context(found, Scenario(), evaluate(found, Scenario()))


def _query(rng: random.Random, fitting: dict[str, list[str]]) -> str:
    """Return a query whose parameters fit, nearly fit, or do not; each may stand twice."""
    found = loaded(FOLDERS[0])
    fitting["set"] = [f"{item.id}={rng.choice((item.range.min, item.range.max)):g}" for item in found.assumptions]
    fitting["cell"] = [f"{key}=50" for key in entries(found)]
    fitting |= {key: [item.id for item in found.hypotheses.signposts] for key in SIGNPOSTS}
    fitting |= {"as_of": ["2025-08-09", "2030-01-01"], "draws": ["64", "512"]}
    pairs = []
    for _ in range(rng.randint(0, 4)):
        key = rng.choice(list(fitting)) if rng.random() < 0.9 else rng.choice(WORDS)[:60]
        near = rng.random() < 0.8 and fitting.get(key)
        pairs.append((key, rng.choice(near) if near else str(rng.choice((*WORDS, *mutations.NUMBERS[:-2])))))
    return urlencode(pairs)
