"""What a build published."""

from dataclasses import dataclass, field

from atgraph.errors import Problem


@dataclass
class Published:
    """What a build published.

    Attributes:
        version: the graph's.
        programmes: the names of the programmes.
        warnings: what a curator should look at, and may leave as it is.
        size: how many triples are published.
        shown_again: how many people the graph before lists on request, and this one shows.
        why_anew: why what the last build kept was not used, where it was there.
    """

    version: str
    programmes: list[str]
    warnings: list[Problem] = field(default_factory=list, repr=False)
    size: int = 0
    shown_again: int = 0
    why_anew: str = ""
