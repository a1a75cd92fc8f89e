"""In which of the forms that there are an answer is given (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

NONE: Mapping[str, str] = MappingProxyType({})


def accepted(request: Request, forms: Mapping[str, str], also: Mapping[str, str] = NONE) -> str:
    """Return the form that a request takes best; where it takes none, it is a status of 406.

    Args:
        request: whose Accept is read.
        forms: form → its media type; the first is given where anything is taken.
        also: other media type → the form that it stands for.
    """
    wanted = parse_accept_header(request.headers.get("accept"), MIMEAccept)
    types = {media: form for form, media in forms.items()}
    others = {"application/xhtml+xml": "html", **also}
    types |= {media: form for media, form in others.items() if form in forms}
    best = wanted.best_match(types) if wanted else next(iter(types))
    if best is None:
        why = f"What is here can be had as {', '.join(forms.values())}, and as nothing else."
        raise HTTPException(406, why, {"vary": "accept"})
    return types[best]
