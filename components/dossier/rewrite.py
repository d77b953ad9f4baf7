"""Edits a YAML file at its nodes and leaves every other byte as it was: comments, quotes, order, faults."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sheet:
    """A YAML file as text and nodes, with the edits still to be made.

    Parameters
    ----------
    text : str
        The file's content.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        If it is not YAML.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        # Composed, never constructed: repeated keys and values that mean nothing are the loader's business.
        self.root: Node | None = YAML(typ="rt", pure=True).compose(text)
        self._edits: dict[tuple[int, int], str] = {}
        self._begun: set[str] = set()

    @property
    def edited(self) -> bool:
        """Whether anything is to be changed."""
        return bool(self._edits)

    def mappings(self) -> Iterator[MappingNode]:
        """Yield every mapping once, in no particular order."""
        seen: set[int] = set()
        left = [self.root] if self.root else []
        while left:
            node = left.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, MappingNode):
                yield node
                left += [child for pair in node.value for child in pair]
            elif isinstance(node, SequenceNode):
                left += node.value

    def items(self, key: str) -> list[MappingNode]:
        """Return the records of a list at the top of the file."""
        found = entries(self.root).get(key)
        if not isinstance(found, SequenceNode):
            return []
        return [node for node in found.value if isinstance(node, MappingNode)]

    def replace(self, node: Node, text: str) -> None:
        """Write a scalar anew."""
        self._edits[node.start_mark.index, node.end_mark.index] = text

    def rewrite(self, mapping: MappingNode, key: str, text: str) -> None:
        """Put an entry, key and value, in the place of another."""
        name, value = _entry(mapping, key)
        self._edits[name.start_mark.index, self._end(value)] = text

    def add(self, mapping: MappingNode, after: str, text: str) -> None:
        """Put an entry behind another."""
        name, value = _entry(mapping, after)
        end = self._end(value)
        gap = ", " if mapping.flow_style else self._newline + " " * name.start_mark.column
        self._edits[end, end] = gap + text

    def remove(self, mapping: MappingNode, key: str) -> None:
        """Take an entry out; a comment behind it stays."""
        place = [name.value for name, _ in mapping.value].index(key)
        name, value = mapping.value[place]
        start, end = name.start_mark.index, self._end(value)
        if mapping.flow_style or self.text[self._line(start) : start].strip():
            # Others stand on its line, before or behind.
            if place + 1 < len(mapping.value):
                end = mapping.value[place + 1][0].start_mark.index
            elif place:
                start = self._end(mapping.value[place - 1][1])
        elif not self.text[end : self._next_line(end)].strip():
            start, end = self._line(start), self._next_line(end)
        self._edits[start, end] = ""

    def append(self, key: str, lines: str) -> None:
        """Put a record, written as the item of a block list, behind the last one of a list at the top of the file."""
        found = entries(self.root).get(key)
        if isinstance(found, SequenceNode) and found.value:
            if found.flow_style:
                raise ValueError(f"write each record of {key} on lines of its own")
            last = self._end(found.value[-1])
            first = found.value[0].start_mark.index
            indent = " " * (self.text.rfind("-", 0, first) - self._line(first))
            self._insert(self._next_line(last), textwrap.indent(lines, indent))
        elif found is None:
            self._insert(len(self.text), lines if key in self._begun else f"{key}:\n{lines}")
            self._begun.add(key)
        else:
            # An empty list, or nothing, stands behind the key.
            name, value = _entry(self.root, key)  # type: ignore[arg-type]
            if self.text[value.start_mark.index : value.end_mark.index].strip():
                self._edits[value.start_mark.index, value.end_mark.index] = ""
            self._insert(self._next_line(name.end_mark.index), lines)

    def comment_above(self, item: MappingNode, text: str) -> None:
        """Put a comment on lines of its own above a record of a list, if the record begins its line."""
        start = self._line(item.start_mark.index)
        before = self.text[start : item.start_mark.index]
        if before.strip() == "-":
            indent = before[: len(before) - len(before.lstrip())]
            lines = (f"{indent}# {line}{self._newline}" for line in textwrap.wrap(text, 120))
            self._edits[start, start] = "".join(lines) + self._edits.get((start, start), "")

    def comment_out(self, item: MappingNode) -> bool:
        """Turn the lines of a record into comments; return False where others stand on them."""
        first, last = self._line(item.start_mark.index), self._end(item)
        alone = self.text[first : item.start_mark.index].strip() == "-"
        behind = self.text[last : self._next_line(last)].strip()
        if not alone or (behind and not behind.startswith("#")):
            return False
        while first < last:
            self._edits[first, first] = "# "
            first = self._next_line(first)
        return True

    def result(self) -> str:
        """Return the text with all edits made; what lies inside a replaced part goes with it."""
        parts, done = [], 0
        for (start, end), text in sorted(self._edits.items(), key=lambda edit: (edit[0][0], -edit[0][1])):
            if start >= done:
                parts += [self.text[done:start], text]
                done = end
        return "".join([*parts, self.text[done:]])

    def _insert(self, place: int, lines: str) -> None:
        """Put whole lines in front of a place that begins one."""
        if place and self.text[place - 1] != "\n" and (place, place) not in self._edits:
            lines = f"{self._newline}{lines}"
        self._edits[place, place] = self._edits.get((place, place), "") + lines.replace("\n", self._newline)

    def _line(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _next_line(self, index: int) -> int:
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def _end(self, node: Node) -> int:
        """Return where a value's own text ends; a block's mark lies behind the blank lines and comments after it."""
        if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.index
        return start + len(self.text[start : node.end_mark.index].rstrip())


def entries(node: Any) -> dict[str, Node]:
    """Return a mapping's values by key, the first of a repeated key; nothing for what is no mapping."""
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: value for key, value in reversed(node.value) if isinstance(key, ScalarNode)}


def word(node: Node | None) -> str:
    """Return a scalar's text, or nothing."""
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _entry(mapping: MappingNode, key: str) -> tuple[Node, Node]:
    return next((name, value) for name, value in mapping.value if name.value == key)
