"""Several analysts on the Workbench, from the store and from files; without a browser."""

from __future__ import annotations

import re

from components.store import Draft, Store
from tests.pages.conftest import DOSSIER, SLUG, Open, said
from tests.ui.conftest import charts


def test_analysts_from_store_and_files_are_pooled(open_workbench: Open, store: Store) -> None:
    for author, patience in (("Ada", 20), ("Bo; evil=1", 80)):
        content = f"assumptions: {{donor_patience: {patience}}}"
        store.scenarios.save(Draft("Mine", "", author, SLUG, DOSSIER.digest, content))
    store.scenarios.save(Draft("Odd", "", "Cy", SLUG, DOSSIER.digest, "ghost: 1"))
    app = open_workbench("Analysts")
    assert "Nobody is chosen yet." in said(app)
    app.multiselect(key="analysts-saved").set_value([1, 2, 3]).run()
    assert not app.exception
    assert "“Odd” cannot be used: Odd:1: unknown key ghost" in said(app)
    assert len(charts(app)) == 2
    assert [item.label for item in app.number_input] == ["Weight of Ada", "Weight of Bo evil 1"]
    assert re.search(r"you \d+\u00a0%, all together \d+\u00a0% \(", said(app))
    app.number_input(key="weight-0").set_value(0).run()
    app.number_input(key="weight-1").set_value(0).run()
    assert "not all 0" in said(app)
    app.multiselect(key="analysts-saved").set_value([]).run()
    files = [(f"{name}.yaml", b"assumptions: {donor_patience: 30}", "") for name in ("Di", "Di")]
    app.file_uploader(key="analysts-files").set_value([*files, ("bad.yaml", b"[", "")]).run()
    assert not app.exception
    assert [item.label for item in app.number_input] == ["Weight of Di", "Weight of Di 2"]
    assert "The scenario has 1 problem: bad.yaml" in said(app)


def test_analysts_need_no_store_but_an_outcome(open_workbench: Open) -> None:
    app = open_workbench("Analysts")
    assert "the store is switched off" in said(app)
    app.file_uploader(key="analysts-files").set_value([("Di.yaml", b"assumptions: {donor_patience: 30}", "")]).run()
    assert len(charts(app)) == 2
    assert "analysts cannot differ" in said(open_workbench("Analysts", dossier="tests/dossiers/minimal"))
