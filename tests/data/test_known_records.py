"""Records that were read before are not read again, and all is as if they were."""

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

import mini
from atgraph.data.registry import reading
from atgraph.data.registry.known_records import keep, known
from atgraph.data.registry.reading import read_registry
from atgraph.errors import Problem, UnreadableError

FOLDER = Path("data/registry")
GUILD = """\
- id: organization_guild
  label: Mill Guild
  type: company
  source: {programme: mini, quotes: ["the guild", "a mill"]}
  within:
  - is: organization_smiths
    source: {url: https://page.test/a, words: of the smiths}
"""
SMITHS = "- {id: organization_smiths, label: Smiths, type: company, source: printed words}\n"
NEW = "- {id: organization_new, label: New, type: company, source: printed words}\n"
BEFORE = GUILD + SMITHS


def lines(value: object) -> object:
    """Return the lines of a record and of all that it holds."""
    held = [lines(part) for part in vars(value).values() if hasattr(part, "at")]
    held += [[lines(p) for p in part] for part in vars(value).values() if isinstance(part, tuple)]
    return getattr(value, "at", value), held


def shown(folder: Path, before: str | None = None) -> tuple[object, Sequence[Problem]]:
    """Return what a registry is read as, where it said something before or nothing is known."""
    texts = {"organizations.yml": before or ""}
    earlier, _ = read_registry(folder, mini.ontology(), texts)
    kept = {name: keep(texts[name], records) for name, records in earlier.records.items()}
    try:
        found, wrong = read_registry(folder, mini.ontology(), known=known(texts, kept))
    except UnreadableError as exc:
        return None, exc.problems
    said = [(one, lines(one)) for one in found.identities.values()]
    return (said, found.files, found.classes, found.texts, found.whole), wrong


@pytest.mark.parametrize(
    "now",
    [
        BEFORE,
        NEW + BEFORE,
        GUILD + NEW + SMITHS,
        "# all of them\n\n" + SMITHS + "\n# the other\n" + NEW + GUILD,
        SMITHS.replace("Smiths", "Smith") + GUILD,
        BEFORE + SMITHS,
        NEW.replace("}", "") + BEFORE,
        NEW.replace("New", '"New') + BEFORE,
        NEW.replace("New", '"New') + BEFORE + NEW.replace("New", 'N"'),
        NEW.replace("New", "&new New") + BEFORE + NEW.replace("New", "*new"),
        "- id: organization_new\n  type: company\n  source: p\n  label: |+\n    N\n\n" + BEFORE,
        NEW.replace("\n", "\r") + BEFORE,
        NEW.replace("New", "'N\u2028ew'") + BEFORE + NEW,
        BEFORE + "key: value\n",
        BEFORE + "---\n",
        GUILD,
        "",
    ],
)
def test_what_is_known_is_read_as_if_it_were_not(now: str, tmp_path: Path) -> None:
    tmp_path.joinpath("organizations.yml").write_text(now, encoding="utf-8", newline="")
    assert shown(tmp_path, BEFORE) == shown(tmp_path)


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("organizations.yml").write_text(NEW + BEFORE, encoding="utf-8")
    texts, parse, parsed = {"organizations.yml": BEFORE}, reading.parse_yaml, []
    earlier, _ = read_registry(tmp_path, mini.ontology(), texts)
    kept = {name: keep(texts[name], read) for name, read in earlier.records.items()}
    monkeypatch.setattr(reading, "parse_yaml", lambda *given: parsed.append(given) or parse(*given))
    read_registry(tmp_path, mini.ontology(), known=known(texts, kept))
    assert [text.replace("#\n", "") for text, _ in parsed] == [NEW]


def test_what_is_kept_makes_nothing_but_records() -> None:
    with pytest.raises(pickle.UnpicklingError, match="Path is no record"):
        known({"people.yml": "- a\n"}, {"people.yml": pickle.dumps([Path("a")])})


@pytest.mark.parametrize("text", ["- 'a\n- b'\n", "- a\u2028\n"])
def test_nothing_is_kept_where_records_are_not_told_by_their_lines(text: str) -> None:
    assert not keep(text, ())
