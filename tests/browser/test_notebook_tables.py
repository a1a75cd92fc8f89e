"""The table of an answer in a notebook, in a real browser: hostile words stay words."""

from pyoxigraph import Literal, Quad, Store
from selenium.webdriver.common.by import By
from test_map_page import PAYLOADS

import mini
from atgraph.api import KnowledgeGraph
from atgraph.rdf.namespaces import graph

QUESTIONS = ["claims", "events", "partnerships", "parts-by-status", "sources", "contradictions"]


def spoilt():
    """The mini programme for each payload: it is around each text of a source or curator."""
    store, texts = Store(), []
    for quad in mini.graph().store:
        value = quad.object
        is_text = isinstance(value, Literal) and value.datatype.value.endswith("#string")
        if is_text and quad.graph_name != graph("ontology"):
            texts.append(quad)
        else:
            store.add(quad)
    for words in PAYLOADS:
        spoilt = [
            Quad(q.subject, q.predicate, Literal(words + q.object.value + words), q.graph_name)
            for q in texts
        ]
        store.extend(spoilt)
        yield KnowledgeGraph(store)
        for quad in spoilt:
            store.remove(quad)


def test_hostile_words_stay_words(open_page):
    """All payloads on one page: what one of them hides or makes, the others do not."""
    tables = []
    for kg in spoilt():
        answers = [kg.ask(name) for name in QUESTIONS]
        assert all(answers)
        tables += [answer._repr_html_() for answer in answers]

    page = open_page(
        "<!DOCTYPE html><meta charset=utf-8><title>A notebook</title>"
        + "".join(f"<div class=of>{table}</div>" for table in tables)
    )
    page.js("document.querySelectorAll('summary').forEach((summary) => summary.click())")
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
    texts = page.js("return [...document.querySelectorAll('.of')].map((e) => e.textContent)")
    assert len(texts) == len(PAYLOADS) * len(QUESTIONS) == 120
    for n, words in enumerate(PAYLOADS):
        own = texts[n * len(QUESTIONS) : (n + 1) * len(QUESTIONS)]
        assert words.strip() in "".join(own), words


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
