"""The style guide: what the ontology's own terms must be like, and which of them are excused."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from atgraph.build.validation.shapes import check_shapes
from atgraph.errors import Place, Problem, ResultDetails
from atgraph.files import file_state
from atgraph.rdf.namespaces import ATG, ATGS, shorten
from atgraph.rdf.ontology import Ontology
from atgraph.rdf.turtle_files import blocks, rdf_files

EXEMPT = ATG + "isExemptFrom"
IDLE = ATGS + "ExemptionStyle-isExemptFrom"
WHY = "An exemption that nobody needs would pass over the next mistake."


def check_style(ontology: Ontology, shapes: Path) -> list[Problem]:
    """Hold the ontology and its vocabularies to the style guide; once while none changes.

    A term that says atg:isExemptFrom a shape is passed over by that one. An exemption that passes
    nothing over is a problem itself. A shape that cannot be read or run is an UnreadableError.
    """
    return list(_check(ontology, shapes, tuple(map(file_state, sorted(shapes.glob("*"))))))


@lru_cache(maxsize=4)
def _check(ontology: Ontology, shapes: Path, _states: object) -> list[Problem]:
    terms = ontology.subjects(EXEMPT)
    exempt = {(term, shape) for term in terms for shape in ontology.values(term, EXEMPT)}
    found = [
        (problem, (problem.result.focus, problem.result.name))
        for problem in check_shapes(ontology.quads, (), shapes, ontology.origins)
    ]
    needed = {pair for _, pair in found} & exempt
    broken = [problem for problem, pair in found if pair not in needed]
    return sorted([*broken, *_idle(exempt - needed, ontology, shapes)])


def _idle(
    exemptions: Iterable[tuple[str, str]], ontology: Ontology, shapes: Path
) -> Iterator[Problem]:
    """Yield the exemptions that pass nothing over."""
    rules = {iri for file in rdf_files(shapes) for iri, _ in blocks(file)}
    for term, shape in exemptions:
        name, place = shorten(shape), ontology.origins.get(term, Place())
        text = f"There is no rule {name} in ontology/style/: correct the name"
        text += ", or remove the exemption."
        if shape in rules:
            text = f"The term keeps {name}: remove atg:isExemptFrom {name}"
            text += ", and the reason if it was the last."
        message = f"{text} [{IDLE.removeprefix(ATGS)}; {shorten(term)}]"
        about = ResultDetails(IDLE, term, shape, EXEMPT, text=text, why=WHY)
        yield Problem(place.path, place.line, message, "shape", result=about)
