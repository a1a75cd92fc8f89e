"""The level at which organisations stand: as printed, by unit, or rolled up to the body above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

BODY, UNIT, PRINTED = "body", "unit", "printed"
LEVELS = (BODY, UNIT, PRINTED)


@dataclass(frozen=True)
class Levels:
    """Maps each organisation to the bodies that it stands as.

    A body that is asked about (``own``) is not rolled up: it stands with everything within it, and
    others are rolled up to the topmost body that does not hold it. So units of one organisation can
    be asked about too.

    Attributes:
        above: organisation → all above it, itself not. Accreditation is no part of it.
        level: body, unit or printed.
        own: the organisations that are asked about.
    """

    above: Mapping[str, frozenset[str]]
    level: str
    own: tuple[str, ...] = ()
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def bodies(self, organization: str) -> tuple[str, ...]:
        """Return the bodies that an organisation stands as, sorted: of a unit of several, all."""
        if self.level != BODY:
            return (organization,)
        if organization not in self._known:
            self._known[organization] = self._rolled(organization)
        return self._known[organization]

    def _rolled(self, organization: str) -> tuple[str, ...]:
        chain = {organization, *self._above(organization)}
        if own := [o for o in self.own if o in chain]:
            return tuple(
                sorted(o for o in own if not any(o in self._above(other) for other in own))
            )
        held = set(self.own).union(*map(self._above, self.own))
        open_ = chain - held or {organization}
        return tuple(sorted(o for o in open_ if not self._above(o) & open_)) or (organization,)

    def _above(self, organization: str) -> frozenset[str]:
        return self.above.get(organization, frozenset())

    def smallest(self, organizations: Iterable[str]) -> list[str]:
        """Return the organisations of one line; save as printed, none that holds another."""
        said = list(dict.fromkeys(organizations))
        if self.level == PRINTED:
            return said
        return [o for o in said if not any(o in self._above(other) for other in said)]

    def are_one_body(self, one: str, other: str) -> bool:
        """Whether one of the two holds the other, or both stand as the same body at this level."""
        if one == other or one in self._above(other) or other in self._above(one):
            return True
        return self.level == BODY and not set(self.bodies(one)).isdisjoint(self.bodies(other))
