"""One way of printing a programme a module; a family is added as one file.

A module has `GROUP` (developed; held out; nobody, which names nobody who takes part), `FORMATS`,
and `render(edition)`, which gives the small HTML of `markup`, or the bytes of the document itself.
It may have `PRINTS` where it prints not all (`printing.ALL`), `suits(programme)` where it cannot
print each, and `settle(edition)` where it writes something in its own way, or prints a part only.
Sentences stand in `../prose.yml`; those of families held out in `../prose_held_out.yml`.
"""
