"""Every part of a dossier is shown somewhere, and its address chooses only what the page lets one choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.dossier import load, usage
from components.dossier.checks import RESERVED
from components.model.outputs import outputs
from components.model.scenario import SIGNPOSTS
from components.ui import address, navigation, places

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["data", "tests/dossiers/river", "tests/dossiers/minimal"])
def dossier(request):
    return load(ROOT / request.param)


def test_every_heading_has_a_page():
    assert list(places.PAGE_OF) == list(usage.GROUPS)
    assert set(places.PAGE_OF.values()) <= {spec.name for spec in navigation.PAGES}


def test_the_words_of_the_address_are_no_ids():
    assert {address.VERSION, address.AS_OF, *SIGNPOSTS} | navigation.selection_keys() == RESERVED


def test_what_describes_the_source_is_shown_with_it():
    for kind, group in usage.GROUP_OF.items():
        assert usage.Use(kind, "a", "A").is_about_source == (places.PAGE_OF[group] == "evidence")


def test_an_address_chooses_only_what_the_page_lets_one_choose(dossier):
    for use in usage.uses(dossier):
        chosen = places.query(dossier, use)
        assert set(chosen) <= set(navigation.selections(places.page(use)))
        assert chosen.get("output") in (None, *outputs(dossier))
        assert chosen.get("issue") in (None, *(cell.issue for cell in dossier.cells))


def test_a_link_leads_to_the_part():
    dossier = load(ROOT / "data")
    chosen = {(use.kind, use.id): places.query(dossier, use) for use in usage.uses(dossier)}
    assert chosen["position", "kremlin.territory"] == {"issue": "territory", "actor": "kremlin"}
    assert chosen["reading", "whole_donbas_with_exchanges.A"] == {
        "option": "whole_donbas_with_exchanges",
        "reading": "A",
    }
    assert chosen["ultimatum", "us_august"] == {"item": "us_august"}
    assert chosen["node", "p_settlement"] == {"output": "p_settlement"}
    assert chosen["node", "framework_rate"] == {}
    assert chosen["expectation", "kremlin.territory"] == {"issue": "territory", "actor": "kremlin"}
    assert chosen["question", "p_settlement"] == {}
