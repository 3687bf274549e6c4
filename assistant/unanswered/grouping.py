"""Putting questions that mean the same together, as they come. Pure.

A question joins the group whose centre it is nearest to, or begins one. What was placed once stays
where it is: who works on a group finds it again tomorrow.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.language.text import syllables

Vector = NDArray[np.float32]
DIMENSIONS = 256


@dataclass(frozen=True)
class Group:
    """`centre`: the mean of the questions in it, of length one; `members`: how many, each counted
    once however often it was asked. `id`: None while it is new.
    """

    centre: Vector
    members: int
    id: int | None = None

    def with_one_more(self, vector: Vector) -> "Group":
        """The group when this question has joined it."""
        centre = unit(self.centre * self.members + vector)
        return Group(centre, self.members + 1, self.id)


@dataclass(frozen=True)
class Grouped:
    """The groups as they are now, and for each digest of a text the place of its group among them.

    The groups that were there keep their places.
    """

    groups: tuple[Group, ...]
    places: Mapping[str, int]


def digest(text: str) -> str:
    """The same for texts that differ in accents, capitals and signs alone."""
    return hashlib.blake2b(" ".join(syllables(text)).encode(), digest_size=16).hexdigest()


def grouped(
    groups: Sequence[Group], known: Mapping[str, int], new: Mapping[str, Vector], same_from: float
) -> Grouped:
    """Place new texts, by digest and in their order. `known`: digests that have a place already;
    `same_from`: the least cosine to a centre that counts as the same meaning.
    """
    heaps, places = list(groups), dict(known)
    width = max(map(len, [group.centre for group in groups] or list(new.values())), default=0)
    centres = np.zeros((len(groups) + len(new), width), dtype=np.float32)
    for row, group in enumerate(groups):
        centres[row] = group.centre
    for mark, vector in new.items():
        if mark in places:
            continue
        near = centres[: len(heaps)] @ vector
        best = int(near.argmax()) if heaps else -1
        if best >= 0 and near[best] >= same_from:
            heaps[best] = heaps[best].with_one_more(vector)
        else:
            heaps.append(Group(unit(vector), 1))
            best = len(heaps) - 1
        centres[best] = heaps[best].centre
        places[mark] = best
    return Grouped(tuple(heaps), places)


def unit(vector: Vector) -> Vector:
    """The same direction, of length one; nothing stays nothing."""
    length = float(np.linalg.norm(vector))
    scaled = vector / length if length else vector
    return np.asarray(scaled, dtype=np.float32)


def by_words(text: str) -> Vector:
    """A vector for a process without an encoder: its syllables and pairs of them, by their digests.

    Only texts that share words come near one another.
    """
    words = syllables(text)
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for term in [*words, *map(" ".join, pairwise(words))]:
        number = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big")
        vector[number % DIMENSIONS] += 1 if number >> 32 & 1 else -1
    return unit(vector)
