"""Lines for the registry: a name, a record, a decision."""

from collections.abc import Iterator
from pathlib import Path

from atgraph.curate.reconcile.guesses import guess_kind, guess_type
from atgraph.curate.reconcile.same_person import compare
from atgraph.curate.worklist.context import Context
from atgraph.curate.worklist.text_files import Files, Offer
from atgraph.data.person_ids import draw_person_id
from atgraph.data.registry.model import PERSON
from atgraph.data.slugs import kind_of, slug
from atgraph.data.transcript import PRINTED
from atgraph.data.yaml_edits import entries, flow, items, plain
from atgraph.errors import NameDetails, Place, Problem
from atgraph.rdf.namespaces import ATG, LABEL
from atgraph.text import fold


def offer_name(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the record of a like name with the new form, then a record for one that is new."""
    about = problem.name
    near = [one for one in about.near if _may_be_one(about, one[0])]
    offers = _with_name(context.files, *near[0], about) if near else []
    yield from offers
    yield from _new_record(context, about, "If it is somebody else, add" if offers else "Add")


def _may_be_one(about: NameDetails, near: str) -> bool:
    """Whether two names may be one's: two people's are not by a given name that both have."""
    return about.kinds != (PERSON,) or compare(about.text, near).score > 0


def _with_name(files: Files, near: str, place: Place, about: NameDetails) -> list[Offer]:
    file, line, where = files[place.path], place.line, f"{place.path}:{place.line}"
    if near == about.text:  # its record lists programmes, and not this one
        do = (
            f"If it is the same as in {where}, add the programme, "
            "and say in a decision why it is the same: {}:"
        )
        return file.add_item(line, "programmes", about.programme, do)
    do, name = f"If it is “{near}”, that is {where}: {{}}:", flow(about.text)
    if file.value(line, "names"):
        return file.add_item(line, "names", name, do)
    return file.add_key(line, "names", f"[{name}]", do, below="label")


def _new_record(context: Context, about: NameDetails, do: str) -> Iterator[Offer]:
    """Yield a new record in the file with most records of the kinds that may be meant."""
    ontology = context.ontology
    # What a session is, is written in transcripts: a property that it fills where its key is
    # missing takes nothing else.
    defaults = (p.kinds for p in ontology.properties if p.session_default and len(p.kinds) == 1)
    sessions = set().union(*defaults)
    paths = {
        kind: str(Path(about.registry, f"{plural.replace(' ', '-')}.yml"))
        for plural, kind in ontology.plurals.items()
        if kind in about.kinds and kind not in sessions
    }
    sizes = {kind: len(context.files[path].ids) for kind, path in paths.items()}
    # an empty file is one to begin
    there = {kind for kind, path in paths.items() if sizes[kind] or Path(path).is_file()}
    short = {kind.removeprefix(ATG).lower(): kind for kind in paths}
    if told := short.get(guess_kind(about.text, short).value):
        there.add(told)
    ranked = sorted(there or paths, key=lambda kind: (kind != told, -sizes[kind], kind))
    for kind in ranked[:1]:
        others = ", ".join(sorted(ontology.value(other, LABEL.value) for other in ranked[1:]))
        also = f" (it may also be of the kind {others}: then in the file of that)" if others else ""
        rows, filled = _rows(context, kind, paths[kind], about)
        where = f"at the end of {paths[kind]}{also}{filled}"
        yield Offer(f"{do} {where}:", paths[kind], lines=rows)


def _rows(
    context: Context, kind: str, path: str, about: NameDetails
) -> tuple[tuple[str, ...], str]:
    """Return the rows of a record, written like the last of its file, and what is to fill in."""
    records, filled = items(context.files[path].editor.root), ""
    last = records[-1] if records else None
    if (path, about.text) not in context.new_ids:
        # a person's name must not live on in an address
        words = f"{kind_of(kind.removeprefix(ATG))}_{slug(about.text) or '…'}"
        taken = {*context.files[path].ids, *context.new_ids.values()}
        given = draw_person_id(taken) if kind == PERSON else words
        context.new_ids[path, about.text] = given
    keys = {"id": context.new_ids[path, about.text], "label": flow(about.text)}
    # the registry holds a person's name in these alone
    if kind == PERSON or "programmes" in entries(last):
        keys["programmes"] = f"[{about.programme}]"
    for prop in context.ontology.properties:
        if prop.prefix and (kind, prop.iri) in context.schemes:
            known = context.words(prop.prefix, prop.iri, kind)
            guess = guess_type(about.text)
            if guess.value in known:
                keys |= {prop.key: guess.value, "source": PRINTED}
                filled = f" ({prop.key}: {guess.why})"
            else:
                keys |= {prop.key: "…", "source": PRINTED}
                filled = f", and fill in the … ({prop.key} is one of: {', '.join(known)})"
    pairs = [f"{key}: {value}" for key, value in keys.items()]
    if last is not None and getattr(last, "flow_style", False):
        return (f"- {{{', '.join(pairs)}}}",), filled
    return ("", f"- {pairs[0]}", *(f"  {pair}" for pair in pairs[1:])), filled


def offer_decision(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the decision for one of the holders, or that a title implies none, to be completed.

    Then the one about the same name in another session, which may mean this one.
    """
    about, path = problem.name, str(Path(problem.name.registry) / "decisions.yml")
    outcome, *others = about.holders or ("none",)
    beside = f"or {', '.join(others)}" if others else "it implies no body; else the id of the body"
    keys = {
        "- programme": about.programme,
        "  session": about.session,
        "  name": flow(about.text),
        "  is": f"{outcome}  # {beside}",
        **dict.fromkeys(("  reason", "  date"), "…"),
    }
    rows = ("", *(f"{key}: {value}" for key, value in keys.items() if value))
    filled = "(a reason that a stranger can check; the day of the decision)"
    yield Offer(f"Add at the end of {path}, and fill in the … {filled}:", path, lines=rows)
    file = context.files[path]
    for line in file.editor.records:
        if fold(str(plain(file.value(line, "name")))) != about.text:
            continue
        held, at = str(plain(file.value(line, "session"))), file.key(line, "session")
        if at and held != about.session:
            do = f"Or, if the decision for the session {held} was meant for this one, change"
            yield from file.change(at, held, about.session, f"{do} {path}:{at} to:")


def offer_removal(problem: Problem, context: Context) -> Iterator[Offer]:
    """Yield the decision taken out."""
    first, last = problem.line, context.file(problem).end(problem.line)
    do = "Correct its session or its name, as the transcript prints them; or take out lines"
    yield Offer(f"{do} {first}-{last}", problem.path, first, last)
