"""Cases as officers list them, and what they note."""

from assistant.conversation.case import Ending
from assistant.conversation.caseload import Listed
from assistant.conversation.turn import Turn
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores

OFFICE = "caseload-office"  # of no other test
WISH = '/talk_to_officer{"place": "x", "option": "kiosk"}'


async def _said(stores: Stores, conversation: str, *lines: str) -> None:
    for number, line in enumerate(lines):
        id_ = f"{conversation}-{number}-{len(line)}"
        await stores.turns.record(Turn(id_, conversation, "web", line, Outcome.HANDED_OVER))


async def _listed(stores: Stores, code: str) -> Listed:
    """Among those of other tests that nobody closed."""
    (found,) = [one for one in await stores.caseload.open_to(OFFICE, 500) if one.case.code == code]
    return found


async def test_own_cases_and_those_of_nobody_with_what_was_said_last(stores: Stores) -> None:
    await _said(stores, "web:cl-1", "câu đầu", WISH, "câu cuối")
    mine = await stores.cases.open("web:cl-1", "web", OFFICE)
    free = await stores.cases.open("web:cl-2", "web")
    theirs = await stores.cases.open("web:cl-3", "web", "caseload-other")
    held = await stores.cases.open("web:cl-4", "web")
    await stores.cases.claim(held, "an")
    found = {each.case.code: each for each in await stores.caseload.open_to(OFFICE, 500)}
    assert mine in found
    assert free in found
    assert theirs not in found
    assert held not in found
    assert (found[mine].said, found[mine].wished) == ("câu cuối", WISH)
    assert (found[free].said, found[free].said_at) == ("", None)
    assert not found[mine].case.is_open_to("caseload-other")
    for code in (mine, free, theirs, held):
        await stores.cases.close(code, None)


async def test_a_line_after_the_officers_awaits_an_answer(stores: Stores) -> None:
    await _said(stores, "web:cl-5", "trước đó")
    code = await stores.cases.open("web:cl-5", "web", OFFICE)
    await stores.cases.claim(code, "lan", OFFICE)
    assert not (await _listed(stores, code)).awaits_officer
    await _said(stores, "web:cl-5", "thêm một câu dài")
    assert (await _listed(stores, code)).awaits_officer
    await stores.cases.write(code, "lan", Reply(text="Vâng."))
    assert not (await _listed(stores, code)).awaits_officer
    await stores.cases.close(code, "lan")
    found = await stores.caseload.closed(OFFICE, None, 1)
    assert [(each.case.code, each.ending) for each in found] == [(code, Ending.RELEASED)]
    assert await stores.caseload.closed(OFFICE, found[0].case.closed_at, 50) != found


async def test_notes_stay_in_order_and_go_with_the_conversation(stores: Stores) -> None:
    code = await stores.cases.open("web:cl-6", "web", OFFICE)
    assert await stores.caseload.note(code, "lan", "một")
    assert await stores.caseload.note(code, "hung", "hai")
    notes = [(note.officer, note.text) for note in await stores.caseload.notes(code)]
    assert notes == [("lan", "một"), ("hung", "hai")]
    await stores.erasure.forget("web:cl-6")
    assert await stores.caseload.notes(code) == []
    assert await stores.caseload.case(code) is None
    assert not await stores.caseload.note(code, "lan", "ba")


async def test_a_line_belongs_to_its_own_case(stores: Stores) -> None:
    codes = [await stores.cases.open(f"web:cl-7-{n}", "web", OFFICE) for n in range(2)]
    await stores.cases.claim(codes[0], "lan", OFFICE, Reply(text="Chào"))
    (posted,) = await stores.pushed.after("web:cl-7-0", 0, 5)
    assert await stores.caseload.is_line_of(codes[0], posted.id)
    assert not await stores.caseload.is_line_of(codes[1], posted.id)
