"""What the Workbench keeps: saved scenarios; without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from components.exports.manifest import manifest_json
from components.exports.scenario import scenario_yaml
from components.files import zipped
from components.model import Scenario, evaluate
from components.store import Draft, Store, open_store
from components.ui import keeping, visitor
from tests.pages.conftest import DOSSIER, SLUG, Open, assumed, click, said
from tests.ui.conftest import charts, move
from tests.ui.test_text_is_text import _said as strings


def test_without_a_store_the_tab_says_so_and_the_rest_works(open_workbench: Open) -> None:
    app = open_workbench()
    assert "Nothing is kept here: the store is switched off." in said(app)
    app.switch_page("../../pages/assumptions.py").run()
    assert not app.exception


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("sqlite:///{taken}/store.db", "cannot be written (File exists): name another place in PARLEY_STORE"),
        ("postgresql+psycopg://ada:secret@127.0.0.1:1/x", "127.0.0.1:1/x does not answer: see that its database"),
    ],
)
def test_a_store_that_fails_is_said_and_the_session_goes_on(
    open_workbench: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, words: str
) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("PARLEY_STORE", place.format(taken=tmp_path / "taken"))
    app = open_workbench()
    assert "Nothing can be kept here: " in said(app)
    assert words in said(app)
    app.session_state["tab"] = "Spreadsheet"
    app.run()
    assert not app.exception


def test_a_store_that_may_only_be_read_is_read(
    open_workbench: Open, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.scenarios.save(Draft("Shared", "", "Ada", SLUG, DOSSIER.digest, "assumptions: {donor_patience: 10}"))
    monkeypatch.setenv("PARLEY_STORE", f"sqlite:///file:{tmp_path / 'store.db'}?mode=ro&uri=true")
    app = open_workbench()
    assert "**Shared**" in said(app)
    assert "may not be written: change its permissions" in said(click(app, "save-scenario"))
    click(app, "load-scenario")
    assert assumed(app) == {"donor_patience": 10}


WRITES = {"save-scenario", "save-over", "rename-scenario", "copy-scenario", "delete-scenario", "freeze"}


@pytest.mark.parametrize("signed", [None, "Ada"])
def test_where_everybody_may_read_only_who_signed_in_keeps_something(
    open_workbench: Open, store: Store, monkeypatch: pytest.MonkeyPatch, signed: str | None
) -> None:
    store.scenarios.save(Draft("Shared", "", "Bo", SLUG, DOSSIER.digest, "assumptions: {donor_patience: 10}"))
    monkeypatch.setenv(visitor.OPEN, "1")
    monkeypatch.setattr(visitor, "name", lambda: signed)
    app = open_workbench()
    found = {button.key for button in app.button}
    app.session_state["tab"] = "Forecasts"
    found |= {button.key for button in app.run().button}
    assert found & WRITES == (WRITES if signed else set())
    assert ("Keeping something needs sign-in" in said(app)) is (signed is None)
    app.session_state["tab"] = "Saved"
    app.run()
    click(app, "load-scenario")
    assert assumed(app) == {"donor_patience": 10}


def test_a_full_disk_is_said_and_what_was_typed_stays(open_workbench: Open, store: Store, url: str) -> None:
    app = open_workbench()
    app.text_input(key="saved-name").input("Long thought of").run()
    engine = keeping._opened(url).database._engine

    def no_room(connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine, "checkout", no_room)
    app.text_input(key="saved-note").input("why " * 400).run()
    for _ in range(40):
        click(app, "save-scenario")
        if "Not done: " in said(app):
            break
        app.text_input(key="saved-name").input("Long thought of").run()
    assert "store.db is full: make room, then save again." in said(app)
    kept = len(store.scenarios.list(SLUG))
    app.session_state["tab"] = "Forecasts"
    app.run()
    app.session_state["tab"] = "Saved"
    app.run()
    assert "Not done" not in said(app)
    assert app.text_input(key="saved-name").value == "Long thought of"
    event.remove(engine, "checkout", no_room)
    engine.dispose()
    click(app, "save-scenario")
    assert len(store.scenarios.list(SLUG)) == kept + 1


def test_values_are_saved_loaded_changed_and_brought_back(open_workbench: Open, store: Store, acts) -> None:
    app = open_workbench(donor_patience="70")
    assert "Nothing is saved for this dossier yet." in said(app)
    app.text_input(key="author").input("Ada").run()
    app.text_input(key="saved-name").input("Patient donors").run()
    click(app, "save-scenario")
    (first,) = store.scenarios.list(SLUG)
    assert (first.name, first.author) == ("Patient donors", "Ada")
    assert "The present values are those of this scenario." in said(app)
    move(app, donor_patience=20).run()
    assert "From the present values to this scenario: " in said(app)
    click(app, "save-over")
    assert [item.revision for item in store.scenarios.history(first.scenario)] == [1, 2]
    app.selectbox(key="saved-revision").select(1).run()
    click(app, "load-revision")
    assert assumed(app) == {"donor_patience": 70}
    click(app, "load-scenario")
    assert assumed(app) == {"donor_patience": 20}
    app.text_input(key="saved-rename").input("Impatient donors").run()
    click(app, "rename-scenario")
    click(app, "copy-scenario")
    assert [item.name for item in store.scenarios.list(SLUG)] == ["Impatient donors (copy)", "Impatient donors"]
    click(app, "delete-scenario")
    assert len(store.scenarios.list(SLUG)) == 1
    click(app, "undo-delete")
    assert len(store.scenarios.list(SLUG)) == 2
    assert acts() == ["save", "change", "change", "save", "delete", "save"]


def test_who_signed_in_is_not_asked(open_workbench: Open, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "name", lambda: "ada@example.org")
    app = open_workbench()
    click(app, "save-scenario")
    assert [item.author for item in store.scenarios.list(SLUG)] == ["ada@example.org"]
    assert "author" not in [item.key for item in app.text_input]


def test_a_stale_save_shows_both_and_lets_one_decide(open_workbench: Open, store: Store) -> None:
    app = open_workbench(donor_patience="70")
    app.text_input(key="saved-name").input("Shared").run()
    click(app, "save-scenario")
    (mine,) = store.scenarios.list(SLUG)
    for decision, names in (("stale-new", ["Shared (mine)", "Shared"]), ("stale-leave", None), ("stale-over", None)):
        theirs = store.scenarios.load(mine.scenario)
        there = store.scenarios.update(replace(theirs, author="Grace", note=decision), mine.scenario, theirs.revision)
        app.selectbox(key="saved-chosen").select(mine.scenario).run()
        click(app, "save-over")
        assert "was changed meanwhile by Grace" in said(app)
        assert list(app.table[0].value.columns)[-2:] == ["Mine", "Theirs"]
        click(app, decision)
        assert "was changed meanwhile" not in said(app)
        if names:
            assert [item.name for item in store.scenarios.list(SLUG)] == names
            # The session has seen theirs by now, and saves on top of what it has seen.
            app.session_state["parley_seen"][mine.scenario] = there.revision
    assert store.scenarios.load(mine.scenario).author == ""
    assert store.scenarios.load(mine.scenario).revision == 5


def test_any_number_is_compared_and_four_are_drawn(open_workbench: Open, store: Store) -> None:
    for number in range(6):
        content = f"assumptions: {{donor_patience: {10 + number}}}"
        store.scenarios.save(Draft("Same name", "", "Ada", SLUG, DOSSIER.digest, content))
    store.scenarios.save(Draft("Odd", "", "Ada", SLUG, "0" * 64, "assumptions: {ghost: 1}"))
    app = open_workbench()
    assert "It does not fit this dossier any more: scenario" not in said(app)
    app.multiselect(key="saved-compared").set_value([1, 2, 3, 4, 5, 6, 7]).run()
    assert not app.exception
    assert "“Odd” cannot be compared: Odd: unknown assumption ghost" in said(app)
    assert len(app.table[0].value.columns) == 2 + 6
    assert len(charts(app)) == 1


def test_what_people_write_is_shown_as_it_is(open_workbench: Open, store: Store) -> None:
    evil = "![x](//evil.example) <b> www.evil.example"
    for revision in (0, 1):
        draft = Draft(f"{evil}; a=b", evil, evil, SLUG, "0" * 64, "assumptions: {donor_patience: 10}")
        store.scenarios.update(draft, 1, 1) if revision else store.scenarios.save(draft)
    store.scenarios.save(Draft(evil, evil, evil, SLUG, "0" * 64, f"assumptions: {{'{evil}': 10}}"))
    app = open_workbench()
    app.multiselect(key="saved-compared").set_value([1, 2]).run()
    app.selectbox(key="saved-chosen").select(1).run()
    assert len(app.table) == 2
    for _ in range(2):
        texts = list(strings(app._tree))
        assert any("evil" in text for _, text in texts)
        assert not [(where, text) for where, text in texts if re.search(r"(?<!\\)\[x|(?<!\\)<b>|www\.evil", text)]
        click(app, "delete-scenario")


def test_an_earlier_brief_tells_what_changed_since(open_workbench: Open, url: str, acts) -> None:
    then = evaluate(DOSSIER, Scenario({"donor_patience": 70.0}))
    files = {"scenario.yaml": scenario_yaml(DOSSIER, then.scenario).encode()}
    pack = zipped({**files, "manifest.json": manifest_json(then, files).encode()})
    app = open_workbench()
    for name, raw, words in (
        ("brief.zip", pack, "Since this brief: Donors' patience 70 → "),
        ("brief.zip", b"", "It cannot be used: the file is no briefing pack"),
        ("mine.yaml", files["scenario.yaml"], "From this scenario to the present values: "),
        ("mine.yaml", b"ghost: 1", "It cannot be used: mine.yaml:1: unknown key ghost"),
    ):
        app.file_uploader(key="brought").set_value((name, raw, "application/octet-stream")).run()
        assert words in said(app)
    app.file_uploader(key="brought").set_value(("mine.yaml", files["scenario.yaml"], "")).run()
    click(app, "load-brought")
    assert assumed(app) == {"donor_patience": 70}
    click(app, "keep-brought")
    assert [item.name for item in open_store(url).scenarios.list(SLUG)] == ["mine"]
    assert acts() == ["import", "import"]
