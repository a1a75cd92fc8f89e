"""Printed names and titles, each resolved to an identity of the registry and noted as a naming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from atgraph.build.mapping.draft import Draft, digest, join, meant
from atgraph.build.mapping.evidence import Evidence, Passage
from atgraph.data.registry import Decision, Registry
from atgraph.data.transcript import Programme
from atgraph.errors import VIOLATION, Problem
from atgraph.rdf.namespaces import ATG, atg, atgd
from atgraph.text import clip, fold, stands_in


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
    found: dict[tuple[str, str, str], set[Passage]] = field(default_factory=dict, repr=False)
    used: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def resolve(
        self,
        name: str,
        session: str,
        kinds: Iterable[str],
        passages: list[Passage] | None,
        line: int,
    ) -> NamedNode | None:
        """Return the identity that a printed name stands for; note it as a naming."""
        if passages is not None:
            self.evidence.check_stated("name", name, passages, line)
        identity = self.identify(name, session, kinds, line)
        if identity:
            self.note(name, session, identity, passages or [])
        return atgd(identity) if identity else None

    def identify(self, name: str, session: str, kinds: Iterable[str], line: int) -> str:
        """Return the id that a printed name stands for; none, or several, is a problem."""
        decision = self.decision(session, name)
        if decision and decision.is_ != "none":
            return self.known(decision.is_, line)
        found = self.registry.candidates(name, self.programme.id, kinds, self.draft.ontology)
        found = [
            i for i in found if not self.registry.rules_out(self.programme.id, session, name, i)
        ]
        if len(found) == 1:
            return found[0]
        self.draft.doubt(line)
        if not self.registry.whole:
            return ""
        given = {
            "name": fold(name),
            "session": session,
            "programme": self.programme.id,
            "registry": str(self.registry.folder),
        }
        if found:
            message = f"the name {clip(name)} is held by {' and '.join(found)}; decide in registry/decisions.yml: {self.record(name, session)}"
            self.draft.wrong(line, message, "name-of-several", **given, holders="\n".join(found))
        else:
            hint = meant(self.registry.nearest(name))
            wanted = " or ".join(sorted(k.removeprefix(ATG).lower() for k in kinds))
            message = f"the name {clip(name)} is not in the registry as {wanted}{hint}; add it to the `names` of its record in the registry"
            self.draft.wrong(
                line,
                message,
                "name-of-nobody",
                **given,
                kinds="\n".join(sorted(kinds)),
                near=self.near(name),
            )
        return ""

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
            node = atgd(join("naming", self.programme.id, session, digest(name, kind)))
            self.draft.add_types(node, ATG + "Naming")
            self.draft.add_text(node, "statedName", name)
            self.draft.add(node, atg("isNamingOf"), atgd(identity))
            self.evidence.cite(node, sorted(passages, key=lambda p: (p.source, p.span)))
            if self.registry.decision(self.programme.id, session, name):
                self.draft.add(
                    node, atg("isDecidedBy"), decision_iri(self.programme.id, session, name)
                )

    def implied(self, title: str, session: str, line: int) -> str:
        """Return the id of the body that a title implies, or none; undecided is a problem."""
        if not title:
            self.draft.wrong(
                line,
                "an affiliation needs a title or an organization; add what is printed",
                "missing-key",
                key="title",
            )
            return ""
        decision = self.decision(session, title)
        if decision is None and not self.registry.whole:
            self.draft.doubt(line)
            return ""
        if decision is None:
            where = self.record(title, session, "<id> or none")
            message = f"the title {clip(title)} names no organization; add the printed one, or decide in registry/decisions.yml: {where}"
            given = {
                "name": fold(title),
                "session": session,
                "programme": self.programme.id,
                "registry": str(self.registry.folder),
            }
            self.draft.wrong(line, message, "title-without-body", **given)
            return ""
        return decision.is_ if decision.is_ == "none" else self.known(decision.is_, line)

    def decision(self, session: str, name: str) -> Decision | None:
        """Return what was decided about a name or title, and keep that it was needed."""
        decision = self.registry.decision(self.programme.id, session, name)
        if decision or (self.programme.id, session, fold(name)) in self.registry.judged:
            self.used.add((session, fold(name)))
        return decision

    def check_decisions(self) -> None:
        """Note each decision about a name or session that the transcript does not have."""
        path = str(self.registry.folder / "decisions.yml")
        if any(f.severity == VIOLATION for f in self.draft.problems) or not self.registry.whole:
            return  # a record that was not understood may be the one that needs it
        for programme, session in sorted(self.registry.dated):
            if (
                programme == self.programme.id
                and session
                and session not in self.programme.sessions_by_id
            ):
                message = f"there is no session {session!r} in {programme}; correct it, or remove the decision about its date"
                self.draft.problems.append(
                    Problem(
                        path,
                        self.registry.dated[programme, session].at,
                        message,
                        "idle-decision",
                        {"name": "date"},
                    )
                )
        judged = {
            place: decision
            for place, by in self.registry.judged.items()
            for decision in by.values()
        }
        for (programme, session, name), decision in (judged | self.registry.decided).items():
            if programme == self.programme.id and (session, name) not in self.used:
                where = f"session {session} of {programme}" if session else programme
                message = f"nothing in {where} needs the decision about {clip(name)}; correct its session and name, or remove it"
                self.draft.problems.append(
                    Problem(path, decision.at, message, "idle-decision", {"name": name})
                )

    def known(self, identity: str, line: int) -> str:
        """Return a decided id, or nothing where the registry has no such id (which it tells itself)."""
        identity = self.registry.known_as(identity)
        if identity in self.registry.identities:
            return identity
        self.draft.doubt(line)
        return ""

    def near(self, name: str) -> str:
        """Return the names that may have been meant, each with the file and the line of its record."""
        held = (
            (n, self.registry.identities[self.registry.names[n][0]])
            for n in self.registry.nearest(name)
        )
        return "\n".join(f"{n}\t{self.registry.path_of(i.id)}\t{i.at}" for n, i in held)

    def record(self, name: str, session: str, outcome: str = "<id>") -> str:
        """Return the decision to paste."""
        return f"{{programme: {self.programme.id}, session: {session or '…'}, name: {fold(name)!r}, is: {outcome}, reason: …, date: …}}"
