"""One push at a time: who wants to write claims it on the server, and looks who else does.

A claim is a graph of its own, which both protocols can write and remove. Who has written one and
then sees no other may write: of two, whoever wrote later sees the other. No clock is compared. A
claim is renewed again and again; one that stays as it is, while its observer renews its own many
times on the same server, is that of a push that was killed.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from pyoxigraph import NamedNode

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.remote import LEDGER, RemoteEngine
from atgraph.graph.endpoint.writer import Writer
from atgraph.rdf.namespaces import OWL, RDF, RDFS

BEAT = 1.0  # seconds from one renewal to the next
LOOK = 0.1  # seconds from one look at the others to the next
SILENT = 10  # so many renewals of one's own without one of the other's
ASKS, HOLDS = "asks", "holds"  # in the order of their letters, as the renewals
TOKEN, RENEWAL = f"<{OWL}versionInfo>", f"<{RDF}value>"
HEAD = f'{LEDGER} <{RDFS}comment> "Which push sent the graph; kept by `atgraph push`."@en .\n'
CLAIMS = f"""SELECT ?graph ?token ?renewal WHERE {{
  GRAPH ?graph {{ {LEDGER} {TOKEN} ?token OPTIONAL {{ {LEDGER} {RENEWAL} ?renewal }} }} }}"""
BUSY = (
    "another push to this server is under way or has just ended, so this one sent nothing; run it"
    " again"
)
LOST = (
    "another push has taken over, because nothing was heard of this one for a while; what this one"
    " sent is not published; run it again"
)


class Lease:
    """The claim of one push; ``graph`` becomes the ledger with what the push publishes."""

    def __init__(self, remote: RemoteEngine, writer: Writer) -> None:
        """Write the claim, or raise a MissingError if the server has no such protocol."""
        self.remote, self.writer = remote, writer
        self.token = secrets.token_hex(16)
        self.graph = NamedNode(f"{LEDGER.value}#{self.token}")
        self._phase, self._renewals = ASKS, 0
        self._woken, self._ended = threading.Event(), False
        writer.append(self.graph, self.content())

    def content(self) -> str:
        """Return what the claim says, as N-Triples."""
        return f'{HEAD}{LEDGER} {TOKEN} "{self.token}" .\n{LEDGER} {RENEWAL} {self._renewal} .\n'

    @property
    def _renewal(self) -> str:
        return f'"{self._phase} {self._renewals:07}"'

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the right to write, and keep it; it is an EndpointError if another has it."""
        heart = threading.Thread(target=self._beat, daemon=True)
        heart.start()
        answers = True
        try:
            self._wait()
            self._phase = HOLDS
            self._woken.set()
            yield
        except EndpointError as exc:
            answers = not isinstance(exc.__cause__, TimeoutError)
            raise
        finally:
            self._ended = True
            self._woken.set()
            if answers:
                heart.join()
                with suppress(EndpointError):
                    self.writer.drop(self.graph)

    def check(self) -> None:
        """Refuse to go on if another push took this claim for that of one that was killed."""
        if self.graph not in self.claims():
            raise EndpointError(LOST, self.remote.url)

    def is_published(self) -> bool:
        """Whether the ledger is that of this push."""
        return self.token in self.claims().get(LEDGER, "")

    def claims(self) -> dict[NamedNode, str]:
        """Return the state of each claim, and of the ledger, which was one."""
        found: dict[NamedNode, str] = {}
        for row in self.remote.solutions(CLAIMS, []):
            graph, token, renewal = row["graph"], row["token"], row["renewal"]
            if not (isinstance(graph, NamedNode) and graph.value.startswith(LEDGER.value)):
                continue
            state = f"{getattr(token, 'value', '')} {getattr(renewal, 'value', '')}"
            found[graph] = max(state, found.get(graph, ""))
        return found

    def _wait(self) -> None:
        """Look at the others until there is none, or raise an EndpointError if one goes before."""
        before, since = dict[NamedNode, str](), dict[NamedNode, int]()
        claims = self.claims()
        if self.graph not in claims:
            why = "nothing of what was sent is there, or only later"
            raise EndpointError(f"{why}; look at the server's log", self.remote.url)
        ledger = claims.get(LEDGER)
        while True:
            claims = self.claims()
            if claims.pop(self.graph, None) is None:
                raise EndpointError(LOST, self.remote.url)
            if claims.pop(LEDGER, None) != ledger:
                raise EndpointError(BUSY, self.remote.url)
            if not claims:
                return
            for claim in before.keys() | claims.keys():
                state = claims.get(claim, "")
                if claim not in before or state != before[claim]:
                    if claim in before and self._goes_before(claim, state or before[claim]):
                        raise EndpointError(BUSY, self.remote.url)
                    since[claim] = self._renewals
                elif self._renewals - since[claim] >= SILENT:
                    self.writer.drop(claim)
                    del claims[claim]
            before = claims
            self.remote.transport.pause(LOOK)

    def _goes_before(self, claim: NamedNode, state: str) -> bool:
        """Whether another that is alive may write, or will when this one has withdrawn."""
        return HOLDS in state or claim.value < self.graph.value

    def _beat(self) -> None:
        """Renew the claim from time to time; an update brings none back that was removed."""
        apart = replace(self.writer, transport=replace(self.writer.transport))
        while True:
            self._woken.wait(BEAT)
            self._woken.clear()
            if self._ended:
                return
            with suppress(EndpointError):
                self._renew(apart)
                self._renewals += 1

    def _renew(self, writer: Writer) -> None:
        said = f"GRAPH {self.graph} {{ {LEDGER} {RENEWAL}"
        if writer.update:
            old, new = f"{said} ?old }}", f"{said} {self._renewal} }}"
            writer.send_update(f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {old} }}")
        else:
            writer.append(self.graph, f"{LEDGER} {RENEWAL} {self._renewal} .\n")
