"""turtle_files: files of the ontology folder that others wrote, and what must not be let in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

import mini
from atgraph.errors import UnreadableError
from atgraph.rdf.namespaces import SKOS, XSD, prefixes
from atgraph.rdf.ontology import Ontology, check_addresses
from atgraph.rdf.turtle_files import rdf_files, read_rdf

VOCAB = mini.ROOT / "ontology" / "vocab"
TABLE = '"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#"'
HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">'


def refused(path: Path, text: str | bytes) -> str:
    """Write a file, insist that it is refused, and return what is said, without the folder."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UnreadableError) as told:
        read_rdf(path)
    assert told.value.exit_code == 2
    assert str(told.value).startswith(f"{path}:")
    return str(told.value).removeprefix(f"{path.parent}/")


# --- What is read ---------------------------------------------------------------------------------


def test_published_taxonomies_are_read_beside_the_vocabularies(tmp_path: Path) -> None:
    folder = copy_ontology(tmp_path)
    (folder / "published").mkdir(exist_ok=True)
    (folder / "published" / "theirs.ttl").write_text(f'<http://e/c> <{SKOS}note> "theirs" .\n')

    ontology = Ontology.read(folder)

    assert ontology.value("http://e/c", SKOS + "note") == "theirs"
    assert (
        Path(ontology.origins["http://e/c"].path).name,
        ontology.origins["http://e/c"].line,
    ) == ("theirs.ttl", 1)


def test_a_byte_order_mark_and_the_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b'\xef\xbb\xbf@prefix e: <http://e/> .\r\ne:a e:b "x" .\r\n')

    assert [t.object.value for t in read_rdf(tmp_path / "a.ttl").triples] == ["x"]


# --- Prefixes, syntax, names ----------------------------------------------------------------------

WRONG = "https://w3id.org/atgraf/ontology#"
RIGHT = "https://w3id.org/atgraph/ontology#"
MISTYPED = (
    f"declares the prefix atg: as <{WRONG}>,"
    f" but in ontology/prefixes.ttl it stands for <{RIGHT}>; write that"
)


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
        ("x.ttl", "<http://e/a> <http://e/b> .\n", "x.ttl:1: is not Turtle: "),
        ("x.ttl", "", "x.ttl: says nothing; restore what stood in it, or take it out"),
        (
            "x.ttl",
            "# Comments only.\n@prefix atgv: <https://w3id.org/atgraph/vocab/> .\n",
            "x.ttl: says nothing",
        ),
        (
            "x.ttl",
            f'\n<http://e/a> <http://e/b> "2019-13-45"^^<{XSD}date> .',
            "x.ttl:2: has “2019-13-45”, which is not an xsd:date; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b> "1", \n"one"^^<{XSD}positiveInteger> .',
            "x.ttl:2: has “one”, which is not an xsd:positiveInteger; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b>\n "yes"^^<{XSD}boolean> .',
            "x.ttl:2: has “yes”, which is not an xsd:boolean; correct it",
        ),
        (
            "x.ttl",
            f'<http://e/a> <http://e/b> "a" ;\n\n <http://e/c> "{"x" * 2**24}" .',
            "x.ttl:3: has a text of more than 16 MB; shorten it",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    assert refused(tmp_path / name, text).startswith(told)


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
        '<http://e/a> <http://e/b> "[", """(\n""", <http://e/_:x> . # []\n\n'
        "<http://e/a> <http://e/b> [ <http://e/c> 1 ] .\n",
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
    "a triple in a triple": (
        "x.ttl",
        "<http://e/a> <http://e/b> 1 .\n"
        "<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> .\n",
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
    for name in (".hidden.trig", "README.md", "b.ttl", "a.ttl"):
        (tmp_path / name).touch()
    assert [path.name for path in rdf_files(tmp_path)] == ["a.ttl", "b.ttl"]

    (tmp_path / "theirs.xlsx").touch()
    with pytest.raises(
        UnreadableError,
        match=r"theirs\.xlsx: is not a file that is read here; save it as \.ttl, or",
    ):
        rdf_files(tmp_path)


@pytest.mark.parametrize("ending", [".rdf", ".owl", ".nt", ".jsonld", ".trig"])
def test_rdf_of_another_format_is_refused_with_how_to_convert_it(
    ending: str, tmp_path: Path
) -> None:
    told = refused(tmp_path / f"theirs{ending}", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x'>")
    with pytest.raises(UnreadableError, match="not read here; save it as Turtle"):
        rdf_files(tmp_path)

    command = f"rdfpipe -o turtle theirs{ending} > theirs.ttl"
    assert told == (
        f"theirs{ending}: is RDF in a format that is not read here;"
        f" save it as Turtle, for example with `{command}`, and take it out"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "kind"),
    [(".rdf", RdfFormat.RDF_XML), (".nt", RdfFormat.N_TRIPLES), (".jsonld", RdfFormat.JSON_LD)],
)
def test_the_command_that_converts_is_installed_and_makes_a_file_that_is_read(
    ending: str, kind: RdfFormat, tmp_path: Path
) -> None:
    whole = read_rdf(VOCAB / "pillars.ttl").triples
    theirs = tmp_path / f"theirs{ending}"
    theirs.write_bytes(serialize(whole, format=kind, prefixes=prefixes()) or b"")
    rdfpipe = Path(sys.executable).parent / "rdfpipe"
    done = subprocess.run([rdfpipe, "-o", "turtle", theirs], capture_output=True, check=True)
    (tmp_path / "theirs.ttl").write_bytes(done.stdout)

    assert len(whole) > 10
    assert set(read_rdf(tmp_path / "theirs.ttl").triples) == set(whole)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "is a folder, whose files would not be read"),
    "link to nothing": (
        lambda path: path.symlink_to("nothing.ttl"),
        "is a link that leads to no file",
    ),
    "link to itself": (lambda path: path.symlink_to(path.name), "is a link that leads to no file"),
    "pipe": (os.mkfifo, "is a pipe or a device, not a file"),
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

    with pytest.raises(UnreadableError, match="vocab: is not a folder; put one in its place"):
        rdf_files(tmp_path / "vocab")
    assert rdf_files(tmp_path / "empty") == rdf_files(tmp_path / "none") == []
    for name in ("empty", "none"):
        with pytest.raises(UnreadableError, match=rf"{name}: holds no \*\.ttl"):
            rdf_files(tmp_path / name, needed=True)


# --- Through the command line ---------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., mini.Run]]:
    """Run a command on the mini programme with an ontology of its own, and no prefix known yet."""
    monkeypatch.setenv("ATGRAPH_HOME", str(tmp_path))
    prefixes.cache_clear()
    yield lambda *arguments: mini.here(*arguments, "--data", mini.MINI)
    prefixes.cache_clear()


def copy_ontology(folder: Path) -> Path:
    for name in ("ontology", "queries", "viz"):
        shutil.copytree(mini.ROOT / name, folder / name)
    return folder / "ontology"


BROKEN = {
    "another format": (
        "vocab/theirs.rdf",
        "<rdf:RDF/>",
        " is RDF in a format that is not read here; save it as Turtle, for example with `rdfpipe",
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
        "1: is not a declaration of a prefix; write @prefix name: <namespace> .",
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
        " is RDF in a format that is not read here; save it as Turtle",
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


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text", "told"), BROKEN.values(), ids=BROKEN)
def test_check_and_build_tell_a_broken_file_on_one_line(
    name: str, text: str | bytes, told: str, tmp_path: Path, run: Callable[..., mini.Run]
) -> None:
    path = (copy_ontology(tmp_path) / name).resolve()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    for command in (["check"], ["build", "--store", str(tmp_path / "store")]):
        done = run(*command)

        assert (done.code, done.out) == (2, "")
        (line,) = done.lines
        assert line.startswith(f"{path}:{told}")


def test_the_files_of_the_project_are_read_whole() -> None:
    paths = [mini.ROOT / "ontology" / "atgraph.ttl", *rdf_files(VOCAB)]
    assert len(paths) > 10

    for path in paths:
        assert set(read_rdf(path).triples) == {
            quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        }
