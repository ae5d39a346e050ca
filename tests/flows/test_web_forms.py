"""Filling in the forms' own pages, without script: taken once, safe before anybody is thanked, friendly when wrong."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import html5lib
import pytest

from forms.application import Application
from forms.catalogue import FORMS
from forms.event_report import EventReport
from forms.pages.notice import consent_version
from forms.words import Language
from tests.flows.web_stage import APPLICATION, RECORD, REPORT, Read, WebStage, web_stage

APPLY, TELL, RECORDING = "/lt/namai/application", "/lt/namai/event-report", "/lt/namai/coordinator-record"
FILLED = {APPLY: APPLICATION, TELL: REPORT, RECORDING: RECORD}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[WebStage]:
    with web_stage(tmp_path) as made:
        yield made


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("path", "answers"), FILLED.items())
def test_form_filled_in_either_language_is_a_valid_row_after_the_night(
    stage: WebStage, path: str, answers: dict[str, object], language: Language
) -> None:
    answer = stage.send(path.replace("/lt", f"/{language}"), answers)
    assert answer.status_code == 303
    assert "recorded" in stage.visit(answer.headers["location"]).text or language is Language.LT

    outcome = stage.night()

    assert (outcome.counts["new"], outcome.counts["invalid"], outcome.counts["letters"]) == (1, 0, 1)


def test_row_holds_the_titles_of_the_organisations_language_and_the_version_of_the_consent(stage: WebStage) -> None:
    stage.send("/en/namai/application", APPLICATION)
    stage.night()

    (row,) = stage.rows(Application.tab.lt)
    assert [row[title] for title in (
        "Kokia kalba jums rašyti?", "Kam norėtumėte pasakoti?", "Savivaldybė, kurioje gyvenate", "Sutikimo teksto versija",
    )] == [
        "Lietuvių", "Mokytojai, Mokiniai", "Vilniaus miesto savivaldybė", consent_version(Application, Language.EN),
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILLED)
@pytest.mark.parametrize("language", list(Language))
def test_first_page_is_small_and_asks_nothing_of_others(stage: WebStage, path: str, language: Language) -> None:
    answer = stage.client.get(path.replace("/lt", f"/{language}"))
    style, script = (stage.client.get(f"/static/{name}") for name in ("pages.css", "pages.js"))
    assert len(answer.content) + len(style.content) + len(script.content) < 50_000
    assert answer.text.count("://") == answer.text.count("https://pavyzdys.lt") + answer.text.count(
        "https://example.lt"
    )


def test_everything_that_can_be_wrong_is_told_at_once_and_what_was_typed_is_kept(stage: WebStage) -> None:
    answer = stage.send(
        TELL, REPORT | {"date": "2023-04-31", "present": "daug", "municipality": "Kaunas", "reporter_email": "jonas"}
    )
    page = Read(answer.text)
    assert answer.status_code == 422
    assert [link for link in page.links if link.startswith("#")] == [
        "#main", "#reporter_email", "#date", "#municipality", "#present",
    ]  # fmt: skip
    assert {name: page.fields[name] for name in ("date", "present", "audience", "kind", "municipality")} == {
        "date": ["2023-04-31"], "present": ["daug"], "audience": ["teachers"], "kind": ["meeting"],
        "municipality": ["Kaunas"],
    }  # fmt: skip
    assert "Taip vadinami ir miestas, ir rajonas." in page.text
    mended = page.fields | {
        "date": ["gegužės 2 d. 2023"], "present": ["30"], "municipality": ["Kauno r."], "reporter_email": ["j@example.lt"],
    }  # fmt: skip
    assert stage.post(TELL, mended).status_code == 422
    assert stage.post(TELL, mended | {"date": ["2023 m. gegužės 2 d."]}).status_code == 303


def test_empty_form_names_every_required_question_in_its_own_words(stage: WebStage) -> None:
    answer = stage.send(APPLY, {})
    page = Read(answer.text)
    assert answer.status_code == 422
    assert [link[1:] for link in page.links if link.startswith("#")][1:] == [
        "first_name", "last_name", "email", "municipality", "adult", "language", "experience", "consent_processing",
        "consent_health",
    ]  # fmt: skip
    assert "Klaida: Paraiška" in page.text


def test_question_whose_condition_does_not_hold_is_not_asked_and_its_answer_not_taken(stage: WebStage) -> None:
    stage.send(TELL, REPORT | {"format": "remote"})
    stage.send(RECORDING, RECORD | {"kind": "publicity", "channel": "press", "people": "Jonas Petraitis"})
    assert stage.send(RECORDING, RECORD | {"kind": "publicity"}).status_code == 422
    stage.night()

    assert stage.rows(EventReport.tab.lt)[0]["Savivaldybė, kurioje vyko renginys"] is None
    assert stage.rows("Koordinatoriaus įrašai")[0]["Dalyvavę ambasadoriai (po vieną eilutėje)"] is None


def test_same_page_sent_twice_is_one_response_and_sent_again_with_other_answers_is_two(stage: WebStage) -> None:
    fields = {**stage.visit(APPLY).fields, **APPLICATION}
    stage.now += timedelta(minutes=1)
    first, again = stage.post(APPLY, fields), stage.post(APPLY, fields)
    assert (first.status_code, again.status_code) == (303, 303)
    other = stage.post(APPLY, fields | {"email": "ona@example.com", "first_name": "Ona"})
    assert other.status_code == 303
    stage.night()

    assert [row["Vardas"] for row in stage.rows(Application.tab.lt)] == ["Jonas", "Ona"]


def test_thank_you_is_for_those_alone_whose_answers_are_kept(stage: WebStage) -> None:
    location = stage.send(APPLY, APPLICATION).headers["location"]
    page = stage.visit(location)
    assert "Ačiū, gavome" in page.text
    assert "Namai" in page.text
    for path in (f"{APPLY}/received", f"{location}x", f"{TELL}/received?{location.partition('?')[2]}"):
        assert stage.client.get(path).status_code == 303
    assert "jonas" not in location


def test_page_that_belongs_to_another_form_or_was_altered_or_is_old_is_asked_to_be_sent_once_more(
    stage: WebStage,
) -> None:
    mine = {**stage.visit(APPLY).fields, **APPLICATION}
    theirs = stage.visit(TELL).fields["_token"]
    stage.now += timedelta(minutes=1)
    for token in (theirs, ["altered"], [""]):
        answer = stage.post(APPLY, mine | {"_token": token})
        assert (answer.status_code, Read(answer.text).fields["first_name"]) == (422, ["Jonas"])
    stage.now += timedelta(days=2)
    answer = stage.post(APPLY, mine)
    assert answer.status_code == 422
    stage.now += timedelta(minutes=1)
    assert stage.post(APPLY, Read(answer.text).fields).status_code == 303


def test_nobody_sends_in_the_name_of_another_browser(stage: WebStage) -> None:
    fields = {**stage.visit(APPLY).fields, **APPLICATION}
    stage.now += timedelta(minutes=1)
    with stage.browser() as stranger:
        answer = stage.post(APPLY, fields, stranger)
    assert (answer.status_code, "slapuk" in answer.text) == (403, True)


@pytest.mark.parametrize("also", [{"surname": "x"}, {"first_name": ["Jonas", "Petras"]}, {"date": "2023-01-01"}])
def test_field_that_the_form_does_not_have_or_twice_is_asked_about(stage: WebStage, also: dict[str, object]) -> None:
    answer = stage.send(APPLY, APPLICATION | also)
    assert (answer.status_code, "forma pasikeitė" in answer.text) == (422, True)


def test_option_that_is_not_offered_is_asked_about(stage: WebStage) -> None:
    answer = stage.send(APPLY, APPLICATION | {"language": "de", "audiences": ["teachers", "<b>"]})
    page = Read(answer.text)
    assert [link[1:] for link in page.links if link.startswith("#")][1:] == ["language", "audiences"]


def test_machine_that_answers_the_trap_or_at_once_is_thanked_and_held_apart(stage: WebStage) -> None:
    assert stage.send(APPLY, APPLICATION | {"_website": "https://example.net"}).status_code == 303
    assert stage.send(APPLY, APPLICATION, after=1).status_code == 303
    stage.night()

    assert stage.rows(Application.tab.lt) == []
    assert stage.ledger.suspects("namai") == 2


def test_flood_from_one_address_waits_and_loses_nothing(stage: WebStage) -> None:
    stage.site.per_address._most = 2
    answers = [stage.send(APPLY, APPLICATION | {"email": f"a{n}@example.com"}) for n in range(3)]
    page = Read(answers[2].text)
    assert [one.status_code for one in answers] == [303, 303, 429]
    assert page.fields["email"] == ["a2@example.com"]


def test_flood_of_an_organisation_is_held_apart_and_fills_no_disk(
    stage: WebStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.web.form_pages.MOST_SUSPECTS", 2)
    stage.site.per_organisation._most = 1
    codes = [stage.send(APPLY, APPLICATION | {"email": f"a{n}@example.com"}).status_code for n in range(4)]
    assert (codes, stage.ledger.suspects("namai")) == ([303, 303, 303, 503], 2)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"a=" + b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"first_name=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"first_name=\xff", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 400),
        (b"a=1&" * 400, "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 422),
    ],
)
def test_what_no_form_sends_is_a_page_that_says_what_to_do(
    stage: WebStage, content: bytes, kind: str, status: int
) -> None:
    answer = stage.client.post(APPLY, content=content, headers={"content-type": kind})
    assert (answer.status_code, "<h1>" in answer.text) == (status, True)


def test_organisation_that_has_left_and_one_that_never_was(stage: WebStage) -> None:
    stage.send(APPLY, APPLICATION)
    stage.night()
    grid = stage.national.sheets["Organizacijos"]
    grid[-1] = [None] * len(grid[0])
    stage.site.houses._looked_at = 0.0
    answers = [stage.client.get(path) for path in (APPLY, "/en/nobody/application")]
    assert [(one.status_code, Read(one.text).text.count("\n") > 3) for one in answers] == [(410, True), (404, True)]
    assert ("nebedalyvauja" in answers[0].text, "no such organisation" in answers[1].text) == (True, True)


@pytest.mark.parametrize(
    ("path", "preferred", "words"),
    [
        ("/de/namai/application", "en", "There is no such page"),
        ("/de", "lt", "Tokio puslapio nėra"),
        ("/en/namai/nothing", "lt", "There is no such page"),
        ("//example.net/%2f..", "en-GB,en;q=0.8", "There is no such page"),
    ],
)
def test_address_that_is_none_is_told_in_the_readers_language(
    stage: WebStage, path: str, preferred: str, words: str
) -> None:
    answer = stage.client.get(f"{stage.url}{path}", headers={"accept-language": preferred})
    assert (answer.status_code, words in answer.text) == (404, True)


def test_every_answer_has_the_headers_that_keep_a_page_to_itself(tmp_path: Path) -> None:
    paths = ("/", "/lt", APPLY, "/health", "/static/pages.js", "/nothing/at/all/x/y")
    with web_stage(tmp_path, "https://formos.example.org/zvelk") as stage:
        answers = [stage.client.get(path) for path in paths]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert ("unsafe" in policy, "default-src 'none'" in policy, "form-action 'self'" in policy) == (
            False,
            True,
            True,
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" in answer.headers
    assert "<style" not in answers[2].text
    assert " style=" not in answers[2].text
    cookie = answers[2].headers["set-cookie"].casefold()
    assert all(word in cookie for word in ("httponly", "secure", "samesite=lax"))


def test_health_says_ok_and_the_first_page_leads_to_every_form(stage: WebStage) -> None:
    assert stage.client.get("/health").json() == {"status": "ok"}
    assert stage.client.get("/", headers={"accept-language": "en"}).headers["location"] == "/en"
    houses = stage.visit("/en")
    forms = stage.visit(houses.links[-1])
    assert [link for link in forms.links if link.count("/") == 3] == [
        f"/en/namai/{form.key.replace('_', '-')}" for form in FORMS
    ]


def test_every_page_is_html_without_an_error_of_syntax(stage: WebStage) -> None:
    pages = [stage.client.get(path).text for path in ("/lt", "/lt/namai", "/lt/nobody", *FILLED, "/answers/x/en")]
    pages += [stage.post(path, stage.visit(path).fields).text for path in FILLED]
    for page in pages:
        html5lib.HTMLParser(strict=True).parse(page)


def test_nothing_that_somebody_answered_is_in_the_log(stage: WebStage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    stage.send(APPLY, APPLICATION | {"first_name": "Žymeklis", "email": "zymeklis@example.com"})
    stage.send(APPLY, APPLICATION | {"first_name": "Žymeklis", "email": "zymeklis"})
    stage.night()
    stage.client.get(stage.link())
    told = [one.getMessage() for one in caplog.records if not one.name.startswith(("httpx", "asyncio"))]
    assert [line for line in told if "ymeklis" in line.casefold() or stage.link()[9:] in line] == []
    assert any("POST form 303" in line for line in told)
