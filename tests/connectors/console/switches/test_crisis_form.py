"""The texts for danger and fraud, as a form and back into the file."""

from pathlib import Path

import pytest

from assistant.documents import body
from connectors.console.switches.crisis_form import (
    PATH,
    lost_numbers,
    texts_of,
    tidy,
    with_replies,
    wrong,
)


@pytest.fixture(scope="module")
def file(real_folder: Path) -> str:
    """The texts that ship."""
    return (real_folder / PATH).read_text(encoding="utf8")


def test_every_text_has_a_field_of_its_own(file: str) -> None:
    texts = texts_of(body.read(PATH, file))
    names = [text.name for text in texts]
    assert len(set(names)) == len(names) >= 7
    assert "emergency-suicide" in names
    assert all(text.words and text.reply for text in texts)


def test_one_text_changes_and_nothing_beside_it(file: str) -> None:
    data = body.read(PATH, file)
    new = with_replies(data, {"emergency-fire": "Ra khỏi nhà ngay và gọi 114.", "scam-none": "x"})
    text = body.edited(PATH, file, new)
    changed = [t for t, o in zip(texts_of(body.read(PATH, text)), texts_of(data), strict=True)
               if t != o]  # fmt: skip
    assert [(t.name, t.reply) for t in changed] == [
        ("emergency-fire", "Ra khỏi nhà ngay và gọi 114.")
    ]
    assert text.splitlines()[:3] == file.splitlines()[:3]  # the comments
    assert texts_of(data) == texts_of(body.read(PATH, file))  # ours is not touched


@pytest.mark.parametrize(("before", "after", "lost"), [
    ("Gọi 113 hoặc 115.", "Gọi 113.", ["115"]),
    ("Gọi 113, gọi 113.", "Gọi công an.", ["113"]),
    ("Gọi 111.", "Gọi 111 ngay.", []),
    ("Mất 115.000 đồng.", "Mất tiền.", []),
    ("Gọi 1022.", "Gọi tổng đài.", []),
])  # fmt: skip
def test_a_number_to_call_that_is_gone_is_noticed(before: str, after: str, lost: list[str]) -> None:
    assert lost_numbers(before, after) == lost


def test_what_cannot_be_kept() -> None:
    assert wrong("Gọi 115.") == "short"
    assert wrong("x" * 901) == "long"
    assert wrong("Nếu có người đang nguy kịch: gọi 115 ngay.") is None
    assert tidy(" a\u202e\n\tb ") == "a b"
