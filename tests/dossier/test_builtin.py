"""The built-in dossier says what its source says: every sentence has a place, every number its ground."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from components.dossier import Dossier, load

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
ARTICLE = ROOT.parent / "shared" / "source" / "article.txt"

# Sentences per paragraph of the article; paragraphs 3 and 11 are headings, 15 and 16 an attribution.
PARAGRAPHS = dict(enumerate((3, 3, 1, 2, 3, 1, 1, 5, 3, 1, 1, 2, 1, 2, 1, 1, 3, 2, 4, 2, 2), start=1))
SENTENCES = [f"P{p}.S{s}" for p, count in PARAGRAPHS.items() for s in range(1, count + 1)]
ROLES = {"P3.S1": "heading", "P11.S1": "heading", "P15.S1": "attribution", "P16.S1": "attribution"}
AS_OF = dt.date(2025, 8, 8)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(DATA)


def raw(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def texts(value: Any) -> Iterator[str]:
    """Every text of a file but the quotes and probability words, which are the article's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("quote", "words"):
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def band(value: Any) -> tuple[float, float, float]:
    return (value.p10, value.p50, value.p90)


def test_has_the_44_sentences(dossier: Dossier) -> None:
    assert [sentence.id for sentence in dossier.evidence.sentences] == SENTENCES
    assert len(SENTENCES) == 44


def test_headings_and_attributions_are_marked(dossier: Dossier) -> None:
    roles = {s.id: s.role for s in dossier.evidence.sentences if s.role != "content"}
    assert roles == ROLES


def test_every_sentence_is_represented_outside_the_evidence() -> None:
    # The network is left out: positions, events and the rest must carry the text on their own.
    files = [path for path in DATA.glob("*.yaml") if path.name not in ("evidence.yaml", "network.yaml")]
    named = {name for path in files for text in texts(raw(path.name)) for name in re.findall(r"P\d+\.S\d+", text)}
    assert set(SENTENCES) - named - set(ROLES) == set()


def test_quotes_are_short_and_rare(dossier: Dossier) -> None:
    quotes = [s.quote for s in dossier.evidence.sentences if s.quote]
    assert max(len(quote.split()) for quote in [*quotes, *(word.words for word in dossier.evidence.words)]) <= 20
    assert sum(len(quote.split()) for quote in quotes) < 150


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")
def test_article_is_not_copied() -> None:
    article = runs(ARTICLE.read_text(encoding="utf-8"), 8)
    copied = [
        " ".join(run)
        for path in sorted(DATA.glob("*.yaml"))
        for text in texts(raw(path.name))
        for run in runs(text, 8) & article
    ]
    assert copied == []


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not part of the project")
def test_quotes_are_the_article_s_words(dossier: Dossier) -> None:
    article = " ".join(words(ARTICLE.read_text(encoding="utf-8")))
    quotes = [sentence.quote for sentence in dossier.evidence.sentences if sentence.quote]
    assert [quote for quote in quotes if " ".join(words(quote)) not in article] == []


def test_counts(dossier: Dossier) -> None:
    assert len(dossier.actors) == 18
    assert len(dossier.issues) == 11
    assert len(dossier.cells) == 35
    assert len(dossier.no_deal) == 31
    assert len(dossier.empty) == 10
    assert len(dossier.perceptions.perceptions) == 16
    assert len(dossier.evidence.words) == 13
    assert len(dossier.timeline.ultimatums) == 12
    assert len(dossier.timeline.forecasts) == 8
    assert [option.id for option in dossier.options.options] == [
        "occupied_parts_of_four",
        "whole_donbas_with_exchanges",
        "no_substantial_concession",
    ]


def test_veto_players_are_the_four_principals(dossier: Dossier) -> None:
    assert [actor.id for actor in dossier.veto_players] == ["kremlin", "trump_wh", "ukraine", "european_partners"]


def test_all_who_must_agree_say_what_they_expect_without_a_deal(dossier: Dossier) -> None:
    issues = {issue for option in dossier.options.options for issue in option.sets}
    for actor in dossier.veto_players:
        assert actor.cost
        for issue in issues:
            assert dossier.cell(actor.id, issue)
            assert dossier.expectation(actor.id, issue)


def test_a_belief_of_one_side_moves_no_other(dossier: Dossier) -> None:
    """What Moscow believes moves Moscow's expectations; what others count on is theirs."""
    moscow = {"battlefield_confidence", "kremlin_endurance_years", "kremlin_caution", "us_leverage_perceived"}
    assert {cell.actor for cell in dossier.no_deal if moscow & cell.moved_by.keys()} == {"kremlin"}
    assert {cell.actor for cell in dossier.no_deal if "ukrainian_resistance" in cell.moved_by} == {"ukraine"}


def test_questions_say_what_would_count(dossier: Dossier) -> None:
    assert [question.node for question in dossier.header.questions] == [
        "p_meeting_held",
        "p_scaling_back",
        "p_framework",
        "p_ceasefire",
        "p_settlement",
        "p_deadline_enforced",
    ]
    assert all(len(question.resolves.split()) > 20 for question in dossier.header.questions)


def test_size_is_ours_where_the_article_gives_none(dossier: Dossier) -> None:
    """No size of a link is stated; where nothing gives its direction, it is judgement."""
    links = [link for node in dossier.nodes for link in node.joined]
    assert [link for link in links if link.basis == "stated"] == []
    assert [cell.id for cell in dossier.no_deal if cell.basis == "stated"] == []


def test_short_labels_fit() -> None:
    assert [a["id"] for a in raw("actors.yaml")["actors"] if len(a.get("short", a["label"])) > 14] == []
    assert [a["id"] for a in raw("assumptions.yaml")["assumptions"] if len(a["short"]) > 28] == []
    assert [e["id"] for e in raw("timeline.yaml")["events"] if len(e["label"]) > 40] == []


@pytest.mark.parametrize(
    ("assumption", "expected"),
    [
        ("battlefield_confidence", (62, 77, 92)),
        ("kremlin_endurance_years", (2, 3, 5)),
        ("us_leverage", (18, 35, 58)),
        ("secondary_tariff_pp", (15, 25, 75)),
        ("breakdown_cost", (25, 60, 95)),
        ("settlement_years", (1.5, 3, 6)),
        ("media_attention_ratio", (0.4, 0.5, 0.6)),
        ("horizon_months", (6, 6, 6)),
    ],
)
def test_defaults_are_the_source_s(dossier: Dossier, assumption: str, expected: tuple[float, ...]) -> None:
    assert band(dossier.assumption(assumption).default) == expected


def test_enforcement_follows_the_record(dossier: Dossier) -> None:
    assert dossier.assumption("deadline_enforcement").default.base_rate == "us_russia_deadlines"
    record = [u for u in dossier.timeline.ultimatums if u.record == "us_russia_deadlines" and u.score is not None]
    before = [u.score for u in record if u.resolved_on <= AS_OF]
    assert sorted(before) == [0, 0, 0, 0, 0.5]
    assert sorted(u.score for u in record) == [0] * 6 + [0.5]
    firm = [u.id for u in record if u.firmness == "firm"]
    assert firm == ["us_august"]
    assert [u.score for u in record if u.firmness != "soft"].count(0) == 4


@pytest.mark.parametrize(
    ("actor", "issue", "position", "salience", "influence"),
    [
        ("kremlin", "territory", (85, 97, 99), (78, 88, 97), (60, 80, 92)),
        ("trump_wh", "sequencing", (5, 15, 38), (50, 70, 88), (25, 45, 70)),
        ("us_congress_faction", "us_engagement", (1, 8, 22), (65, 80, 94), (12, 28, 48)),
        ("trump_base", "us_engagement", (75, 90, 99), (40, 62, 82), (15, 35, 55)),
        ("ukraine", "territory", (1, 8, 25), (85, 95, 99), (30, 52, 75)),
        ("european_partners", "nato_enlargement", (5, 22, 45), (40, 58, 75), (20, 40, 62)),
    ],
)
def test_cells_are_the_source_s(
    dossier: Dossier,
    actor: str,
    issue: str,
    position: tuple[float, ...],
    salience: tuple[float, ...],
    influence: tuple[float, ...],
) -> None:
    cell = dossier.cell(actor, issue)
    assert (band(cell.position), band(cell.salience), band(cell.influence)) == (position, salience, influence)


def test_no_cell_stands_where_the_article_leaves_it_empty(dossier: Dossier) -> None:
    filled = {(cell.actor, cell.issue) for cell in dossier.cells}
    for empty in dossier.empty:
        issues = [issue.id for issue in dossier.issues] if empty.issues == "*" else empty.issues
        assert not {(empty.actor, issue) for issue in issues} & filled


def test_second_option_leaves_the_south_open(dossier: Dossier) -> None:
    option = next(o for o in dossier.options.options if o.id == "whole_donbas_with_exchanges")
    assert option.gate == "exchange_in_deal"
    assert {option.regions[region] for region in ("zaporizhzhia", "kherson")} == {"not_stated"}
    assert {reading.basis for reading in option.readings} == {"outside_source"}


def test_third_countries_stay_unnamed() -> None:
    named_by_the_article = [raw(name) for name in ("actors.yaml", "assumptions.yaml", "positions.yaml", "options.yaml")]
    assert not any("China" in text for content in named_by_the_article for text in texts(content))


def test_leverage_stays_a_tension_of_three(dossier: Dossier) -> None:
    tension = next(t for t in dossier.perceptions.tensions if t.id == "us_leverage")
    assert [pole.refs[0] for pole in tension.poles] == ["P6.S1", "P9.S3", "P10.S1"]
    assert "ambiguous" in tension.poles[0].holder


def test_the_august_ultimatum_was_first_a_span(dossier: Dossier) -> None:
    august = next(u for u in dossier.timeline.ultimatums if u.id == "us_august")
    assert (august.due_on, august.latest) == (dt.date(2025, 8, 7), dt.date(2025, 8, 9))
    assert [(r.set_on, r.due_on) for r in august.revisions] == [(dt.date(2025, 7, 29), AS_OF)]
    fifty = next(u for u in dossier.timeline.ultimatums if u.earlier_form and u.earlier_form.of == "us_august")
    assert (fifty.due_on - fifty.set_on).days == 50


def test_what_became_known_later_is_dated_so(dossier: Dossier) -> None:
    report = next(e for e in dossier.timeline.events if e.id == "witkoff_fidelity")
    assert report.date <= AS_OF < report.known_on


def test_the_word_alleged_is_kept(dossier: Dossier) -> None:
    sentence = dossier.reference("P17.S2")
    assert "alleged" in sentence.paraphrase
    assert "alleged" in sentence.quote


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.name)
def test_files_open_with_what_they_hold(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
