"""What every kind of node answers; a kind that leaves something out fails when it is imported."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

import pytest

from components.dossier.nodes import KINDS, Measure, Role, wanted
from components.dossier.nodes.base import Derived, Node, roles

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


@pytest.mark.parametrize("role", [Role.INDEX, Role.RATE, Role.PARENT])
def test_roles_name_the_kinds_that_play_them(role):
    named = re.findall(r"\w+", wanted(role).partition("node of kind ")[2])
    assert {kind for kind in KINDS if kind in named} == {name for name, kind in KINDS.items() if role in roles(kind)}
    assert named
