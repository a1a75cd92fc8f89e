"""What each rule of reading and mapping asks for, and why, in the words of those who must act."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A rule: its name in a report, what is wrong in one sentence, and why it matters to whom.

    ``{…}`` in the sentence is filled from what a problem gives; problems with the same sentence are
    one task.
    """

    title: str
    why: str


CITED = "A researcher cites these words: they must stand in the document letter for letter, at one place."
WHOSE = "A coordinator asks for a person or a body, whatever form of its name is printed; the registry says who is meant."

RULES = {
    "quote-nowhere": Rule("A quote is not in the source", CITED),
    "quote-empty": Rule("A quote is empty", CITED),
    "quote-on-several-lines": Rule("A quote stands more than once, and nobody says where", CITED),
    "quote-on-another-line": Rule("A quote stands on another line", CITED),
    "quote-twice-on-line": Rule("A quote stands twice on one line", CITED),
    "not-in-quotes": Rule(
        "The value of “{key}” is not in the quotes of its record",
        "A researcher who opens the quote must find there what the record says.",
    ),
    "not-as-stated": Rule(
        "A number is not the printed one",
        "An analyst calculates with it, and a researcher cites the words beside it; both must say the same.",
    ),
    "unquoted-sentence": Rule(
        "A sentence of the document is accounted for nowhere",
        "A researcher may take what is missing for not printed; so each sentence is quoted, or left out for a reason.",
    ),
    "vocabulary": Rule(
        "“{value}” is no word of the vocabulary for “{key}”",
        "Analysts count and compare by these words; one that is only in this place is counted nowhere.",
    ),
    "name-of-nobody": Rule("Nobody in the registry is called “{name}”", WHOSE),
    "name-of-several": Rule(
        "The name “{name}” is held by more than one, and nobody has decided which is meant here",
        WHOSE,
    ),
    "title-without-body": Rule(
        "The title “{name}” names no organisation, and nobody has decided whether it implies one",
        "A coordinator reaches a body through its people; whether a title speaks for one is a person's decision, with a reason.",
    ),
    "idle-decision": Rule(
        "A decision about “{name}” is needed nowhere",
        "A researcher who reads it believes that something rests on it; mostly its session or its name is mistyped.",
    ),
    "decision": Rule(
        "A decision cannot be taken as it is written",
        "A stranger must be able to read what was decided, and take it back.",
    ),
    "unknown-programme": Rule(
        "There is no programme “{value}”",
        "A decision for it decides nothing, and a researcher would not notice.",
    ),
    "unknown-tie": Rule(
        "“{value}” is no kind of tie",
        "An analyst counts and draws ties by their kind; what is of none is in no map and no answer.",
    ),
    "unknown-id": Rule(
        "“{value}” leads nowhere (“{key}”)",
        "A link that leads nowhere is lost to every question that follows it.",
    ),
    "unknown-key": Rule(
        "The key “{key}” is not known in this place",
        "What nobody reads is lost; a misspelt key would silently drop what a curator wrote.",
    ),
    "missing-key": Rule(
        "The key “{key}” is missing",
        "Without it the record says nothing that a question could find.",
    ),
    "form": Rule(
        "The value of “{key}” has the wrong form",
        "Programs read it; what is written in another way would be sorted, counted or opened wrongly.",
    ),
    "id-taken": Rule(
        "The id “{value}” is taken",
        "An address must lead to one thing for as long as somebody cites it.",
    ),
    "id-of-folder": Rule(
        "The id of a programme is not the name of its folder",
        "Curators find a transcript by its id, and the registry says by it where a name holds.",
    ),
    "twice": Rule("A record stands twice", "An analyst would count it twice."),
    "time-without-day": Rule(
        "A session of a programme of several days has a time and no day",
        "A coordinator would look for it on the first day, which nobody printed.",
    ),
    "dates": Rule(
        "A programme ends before it starts", "Every session is placed by these two days."
    ),
    "changed-source": Rule(
        "A document is not the one that was transcribed",
        "Each quote was taken from the other text; a researcher must know which of the two is cited.",
    ),
    "review": Rule(
        "A record still waits for review", "What nobody has looked at must not be cited."
    ),
    "circle": Rule(
        "A body is within itself",
        "Analysts roll units up to their body; in a circle nothing rolls up.",
    ),
    "passage": Rule("The words of a passage are not what stands in the source", CITED),
    "": Rule(
        "Something cannot be read or understood",
        "Nothing is built from what cannot be read, so that nothing is lost without a word.",
    ),
}
