"""Files that are broken, hostile or merely surprising are refused with file, line and advice."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.dossier import Dossier, DossierError, load

REQUIRED = ("dossier.yaml", "actors.yaml", "issues.yaml", "positions.yaml")


@pytest.mark.parametrize("name", REQUIRED)
def test_missing_file(minimal, name):
    (minimal.folder / name).unlink()
    found = [problem for problem in minimal.problems() if problem.file == name and problem.path == ""]
    assert [problem.message for problem in found] == ["is missing"]


@pytest.mark.parametrize(
    ("content", "line", "fragment"),
    [
        ("", None, "is empty"),
        ("# only a comment\n", None, "is empty"),
        ("- a\n- b\n", 1, "must hold keys at the top"),
        ("just text", 1, "must hold keys at the top"),
        ("title: a\nas_of: [1, 2\nsubtitle: b\n", 3, "is not valid YAML"),
        ("title: a\n\tas_of: 2031-01-01\n", 2, "is not valid YAML"),
        ("title: a\ntitle: b\nas_of: 2031-01-01\n", 2, "stands here twice, first on line 1"),
        ("title: a\nas_of: 2031-01-01\nseed: .nan\n", 3, "is not a finite number"),
        ("title: a\nas_of: 2031-01-01\nseed: -.inf\n", 3, "is not a finite number"),
        ("title: a\nas_of: 2031-01-01\nseed: 1.0e+999\n", 3, "is not a finite number"),
        (f"title: a\nas_of: 2031-01-01\nseed: {'9' * 5000}\n", 3, "is not a number that exists"),
        ("title: a\nas_of: 2031-13-01\n", 2, "is not a date that exists"),
        ("title: a\nas_of: 2031-02-30\n", 2, "is not a date that exists"),
        ("title: a\nas_of: 2031-01-01\nseed: 010\n", 3, "reads 010 as another number"),
        ("title: 12:30\nas_of: 2031-01-01\n", 1, "reads 12:30 as another number"),
        ("title: no\nas_of: 2031-01-01\n", 1, "YAML reads it as false; put it in quotes"),
        ("title: 5\nas_of: 2031-01-01\n", 1, "is the number 5; put it in quotes"),
        ("title:\nas_of: 2031-01-01\n", 1, "is empty; write a value"),
        ("title: a\nas_of: 2031-1-1\n", 2, "must be a date such as 2025-01-31, but is '2031-1-1'"),
        ("title: a\nas_of: 0\n", 2, "must be a date such as 2025-01-31"),
        ("title: a\nas_of: 2031-01-01\nseed: yes\n", 3, "must be a whole number, but is true"),
        ("title: a\nas_of: 2031-01-01\n---\ntitle: b\n", 3, "second document"),
        ("title: &a x\nas_of: 2031-01-01\n", 1, "anchors (&) and aliases (*) are not allowed"),
        ("title: !!python/object/apply:os.system ['true']\n", 1, "tag"),
        ("title: !!python/name:os.system\n", 1, "tag"),
        ("title: !!binary aGVsbG8=\n", 1, "tag"),
        ("? [a, b]\n: c\n", 1, "a key must be a plain word"),
        ("a: " + "[" * 3000 + "]" * 3000, 1, "levels deep"),
        ("a: " + "{b: " * 900 + "}" * 900, 1, "levels deep"),
        (b"title: a\nas_of: \x00\n", 2, "binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "binary file"),
        (b"title: a\nsubtitle: caf\xe9\n", 2, "is not UTF-8 at byte 23"),
        (b"title: a\nsubtitle: \x1b[31m\n", 2, "control character U+001B"),
        ('title: "\\ud800"\nas_of: 2031-01-01\n', None, ""),
    ],
)
def test_refused(minimal, content, line, fragment):
    minimal.write("dossier.yaml", content)
    problem = minimal.problem()
    assert problem.file == "dossier.yaml"
    assert fragment in problem.message
    assert problem.line == line or not fragment


def test_alias_bomb(minimal):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    minimal.write("dossier.yaml", "\n".join(rows))
    assert minimal.problem().line == 1
    assert "aliases (*) are not allowed" in minimal.problem().message


@pytest.mark.parametrize("name", ["dossier.yaml", "control.csv"])
def test_a_file_beyond_the_limit_is_not_read(river, name):
    with (river.folder / name).open("wb") as stream:
        stream.truncate(50_000_000)
    problem = next(problem for problem in river.problems() if problem.file == name)
    assert problem.message == "is larger than 500 kB, the most a dossier file may have"


def test_a_folder_in_place_of_a_file(minimal):
    (minimal.folder / "network.yaml").mkdir()
    assert minimal.problem().message == "is not a file"


def test_a_file_that_leads_out_of_the_dossier(minimal, tmp_path):
    (tmp_path / "secret.yaml").write_text("title: secret\nas_of: 2031-01-01\n")
    (minimal.folder / "dossier.yaml").unlink()
    (minimal.folder / "dossier.yaml").symlink_to(tmp_path / "secret.yaml")
    assert "lies outside the dossier" in minimal.problem().message


def test_a_link_that_leads_to_itself(minimal):
    (minimal.folder / "media.yaml").symlink_to(minimal.folder / "media.yaml")
    assert minimal.problem().file == "media.yaml"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_file_without_permission(minimal):
    (minimal.folder / "dossier.yaml").chmod(0)
    assert "check its permissions" in minimal.problem().message


def test_an_input_error_is_told(minimal, monkeypatch):
    def fail(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", fail)
    assert {problem.message for problem in minimal.problems()} == {
        "cannot be read (Permission denied); check its permissions"
    }


def test_a_byte_order_mark_does_no_harm(minimal):
    raw = (minimal.folder / "dossier.yaml").read_bytes()
    minimal.write("dossier.yaml", b"\xef\xbb\xbf" + raw)
    assert minimal.load().header.title == "The Serel water dispute"


def test_windows_line_ends_keep_their_lines(minimal):
    raw = (minimal.folder / "positions.yaml").read_bytes().replace(b"\n", b"\r\n")
    minimal.write("positions.yaml", raw.replace(b"issue: dam", b"issue: dame"))
    assert [problem.line for problem in minimal.problems()] == [21, 27]


def check_outcome(river):
    try:
        found = load(river.folder)
    except DossierError as error:
        found = error
    assert isinstance(found, Dossier) or found.problems


FILES = (*REQUIRED, "network.yaml", "timeline.yaml", "regions.yaml", "control.csv", "geo/parts.geojson")


@given(name=st.sampled_from(FILES), raw=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_garbage_gives_a_dossier_or_its_error(river, name, raw):
    whole = (river.folder / name).read_bytes()
    river.write(name, raw)
    try:
        check_outcome(river)
    finally:
        river.write(name, whole)


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edit_gives_a_dossier_or_its_error(river, data):
    """Damage in a sound file reaches further than garbage does."""
    name = data.draw(st.sampled_from(FILES))
    whole = (river.folder / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    patch = data.draw(st.sampled_from([b"", b"null", b"[]", b"{}", b": ", b"\n", b"-1", b"yes", b"'", b"[1, {a: b}]"]))
    river.write(name, whole[:start] + patch + whole[end:])
    try:
        check_outcome(river)
    finally:
        river.write(name, whole)
