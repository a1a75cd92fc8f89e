"""One way of printing a programme a module; a family is added as one file.

A module has `HELD_OUT`, `FORMATS` and `render(edition)`, which gives the small HTML, or the bytes
of the document itself. It may have `PRINTS` where it prints not all (`printing.ALL`),
`keeps(session, person)` where it prints not everybody, `suits(programme)` where it cannot print
each, and `settle(edition)` where it writes something in its own way.
"""
