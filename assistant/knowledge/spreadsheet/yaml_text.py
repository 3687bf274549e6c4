"""Changing single fields in the text of a YAML file; all else stays as it is, to the byte. Pure.

Written for the files of faq/ and procedures/: block style, one key a line. Whoever uses it reads
the result again and compares: what is written in another style may come out wrong, and must not
be kept.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from assistant.knowledge.spreadsheet.yaml_style import field_lines, item_lines

Pairs = dict[str, tuple[Any, Any]]
Place = tuple[str | int, ...]
"""The way to a node: names of keys and numbers of items."""


class NotEditable(ValueError):
    """The text is written in a style that cannot be edited in place."""


class YamlText:
    """One file's text, and the changes to be made to it; none overlaps another."""

    def __init__(self, text: str) -> None:
        self._line_end = "\r\n" if "\r\n" in text else "\n"
        self.text = text if not text or text.endswith("\n") else text + self._line_end
        self._root: Any = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        self._changes: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """The text with all changes made."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            if new and start < done:
                raise NotEditable
            # two that drop lines may drop the same empty line
            parts += [self.text[done:start], new.replace("\n", self._line_end)]
            done = max(done, end)
        return "".join([*parts, self.text[done:]])

    def change_fields(self, at: Place, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Make the mapping say `new` where it said `old`; the order of keys is that of `new`.

        Lines of a list that stay keep their comments; a value that is None or [] has no line.
        """
        pairs = self._pairs(at)
        before: str | None = None
        for name, value in new.items():
            if name in pairs and not value and old[name]:
                self._drop(*pairs[name])
                continue
            if name in pairs and value != old[name]:
                self._replace(*pairs[name], old[name], value)
            elif name not in pairs and value:
                self._add(pairs, before, name, value)
            if name in pairs:
                before = name

    def drop_item(self, at: Place) -> None:
        """Take an item out of a list, with the empty lines before it (or behind the first)."""
        start, end = self._lines_of_item(at)
        gap = self._line_end * 2
        if not self.text.endswith(gap, 0, start):
            while self.text.startswith(self._line_end, end):
                end += len(self._line_end)
        while self.text.endswith(gap, 0, start):
            start -= len(self._line_end)
        self._changes.append((start, end, ""))

    def item(self, at: Place) -> str:
        """The lines of an item, as if its list began at the left margin."""
        start, end = self._lines_of_item(at)
        return _shifted(self.text[start:end], -_indent(self.text[start:end]))

    def append_item(self, at: Place, block: str) -> None:
        """Put an item at the end of a list, behind an empty line."""
        last = len(self._node(at).value) - 1
        start, end = self._lines_of_item((*at, last))
        block = _shifted(block.replace("\r\n", "\n"), _indent(self.text[start:end]))
        self._changes.append((end, end, "\n" + block))

    def _node(self, at: Place) -> Any:
        node = self._root
        for step in at:
            if node is None or node.flow_style:
                raise NotEditable
            node = node.value[step] if isinstance(step, int) else self._values(node)[step]
        return node

    def _values(self, node: Any) -> dict[str, Any]:
        return {key.value: value for key, value in node.value}

    def _pairs(self, at: Place) -> Pairs:
        node = self._node(at)
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise NotEditable
        return {key.value: (key, value) for key, value in node.value}

    def _replace(self, key: Any, node: Any, old: Any, new: Any) -> None:
        listed = isinstance(node, yaml.SequenceNode) and not node.flow_style
        if listed and isinstance(old, list) and len(old) == len(node.value):
            self._replace_items(node, old, new)
            return
        start, end = key.start_mark.index, self._end(node)
        literal = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        lines = field_lines(key.value, new, literal=literal)
        rest = self.text[end : self._line_end_after(end)]  # a comment, if anything
        lines[0] += rest.rstrip("\r\n")
        self._changes.append((start, end + len(rest.rstrip("\r\n")), self._joined(lines, key)))

    def _replace_items(self, node: Any, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Item by item: one that stays keeps its lines and the comments above it."""
        starts = [self._line_start(child.start_mark.index) for child in node.value]
        ends = [self._line_end_after(self._end(child)) for child in node.value]
        column = _indent(self.text[starts[0] : ends[0]])
        lines: list[str] = []
        kept = list(old)
        for value in new:
            if value in kept:
                at = kept.index(value)
                lines.append(self.text[ends[at - 1] if at else starts[0] : ends[at]])
                kept[at] = _TAKEN
            else:
                lines += [" " * column + line + self._line_end for line in item_lines(value)]
        self._changes.append((starts[0], ends[-1], "".join(lines).replace("\r\n", "\n")))

    def _drop(self, key: Any, node: Any) -> None:
        start = self._line_start(key.start_mark.index)
        self._changes.append((start, self._line_end_after(self._end(node)), ""))

    def _add(
        self, pairs: dict[str, tuple[Any, Any]], before: str | None, name: str, value: Any
    ) -> None:
        key, node = pairs[before or next(iter(pairs))]
        place = self._line_end_after(self._end(node))
        lines = self._joined(field_lines(name, value, literal=False), key)
        self._changes.append((place, place, " " * key.start_mark.column + lines + "\n"))

    def _joined(self, lines: list[str], key: Any) -> str:
        """Lines at the column of a key; the first begins where the key stands."""
        indent = " " * key.start_mark.column
        return "\n".join([lines[0], *(indent + line if line else "" for line in lines[1:])])

    def _lines_of_item(self, at: Place) -> tuple[int, int]:
        node = self._node(at)
        if self._node(at[:-1]).flow_style:
            raise NotEditable
        return self._line_start(node.start_mark.index), self._line_end_after(self._end(node))

    def _end(self, node: Any) -> int:
        """Behind the last sign of a value: no comment, no empty line."""
        if not isinstance(node, yaml.ScalarNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.index
        end: int = node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end_after(self, index: int) -> int:
        """Behind the line end that follows."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1


_TAKEN = object()
_LINES = re.compile(r".*\n|.+")


def _indent(block: str) -> int:
    return len(block) - len(block.lstrip(" "))


def _shifted(block: str, by: int) -> str:
    lines = _LINES.findall(block)
    if by < 0:
        return "".join(line[-by:] if line.strip() else line for line in lines)
    return "".join(" " * by + line if line.strip() else line for line in lines)
