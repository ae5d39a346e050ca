"""Behind the link in a letter: one's own answers seen, corrected and taken back, by nobody else and not for ever."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.adapters.signed_links import LINKS_WORK_DAYS
from forms.application import Application
from forms.event_report import EventReport
from tests.flows.web_stage import APPLICATION, REPORT, Read, WebStage, web_stage

APPLY, TELL = "/lt/namai/application", "/lt/namai/event-report"
TAB = Application.tab.lt


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[WebStage]:
    with web_stage(tmp_path) as made:
        yield made


@pytest.fixture(name="link")
def link_of_an_application(stage: WebStage) -> str:
    stage.send(APPLY, APPLICATION)
    stage.night()
    return stage.link()


def test_link_in_the_confirmation_shows_the_answers_and_none_about_health(stage: WebStage, link: str) -> None:
    page = stage.visit(link)
    assert all(text in page.text for text in ("Jonas", "jonas@example.com", "Vilniaus miesto savivaldybė", "Mokytojai"))
    assert "Noriu padėti" not in page.text
    assert page.text.count("Atsakyta. Kad niekas kitas nepamatytų, čia nerodoma.") == 2
    assert "Teachers" in stage.visit(link.removesuffix("lt") + "en").text


def test_correction_page_holds_what_was_answered_save_health(stage: WebStage, link: str) -> None:
    page = stage.visit(f"{link}/correct")
    assert (page.fields["first_name"], page.fields["municipality"], page.fields["audiences"]) == (
        ["Jonas"], ["Vilniaus miesto savivaldybė"], ["teachers", "pupils"],
    )  # fmt: skip
    assert ("experience" in page.fields, page.fields["motivation"]) == (False, [""])


def test_correction_is_a_new_version_for_the_coordinator_and_keeps_answers_about_health(
    stage: WebStage, link: str
) -> None:
    answer = stage.send(f"{link}/correct", {"first_name": "Jonas Algirdas", "phone": "", "audiences": "seniors"})
    assert answer.status_code == 303
    assert "Jonas Algirdas" in stage.visit(answer.headers["location"]).text
    stage.night()

    (row,) = stage.rows(TAB)
    assert [row[title] for title in ("Vardas", "Telefonas", "Kam norėtumėte pasakoti?")] == [
        "Jonas Algirdas", None, "Senjorai",
    ]  # fmt: skip
    assert row["Kodėl norite tapti ambasadoriumi?"] == "Noriu padėti"
    (known,) = stage.ledger.past("namai").responses["application"]
    assert known.version == 2


def test_answer_about_health_is_given_anew_or_erased_when_that_is_said(stage: WebStage, link: str) -> None:
    stage.send(f"{link}/correct", {"experience": "relative", "motivation--clear": "yes"})
    stage.night()

    (row,) = stage.rows(TAB)
    assert (row["Kieno patirtimi dalintumėtės?"], row["Kodėl norite tapti ambasadoriumi?"]) == ("Artimo žmogaus", None)


def test_correction_with_a_mistake_is_asked_about_and_nothing_is_kept(stage: WebStage, link: str) -> None:
    answer = stage.send(f"{link}/correct", {"email": "jonas", "first_name": "Jonas Algirdas"})
    page = Read(answer.text)
    assert (answer.status_code, page.fields["email"], page.fields["first_name"]) == (422, ["jonas"], ["Jonas Algirdas"])
    assert stage.ledger.organisations_waiting() == frozenset()


def test_correction_that_changes_nothing_is_no_version(stage: WebStage, link: str) -> None:
    assert stage.send(f"{link}/correct", {}).status_code == 303
    assert stage.ledger.organisations_waiting() == frozenset()


def test_same_correction_sent_twice_is_one_and_of_two_pages_the_later_is_shown_how_it_stands(
    stage: WebStage, link: str
) -> None:
    path = f"{link}/correct"
    first, second = (stage.visit(path).fields | {"first_name": [name]} for name in ("Jonas A.", "Jonas B."))
    assert (stage.post(path, first).status_code, stage.post(path, first).status_code) == (303, 409)
    answer = stage.post(path, second)
    assert (answer.status_code, Read(answer.text).fields["first_name"]) == (409, ["Jonas A."])


def test_what_the_coordinator_mended_is_what_the_writer_sees_and_stays(stage: WebStage, link: str) -> None:
    grid = stage.book.sheets[TAB]
    grid[1][grid[0].index("Pavardė")] = "Petraitis-Jonaitis"
    stage.night()
    assert "Petraitis-Jonaitis" in stage.visit(link).text
    stage.send(f"{link}/correct", {"first_name": "Jonas Algirdas"})
    stage.night()

    (row,) = stage.rows(TAB)
    assert (row["Vardas"], row["Pavardė"]) == ("Jonas Algirdas", "Petraitis-Jonaitis")


def test_taking_back_asks_first_then_counts_nowhere_and_the_link_is_used(stage: WebStage) -> None:
    stage.send(TELL, REPORT)
    stage.night()
    link = stage.link()
    assert stage.send(f"{link}/withdraw", {}).headers["location"].endswith("/withdrawn")
    assert "Atsakymai atsiimti" in stage.visit(f"{link}/withdrawn").text
    for path in (link, f"{link}/correct", f"{link}/withdraw"):
        answer = stage.client.get(path)
        assert (answer.status_code, "Atsakymai jau atsiimti" in answer.text) == (410, True)
    stage.night()

    assert "Pateikęs žmogus šį atsakymą atsiėmė" in str(stage.rows("Reikia dėmesio"))
    (events,) = (row for row in stage.rows("Suvestinė") if row["Raktas"] == "events")
    assert events["Šiemet"] == 0


def test_answers_can_be_seen_corrected_and_taken_back_before_any_night(stage: WebStage) -> None:
    stage.send(APPLY, APPLICATION)
    (post,) = stage.ledger.past("namai").posts
    link = stage.services.links(stage.now)[post.response_id].removeprefix(stage.public_url) + "/lt"
    assert "Jonas" in stage.visit(link).text
    stage.send(f"{link}/correct", {"first_name": "Jonas Algirdas"})
    stage.send(f"{link}/withdraw", {})
    stage.night()

    (row,) = stage.rows(TAB)
    (line,) = stage.rows("Paraiškos")
    assert (row["Vardas"], line["Būsena"]) == ("Jonas Algirdas", "Atsiėmė")


def test_link_works_for_a_season_and_an_altered_one_never(stage: WebStage, link: str) -> None:
    token = link.split("/")[2]
    for altered in (token[:-1], token.swapcase(), "x", token + "x", "a" * 5000):
        answer = stage.client.get(f"/answers/{altered}/lt")
        assert (answer.status_code, "Nuoroda netinka" in answer.text) == (404, True)
    stage.now += timedelta(days=LINKS_WORK_DAYS - 1)
    assert stage.client.get(link).status_code == 200
    stage.now += timedelta(days=2)
    answer = stage.client.get(link)
    assert (answer.status_code, "nebegalioja" in answer.text, "jonas" in answer.text) == (410, True, False)


def test_token_of_one_purpose_is_none_of_another(stage: WebStage, link: str) -> None:
    page, seen = stage.visit(APPLY).fields["_token"][0], stage.site.sign("received", ["w-1", "namai/application"])
    for token in (page, seen):
        assert stage.client.get(f"/answers/{token}/lt").status_code == 404
    assert stage.client.get(f"{APPLY}/received", params={"of": link.split("/")[2]}).status_code == 303


def test_language_of_a_link_that_is_not_ours(stage: WebStage, link: str) -> None:
    assert stage.client.get(link.removesuffix("lt") + "de").status_code == 404


def test_please_correct_leads_to_the_question_and_its_correction_closes_the_matter(stage: WebStage) -> None:
    stage.send(TELL, REPORT)
    stage.night()
    grid = stage.book.sheets[EventReport.tab.lt]
    grid[1][grid[0].index("Renginio data")] = "2023-04-31"
    stage.night()
    letter = stage.ledger.letters()[-1]
    address, _, question = stage.link().partition("#")
    assert (letter.kind, question) == ("please_correct", "date")
    assert 'id="date"' in stage.client.get(address).text
    stage.send(address, {"date": "2023-04-30"})
    stage.night()

    assert [line for line in stage.rows("Reikia dėmesio") if str(line["Raktas"]).endswith("/mend")] == []
