from __future__ import annotations

import json
import re
from typing import Any

from components.drawing import rows
from components.figures import Context, build
from components.figures.actors.matrix import why_empty
from components.figures.actors.matrix_chart import Blank, Cell, Room, matrix_chart
from components.model.rooms import room
from tests.pictures.reading import says

TOP, COLUMN = rows.key("a", "Ruritania (veto)", "Rur."), rows.key("toll", "The\ntoll", "The toll")


def test_empty_cells_stay_empty_and_say_why(august: Context) -> None:
    dossier = august.dossier
    empty = {(row["actor"], row["issue"]): row["why empty"] for row in why_empty(dossier)}
    held = {(dossier.actor(cell.actor).label, dossier.issue(cell.issue).label) for cell in dossier.cells}
    assert not held & set(empty)
    silent = (dossier.actor("trump_wh").label, dossier.issue("ukraine_sovereignty").label)
    assert "no interest in Ukraine" in empty[silent]
    assert all(len(why) > 5 for why in empty.values())
    table = build("actors_matrix", august).table
    assert table["why empty"].notna().sum() == len(empty)
    assert table.loc[table["why empty"].notna(), "ideal point (0–100)"].isna().all()


def test_a_click_selects_issue_and_actor() -> None:
    where = {"row": TOP, "column": COLUMN, "actor_name": "A", "issue_name": "Toll", "said": "A, Toll"}
    full = Cell(**where, actor="a", issue="toll", position=62.0, power=4.0, words="62", limits="", basis="stated")
    spec: dict[str, Any] = matrix_chart(
        [full],
        [Blank(**where, why="Not said.")],
        [Room(rows.key("all", "All"), COLUMN, "toll", "gap", "gap 4", "The toll: no overlap, gap 4", "")],
        actors=[TOP],
        issues=[COLUMN],
        mode="dark",
        description="words",
    ).to_dict()
    (param,) = spec["params"]
    assert (param["name"], param["select"]["fields"]) == ("cell", ["issue", "actor"])
    blank, filled = (layer for layer in spec["layer"] if layer["mark"]["type"] == "rect")
    assert "position" not in spec["datasets"][blank["data"]["name"]][0]
    assert filled["encoding"]["color"]["field"] == "position"


def test_every_issue_says_whether_it_leaves_room(august: Context, minimal: Context) -> None:
    spec = build("actors_matrix", august).chart.to_dict()
    signs = {row["issue"]: row for data in spec["datasets"].values() for row in data if "kind" in row}
    for issue in august.results.issues:
        found = room(august.results, issue)
        assert signs[issue]["kind"] == found.kind
        told = [found.width] if found.kind == "gap" else [found.low, found.high]
        says(signs[issue]["words"], *told)
    # Where nobody says what no deal gives there is no such row.
    assert not [
        row
        for data in build("actors_matrix", minimal).chart.to_dict()["datasets"].values()
        for row in data
        if "kind" in row
    ]


def test_names_of_many_issues_stand_upright_before_they_collide() -> None:
    def widest(count: int) -> int:
        issues = [rows.key(str(place), "Humanitarian\ncorridors", "Humanitarian corridors") for place in range(count)]
        blank = Blank(row=TOP, column=issues[0], actor_name="A", issue_name="I", said="A, I", why="Not said.")
        chart = matrix_chart([], [blank], [], actors=[TOP], issues=issues, mode="light", description="words")
        angles = re.findall(r"> (\d+) \? 0 : -90", json.dumps(chart.to_dict()))
        return int(angles[0])

    room = [(widest(count) - 240) / count for count in (5, 15, 20)]
    assert min(room) >= 12 * 5
    assert widest(20) > widest(15) > widest(5)
