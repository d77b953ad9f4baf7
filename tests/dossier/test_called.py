"""What things may be called, and at which addresses sources may lie."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("word", ["seen", "embed", "Embed", "embed_options", "set", "draws", "X"])
def test_an_assumption_has_no_name_that_an_address_keeps(river, word):
    problem, _ = river.told("assumptions.yaml", "- id: donor_patience", f"- id: {word}", "keep for themselves")
    assert problem.path == "assumptions[0].id"


def test_an_assumption_has_no_name_of_a_cell(river):
    river.told("assumptions.yaml", "- id: donor_patience", "- id: upper.flow.position", "holds a point")


@pytest.mark.parametrize(
    "label",
    ["UPPER ORLEN", "Upper\u00a0Orlen", "' Upper  Orlen '", "Upper\u200b Orlen", "Ｕpper Orlen", "Upper Or\u00adlen"],
)
def test_labels_that_look_alike_are_refused(river, label):
    problem, _ = river.told("actors.yaml", "short: Lower Orlen", f"short: {label}", "give it another label")
    assert problem.path == "actors[1]"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ('"   "', "something that can be seen"),
        ('"\\u200b"', "something that can be seen"),
        ('"\\u0301"', "something that can be seen"),
        ('"a\\nb"', "must be one line"),
        ('"a\\u2028b"', "must be one line"),
        ("x" * 301, "at most 300 characters long, but has 301"),
    ],
)
def test_a_label_is_a_line_that_can_be_read(river, label, said):
    river.told("assumptions.yaml", "label: Donors' patience", f"label: {label}", said)


BULLETIN = "title: Donors' bulletin 4}"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://example.org", "https://", "https://[", "",
        "https://example.org/) ![y](http://evil.example/", 'https://example.org/"><img', "https://user:word@example.org",
        "https://example.org/\u202egnp", "https://example.org/\nx", "https://example.org/" + "x" * 3000,
    ],
)  # fmt: skip
def test_a_source_lies_on_the_web_or_nowhere(river, url):
    new = f"{BULLETIN[:-1]}, url: {json.dumps(url)}}}"
    problem, _ = river.told("evidence.yaml", BULLETIN, new, "must be an address such as")
    assert problem.path == "sources[1].url"


@pytest.mark.parametrize(
    "url",
    ["not found", "http://example.org", "https://example.org/wiki/Orlen_(river)?a=b#c", "https://пример.example/я"],
)
def test_addresses_of_the_web_are_taken(river, url):
    river.replace("evidence.yaml", BULLETIN, f"{BULLETIN[:-1]}, url: {json.dumps(url)}}}")
    assert url in {source.url for source in river.load().evidence.sources}
