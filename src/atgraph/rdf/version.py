"""The version of a graph: a hash of its lines that does not depend on their order.

It is AdHash (Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing: Incrementality at
Reduced Cost", EUROCRYPT 1997): the digests of the lines are added up modulo a large number, so that
lines are added to it and taken out of it without the others. Wagner's generalised birthday attack
("A Generalized Birthday Problem", CRYPTO 2002) takes 2^(2√n) steps where the modulus has n bits:
2^128 for the 4,096 bits here. That holds for sets, where no line counts twice.
"""

import hashlib
from collections.abc import Iterable
from typing import Self

BITS = 4096
SIZE = BITS // 8  # bytes
MODULUS = 1 << BITS


class SetHash:
    """The hash of a set of lines.

    Attributes:
        total: the sum of the lines' digests, from which it goes on where it was kept.
    """

    def __init__(self, total: int = 0) -> None:
        self.total = total % MODULUS

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Return the hash of lines, each of which may stand there once."""
        return cls(_sum(lines))

    @property
    def version(self) -> str:
        """The SHA-256 digest of the sum, in hexadecimal."""
        return hashlib.sha256(self.total.to_bytes(SIZE, "little")).hexdigest()

    def add(self, lines: Iterable[str]) -> None:
        """Add lines that are not in the set."""
        self.total = (self.total + _sum(lines)) % MODULUS

    def remove(self, lines: Iterable[str]) -> None:
        """Take lines out that are in the set."""
        self.total = (self.total - _sum(lines)) % MODULUS


def version_of(lines: Iterable[str]) -> str:
    """Return the version of a graph with these lines of N-Quads, in any order."""
    return SetHash.of(lines).version


def _sum(lines: Iterable[str]) -> int:
    """Return the sum of the digests of lines; a million take 2 s and no memory of their own."""
    shake, number = hashlib.shake_128, int.from_bytes
    return sum(number(shake(line.encode()).digest(SIZE), "little") for line in lines)
