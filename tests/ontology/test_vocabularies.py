"""The vocabularies: words that mean one thing, translations, sources and published taxonomies.

Rules for every vocabulary are shapes (ontology/style/Concept.ttl) and checks (queries/checks).
"""

import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Literal, Namespace, URIRef

import mini
from shacl import read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology"
ATG = Namespace("https://w3id.org/atgraph/ontology#")
ATGV = Namespace("https://w3id.org/atgraph/vocab/")

OWN = sorted((FOLDER / "vocab").glob("*.ttl"))
PUBLISHED = sorted((FOLDER / "published").glob("*.ttl"))
GRAPHS = {path: read(path) for path in [*OWN, *PUBLISHED]}
SOURCE = ROOT / "data" / "programmes" / "osce-alliance-19-side-events" / "source.txt"

ROLES = [path for path in OWN if path.stem.endswith("-roles")]
TRANSLATED = [*ROLES, FOLDER / "vocab" / "statuses.ttl"]
LANGUAGES = {"de", "es", "fr", "it", "ru", "uk"}
MAPPINGS = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
SPOKEN = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
CITATION = re.compile(
    r"Side Events Programme of the 19th Alliance against Trafficking in Persons, "
    r".*, line (\d+): “(.*)”"
)

own, published, everything = read(*OWN), read(*PUBLISHED), read(*OWN, *PUBLISHED)
CONCEPTS = sorted(everything.subjects(RDF.type, SKOS.Concept))
SCHEMES = sorted(everything.subjects(RDF.type, SKOS.ConceptScheme))


def local(iri):
    return str(iri).removeprefix(str(ATGV))


def members(scheme):
    return set(everything.subjects(SKOS.inScheme, scheme))


def forms(concepts, *properties):
    """Return each form, its case folded, and the concepts that it means."""
    meant = defaultdict(set)
    for concept in concepts:
        for prop in properties:
            for form in everything.objects(concept, prop):
                meant[str(form).casefold()].add(local(concept))
    return meant


def test_there_is_something_to_test():
    assert CONCEPTS and SCHEMES and PUBLISHED
    assert {path.stem for path in ROLES} == {
        f"{kind}-roles"
        for kind in ("participation", "organizing", "membership", "involvement", "presentation")
    }


# --- concepts and schemes ---


def test_a_file_holds_one_scheme_and_the_concepts_that_it_defines():
    for path, graph in GRAPHS.items():
        scheme = ATGV[path.stem]
        assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
        assert graph.value(scheme, RDFS.label, any=False), scheme
        assert graph.value(scheme, SKOS.definition, any=False), scheme
        for concept in set(graph.subjects()) - {scheme}:
            assert (concept, RDF.type, SKOS.Concept) in graph, concept
            assert (concept, SKOS.inScheme, scheme) in graph, concept
            assert graph.value(concept, RDFS.isDefinedBy, any=False) == scheme, concept


def test_a_concept_stands_at_the_top_of_all_its_schemes_or_below_another_of_all_of_them():
    schemes = {c: set(everything.objects(c, SKOS.inScheme)) for c in CONCEPTS}
    top = {c: set(everything.objects(c, SKOS.topConceptOf)) for c in CONCEPTS}
    above = {c: set(everything.objects(c, SKOS.broader)) for c in CONCEPTS}

    assert [c for c in CONCEPTS if top[c] and (above[c] or top[c] != schemes[c])] == []
    assert [c for c in CONCEPTS if not top[c] and not above[c]] == []
    assert [(c, b) for c in CONCEPTS for b in above[c] if not schemes[c] <= schemes[b]] == []


def test_themes_are_the_concepts_that_are_called_theme():
    assert set(everything.subjects(RDF.type, ATG.Theme)) == {
        c for c in CONCEPTS if local(c).startswith("theme_")
    }


def test_a_scheme_holds_concepts_of_one_prefix():
    for scheme in SCHEMES:
        assert len(members(scheme)) > 1, scheme
        assert len({local(m).partition("_")[0] for m in members(scheme)}) == 1, scheme


def test_only_words_that_people_print_have_a_language():
    """The words of a published taxonomy stand as it has them, code names among them."""
    spoken = {
        o for p in (*SPOKEN, SKOS.definition, SKOS.scopeNote) for o in everything.objects(None, p)
    }

    assert {form.language for form in spoken} == LANGUAGES | {"en"}
    assert {form.language for form in everything.objects(None, SKOS.hiddenLabel)} == {None}


# --- words ---


def test_a_printed_form_means_one_concept_of_a_scheme_whatever_the_language():
    for scheme in SCHEMES:
        said = forms(members(scheme), *SPOKEN)
        assert {form: meant for form, meant in said.items() if len(meant) > 1} == {}, scheme


def test_a_theme_is_found_by_each_of_its_names():
    """People type the names of themes, whose facets they need not know."""
    themes = set(own.subjects(RDF.type, ATG.Theme))

    assert {form: meant for form, meant in forms(themes, *SPOKEN).items() if len(meant) > 1} == {}


def test_a_concept_says_each_form_once_a_language():
    said = Counter(
        (local(concept), str(form).casefold(), form.language)
        for prop in SPOKEN
        for concept, form in everything.subject_objects(prop)
    )

    assert [form for form, times in said.items() if times > 1] == []


OTHER_MEANING = (  # forms that documents print for something else
    ("statuses", "TBA", "en"),
    ("statuses", "N.N.", "de"),
    ("statuses", "уточняется", "ru"),
    ("participation-roles", "оппонент", "ru"),
    ("participation-roles", "опонент", "uk"),
    ("exploitation-forms", "debt bondage", "en"),
    ("exploitation-forms", "child marriage", "en"),
    ("exploitation-forms", "child soldiers", "en"),
    ("exploitation-forms", "sex trade", "en"),
    ("purposes", "restitution", "en"),
)


def test_a_form_that_means_something_else_is_no_name():
    assert {row: role(*row) for row in OTHER_MEANING if role(*row)} == {}


# --- translations ---


def test_every_role_is_translated_once_a_language():
    printed = LANGUAGES | {"en"}
    for graph in (GRAPHS[path] for path in TRANSLATED):
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            preferred = [o.language for o in graph.objects(concept, SKOS.prefLabel)]
            assert sorted(preferred) == sorted(LANGUAGES), concept
            assert {o.language for o in graph.objects(concept, SKOS.altLabel)} == printed, concept


def test_english_has_one_label_so_that_no_question_gives_a_row_twice():
    assert {o.language for o in everything.objects(None, SKOS.prefLabel)} == LANGUAGES


def test_words_are_in_the_letters_of_their_language():
    for language, foreign in {"ru": "a-zіїєґ'’", "uk": "a-zыэёъ"}.items():
        said = [str(o) for p in SPOKEN for o in own.objects(None, p) if o.language == language]
        assert len(said) > 100
        assert [form for form in said if re.search(f"[{foreign}]", form.lower())] == []
        assert [form for form in said if not re.search("[а-яієїґ]", form.lower())] == []


def test_other_languages_are_in_latin_letters():
    said = [str(o) for p in SPOKEN for o in own.objects(None, p) if o.language not in ("ru", "uk")]

    assert [form for form in said if re.search("[Ѐ-ӿ]", form)] == []


# Endings, letters and small words that one of the languages has and the other three have not.
MARKS = {
    "de": r"ß|\b(von|und|der|durch|mit|führt)\b|ung(en)?\b|schaft\b",
    "es": r"ñ|ción\b|ciones\b|\b(por|los|las|el|y)\b",
    "fr": r"[êœç]|\b(par|avec|du|sous|une)\b|\bl'(?=é)|eurs?\b|euses?\b",
    "it": r"zion[ei]\b|\b(di|della|dei|dello|degli|gli|il|è)\b",
}


def test_no_label_is_in_another_language_than_it_says():
    said = defaultdict(list)
    for prop in (SKOS.prefLabel, SKOS.altLabel):
        for form in own.objects(None, prop):
            said[form.language].append(str(form).lower())

    for language, marks in MARKS.items():
        marked = {
            other: [form for form in said[other] if re.search(marks, form)] for other in MARKS
        }
        assert len(marked.pop(language)) > 60, "the marks are those of the language"
        assert {other: forms for other, forms in marked.items() if forms} == {}, language


def role(scheme, form, language=None):
    """Return what a form means in a scheme, as a reader of documents would look it up."""
    said = [
        c
        for c in members(ATGV[scheme])
        for p in SPOKEN
        for o in own.objects(c, p)
        if str(o).casefold() == form.casefold() and o.language == language
    ]
    return local(said[0]) if said else None


UNDERSTOOD = (
    ("participation-roles", "Opening address", "en", "role_opening-address"),
    ("participation-roles", "Welcoming", "en", "role_welcoming"),
    ("participation-roles", "Moderator", "en", "role_moderator"),
    ("participation-roles", "Speakers", "en", "role_speaker"),
    ("participation-roles", "Panelists", "en", "role_panellist"),
    ("participation-roles", "Panellists", "en", "role_panellist"),
    ("participation-roles", "Tech Tool Demos", "en", "role_tool-demonstration"),
    ("participation-roles", "Welcome remarks", "en", "role_welcoming"),
    ("participation-roles", "animé par", "fr", "role_moderator"),
    ("participation-roles", "Intervenant·e", "fr", "role_speaker"),
    ("participation-roles", "Modera", "es", "role_moderator"),
    ("participation-roles", "Ponentes", "es", "role_speaker"),
    ("participation-roles", "Modera", "it", "role_moderator"),
    ("participation-roles", "Intervento di", "it", "role_speaker"),
    ("participation-roles", "Moderation", "de", "role_moderator"),
    ("participation-roles", "Begrüßung", "de", "role_welcoming"),
    ("participation-roles", "Модератор", "ru", "role_moderator"),
    ("participation-roles", "Ведущий", "ru", "role_moderator"),
    ("participation-roles", "Спикеры", "ru", "role_speaker"),
    ("participation-roles", "Модераторка", "uk", "role_moderator"),
    ("participation-roles", "Вітальне слово", "uk", "role_welcoming"),
    ("participation-roles", "Gastgeber", "de", "role_host"),
    ("participation-roles", "MC", "en", "role_master-of-ceremonies"),
    ("participation-roles", "durch das Programm führt", "de", "role_master-of-ceremonies"),
    ("organizing-roles", "organized by", "en", "role_organizes"),
    ("organizing-roles", "co-organized by", "en", "role_co-organizes"),
    ("organizing-roles", "organised jointly by", "en", "role_jointly"),
    ("organizing-roles", "co-hosted by", "en", "role_co-hosts"),
    ("organizing-roles", "co-sponsored by", "en", "role_sponsors"),
    ("organizing-roles", "funded by", "en", "role_funds"),
    ("organizing-roles", "in co-operation with", "en", "role_cooperates"),
    ("organizing-roles", "in partnership with", "en", "role_partners"),
    ("organizing-roles", "under the auspices of", "en", "role_auspices"),
    ("organizing-roles", "Организаторы", "ru", "role_organizes"),
    ("organizing-roles", "за підтримки", "uk", "role_supports"),
    ("organizing-roles", "con il patrocinio di", "it", "role_auspices"),
    ("organizing-roles", "con el patrocinio de", "es", "role_sponsors"),
    ("statuses", "à confirmer", "fr", "status_to-be-confirmed"),
    ("statuses", "angefragt", "de", "status_invited"),
)


def test_what_real_programmes_print_is_understood():
    assert [row for row in UNDERSTOOD if role(*row[:3]) != row[3]] == []


# What stands over and beside names in programmes of the UN, the OSCE, the EU and national
# ministries, by role and language.
PRINTED = {
    ("participation-roles", "role_moderator"): {
        "fr": "Modérateur; Modératrice; Modération",
        "es": "Moderador; Moderadora",
        "de": "Moderator; Moderatorin; moderiert von",
        "it": "Moderatore; Moderatrice",
        "ru": "Модератор",
        "uk": "Модератор; Модераторка",
    },
    ("participation-roles", "role_speaker"): {
        "fr": "Intervenants; Orateurs",
        "es": "Ponente; Oradores",
        "de": "Referent; Referentin; Redner",
        "it": "Relatore; Relatori",
        "ru": "Докладчик; Выступающие",
        "uk": "Доповідач; Спікери",
    },
    ("participation-roles", "role_panellist"): {
        "fr": "Panélistes",
        "es": "Panelistas",
        "de": "Podiumsteilnehmer; Panelisten",
        "it": "Panelisti",
        "ru": "Панелисты",
        "uk": "Панелісти",
    },
    ("participation-roles", "role_chair"): {
        "fr": "Président; Présidente",
        "es": "Presidente; Presidenta",
        "de": "Vorsitz; Vorsitzender; Vorsitzende",
        "it": "Presidente",
        "ru": "Председатель",
        "uk": "Голова",
    },
    ("participation-roles", "role_opening-remarks"): {
        "fr": "Remarques liminaires",
        "es": "Palabras de apertura",
        "de": "Eröffnungsworte",
        "it": "Parole di apertura",
        "ru": "Вступительное слово",
        "uk": "Вступне слово",
    },
    ("participation-roles", "role_closing-remarks"): {
        "fr": "Observations finales; Clôture",
        "es": "Palabras de clausura; Clausura",
        "de": "Schlusswort; Schlussworte",
        "it": "Conclusioni",
        "ru": "Заключительное слово",
        "uk": "Заключне слово",
    },
    ("participation-roles", "role_welcoming"): {
        "fr": "Mot de bienvenue",
        "es": "Bienvenida; Palabras de bienvenida",
        "de": "Begrüßung; Grußwort",
        "it": "Saluti istituzionali; Saluti di benvenuto",
        "ru": "Приветственное слово",
        "uk": "Вітальне слово",
    },
    ("participation-roles", "role_rapporteur"): {
        "fr": "Rapporteur; Rapporteure",
        "es": "Relator; Relatora",
        "de": "Berichterstatter; Berichterstatterin",
        "it": "Relatore generale",
    },
    ("participation-roles", "role_discussant"): {
        "fr": "Discutant; Discutante",
        "es": "Comentarista",
        "it": "Discussant",
        "ru": "Дискуссант",
    },
    ("participation-roles", "role_participant"): {
        "fr": "Participants; Liste des participants",
        "es": "Participantes; Lista de participantes",
        "de": "Teilnehmende; Teilnehmerliste",
        "it": "Partecipanti",
        "ru": "Участники; Список участников",
        "uk": "Учасники; Список учасників",
    },
    ("participation-roles", "role_keynote"): {
        "fr": "Discours principal; Orateur principal",
        "es": "Conferencia magistral",
        "de": "Hauptvortrag; Keynote",
    },
    ("organizing-roles", "role_organizes"): {
        "fr": "Organisé par; Organisateurs",
        "es": "Organizado por; Organizadores",
        "de": "Veranstalter; Veranstaltet von",
        "it": "Organizzato da; A cura di",
        "ru": "Организаторы; Организатор",
        "uk": "Організатори; Організатор",
    },
    ("organizing-roles", "role_co-organizes"): {
        "fr": "Co-organisé par",
        "es": "Coorganizado por",
        "de": "Mitveranstalter",
        "ru": "Соорганизаторы",
        "uk": "Співорганізатори",
    },
    ("organizing-roles", "role_auspices"): {
        "fr": "Sous l'égide de; Sous le patronage de; Sous les auspices de",
        "es": "Bajo los auspicios de",
        "de": "Unter der Schirmherrschaft von",
        "it": "Con il patrocinio di",
        "ru": "Под эгидой",
        "uk": "Під егідою; Під патронатом",
    },
    ("organizing-roles", "role_supports"): {
        "fr": "Avec le soutien de; Avec l'appui de",
        "es": "Con el apoyo de",
        "de": "Mit Unterstützung von; Unterstützt von",
        "it": "Con il sostegno di; Con il supporto di",
        "ru": "При поддержке",
        "uk": "За підтримки",
    },
    ("organizing-roles", "role_cooperates"): {
        "fr": "En coopération avec; En collaboration avec",
        "es": "En colaboración con; En cooperación con",
        "de": "In Zusammenarbeit mit; In Kooperation mit",
        "it": "In collaborazione con",
        "ru": "В сотрудничестве с",
        "uk": "У співпраці з",
    },
    ("organizing-roles", "role_funds"): {
        "fr": "Financé par",
        "es": "Financiado por",
        "de": "Gefördert von; Finanziert von",
        "it": "Finanziato da",
        "ru": "При финансовой поддержке",
    },
}


@pytest.mark.slow
def test_each_role_is_known_by_what_documents_of_other_languages_print():
    unknown = [
        (concept, form, language)
        for (scheme, concept), said in PRINTED.items()
        for language, forms_ in said.items()
        for form in forms_.split("; ")
        if role(scheme, form, language) != concept
    ]

    assert all(len(said) >= 3 for said in PRINTED.values())
    assert unknown == []


# --- sources ---


def test_what_is_cited_from_the_programme_stands_on_that_line():
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    cited = [
        m for o in everything.objects(None, DCTERMS.source) if (m := CITATION.fullmatch(str(o)))
    ]

    assert len(cited) > 80
    assert [m[0] for m in cited if m[2] not in lines[int(m[1]) - 1]] == []


def test_a_concept_without_a_document_says_so():
    """Their number may only fall: a document found takes the place of the sentence."""
    sources = {c: set(own.objects(c, DCTERMS.source)) for c in own.subjects(RDF.type, SKOS.Concept)}
    bare = {
        c: said
        for c, said in sources.items()
        if not any(isinstance(s, URIRef) or CITATION.fullmatch(s) for s in said)
    }
    common = {
        c: said
        for c, said in bare.items()
        if not all(s.startswith("Made for this graph") for s in said)
    }

    assert [
        local(c)
        for c, said in common.items()
        if not all(re.fullmatch("Common in .*; no document is named[.]", s) for s in said)
    ] == []
    assert 0 < len(common) <= 21


# --- published taxonomies ---


def test_a_published_taxonomy_names_its_page_and_is_no_vocabulary_of_the_data():
    for path in PUBLISHED:
        graph, pages = GRAPHS[path], set(GRAPHS[path].objects(ATGV[path.stem], DCTERMS.source))
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            assert set(graph.objects(concept, DCTERMS.source)) <= pages, concept
            assert local(concept).startswith(f"{path.stem}_"), concept
            assert len(list(graph.objects(concept, SKOS.hiddenLabel))) <= 1, concept
        assert (None, RDF.type, ATG.Theme) not in graph, path.stem
        assert not {SKOS.altLabel, SKOS.prefLabel, *MAPPINGS} & set(graph.predicates()), path.stem


def test_a_published_taxonomy_has_counterparts_here():
    targets = {o for p in MAPPINGS for o in own.objects(None, p)}
    concepts = {path.stem: set(GRAPHS[path].subjects(RDF.type, SKOS.Concept)) for path in PUBLISHED}

    assert [name for name, found in concepts.items() if len(found & targets) < 2] == []


def test_mappings_lead_from_own_concepts_to_published_ones():
    targets = {o for p in MAPPINGS for o in everything.objects(None, p)}

    assert targets <= set(published.subjects(RDF.type, SKOS.Concept))
    assert SKOS.exactMatch not in set(everything.predicates()), (
        "a published word is never quite the same as one of these"
    )
    assert len(set(own.subjects(SKOS.closeMatch))) > 40


def test_a_concept_is_mapped_to_another_in_one_way():
    ways = [(s, o) for p in MAPPINGS for s, o in everything.subject_objects(p)]

    assert len(ways) == len(set(ways))


def test_a_published_word_is_close_to_one_concept():
    """Two close ones would be close to each other, and should be one."""
    close = defaultdict(set)
    for concept, target in own.subject_objects(SKOS.closeMatch):
        close[local(target)].add(local(concept))

    assert {target: concepts for target, concepts in close.items() if len(concepts) > 1} == {}


WIDER, OTHER_KIND, NOT_HERE = (
    "theirs is wider",
    "theirs is of another kind",
    "nothing here is about it",
)
NOT_CLOSE = {
    "anti-slavery-map_court": "theirs is narrower",
    "anti-slavery-map_database": NOT_HERE,
    "anti-slavery-map_foi": NOT_HERE,
    "anti-slavery-map_justicegov": OTHER_KIND,
    "cmac-tools_government-and-law-enforcement": WIDER,
    "ctdc-exploitation_other-exploitation": NOT_HERE,
    "ctdc-exploitation_sex-and-labour": OTHER_KIND,
    "gmsd-providers_government-entity": WIDER,
    "gmsd-providers_indirect-services": NOT_HERE,
    "gmsd-providers_lgbtq-services": NOT_HERE,
    "heiss-survey_adults": NOT_HERE,
    "heiss-survey_children": OTHER_KIND,
    "heiss-survey_prevention-and-education": WIDER,
    "heiss-survey_prosecutions-and-legal-issues": WIDER,
    "htresearch-types_education": WIDER,
    "htresearch-types_government": WIDER,
    "htresearch-types_prevention": OTHER_KIND,
    "htresearch-types_prosecution": OTHER_KIND,
    "htresearch-types_protection": OTHER_KIND,
    "osce-pillars_cooperation-with-external-partners": OTHER_KIND,
    "osce-technology-areas_artificial-intelligence-and-data": WIDER,
}


def test_each_published_word_is_close_to_a_concept_or_is_known_not_to_be():
    close = {local(o) for o in own.objects(None, SKOS.closeMatch)}
    pointed_to = {local(o) for p in MAPPINGS for o in own.objects(None, p)}
    words_ = {local(c) for c in published.subjects(RDF.type, SKOS.Concept)}

    assert words_ - close == set(NOT_CLOSE)
    assert words_ - pointed_to == {word for word, reason in NOT_CLOSE.items() if reason == NOT_HERE}


# lists that are told of, but that nobody of this project has read: act, means and purpose of the
# Palermo Protocol, fields of action of a report
UNREAD = (
    "act",
    "means",
    "purpose",
    "supply chain management",
    "data trends and mapping",
    "data trends & mapping",
    "corporate risk identification",
    "worker engagement",
    "worker empowerment",
    "worker engagement and empowerment",
    "victim case management",
    "case management",
    "ethical shopping",
    "payment security",
    "identity and privacy",
    "privacy and security",
    "privacy",
)


def test_words_of_lists_that_nobody_has_read_stay_out():
    assert not set(UNREAD) & set(forms(CONCEPTS, *SPOKEN, SKOS.hiddenLabel))


COUNTERPARTS = (
    ("theme_blockchain", SKOS.closeMatch, "osce-technology-areas_blockchain-technology"),
    (
        "theme_big-data-analysis",
        SKOS.broadMatch,
        "osce-technology-areas_artificial-intelligence-and-data",
    ),
    ("theme_organ-removal", SKOS.closeMatch, "ctdc-exploitation_organ-removal"),
    ("theme_partnership", SKOS.closeMatch, "osce-pillars_partnerships"),
    ("organization-type_civil-society", SKOS.closeMatch, "htresearch-types_ngo"),
    ("theme_law-enforcement-users", SKOS.closeMatch, "osce-tat-report_law-enforcement"),
)


def test_own_concepts_point_to_the_words_of_others():
    triples = [(ATGV[concept], mapping, ATGV[target]) for concept, mapping, target in COUNTERPARTS]

    assert [triple for triple in triples if triple not in own] == []


def test_the_words_of_each_published_taxonomy_are_those_of_its_source_and_no_others():
    """published.tsv was compared with the sources: nothing invented, lost or changed."""
    header, *rows = (
        line.split("\t")
        for line in (Path(__file__).parent / "published.tsv")
        .read_text(encoding="utf-8")
        .splitlines()[1:]
    )
    assert header == ["taxonomy", "concept", "below", "printed", "words", "source"]

    found = []
    for concept in set(published.subjects(RDF.type, SKOS.Concept)):
        taxonomy, _, name = local(concept).partition("_")
        below, printed = (
            published.value(concept, SKOS.broader, default=""),
            published.value(concept, SKOS.hiddenLabel),
        )
        said = printed or published.value(concept, RDFS.label)
        row = [
            taxonomy,
            name,
            local(below).partition("_")[2],
            "yes" if printed else "no",
            str(said),
            str(published.value(concept, DCTERMS.source, any=False)),
        ]
        found.append(row)
    assert {row[0] for row in rows} == {path.stem for path in PUBLISHED}
    assert sorted(found) == sorted(rows)


def test_the_words_of_a_source_are_kept_as_it_has_them():
    assert set(published.objects(ATGV["ctdc-exploitation_forced-labour"], SKOS.hiddenLabel)) == {
        Literal("isForcedLabour")
    }
    assert set(published.objects(ATGV["osce-pillars_prosecution"], SKOS.hiddenLabel)) == {
        Literal("Prosecution, including investigation and adjudication")
    }


# --- what is told of a broken vocabulary ---


@pytest.fixture
def home(tmp_path):
    """The folders that the command line reads, the ontology a copy to break."""
    for name in ("queries", "viz"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(FOLDER, tmp_path / "ontology")
    mini.copy_data(tmp_path)
    return tmp_path


def check(home):
    """Return the problems, a line each."""
    run = mini.atgraph("build", "--store", home / "store", ATGRAPH_HOME=str(home))
    assert run.code == 1
    return run.lines


def line_of(path, concept):
    return path.read_text(encoding="utf-8").splitlines().index(f"atgv:{concept}") + 1


@pytest.mark.slow
def test_a_cyclic_scheme_is_told_in_one_message_with_file_and_line(home):
    path = home / "ontology" / "vocab" / "technologies.ttl"
    mini.change(
        path,
        "skos:topConceptOf atgv:technologies .",
        "skos:broader atgv:theme_facial-recognition .",
    )

    circles = [line for line in check(home) if "concept-within-itself" in line]

    assert len(circles) == 1
    place = f"{path}:{line_of(path, 'theme_artificial-intelligence')}: "
    assert circles[0].startswith(
        place + "A concept is broader than itself: "
        "concept atgv:theme_artificial-intelligence, through atgv:theme_technology;"
    )


@pytest.mark.slow
def test_two_circles_are_told_apart(home):
    path = home / "ontology" / "vocab" / "technologies.ttl"
    mini.change(
        path, "skos:topConceptOf atgv:technologies .", "skos:broader atgv:theme_technology ."
    )
    path = home / "ontology" / "vocab" / "purposes.ttl"
    text = path.read_text(encoding="utf-8")
    block = text[
        text.index("atgv:theme_identification\n") : text.index("atgv:theme_victim-identification\n")
    ]
    mini.change(
        path,
        block,
        block.replace(
            "skos:topConceptOf atgv:purposes", "skos:broader atgv:theme_victim-identification"
        ),
    )

    told = check(home)

    assert [
        re.search(r"concept (\S+), through (\S+);", line).groups()
        for line in told
        if "concept-within-itself" in line
    ] == [
        ("atgv:theme_identification", "atgv:theme_victim-identification"),
        ("atgv:theme_technology", "atgv:theme_technology"),
    ]
    assert all("concept-within-itself" in line or not line.startswith(str(home)) for line in told)


@pytest.mark.slow
def test_a_lost_taxonomy_is_told_where_it_is_pointed_to(home):
    (home / "ontology" / "published" / "osce-technology-areas.ttl").unlink()
    path = home / "ontology" / "vocab" / "technologies.ttl"

    told = [line for line in check(home) if "mapping-into-nowhere" in line]

    assert any(
        line.startswith(f"{path}:{line_of(path, 'theme_geolocation')}: ")
        and "atgv:osce-technology-areas_geolocation" in line
        for line in told
    )
