from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.dossier import load
from components.model import evaluate
from components.model.cases import Case
from components.model.own import OWN, decode, encode, own_option, with_own
from components.model.packages import offer

ROOT = Path(__file__).resolve().parents[2]
DATA = load(ROOT / "data")
REGIONS = [region.id for region in DATA.regions.regions]
RULES = ["line_of_control", "not_stated", *(side.id for side in DATA.regions.sides)]
ISSUES = [issue.id for issue in DATA.issues]


@given(
    name=st.text(max_size=80),
    rules=st.lists(st.sampled_from(RULES), min_size=len(REGIONS), max_size=len(REGIONS)),
    sets=st.dictionaries(st.sampled_from(ISSUES), st.integers(0, 100)),
)
def test_what_is_written_reads_back(name: str, rules: list[str], sets: dict[str, float]) -> None:
    option = own_option(name, dict(zip(REGIONS, rules, strict=True)), sets)
    again, problems = decode(encode(option), DATA)
    assert problems == ()
    assert again == option


@given(st.text(max_size=300))
def test_any_text_gives_an_option_and_tells_what_it_left_out(text: str) -> None:
    option, _ = decode(text, DATA)
    assert option.id == OWN
    assert set(option.regions) == set(REGIONS)
    assert all(rule in RULES for rule in option.regions.values())
    assert all(0 <= value <= 100 for value in option.sets.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("donetsk~mars", "choose from"),
        ("donestk~russia", "did you mean 'donetsk'"),
        ("territory~101", "from 0 to 100"),
        ("territory~nan", "from 0 to 100"),
        ("donetsk~russia~donetsk~ukraine", "twice"),
        ("x" * 3000, "longer"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, words: str) -> None:
    _, problems = decode(text, DATA)
    assert any(words in problem for problem in problems)


def test_nothing_set_is_written_as_nothing() -> None:
    assert encode(decode("", DATA)[0]) == ""


def test_an_own_option_is_priced_like_any_other() -> None:
    stated = DATA.options.options[0]
    assert stated is not None
    own = own_option("Same", stated.regions, stated.sets)
    same = offer(evaluate(DATA), Case(own))
    assert same is not None
    assert same.joint == evaluate(DATA).packages[stated.id].joint
    assert same.acceptance == evaluate(DATA).packages[stated.id].acceptance


def test_an_own_option_stands_behind_the_dossiers_own_ones_once() -> None:
    own = own_option("Mine", {}, {"territory": 60})
    options = with_own(with_own(DATA, own), own).options
    assert [item.id for item in options.options].count(OWN) == 1
    assert options.options[-1].id == OWN
