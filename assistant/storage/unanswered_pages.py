"""Pages of groups: chosen, counted and put in order by the database."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.unanswered_rows import best_first
from assistant.storage.unanswered_tables import unanswered_groups as groups
from assistant.storage.unanswered_tables import unanswered_questions as questions
from assistant.unanswered.question import CLOSED, Chosen, Handled, Heap, Way, Why, Wording

PASSED = and_(groups.c.way == Way.PASSED_ON.value, groups.c.reply == "")
"""Waits for an answer of whom it was passed on to."""
_WORDINGS = """
SELECT (array_agg(t.question ORDER BY q.at DESC))[1] AS question, count(*) AS times,
  max(q.at) AS last_at, (array_agg(q.why ORDER BY q.at DESC))[1] AS why,
  (array_agg(t.scores ORDER BY q.at DESC))[1] AS scores
FROM unanswered_questions q JOIN turns t ON t.id = q.turn_id
WHERE q.group_id = :id GROUP BY q.digest ORDER BY count(*) DESC, max(q.at) DESC LIMIT :most
"""
_count = func.count(questions.c.turn_id)
_last = func.max(questions.c.at)


def counted(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Groups with what is counted of their questions; a group without any is there too."""
    since = func.count().filter(questions.c.at > groups.c.handled_at)
    return (
        select(
            groups.c.id, groups.c.way, groups.c.handled_by, groups.c.handled_at, groups.c.code,
            groups.c.office, groups.c.account, groups.c.note, groups.c.reply,
            _count.label("count"), func.min(questions.c.at).label("first_at"),
            _last.label("last_at"), since.label("since"),
            func.array_agg(questions.c.channel.distinct()).label("channels"),
            func.array_agg(questions.c.why.distinct()).label("whys"),
            func.mode().within_group(questions.c.field).label("field"),
        )
        .select_from(groups)
        .outerjoin(questions, and_(questions.c.group_id == groups.c.id, *conditions))
        .group_by(groups.c.id)
    )  # fmt: skip


def page_of(chosen: Chosen, limit: int, offset: int) -> Select[Any]:
    """One page, each row with the number of all."""
    of_questions = _of_questions(chosen)
    closed = groups.c.way.in_([way.value for way in CLOSED])
    state = closed if chosen.closed else or_(groups.c.way.is_(None), ~closed)
    found = counted(*of_questions).where(state)
    if of_questions:
        found = found.having(_count > 0)
    order = [_last.desc().nulls_last()]
    if not chosen.newest_first and not chosen.closed:
        order.insert(0, _count.desc())
    total = func.count().over().label("total")
    return found.add_columns(total).order_by(*order, groups.c.id).limit(limit).offset(offset)


def _of_questions(chosen: Chosen) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        questions.c.folded.contains(word, autoescape=True) for word in chosen.words
    ]
    exact = {name: getattr(chosen, name) for name in ("field", "office", "channel", "why")}
    return conditions + [questions.c[name] == value for name, value in exact.items() if value]


async def wordings_of(connection: AsyncConnection, id_: int, limit: int) -> list[Wording]:
    """How a group was asked, most often first."""
    rows = await connection.execute(text(_WORDINGS), {"id": id_, "most": limit})
    return [
        Wording(row.question, row.times, row.last_at, Why(row.why), best_first(row.scores))
        for row in rows
    ]


def heap_of(row: Any, words: str) -> Heap:
    """A group of a list."""
    handled = None
    if row.way:
        handled = Handled(
            Way(row.way), row.handled_by, row.handled_at, row.code, row.office, row.account,
            row.note, row.reply,
        )  # fmt: skip
    return Heap(
        id=row.id, text=words, count=row.count,
        first_at=row.first_at or row.handled_at, last_at=row.last_at or row.handled_at,
        channels=tuple(filter(None, row.channels)),
        whys=tuple(Why(why) for why in row.whys if why),
        field=row.field, handled=handled, since=row.since,
    )  # fmt: skip
