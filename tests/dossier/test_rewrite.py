"""Records put behind the last one of a list, wherever and however the list is written."""

from __future__ import annotations

import pytest
import yaml

from components.dossier.rewrite import Sheet


@pytest.mark.parametrize(
    "text",
    [
        "list:\n- {id: a}\nother: 1\n",
        "list:\n- {id: a}  # kept\n# kept\n\nother: 1\n",
        "list:\n  - id: a\n    refs:\n    - x\nother: 1\n",
        "other: 1\nlist:\n- {id: a}",
        "other: 1\r\nlist:\r\n- {id: a}\r\n",
        "other: 1\n",
        "other: 1",
        "other: 1\r\n",
        "list: []\nother: 1\n",
        "list:\nother: 1\n",
        "other: 1\nlist:\n",
        "list: []  # kept\nother: 1\n",
    ],
)
def test_records_are_appended_and_the_rest_stays(text: str) -> None:
    sheet = Sheet(text)
    for name in ("b", "c"):
        sheet.append("list", f"- id: {name}\n  note: yes\n")
    made = sheet.result()
    before, after = yaml.safe_load(text), yaml.safe_load(made)
    assert [item["id"] for item in after["list"]] == [*(item["id"] for item in before.get("list") or ()), "b", "c"]
    assert after["other"] == 1
    assert made.count("# kept") == text.count("# kept")
    assert ("\r\n" in text) == ("\r\n" in made)


def test_a_list_on_one_line_is_refused() -> None:
    with pytest.raises(ValueError, match="lines of its own"):
        Sheet("list: [{id: a}]\n").append("list", "- id: b\n")
