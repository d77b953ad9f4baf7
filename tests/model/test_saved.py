from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from components.model import Scenario
from components.model.saved import LENGTH, MOST, NAME_LENGTH, SavedSet, clean_name, from_text, to_text, under_names

if TYPE_CHECKING:
    from components.dossier import Dossier

CELL = "upper.flow.position"


def test_text_brings_sets_back(river: Dossier) -> None:
    sets = (
        SavedSet("Dry year", Scenario({"donor_patience": 70, "threat_kept": 0.4}, dt.date(2031, 5, 1))),
        SavedSet("As the source", Scenario()),
        SavedSet("Cells", Scenario(cells={CELL: 40})),
    )
    text = to_text(river, sets)
    assert text == (
        f"Dry year: donor_patience=70, threat_kept=0.4, as_of=2031-05-01, v={river.version}; As the source:"
        f"; Cells: {CELL}=40, v={river.version}"
    )
    assert from_text(river, text) == (sets, ())


def test_what_stands_at_the_source_is_left_out(river: Dossier) -> None:
    assert to_text(river, [SavedSet("A", Scenario({"donor_patience": 51.3}))]) == "A:"


def test_whatever_does_not_fit_is_dropped_and_told(river: Dossier) -> None:
    text = "A: donor_patience=170, ghost=1, drafting_years=nan, pact_required, yearly_consent=0.2, as_of=soon, v=0"
    (found,), complaints = from_text(river, text)
    assert found == SavedSet("A", Scenario({"yearly_consent": 0.2}))
    assert len(complaints) == 6


def test_a_cell_that_does_not_fit_is_dropped_and_told(river: Dossier) -> None:
    (found,), complaints = from_text(river, f"A: {CELL}=101, upper.flow.power=3, upper.flow.salience=20")
    assert found == SavedSet("A", Scenario(cells={"upper.flow.salience": 20}))
    assert len(complaints) == 2


def test_weights_that_leave_none_are_dropped_and_told(river: Dossier) -> None:
    idle = ", ".join(f"{cell.id}.salience=0" for cell in river.cells if cell.issue == "flow")
    (found,), (complaint,) = from_text(river, f"A: {idle}, {CELL}=40")
    assert found == SavedSet("A", Scenario(cells={CELL: 40}))
    assert "leave an issue without any" in complaint


def test_more_sets_than_fit_are_told(river: Dossier) -> None:
    found, complaints = from_text(river, "; ".join(f"S{number}:" for number in range(MOST + 2)))
    assert [item.name for item in found] == [f"S{number}" for number in range(MOST)]
    assert len(complaints) == 2


def test_a_name_given_twice_holds_what_was_given_last(river: Dossier) -> None:
    found, complaints = from_text(river, "A: donor_patience=10; B:; A: donor_patience=20")
    assert [(item.name, dict(item.scenario.assumptions)) for item in found] == [
        ("A", {"donor_patience": 20}),
        ("B", {}),
    ]
    assert complaints == ()


def test_endless_text_is_refused_whole(river: Dossier) -> None:
    assert from_text(river, "A:" + " " * LENGTH)[0] == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(river: Dossier, text: str) -> None:
    sets, _ = from_text(river, text)
    assert len(sets) <= MOST
    assert from_text(river, to_text(river, sets)) == (sets, ())


@given(st.text(max_size=120))
def test_names_hold_no_sign_that_parts_sets(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned) <= NAME_LENGTH
    assert not set(cleaned) & set(";:,=\n\t")
    assert clean_name(cleaned) == cleaned


@example(["x", "x 2", "x", "x"])
@given(st.lists(st.text(max_size=50), max_size=8))
def test_names_are_made_so_that_text_brings_every_set_back(river: Dossier, names: list[str]) -> None:
    sets = under_names(SavedSet(name, Scenario({"donor_patience": number})) for number, name in enumerate(names))
    assert len({item.name for item in sets}) == len(names)
    again, complaints = from_text(river, to_text(river, sets), most=8)
    assert [item.scenario for item in again] == [item.scenario for item in sets]
    assert complaints == ()
