"""The table of an answer in a notebook, in a real browser: hostile words stay words."""

import pytest
from pyoxigraph import Literal, Quad, Store
from selenium.webdriver.common.by import By
from test_map_page import PAYLOADS

import mini
from atgraph.api import KnowledgeGraph
from atgraph.rdf.namespaces import graph

QUESTIONS = ["claims", "events", "partnerships", "parts-by-status", "sources", "contradictions"]


def spoilt(words):
    """The mini programme, some words around each text that a source or curator could bring in."""
    store = Store()
    for quad in mini.graph().store:
        value = quad.object
        if (
            isinstance(value, Literal)
            and value.datatype.value.endswith("#string")
            and quad.graph_name != graph("ontology")
        ):
            value = Literal(words + value.value + words)
        store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return KnowledgeGraph(store)


@pytest.mark.parametrize("words", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_words_stay_words(open_page, words):
    kg = spoilt(words)
    answers = [kg.ask(name) for name in QUESTIONS]
    assert all(answers)

    page = open_page(
        "<!DOCTYPE html><meta charset=utf-8><title>A notebook</title>"
        + "".join(a._repr_html_() for a in answers)
    )
    for summary in page.driver.find_elements(By.TAG_NAME, "summary"):
        page.js("arguments[0].click()", summary)
    messages, requests = page.told()
    elements = {
        name.lower()
        for name in page.js(
            "return [...new Set([...document.body.querySelectorAll('*')].map((e) => e.tagName))]"
        )
    }

    assert page.js("return window.__pwn") is None
    assert (messages, [url for url in requests if not url.startswith("data:")]) == (
        [],
        [page.driver.current_url],
    )
    assert elements == {
        "div",
        "table",
        "caption",
        "thead",
        "tr",
        "th",
        "tbody",
        "td",
        "details",
        "summary",
        "ul",
        "li",
        "p",
    }
    assert words.strip() in page.js("return document.body.textContent")


def test_the_words_of_a_row_open_with_a_click(open_page):
    answer = KnowledgeGraph(mini.graph().store).ask("claims")
    page = open_page(answer._repr_html_())
    details = page.driver.find_element(By.TAG_NAME, "details")
    quote = str(answer.evidence[0][0])

    assert quote not in details.text
    details.find_element(By.TAG_NAME, "summary").click()
    assert " ".join(quote.split()) in " ".join(details.text.split())


def test_a_table_says_what_it_answers_and_names_its_columns(open_page):
    answer = KnowledgeGraph(mini.graph().store).ask("claims")
    page = open_page(answer._repr_html_())

    assert page.driver.find_element(By.TAG_NAME, "caption").text == answer.question.summary
    assert [th.text for th in page.driver.find_elements(By.CSS_SELECTOR, 'th[scope="col"]')] == [
        *answer.shown,
        "evidence",
    ]
