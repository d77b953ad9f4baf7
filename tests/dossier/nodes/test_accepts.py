"""An acceptance: what it asks, and what it is computed from."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from components.dossier.nodes import Role
from tests.dossier.nodes.probe import node, record, value

TAKEN = node("a", "accepts", option="deal", by="one")


def test_it_is_the_chance_that_bargaining_gives():
    assert value("a", TAKEN, **{"deal by one": 0.3}) == 0.3


def test_it_is_computed_from_what_it_is_told():
    bare = record(TAKEN)
    assert bare.inputs == ()
    told = bare.computed_from(["cost", "x", "cost"])
    assert told.through == ("cost", "x")
    assert [(item.id, item.role, item.sign) for item in told.inputs] == [("cost", Role.ANY, 0), ("x", Role.ANY, 0)]
    # The record is frozen: the one that was told nothing stays as it was.
    assert (bare.through, bare.inputs) == ((), ())
    assert told.model_dump() == bare.model_dump()
    assert told != bare


@pytest.mark.parametrize(
    ("more", "anchored"),
    [
        ({}, False),
        ({"anchor": {"note": "why"}}, False),
        ({"anchor": {"value": 0}}, True),
        ({"anchor": {"word": "w"}}, True),
    ],
)
def test_a_word_or_a_value_anchors_it(more, anchored):
    assert record(TAKEN | more).is_anchored == anchored


@pytest.mark.parametrize(
    ("more", "fragment"),
    [
        ({"through": ["x"]}, "Extra inputs"),
        ({"_through": ["x"]}, "Extra inputs"),
        ({"by": "all", "anchor": {"value": 0.5}}, "one actor"),
        ({"anchor": {"from": "p"}}, "write word or value"),
    ],
)
def test_what_cannot_be_written(more, fragment):
    with pytest.raises(ValidationError, match=fragment):
        record(TAKEN | more)
