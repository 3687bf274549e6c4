from structlog.testing import capture_logs

from assistant.unanswered.case import Case, Grade
from assistant.unanswered.proving import Proving
from tests.assistant.unanswered.conftest import START, Hall

RECORD = "9.000001"


async def _case(hall: Hall, question: str) -> int:
    return await hall.cases.add(Case(0, question, RECORD, "lan", START))


def _name(hall: Hall) -> str:
    return hall.standing.current.base.records[RECORD].name


async def test_each_edition_is_asked_once_and_new_cases_at_once(hall: Hall) -> None:
    edition = ["a"]
    proving = Proving(hall.cases, hall.standing, lambda: edition[0], lambda: hall.now)
    right = await _case(hall, _name(hall))
    assert await proving.prove() == 1
    assert await proving.prove() == 0
    wrong = await _case(hall, "xyzzy qwert")
    assert await proving.prove() == 1
    assert (await hall.cases.rounds(1))[0].grades == {right: Grade.RIGHT, wrong: Grade.WRONG}
    edition[0] = "b"
    assert await proving.prove() == 2
    assert [round_.edition for round_ in await hall.cases.rounds(9)] == ["b", "a"]


async def test_what_an_edition_broke_is_told_by_number_without_words(hall: Hall) -> None:
    question = _name(hall)
    case = await _case(hall, question)
    edition = ["a"]
    proving = Proving(hall.cases, hall.standing, lambda: edition[0], lambda: hall.now)
    await proving.prove()
    async with hall.engine.begin() as connection:  # what it will find is made wrong
        await connection.exec_driver_sql("UPDATE question_cases SET expected = '9.000003'")
    edition[0] = "b"
    with capture_logs() as logs:
        await proving.prove()
    told = [entry for entry in logs if entry["log_level"] == "error"]
    assert [entry["cases"] for entry in told] == [(case,)]
    assert question not in str(logs)


async def test_an_edition_that_came_meanwhile_is_asked_the_next_time(hall: Hall) -> None:
    await _case(hall, _name(hall))
    editions = iter(["a", "b", "b", "b"])
    proving = Proving(hall.cases, hall.standing, lambda: next(editions), lambda: hall.now)
    assert await proving.prove() == 0
    assert await proving.prove() == 1
    assert [round_.edition for round_ in await hall.cases.rounds(9)] == ["b"]
