"""Making a YAML text say something else where it must, and leaving its other lines and comments.

Pure. Written for block style, one key a line; a flow collection is replaced as a whole. Whoever
uses it reads the result again: what is written in another manner may come out wrong.
"""

from collections.abc import Hashable
from difflib import SequenceMatcher
from typing import Any

import yaml

from assistant.documents.yaml_dump import dumped


class NotEditable(ValueError):
    """The text is written in a manner that cannot be changed in place."""


def patched(text: str, old: Any, new: Any) -> str:
    """The text saying `new` where it said `old`; NotEditable when that cannot be done."""
    text = text.replace("\r\n", "\n")
    return _Patch(text if text.endswith("\n") else text + "\n").made(old, new)


class _Patch:
    """One text, and the changes to be made to it: from, to, what stands there instead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.changes: list[tuple[int, int, str]] = []

    def made(self, old: Any, new: Any) -> str:
        root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        if not self._inside(root, old, new):
            raise NotEditable
        parts, done = [], 0
        for start, end, instead in sorted(self.changes, key=lambda change: change[:2]):
            if start < done:
                raise NotEditable
            parts += [self.text[done:start], instead]
            done = end
        return "".join([*parts, self.text[done:]])

    def _inside(self, node: Any, old: Any, new: Any) -> bool:
        """Change what differs inside a collection; False when it must be replaced as a whole."""
        if node is None or not old or not new or getattr(node, "flow_style", True):
            return False
        if isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict):
            self._mapping(node, old, new)
            return True
        if isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list):
            self._sequence(node, old, new)
            return True
        return False

    def _mapping(self, node: Any, old: dict[Any, Any], new: dict[Any, Any]) -> None:
        pairs = dict(zip(old, node.value, strict=True))
        for name, (key, value) in pairs.items():
            if name not in new:
                self._change(self._own_line(key), self._line_end(self._end(value)), "")
            elif new[name] != old[name] and not self._inside(value, old[name], new[name]):
                self._replace(name, key, value, new[name])
        column = node.start_mark.column
        place = self._own_line(node.value[0][0]) if next(iter(new)) not in old else -1
        for name, value in new.items():
            if name in pairs:
                place = self._line_end(self._end(pairs[name][1]))
            else:
                self._change(place, place, _shifted(dumped({name: value}), column))

    def _replace(self, name: Any, key: Any, value: Any, new: Any) -> None:
        """A key's whole value; a comment behind it stays where it can."""
        start, end = key.start_mark.index, self._end(value)
        block = _shifted(dumped({name: new}), key.start_mark.column).strip("\n ")
        stop = self._line_end(end) - 1
        first, *rest = block.split("\n")
        comment = self.text[end:stop].rstrip()
        self._change(start, stop, "\n".join([first + comment, *rest]))

    def _sequence(self, node: Any, old: list[Any], new: list[Any]) -> None:
        steps = SequenceMatcher(None, [*map(_mark, old)], [*map(_mark, new)], autojunk=False)
        for what, a, b, c, d in steps.get_opcodes():
            pairs = min(b - a, d - c) if what in ("equal", "replace") else 0
            for at in range(pairs):
                if old[a + at] != new[c + at]:
                    self._item(node.value[a + at], old[a + at], new[c + at])
            for item in node.value[a + pairs : b]:
                self._change(self._dash_line(item), self._line_end(self._end(item)), "")
            self._insert(node, a + pairs if what != "delete" else b, new[c + pairs : d])

    def _item(self, node: Any, old: Any, new: Any) -> None:
        if not self._inside(node, old, new):
            line = self._dash_line(node)
            column = self.text.index("-", line) - line
            self._change(line, self._line_end(self._end(node)), _shifted(dumped([new]), column))

    def _insert(self, node: Any, before: int, items: list[Any]) -> None:
        lines = [self._dash_line(item) for item in node.value]
        column = self.text.index("-", lines[0]) - lines[0]
        ends = [self._line_end(self._end(item)) for item in node.value]
        gap = "\n" if len(lines) > 1 and self.text[ends[0] : lines[1]].startswith("\n") else ""
        for item in items:
            block = _shifted(dumped([item]), column)
            if before:
                self._change(ends[before - 1], ends[before - 1], gap + block)
            else:
                self._change(lines[0], lines[0], block + gap)

    def _change(self, start: int, end: int, instead: str) -> None:
        self.changes.append((start, end, instead))

    def _own_line(self, key: Any) -> int:
        """The start of a key's line; it must have one of its own."""
        return self._line(key, "")

    def _dash_line(self, item: Any) -> int:
        """The start of the line of an item's dash."""
        return self._line(item, "-")

    def _line(self, node: Any, sign: str) -> int:
        index: int = node.start_mark.index
        start = self.text.rfind("\n", 0, index) + 1
        if self.text[start:index].strip() != sign:
            raise NotEditable
        return start

    def _end(self, node: Any) -> int:
        """Behind the last sign of a value: no comment, no empty line."""
        if not isinstance(node, yaml.ScalarNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return int(start + len(self.text[start:end].rstrip()))

    def _line_end(self, index: int) -> int:
        """Behind the line end that follows."""
        return self.text.index("\n", index) + 1


def _mark(item: Any) -> Hashable:
    """What an item is known by when it has changed."""
    if isinstance(item, dict) and (named := item.get("id") or item.get("code")):
        return str(named)
    return repr(item)


def _shifted(block: str, column: int) -> str:
    """Lines of a block, moved right."""
    lines = block.splitlines(keepends=True)
    return "".join(" " * column + line if line.strip() else line for line in lines)
