"""Two questions in one message: where such a message may be cut."""

import re
from collections.abc import Iterator

_END = re.compile(r"[?!.;\n]+\s+")
_JOINT = re.compile(
    r"[,;]?\s+(?:và|va|với lại|voi lai|với cả|voi ca|còn|con|rồi|roi|đồng thời|dong thoi)\s+",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\s*\n\s*")
_FEWEST_WORDS = 2
_MOST_CUTS = 4


def one_line(text: str) -> str:
    """Ends of lines as ends of sentences: a second question often has a line of its own."""
    return _LINE_END.sub(". ", text.strip())


def halves(text: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a text in two, ends of sentences first; each part has two words or more."""
    cuts = [match for pattern in (_END, _JOINT) for match in pattern.finditer(text)]
    for cut in cuts[:_MOST_CUTS]:
        left, right = text[: cut.start()].strip(), text[cut.end() :].strip()
        if min(len(left.split()), len(right.split())) >= _FEWEST_WORDS:
            yield left, right
