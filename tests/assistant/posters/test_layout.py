"""Nothing on a poster is cut off, and nothing stands on something else."""

from dataclasses import replace
from itertools import combinations

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.posters.layout import HIGH, MARGIN, WIDE, Bar, Image, Item, Text, layout
from assistant.posters.poster import Poster
from tests.assistant.posters.conftest import Make

_LETTER = 0.3528  # millimetres to the point
Box = tuple[float, float, float, float]


def _box(item: Item) -> Box:
    """Left, top, right, bottom; of a line what its letters cover, of an image also its white."""
    if isinstance(item, Text):
        high = item.style.points * _LETTER
        right = item.x + item.style.width(item.text)
        return item.x, item.y - 0.75 * high, right, item.y + 0.2 * high
    if isinstance(item, Bar):
        return item.x, item.y, item.x + item.wide, item.y + item.high
    # Beside it the page is white anyway; above and below stands text.
    return item.x, item.y - item.quiet, item.x + item.side, item.y + item.side + item.quiet


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _faults(poster: Poster) -> list[str]:
    boxes = [(_box(item), item) for item in layout(poster)]
    slack = 0.01
    outside = [
        f"outside: {item}"
        for box, item in boxes
        if min(box[:2]) < MARGIN - slack
        or box[2] > WIDE - MARGIN + slack
        or box[3] > HIGH - MARGIN + slack
    ]
    upon = [f"{a} on {b}" for (x, a), (y, b) in combinations(boxes, 2) if _overlap(x, y)]
    return [f"{poster.code}: {fault}" for fault in [*outside, *upon]]


def test_every_poster_that_ships(all_posters: list[Poster]) -> None:
    assert [fault for poster in all_posters for fault in _faults(poster)] == []


@pytest.mark.parametrize("papers", [0, 1, 4, 40])
@pytest.mark.parametrize("words", [1, 12, 200])
def test_names_and_lists_of_any_length(poster: Make, papers: int, words: int) -> None:
    made = replace(
        poster("1.001193"),
        name="Đăng ký thường trú " * words,
        office="Trung tâm Phục vụ hành chính công phường Trường Sơn Thượng " * 3,
        papers=("Giấy tờ chứng minh quan hệ nhân thân (1 bản chính) " * 6,) * papers,
        link=f"https://{'rat-dai.' * 6}vn/p/1.001193?o=07210",
    )
    assert _faults(made) == []


def test_papers_left_out_are_counted(poster: Make) -> None:
    made = replace(poster("1.001193"), papers=tuple(f"Giấy số {n} " * 8 for n in range(60)))
    told = [item.text for item in layout(made) if isinstance(item, Text)]
    shown = sum(text.startswith("Giấy số") and "Giấy số 59" not in text for text in told)
    assert any("giấy tờ khác" in text for text in told)
    assert 0 < shown < 60


def test_white_enough_beside_the_image(all_posters: list[Poster], poster: Make) -> None:
    """The next thing on its left and right is at least four modules away."""
    for made in [*all_posters[:40], replace(poster("1.001193"), papers=())]:
        items = layout(made)
        (image,) = [item for item in items if isinstance(item, Image)]
        white = (image.x - image.quiet, image.y, image.x + image.side + image.quiet,
                 image.y + image.side)  # fmt: skip
        others = [_box(item) for item in items if item is not image]
        assert not any(_overlap(white, other) for other in others)
        assert white[0] >= 0


def test_the_image_is_large_enough_for_a_hall(all_posters: list[Poster]) -> None:
    sides = [i.side for made in all_posters for i in layout(made) if isinstance(i, Image)]
    assert min(sides) >= 60  # millimetres: read from more than half a metre


def test_a_procedure_without_a_list_has_the_larger_image(
    poster: Make, real_base: KnowledgeBase
) -> None:
    with_list, without = layout(poster("1.001193")), layout(poster("1.004222"))
    sides = [next(i.side for i in items if isinstance(i, Image)) for items in (with_list, without)]
    assert sides[0] < sides[1]
    assert real_base.record("1.004222").name in [i.text for i in without if isinstance(i, Text)]
