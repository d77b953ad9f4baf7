"""Sound dossiers are read whole."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import pytest

from components.dossier import DossierError, load
from components.dossier.mechanism import FromBaseRate


def test_the_four_required_files_suffice(minimal):
    dossier = minimal.load()
    assert dossier.slug == "the-serel-water-dispute"
    assert dossier.header.as_of == dt.date(2031, 5, 2)
    assert [actor.id for actor in dossier.actors] == ["upland", "lowland", "basin_board"]
    assert [actor.id for actor in dossier.veto_players] == ["upland"]
    assert dossier.cells[1].salience.p10 == dossier.cells[1].salience.p90 == 85
    assert dossier.nodes == dossier.assumptions == dossier.correlations == dossier.no_deal == dossier.control == ()
    assert not any(part.present for part in (dossier.evidence, dossier.timeline, dossier.regions, dossier.media))


def test_every_optional_file_is_read(river):
    dossier = river.load()
    assert dossier.node("p_any_lull").of == ("p_lull", "p_pact")
    assert dossier.reference("P1.S1").voice == "author"
    assert dossier.reference("almanac").date == "2030-01-01"
    assert dossier.reference("talks_open").date == dt.date(2031, 3, 1)
    assert dossier.assumption("threat_kept").default == FromBaseRate(base_rate="donor_deadlines")
    assert dossier.option("as_now").sets["flow"] == dossier.expectation("upper", "flow").expects.p50 + 4
    assert dossier.option("any_pact").output == dossier.header.questions[0].node == "p_pact"
    assert dossier.cell("upper", "flow").position.p50 == 85
    assert dossier.cell("donors", "border") is dossier.expectation("donors", "flow") is None
    assert [pair.r for pair in dossier.correlations] == [-0.3, -0.5]
    assert dossier.assumption("horizon_months").is_choice
    assert dossier.issue("flow").anchors[65.5].refs == ("P1.S2",)
    assert dossier.empty[1].issues == "*"
    assert set(dossier.shapes) == {"parts", "context", "line"}
    assert dossier.media.figures[0].value.p10 < dossier.media.figures[0].value.p50


def test_tables_keep_the_dossier_s_regions_and_plain_types(river):
    dossier = river.load()
    assert [(share.region, share.held_km2) for share in dossier.control] == [
        ("east", 600),
        ("west", 450),
        ("east", 720),
        ("west", 450),
    ]
    eastmill, fordby, _ = dossier.towns
    assert (eastmill.population, eastmill.contested) == (12000, False)
    assert (fordby.population, fordby.contested, fordby.label_anchor) == (None, True, "start")
    assert dossier.published[1].bound == "at_least"


def test_nodes_follow_what_they_are_computed_from(river):
    order = [node.id for node in river.load().nodes]
    place = {name: index for index, name in enumerate(order)}
    for node in river.load().nodes:
        assert all(place[item.id] < place[node.id] for item in node.inputs if item.id in place)


def test_nodes_keep_the_file_s_order_where_they_can(river):
    text = (river.folder / "network.yaml").read_text()
    lines = text.splitlines(keepends=True)
    truce, board, threat = (
        next(line for line in lines if f"id: {key}," in line) for key in ("p_truce", "p_both_take_board", "p_threat")
    )
    sortable = text.replace(truce, "").replace(board, "").replace(threat, threat + board) + truce
    river.write("network.yaml", sortable)
    assert [node.id for node in river.load().nodes] == re.findall(r"^- \{?id: (\w+)", sortable, re.MULTILINE)


def test_unknown_files_are_ignored(minimal):
    minimal.write("notes.yaml", "anything: [")
    version = minimal.load().version
    minimal.write("notes.yaml", "")
    assert minimal.load().version == version


def test_the_version_changes_with_any_byte_and_not_with_the_place(river, tmp_path):
    before = river.load().version
    moved = load(shutil.copytree(river.folder, tmp_path / "elsewhere"))
    assert moved.version == before
    river.append("geo/line.geojson", "\n")
    assert river.load().version != before


def test_a_title_without_latin_letters_still_gives_a_slug(minimal):
    minimal.replace("dossier.yaml", "The Serel water dispute", "水争い")
    assert minimal.load().slug == "dossier"


def test_a_path_may_be_text(minimal):
    assert load(str(minimal.folder)) == minimal.load()


def test_keys_that_yaml_would_turn_into_truth_values_stay_text(minimal):
    minimal.replace("actors.yaml", "id: upland, ", "id: on, ")
    assert "YAML reads it as true" in minimal.problems()[0].message
    minimal.replace("actors.yaml", "id: on", "id: upland, on: 3")
    assert minimal.problem().path == "actors[0].on"


@pytest.mark.parametrize(("name", "fragment"), [("nowhere", "does not exist"), ("dossier.yaml", "is not a folder")])
def test_the_path_must_be_a_folder(minimal, name, fragment):
    with pytest.raises(DossierError, match=fragment):
        load(minimal.folder / name)
