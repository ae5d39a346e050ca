"""Who is one person, as a coordinator meets it: joined unasked, asked about, said, and undone weeks later."""

from pathlib import Path

import pytest

from forms.cells import Cell
from tests.flows.stage import APPLICATION, REPORT, Application, EventReport, Stage

OTHER: dict[str, Cell] = {**APPLICATION, "stamp": "2023-04-09 11:00:00"}
"""An application by the same Jonas Petraitis."""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def apply_twice(stage: Stage, **other: Cell) -> tuple[str, str]:
    """Bring in two applications a night apart, and return the contacts of the two."""
    stage.answer(Application, APPLICATION)
    stage.night()
    stage.answer(Application, {**OTHER, **other})
    stage.night()
    one, two = (str(row["Kontaktas"]) for row in stage.table("Paraiškos").values())
    return one, two


def contacts(stage: Stage) -> list[str]:
    """Return the contacts of the applications, in their order."""
    return [str(row["Kontaktas"]) for row in stage.table("Paraiškos").values()]


def test_person_who_applied_twice_is_one_contact_and_parted_by_a_word_in_its_row(stage: Stage) -> None:
    one, two = apply_twice(stage, phone="8 699 99999", first_name="Petraitis", last_name="Jonas")
    assert one == two

    stage.decide("Kontaktai", one, "Skirtingi")
    stage.night()
    parted = contacts(stage)
    for _ in range(2):
        stage.night()

    assert len(set(parted)) == 2
    assert one in parted
    assert contacts(stage) == parted
    assert not any("applied" in str(row["Kas negerai"]) for row in stage.table("Paraiškos").values())


def test_parting_is_taken_back_in_the_row_that_came_of_it(stage: Stage) -> None:
    one, _ = apply_twice(stage, phone="8 699 99999", first_name="Petraitis", last_name="Jonas")
    stage.decide("Kontaktai", one, "Skirtingi")
    stage.night()
    (other,) = set(contacts(stage)) - {one}

    stage.decide("Kontaktai", one, "Tas pats")
    stage.decide("Kontaktai", other, "Tas pats")
    stage.night()

    assert set(contacts(stage)) == {one}
    assert stage.table("Kontaktai")[other]["Tas pats kaip"] == one


def test_two_contacts_called_the_same_are_parted_weeks_later_with_their_own_edits(stage: Stage) -> None:
    married: dict[str, Cell] = {"last_name": "Žukas", "phone": "8 699 99999", "municipality": "Kauno m. sav."}
    one, two = apply_twice(stage, **married)
    if one == two:
        pytest.fail("another surname and phone at one mailbox must be asked about, or this test tells nothing")
    pair = next(key for key in stage.table("Reikia dėmesio") if key.endswith("/same_person"))
    stage.decide("Reikia dėmesio", pair, "Tas pats")
    stage.night()
    joined = contacts(stage)

    grid = stage.book.sheets[Application.tab.lt]
    grid[2][grid[0].index("Telefonas")] = "8 655 55555"
    for _ in range(14):
        stage.night()
    stage.decide("Kontaktai", two, "Skirtingi")
    stage.night()

    assert joined == [one, one]
    assert contacts(stage) == [one, two]
    assert [stage.table("Kontaktai")[key]["Telefonas"] for key in (one, two)] == ["+37061234567", "+37065555555"]
    assert pair not in stage.table("Reikia dėmesio")


def test_mother_and_daughter_who_took_part_together_stay_two(stage: Stage) -> None:
    family: dict[str, Cell] = {"first_name": "Ona", "email": "seima@example.com"}
    stage.answer(
        Application,
        {**APPLICATION, **family, "last_name": "Petraitienė"},
        {**OTHER, **family, "last_name": "Petraitytė"},
    )
    stage.night()
    together = contacts(stage)
    stage.answer(EventReport, {**REPORT, "ambassadors": "Ona Petraitienė\nPetraitytė Ona"})
    stage.night()

    assert (len(set(together)), len(set(contacts(stage)))) == (1, 2)
