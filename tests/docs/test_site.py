"""The site of docs/reference/: each term told whole, no link broken, the same pages each time."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH, SKOS

import site_files as site
from atgraph.characters import ACTING
from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import ATG
from mini import REAL, ROOT, real
from site_files import reference

HOSTS = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Page(HTMLParser):
    """The anchors, links, loaded files and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                (self.links if tag == "a" else self.loads).append(value)
            elif name in ("src", "srcset", "data", "poster", "action"):
                self.loads.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def material() -> Any:
    return site.material()


@pytest.fixture(scope="module")
def content(material: Any) -> Any:
    return reference("content").Content.read(material)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return site.files()


@pytest.fixture(scope="module")
def spoiled() -> dict[str, str]:
    return site.hostile_files()


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Page]:
    return {name: Page(text) for name, text in files.items() if name.endswith(".html")}


def squeeze(text: str) -> str:
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return a text without case, accents and line ends."""
    return squeeze(re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.casefold())))


@pytest.mark.slow
def test_there_is_something_to_test(content: Any, pages: dict[str, Page]) -> None:
    assert len(content.terms) >= 140
    assert len(content.schemes) >= 13
    assert len(content.guards) >= 140
    assert len(pages) > len(content.terms) + len(content.schemes) + len(content.uses_of("question"))


@pytest.mark.slow
def test_a_concept_of_two_schemes_counts_once(content: Any, files: dict[str, str]) -> None:
    concepts = set(content.material.rdf.subjects(SKOS.inScheme))

    assert content.concept_count == len(concepts) < sum(scheme.size for scheme in content.schemes)
    assert f"<b>{len(concepts)}</b> concepts" in files["index.html"]


@pytest.mark.slow
def test_every_term_has_a_page_that_tells_it_whole(content: Any, pages: dict[str, Page]) -> None:
    for term in content.terms.values():
        told = pages[term.address].text.casefold()

        for words in (
            term.label,
            term.short,
            term.iri,
            term.definition,
            *term.examples,
            *term.notes,
        ):
            assert squeeze(words).casefold() in told, (term.short, words)
        for heading in (
            "an example from the graph",
            "shapes that guard it",
            "questions, checks and rules that use it",
        ):
            assert heading in told, (term.short, heading)


@pytest.mark.slow
def test_what_the_graph_holds_is_shown_by_an_example(content: Any, files: dict[str, str]) -> None:
    used = {
        row["t"].value
        for row in content.material.kg.select(
            "SELECT DISTINCT ?t WHERE { { ?s ?t ?o } UNION { ?s a ?t } }"
        )
    }
    held = [term for term in content.terms.values() if term.iri in used]
    assert len(held) > 100

    for term in held:
        part = files[term.address].partition('id="example"')[2].partition('id="shapes"')[0]
        assert '<dl class="facts">' in part, term.short
    ties = [term for term in held if ATG + "Tie" in content.material.above(term.iri)]
    assert len(ties) >= 11
    for term in ties:
        assert '<figure class="quote"><blockquote>' in files[term.address], term.short
        assert re.search(r"source\.txt:\d+</figcaption>", files[term.address]), term.short


@pytest.mark.slow
def test_a_derived_property_shows_the_tie_it_follows_from(
    content: Any, files: dict[str, str]
) -> None:
    shortcuts = {
        content.material.value(c.iri, URIRef(ATG + "edgeShortcut")): c
        for c in content.of_kind("class")
    }
    found = [(content.terms[iri], tie) for iri, tie in shortcuts.items() if iri]
    assert len(found) >= 11

    for term, tie in found:
        part = squeeze(files[term.address].partition('id="example"')[2].partition('id="shapes"')[0])
        assert f"the words that this statement rests on: {tie.label}: " in part, term.short
        assert 'href="../checks.html#shortcuts"' in files[term.address], term.short


@pytest.mark.slow
def test_every_shape_stands_on_the_pages_of_what_it_guards(
    content: Any, pages: dict[str, Page]
) -> None:
    guarded = [
        (iri, guard)
        for guard in content.guards
        for iri in guard.classes | guard.mentioned
        if iri in content.terms
    ]
    assert len(guarded) > 200

    for iri, guard in guarded:
        told = "".join(pages[content.terms[iri].address].words).partition("Shapes that guard it")[2]
        assert guard.message in told and "; ".join(guard.words) in told, (iri, guard.local)


@pytest.mark.slow
def test_a_term_that_no_shape_or_query_looks_at_says_so(
    content: Any, pages: dict[str, Page]
) -> None:
    for term in content.terms.values():
        shapes, _, uses = (
            pages[term.address]
            .text.partition("Shapes that guard it ")[2]
            .partition("Questions, checks and rules that use it ")
        )
        assert content.guards_of(term) or shapes.strip() == (
            squeeze(term.unconstrained) or "No shape looks at it."
        ), term.short
        assert re.match("(question|rule|check|map|Also reached|Reached|No query uses it)", uses), (
            term.short
        )


@pytest.mark.slow
def test_every_query_that_names_a_term_stands_on_its_page(
    content: Any, files: dict[str, str]
) -> None:
    named = [
        (term, use)
        for term in content.terms.values()
        for use in content.uses
        if term.iri in use.terms
    ]
    assert len(named) > 150

    for term, use in named:
        assert (
            str(reference("pages").escape(use.summary))
            in files[term.address].partition('id="uses"')[2]
        ), (term.short, use.name)


@pytest.mark.slow
def test_every_link_leads_to_a_page_and_a_place_on_it(
    pages: dict[str, Page], files: dict[str, str]
) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links:
            if HOSTS.match(link):
                assert link.startswith(("http://", "https://")), (name, link)
                continue
            path, _, anchor = link.partition("#")
            target = os.path.normpath(Path(name).parent / path) if path else name
            if target not in files or (anchor and unquote(anchor) not in pages[target].ids):
                broken.append((name, link))
    assert broken == []


@pytest.mark.slow
def test_every_address_of_the_search_box_leads_to_a_place(
    pages: dict[str, Page], files: dict[str, str]
) -> None:
    addresses = [
        line.split('", "')[2] for line in files["search.js"].splitlines() if line.startswith('["')
    ]
    assert len(addresses) > 250

    for path, _, anchor in (address.partition("#") for address in addresses):
        assert path in pages and (not anchor or anchor in pages[path].ids), (path, anchor)


def test_the_search_box_asks_nobody() -> None:
    """The pages' policy lets the browser refuse it; this holds without one."""
    code = (ROOT / "docs" / "reference" / "search.js").read_text(encoding="utf-8")
    asking = r"fetch|XMLHttpRequest|\bimport\b|importScripts|WebSocket|EventSource|sendBeacon|Worker|\beval\b|Function|innerHTML|://|\bsrc\b|[Uu][Rr][Ll]|open\("

    assert "ENTRIES" in code
    assert re.findall(asking, code) == []
    assert all(
        re.search(asking, line)
        for line in (
            "fetch(root)",
            'import("./x.js")',
            "new XMLHttpRequest()",
            'link.href = "https://example.org"',
        )
    )


@pytest.mark.slow
def test_no_page_loads_anything_from_elsewhere(
    pages: dict[str, Page], files: dict[str, str]
) -> None:
    assert {
        os.path.normpath(Path(name).parent / load)
        for name, page in pages.items()
        for load in page.loads
        if load != "data:,"
    } == {"site.css", "search.js"}
    assert not re.search(r"url\(|@import", files["site.css"])
    assert all("default-src 'none'" in files[name] for name in pages)
    assert {tag for page in pages.values() for tag in page.tags} & {
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
    } == set()
    assert "style" not in {name for page in pages.values() for name in page.attributes}


@pytest.mark.slow
def test_pages_are_built_for_everybody(pages: dict[str, Page], files: dict[str, str]) -> None:
    for name, page in pages.items():
        assert (
            page.tags.count("h1")
            == page.tags.count("main")
            == page.tags.count("header")
            == page.tags.count("footer")
            == 1
        ), name
        assert len(page.ids) == len(set(page.ids)), name
        assert '<html lang="en"' in files[name] and '<a class="skip" href="#main">' in files[name]
    assert all(
        figure.count("<title ") == figure.count("<desc ") == 1
        for figure in re.findall(r"<svg.*?</svg>", files["index.html"], re.DOTALL)
    )


@pytest.mark.slow
def test_pages_are_told_apart_where_case_is_not(files: dict[str, str]) -> None:
    assert len({name.casefold() for name in files}) == len(files)


@pytest.mark.slow
def test_every_tie_class_is_drawn_with_its_two_ends(content: Any, files: dict[str, str]) -> None:
    ties = [iri for iri in content.terms if content.material.value(iri, URIRef(ATG + "edgeSource"))]
    assert len(ties) >= 11

    for iri in ties:
        for end in ("edgeSource", "edgeTarget"):
            name = content.material.value(iri, URIRef(ATG + end)).removeprefix(ATG)
            assert f">{name}</text>" in files["index.html"], name
        assert f'href="terms/{iri.removeprefix(ATG)}.html"' in files["index.html"]


@pytest.mark.slow
def test_every_concept_stands_in_the_tree_of_its_schemes(
    content: Any, pages: dict[str, Page]
) -> None:
    concepts = list(content.material.rdf.subject_objects(SKOS.inScheme))
    addresses = {scheme.iri: scheme.address for scheme in content.schemes}
    assert len(concepts) > 100

    for concept, scheme in concepts:
        assert (
            reference("vocabularies").last_part(str(concept)) in pages[addresses[str(scheme)]].ids
        ), concept


@pytest.mark.slow
def test_every_question_is_shown_with_its_command_and_its_rows(
    content: Any, pages: dict[str, Page]
) -> None:
    for use in content.uses_of("question"):
        page = pages[use.address]
        assert f"$ atgraph ask {use.name}" in page.text and "tbody" in page.tags, use.name
        assert "SELECT" in page.text and use.summary in page.text


@pytest.mark.slow
def test_who_is_listed_on_request_stands_on_no_page(content: Any, files: dict[str, str]) -> None:
    hidden = content.material.hidden
    assert hidden == {"Melanie Thompson", "survivor leader", "person_p0027"}
    assert content.material.kg.left_out == 1

    told = {name: folded(text) for name, text in files.items()}
    assert [
        (name, who) for name, text in told.items() for who in hidden if folded(who) in text
    ] == []


@pytest.mark.slow
def test_the_site_has_them_where_it_is_asked_to() -> None:
    material = reference("material").Material.read(REAL, include_on_request=True)

    assert (material.hidden, material.kg.left_out) == (set(), 0)
    assert "Melanie Thompson" in material.names.values()


@pytest.mark.slow
def test_what_names_somebody_hidden_is_no_example(material: Any) -> None:
    whole = dataclasses.replace(material, kg=real())
    name = "Melanie Thompson"
    about = [
        row["s"].value
        for row in real().select(
            f'SELECT DISTINCT ?s WHERE {{ ?s ?p ?o . ?o rdfs:label "{name}" }}'
        )
    ]
    assert about

    assert [iri for iri in about if reference("examples").example_of_thing(whole, iri)] == []


@pytest.mark.slow
def test_the_same_sources_give_the_same_pages(files: dict[str, str], tmp_path: Path) -> None:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(
            str(ROOT / folder) for folder in ("src", "docs", "ontology/tools")
        ),
        "PYTHONHASHSEED": "7",
    }
    subprocess.run(
        [sys.executable, "-m", "reference", tmp_path / "site"],
        env=env,
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    written = {
        p.relative_to(tmp_path / "site").as_posix(): p.read_bytes()
        for p in (tmp_path / "site").rglob("*")
        if p.is_file()
    }

    assert sorted(written) == sorted(files)
    assert [name for name, text in files.items() if written[name] != text.encode()] == []


def test_a_folder_that_holds_something_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = reference("site")
    nobody = SimpleNamespace(kg=SimpleNamespace(left_out=0))
    monkeypatch.setattr(writer.Material, "read", lambda data, **more: nobody)
    monkeypatch.setattr(
        writer,
        "make_pages",
        lambda material: {"index.html": f"{writer.MARK}\n", "terms/A.html": ""},
    )
    (tmp_path / "thesis.txt").write_text("all of it", encoding="utf-8")

    with pytest.raises(UnreadableError, match="name an empty folder"):
        writer.write_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]

    writer.write_site(tmp_path / "site")
    (tmp_path / "site" / "terms" / "Old.html").write_text(
        "of a term that is gone", encoding="utf-8"
    )
    writer.write_site(tmp_path / "site")
    assert not (tmp_path / "site" / "terms" / "Old.html").exists()


@pytest.mark.slow
def test_every_page_says_the_licence_and_the_digest_of_its_script(spoiled: dict[str, str]) -> None:
    digest = hashlib.sha256(spoiled["search.js"].encode()).hexdigest()
    said = f"<!-- The script of this page, search.js: Apache-2.0, SHA-256 {digest} -->"

    assert [n for n, text in spoiled.items() if n.endswith(".html") and said not in text] == []


@pytest.mark.slow
def test_hostile_words_stay_words(spoiled: dict[str, str]) -> None:
    assert not ACTING.search(spoiled["search.js"])
    page_texts = {name: text for name, text in spoiled.items() if name.endswith(".html")}
    assert sum("&lt;script&gt;" in text for text in page_texts.values()) > 150

    for name, text in page_texts.items():
        page = Page(text)
        assert page.tags.count("script") == 1 and "img" not in page.tags, name
        assert not [a for a in page.attributes if a.startswith("on")], name
        assert not [link for link in page.links if "javascript" in link], name
        assert "28777" not in text, name
        assert not {"base", "style", "iframe"} & {*page.tags[page.tags.index("body") :]}, name
        assert not ACTING.search(text), name


@pytest.mark.slow
def test_a_retired_term_says_what_to_use_and_what_changed(spoiled: dict[str, str]) -> None:
    told = spoiled["terms/Tool.html"]

    assert re.search(
        r'Deprecated: do not use it in new data\. Use\s+<span class="value"><a'
        r' href="\.\./terms/Work\.html">',
        told,
    )
    assert "0.3.0: gone into work." in told
    assert "since version 0.1.0" in told and "since version" in spoiled["terms/Work.html"]
    assert (
        "Defined up to version 0.1.0 as: What it was." in told
        and "Defined up to version 0.1.5 as: What it became." in told
    )
    assert '<small class="warn">deprecated</small>' in spoiled["terms.html"]


@pytest.mark.slow
def test_a_mapping_stands_with_its_reason_on_its_page_and_on_that_of_the_term(
    spoiled: dict[str, str],
) -> None:
    for name in ("terms/Tool.html", "mappings.html"):
        assert "A tool is software." in spoiled[name]
        assert (
            '<a href="https://schema.org/SoftwareApplication" rel="noreferrer external">'
            in spoiled[name]
        )


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        ("sh:minCount 1 ; sh:maxCount 1", ["exactly one"]),
        ("sh:maxCount 1", ["at most one"]),
        ("sh:minCount 2", ["at least 2"]),
        ("sh:minCount 1 ; sh:maxCount 3", ["from 1 to 3"]),
        ("sh:maxCount 0", ["none"]),
        ("sh:class atg:Event", ["each value is of the class atg:Event"]),
        ("sh:in ( 'a' 'b' )", ["one of a, b"]),
        ("sh:not [ sh:class atg:Event ]", ["not: each value is of the class atg:Event"]),
        (
            "sh:or ( [ sh:class atg:Event ] [ sh:datatype xsd:date ] )",
            ["each value is of the class atg:Event or each value is a literal of xsd:date"],
        ),
        (
            "sh:and ( [ sh:path skos:inScheme ; sh:hasValue atgv:statuses ] )",
            ["skos:inScheme: atgv:statuses is among the values"],
        ),
        (
            "sh:closed true ; sh:ignoredProperties ( rdf:type )",
            ["closed: nothing but its own properties and rdf:type"],
        ),
        ("sh:qualifiedMinCount 1", ["qualifiedMinCount: 1"]),
    ],
)
def test_constraints_are_told_in_words(turtle: str, words: list[str]) -> None:
    head = (ROOT / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")
    g = Graph().parse(
        data=f"{head}\natgs:X-y a sh:PropertyShape ; sh:path atg:y ; {turtle} .", format="turtle"
    )

    assert reference("words").constraints(g, URIRef("https://w3id.org/atgraph/shapes#X-y")) == words


@pytest.mark.parametrize(
    ("turtle", "path", "terms"),
    [
        ("atg:hasRole", "atg:hasRole", {"hasRole"}),
        (
            "( atg:hasRole [ sh:inversePath atg:file ] )",
            "atg:hasRole / ^atg:file",
            {"hasRole", "file"},
        ),
        (
            "[ sh:alternativePath ( atg:hasRole atg:file ) ]",
            "atg:hasRole | atg:file",
            {"hasRole", "file"},
        ),
        ("[ sh:zeroOrMorePath atg:isPartOfEvent ]", "atg:isPartOfEvent*", {"isPartOfEvent"}),
    ],
)
def test_paths_are_told_as_sparql_writes_them(turtle: str, path: str, terms: set[str]) -> None:
    head = (ROOT / "ontology" / "prefixes.ttl").read_text(encoding="utf-8")
    g = Graph().parse(data=f"{head}\natgs:X-y sh:path {turtle} .", format="turtle")
    node = next(g.objects(None, SH.path))

    assert reference("words").path_in_words(g, node) == path
    assert {t.removeprefix(ATG) for t in reference("guards").path_terms(g, node)} == terms
