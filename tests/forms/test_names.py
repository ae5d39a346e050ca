import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.contacts.declension import base_forms
from forms.contacts.names import FullName, compatible, readings, split_name
from forms.contacts.normalise import fold
from forms.contacts.surnames import same_surname, surname_stems

WORDS = (
    "Jonas Ona J. Simonas Simona Petraitis Petraitienė Petrautis Kazlauskaitė-Butkienė PETRAITYTĖ Petraite Smith Anna"
)
WRITTEN = st.lists(st.sampled_from([*WORDS.split(), "Rita", "Margarita", "dr.", "", "-", "Lee"]), max_size=4).map(
    " ".join
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Žydrūnė  ŠČIUKAITĖ", "zydrune sciukaite"),
        ("Kazlauskaitė-Petrauskienė", "kazlauskaite petrauskiene"),
        ("  „Atviras“ centras. ", "atviras centras"),
        ("Łukasz Strauß", "lukasz strauss"),
        ("", ""),
        ("...", ""),
    ],
)
def test_fold_drops_case_diacritics_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_of_folded_text_is_that_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Jonas Petraitis", ("jonas",), ("petraitis",)),
        ("Petraitis Jonas", ("jonas",), ("petraitis",)),
        ("Petraitis, Jonas", ("jonas",), ("petraitis",)),
        ("JONAS PETRAITIS", ("jonas",), ("petraitis",)),
        ("dr. Jonas Petraitis", ("jonas",), ("petraitis",)),
        ("Jonas Jurgis Petraitis-Kazlauskas", ("jonas", "jurgis"), ("petraitis", "kazlauskas")),
        ("Petraitis – Kazlauskas Jonas Jurgis", ("jonas", "jurgis"), ("petraitis", "kazlauskas")),
        ("Ona Kazlauskaitė Petrauskienė", ("ona",), ("kazlauskaite", "petrauskiene")),
        ("J. Petraitis", ("j",), ("petraitis",)),
        ("Petraitis J.", ("j",), ("petraitis",)),
        ("J.Petraitis", ("j",), ("petraitis",)),
        ("Jonas P.", ("jonas",), ("p",)),
        ("Jonas", ("jonas",), ()),
        ("Petraitis", (), ("petraitis",)),
        ("", (), ()),
    ],
)
def test_name_is_split_into_first_names_and_surnames(
    written: str, first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    assert split_name(written) == FullName(first, last)


def test_name_of_unknown_words_may_stand_either_way() -> None:
    assert readings("Wei Zhang") == (FullName(("wei",), ("zhang",)), FullName(("zhang",), ("wei",)))


@pytest.mark.parametrize(
    "family",
    [
        ("petraitis", "petraitiene", "petraityte", "petraite"),
        ("kazlauskas", "kazlauskiene", "kazlauskaite", "kazlauske"),
        ("butkus", "butkiene", "butkuviene", "butkute", "butke"),
        ("stankevicius", "stankeviciene", "stankeviciute", "stankevice"),
        ("gaidys", "gaidiene", "gaidyte", "gaide"),
        ("sarka", "sarkiene", "sarkaite"),
        ("ivanov", "ivanova"),
        ("kowalski", "kowalska"),
    ],
)
def test_forms_of_one_surname_have_a_stem_in_common(family: tuple[str, ...]) -> None:
    assert frozenset.intersection(*map(surname_stems, family)) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [("petraitis", "petrauskas"), ("kazlauskas", "kazlaviciene"), ("petras", "petrius"), ("butkus", "butkevicius")],
)
def test_different_surnames_are_different(one: str, other: str) -> None:
    assert not same_surname(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jonas Petraitis", "PETRAITIS JONAS"),
        ("Rūta Žukauskaitė", "Ruta Zukauskaite"),
        ("Jonas Petraitis", "J. Petraitis"),
        ("Jonas Petraitis", "Jonas"),
        ("Jonas Petraitis", "Petraitis"),
        ("Jonas Petraitis", ""),
        ("Jonas Jurgis Petraitis", "Jonas Petraitis"),
        ("Jonas Petraitis", "Jonas Petratis"),
        ("Jonas Petraitis", "Jonas Pertaitis"),
        ("Mindaugas Petraitis", "Mindugas Petraitis"),
        ("Ona Kazlauskaitė", "Ona Kazlauskienė"),
        ("Ona Kazlauskaitė", "Ona Kazlauskaitė-Petrauskienė"),
        ("Ona Petrauskienė", "Ona Kazlauskaitė-Petrauskienė"),
        ("Ona Petrauskienė", "Petrauskė Ona"),
        ("Kęstas Petraitis", "Kęstutis Petraitis"),
        ("Anna Smith", "Smith Anna"),
        ("Wei Zhang", "Zhang Wei"),
    ],
)
def test_names_one_person_may_write_are_compatible(one: str, other: str) -> None:
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jonas Petraitis", "Ona Petraitienė"),
        ("Jonas Petraitis", "Ona"),
        ("Simonas Petraitis", "Simona Petraitienė"),
        ("Darius Petraitis", "Marius Petraitis"),
        ("Audrius Petraitis", "Andrius Petraitis"),
        ("Algimantas Petraitis", "Algirdas Petraitis"),
        ("Mantas Petraitis", "Mantvydas Petraitis"),
        ("Rita Petraitienė", "Rima Petraitienė"),
        ("Jonas Petraitis", "Jonas Kazlauskas"),
        ("Ona Kazlauskaitė", "Ona Petrauskienė"),
        ("Jonas Jurgis Petraitis", "Jonas Petras Petraitis"),
        ("J. Petraitis", "Ona Petraitytė"),
        ("Jonas", "Petraitis"),
        ("Anna Smith", "John Smith"),
        ("Jonas Petras", "Jonas Petrius"),
        ("Mindugas Petraitis", "Mindaugas Petratis"),
    ],
)
def test_names_of_two_people_are_not_compatible(one: str, other: str) -> None:
    assert not compatible(one, other)
    assert not compatible(other, one)


@given(WRITTEN, WRITTEN)
def test_compatibility_does_not_depend_on_which_name_comes_first(one: str, other: str) -> None:
    assert compatible(one, other) == compatible(other, one)
    assert compatible(one, one.upper())


@pytest.mark.parametrize(
    ("declined", "nominative"),
    [
        ("Jono", "jonas"),
        ("Jonui", "jonas"),
        ("Joną", "jonas"),
        ("Jonu", "jonas"),
        ("Petraičio", "petraitis"),
        ("Petraičiui", "petraitis"),
        ("Petraitį", "petraitis"),
        ("Petraičiu", "petraitis"),
        ("Gaidžio", "gaidys"),
        ("Gaidžiu", "gaidys"),
        ("Džiugo", "dziugas"),
        ("Sauliaus", "saulius"),
        ("Saulių", "saulius"),
        ("Sauliumi", "saulius"),
        ("Butkaus", "butkus"),
        ("Butkumi", "butkus"),
        ("Onos", "ona"),
        ("Onai", "ona"),
        ("Oną", "ona"),
        ("Eglės", "egle"),
        ("Eglei", "egle"),
        ("Petraitienės", "petraitiene"),
        ("Stankevičių", "stankevicius"),
        ("Stankevičiaus", "stankevicius"),
        ("Jonas", "jonas"),
    ],
)
def test_declined_name_leads_to_its_nominative(declined: str, nominative: str) -> None:
    assert nominative in base_forms(declined)
