"""No page hands a text of people's to Streamlit's Markdown but through `plain` (or `address.quoted`, which uses it)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.texts import fields

ROOT = Path(__file__).parents[2]
SPOKEN = frozenset(
    [
        "badge",
        "button",
        "caption",
        "checkbox",
        "download_button",
        "error",
        "expander",
        "header",
        "info",
        "markdown",
        "metric",
        "pills",
        "popover",
        "progress",
        "radio",
        "segmented_control",
        "slider",
        "subheader",
        "success",
        "switch",
        "text_area",
        "text_input",
        "title",
        "toggle",
        "warning",
        "write",
    ]
)
"""Elements whose words Streamlit reads as Markdown."""
MAKERS = frozenset({"plain", "quoted"})
"""What makes Markdown of any text."""
SHOWN_AS_THEY_ARE = frozenset({"key", "value", "file_name", "data", "args", "kwargs", "on_click", "on_change"})
"""Arguments that are no Markdown, or not shown; nor is what follows the first one."""


def findings(source: str) -> list[str]:
    """Return the calls that hand Streamlit a text of a dossier's, or an error's words, as they are."""
    return [
        f"{call.lineno}: {ast.unparse(raw)}"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SPOKEN
        for argument in [*call.args[:1], *(item.value for item in call.keywords if item.arg not in SHOWN_AS_THEY_ARE)]
        for raw in _raw(argument)
    ]


def _raw(node: ast.AST) -> Iterator[ast.AST]:
    """Yield free texts below a node that no maker encloses."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in MAKERS:
            return
        if name == "str":
            yield node
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in fields():
        yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.comprehension) and child is node.iter:
            continue  # What is gone through is shown one by one, by the element's own expression.
        # The name of what is called is no text: of `found.title()` only `found` is looked at.
        below = child.value if isinstance(node, ast.Call) and child is node.func and hasattr(child, "value") else child
        yield from _raw(below)


def test_free_texts_are_known() -> None:
    assert {"label", "text", "note", "paraphrase", "title", "resolves", "open_points"} <= fields()
    assert not {"id", "p50", "basis", "on"} & fields()


def test_texts_of_people_pass_one_maker() -> None:
    files = [*(ROOT / "components/ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    told = [f"{file.relative_to(ROOT)}:{line}" for file in files for line in findings(file.read_text("utf-8"))]
    assert not told, "\n".join(told)


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(actor.label)",
        'st.info(f"{plain(a.label)}: {a.note}")',
        'column.button("x", help=str(error))',
        'st.markdown("\\n".join(f"- {item.text}" for item in found))',
        "st.warning(quiet(source.publisher))",
    ],
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert findings(line)


@pytest.mark.parametrize(
    "line", ["st.markdown(plain(actor.label))", "st.selectbox(a.label)", "page.title(x)", "st.markdown(f'{day:d}')"]
)
def test_the_search_passes_over_what_it_does_not(line: str) -> None:
    assert not findings(line)
