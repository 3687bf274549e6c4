import pytest

from tests.assistant.unanswered.conftest import Hall, hall

__all__ = ["hall"]
FIELD = {"9.000001": 0.5}


async def _filled(hall: Hall) -> None:
    await hall.unknown("sổ hộ nghèo làm lại", channel="zalo", scores=FIELD)
    await hall.unknown("Sổ hộ nghèo làm lại?", channel="web", office="tinh")
    await hall.unknown("biển số xe 100% bị mờ", channel="web")
    await hall.gather()


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        ({}, [2, 1]),
        ({"channel": "zalo"}, [1]),
        ({"office": "tinh"}, [1]),
        ({"why": "unknown"}, [2, 1]),
        ({"why": "disliked"}, []),
        ({"words": ("ho", "ngheo")}, [2]),
        ({"words": ("ho", "xe")}, []),
        ({"words": ("100%",)}, [1]),
        ({"words": ("_",)}, []),
        ({"channel": "zalo", "words": ("ngheo",)}, [1]),
        ({"field": "none"}, []),
    ],
)
async def test_a_list_counts_what_it_was_asked_for(
    hall: Hall, chosen: dict[str, object], counts: list[int]
) -> None:
    await _filled(hall)
    assert [heap.count for heap in await hall.heaps(**chosen)] == counts


async def test_the_most_frequent_field_is_that_of_the_group(hall: Hall) -> None:
    await _filled(hall)
    first, second = await hall.heaps()
    field = hall.standing.current.base.records["9.000001"].field
    assert (first.field, second.field) == (field, None)
    assert [heap.id for heap in await hall.heaps(field=field)] == [first.id]


async def test_the_newest_or_the_most_frequent_first(hall: Hall) -> None:
    await _filled(hall)
    most = [heap.id for heap in await hall.heaps()]
    assert [heap.id for heap in await hall.heaps(newest_first=True)] == most[::-1]
