"""What a line of a programme can be: the labels that the skeleton chooses from."""


class Label:
    """What a line is."""

    COVER, DAY, TIME, SLOT = "cover", "day", "time", "slot"
    TITLE, KIND = "title", "kind"
    GOES_ON = "goes on"  # the second line of a title
    PART = "part"  # the title of one of several sessions in a slot
    ROOM, ROLE, PERSON, DETAIL = "room", "role", "person", "detail"
    ORGANISER, BREAK, PROSE, NOISE = "organiser", "break", "prose", "noise"
    TALK = "talk"  # within the time of a session


# of the head of a session
PIECES = (
    *(Label.DAY, Label.TIME, Label.SLOT, Label.TITLE),
    *(Label.PART, Label.GOES_ON, Label.KIND, Label.ROOM),
)
