from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from components.dossier import Dossier, DossierError, Problem, load

DOSSIERS = Path(__file__).parents[1] / "dossiers"


class Copy:
    """A dossier's copy that a test may break."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(source, folder))

    def write(self, name: str, content: str | bytes) -> None:
        raw = content if isinstance(content, bytes) else content.encode()
        (self.folder / name).write_bytes(raw)

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first occurrence and return its line."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        self.write(name, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def append(self, name: str, text: str) -> int:
        """Append and return the line of the first new line."""
        before = (self.folder / name).read_text(encoding="utf-8")
        self.write(name, before + text)
        return before.count("\n") + 1

    def load(self) -> Dossier:
        return load(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        with pytest.raises(DossierError) as caught:
            load(self.folder)
        return caught.value.problems

    def told(self, name: str, old: str, new: str, fragment: str) -> tuple[Problem, int]:
        """Replace something; return the file's problem that says this, and how many lines from there it stands."""
        line = self.replace(name, old, new)
        problems = self.problems()
        found = next((problem for problem in problems if problem.file == name and fragment in problem.message), None)
        assert found is not None, "\n".join(map(str, problems))
        return found, abs((found.line or 0) - line)

    def problem(self) -> Problem:
        """Return the one problem there must be."""
        found = self.problems()
        assert len(found) == 1, "\n".join(map(str, found))
        return found[0]


@pytest.fixture
def minimal(tmp_path: Path) -> Copy:
    return Copy(DOSSIERS / "minimal", tmp_path / "minimal")


@pytest.fixture
def river(tmp_path: Path) -> Copy:
    return Copy(DOSSIERS / "river", tmp_path / "river")
