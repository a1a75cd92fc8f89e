"""Names as ids, and texts as YAML scalars."""

from __future__ import annotations

import re
import unicodedata

PLAIN = re.compile(r"[\w(][\w ().’/+&-]*")


def scalar(text: str) -> str:
    """Return a text as YAML writes it, in quotation marks where it must be."""
    return (
        text
        if PLAIN.fullmatch(text) and text.lower() not in ("no", "yes", "true", "false", "null")
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def slug(name: str) -> str:
    """Return a name in small letters and hyphens."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c)
    )
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "…"


def kind_of(kind: str) -> str:
    """Return how the ids of a class begin."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower()
