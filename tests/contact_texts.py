"""Titles as people print them, with and without how to reach somebody."""

# Each by one alternative of the pattern only.
CONTACTS = (
    "Ben Example (ben@example.org)",
    "Ben Example, ben @ example.org",
    "Ben Example, ben(at)example.org",
    "Ben Example, +43 100000",
    "Ben Example, 01 000 0000",
    "Ben Example, 1 800 555 0123",
    "Ben Example, (202) 555-0123",
    "Ben Example, tel 5143666",
)
MORE_CONTACTS = (
    "name (at) example.org",
    "name [at] example [dot] org",
    "name {AT} example (dot) org",
    "Director (202)5550123",
    "Director, Tel.: 514 36 66",
    "Director (phone: 514-3666)",
    "Director, 0830-0900",
    "0900 - 0830",
    "Директор, тел. 5143666",
    "Head of unit, mob. 699 123456",
    "+43 (1) 51436-6000",
)
NO_CONTACTS = (
    "Director (2015-2019)",
    "Rapporteur on Resolution 2388 (2017)",
    "Resolution 1325 (2000) and 2242 (2015)",
    "Judge (at the Supreme Court)",
    "Head of Telecom 2001-2005",
    "Head of Mobile, 2001-2005",
    "Telephone helpline 116 123",
    "Consul, Tel Aviv",
    "Co-founder, Tech @ Work",
    "Director, at “Example.org”",
    "Room 531, 5th floor, 13.30-14.45",
    "Deputy Head, Directive 2011/36/EU",
    "Постоянный представитель при ОБСЕ (2014-2019)",
)
