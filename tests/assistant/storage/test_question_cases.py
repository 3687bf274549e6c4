from assistant.knowledge.reply import Outcome
from assistant.unanswered.case import Case, Grade, Result
from tests.assistant.unanswered.conftest import START, Hall, hall

__all__ = ["hall"]
CODE = "9.000001"


def _result(case: int, grade: Grade = Grade.RIGHT) -> Result:
    return Result(case, grade, Outcome.ANSWERED, CODE)


async def _case(hall: Hall, question: str, group: int | None = None) -> int:
    return await hall.cases.add(Case(0, question, CODE, "lan", START, group))


async def test_a_case_is_asked_of_each_edition_once(hall: Hall) -> None:
    one, two = await _case(hall, "một"), await _case(hall, "hai")
    assert {case.id for case in await hall.cases.unproved("a")} == {one, two}
    await hall.cases.keep("a", [_result(one), _result(two, Grade.WRONG)], START)
    assert await hall.cases.unproved("a") == []
    assert len(await hall.cases.unproved("b")) == 2
    assert (await hall.cases.results("a"))[two] == _result(two, Grade.WRONG)


async def test_rounds_follow_the_editions_also_back_to_an_earlier_one(hall: Hall) -> None:
    one = await _case(hall, "một")
    for edition in ("a", "a", "b", "a"):
        await hall.cases.keep(edition, [_result(one)], START)
    rounds = await hall.cases.rounds(10)
    assert [round_.edition for round_ in rounds] == ["a", "b", "a"]
    assert rounds[0].grades == {one: Grade.RIGHT}


async def test_the_same_words_of_a_group_stand_once_and_go_together(hall: Hall) -> None:
    await hall.unknown("sổ hộ nghèo")
    await hall.gather()
    (heap,) = await hall.heaps()
    await _case(hall, "một", heap.id)
    again = await _case(hall, "một", heap.id)
    other = await _case(hall, "một")
    assert [case.id for case in await hall.cases.all()] == [other, again]
    await hall.cases.drop(heap.id)
    assert [case.id for case in await hall.cases.all()] == [other]


async def test_a_case_taken_away_meanwhile_gets_no_result(hall: Hall) -> None:
    one = await _case(hall, "một")
    gone = await hall.cases.remove(one)
    assert gone is not None
    assert (gone.question, gone.expected) == ("một", CODE)
    assert await hall.cases.remove(one) is None
    await hall.cases.keep("a", [_result(one)], START)
    assert await hall.cases.results("a") == {}


async def test_only_the_latest_editions_are_remembered(hall: Hall) -> None:
    one = await _case(hall, "một")
    for number in range(25):
        await hall.cases.keep(f"edition {number}", [_result(one)], START)
    assert len(await hall.cases.rounds(100)) == 20
    assert await hall.cases.results("edition 0") == {}
    assert await hall.cases.results("edition 24") != {}
