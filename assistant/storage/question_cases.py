"""Questions that must be answered right, and how each edition did, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.knowledge.reply import Outcome
from assistant.storage.database import reading, transaction
from assistant.storage.unanswered_tables import case_results as results
from assistant.storage.unanswered_tables import case_rounds as rounds
from assistant.storage.unanswered_tables import question_cases as cases
from assistant.unanswered.case import Case, Grade, Result, Round

_KEPT = 20  # editions


class PostgresQuestionCases:
    """Implements assistant.unanswered.store.Cases."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, case: Case) -> int:
        """Keep one, in the place of any of the same group with the same words; its id."""
        row = {
            "question": case.question, "expected": case.expected, "by": case.by, "at": case.at,
            "group_id": case.group,
        }  # fmt: skip
        same = delete(cases).where(
            cases.c.question == case.question, cases.c.group_id.is_not_distinct_from(case.group)
        )
        async with transaction(self._engine) as connection:
            await connection.execute(same)
            made = await connection.execute(insert(cases).values(**row).returning(cases.c.id))
            return int(made.scalar_one())

    async def drop(self, group: int) -> None:
        """Those of a group are not asked any more."""
        async with reading(self._engine) as connection:
            await connection.execute(delete(cases).where(cases.c.group_id == group))

    async def remove(self, id_: int) -> Case | None:
        """One is not asked any more; what it was."""
        gone = delete(cases).where(cases.c.id == id_).returning(*cases.c)
        async with reading(self._engine) as connection:
            row = (await connection.execute(gone)).one_or_none()
        return _case(row) if row else None

    async def all(self) -> list[Case]:
        """Every case, newest first."""
        async with reading(self._engine) as connection:
            return [_case(row) for row in await connection.execute(_every())]

    async def unproved(self, edition: str) -> list[Case]:
        """Those without a result under this edition."""
        asked = select(results.c.case_id).where(
            results.c.case_id == cases.c.id, results.c.edition == edition
        )
        async with reading(self._engine) as connection:
            rows = await connection.execute(_every().where(~asked.exists()))
            return [_case(row) for row in rows]

    async def keep(self, edition: str, results_: Sequence[Result], at: datetime) -> None:
        """Results under an edition; it is the newest one from now on."""
        async with transaction(self._engine) as connection:
            newest = select(rounds.c.edition).order_by(rounds.c.id.desc()).limit(1)
            if await connection.scalar(newest.with_for_update()) != edition:
                await connection.execute(insert(rounds).values(edition=edition, at=at))
            for one in results_:
                await _keep_one(connection, edition, one)
            await _forget_old(connection)

    async def rounds(self, limit: int) -> list[Round]:
        """The editions that were proved, newest first."""
        latest = select(rounds).order_by(rounds.c.id.desc()).limit(limit)
        async with transaction(self._engine) as connection:
            found = (await connection.execute(latest)).all()
            asked = select(results).where(results.c.edition.in_([row.edition for row in found]))
            grades: dict[str, dict[int, Grade]] = {row.edition: {} for row in found}
            for row in await connection.execute(asked):
                grades[row.edition][row.case_id] = Grade(row.grade)
        return [Round(row.edition, row.at, grades[row.edition]) for row in found]

    async def results(self, edition: str) -> dict[int, Result]:
        """What each case came to under an edition."""
        asked = select(results).where(results.c.edition == edition)
        async with reading(self._engine) as connection:
            return {
                row.case_id: Result(row.case_id, Grade(row.grade), Outcome(row.outcome), row.found)
                for row in await connection.execute(asked)
            }


async def _keep_one(connection: AsyncConnection, edition: str, one: Result) -> None:
    """A case that was taken away meanwhile has no result."""
    kept = select(cases.c.id).where(cases.c.id == one.case).with_for_update(key_share=True)
    if await connection.scalar(kept) is None:
        return
    row = {
        "case_id": one.case, "edition": edition, "grade": one.grade.value,
        "outcome": one.outcome.value, "found": one.found,
    }  # fmt: skip
    await connection.execute(upsert(results).values(**row).on_conflict_do_nothing())


async def _forget_old(connection: AsyncConnection) -> None:
    latest = select(rounds.c.id).order_by(rounds.c.id.desc()).limit(_KEPT)
    await connection.execute(delete(rounds).where(rounds.c.id.not_in(latest)))
    known = select(rounds.c.edition)
    await connection.execute(delete(results).where(results.c.edition.not_in(known)))


def _every() -> Any:
    return select(cases).order_by(cases.c.id.desc())


def _case(row: Any) -> Case:
    return Case(row.id, row.question, row.expected, row.by, row.at, row.group_id)
