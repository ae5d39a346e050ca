"""Nights of one organisation, played as its people would play them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.runs.consolidation import picture_of_last_night, scene_of
from forms.cells import Cell
from forms.night.plan import recollect
from forms.picture import Review
from tests.flows.stage import APPLICATION, HOUSE, REPORT, TRAINING, Application, CoordinatorRecord, EventReport, Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.night()
    return made


def letters(stage: Stage) -> list[str]:
    return sorted(letter.kind for letter in stage.ledger.letters("namai"))


def test_first_night_makes_every_tab_and_the_second_does_nothing(stage: Stage) -> None:
    titles = list(stage.book.sheets)
    writes = stage.book.writes

    again = stage.night()

    assert titles[3:] == [
        "Reikia dėmesio", "Paraiškos", "Renginiai", "Įrašai", "Ambasadoriai", "Kontaktai", "Laiškai", "Suvestinė",
    ]  # fmt: skip
    assert again.did_something is False
    assert stage.book.writes == writes


def test_new_answer_is_shown_and_confirmed_once(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)

    stage.night()
    stage.night()

    assert [row["Vardas"] for row in stage.table("Paraiškos").values()] == ["Jonas"]
    assert letters(stage) == ["application_received"]


def test_old_rows_met_for_the_first_time_are_a_baseline_without_letters(tmp_path: Path) -> None:
    before = Stage(tmp_path / "one")
    before.night()
    before.answer(Application, APPLICATION)
    stage = Stage(tmp_path / "other")
    stage.book.sheets = {Application.tab.lt: before.book.sheets[Application.tab.lt]}

    stage.night()

    assert len(stage.table("Paraiškos")) == 1
    assert letters(stage) == []


def test_invalid_answer_is_explained_and_its_mending_closes_the_matter(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "date": "31/04/2023"})
    stage.night()
    key = stage.only("Reikia dėmesio")
    wrong = stage.table("Reikia dėmesio")[key]

    column = stage.book.sheets[EventReport.tab.lt][0].index("Renginio data")
    stage.book.sheets[EventReport.tab.lt][1][column] = "2023-05-02"
    stage.night()

    assert key.endswith("/mend")
    assert wrong["Kas"] == "„Renginio data“ – Tokios datos kalendoriuje nėra."
    assert f"{key}" not in stage.table("Reikia dėmesio")
    assert len(stage.table("Renginiai")) == 1
    assert letters(stage) == ["event_report_received", "please_correct"]


def test_accepted_and_trained_is_the_team_and_leaving_ends_it(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.answer(CoordinatorRecord, TRAINING)
    stage.night()
    stage.decide("Paraiškos", stage.only("Paraiškos"), "Priimta")
    stage.night()
    team = stage.table("Suvestinė")["team"]["Šiemet"]

    stage.decide("Ambasadoriai", stage.only("Ambasadoriai"), "Išėjęs")
    stage.night()
    later = stage.table("Suvestinė")["team"]["Šiemet"]

    assert (team, later) == (1, 0)


def test_second_application_of_one_person_names_the_first_until_one_is_set_aside(stage: Stage) -> None:
    again = {
        **APPLICATION,
        "stamp": "2023-04-05 10:00:00",
        "last_name": "Petraitis-Jonaitis",
        "phone": "+370 612 34567",
    }
    stage.answer(Application, APPLICATION, again)
    stage.night()
    first, second = stage.table("Paraiškos")
    said = f"Tas pats žmogus jau yra pateikęs paraišką {first}."
    assert [str(row["Kas negerai"]).startswith(said) for row in stage.table("Paraiškos").values()] == [False, True]
    assert [row["Apie"] for row in stage.table("Reikia dėmesio").values()] == [second]
    stage.decide("Paraiškos", first, "Atsiėmė")
    stage.night()
    assert not stage.table("Reikia dėmesio")


def test_row_typed_by_hand_is_accepted_without_an_email_and_marked(stage: Stage) -> None:
    paper = {**APPLICATION, "stamp": None, "email": None}
    stage.answer(
        Application, paper, {**paper, "first_name": "Rasa", "last_name": "Rimkutė", "email": "rasa@example.com"}
    )
    stage.answer(EventReport, REPORT, {**REPORT, "stamp": None, "reporter_email": None, "title": "Kita pamoka"})
    stage.night()
    applications = stage.table("Paraiškos")
    assert [(row["Būsena"], row["Kaip gauta"], row["Kas negerai"]) for row in applications.values()] == [
        ("Nauja", "Įrašyta ranka", None)
    ] * 2
    events = {row["Renginio pavadinimas"]: row.get("Kaip gauta") for row in stage.table("Renginiai").values()}
    assert {str(title): how for title, how in events.items()} == {
        "Pokalbis su mokytojais": None,
        "Kita pamoka": "Įrašyta ranka",
    }
    assert sorted(letter.recipient for letter in stage.ledger.letters()) == ["jonas@example.com", "rasa@example.com"]


def test_change_typed_into_our_column_is_put_back_and_mentioned_until_done(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    key = stage.only("Renginiai")
    # Mended in the wrong place, and approved in the same breath.
    stage.type("Renginiai", key, "Renginio pavadinimas", "Pokalbis su tėvais")
    stage.decide("Renginiai", key, "Patvirtinta")
    stage.night()
    (event,) = stage.table("Renginiai").values()
    assert (event["Renginio pavadinimas"], event["Būsena"]) == (REPORT["title"], "Patvirtinta")
    said = stage.table("Reikia dėmesio")
    (matter,) = said
    assert (said[matter]["Apie"], said[matter]["Kur"]) == (key, "„Renginiai“")
    assert str(said[matter]["Kas"]).startswith("Stulpelyje „Renginio pavadinimas“ (2023-06-04) įrašytas pakeitimas")
    assert "„Renginių ataskaitos“, 2 eilutė" in str(said[matter]["Ką daryti"])
    assert not stage.night().did_something
    stage.decide("Reikia dėmesio", matter, "Atlikta")
    stage.night()
    assert not stage.table("Reikia dėmesio")
    stage.type("Renginiai", key, "Renginio pavadinimas", "Pokalbis su tėvais")
    stage.night()
    assert len(stage.table("Reikia dėmesio")) == 1


def test_news_of_our_own_are_no_typing_of_theirs(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.answer(Application, APPLICATION)
    stage.night()
    (row,) = (row for row in stage.book.sheets[EventReport.tab.lt] if REPORT["title"] in row)
    row[row.index(REPORT["title"])] = "Pokalbis su tėvais"
    stage.decide("Paraiškos", stage.only("Paraiškos"), "Priimta")
    stage.answer(CoordinatorRecord, TRAINING)
    stage.night()
    stage.night()
    assert [row["Kas"] for row in stage.table("Reikia dėmesio").values()] == []


def test_copy_of_a_responses_tab_counts_nothing_twice_and_is_mentioned(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.book.sheets["Kopija"] = [list(row) for row in stage.book.sheets[Application.tab.lt]]
    stage.night()
    assert len(stage.table("Paraiškos")) == 1
    said = stage.table("Reikia dėmesio")
    (matter,) = said
    assert str(said[matter]["Kas"]).startswith(f"Šio lapo antraštė tokia pati kaip lapo „{Application.tab.lt}“")
    stage.decide("Reikia dėmesio", matter, "Atlikta")
    stage.night()
    assert (stage.table("Reikia dėmesio"), len(stage.table("Paraiškos"))) == ({}, 1)


def test_decision_is_undone_by_choosing_the_first_word_again(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    key = stage.only("Renginiai")
    stage.decide("Renginiai", key, "Atmesta")
    stage.night()
    rejected = stage.table("Renginiai")[key]["Būsena"]

    stage.decide("Renginiai", key, "Gauta")
    stage.night()

    assert rejected == "Atmesta"
    assert stage.table("Renginiai")[key]["Būsena"] == "Gauta"


def test_edit_after_a_decision_asks_again_and_the_answer_may_be_given_where_it_is_asked(stage: Stage) -> None:
    stage.answer(EventReport, {**REPORT, "ambassadors": "Rasa Vasarienė"})
    stage.night()
    key = stage.only("Renginiai")
    stage.decide("Renginiai", key, "Patvirtinta")
    stage.night()

    column = stage.book.sheets[EventReport.tab.lt][0].index("Kiek užmegzta socialinių kontaktų?")
    stage.book.sheets[EventReport.tab.lt][1][column] = "20"
    stage.night()
    edited = stage.table("Renginiai")[key]["Būsena"]
    assert f"{key}/edited:2" in stage.table("Reikia dėmesio")
    stage.decide("Reikia dėmesio", f"{key}/edited:2", "Patvirtinta")
    done = stage.night()

    assert edited == "Pakeista"
    assert stage.table("Renginiai")[key]["Būsena"] == "Patvirtinta"
    assert f"{key}/edited:2" not in stage.table("Reikia dėmesio")
    assert done.picture is not None
    assert [event.review for event in done.picture.events] == [Review.APPROVED]


def test_word_outside_the_list_is_shown_and_harms_nothing(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    key = stage.only("Renginiai")
    stage.decide("Renginiai", key, "Gal")

    stage.night()

    assert stage.table("Renginiai")[key]["Sprendimas"] == "Gal"
    assert stage.table("Renginiai")[key]["Būsena"] == "Gauta"
    assert f"{key}/word" in stage.table("Reikia dėmesio")


def test_vanished_row_is_asked_about_and_still_counts_until_rejected(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    gone = stage.book.sheets[EventReport.tab.lt].pop()
    stage.night()
    key = next(key for key in stage.table("Reikia dėmesio") if key.endswith("/vanished"))
    counted = stage.table("Suvestinė")["events"]["Šiemet"]

    stage.decide("Reikia dėmesio", key, "Atmesta")
    stage.night()

    assert gone[1] == "jonas@example.com"
    assert counted == 1
    assert stage.table("Suvestinė")["events"]["Šiemet"] == 0
    assert not [key for key in stage.table("Reikia dėmesio") if key.endswith("/vanished")]


def test_two_reports_are_one_event_and_the_lower_number_counts_while_they_disagree(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    other = {**REPORT, "stamp": "2023-05-04 09:00:00", "reporter_email": "rasa@example.com"}
    other |= {"reporter_name": "Rasa Vasarienė", "social_contacts": "22"}
    stage.answer(EventReport, REPORT, other)

    stage.night()

    key = stage.only("Renginiai")
    assert stage.table("Renginiai")[key]["Kiek užmegzta socialinių kontaktų?"] == 22
    assert f"{key}/disagree" in stage.table("Reikia dėmesio")


def test_event_is_called_as_its_earliest_report_calls_it(stage: Stage) -> None:
    later = {**REPORT, "stamp": "2023-05-04 09:00:00", "reporter_email": "rasa@example.com"}
    later |= {"reporter_name": "Rasa Vasarienė", "title": "Pokalbis su mokytojais Vilniuje"}
    stage.answer(EventReport, later, REPORT)

    stage.night()

    assert stage.table("Renginiai")[stage.only("Renginiai")]["Renginio pavadinimas"] == REPORT["title"]


def test_sorting_and_own_columns_move_no_decision(stage: Stage) -> None:
    reports = [{**REPORT, "stamp": f"2023-05-{day:02} 10:00:00", "date": f"2023-05-{day:02}"} for day in range(2, 7)]
    stage.answer(EventReport, *reports)
    stage.night()
    keys = list(stage.table("Renginiai"))
    stage.decide("Renginiai", keys[1], "Atmesta")
    stage.type("Renginiai", keys[3], "Pastaba", "Paskambinti")
    grid = stage.book.sheets["Renginiai"]
    for number, row in enumerate(grid):
        row.insert(2, "Mano" if number == 0 else f"savo {row[0]}")
    stage.book.sheets["Renginiai"] = [grid[0], *reversed(grid[1:])]
    responses = stage.book.sheets[EventReport.tab.lt]
    stage.book.sheets[EventReport.tab.lt] = [responses[0], *reversed(responses[1:])]

    stage.night()

    table = stage.table("Renginiai")
    assert list(table) == list(reversed(keys))
    assert {key: row["Būsena"] for key, row in table.items()} == {
        key: "Atmesta" if key == keys[1] else "Gauta" for key in keys
    }
    assert table[keys[3]]["Pastaba"] == "Paskambinti"
    assert all(row["Mano"] == f"savo {key}" for key, row in table.items())


def test_deleted_tab_is_rebuilt_with_decisions_and_comments(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    key = stage.only("Renginiai")
    stage.decide("Renginiai", key, "Patvirtinta")
    stage.type("Renginiai", key, "Pastaba", "Puiku")
    stage.night()

    del stage.book.sheets["Renginiai"]
    stage.night()

    assert (stage.table("Renginiai")[key]["Sprendimas"], stage.table("Renginiai")[key]["Pastaba"]) == (
        "Patvirtinta",
        "Puiku",
    )


def test_column_that_is_gone_stops_that_form_alone(stage: Stage) -> None:
    stage.answer(EventReport, REPORT)
    stage.night()
    column = stage.book.sheets[EventReport.tab.lt][0].index("Renginio data")
    stage.book.sheets[EventReport.tab.lt][0][column] = "Kada?"
    stage.answer(Application, APPLICATION)

    outcome = stage.night()

    assert len(stage.table("Paraiškos")) == 1
    assert stage.table("Suvestinė")["events"]["Šiemet"] == 1
    assert any("Renginio data" in sentence for sentence in outcome.not_read)


def test_open_workbook_is_remembered_now_and_written_at_the_next_run(stage: Stage) -> None:
    stage.answer(Application, APPLICATION)
    stage.book.is_open = True
    busy = stage.night()
    shown = len(stage.table("Paraiškos"))
    stage.book.is_open = False

    stage.night()

    assert len(busy.not_read) == 1
    assert shown == 0
    assert len(stage.table("Paraiškos")) == 1
    assert letters(stage) == ["application_received"]


HOSTILE: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            '=IMPORTXML("http://x","//a")', "+37061234567", "-1", "@SUM(A1)", "<script>alert(1)</script>", "None",
            "a@b.lt\r\nBcc: x@y.lt", "\u202eabc", "🙂" * 50, "x" * 50_000, "2023.04.31", "6.1234567E7", "'=1",
        ]
    ),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.none(),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([EventReport, Application, CoordinatorRecord]), st.lists(HOSTILE, min_size=24, max_size=24)
        ),
        max_size=4,
    ),
    good=st.booleans(),
)
def test_anything_in_any_cell_is_kept_and_stops_nobody_else(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[type, list[Cell]]], *, good: bool
) -> None:
    stage = Stage(tmp_path_factory.mktemp("hostile"))
    stage.night()
    for form, cells in rows:
        stage.book.sheets[form.tab.lt].append(cells[: len(form.questions) + 1])
    if good:
        stage.answer(EventReport, REPORT)
    typed = {
        title: [list(row) for row in grid]
        for title, grid in stage.book.sheets.items()
        if title in {form.tab.lt for form, _ in rows}
    }

    first = stage.night()
    second = stage.night()

    assert first.not_read == ()
    assert {title: stage.book.sheets[title] for title in typed} == typed
    assert second.did_something is False
    assert any(row["Renginio pavadinimas"] == REPORT["title"] for row in stage.table("Renginiai").values()) is good


def test_picture_of_a_settled_night_is_kept_for_its_days_and_is_what_would_be_remembered(stage: Stage) -> None:
    for form, answers in ((Application, APPLICATION), (EventReport, REPORT), (CoordinatorRecord, TRAINING)):
        stage.answer(form, answers)
    stage.night()
    remembered = recollect(scene_of(stage.services, HOUSE, stage.now, stage.ledger.past(HOUSE.slug)))
    assert remembered.events[0].title == "Pokalbis su mokytojais"

    assert stage.ledger.settled_picture(HOUSE.slug) == remembered
    stage.ledger.settle(HOUSE.slug, stage.ledger.settled(HOUSE.slug))
    assert stage.ledger.settled_picture(HOUSE.slug) == remembered
    renamed = replace(HOUSE, name="Rūmai")
    assert picture_of_last_night(stage.services, renamed, stage.now).name == "Rūmai"
    assert picture_of_last_night(stage.services, HOUSE, stage.now + timedelta(days=800)) == remembered
