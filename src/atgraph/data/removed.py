"""Who was removed on request: slow salted hashes, so that nobody comes back and nobody is named.

The file of the registry `removed.yml` holds scrypt (RFC 7914), with its parameters and one salt,
of the id and of each form of the name. One salt for all: a name is hashed once, however many were
removed. Whoever has the file can try names, and each try costs as much as here.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field
from pydantic import ValidationError as PydanticError

from atgraph.data.latin import in_latin, spellings
from atgraph.data.names import key
from atgraph.data.transcript import Entry, written
from atgraph.data.wrong_entries import explain
from atgraph.data.yaml_lines import read_yaml
from atgraph.errors import SourceError

FILE = "removed.yml"
HEAD = (
    "# Who was removed on request, so that no document brings them back: scrypt of the id and of\n"
    "# each form of the name, never the words. Written by `atgraph remove`; keep it in version"
    " control.\n"
)
RETURNED = (
    "somebody who was removed on request would come back by this record; take it out, or, where it"
    " is another of the same name, decide so: `is_not: removed` with the programme, the name and a"
    " reason"
)
LENGTH = 32  # bytes of a hash
MEMORY = 64 << 20  # bytes that scrypt may take: 128 · n · r, and room
Hex = Annotated[str, written(r"(?:[0-9a-f]{2}){16,64}", "the digits that `atgraph remove` wrote")]


class Scrypt(Entry):
    """The parameters of scrypt and the salt: 128 · n · r bytes of memory for each hash."""

    n: Annotated[int, Field(ge=2, le=1 << 15)] = 1 << 14
    r: Annotated[int, Field(ge=1, le=8)] = 8
    p: Annotated[int, Field(ge=1, le=4)] = 1
    salt: Hex

    def hash(self, text: str) -> str:
        """Return the hash of a text in hexadecimal; it takes some 50 ms, the first time."""
        return _hash(text, self.salt, self.n, self.r, self.p)


@lru_cache(20_000)
def _hash(text: str, salt: str, n: int, r: int, p: int) -> str:
    size = {"n": n, "r": r, "p": p, "dklen": LENGTH, "maxmem": MEMORY}
    return hashlib.scrypt(text.encode(), salt=bytes.fromhex(salt), **size).hex()


class Tombstone(Entry):
    """One who was removed: of what class it was, and the hashes of its id and its names."""

    kind: str = ""
    id: Hex
    names: tuple[Hex, ...] = ()


class _File(Entry):
    scrypt: Scrypt
    removed: tuple[Tombstone, ...] = ()


@dataclass(frozen=True)
class Removed:
    """Those who were removed, as one data folder or store knows them."""

    scrypt: Scrypt
    stones: tuple[Tombstone, ...] = ()

    @classmethod
    def none(cls) -> Self:
        """Return nobody, with a salt of its own."""
        return cls(Scrypt(salt=secrets.token_hex(16)))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; where it is not there, nobody was removed.

        It is a SourceError or an UnreadableError where it is not as `atgraph remove` wrote it.
        """
        if not path.is_file():
            return cls.none()
        data: Any = read_yaml(path)
        try:
            found = _File.model_validate(data)
        except PydanticError as exc:
            raise SourceError.of(explain(path, data, exc, _File)) from exc
        return cls(found.scrypt, found.removed)

    def __bool__(self) -> bool:
        """Return whether anybody was removed."""
        return bool(self.stones)

    def text(self) -> str:
        """Return the file as it is written."""
        s = self.scrypt
        rows = [f"{HEAD}scrypt: {{n: {s.n}, r: {s.r}, p: {s.p}, salt: {s.salt}}}", "removed:"]
        for stone in self.stones:
            rows += [f"  - kind: {stone.kind}", f"    id: {stone.id}", "    names:"]
            rows += [f"      - {name}" for name in stone.names]
        return "\n".join(rows) + "\n"

    def adding(
        self, kind: str, identifier: str, names: Iterable[str], others: Collection[str] = ()
    ) -> Removed:
        """Return these and one more, by its id and the forms of its name, as others write them too.

        ``others`` are the keys of the names of others: so nobody writes this one's.
        """
        own = {*names}
        written = {form for name in own for form in spellings(name)} - {*others}
        forms = {*map(key, own), *written} - {""}
        hashes = tuple(sorted(map(self.scrypt.hash, forms)))
        stone = Tombstone(kind=kind, id=self.scrypt.hash(identifier), names=hashes)
        kept = tuple(one for one in self.stones if one.id != stone.id)
        return Removed(self.scrypt, (*kept, stone))

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(stone.id for stone in self.stones)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for stone in self.stones for name in stone.names)

    def has_id(self, identifier: str) -> bool:
        """Return whether an id was that of somebody who was removed."""
        return bool(self.stones) and self.scrypt.hash(identifier) in self._ids

    def has_name(self, name: str) -> bool:
        """Return whether somebody was removed whose name may be written so, in any letters."""
        return bool(self.stones) and not self._names.isdisjoint(map(self.scrypt.hash, _keys(name)))

    def kind_of(self, name: str) -> str:
        """Return of what class somebody was who had a name or an id; empty where nobody had it."""
        texts = {name, *_keys(name)} if self.stones else set()
        hashes = set(map(self.scrypt.hash, texts))
        found = (s.kind for s in self.stones if hashes.intersection((s.id, *s.names)))
        return next(found, "")

    def named_again(self, names: Iterable[str]) -> frozenset[str]:
        """Return those of many names that somebody had who was removed, looked at together."""
        asked = list(dict.fromkeys(names)) if self.stones else []
        with ThreadPoolExecutor() as pool:  # the hash lets other threads work meanwhile
            found = pool.map(self.has_name, asked)
            return frozenset(name for name, is_so in zip(asked, found, strict=True) if is_so)


def _keys(name: str) -> set[str]:
    """Return by what a name is looked for: Latin letters take one hash, others two."""
    return {key(name), key(in_latin(name))}


def iter_forms(name: str) -> Iterator[str]:
    """Yield how a list may print the name of a person: as it is, and with the last word first."""
    yield name
    *given, last = name.split()
    if given:
        yield f"{last}, {' '.join(given)}"
