"""Printed names and titles, each resolved to an identity of the registry and noted as a naming."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from atgraph.build.mapping.draft import Draft, digest, join
from atgraph.build.mapping.quotes import Evidence, Passage
from atgraph.data.registry import Decision, Registry
from atgraph.data.registry.model import REMOVED
from atgraph.data.transcript import Programme
from atgraph.errors import VIOLATION, KeyDetails, NameDetails, Place, Problem
from atgraph.rdf.namespaces import ATG, atg, atgd
from atgraph.text import clip, fold, offer, stands_in


def decision_iri(programme: str, session: str, about: str) -> NamedNode:
    """Return the IRI of a decision: where it holds, and what it is about."""
    return atgd(join("decision", programme, session, digest(fold(about))))


@dataclass
class Names:
    """The names of one programme, and what the registry says of them."""

    programme: Programme
    registry: Registry
    draft: Draft
    evidence: Evidence
    hints: bool
    found: dict[tuple[str, str, str], set[Passage]] = field(default_factory=dict, repr=False)
    used: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def resolve(
        self,
        name: str,
        session: str,
        kinds: Iterable[str],
        passages: list[Passage] | None,
        line: int,
        beside: Iterable[str] = (),
    ) -> NamedNode | None:
        """Return the identity that a printed name stands for; note it as a naming.

        Of several that hold it, it is that of whom a name ``beside`` it in the record means.
        """
        if passages is not None:
            self.evidence.check_stated("name", name, passages, line)
        if identity := self._identify(name, session, kinds, line, beside):
            self.note(name, session, identity, passages or [])
        return atgd(identity) if identity else None

    def _identify(
        self, name: str, session: str, kinds: Iterable[str], line: int, beside: Iterable[str]
    ) -> str | None:
        """Return the id that a printed name stands for; none, or several, is a problem."""
        decision = self.decision(session, name)
        if decision and decision.is_ != "none":
            return self.known(decision.is_, line)
        registry, own = self.registry, self.programme.id
        self.draft.asked.add(fold(name))
        held = registry.candidates(name, own, kinds, self.draft.ontology)
        found = [i for i in held if not registry.rules_out(own, session, name, i)]
        if len(found) > 1:
            found = [i for i in found if registry.is_of(i, beside)] or found
        if len(found) == 1:
            return found[0]
        self.draft.doubt(line)
        if not registry.whole:
            return None
        about = self._details(name, session)
        if found:
            why = f"is held by {' and '.join(found)}; decide in registry/decisions.yml"
            message = f"the name {clip(name)} {why}: {self._decision_to_paste(name, session)}"
            about = replace(about, holders=tuple(found))
            self._unresolved(line, message, "name-of-several", about)
        else:
            near = registry.nearest(name) if self.hints else []
            hint = f" ({offer(near)})" if near else ""
            wanted = " or ".join(sorted(k.removeprefix(ATG).lower() for k in kinds))
            why = f"is not in the registry as {wanted}{hint}; add it to the `names` of its record"
            about = replace(about, kinds=tuple(sorted(kinds)), near=tuple(map(self._holder, near)))
            message = f"the name {clip(name)} {why} in the registry"
            self._unresolved(line, message, "name-of-nobody", about)
        return None

    def _details(self, name: str, session: str) -> NameDetails:
        return NameDetails(fold(name), self.programme.id, session, str(self.registry.folder))

    def _unresolved(self, line: int, message: str, rule: str, about: NameDetails) -> None:
        """Note a name that stands for nobody or for several, or a title that is undecided."""
        problem = Problem(self.draft.path, line, message, rule, name=about)
        self.draft.problems.append(problem)
        self.draft.unresolved.append(problem)

    def note(self, name: str, session: str, identity: str, passages: Iterable[Passage]) -> None:
        """Keep that a name was read, with the passages in which it stands."""
        standing = {p for p in passages if stands_in(name, p.span.text)}
        self.found.setdefault((session, fold(name), identity), set()).update(standing)

    def write(self) -> None:
        """Write a naming for each printed name of each session."""
        for (session, name, identity), passages in self.found.items():
            if not passages:
                continue
            kind = self.registry.classes[identity].removeprefix(ATG)
            owner = self.registry.identities[identity].of
            parts = (name, kind, self.registry.identities[owner].label) if owner else (name, kind)
            node = atgd(join("naming", self.programme.id, session, digest(*parts)))
            self.draft.add_types(node, ATG + "Naming")
            self.draft.add_text(node, "statedName", name)
            self.draft.add(node, atg("isNamingOf"), atgd(identity))
            self.evidence.cite(node, sorted(passages, key=lambda p: (p.source, p.span)))
            if self.registry.decision(self.programme.id, session, name):
                decision = decision_iri(self.programme.id, session, name)
                self.draft.add(node, atg("isDecidedBy"), decision)

    def implied(self, title: str, session: str, line: int) -> str:
        """Return the id of the body that a title implies, or none; undecided is a problem."""
        if not title:
            message = "an affiliation needs a title or an organization; add what is printed"
            self.draft.wrong(line, message, "missing-key", KeyDetails("title"))
            return ""
        if decision := self.decision(session, title):
            return decision.is_ if decision.is_ == "none" else self.known(decision.is_, line)
        if self.registry.whole:
            why = "names no organization; add the printed one, or decide in registry/decisions.yml"
            where = self._decision_to_paste(title, session, "<id> or none")
            message = f"the title {clip(title)} {why}: {where}"
            self._unresolved(line, message, "title-without-body", self._details(title, session))
        else:
            self.draft.doubt(line)
        return ""

    def decision(self, session: str, name: str) -> Decision | None:
        """Return what was decided about a name or title, and keep that it was needed."""
        decision = self.registry.decision(self.programme.id, session, name)
        if decision or (self.programme.id, session, fold(name)) in self.registry.judged:
            self.used.add((session, fold(name)))
        return decision

    def check_decisions(self) -> None:
        """Note each decision about a name or session that the transcript does not have."""
        if any(f.severity == VIOLATION for f in self.draft.problems) or not self.registry.whole:
            return  # a record that was not understood may be the one that needs it
        own, registry = self.programme.id, self.registry
        for (programme, session), decision in registry.dated.items():
            if programme == own and session not in ("", *self.programme.sessions_by_id):
                message = f"there is no session {session!r} in {programme}; correct it, or remove"
                self._idle(decision, "date", f"{message} the decision about its date")
        judged = {place: one for place, by in registry.judged.items() for one in by.values()}
        for (programme, session, name), decision in (judged | registry.decided).items():
            is_used = (session, name) in self.used or decision.is_not == REMOVED
            if programme == own and not is_used:
                where = f"session {session} of {programme}" if session else programme
                message = f"nothing in {where} needs the decision about {clip(name)}; correct its"
                self._idle(decision, name, f"{message} session and name, or remove it")

    def _idle(self, decision: Decision, name: str, message: str) -> None:
        path, about = str(self.registry.folder / "decisions.yml"), NameDetails(name)
        problem = Problem(path, decision.at, message, "idle-decision", name=about)
        self.draft.problems.append(problem)

    def known(self, identity: str, line: int) -> str:
        """Return a decided id, or nothing where the registry has none (which it tells itself)."""
        identity = self.registry.known_as(identity)
        if identity in self.registry.identities:
            return identity
        self.draft.doubt(line)
        return ""

    def _holder(self, name: str) -> tuple[str, Place]:
        identity = self.registry.identities[self.registry.names[name][0]]
        return name, Place(self.registry.files[identity.id], identity.at)

    def _decision_to_paste(self, name: str, session: str, outcome: str = "<id>") -> str:
        where = f"programme: {self.programme.id}, session: {session or '…'}"
        return f"{{{where}, name: {fold(name)!r}, is: {outcome}, reason: …, date: …}}"
