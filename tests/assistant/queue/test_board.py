"""The day as officers see it: visits and numbers by group of counters."""

from dataclasses import replace
from datetime import timedelta

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.appointments.day_list import Line
from assistant.knowledge.hours import Counter
from assistant.queue.board import Day, counts_of, day_board
from assistant.queue.ticket import Ticket, TicketState
from tests.assistant.queue.numbers import START, minute, ticket

COUNTERS = (Counter(id="chung", name="Chung", seats=1),
            Counter(id="dat-dai", name="Đất đai", fields=("dat_dai",), seats=1),
            Counter(id="tai-nha", name="Tại nhà", kinds=("home_visit",), seats=1))  # fmt: skip
LATE = timedelta(minutes=15)


def line(id_: int, counter: str, minutes: float, state: State = State.BOOKED) -> Line:
    """A visit so many minutes after 8."""
    start = minute(minutes)
    visit = Appointment(id_, f"CODE-{id_:04}", "x", counter, Kind.SUBMIT, None, start,
                        start + timedelta(minutes=20), state)  # fmt: skip
    return Line(visit, counter, "", "Tên", "0", "")


def test_groups_stand_in_the_office_s_order_with_what_is_left_behind() -> None:
    day = Day([line(1, "dat-dai", 0), line(2, "bo-roi", 0)], [], START, LATE)
    board = day_board(COUNTERS, day)
    assert [(group.id, group.letter, len(group.rows)) for group in board] == [
        ("chung", "A", 0), ("dat-dai", "B", 1), ("tai-nha", None, 0), ("bo-roi", None, 1),
    ]  # fmt: skip


def test_a_number_stands_beside_its_visit_and_who_is_late_is_known() -> None:
    lines = [line(7, "chung", -30), line(8, "chung", -10), line(9, "chung", -40, State.ARRIVED)]
    numbers = [replace(ticket(1), appointment=9)]
    (group, *_) = day_board(COUNTERS, Day(lines, numbers, START, LATE))
    shown = [(row.line.visit.id, row.ticket and row.ticket.label, row.late) for row in group.rows]
    assert shown == [(9, "A001", False), (7, None, True), (8, None, False)]
    assert counts_of([group]).arrived == 1


def test_numbers_wait_in_the_order_of_calls_and_the_last_call_comes_first() -> None:
    def called(id_: int, state: TicketState, at: float) -> Ticket:
        return replace(ticket(id_), state=state, announced_at=minute(at))

    numbers = [
        ticket(1, taken=5), ticket(2, taken=9, due=-1), ticket(3, taken=1),
        called(4, TicketState.CALLED, 1), called(5, TicketState.CALLED, 2),
        called(6, TicketState.ABSENT, 3), called(7, TicketState.DONE, 3),
    ]  # fmt: skip
    (group, *_) = board = day_board(COUNTERS, Day([], numbers, minute(20), LATE))
    assert [n.ticket.id for n in group.waiting] == [2, 3, 1]
    assert [n.ticket.id for n in group.called] == [5, 4]
    assert ([n.ticket.id for n in group.absent], group.done) == ([6], 1)
    assert counts_of(board).waiting == 3
