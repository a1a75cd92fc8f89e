"""Things of the graph that have names."""

import re
from dataclasses import dataclass

from atgraph.rdf.namespaces import ATG, shorten


@dataclass(frozen=True)
class Thing:
    """A thing with its names: the first is its label."""

    iri: str
    class_iri: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its one label."""
        return self.names[0]

    @property
    def kind(self) -> str:
        """The local name of its class, as words in lower case."""
        return kind_of(self.class_iri)

    @property
    def short(self) -> str:
        """Its address with a prefix, as people may type it again."""
        return shorten(self.iri)


@dataclass(frozen=True)
class Recognized:
    """The thing that a text stands for; ``whole`` where by a name or address, not a part of one."""

    text: str
    thing: Thing
    whole: bool


def kind_of(class_iri: str) -> str:
    """Return the local name of a class as words in lower case: event series."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_iri.removeprefix(ATG)).lower()
