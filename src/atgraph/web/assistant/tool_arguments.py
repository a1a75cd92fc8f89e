"""What each tool takes: no more than it names, each with what it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1, max_length=300)]
Most = Annotated[int, Field(ge=1, le=500, description="How many rows at most.")]


class Arguments(BaseModel):
    """What a tool takes: no more than it names."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SearchArguments(Arguments):
    """What `search` takes."""

    words: Words = Field(description="Words; in quotation marks those that stand together.")
    most: Most = 20


class ShowArguments(Arguments):
    """What `show` takes."""

    name: Words = Field(description="A name, acronym, or address as atgd:organization_osce.")
    most: Most = 100


class QuestionsArguments(Arguments):
    """What `list_questions` takes."""

    words: str = Field("", max_length=300, description="Everyday words; without them all are given")


class AskArguments(Arguments):
    """What `ask` takes."""

    question: Words = Field(description="The name of a question, from list_questions.")
    parameters: dict[str, str] = Field(
        default_factory=dict,
        max_length=20,
        description="Parameter → value, as people type it: a name, a date as 2019-04-08, a word.",
    )
    most: Most = 50


class PartnersArguments(Arguments):
    """What `find_partners` takes."""

    organization: Words = Field(description="A name or acronym.")
    most: Most = 50


class IntroductionsArguments(Arguments):
    """What `find_introductions` takes."""

    organization: Words = Field(description="Who wants to be introduced: a name or acronym.")
    other: Words = Field(description="To whom: a name or acronym.")
    most: Most = 20


class SuggestionsArguments(Arguments):
    """What `suggest_partners` takes."""

    organization: Words = Field(description="A name or acronym.")
    theme: str = Field("", max_length=300, description="Only who has to do with this theme.")
    country: str = Field("", max_length=2, description="Only of this country: its two letters.")
    most: Annotated[int, Field(ge=1, le=50, description="How many bodies at most.")] = 10


class SparqlArguments(Arguments):
    """What `sparql` takes."""

    query: str = Field(
        min_length=1,
        max_length=20_000,
        description="SELECT, ASK, CONSTRUCT or DESCRIBE of SPARQL 1.1; the prefixes atg: atgd:"
        " atgv: rdfs: skos: schema: need no declaration. It reaches no other server.",
    )
    most: Most = 100
