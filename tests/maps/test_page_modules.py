"""viz/page/ as ES modules: what each imports is exported there; the joined script holds all."""

import re

from atgraph.files import resource_folder
from atgraph.maps.page import join_modules

PAGE = resource_folder("viz") / "page"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(PAGE.glob("*.js"))}
DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{ (.+) \} from "\./(.+)";$', re.MULTILINE)


def imports(name):
    """Each module that a module imports from, and the names."""
    return {of: set(names.split(", ")) for names, of in IMPORTED.findall(TEXTS[name])}


def exports(name):
    return {found for exported, found in DECLARED.findall(TEXTS[name]) if exported}


def test_there_are_modules_and_imports():
    assert len(TEXTS) > 15
    assert sum(len(imports(name)) for name in TEXTS) > 50


def test_every_imported_name_is_exported_where_it_is_looked_for():
    wrong = [
        (name, of, names - exports(of))
        for name in TEXTS
        for of, names in imports(name).items()
        if names - exports(of)
    ]
    assert wrong == []


def test_every_export_is_imported_and_every_import_used():
    used = {(of, one) for name in TEXTS for of, names in imports(name).items() for one in names}
    assert [(n, e) for n in TEXTS for e in sorted(exports(n)) if (n, e) not in used] == []
    assert [
        (name, one)
        for name, text in TEXTS.items()
        for names in imports(name).values()
        for one in names
        if len(re.findall(rf"\b{one}\b", text)) < 2
    ] == []


def test_no_name_is_declared_in_two_modules():
    names = [name for text in TEXTS.values() for _, name in DECLARED.findall(text)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_no_module_needs_itself():
    def needs(name, path):
        assert name not in path, f"a circle of imports: {[*path, name]}"
        for of in imports(name):
            needs(of, [*path, name])

    needs("main.js", [])


def test_the_joined_script_is_every_module_after_what_it_imports():
    joined = join_modules(PAGE / "main.js")
    assert not re.search(r"^(import|export) ", joined, re.MULTILINE)

    at = {name: joined.index(text.partition("\n")[0]) for name, text in TEXTS.items()}
    late = [(name, of) for name in TEXTS for of in imports(name) if at[of] > at[name]]
    assert late == []
    assert joined.count("\nfunction ") + joined.count("\nclass ") > 150
