"""The words that people decide with."""

import pytest

from forms.answers import folded
from forms.decisions import DECISIONS, EDITED, FIRST, About, decide, options_of, title_of
from forms.tabs.attention import ATTENTION
from forms.tabs.columns import DECISION, Tab
from forms.tabs.organisation import ORGANISATION_TABS
from forms.words import Language

WORDS = """
application new Nauja
application interview Kviesti į pokalbį
application accepted Priimta
application waiting Laukia eilėje
application declined Atsisakyta
application withdrawn Atsiėmė
review received Gauta
review approved Patvirtinta
review rejected Atmesta
ambassador active Aktyvus
ambassador paused Pristabdęs
ambassador left Išėjęs
pair same Tas pats
pair different Skirtingi
errand done Atlikta
errand restore Grąžinti eilutę
letter hold Sulaikyti
letter release Leisti
letter resend Siųsti dar kartą
release organisation Patvirtino organizacija
release institute Patvirtino Institutas
release ministry Perduota ministerijai
"""


def test_decisions_are_those_described() -> None:
    assert [f"{about} {one.code} {one.title.lt}" for about in About for one in DECISIONS[about]] == (
        WORDS.strip().splitlines()
    )
    assert EDITED.both() == ("Pakeista", "Edited")


@pytest.mark.parametrize("about", About)
def test_decision_is_known_by_its_word_in_both_languages_and_its_code(about: About) -> None:
    for one in DECISIONS[about]:
        for word in (one.code, *one.title.both()):
            assert [decide(about, text) for text in (word, word.upper(), f" {word}. ")] == [one.code] * 3
        assert [title_of(about, one.code, language) for language in Language] == list(one.title.both())


def test_empty_cell_is_no_decision_and_another_word_is_none_of_the_list() -> None:
    for about in About:
        assert (decide(about, ""), decide(about, "gal"), decide(about, "Pakeista")) == ("", None, None)
        assert (title_of(about, "", Language.LT), title_of(about, "gal", Language.LT)) == ("", "")
    assert decide(About.REVIEW, "Priimta") is None


def test_words_of_one_list_differ() -> None:
    for about in About:
        names = [folded(word) for one in DECISIONS[about] for word in {one.code, *one.title.both()}]
        assert len(set(names)) == len({(name, decide(about, name)) for name in names})
        assert len({decide(about, name) for name in names}) == len(DECISIONS[about])
        assert options_of(about, Language.EN) == tuple(one.title.en for one in DECISIONS[about])


def test_first_decisions_are_of_their_lists() -> None:
    assert {about: decide(about, code) for about, code in FIRST.items()} == dict(FIRST)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tab", [tab for tab in ORGANISATION_TABS if tab.about], ids=lambda tab: tab.key)
def test_drop_down_of_a_tab_offers_the_words_of_its_decisions(tab: Tab, language: Language) -> None:
    assert tab.about is not None
    assert tab.column(DECISION).look(language).options == options_of(tab.about, language)


def test_drop_down_of_needs_attention_offers_each_word_once() -> None:
    for language in Language:
        options = ATTENTION.column(DECISION).look(language).options
        assert len(set(map(folded, options))) == len(options)
