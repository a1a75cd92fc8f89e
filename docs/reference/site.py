"""The pages: what each is called and what it is made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atgraph.characters import shown

from .answers import answers_to
from .content import Content
from .diagram import draw
from .examples import example_of_class, example_of_property
from .lines import property_lines, tie_line, tie_lines
from .mappings import mappings_of
from .material import Material
from .pages import environment
from .terms import Term, leading_to, properties_of
from .uses import direct, indirect
from .vocabularies import Concept, Scheme, walk
from .writing import check_folder, put

HERE = Path(__file__).parent
MARK = "<!-- Written by atgraph: change its sources, not this page. -->"
TIES, PROPERTIES = ("from", "tie", "to"), ("from", "property", "to")


def write_site(out: Path, data: Path | None = None, *, include_on_request: bool = False) -> int:
    """Write the site of a data folder into a folder, whole and in the place of an older one.

    It returns how many people are left out because they are listed on request.

    Raises:
        UnreadableError: the folder is a file or holds something else, or a source is missing or
            cannot be read.
        SourceError: a transcript is wrong.
        RegistryError: an identity or a decision is wrong.
        ValidationError: the graph does not keep its shapes or checks.
        QueryError: a question, rule or check is not understood.
    """
    check_folder(out, MARK)
    material = Material.read(data, include_on_request=include_on_request)
    put(make_pages(material), out)
    return material.kg.left_out


def make_pages(material: Material) -> dict[str, str]:
    """Return name → text of every file of the site."""
    content = Content.read(material)
    made, search = environment(content), _search(content)
    digest = hashlib.sha256(search.encode()).hexdigest()
    pages = {}
    for name, template, values in _pages(content):
        own = {
            "root": "../" * name.count("/"),
            "page": name,
            "mark": MARK,
            "digest": digest,
            "content": content,
            **values,
        }
        pages[name] = shown(made.get_template(template).render(own))
    pages |= {
        f"ontology/{name}": path.read_text(encoding="utf-8") for name, path in content.files.items()
    }
    styles = sorted(HERE.glob("styles/*.css"))
    return pages | {
        "site.css": "".join(path.read_text(encoding="utf-8") for path in styles),
        "search.js": search,
    }


def _pages(content: Content) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the name of each page, its template, and what it shows."""
    material, terms = content.material, content.terms
    order = [*terms, *(a for t in terms for a in material.above(t))]
    drawn = (
        (tie_lines(material, terms), TIES),
        *((lines, PROPERTIES) for lines in property_lines(material, terms)),
    )
    figures = [draw(material, lines, columns, order) if lines else None for lines, columns in drawn]
    yield "index.html", "index.html.j2", {"title": content.title, "figures": figures}
    for name, title in content.lists.items():
        yield f"{name}.html", f"{name}.html.j2", {"title": title}
    for term in terms.values():
        yield (
            term.address,
            "term.html.j2",
            {"title": f"{term.label} ({term.short})", "term": term, **_about(content, term, order)},
        )
    for scheme in content.schemes:
        yield scheme.address, "scheme.html.j2", {"title": scheme.label, "scheme": scheme}
    for use in content.uses:
        if use.kind == "question" and use.question:
            yield (
                use.address,
                "question.html.j2",
                {
                    "title": use.summary,
                    "use": use,
                    "answers": list(answers_to(material, use.question)),
                },
            )


def _about(content: Content, term: Term, order: list[str]) -> dict[str, Any]:
    """Return what the page of a term shows beside what the ontology says of it."""
    material, is_class = content.material, term.kind == "class"
    line = tie_line(material, term.iri) if is_class else None
    return {
        "picture": draw(material, [line], TIES, order) if line else None,
        "line": line,
        "properties": properties_of(material, content.terms, term.iri) if is_class else {},
        "leading": leading_to(material, content.terms, term.iri) if is_class else [],
        "example": example_of_class(material, term.iri)
        if is_class
        else example_of_property(material, term.iri),
        "guards": content.guards_of(term),
        "direct": direct(content.uses, term.iri),
        "indirect": indirect(material, content.uses, term.iri),
        "mappings": mappings_of(content.mappings, term.iri),
        "records": content.records_with(term),
    }


def _search(content: Content) -> str:
    """Return the script of the search box with what it looks through."""
    entries = [[t.label, t.kind, t.address, t.short] for t in content.terms.values()]
    entries += [[u.summary, u.kind, u.address, u.name] for u in content.uses if u.address]
    for scheme in content.schemes:
        entries += [[scheme.label, "vocabulary", scheme.address, scheme.name], *_concepts(scheme)]
    listed = shown(",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries))
    return f"const ENTRIES = [\n{listed}\n];\n" + (HERE / "search.js").read_text(encoding="utf-8")


def _concepts(scheme: Scheme) -> Iterator[list[str]]:
    seen: dict[str, Concept] = {concept.iri: concept for concept in walk(scheme.top)}
    for concept in seen.values():
        names = [name for _, preferred, others in concept.names for name in (*preferred, *others)]
        yield [
            concept.label,
            f"in {scheme.label}",
            f"{scheme.address}#{concept.anchor}",
            "; ".join(dict.fromkeys(names)),
        ]
