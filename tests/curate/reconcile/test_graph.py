"""What decisions mean in the graph: who is not meant, who is one, and what stays a note."""

from __future__ import annotations

from pathlib import Path

import pytest

import mini
from atgraph.api import KnowledgeGraph
from atgraph.build.whole import build_graph
from atgraph.rdf.namespaces import ATGD

DAY = "reason: r, date: 2026-11-24}"


@pytest.mark.slow
def test_decisions_build_into_the_graph(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    rows = [
        (
            "programme: example-forum-3, session: open-doors, name: Quayside Bank, "
            "is_not: organization_westland"
        ),
        "programme: example-forum-3, session: open-doors, name: Lantern, unsure: tool_lantern",
        "id: organization_quayside-bank, is_not: organization_larch-foundation",
        "id: organization_shelter-section, is: organization_institute-for-fair-work",
    ]
    with (data / "registry" / "decisions.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"- {{{row}, {DAY}\n" for row in rows)
    kg = KnowledgeGraph(build_graph(data).store)

    outcomes = {
        row["o"].value
        for row in kg.select("SELECT ?o WHERE { ?d a atg:Decision ; atg:outcome ?o }")
    }
    assert {
        "“Quayside Bank” is not organization_westland",
        "organization_quayside-bank is not organization_larch-foundation",
    } <= outcomes
    assert not any("Lantern" in outcome for outcome in outcomes)
    one = "organization_institute-for-fair-work"
    named = kg.select(f"SELECT ?n WHERE {{ <{ATGD}{one}> skos:altLabel ?n }}")
    assert [row["n"].value for row in named] == ["Shelter Section"]
    units = kg.select(f"SELECT ?o WHERE {{ <{ATGD}{one}> atg:isUnitOf ?o }}")
    assert [row["o"].value for row in units] == [f"{ATGD}organization_larch-foundation"]
    assert (
        list(kg.select(f"SELECT ?p WHERE {{ <{ATGD}organization_shelter-section> ?p ?o }}")) == []
    )


def test_a_decision_of_who_is_not_meant_that_nothing_needs_is_told(tmp_path: Path) -> None:
    data = mini.copy_data(tmp_path)
    with (data / "registry" / "decisions.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"- {{programme: example-forum-3, session: open-doors, name: Nobody, "
            f"is_not: organization_westland, {DAY}\n"
        )

    assert [f.rule for f in mini.draft(data).problems] == ["idle-decision"]
