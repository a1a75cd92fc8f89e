"""Whether a line is a name, begins with one, or stands below one."""

from atgraph.curate.ingest.given_names import is_given_name
from atgraph.curate.ingest.labels import PARTS
from atgraph.curate.ingest.person_names import Name
from atgraph.curate.ingest.recognition import RecognizedLine

SHORT = 8  # words
GIVEN = 2.5  # what a name scores that begins with a given name


def name_alone(line: RecognizedLine) -> Name | None:
    """Return the name that is all of a line, but for degrees and a status."""
    if line.is_below_bodies:
        return None
    return line.people.names.read_whole(line.people.bare_name(line.text))


def begins_with_name(line: RecognizedLine) -> bool:
    """Whether a line begins with a name that ends there or at a mark, or has names behind a word.

    A short one may begin with an honorific alone.
    """
    if line.session_word or labels_names(line):
        return not line.session_word
    name = name_begun(line)
    titled = line.size <= SHORT and line.people.names.honorific(line.text, 0)
    return bool(titled or (name and name.score >= 2))


def name_begun(line: RecognizedLine) -> Name | None:
    """Return the name that is all of a line or stands before a mark, a comma if that is long."""
    name = name_alone(line) or name_before(line)
    long = name is not None and line.size > SHORT
    return None if name and long and not line.text.startswith(", ", name.end) else name


def labels_names(line: RecognizedLine) -> bool:
    """Whether a word that is no role stands before names alone: “Responsible: Ada Bek”."""
    label, colon, rest = line.text.partition(": ")
    if not colon or " " in label or line.role or line.session_word or line.has_time:
        return False
    people = line.people.read_list(rest, 1.0) or line.people.read_all(rest, (), 1.0)
    return bool(people) and all(p.only_name and line.people.is_known(p) for p in people)


def name_before(line: RecognizedLine) -> Name | None:
    """Return the name before a comma, bracket, dash or bar, with a given name: “Ada Bek, Terra”."""
    name = line.people.names.read(line.text)
    ends = name is not None and line.text[name.end :].startswith(
        (", ", " (", " | ", " - ", " – ", " — ")
    )
    return name if name and ends and name.score >= GIVEN else None


def is_below_name(line: RecognizedLine, above: RecognizedLine) -> bool:
    """Whether a line is the title or body of a name with which the line above ends."""
    if line.raw.gap or line.session_count or above.has_time:
        return False
    kinds, (first, *others) = line.people.kinds, line.text.split(", ")
    if not (kinds.is_post_or_body(line.text) or (others and kinds.is_post(first))):
        return False
    role = above.role if above.role and above.role.marked else None
    text = above.text[role.end :].strip() if role else above.text  # “Chair: Ada Bek”
    name = line.people.names.read(text)
    strong = name is not None and (name.honorific or name.score >= 2)
    return bool(name and strong and name.end >= len(text) - 1)


def heads_no_name(line: RecognizedLine) -> bool:
    """Whether a role word is what is done, as “Opening remarks”, and nobody is named behind it."""
    role = line.role
    if role is None or not line.words["acts"].any_of(role.form):
        return False
    if line.words["speakers"].any_of(role.form):
        return False  # “Keynote speaker”
    rest = line.text[role.end :].strip()
    if not rest:
        return not line.text.rstrip().endswith(":")
    if line.people.is_unnamed(rest):
        return False
    found = line.people.read_all(rest, (), 0.0 if is_set_apart(line) else 1.0)
    return not any(p.honorific or p.posts or is_given_name(p.name.split()[0]) for p in found)


def is_set_apart(line: RecognizedLine) -> bool:
    """Whether a line is a heading or bold, as titles are."""
    return line.raw.level > 0 or line.raw.all_strong


def is_role_alone(line: RecognizedLine) -> bool:
    """Whether it is a role word alone, as “Moderator” at the head of a column."""
    return line.role is not None and line.role.alone and line.role.scheme == PARTS
