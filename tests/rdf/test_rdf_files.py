"""rdf_files: files of the ontology folder that others wrote, in four formats; and what must not be let in."""

# ruff: noqa: E501  (each case shows its message whole)

from __future__ import annotations

import http.server
import os
import shutil
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

import mini
from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import ATGV, LABEL, SKOS, XSD, prefixes
from atgraph.rdf.ontology import Ontology, check_addresses
from atgraph.rdf.turtle_files import FORMATS, rdf_files, read_rdf

VOCAB = mini.ROOT / "ontology" / "vocab"
TABLE = '"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#"'
HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">'

# Each entity is the one before it ten times: nine of them are a thousand million characters.
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY a "aaaaaaaaaa">\n'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">\n' for old, new in zip("abcdefgh", "bcdefghi"))
    + f']>\n{HEAD}\n<rdf:Description rdf:about="http://e/x"><skos:note>&i;</skos:note></rdf:Description></rdf:RDF>\n'
)


@dataclass
class Canary:
    """A server on this machine that counts who calls."""

    url: str
    hits: list[str] = field(default_factory=list)


@pytest.fixture
def canary() -> Iterator[Canary]:
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/ld+json")
            self.end_headers()
            self.wfile.write(b'{"@context": {}}')

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Canary(f"http://127.0.0.1:{server.server_port}/context.jsonld", hits)
    server.shutdown()
    server.server_close()


def xml(inside: str, head: str = HEAD, doctype: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{head}\n{inside}\n</rdf:RDF>\n'


def refused(path: Path, text: str | bytes) -> str:
    """Write a file, insist that it is refused, and return what is said without the name of its folder."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableError) as told:
        read_rdf(path)
    assert told.value.exit_code == 2
    assert str(told.value).startswith(f"{path}:")
    return str(told.value).removeprefix(f"{path.parent}/")


# --- What is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_a_vocabulary_says_the_same_in_every_format(ending: str, tmp_path: Path) -> None:
    whole = read_rdf(VOCAB / "pillars.ttl").triples
    path = tmp_path / f"pillars{ending}"
    path.write_bytes(serialize(whole, format=FORMATS[ending], prefixes=prefixes()) or b"")

    assert len(whole) > 10
    assert set(read_rdf(path).triples) == set(whole)


def test_an_institution_may_bring_its_taxonomy_as_rdf_xml(tmp_path: Path) -> None:
    folder = copy_ontology(tmp_path)
    (folder / "vocab" / "taxonomy.rdf").write_text(
        xml(
            '<skos:Concept rdf:about="&v;theme_ours">\n<skos:inScheme rdf:resource="&v;purposes"/>\n</skos:Concept>',
            doctype=f'<!DOCTYPE rdf:RDF [ <!ENTITY v "{ATGV}"> ]>\n',
        )
    )

    ontology = Ontology.read(folder)

    assert ontology.concepts["theme_ours"] == ATGV + "theme_ours"
    assert (
        Path(ontology.origins[ATGV + "theme_ours"].path).name,
        ontology.origins[ATGV + "theme_ours"].line,
    ) == ("taxonomy.rdf", 4)


def test_published_taxonomies_are_read_beside_the_vocabularies(tmp_path: Path) -> None:
    folder = copy_ontology(tmp_path)
    (folder / "published").mkdir(exist_ok=True)
    (folder / "published" / "theirs.nt").write_text(f'<http://e/c> <{SKOS}note> "theirs" .\n')

    ontology = Ontology.read(folder)

    assert ontology.value("http://e/c", SKOS + "note") == "theirs"
    assert (
        Path(ontology.origins["http://e/c"].path).name,
        ontology.origins["http://e/c"].line,
    ) == ("theirs.nt", 1)


def test_each_format_tells_the_line_of_a_subject(tmp_path: Path) -> None:
    texts = {
        "a.ttl": f"@prefix atgv: <{ATGV}> .\n\natgv:x a atgv:Y .\n",
        "a.nt": f"\n\n<{ATGV}x> <{ATGV}p> <{ATGV}Y> .\n<{ATGV}x> <{ATGV}p> <{ATGV}Z> .\n",
        "a.rdf": xml(
            f'<rdf:Description rdf:about="{ATGV}x"><skos:note>y</skos:note></rdf:Description>'
        ),
        "a.jsonld": f'{{\n"@context": {{}},\n"@id": "{ATGV}x", "{ATGV}p": {{"@id": "{ATGV}x"}}}}',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

        assert read_rdf(tmp_path / name).origins[ATGV + "x"].line == 3, name


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b'\xef\xbb\xbf@prefix e: <http://e/> .\r\ne:a e:b "x" .\r\n')

    assert [t.object.value for t in read_rdf(tmp_path / "a.ttl").triples] == ["x"]


def test_the_context_of_the_project_may_be_written_out_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text(
        f'{{"@context": [{{{TABLE}}}, null, {{{TABLE}}}], "@id": "http://e/x", "rdfs:label": {{"@value": "é", "@language": "fr"}}}}'
    )

    (triple,) = read_rdf(tmp_path / "a.jsonld").triples

    assert (triple.predicate, triple.object.value, triple.object.language) == (LABEL, "é", "fr")


# --- An entity bomb -------------------------------------------------------------------------------


def test_an_entity_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(BOMB)
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(UnreadableError) as told:
        read_rdf(path)
    took = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (
        str(told.value)
        == f"{path}:4: makes the entity b out of others, which may grow without end; write the text itself"
    )
    assert took < 0.05
    assert peak < 20_000_000


def entities(*declarations: str, body: str = "") -> str:
    return xml(body, doctype="<!DOCTYPE rdf:RDF [\n" + "\n".join(declarations) + "\n]>\n")


OUT_OF_OTHERS = (
    "makes the entity {} out of others, which may grow without end; write the text itself"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            entities('<!ENTITY a "x">', '<!ENTITY b "&a;&a;">'),
            "x.rdf:4: " + OUT_OF_OTHERS.format("b"),
        ),
        (entities('<!ENTITY b "&#38;a;">'), "x.rdf:3: " + OUT_OF_OTHERS.format("b")),
        (
            entities("<!ENTITY % p '<!ENTITY b \"x\">'>", "%p;"),
            "x.rdf:3: " + OUT_OF_OTHERS.format("p"),
        ),
        (
            entities('<!ENTITY f SYSTEM "file:///etc/passwd">', body="&f;"),
            "x.rdf:3: takes the entity f from file:///etc/passwd, which is never fetched",
        ),
        (
            entities('<!ENTITY f PUBLIC "p" "http://127.0.0.1:9/x">'),
            "x.rdf:3: takes the entity f from http://127.0.0.1:9/x, which is never fetched",
        ),
        (
            entities(f'<!ENTITY a "{"x" * 201}">'),
            "x.rdf:3: declares the entity a: at most 100 of 200 characters are read",
        ),
        (
            entities(*(f'<!ENTITY a{n} "x">' for n in range(101))),
            "x.rdf:103: declares the entity a100: at most 100",
        ),
        (
            xml("", doctype='<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:9/x.dtd">\n'),
            "x.rdf:2: takes its document type from http://127.0.0.1:9/x.dtd, which is never",
        ),
    ],
    ids=["nested", "escaped", "parameter", "file", "address", "long", "many", "dtd"],
)
def test_entities_that_may_grow_or_stand_outside_are_refused(
    text: str, told: str, tmp_path: Path
) -> None:
    assert refused(tmp_path / "x.rdf", text).startswith(told)


def test_what_looks_like_a_declaration_in_a_comment_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.rdf").write_text(
        xml(
            '<!-- <!ENTITY a "&b;&b;"> --><rdf:Description rdf:about="http://e/x"><skos:note>y</skos:note></rdf:Description>'
        )
    )

    assert len(read_rdf(tmp_path / "x.rdf").triples) == 1


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (BOMB.encode("utf-16"), "x.rdf:1: is not UTF-8 from this line on; save it as UTF-8"),
        (BOMB.encode("utf-16-le"), "x.rdf:1: is not UTF-8; save it as UTF-8"),
        (
            BOMB.replace("?>", ' encoding="UTF-7"?>', 1).encode("utf-7"),
            "x.rdf:1: says that it is in UTF-7; save it as UTF-8",
        ),
        (
            xml("").replace("UTF-8", "ISO-8859-1").encode(),
            "x.rdf:1: says that it is in ISO-8859-1; save it as UTF-8",
        ),
        (
            xml("<!-- \xff -->").encode("latin-1"),
            "x.rdf:3: is not UTF-8 from this line on; save it as UTF-8",
        ),
    ],
    ids=["utf-16", "utf-16 without a mark", "utf-7", "declared otherwise", "other bytes"],
)
def test_another_encoding_hides_nothing(raw: bytes, told: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "x.rdf", raw) == told


# --- A context outside ----------------------------------------------------------------------------

OUTSIDE: dict[str, Callable[[str], str]] = {
    "address": lambda url: f'{{\n"@context": "{url}"}}',
    "in a list": lambda url: f'{{"@context": [{{}},\n"{url}"]}}',
    "imported": lambda url: f'{{"@context": {{"@version": 1.1,\n"@import": "{url}"}}}}',
    "scoped to a type": lambda url: (
        f'{{"@context": {{"A": {{"@id": "http://e/A",\n"@context": "{url}"}}}}, "@type": "A"}}'
    ),
    "nested": lambda url: f'{{"http://e/p": [{{"@graph": {{\n"@context": "{url}"}}}}]}}',
    "overwritten": lambda url: f'{{\n"@context": "{url}", "@context": {{}}}}',
    "escaped": lambda url: f'{{\n"\\u0040context": "{url}"}}',
}


@pytest.mark.parametrize("make", OUTSIDE.values(), ids=OUTSIDE)
def test_a_context_at_an_address_is_refused_and_never_fetched(
    make: Callable[[str], str], canary: Canary, tmp_path: Path
) -> None:
    told = refused(tmp_path / "x.jsonld", make(canary.url))

    assert (
        told
        == f"x.jsonld:2: takes its @context from {canary.url}, which is never fetched; write that context out in the file"
    )
    assert canary.hits == []


def test_a_context_in_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "context.jsonld").write_text('{"@context": {}}')

    assert "takes its @context from context.jsonld, which is never fetched" in refused(
        tmp_path / "x.jsonld", '{"@context": "context.jsonld"}'
    )


# --- Prefixes, syntax, names ----------------------------------------------------------------------

WRONG = "https://w3id.org/atgraf/ontology#"
RIGHT = "https://w3id.org/atgraph/ontology#"
MISTYPED = f"declares the prefix atg: as <{WRONG}>, but in ontology/prefixes.ttl it stands for <{RIGHT}>; write that"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "x.ttl",
            f"# A comment.\n@prefix atg: <{WRONG}> .\natg:A a atg:B .\n",
            f"x.ttl:2: {MISTYPED}",
        ),
        ("x.ttl", f"PREFIX atg: <{WRONG}>\natg:A a atg:B .\n", f"x.ttl:1: {MISTYPED}"),
        (
            "x.rdf",
            xml("", HEAD.replace(" xmlns:skos", f'\nxmlns:atg="{WRONG}" xmlns:skos')),
            f"x.rdf:3: {MISTYPED}",
        ),
        (
            "x.jsonld",
            f'{{"@context": {{\n"atg": "{WRONG}"}}, "@id": "atg:A"}}',
            f"x.jsonld:2: {MISTYPED}",
        ),
        (
            "x.ttl",
            "\nskos:A a skos:B .\n",
            "x.ttl:2: uses the prefix skos:, which it does not declare; declare it there as <http://www.w3.org/2004/02/skos/core#>",
        ),
        (
            "x.ttl",
            "\nskoss:A a skos:B .\n",
            "x.ttl:2: uses the prefix skoss:, which it does not declare; did you mean skos: <http://www.w3.org/2004/02/skos/core#>?",
        ),
        (
            "x.ttl",
            "\n\nqqqqq:A a skos:B .\n",
            "x.ttl:3: uses the prefix qqqqq:, which it does not declare; declare it there",
        ),
        (
            "x.rdf",
            xml("<skoss:Concept/>"),
            "x.rdf:3: is not RDF/XML: unbound prefix; declare it with xmlns: on rdf:RDF, or correct its spelling",
        ),
        (
            "x.jsonld",
            f'{{"@context": {{{TABLE}}},\n"@id": "http://e/x", "skoss:note": "x"}}',
            "x.jsonld:2: uses the prefix skoss:, which its @context does not",
        ),
        (
            "x.jsonld",
            f'{{"@context": {{{TABLE}}},\n"@id": "atgv:x", "skos:note": "x"}}',
            "x.jsonld:2: uses the prefix atgv:, which its @context does not declare",
        ),
        ("x.ttl", "<http://e/a> <http://e/b> .\n", "x.ttl:1: is not Turtle: "),
        ("x.nt", "\n<http://e/a> <http://e/b> c .\n", "x.nt:2: is not N-Triples: "),
        ("x.rdf", xml("<a>"), "x.rdf:4: is not RDF/XML: mismatched tag; correct it there"),
        ("x.jsonld", '{\n"@id": }', "x.jsonld:2: is not JSON: Expecting value; correct it there"),
        ("x.jsonld", "[" * 200_000, "x.jsonld: is nested too deep"),
        (
            "x.jsonld",
            '{"@id": "http://e/g", "@graph": [{"@id": "http://e/x", "http://e/p": "y"}]}',
            "x.jsonld: puts triples into graphs of its own",
        ),
        (
            "x.jsonld",
            f'{{"@context": {{{TABLE}}}, "@id": "http://e/x",\n"prefLabel": "x"}}',
            "x.jsonld:2: has the key prefLabel, which its @context does not define, so that it would be left out; define it, or set it to null",
        ),
        ("x.jsonld", '{"@context": {"a": 7}}', "x.jsonld: is not JSON-LD: "),
        (
            "x.rdf",
            xml("<rdf:Description><skos:note>\n" * 300),
            "x.rdf:102: is nested too deep; write its things beside each other",
        ),
        ("x.ttl", "", "x.ttl: says nothing; restore what stood in it, or take it out"),
        (
            "x.ttl",
            "# Comments only.\n@prefix atgv: <https://w3id.org/atgraph/vocab/> .\n",
            "x.ttl: says nothing",
        ),
        ("x.rdf", xml(""), "x.rdf: says nothing"),
        ("x.jsonld", "{}", "x.jsonld: says nothing"),
        (
            "x.ttl",
            f'\n<http://e/a> <http://e/b> "2019-13-45"^^<{XSD}date> .',
            "x.ttl:2: has “2019-13-45”, which is no xsd:date; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b> "1", \n"one"^^<{XSD}positiveInteger> .',
            "x.ttl:2: has “one”, which is no xsd:positiveInteger; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b>\n "yes"^^<{XSD}boolean> .',
            "x.ttl:2: has “yes”, which is no xsd:boolean; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b> "a" ;\n\n <http://e/c> "{"x" * 2**24}" .',
            "x.ttl:3: has a text of more than 16 MB; shorten it",
        ),
        (
            "x.jsonld",
            f'{{"@id": "http://e/a",\n"http://e/b": {"9" * 5000}}}',
            "x.jsonld:2: has a number of 5,000 digits; write it as a text",
        ),
        (
            "x.rdf",
            entities('<!ATTLIST a b CDATA "c">'),
            "x.rdf:3: declares the attribute b of each a in the DOCTYPE; write it where it belongs",
        ),
        (
            "x.trig",
            "",
            "x.trig: is of no kind that can be read; save it as .ttl, .nt, .rdf, .owl, .jsonld",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    assert refused(tmp_path / name, text).startswith(told)


def test_many_things_beside_each_other_are_not_nested(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_text(
        xml(
            "".join(
                f'<rdf:Description rdf:about="http://e/{n}"><skos:note>x</skos:note></rdf:Description>'
                for n in range(300)
            )
        )
    )

    assert len(read_rdf(tmp_path / "a.rdf").triples) == 300


def test_a_key_that_is_set_to_null_is_left_out_on_purpose(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text(
        f'{{"@context": {{{TABLE}, "remark": null}}, "@id": "http://e/x", "skos:note": "y", "remark": "z"}}'
    )

    assert [t.object.value for t in read_rdf(tmp_path / "a.jsonld").triples] == ["y"]


def test_a_prefix_of_others_may_stand_for_anything(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("@prefix ours: <http://e/> .\nours:a ours:b ours:c .\n")

    assert len(read_rdf(tmp_path / "x.ttl").triples) == 1


@pytest.mark.parametrize(
    "value",
    [
        '"2019-12-31"^^xsd:date',
        '"0042"^^xsd:integer',
        "true",
        "1.5",
        "1e3",
        '"2019"^^xsd:gYear',
        '"x"^^<http://e/own>',
    ],
)
def test_values_that_their_datatype_has_are_read(value: str, tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        f"@prefix xsd: <{XSD}> .\n<http://e/a> <http://e/b> {value} .\n"
    )

    assert len(read_rdf(tmp_path / "x.ttl").triples) == 1


def test_nodes_without_a_name_in_two_files_are_not_the_same(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <http://e/b> 1 .")

    assert len({read_rdf(path).triples[0].subject for path in rdf_files(tmp_path)}) == 2


NAMELESS = {
    "Turtle": (
        "x.ttl",
        '<http://e/a> <http://e/b> "[", """(\n""", <http://e/_:x> . # []\n\n<http://e/a> <http://e/b> [ <http://e/c> 1 ] .\n',
        4,
        "a thing without an address",
    ),
    "Turtle's subject": (
        "x.ttl",
        "<http://e/a> <http://e/b> 1 .\n[ <http://e/b> 1 ] .\n",
        2,
        "a thing without an address",
    ),
    "a list": ("x.ttl", "<http://e/a> <http://e/b>\n(1 2) .\n", 2, "a thing without an address"),
    "N-Triples": ("x.nt", "\n_:x <http://e/b> <http://e/c> .\n", 2, "a thing without an address"),
    "RDF/XML": (
        "x.rdf",
        xml(
            '<rdf:Description rdf:about="http://e/x">\n<skos:broader>\n<skos:Concept/></skos:broader></rdf:Description>'
        ),
        5,
        "a thing without an address",
    ),
    "a name for one file": (
        "x.rdf",
        xml(
            '<rdf:Description rdf:about="http://e/x">\n<skos:broader rdf:nodeID="y"/></rdf:Description>'
        ),
        4,
        "a thing without an address",
    ),
    "JSON-LD": (
        "x.jsonld",
        '{"@id": "http://e/x",\n"http://e/p": {"http://e/q": 1}}',
        2,
        "a thing without an address",
    ),
    "a triple in a triple": (
        "x.ttl",
        "<http://e/a> <http://e/b> 1 .\n<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> .\n",
        2,
        "something of a statement (RDF 1.2)",
    ),
    "an annotation": (
        "x.ttl",
        "<http://e/a> <http://e/b>\n1 {| <http://e/c> 2 |} .\n",
        2,
        "something of a statement (RDF 1.2)",
    ),
    "a direction": (
        "x.ttl",
        '<http://e/a> <http://e/b> 1 ;\n<http://e/c> "x"@en--ltr .\n',
        2,
        "direction of writing (RDF 1.2)",
    ),
}


@pytest.mark.parametrize(("name", "text", "line", "told"), NAMELESS.values(), ids=NAMELESS)
def test_what_has_no_address_is_told_with_its_line(
    name: str, text: str, line: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(UnreadableError) as refusal:
        check_addresses(read_rdf(tmp_path / name))
    assert str(refusal.value).startswith(f"{tmp_path / name}:{line}: ")
    assert told in str(refusal.value)


def test_a_file_of_another_kind_is_not_left_out_in_silence(tmp_path: Path) -> None:
    for name in (".hidden.trig", "README.md", "b.ttl", "a.rdf"):
        (tmp_path / name).touch()
    assert [path.name for path in rdf_files(tmp_path)] == ["a.rdf", "b.ttl"]
    with pytest.raises(
        UnreadableError, match=r"a\.rdf: is no file that is read here; save it as \.ttl, or"
    ):
        rdf_files(tmp_path, (".ttl",))

    (tmp_path / "theirs.xlsx").touch()
    with pytest.raises(
        UnreadableError, match=r"theirs\.xlsx: is no file that is read here; save it as \.ttl"
    ):
        rdf_files(tmp_path)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is a folder, whose files would not be read"),
    "link to nothing": (
        lambda path: path.symlink_to("nothing.ttl"),
        "is a link that leads to no file",
    ),
    "link to itself": (lambda path: path.symlink_to(path.name), "is a link that leads to no file"),
    "pipe": (os.mkfifo, "is no file but a pipe or a device"),
}


@pytest.mark.parametrize(("make", "told"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_refused_by_its_name(
    make: Callable[[Path], object], told: str, tmp_path: Path
) -> None:
    make(tmp_path / "x.ttl")

    with pytest.raises(UnreadableError) as refusal:
        rdf_files(tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path / 'x.ttl'}: {told}")


def test_a_folder_that_is_none_or_lost_its_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "vocab").write_text("")
    (tmp_path / "empty").mkdir()

    with pytest.raises(UnreadableError, match="vocab: is no folder; put one in its place"):
        rdf_files(tmp_path / "vocab")
    assert rdf_files(tmp_path / "empty") == rdf_files(tmp_path / "none") == []
    for name in ("empty", "none"):
        with pytest.raises(UnreadableError, match=rf"{name}: holds no \*\.ttl"):
            rdf_files(tmp_path / name, (".ttl",), needed=True)


# --- Long files -----------------------------------------------------------------------------------


def seconds(path: Path) -> float:
    began = time.process_time()
    read_rdf(path)
    return time.process_time() - began


def test_many_subjects_in_json_ld_take_no_more_time_each(tmp_path: Path) -> None:
    nodes = ",\n".join(
        f'{{"@id": "http://e/c{n}", "skos:note": "Concept {n} of many"}}' for n in range(20_000)
    )
    (tmp_path / "x.jsonld").write_text(f'{{"@context": {{{TABLE}}},\n"@graph": [\n{nodes}\n]}}')

    assert read_rdf(tmp_path / "x.jsonld").lines["http://e/c19999"] == 20_002
    assert seconds(tmp_path / "x.jsonld") < 2


def test_many_prefixes_in_json_ld_take_no_more_time_each(tmp_path: Path) -> None:
    table = ",\n".join(f'"n{n}": "http://e/{n}#"' for n in range(20_000))
    (tmp_path / "x.jsonld").write_text(
        f'{{"@context": {{\n{table}}},\n"@id": "n1:x", "n2:p": "y"}}'
    )

    assert seconds(tmp_path / "x.jsonld") < 2


def test_many_namespaces_in_rdf_xml_take_no_more_time_each(tmp_path: Path) -> None:
    spaces = "\n".join(f'xmlns:n{n}="http://e/{n}#"' for n in range(20_000))
    (tmp_path / "x.rdf").write_text(
        xml(
            '<rdf:Description rdf:about="http://e/x"><skos:note>y</skos:note></rdf:Description>',
            HEAD.replace(" xmlns:skos", f"\n{spaces} xmlns:skos"),
        )
    )

    assert seconds(tmp_path / "x.rdf") < 2


def test_a_short_entity_in_a_million_places_is_refused_before_it_grows(tmp_path: Path) -> None:
    body = f'<rdf:Description rdf:about="http://e/x"><skos:note>{"&a;" * 1_500_000}</skos:note></rdf:Description>'
    path = tmp_path / "x.rdf"
    path.write_text(entities("", f'<!ENTITY a "{"x" * 200}">', body=body))
    tracemalloc.start()
    with pytest.raises(UnreadableError) as told:
        read_rdf(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert str(told.value).startswith(
        f"{path}:4: takes the entity a 1,500,000 times: at most 10,000,000 characters are made of entities"
    )
    assert peak < 150_000_000


# --- Through the command line ---------------------------------------------------------------------


def copy_ontology(folder: Path) -> Path:
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, folder / name)
    return folder / "ontology"


BROKEN = {
    "bomb": ("vocab/theirs.rdf", BOMB, "4: makes the entity b out of others"),
    "context": (
        "vocab/theirs.jsonld",
        '{"@context": "http://127.0.0.1:9/c"}',
        "1: takes its @context from http://127.0.0.1:9/c, which is never fetched",
    ),
    "prefix": ("vocab/theirs.ttl", f"@prefix atg: <{WRONG}> .\n", f"1: {MISTYPED}"),
    "prefix table": (
        "prefixes.ttl",
        f"# The table.\n@prefix atg: <{WRONG}> .\n",
        f"2: declares the prefix atg: as <{WRONG}>, but it stands for <{RIGHT}>; write that",
    ),
    "prefix table's line": (
        "prefixes.ttl",
        f"@prefix atg: <{RIGHT}>\n",
        "1: is no declaration of a prefix; write @prefix name: <namespace> .",
    ),
    "blank node": (
        "vocab/theirs.ttl",
        "\n<http://e/a> <http://e/b> [] .\n",
        "2: has a thing without an address (a blank node) beside <http://e/b>; give it an IRI",
    ),
    "empty prefix table": (
        "prefixes.ttl",
        "# The table.\n",
        " declares no prefix; write @prefix atg: <",
    ),
    "prefix that is missing": (
        "prefixes.ttl",
        "".join(f"@prefix {p}: <{n}> .\n" for p, n in prefixes().items() if p != "skos"),
        f" lacks prefixes; write @prefix skos: <{SKOS}> .",
    ),
    "empty vocabulary": ("vocab/pillars.ttl", "", " says nothing"),
    "empty taxonomy": ("published/cmac-tools.ttl", "# Nothing.\n", " says nothing"),
    "empty shapes": ("shapes/Event.ttl", "", " says nothing"),
    "empty style": ("style/Term.ttl", "", " says nothing"),
    "empty alignment": ("alignments/org.ttl", "", " says nothing"),
    "empty ontology": ("atgraph.ttl", "", " says nothing"),
    "shapes of another kind": (
        "shapes/Theirs.rdf",
        "",
        " is no file that is read here; save it as .ttl, or take it out",
    ),
    "alignment": (
        "alignments/org.ttl",
        "@prefix org: <http://www.w3.org/ns/org> .\n<http://e/a> <http://e/b> 1 .",
        "1: declares the prefix org: as",
    ),
    "context of exports": ("context.jsonld", "{", "1: is not JSON: "),
    "rule of an alignment": (
        "../queries/align/org.rq",
        "#+ summary: x\nSELEKT",
        " the query is not understood",
    ),
    "query of an export": (
        "../queries/export/schema-org.rq",
        "#+ summary: x\nSELECT * { ?s ?p ?o }",
        " gives no triples; write a CONSTRUCT",
    ),
    "bytes": ("atgraph.ttl", b"# \n\xff", "2: is not UTF-8 from this line on; save it as UTF-8"),
}


@pytest.mark.parametrize(("name", "text", "told"), BROKEN.values(), ids=BROKEN)
def test_check_and_build_tell_a_broken_file_on_one_line(
    name: str, text: str | bytes, told: str, tmp_path: Path
) -> None:
    path = (copy_ontology(tmp_path) / name).resolve()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    for command in (["check"], ["build", "--store", str(tmp_path / "store")]):
        run = mini.atgraph(*command, "--data", mini.MINI, ATGRAPH_HOME=str(tmp_path))

        assert (run.code, run.out) == (2, "")
        (line,) = run.lines
        assert line.startswith(f"{path}:{told}")


def test_an_export_tells_a_broken_file_on_one_line(tmp_path: Path) -> None:
    path = copy_ontology(tmp_path) / "vocab" / "theirs.rdf"
    store = ("--store", str(tmp_path / "store"))
    assert mini.atgraph("build", *store, "--data", mini.MINI, ATGRAPH_HOME=str(tmp_path)).code == 0
    path.write_text(BOMB)

    run = mini.atgraph(
        "export", *store, "--profile", "schema.org", "--data", mini.MINI, ATGRAPH_HOME=str(tmp_path)
    )

    assert (run.code, run.out) == (2, "")
    (line,) = run.lines
    assert line.startswith(f"{path}:4: makes the entity b out of others")


def test_the_files_of_the_project_are_read_whole() -> None:
    paths = [mini.ROOT / "ontology" / "atgraph.ttl", *rdf_files(VOCAB)]
    assert len(paths) > 10

    for path in paths:
        assert set(read_rdf(path).triples) == {
            quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        }
