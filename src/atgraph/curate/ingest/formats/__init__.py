"""Documents of each format become one text with lines."""

import importlib
from pathlib import Path

from atgraph.curate.ingest.lines import Extract
from atgraph.errors import UnreadableError
from atgraph.files import read_bytes

LARGEST = 200 << 20
IN_PART = "save the pages of the programme as a document of their own"
FORMATS = {
    ".txt": "text_file", ".text": "text_file", "": "text_file",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
SIGNS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"))


def read_original(path: Path) -> tuple[bytes, Extract, bool]:
    """Return a document as received, what was taken out of it, and whether it is plain text.

    It is an UnreadableError if it is missing, too large, broken or of another format.
    """
    if path.is_dir():
        raise UnreadableError("is a folder; name the document in it", path)
    if path.is_file() and path.stat().st_size > LARGEST:
        message = f"is larger than {LARGEST >> 20} MB, and no programme is"
        raise UnreadableError(f"{message}; {IN_PART}", path)
    raw = read_bytes(path)
    if not raw.strip():
        raise UnreadableError("is empty; there is nothing to read", path)
    by_sign = next((kind for sign, kind in SIGNS if raw.startswith(sign)), "")
    kind = FORMATS.get(path.suffix.lower()) or by_sign
    if not kind:
        known = ", ".join(sorted(suffix for suffix in FORMATS if suffix))
        raise UnreadableError(f"is of a format that is not read; save it as one of {known}", path)
    reader = importlib.import_module(f"{__name__}.{kind}")  # each loads a library of its own
    extract: Extract = reader.read(raw, path)
    if not extract.is_scan and not any(line.text for line in extract.lines):
        raise UnreadableError("holds no text that can be seen; there is nothing to read", path)
    return raw, extract, kind == "text_file"
