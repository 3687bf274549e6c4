from assistant.knowledge.encoder import Encoder
from assistant.knowledge.reply import Outcome
from assistant.unanswered.gathering import WORDS, Gathering, field_of
from assistant.unanswered.question import Asked, Why
from tests.assistant.unanswered.conftest import START, Hall

POOR = "sổ hộ nghèo làm lại thế nào"
RECORD = "9.000001"


async def test_a_question_without_an_answer_is_gathered_once(hall: Hall) -> None:
    await hall.unknown(POOR, scores={RECORD: 0.3, "9.000003": 0.6})
    assert await hall.gather() == 1
    assert await hall.gather(minutes=1) == 0
    assert await hall.gather(days=3) == 0
    (heap,) = await hall.heaps()
    assert (heap.text, heap.count, heap.whys) == (POOR, 1, (Why.UNKNOWN,))
    assert heap.field == hall.standing.current.base.records["9.000003"].field


async def test_the_same_question_in_other_words_stands_together_with_its_channels(
    hall: Hall,
) -> None:
    await hall.unknown(POOR)
    await hall.unknown("So ho ngheo lam lai the nao?", channel="zalo")
    await hall.unknown(f"{POOR} ạ", channel="zalo")
    await hall.unknown("biển số xe máy bị mờ")
    assert await hall.gather() == 4
    first, second = await hall.heaps()
    assert (first.count, sorted(first.channels), second.count) == (3, ["web", "zalo"], 1)
    wordings = await hall.store.wordings(first.id, 10)
    assert [(w.text, w.count) for w in wordings] == [
        ("So ho ngheo lam lai the nao?", 2), (f"{POOR} ạ", 1)
    ]  # fmt: skip


async def test_groups_stay_when_more_comes_later(hall: Hall) -> None:
    await hall.unknown(POOR)
    await hall.gather()
    (before,) = await hall.heaps()
    await hall.unknown(f"{POOR} ạ")
    await hall.unknown(POOR)
    assert await hall.gather(minutes=5) == 2
    (after,) = await hall.heaps()
    assert (after.id, after.count) == (before.id, 3)


async def test_buttons_pictures_and_talk_with_an_officer_are_no_questions(hall: Hall) -> None:
    await hall.unknown('/choose_procedure{"procedure":"9.000001"}')
    await hall.unknown("[image]")
    await hall.turn("alo", Outcome.HANDED_OVER, reason="with an officer")
    await hall.turn("cảm ơn", Outcome.ANSWERED)
    assert await hall.gather(hours=1) == 0


TWO = {"9.000001": 0.5, "9.000003": 0.45}


class TestClarification:
    async def _offered(self, hall: Hall) -> str:
        return await hall.turn(POOR, Outcome.CLARIFIED, scores=TWO)

    async def test_without_a_choice_it_is_in_vain_after_a_silence(self, hall: Hall) -> None:
        await self._offered(hall)
        assert await hall.gather(minutes=29) == 0
        assert await hall.gather(minutes=2) == 1
        assert await hall.vain() == {POOR: Why.UNCHOSEN}

    async def test_something_else_after_it_is_no_choice(self, hall: Hall) -> None:
        who = await self._offered(hall)
        await hall.turn("/choose_nothing", Outcome.CLARIFIED, who)
        assert await hall.gather() == 1

    async def test_a_choice_ends_it_well(self, hall: Hall) -> None:
        who = await self._offered(hall)
        await hall.turn("cái đầu", Outcome.ANSWERED, who, reason="chosen")
        assert await hall.gather(hours=2) == 0

    async def test_so_do_other_words_that_find_one_of_them(self, hall: Hall) -> None:
        who = await self._offered(hall)
        await hall.turn("khai sinh cho con", Outcome.ANSWERED, who, procedure="9.000003")
        assert await hall.gather(hours=2) == 0

    async def test_a_question_of_the_booking_offers_no_procedures(self, hall: Hall) -> None:
        await hall.turn("mai", Outcome.CLARIFIED, reason="booking")
        assert await hall.gather(hours=2) == 0


async def test_what_was_asked_before_the_wish_for_a_person_is_in_vain(hall: Hall) -> None:
    who = await hall.turn(POOR, Outcome.ANSWERED)
    await hall.turn("/talk_to_officer{}", Outcome.HANDED_OVER, who)
    await hall.turn("cho gặp cán bộ", Outcome.HANDED_OVER, intent="talk_to_officer")
    assert await hall.gather() == 1
    assert await hall.vain() == {POOR: Why.HANDED_OVER}


async def test_a_thumb_down_brings_the_question_behind_the_answer(hall: Hall) -> None:
    who = await hall.turn(POOR, Outcome.ANSWERED)
    await hall.turn('/answer_case{"case":"x"}', Outcome.ANSWERED, who)
    assert await hall.ratings.rate(who, hall.now, helpful=False)
    liked = await hall.turn("khai sinh cho con", Outcome.ANSWERED)
    assert await hall.ratings.rate(liked, hall.now, helpful=True)
    assert await hall.gather() == 1
    assert await hall.vain() == {POOR: Why.DISLIKED}


async def test_a_thumb_down_that_comes_late_is_heard(hall: Hall) -> None:
    who = await hall.turn(POOR, Outcome.ANSWERED)
    assert await hall.gather(hours=5) == 0
    assert await hall.ratings.rate(who, hall.now, helpful=False)
    assert await hall.gather(minutes=1) == 1


async def test_groups_go_with_their_questions_but_not_what_was_done(hall: Hall) -> None:
    await hall.unknown(POOR)
    await hall.unknown("biển số xe máy bị mờ")
    await hall.gather()
    kept, _ = await hall.heaps()
    await hall.store.handle(kept.id, None)
    async with hall.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM conversations")
    await hall.gather(minutes=1)
    assert await hall.heaps() == []


async def test_with_an_encoder_meaning_counts_and_a_new_one_takes_groups_over(
    hall: Hall, encoder: Encoder
) -> None:
    await hall.unknown(POOR)
    await hall.gather()  # by words
    (before,) = await hall.heaps()
    with_encoder = Gathering(hall.store, hall.standing, encoder, "m" * 64, lambda: hall.now)
    await hall.unknown(f"{POOR} ạ")
    assert await hall.gather(with_encoder) == 1
    (after,) = await hall.heaps()
    assert (after.id, after.count) == (before.id, 2)
    async with hall.engine.connect() as connection:
        spaces = await connection.exec_driver_sql("SELECT space FROM unanswered_groups")
        assert spaces.scalars().all() == ["m" * 40]
    assert WORDS != "m" * 40


def test_a_question_near_no_record_has_no_field(hall: Hall) -> None:
    base = hall.standing.current.base
    asked = Asked("t", START, POOR, Why.UNKNOWN, "web", {"faq.none": 0.2})
    assert field_of(base, asked) is None
