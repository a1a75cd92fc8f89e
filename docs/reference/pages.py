"""The templates: every text escaped, links to pages of the site, queries with linked terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from atgraph.graph.sparql import tokens
from atgraph.rdf.namespaces import ATGD, OURS, prefixes, shorten

from .content import Content
from .examples import title_of

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "de": "German",
    "it": "Italian",
    "ru": "Russian",
    "uk": "Ukrainian",
}


def environment(content: Content) -> Environment:
    """Return the templates with what they use."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "ref": _ref(content),
        "sparql": _sparql(content),
        "linked": _linked(content),
        "languages": LANGUAGES,
        "marked": marked,
    }
    made.filters |= {
        "short": lambda iri: shorten(iri).strip("<>"),
        "sentence": lambda text: text[:1].upper() + text[1:],
        "paragraphs": paragraphs,
    }
    return made


def _ref(content: Content) -> Callable[..., Markup]:
    @pass_context
    def ref(context: Context, value: str, text: str = "") -> Markup:
        """Return a value as a link to its page or outside, or as text if it is no address."""
        if value in content.addresses:
            return Markup('<a href="{}{}">{}</a>').format(
                context["root"], content.addresses[value], text or content.material.label(value)
            )
        if value.startswith(ATGD):
            return Markup("{}").format(title_of(content.material, value))
        if value.startswith(OURS):
            return Markup("<code>{}</code>").format(text or shorten(value).strip("<>"))
        if re.match(r"https?://[^\s<>\"]+$", value):
            return Markup('<a href="{}" rel="noreferrer external">{}</a>').format(
                value, text or shorten(value).strip("<>")
            )
        return escape(text or value)

    return ref


def _sparql(content: Content) -> Callable[..., Markup]:
    @pass_context
    def linked(context: Context, query: str) -> Markup:
        """Return a query with each term of the ontology and each concept linked to its page."""
        return Markup("").join(
            _token(content, token.kind, token.text, context["root"]) for token in tokens(query)
        )

    return linked


def _linked(content: Content) -> Callable[..., Markup]:
    @pass_context
    def linked(context: Context, text: str) -> Markup:
        """Return a text with each prefixed name in it linked to its page."""
        pieces = re.split(r"(\b[a-z]+:\w[\w-]*)", text)
        return Markup("").join(
            _token(content, "prefixed", piece, context["root"]) for piece in pieces
        )

    return linked


def _address(content: Content, name: str) -> str:
    prefix, _, local = name.partition(":")
    return (
        content.addresses.get(prefixes()[prefix] + local, "")
        if local and prefix in prefixes()
        else ""
    )


def _token(content: Content, kind: str, text: str, root: str) -> Markup:
    if kind == "prefixed" and (address := _address(content, text)):
        return Markup('<a href="{}{}">{}</a>').format(root, address, text)
    return (
        Markup('<span class="{}">{}</span>').format(kind, text)
        if kind in ("comment", "string")
        else escape(text)
    )


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a description: what is wrong and what to do stand apart."""
    return [
        " ".join(part.split())
        for part in re.split(r"\n\s*\n|\n(?=Problem:|Solution:)", text.strip())
        if part.strip()
    ]


def marked(line: str, key: str) -> Markup:
    """Return a line of a transcript with a key and its value marked."""
    found = (
        re.search(rf"(?<![\w-]){re.escape(key)}: (?:\[[^\]]*\]|\"[^\"]*\"|[^,}}]*)", line)
        if key
        else None
    )
    if not found:
        return escape(line)
    start, end = found.span()
    return Markup("{}<mark>{}</mark>{}").format(line[:start], line[start:end], line[end:])
