"""Slips of a hand in our tabs: what is told of them, and that no word lands on another's row."""

from pathlib import Path

import pytest

from forms.cells import Cell
from forms.event_report import EventReport
from forms.outbox import LetterState
from tests.flows.stage import APPLICATION, REPORT, TRAINING, Application, CoordinatorRecord, Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def applications(stage: Stage, number: int) -> list[str]:
    names = ("Jonas Petraitis", "Ona Kazlaitė", "Rūta Žukienė", "Tomas Gaidys", "Eglė Šarkaitė")
    for place, name in enumerate(names[:number]):
        first, last = name.split()
        who: dict[str, Cell] = {"first_name": first, "last_name": last, "email": f"z{place}@example.com", "phone": None}
        stage.answer(Application, {**APPLICATION, **who, "stamp": f"2023-04-0{place + 1} 10:00:00"})
    stage.night()
    return list(stage.table("Paraiškos"))


def attention(stage: Stage) -> dict[str, str]:
    """Return what waits for a person, by key."""
    return {key: str(row["Kas"]) for key, row in stage.table("Reikia dėmesio").items()}


def statuses(stage: Stage) -> list[Cell]:
    return [row["Būsena"] for row in stage.table("Paraiškos").values()]


def test_key_column_sorted_alone_gives_no_decision_to_another_and_is_told_until_undone(stage: Stage) -> None:
    keys = applications(stage, 5)
    stage.decide("Paraiškos", keys[0], "Priimta")
    grid = stage.book.sheets["Paraiškos"]
    for row, key in zip(grid[1:], reversed(keys), strict=True):
        row[0] = key
    torn = [list(row) for row in grid]
    outcome = stage.night()
    after = stage.book.sheets["Paraiškos"]
    decided = [one for one in stage.ledger.past("namai").decisions if one.tab == "applications"]

    assert ([row[:12] for row in after], decided) == ([row[:12] for row in torn], [])
    assert "Paraiškos" in outcome.not_read[0]
    assert list(attention(stage)) == ["Paraiškos/keys_shuffled"]

    for row, key in zip(after[1:], keys, strict=True):
        row[0] = key
    stage.night()

    assert statuses(stage) == ["Priimta", "Nauja", "Nauja", "Nauja", "Nauja"]
    assert attention(stage) == {}


def test_word_beside_an_erased_or_copied_key_is_not_read_and_told(stage: Stage) -> None:
    first, second, third = applications(stage, 3)
    grid = stage.book.sheets["Paraiškos"]
    copy = list(next(row for row in grid if row[0] == first))
    copy[1] = "Priimta"
    grid.append(copy)
    lost = next(row for row in grid if row[0] == second)
    lost[0], lost[1] = None, "Atsisakyta"
    stage.night()

    told = [key for key, what in attention(stage).items() if what.startswith("Eilutėje yra sprendimas")]
    assert len(told) == 2
    states = {key: row["Būsena"] for key, row in stage.table("Paraiškos").items() if key.startswith("A-")}
    assert states == dict.fromkeys((first, second, third), "Nauja")


def test_row_of_their_own_in_our_tab_is_left_as_it_is(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    own: list[Cell] = ["Iš viso", None, None, "=COUNTA(A2:A9)"]
    stage.book.sheets["Renginiai"].append(list(own))
    stage.night()

    assert stage.book.sheets["Renginiai"][-1] == own


def test_renamed_decision_column_is_made_anew_and_told_until_done(stage: Stage) -> None:
    applications(stage, 1)
    head = stage.book.sheets["Paraiškos"][0]
    head[head.index("Sprendimas")] = "Mano sprendimas"
    stage.night()
    first = attention(stage)
    stage.night()
    (key,) = attention(stage)
    stage.decide("Reikia dėmesio", key, "Atlikta")
    stage.night()

    assert [what[:33] for what in first.values()] == ["Lape trūko programos stulpelio ar"]
    assert attention(stage) == {}


def test_earlier_workbook_put_back_is_told_in_one_line_a_tab(stage: Stage) -> None:
    keys = applications(stage, 5)
    earlier = {title: [list(row) for row in grid] for title, grid in stage.book.sheets.items()}
    for key in keys:
        stage.type("Paraiškos", key, "Sprendimas", "Priimta")
    stage.answer(CoordinatorRecord, TRAINING)
    stage.night()
    stage.night()
    for title in ("Paraiškos", "Suvestinė"):
        for row in earlier[title][1:]:
            row[3:] = ["sena" if cell is not None else None for cell in row[3:]]
        stage.book.sheets[title] = earlier[title]
    stage.night()

    assert [key for key in attention(stage) if "put_back" in key] == [
        f"applications/put_back:applications:many:{stage.now:%Y-%m-%d}"
    ]


def test_different_words_of_one_night_are_told(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "ambassadors": "Nežinomas Žmogus"})
    stage.night()
    event = stage.only("Renginiai")
    stage.decide("Renginiai", event, "Atmesta")
    stage.type("Reikia dėmesio", f"{event}/check", "Pastaba", "tikrai buvo")
    stage.decide("Reikia dėmesio", f"{event}/check", "Patvirtinta")
    stage.night()

    row = stage.table("Renginiai")[event]
    assert (row["Būsena"], row["Pasakyta lape „Reikia dėmesio“"]) == (
        "Atmesta",
        f"{stage.now:%Y-%m-%d} Patvirtinta – tikrai buvo",
    )
    assert [key.partition("/")[2] for key in attention(stage)] == [f"two_words:{stage.now:%Y-%m-%d}"]


def test_what_is_invalid_is_not_approved_but_may_be_set_aside(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "date": "31/04/2023"})
    stage.night()
    key = stage.only("Reikia dėmesio")
    stage.decide("Reikia dėmesio", key, "Patvirtinta")
    stage.night()
    told = [what for one, what in attention(stage).items() if one.endswith("/word")]
    stage.decide("Reikia dėmesio", key, "Atmesta")
    stage.night()

    assert len(told) == 1
    assert attention(stage) == {}


@pytest.mark.parametrize("refused", [{"adult": "Ne"}, {"consent_health": "Nesutinku"}])
def test_who_is_no_adult_or_does_not_agree_is_not_pressed_by_letter(stage: Stage, refused: dict[str, Cell]) -> None:
    stage.answer(Application, {**APPLICATION, **refused})
    stage.night()

    assert stage.ledger.letters("namai") == ()
    (what,) = attention(stage).values()
    assert what.endswith("Nepatvirtinta tai, be ko formos įskaityti negalima.")


def test_letter_that_asks_to_mend_speaks_to_its_reader(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "title": None})
    stage.night()

    (letter,) = stage.ledger.letters("namai")
    assert (letter.kind, letter.state) == ("please_correct", LetterState.QUEUED)
    assert "atsakymų lape" not in repr(letter.fields)
