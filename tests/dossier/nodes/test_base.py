"""What every kind of node answers; a kind that leaves something out fails when it is imported."""

from __future__ import annotations

from typing import ClassVar, Literal

import pytest

from components.dossier.nodes import KINDS, Measure, Role, wanted
from components.dossier.nodes.base import Derived, Node

STATED = {"formula": "p", "measure": Measure.PROBABILITY, "is_output": True}


def made(base, **left):
    """Return a kind made of what is left of a whole one."""
    body = {
        "__annotations__": {"kind": Literal["fresh"], **dict.fromkeys(STATED, ClassVar)},
        "__module__": __name__,
        **STATED,
        "given": lambda self: iter(()),
        "value": lambda self, draw: draw["p"],
    }
    return type(base)("FreshNode", (base,), {key: value for key, value in body.items() if key not in left.values()})


@pytest.fixture(autouse=True)
def kinds():
    before = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(before)


def test_a_whole_kind_is_known():
    assert made(Derived) is KINDS["fresh"]


@pytest.mark.parametrize("left", [*STATED, "given", "value"])
def test_a_kind_that_leaves_something_out_fails(left):
    with pytest.raises(TypeError, match=f"FreshNode leaves out {left}"):
        made(Derived, left=left)
    assert "fresh" not in KINDS


def test_a_kind_of_its_own_answers_for_its_level_too():
    with pytest.raises(TypeError, match="is_parent, drawn, origin, scale, start, worded"):
        made(Node)


def test_a_kind_s_name_is_taken_once():
    made(Derived)
    with pytest.raises(TypeError, match="two kinds of node are called 'fresh'"):
        made(Derived)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_may_be_a_parent_has_a_scale_and_the_rest_none(kind):
    assert kind.is_parent == (kind.scale is not Derived.scale)


def test_roles_name_the_kinds_that_play_them():
    assert wanted(Role.INDEX) == "a node of kind index"
    assert wanted(Role.RATE) == "a node of kind duration, rate or yearly"
    assert wanted(Role.PARENT) == "an assumption that is no choice, or a node of kind index, probability or rate"
