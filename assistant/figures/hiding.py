"""Small counts are not given away: one death in a commune is a person.

A hidden count could be worked out from the others of its group and their total: so more of the
smallest are hidden until what is hidden together is not small either.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def hide_small(
    rows: Sequence[Row], counts: Sequence[str], group: Callable[[Row], Hashable], least: int
) -> list[dict[str, Any]]:
    """The rows, in their order, with None for counts below `least`, and for as many of the others
    of a group as needed. A zero tells of nobody and stays, unless it hides another.
    """
    shown = [dict(row) for row in rows]
    groups: dict[Hashable, list[dict[str, Any]]] = {}
    for row in shown:
        groups.setdefault(group(row), []).append(row)
    for members in groups.values():
        for name in counts:
            _hide(members, name, least)
    return shown


def _hide(rows: Sequence[dict[str, Any]], name: str, least: int) -> None:
    known = sorted((row for row in rows if row[name] is not None), key=lambda row: row[name])
    small = [row for row in known if 0 < row[name] < least]
    if not small:
        return
    together = sum(row[name] for row in small)
    hidden = [*small]
    for row in known:
        if together >= least and len(hidden) > 1:
            break
        if row[name] >= least:
            together += row[name]
            hidden.append(row)
    for row in hidden:
        row[name] = None
