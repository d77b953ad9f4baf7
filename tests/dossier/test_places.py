"""A dossier in a folder, in a ZIP, in memory: the same dossier; a ZIP that means harm is none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from components.dossier import DossierError, load
from components.dossier.load import contents
from components.dossier.places import files_in

ROOT = Path(__file__).resolve().parents[2]
RIVER = ROOT / "tests/dossiers/river"


def packed(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("top", ["", "river/", "a/b/river/"])
def test_it_is_the_same_dossier_wherever_it_lies(tmp_path: Path, top: str) -> None:
    files = contents(RIVER)
    assert load(files) == load(RIVER)
    archive = tmp_path / "river.ZIP"
    others = {"__MACOSX/._dossier.yaml": b"\0", f"{top}notes.txt": b"mine"}
    archive.write_bytes(packed({f"{top}{name}": content for name, content in files.items()} | others))
    assert load(archive) == load(RIVER)
    assert contents(archive) == files


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip", "no sound ZIP"),
        (packed({"dossier.yaml": b"title: x"})[2:], "no sound ZIP"),
        (packed({"a.txt": b"x"}), "holds no dossier.yaml"),
        (packed({"dossier.yaml": b"title: x", "../actors.yaml": b"x"}), "outside itself"),
        (packed({"dossier.yaml": b"title: x", "/etc/passwd": b"x"}), "outside itself"),
        (packed({"dossier.yaml": b"title: x", "C:/actors.yaml": b"x"}), "outside itself"),
        (packed({"dossier.yaml": b" " * 20_000_000}), "packed too tightly"),
        (packed({f"{number}.yaml": b"" for number in range(1_001)}), "at most 1000"),
        (b"x" * 10_000_001, "larger than 10 MB"),
    ],
)
def test_a_zip_that_may_not_be_unpacked(content: bytes, words: str) -> None:
    with pytest.raises(DossierError, match=words):
        files_in("d.zip", content)


def test_problems_of_a_zip_name_file_and_line(tmp_path: Path) -> None:
    files = contents(ROOT / "tests/dossiers/minimal")
    files["positions.yaml"] = files["positions.yaml"].replace(b"issue: dam", b"issue: damm", 1)
    (tmp_path / "d.zip").write_bytes(packed(files))
    with pytest.raises(DossierError, match=r"positions.yaml:\d+.*did you mean 'dam'"):
        load(tmp_path / "d.zip")
