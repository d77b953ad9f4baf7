from __future__ import annotations

from typing import Any

from components.drawing import rows
from components.figures import Context, build
from components.figures.actors.matrix import why_empty
from components.figures.actors.matrix_chart import Blank, Cell, matrix_chart

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
    assert table.loc[table["why empty"].notna(), "position (0–100)"].isna().all()


def test_a_click_selects_the_issue() -> None:
    where = {"row": TOP, "column": COLUMN, "actor_name": "A", "issue_name": "Toll", "said": "A, Toll"}
    full = Cell(**where, issue="toll", position=62.0, power=4.0, words="97 → 62", short="62", basis="stated")
    spec: dict[str, Any] = matrix_chart(
        [full],
        [Blank(**where, why="Not said.")],
        actors=[TOP],
        issues=[COLUMN],
        mode="dark",
        description="words",
    ).to_dict()
    (param,) = spec["params"]
    assert (param["name"], param["select"]["fields"]) == ("cell", ["issue"])
    blank, filled = (layer for layer in spec["layer"] if layer["mark"]["type"] == "rect")
    assert "position" not in spec["datasets"][blank["data"]["name"]][0]
    assert filled["encoding"]["color"]["field"] == "position"
