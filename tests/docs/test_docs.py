"""What the documents say is true: sessions, links, commands, versions, parts of the program."""

from __future__ import annotations

import difflib
import doctest
import fnmatch
import importlib.util
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement

import atgraph
import mini

ROOT = Path(__file__).parents[2]
UNTRACKED = {
    ".git",
    *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()),
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS_PEOPLE_ADD_TO = ("ontology", "data", "queries", "viz", "tests", "benchmarks", "docs")


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield the project's own files."""
    for path in sorted(folder.iterdir()):
        names = path.name, f"/{path.relative_to(ROOT).as_posix()}"
        if any(fnmatch.filter(names, pattern) for pattern in UNTRACKED):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def read(name: str | Path) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


DOCUMENTS = [path.relative_to(ROOT) for path in files() if path.suffix == ".md"]


@pytest.fixture(scope="module")
def sessions() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sessions", ROOT / "docs" / "sessions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def home(
    sessions: ModuleType, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """A folder laid out as a checkout, with the graph built in it."""
    folder = tmp_path_factory.mktemp("home").resolve()
    env = sessions.lay_out(folder)
    mini.install(folder / "bin" / "atgraph")
    shutil.copytree(store, folder / "build" / "store", symlinks=True)
    return folder, env


def test_there_is_something_to_test():
    assert Path("README.md") in DOCUMENTS
    assert len(list(files())) > 100


PAGES = [Path("README.md"), *(path for path in DOCUMENTS if path.parent == Path("docs"))]
SESSIONS = [path for path in PAGES if "```console\n" in read(path)]
PYTHON = [path for path in PAGES if "```pycon\n" in read(path)]


def test_the_readme_and_its_pages_show_sessions():
    shown = {str(path): read(path).count("\n$ ") for path in SESSIONS}

    assert shown["README.md"] >= 4
    assert sum(shown.values()) >= 33
    assert PYTHON


@pytest.mark.slow
@pytest.mark.parametrize("page", SESSIONS, ids=str)
def test_the_sessions_of_a_page_print_what_it_shows(
    page: Path, sessions: ModuleType, home: tuple[Path, dict[str, str]]
):
    shown = read(page)
    if f"$ curl -s {sessions.SERVED}" in shown and not shutil.which("curl"):
        pytest.skip("curl is not here, by which the page asks")
    printed = sessions.refresh_page(shown, *home)
    assert [
        *difflib.unified_diff(
            shown.splitlines(), printed.splitlines(), str(page), "after `make docs`", n=0
        )
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("page", PYTHON, ids=str)
def test_the_python_of_a_page_runs_as_shown(
    page: Path, home: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ATGRAPH_HOME", str(home[0]))
    monkeypatch.chdir(home[0])
    shown = "".join(re.findall(r"^```pycon\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(shown, {}, str(page), str(page), 0)
    assert test.examples

    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


def test_the_readme_is_short_and_leads_to_every_page():
    readme = read("README.md")

    assert len(readme.splitlines()) <= 160
    assert [str(page) for page in PAGES[1:] if f"({page})" not in readme] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_lead_to_files_that_exist(document: Path):
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", read(document), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(<?([^)>\s]+)>?\)|^\[[^\]]+\]:\s*(\S+)", prose, re.MULTILINE)
    local = [a or b for a, b in targets if not re.match(r"[a-z]+:", a or b)]

    assert [t for t in local if not (ROOT / document.parent / t.partition("#")[0]).exists()] == []


def test_the_parts_of_the_program_that_documents_name_exist():
    named = {
        (str(document), path)
        for document in DOCUMENTS
        if document.name != "CHANGELOG.md"
        for path in re.findall(r"`((?:src/atgraph|tests|ontology/tools)/[\w./-]+)`", read(document))
    }
    modules = {
        (str(document), f"src/{name.replace('.', '/')}.py")
        for document in DOCUMENTS
        if document.name != "CHANGELOG.md"
        for name in re.findall(r"`(atgraph(?:\.[a-z_]+)+)`", read(document))
        if name not in ("atgraph.open", "atgraph.service", "atgraph.ttl")
    }

    assert len(named) > 10
    assert [
        (document, path)
        for document, path in sorted(named | modules)
        if not ((ROOT / path).exists() or (ROOT / path.removesuffix(".py")).is_dir())
    ] == []


def test_the_modules_that_documents_data_and_queries_name_exist():
    named = {
        (str(path.relative_to(ROOT)), name.rstrip("."))
        for path in files()
        if path.suffix in (".md", ".ttl", ".rq", ".yml")
        for name in re.findall(r"src/atgraph/[\w./-]+", read(path))
    }

    assert len(named) > 5
    assert [(where, name) for where, name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_table_of_rooms_is_that_of_the_program():
    table = read("CONTRIBUTING.md").partition("## The rooms of the program\n")[2]
    told = re.findall(r"^\| `([a-z_]+(?:/|\.py))` \|", table.partition("\n## ")[0], re.MULTILINE)
    rooms = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in files(ROOT / "src" / "atgraph")
        for path in [ROOT / "src" / "atgraph" / path.relative_to(ROOT / "src" / "atgraph").parts[0]]
    }

    assert set(told) == rooms - {"__init__.py", "__main__.py", "py.typed"}


def test_the_commands_that_documents_name_exist():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {
        name for document in DOCUMENTS for name in re.findall(r"`make ([a-z]+)`", read(document))
    }

    assert {"run", "test"} <= named
    assert named <= targets


def test_every_make_target_is_listed_by_make_help():
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)[1].split()

    assert {
        name
        for name in phony
        if not re.search(rf"^{name}:.*  ## \S", read("Makefile"), re.MULTILINE)
    } == {"all-tests", "apache", "browser", "java", "quick-tests", "virtuoso"}


@pytest.mark.parametrize("folder", FOLDERS_PEOPLE_ADD_TO)
def test_a_folder_that_people_add_to_says_what_goes_in_it(folder: str):
    readme = read(f"{folder}/README.md")
    inside = {path.relative_to(ROOT / folder).parts[0] for path in files(ROOT / folder)} - {
        "README.md"
    }
    subfolders = {name for name in inside if (ROOT / folder / name).is_dir()}

    assert inside
    assert [name for name in sorted(subfolders) if f"{name}/" not in readme] == []


@pytest.mark.parametrize("folder", FOLDERS_PEOPLE_ADD_TO)
def test_the_readme_leads_to_the_folders(folder: str):
    assert f"({folder}/README.md)" in read("README.md")


def test_the_pictures_of_the_pages_are_those_that_are_taken_small_and_told_in_words():
    shown = {}
    for page in PAGES:
        for alt, source in re.findall(r"!\[([^]]*)]\(([^)]+)\)", read(page)):
            shown[page.parent / source] = alt
        for source, alt in re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]*)"', read(page)):
            shown[page.parent / source] = alt
    taken = re.findall(
        r'^    "([a-z-]+\.png)": (?:Picture|Shown)\(', read("docs/pictures.py"), re.MULTILINE
    )

    assert {str(path) for path in shown} == {f"docs/{name}" for name in taken}
    assert len(shown) == 7
    for path, alt in shown.items():
        assert len(alt.split()) > 12, path
        assert (ROOT / path).stat().st_size < 250_000


@pytest.mark.slow
def test_no_registry_host_and_no_path_of_one_machine_stands_in_the_project():
    hosts = ["python" + "hosted", "pyp" + r"i\.org", r"registry\.np" + "mjs", "debia" + r"n\.org"]
    paths = [
        rf"/(?<![\w.]/){name}/" for name in ("work", "root", "home/[a-z]+", "tmp", "Users/[a-z]+")
    ]
    # one by one: a pattern that begins with a letter is looked for many times as fast
    forbidden = [re.compile(pattern) for pattern in [*hosts, *paths]]
    found = [
        f"{path.relative_to(ROOT)}:{len(text[: hit.end()].splitlines())}: {hit[0]}"
        for path in files()
        if path.suffix != ".png"
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for pattern in forbidden
        for hit in pattern.finditer(text)
    ]

    assert found == []


def test_the_constraints_are_versions_without_addresses_and_pin_every_dependency():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line) for line in lines)
    pinned = {_plain(line.partition("==")[0]) for line in lines}
    wanted = map(
        Requirement,
        [
            *PROJECT["project"]["dependencies"],
            *PROJECT["dependency-groups"]["dev"],
            *PROJECT["build-system"]["requires"],
            "pip",
        ],
    )

    assert {_plain(r.name) for r in wanted if not r.marker or r.marker.evaluate()} - pinned == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_changelog_gives_the_reason_of_every_dependency():
    reasons = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", read("CHANGELOG.md"), re.MULTILINE))

    assert {Requirement(d).name for d in PROJECT["project"]["dependencies"]} == set(reasons) - {
        "package"
    }


def test_the_citation_names_this_version_and_licence():
    citation = yaml.safe_load(read("CITATION.cff"))

    assert str(citation["version"]) == atgraph.__version__
    assert citation["license"] == PROJECT["project"]["license"]


def test_every_programme_names_its_publisher_in_the_data_licence():
    programmes = [
        path.parent.name for path in (ROOT / "data" / "programmes").glob("*/programme.yml")
    ]

    assert programmes
    assert [name for name in programmes if f"| `{name}` | " not in read("DATA-LICENSE.md")] == []
