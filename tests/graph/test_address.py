"""Addresses of servers: which are taken, which hold a secret, and who asks."""

from __future__ import annotations

import pytest

from atgraph.errors import EndpointError
from atgraph.graph.endpoint.address import Credentials, check_address, without_secret


@pytest.mark.parametrize(
    "url",
    [
        "http://h/sparql",
        "https://h/sparql",
        "HTTPS://h",
        "http://h:1/",
        "http://[::1]:7878/query?a=b",
        "http://h/a@b",
        "http://h/?mail=a@b",
    ],
)
def test_address_of_a_server_is_taken_as_it_is(url: str) -> None:
    assert check_address(url) == url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "is empty"),
        (" \t", "is empty"),
        ("http://h:0/", "is not an address"),
        ("http://h:65536/", "is not an address"),
        ("http://:80/", "is not an address"),
        ("htt://h/", "is not an address"),
        ("h/sparql", "is not an address"),
        ("http://h/a b", "is not an address"),
        ("http://h/a\x7f", "is not an address"),
        ("http://h/a\x9f", "is not an address"),
        ("http://h/\x00", "is not an address"),
        ("http://me@h/", "holds a user or password"),
        ("http://@h/", "holds a user or password"),
        ("http://h/#part", "part after #"),
    ],
)
def test_address_of_no_server_or_with_a_secret_is_refused(url: str, words: str) -> None:
    with pytest.raises(EndpointError, match=words):
        check_address(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:hush@h/sparql", "http://h/sparql"),
        ("http://a@b:hush@h", "http://h"),
        ("http://@h/", "http://h/"),
        ("http://h/a@b", "http://h/a@b"),
        ("http://h?a@b", "http://h?a@b"),
        ("http://h#a@b", "http://h#a@b"),
        ("from http://a:b@c/ to http://d:e@f/", "from http://c/ to http://f/"),
    ],
)
def test_what_stands_before_an_at_in_a_host_is_not_shown(url: str, shown: str) -> None:
    assert without_secret(url) == shown


@pytest.mark.parametrize(
    ("user", "password", "found"),
    [("me", "hush", Credentials("me", "hush")), ("", "", None), (None, None, None)],
)
def test_user_and_password_are_those_of_the_environment(
    user: str | None, password: str | None, found: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ATGRAPH_USER", user), ("ATGRAPH_PASSWORD", password)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)

    assert Credentials.read() == found


@pytest.mark.parametrize(
    ("there", "missing"),
    [("ATGRAPH_USER", "ATGRAPH_PASSWORD"), ("ATGRAPH_PASSWORD", "ATGRAPH_USER")],
)
def test_user_without_password_and_password_without_user_are_refused(
    there: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing, raising=False)
    monkeypatch.setenv(there, "x")

    with pytest.raises(EndpointError, match=f"^{there} is set without {missing};"):
        Credentials.read()
