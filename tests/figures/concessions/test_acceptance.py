from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures import FigureError, build
from components.figures.concessions.acceptance_words import acceptance_words, best_offer, margin, margin_band
from components.model.cases import cases
from components.model.number import Number
from components.model.packages import offer
from tests.figures.concessions.given import DATA, HERE, OWN, RIVER, THERE, changed, context
from tests.pictures.reading import numbers


def test_the_table_lists_what_the_model_says() -> None:
    priced = HERE.results.packages["occupied_parts_of_four"]
    table = build("concessions_acceptance", HERE, option="occupied_parts_of_four").table.set_index("who")
    for key, chance in priced.acceptance.items():
        row = table.loc[DATA.actor(key).label]
        assert row["would rather take it (%)"] == pytest.approx(100 * chance.value, abs=0.05)
        assert row["band, to (%)"] == pytest.approx(100 * chance.p90, abs=0.05)
        assert row["the option is worth (points)"] == pytest.approx(priced.worth[key].value, abs=0.05)
        assert row["no deal is worth (points)"] == pytest.approx(priced.no_deal[key].value, abs=0.05)
        assert row["better than no deal by (points)"] == pytest.approx(priced.surplus[key].value, abs=0.05)
    assert table.loc["All together", "would rather take it (%)"] == pytest.approx(100 * priced.joint.value, abs=0.05)


def test_acceptance_follows_the_sliders_and_shows_the_source() -> None:
    moved = context(assumptions={"exchange_in_deal": 0.0})
    table = build("concessions_acceptance", moved, option="whole_donbas_with_exchanges").table.set_index("who")
    gate = next(who for who in table.index if who.startswith("Condition"))
    for row in ("All together", gate):
        assert table.loc[row, "would rather take it (%)"] == 0
        assert table.loc[row, "at the source's values (%)"] > 0


def test_words_are_the_dossiers_own() -> None:
    phia = changed(DATA, header=DATA.header.model_copy(update={"words": "phia"}))
    figure = build("concessions_acceptance", context(phia), option="occupied_parts_of_four")
    assert "highly likely" in set(figure.table["word"]) | set(str(figure.spec).split("'"))


def test_a_condition_stands_where_its_slider_does() -> None:
    option = DATA.option("whole_donbas_with_exchanges")
    table = build("concessions_acceptance", HERE, option=option.id).table
    row = table[table["who"].str.startswith("Condition")].iloc[0]
    assert row["would rather take it (%)"] == 100 * HERE.results.value(option.gate)


def test_what_moves_no_deal_is_seen_beside_the_source() -> None:
    moved = build("concessions_acceptance", context(assumptions={"us_leverage": 100}), option="occupied_parts_of_four")
    row = moved.table.set_index("who").loc[DATA.actor("kremlin").label]
    assert row["no deal is worth (points)"] < row["no deal at the source's values (points)"]
    assert row["would rather take it (%)"] > row["at the source's values (%)"]


def test_an_unheard_veto_player_is_named() -> None:
    silent = changed(DATA, cells=tuple(cell for cell in DATA.cells if cell.actor != "ukraine"))
    figure = build("concessions_acceptance", context(silent), option="occupied_parts_of_four")
    label = DATA.actor("ukraine").label
    assert f"Not heard on it: {label}" in figure.description
    assert any(label in note for note in figure.notes)


@given(st.floats(-120, 120))
def test_a_margin_says_how_much_and_which_way(points: float) -> None:
    words = margin(points)
    if abs(points) < 0.5:
        assert words == "as good"
    else:
        assert numbers(words)[0][0] == pytest.approx(abs(points), abs=0.5)
        assert words.endswith("better" if points > 0 else "short")


def test_a_margin_with_its_band_reads_as_a_sentence_does() -> None:
    assert margin_band(Number(-7.4, -20.6, -7.4, 9.2)) == "7 points short of no deal (−21 to 9)"
    assert margin_band(Number(1.2, 0.6, 1.2, 2.2)) == "1 point better than no deal (1–2)"
    assert margin_band(Number(0.1, -3, 0.1, 3)) == "as good as no deal (−3 to 3)"


def test_words_count_cases_and_name_who_stands_in_the_way() -> None:
    item = cases(DATA)["occupied_parts_of_four"]
    said = acceptance_words(HERE, item)
    assert "Kremlin would rather take this than go on in about three cases in ten, 31" in said
    assert f"Most in the way stands Kremlin, over: {DATA.issue('territory').label}." in said
    eager = context(assumptions={"us_leverage": 100, "battlefield_confidence": 0})
    assert "Most in the way stands Kyiv" in acceptance_words(eager, item)


def test_the_binding_issue_of_an_own_option_is_in_the_chart() -> None:
    figure = build("concessions_acceptance", HERE, option="own", own=OWN)
    assert ", over NATO enlargement" in str(figure.spec)
    assert set(figure.table["binding issue"].dropna()) >= {"NATO enlargement"}


def test_without_any_issue_set_nothing_is_on_offer() -> None:
    bare = [option.model_copy(update={"sets": {}, "readings": ()}) for option in RIVER.options.options]
    silent = RIVER.model_copy(update={"options": RIVER.options.model_copy(update={"options": tuple(bare)})})
    with pytest.raises(FigureError, match="nothing to accept"):
        build("concessions_acceptance", context(silent))
    assert "nothing to accept" in best_offer(context(silent), list(cases(silent).values()))


@pytest.mark.parametrize(("dossier", "here"), [(DATA, HERE), (RIVER, THERE)])
def test_the_option_that_comes_closest_is_named(dossier, here) -> None:
    found = list(cases(dossier).values())
    priced = {item.label: result.joint.value for item in found if (result := offer(here.results, item))}
    assert f"“{max(priced, key=priced.__getitem__)}” comes closest" in best_offer(here, found)
