"""Many at once, killed processes, full disks, lost connections, other forms: nothing is lost and all is said."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, text

from components.store import Store, StoreError, default_url, open_store
from components.store.tables import metadata
from tests.store.conftest import DRAFT, Server
from tests.store.saving import THIRD, save

ROOT = Path(__file__).resolve().parents[2]
FIRST = Path(__file__).with_name("first.sql")
PROCESSES, TIMES = 8, 54
"""Each time two things are saved, and each third time a third one: a thousand in all."""


# Processes that begin with nothing open, but with everything imported, which would take longer than what they do.
FRESH = get_context("forkserver")
FRESH.set_forkserver_preload(["tests.store.saving"])


def together(do: Callable[..., object], each: Sequence[tuple[object, ...]]) -> None:
    """Run something in as many processes at once, and see that all come to their end."""
    running = [FRESH.Process(target=do, args=given) for given in each]
    for process in running:
        process.start()
    for process in running:
        process.join(timeout=120)
    assert [process.exitcode for process in running] == [0] * len(running)


def test_a_thousand_saves_of_eight_processes_lose_nothing(store: Store, url: str) -> None:
    shared = store.scenarios.save(DRAFT).scenario
    together(save, [(url, f"p{number}", TIMES, shared) for number in range(PROCESSES)])
    assert PROCESSES * (2 * TIMES + TIMES // THIRD) >= 1000
    wanted = {(f"p{number}", f"p{number} {time}") for number in range(PROCESSES) for time in range(TIMES)}
    revised = {(author, name) for author, name in wanted if int(name.split()[1]) % THIRD == 0}
    listed = [saved for saved in store.scenarios.list("canal") if saved.scenario != shared]
    assert Counter((saved.author, saved.name) for saved in listed) == Counter(wanted)
    history = store.scenarios.history(shared)
    assert [saved.revision for saved in history] == list(range(1, len(history) + 1))
    assert Counter((saved.author, saved.name) for saved in history[1:]) == Counter(revised)
    links = store.forecasts.links()
    assert Counter((link.content["author"], link.content["number"]) for link in links) == Counter(
        (author, int(name.split()[1])) for author, name in wanted
    )
    assert store.forecasts.broken() is None


def test_many_may_open_a_new_store_at_once(url: str) -> None:
    together(open_store, [(url,)] * 4)
    assert open_store(url).scenarios.list("canal") == ()


def test_a_killed_process_leaves_a_readable_store(store: Store, url: str) -> None:
    shared = store.scenarios.save(DRAFT).scenario
    command = [sys.executable, "-m", "tests.store.saving", url, "victim", str(10**6), str(shared)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        kept = [process.stdout.readline() for _ in range(11)][1:]
        process.kill()
        rest = process.stdout.readlines()
    done = len(kept) + len([line for line in rest if line.endswith("\n")])
    # The round it was killed in may have been kept in part, but each of its saves is whole.
    assert done <= len(store.scenarios.list("canal")) - 1 <= done + 1
    assert done // THIRD <= len(store.scenarios.history(shared)) - 1 <= done // THIRD + 1
    assert done <= len(store.forecasts.links()) <= done + 1
    assert store.forecasts.broken() is None
    assert store.scenarios.save(DRAFT).revision == 1


def test_a_lost_connection_is_said_and_found_again(server: Server) -> None:
    server.run("createdb", "-h", "127.0.0.1", "-p", str(server.port), "-U", "parley", "lost")
    store = open_store(server.url("lost"))
    saved = store.scenarios.save(DRAFT)
    server.stop()
    try:
        for _ in range(2):
            with pytest.raises(StoreError, match="does not answer: see that its database runs"):
                store.scenarios.save(DRAFT)
    finally:
        server.start()
    assert store.scenarios.list("canal") == (saved,)
    store.database.close()


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    saved = store.scenarios.save(DRAFT)

    @event.listens_for(store.database._engine, "checkout")
    def _no_room(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    store.database.close()
    with pytest.raises(StoreError, match=r"the disk that holds .*store\.db is full: make room"):
        store.scenarios.save(replace(DRAFT, content="x" * 100_000))
    assert store.scenarios.list("canal") == (saved,)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("no folder")
    with pytest.raises(StoreError, match=r"cannot be written .*: name another place in PARLEY_STORE"):
        open_store(f"sqlite:///{taken / 'parley' / 'store.db'}")
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}").database.close()
    with pytest.raises(StoreError, match="may not be written: change its permissions"):
        open_store(f"sqlite:///file:{path}?mode=ro&uri=true").scenarios.save(DRAFT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be opened: change its permissions"):
        open_store(f"sqlite:///{tmp_path / 'store.db'}")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "is no address of a store: write sqlite:////"),
        ("nothing://x/y", "is no address of a store"),
        ("postgresql+psycopg://ada:secret@127.0.0.1:1/x", r"ada:\*\*\*@127.0.0.1:1/x does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(url)


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Ada, " * 100)
    with pytest.raises(StoreError, match="is no store: move it away"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear Ada")


def test_a_newer_form_is_refused(store: Store, url: str) -> None:
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(StoreError, match="was written by a newer Parley"):
        open_store(url)


def test_the_migrations_lead_to_the_tables(store: Store) -> None:
    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_the_first_form_keeps_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as old:
        old.executescript(FIRST.read_text(encoding="utf-8"))
        rows = [old.execute(f"SELECT * FROM {table}").fetchall() for table in ("scenarios", "revisions", "forecasts")]
    old.close()
    store = open_store(f"sqlite:///{path}")
    assert [saved.name for saved in store.scenarios.list("canal")] == ["Doves", "Ястребы"]
    assert [saved.revision for saved in store.scenarios.history(1)] == [1, 2]
    assert store.scenarios.restore(3).name == "Gone"
    assert [link.content["chance"] for link in store.forecasts.links()] == [0.2, 0.7]
    assert store.forecasts.broken() is None
    assert [len(table) for table in rows] == [3, 4, 2]


def test_the_default_is_a_file_in_the_user_s_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/parley/store.db"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/.local/share/parley/store.db"
