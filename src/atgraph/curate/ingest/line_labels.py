"""What a line of a programme can be: the labels that the skeleton chooses from."""

COVER, DAY, TIME, SLOT, TITLE, KIND = "cover", "day", "time", "slot", "title", "kind"
GOES_ON = "goes on"  # the second line of a title
PART = "part"  # the title of one of several sessions in a slot
ROOM, ROLE, PERSON, DETAIL = "room", "role", "person", "detail"
ORGANISER, TALK, BREAK, PROSE, NOISE = "organiser", "talk", "break", "prose", "noise"
PIECES = (DAY, TIME, SLOT, TITLE, PART, GOES_ON, KIND, ROOM)  # of the head of a session
