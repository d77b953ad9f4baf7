"""What rests on what: every part is found, and nothing that holds a number stands on nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from components.dossier import Dossier, load, usage
from tests.dossier.conftest import Copy

ROOT = Path(__file__).parents[2]
DAY = dt.date(2025, 8, 8)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def every(dossier: Dossier) -> tuple[usage.Use, ...]:
    return usage.uses(dossier)


@pytest.fixture(scope="module", params=["data", "tests/dossiers/river", "tests/dossiers/minimal"])
def any_dossier(request: pytest.FixtureRequest) -> Dossier:
    return load(ROOT / request.param)


def test_all_44_sentences_have_a_place(dossier: Dossier) -> None:
    covered = usage.coverage(dossier)
    assert (covered.covered, covered.total) == (44, 44)
    assert covered.count("used") == 40
    assert [row.sentence.id for row in covered.rows] == [item.id for item in dossier.evidence.sentences]


def test_describing_a_sentence_does_not_represent_it(dossier: Dossier) -> None:
    assert not [use for row in usage.coverage(dossier).rows for use in row.uses if use.is_about_source]


def test_a_sentence_nobody_uses_is_told(dossier: Dossier) -> None:
    stray = dossier.evidence.sentences[0].model_copy(update={"id": "P99.S1"})
    evidence = dossier.evidence.model_copy(update={"sentences": (*dossier.evidence.sentences, stray)})
    covered = usage.coverage(dossier.model_copy(update={"evidence": evidence}))
    assert (covered.covered, covered.total) == (44, 45)
    assert covered.rows[-1].state == "unused"


def test_every_number_has_ground(any_dossier: Dossier) -> None:
    assert usage.unsupported(any_dossier) == ()


def test_every_part_names_a_reference_or_judgement(any_dossier: Dossier) -> None:
    bare = [use for use in usage.uses(any_dossier) if not use.refs and not use.cited and use.basis]
    assert {use.basis for use in bare} <= {"analyst_judgement"}


def test_a_measured_series_without_source_is_unsupported(dossier: Dossier) -> None:
    series = dossier.regions.series[0].model_copy(update={"refs": ()})
    regions = dossier.regions.model_copy(update={"series": (series,)})
    (found,) = usage.unsupported(dossier.model_copy(update={"regions": regions}))
    assert (found.kind, found.id) == ("control series", series.id)


def test_a_scored_ultimatum_without_source_is_unsupported(dossier: Dossier) -> None:
    scored = next(item for item in dossier.timeline.ultimatums if item.score is not None)
    bare = scored.model_copy(update={"refs": (), "events": ()})
    timeline = dossier.timeline.model_copy(update={"ultimatums": (bare,)})
    assert [use.id for use in usage.unsupported(dossier.model_copy(update={"timeline": timeline}))] == [scored.id]


def test_references_resolve_and_parts_are_unique(any_dossier: Dossier) -> None:
    every = usage.uses(any_dossier)
    for use in every:
        for key in use.refs:
            any_dossier.reference(key)
    names = [(use.kind, use.id) for use in every]
    assert len(names) == len(set(names))


def test_counts_agree_with_the_dossier(dossier: Dossier, every: tuple[usage.Use, ...]) -> None:
    counts = {kind: sum(use.kind == kind for use in every) for kind in usage.GROUP_OF}
    assert counts["position"] == len(dossier.cells)
    assert counts["expectation"] == len(dossier.no_deal)
    assert counts["correlation"] == len(dossier.correlations)
    assert counts["question"] == len(dossier.header.questions)
    assert counts["preset"] == len(dossier.header.presets)
    assert counts["assumption"] == len(dossier.assumptions)
    assert counts["node"] == len(dossier.nodes)
    assert counts["link"] == sum(len(node.joined) for node in dossier.nodes)
    assert counts["event"] == len(dossier.timeline.events)
    assert counts["ultimatum"] == len(dossier.timeline.ultimatums)
    assert counts["published figure"] == len(dossier.published)


def test_every_reference_written_in_a_record_is_found(dossier: Dossier, every: tuple[usage.Use, ...]) -> None:
    """Walk the whole dossier independently: no ``refs`` anywhere may be missed."""

    def refs_below(value: object) -> set[str]:
        if isinstance(value, dict):
            own = set(value.get("refs") or ()) | ({value["ref"]} if isinstance(value.get("ref"), str) else set())
            return own.union(*map(refs_below, value.values()))
        if isinstance(value, list | tuple):
            return set().union(*map(refs_below, value))
        return set()

    written = refs_below(dossier.model_dump(exclude={"shapes"}))
    assert written == {key for use in every for key in use.refs} & written
    assert len(written) > 100


def test_parts_say_what_they_are_said_of(every: tuple[usage.Use, ...]) -> None:
    by_id = {(use.kind, use.id): dict(use.of) for use in every}
    assert by_id["position", "kremlin.territory"] == {"issue": "territory", "actor": "kremlin"}
    assert by_id["reading", "whole_donbas_with_exchanges.A"] == {
        "option": "whole_donbas_with_exchanges",
        "reading": "A",
    }
    assert by_id["ultimatum", "us_august"] == {"ultimatum": "us_august"}


def test_every_kind_of_part_occurs_somewhere(tmp_path: Path) -> None:
    river = Copy(ROOT / "tests/dossiers/river", tmp_path / "river")
    river.replace("dossier.yaml", "fan: true", "resolved: {on: 2031-06-20, outcome: false, event: sluices_closed}")
    found = {use.kind for use in usage.uses(river.load())}
    assert set(usage.GROUP_OF) - found == set()


def test_dated_values_are_known_from_their_day(tmp_path: Path) -> None:
    river = Copy(ROOT / "tests/dossiers/river", tmp_path / "river")
    river.replace("dossier.yaml", "fan: true", "resolved: {on: 2031-06-22, outcome: false, event: sluices_closed}")
    dated = {(use.kind, use.id): use for use in usage.uses(river.load()) if use.known_on}
    for kind, key in (
        ("dated position", "upper.flow.2031-06-20"),
        ("dated expectation", "upper.flow.2031-06-20"),
        ("dated assumption", "donor_patience.2031-06-20"),
    ):
        use = dated[kind, key]
        assert use.known_on == dt.date(2031, 6, 20)
        assert use.refs == ("sluices_closed",)
        assert use.numeric
    answer = dated["resolution", "p_pact"]
    assert (answer.known_on, answer.refs, answer.basis) == (
        dt.date(2031, 6, 22),
        ("sluices_closed",),
        "outside_source",
    )


def test_a_node_s_own_basis_comes_before_its_anchor_s(tmp_path: Path) -> None:
    river = Copy(ROOT / "tests/dossiers/river", tmp_path / "river")
    river.replace("network.yaml", "word: might, refs: [P2.S1]}\n", "word: might, basis: stated, refs: [P2.S1]}\n")
    river.replace("network.yaml", "word: likely, refs: [P1.S2]}\n", "word: likely, refs: [P1.S2]}\n  basis: stated\n")
    dossier = river.load()
    basis = {node.id: node.rests_on for node in dossier.nodes}
    assert (basis["p_offer"], basis["lull_rate"]) == ("stated", "stated")
    assert (basis["pressure"], basis["upper_cost"]) == ("analyst_judgement", "inferred")
    assert basis["p_upper_takes_halves"] == "inferred"
    assert basis["p_threat"] is basis["p_both_take_board"] is basis["p_pact"] is None


def test_a_word_s_sentence_stands_behind_its_node(every: tuple[usage.Use, ...]) -> None:
    (node,) = [use for use in every if (use.kind, use.id) == ("node", "p_kremlin_takes_occupied")]
    assert "P19.S4" in node.refs
    assert (node.basis, node.numeric) == ("inferred", True)
    # Nothing anchors this one: it follows from what Moscow expects, and holds no number of its own.
    (node,) = [use for use in every if (use.kind, use.id) == ("node", "p_kremlin_takes_donbas")]
    assert (node.basis, node.numeric) == (None, False)


def test_later_events_and_their_sources_are_hidden(dossier: Dossier, every: tuple[usage.Use, ...]) -> None:
    hidden = usage.hidden(dossier, DAY)
    assert {"alaska", "witkoff_fidelity", "rosneft_lukoil", "src_oil_majors"} <= hidden
    assert not {item.id for item in dossier.evidence.sentences} & hidden
    shown = usage.resting(usage.known(every, DAY))
    assert not {item.id for item in dossier.evidence.sources} & set(shown) & hidden
    assert usage.hidden(dossier, dt.date(2030, 1, 1)) == frozenset()


@pytest.mark.parametrize("day", [dt.date(1989, 1, 1), dt.date(2025, 6, 1), DAY, dt.date(2030, 1, 1)])
def test_sentences_keep_their_place_on_any_day(dossier: Dossier, day: dt.date) -> None:
    covered = usage.coverage(dossier, day)
    assert covered.covered == 44
    assert all(use.known_on is None or use.known_on <= day for row in covered.rows for use in row.uses)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-08-07", dt.date(2025, 8, 7)),
        ("2025-08", dt.date(2025, 8, 1)),
        ("2025", dt.date(2025, 1, 1)),
        ("2024-07-08 to 2026-08-22", dt.date(2024, 7, 8)),
        ("not found", None),
        ("2025-13", None),
        ("", None),
    ],
)
def test_first_day_a_date_may_mean(text: str, day: dt.date | None) -> None:
    assert usage.earliest(text) == day
