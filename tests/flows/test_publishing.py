"""Publishing Google Forms: made, mended, taken over, compared, through every fault of the way there."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import responses
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from requests import PreparedRequest
from typer.testing import CliRunner

from config.settings import load_settings
from flows.adapters.google_forms import GoogleForms
from flows.adapters.google_forms_errors import FormsChangedError
from flows.adapters.ledger import open_ledger
from flows.adapters.memory import MemoryWorkbook
from flows.cli.main import app
from flows.errors import OutsideError
from flows.runs.publishing import Published, check_form, publish_form, script_of, spreadsheet_of
from flows.wiring import Services
from forms.catalogue import FORMS
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.google_form.declaring import declared_form
from forms.google_form.live import read_live
from forms.google_form.planning import plan_form
from forms.google_form.shape import Reach
from forms.google_form.wording import Notice
from forms.organisations import Organisation
from forms.picture import Contract
from forms.questions import Form
from forms.validation import Limits
from forms.words import Language
from tests.flows.google_hands import waiting_on
from tests.google.forms_api import Body, FormFile
from tests.google.forms_door import Answered, FormsDoor

SHEET = "1SHEET00000000000000000001"
HOUSE = Organisation("namai", "Namai", "k@namai.example.org", Language.LT, SHEET, Contract())
READS = {"forms.forms.get", "drive.permissions.list"}
ROBOT = "robot@programa.example.org"


class Stage:
    """An organisation, its home and workbook, and a door to Google Forms."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = MemoryWorkbook()
        self.book.sheets = {}
        self.services = Services(
            load_settings(folder),
            open_ledger(f"sqlite:///{folder / 'ledger.sqlite'}"),
            MemoryWorkbook(),
            lambda _: self.book,
            Limits(),
        )
        self.door = FormsDoor()
        self.waited: list[float] = []
        self.api = GoogleForms(self.door, ROBOT)

    def publish(
        self, form: type[Form] = EventReport, language: Language = Language.LT, named: str = "", *, remove: bool = False
    ) -> Published:
        return publish_form(self.services, self.api, HOUSE, form, language, named=named, remove=remove)

    def check(self, form: type[Form] = EventReport) -> list[str]:
        return [one.code for one in check_form(self.services, self.api, HOUSE, form, Language.LT)]

    def link(self, file: FormFile, form: type[Form] = EventReport) -> None:
        """Somebody links the form to the organisation's spreadsheet."""
        file.linked = SHEET
        self.book.sheets[f"Formos atsakymai {form.letter}"] = [
            ["Laiko žyma", *(question.title.lt for question in form.questions)]
        ]

    @property
    def file(self) -> FormFile:
        (file,) = self.door.forms.values()
        return file


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    made = Stage(tmp_path)
    waiting_on(made.waited.append, monkeypatch)
    return made


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", Language)
def test_form_is_made_published_opened_shared_and_its_one_click_named(
    stage: Stage, form: type[Form], language: Language
) -> None:
    done = stage.publish(form, language)
    declared = declared_form(form, language, Notice(HOUSE.name, HOUSE.coordinator), Reach.API)

    assert stage.door.calls == [
        "forms.forms.create",
        "forms.forms.batchUpdate",
        "forms.forms.setPublishSettings",
        "drive.permissions.list",
        "drive.permissions.create",
        "drive.permissions.create",
    ]
    assert stage.file.titles() == [part.title for part in declared.parts]
    assert (stage.file.document_title, stage.file.accepting) == (f"{form.title.say(language)} – Namai", True)
    assert stage.door.permissions[stage.file.id][1:] == [
        {"id": "2", "type": "anyone", "role": "reader", "view": "published"},
        {"id": "3", "type": "user", "role": "writer", "emailAddress": HOUSE.coordinator},
    ]
    assert done.edit_url == f"https://docs.google.com/forms/d/{stage.file.id}/edit"
    assert (done.made, [words.en.split(":")[0] for words in done.by_hand]) == (
        True,
        ["One click is left that no program can do"],
    )


def test_publishing_again_asks_and_changes_nothing(stage: Stage) -> None:
    stage.publish()
    stage.link(stage.file)
    kept, revision = (stage.folder / "forms.json").read_text(encoding="utf-8"), stage.file.revision
    stage.door.calls.clear()
    done = stage.publish()

    assert set(stage.door.calls) == READS
    assert (done.made, done.changes, done.by_hand) == (False, 0, ())
    assert (stage.file.revision, (stage.folder / "forms.json").read_text(encoding="utf-8")) == (revision, kept)


def test_forms_of_two_languages_and_organisations_are_kept_apart(stage: Stage) -> None:
    stage.publish()
    stage.publish(language=Language.EN)
    other = replace(HOUSE, slug="kiti", name="Kiti")
    publish_form(stage.services, stage.api, other, EventReport, Language.LT)
    again = [stage.publish().edit_url, stage.publish(language=Language.EN).edit_url]
    kept = json.loads((stage.folder / "forms.json").read_text(encoding="utf-8"))

    assert len(stage.door.forms) == 3
    assert again == [f"https://docs.google.com/forms/d/{one}/edit" for one in list(stage.door.forms)[:2]]
    assert {slug: list(forms["event_report"]) for slug, forms in kept.items()} == {
        "kiti": ["lt"],
        "namai": ["en", "lt"],
    }


def test_title_changed_by_hand_is_told_by_check_and_put_back(stage: Stage) -> None:
    stage.publish()
    stage.link(stage.file)
    stage.file.rename("Renginio data", "Kada?")
    told = check_form(stage.services, stage.api, HOUSE, EventReport, Language.LT)
    done = stage.publish()

    assert [one.what.lt for one in told] == ["Klausimas „Renginio data“ pervadintas: „Kada?“."]
    assert (done.changes, stage.check()) == (1, [])


def test_check_names_what_is_not_made_linked_open_or_in_the_sheet(stage: Stage) -> None:
    assert stage.check() == ["unknown_form", "no_tab"]
    stage.publish()
    assert stage.check() == ["not_linked", "no_tab"]
    stage.link(stage.file)
    stage.file.linked = "1OTHER"
    del stage.book.sheets["Formos atsakymai R"][0][7]
    assert stage.check() == ["linked_elsewhere", "column_gone"]
    stage.door.permissions[stage.file.id] = []
    assert stage.check() == ["not_open", "linked_elsewhere", "column_gone"]
    stage.file.published = stage.file.accepting = False
    assert stage.check() == ["not_published", "linked_elsewhere", "column_gone"]


def test_check_changes_nothing(stage: Stage) -> None:
    stage.publish()
    stage.file.rename("Renginio data", "Kada?")
    stage.door.calls.clear()
    stage.check()

    assert set(stage.door.calls) == READS


def test_question_with_answers_goes_only_when_told(stage: Stage) -> None:
    stage.publish()
    stage.file.ask("Koks oras?", 4)
    stage.file.answer(datetime(2026, 5, 3, tzinfo=UTC), {"Koks oras?": ["Lietus"]})
    left = stage.publish()
    there = "Koks oras?" in stage.file.titles()
    gone = stage.publish(remove=True)

    assert (there, "„Koks oras?“" in left.by_hand[0].lt) == (True, True)
    assert (gone.removed, "Koks oras?" in stage.file.titles()) == (("Koks oras?",), False)


def test_lost_file_is_no_loss_the_form_is_taken_over_by_its_address(stage: Stage) -> None:
    stage.publish()
    stage.file.rename("Renginio data", "Kada?")
    (stage.folder / "forms.json").unlink()
    done = stage.publish(named=f"https://docs.google.com/forms/d/{stage.file.id}/edit#responses")

    assert (len(stage.door.forms), done.made, done.changes) == (1, False, 1)
    assert stage.publish().changes == 0


def test_empty_form_made_by_a_person_is_filled(stage: Stage) -> None:
    empty = stage.door.new_form("Forma be pavadinimo", "Forma be pavadinimo")
    done = stage.publish(named=empty.id)

    assert (done.made, len(empty.blocks), "forms.forms.create" in stage.door.calls) == (False, 28, False)
    assert stage.publish().edit_url == done.edit_url


def test_form_named_by_mistake_is_refused_untouched(stage: Stage) -> None:
    stage.publish()
    strange = stage.door.new_form("Pietūs", "Pietūs")
    strange.ask("Sriuba?", 0)
    for named, beginning in (
        (strange.id, "The form “Pietūs” asks other things"),
        ("https://docs.google.com/forms/d/e/1FAIpQLabcdefghijklmnopq/viewform", "This is not a form's address"),
        ("kažkas", "This is not a form's address"),
    ):
        with pytest.raises(OutsideError, match=beginning):
            stage.publish(CoordinatorRecord, named=named)
    with pytest.raises(OutsideError, match="belongs to namai, event_report, lt already"):
        stage.publish(CoordinatorRecord, named=next(iter(stage.door.forms)))

    assert strange.titles() == ["Sriuba?"]


def test_another_form_is_made_when_that_is_asked_for(stage: Stage) -> None:
    stage.publish()
    assert (stage.publish(named="new").made, len(stage.door.forms)) == (True, 2)
    assert stage.publish().edit_url.endswith(f"{list(stage.door.forms)[1]}/edit")


def test_form_that_a_script_made_keeps_its_fuller_conditions(stage: Stage) -> None:
    file = stage.door.new_form("Koordinatoriaus įrašas", "x")
    declared = declared_form(CoordinatorRecord, Language.LT, Notice(HOUSE.name, HOUSE.coordinator), Reach.SCRIPT)
    stage.api.change(file.id, plan_form(declared, read_live(file.body()), {}).requests, read_live(file.body()).revision)
    done = stage.publish(CoordinatorRecord, named=file.id)
    stage.link(file, CoordinatorRecord)

    assert (done.changes, file.question("Kanalas")["required"]) == (0, True)
    assert stage.check(CoordinatorRecord) == []


def test_ids_of_ours_that_google_does_not_take_are_done_without(stage: Stage) -> None:
    make = stage.door.new_form

    def without_ids(title: str, document_title: str) -> FormFile:
        file = make(title, document_title)
        file.accepts_own_ids = False
        return file

    stage.door.new_form = without_ids  # type: ignore[method-assign]  # Google of another mind
    stage.publish()
    stage.link(stage.file)
    stage.file.rename("Renginio data", "Kada?")

    assert stage.check() == ["question_renamed"]
    assert (stage.publish().changes, stage.check()) == (1, [])


def test_text_that_google_keeps_in_its_own_way_is_not_written_for_ever(stage: Stage) -> None:
    stage.publish()
    stage.link(stage.file)
    body = stage.file.body

    def otherwise() -> Body:
        told = body()
        told["info"]["description"] = told["info"]["description"].replace(" ", "\u00a0") + "\n"
        told["items"][0]["title"] += "!"
        return told

    stage.file.body = otherwise  # type: ignore[method-assign]  # Google of another mind
    first, second = stage.publish(), stage.publish()

    assert (first.changes, second.changes, stage.check()) == (1, 1, ["page_renamed"])


# ---- Faults ----


def test_somebody_who_edits_meanwhile_loses_nothing(stage: Stage) -> None:
    stage.publish()
    stage.file.rename("Renginio data", "Kada?")
    stage.door.before["forms.forms.batchUpdate"] = lambda: stage.file.ask("Koks oras?", 0)
    done = stage.publish()

    assert (stage.file.titles()[0], "Renginio data" in stage.file.titles()) == ("Koks oras?", True)
    assert [words.en[:30] for words in done.by_hand[:1]] == ["Left in the form, though it is"]


def test_form_that_never_rests_is_left_with_a_sentence(stage: Stage) -> None:
    stage.publish()
    stage.file.rename("Renginio data", "Kada?")
    request: Callable[..., Answered] = stage.door.request

    def restless(method: str, url: str, **more: object) -> Answered:
        stage.file.touch()
        return request(method, url, **more)

    stage.door.request = restless  # type: ignore[method-assign]  # somebody types all the time
    with pytest.raises(OutsideError, match="Somebody is changing the form"):
        stage.publish()


@pytest.mark.parametrize(
    "fault", ["unreached", "lost", "torn", Answered(500, "<html>"), Answered(429, "{}", {"Retry-After": "7"})]
)
@pytest.mark.parametrize(
    "call", ["forms.forms.batchUpdate", "forms.forms.setPublishSettings", "drive.permissions.create"]
)
def test_passing_fault_leaves_the_form_as_if_there_had_been_none(
    stage: Stage, call: str, fault: Answered | str
) -> None:
    stage.door.faults[call] = [fault]
    stage.publish()
    stage.link(stage.file)

    assert stage.check() == []
    assert len(stage.waited) == 1
    assert stage.waited[0] == (7 if isinstance(fault, Answered) and fault.headers else pytest.approx(2, abs=1))


def test_form_is_never_made_twice_when_the_answer_is_lost(stage: Stage) -> None:
    stage.door.faults["forms.forms.create"] = ["lost"]
    with pytest.raises(OutsideError, match="Whether the form was made is not certain"):
        stage.publish()

    assert len(stage.door.forms) == 1


def test_google_that_stays_away_is_given_up_after_some_minutes(stage: Stage) -> None:
    stage.publish()
    stage.door.faults["forms.forms.get"] = ["unreached"] * 99
    with pytest.raises(OutsideError, match="Google cannot be reached"):
        stage.publish()

    assert 100 < sum(stage.waited) < 300


def test_publishing_that_died_halfway_goes_on_with_the_same_form(stage: Stage) -> None:
    stage.door.faults["forms.forms.batchUpdate"] = [Answered(401, "{}")]
    with pytest.raises(OutsideError, match="does not accept the credentials"):
        stage.publish()
    done = stage.publish()

    assert (len(stage.door.forms), len(stage.file.blocks), done.made) == (1, 28, True)


def test_refusals_say_what_to_click_and_are_not_tried_again(stage: Stage) -> None:
    stage.publish()
    disabled = {"error": {"details": [{"reason": "SERVICE_DISABLED", "metadata": {"service": "forms.googleapis.com"}}]}}
    kind = {"Content-Type": "application/json"}
    for answered, said in (
        (Answered(403, json.dumps(disabled), kind), "Google Forms API is not enabled in the Google Cloud project"),
        (Answered(403, "{}", kind), f"choose Add collaborators and enter {ROBOT}"),
        (Answered(404, "<html>"), f"choose Add collaborators and enter {ROBOT}"),
        (Answered(401, "[]", kind), "Make a new key"),
    ):
        stage.door.faults["forms.forms.get"] = [answered]
        with pytest.raises(OutsideError, match=said):
            stage.publish()
    assert stage.waited == []


def test_account_that_cannot_make_forms_is_told_the_other_way(stage: Stage) -> None:
    stage.door.forbidden = {"forms.forms.create"}
    with pytest.raises(OutsideError, match="Make an empty one yourself"):
        stage.publish()
    assert not (stage.folder / "forms.json").exists()


def test_what_the_account_may_not_share_is_left_to_a_person(stage: Stage) -> None:
    stage.door.forbidden = {"drive.permissions.create"}
    done = stage.publish()

    assert [words.en.partition(":")[0] for words in done.by_hand] == [
        "Open the form to everybody",
        "The coordinator cannot edit the form yet",
        "One click is left that no program can do",
    ]


def test_damaged_file_of_forms_is_said_and_left(stage: Stage) -> None:
    (stage.folder / "forms.json").write_text('{"namai": {', encoding="utf-8")
    with pytest.raises(OutsideError, match="cannot be read"):
        stage.publish()

    assert (stage.folder / "forms.json").read_text(encoding="utf-8") == '{"namai": {'


# ---- From the command line, with google-auth and requests as they are ----


def key_file(folder: Path) -> Path:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key = {
        "type": "service_account",
        "client_email": ROBOT,
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": pem.decode(),
    }
    file = folder / "key.json"
    file.write_text(json.dumps(key), encoding="utf-8")
    return file


@pytest.fixture
def online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FormsDoor]:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOOKDEEPER_GOOGLE_KEY", str(key_file(tmp_path)))
    door = FormsDoor()

    def answer(request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        assert request.headers["Authorization"] == "Bearer sesame"
        address, _, query = str(request.url).partition("?")
        body = json.loads(request.body) if request.body else None
        done = door.request(str(request.method), address, params=dict(parse_qsl(query)), json=body, timeout=(1, 1))
        return done.status_code, done.headers, done.text

    with responses.RequestsMock(assert_all_requests_are_fired=False) as google:
        told = {"access_token": "sesame", "expires_in": 3600, "token_type": "Bearer"}
        google.post("https://oauth2.googleapis.com/token", json=told)
        for host in ("forms", "www"):
            for method in ("GET", "POST"):
                google.add_callback(method, re.compile(rf"https://{host}\.googleapis\.com/.*"), answer)
        run("init")
        run("organisation", "add", "namai", "--name", "Namai", "--coordinator", "k@namai.example.org")
        yield door


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return done.exit_code, done.output


def test_forms_are_published_and_checked_from_the_command_line(online: FormsDoor) -> None:
    code, said = run("forms", "publish", "--organisation", "namai")
    lines = said.splitlines()

    assert (code, len(online.forms), lines[0]) == (0, 3, "Paraiška tapti psichikos sveikatos ambasadoriumi")
    assert lines[1].startswith("  Answer: https://docs.google.com/forms/d/e/")
    assert lines[2].startswith("  Edit: https://docs.google.com/forms/d/1FORM")
    assert (lines[3], "lookdeeper import" in lines[4]) == ("  A new form was made.", True)
    assert run("forms", "publish", "event_report", "--organisation", "namai")[1].splitlines()[3] == (
        "  There was nothing to change."
    )
    assert run("forms", "check", "event_report", "--organisation", "namai") == (
        0,
        "Event report\n  All is as declared.\n",
    )

    list(online.forms.values())[1].rename("Renginio data", "Kada?")
    code, said = run("forms", "check", "event_report", "--organisation", "namai")

    assert (code, said.partition(" “lookdeeper")[0]) == (
        1,
        "Event report\n  The question “Renginio data” was renamed: “Kada?”.",
    )


def test_key_that_is_none_is_said_before_anything_is_asked(
    online: FormsDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"type": "service_account"}', encoding="utf-8")
    for named, said in (
        ("", "Nothing says how to connect to Google"),
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "none.json"), "is not there"),
        (str(wrong), "is not a key file of Google's"),
    ):
        monkeypatch.setenv("LOOKDEEPER_GOOGLE_KEY", named)
        code, told = run("forms", "publish", "--organisation", "namai")
        assert (code, said in told) == (3, True)
    assert online.calls == []


def test_key_that_google_refuses_is_said(online: FormsDoor) -> None:
    with responses.RequestsMock() as google:
        google.post("https://oauth2.googleapis.com/token", json={"error": "invalid_grant"}, status=400)
        code, told = run("forms", "publish", "--organisation", "namai")

    assert (code, f"Google does not accept the key of {ROBOT}" in told, online.calls) == (3, True, [])


def test_script_is_written_for_an_organisation_and_without_one(online: FormsDoor, tmp_path: Path) -> None:
    file = tmp_path / "forms.gs"
    code, said = run("forms", "script", "--organisation", "namai", "--out", str(file))
    printed = run("forms", "script", "event_report", "--language", "en")

    assert (code, said.splitlines()[0].startswith("The script: ")) == (0, True)
    assert "k@namai.example.org" in file.read_text(encoding="utf-8")
    assert (printed[0], printed[1].count('"documentTitle"'), online.calls) == (0, 1, [])


@pytest.mark.parametrize(
    "words",
    [
        ("publish", "nope", "--organisation", "namai"),
        ("publish", "--organisation", "namai", "--form", "abc"),
        ("check",),
        ("script", "nope"),
    ],
)
def test_wrong_words_are_said(words: tuple[str, ...]) -> None:
    assert run("forms", *words)[0] == 2


# ---- Responses ----


def test_responses_come_page_by_page_and_since_a_moment_with_the_edited_ones(stage: Stage) -> None:
    stage.publish()
    days = [datetime(2026, 5, day, tzinfo=UTC) for day in range(1, 5)]
    first, *_ = [stage.file.answer(at, {"Renginio pavadinimas": [f"Pokalbis {at.day}"]}) for at in days[:3]]
    stage.file.answer_again(first, days[3], {"Renginio pavadinimas": ["Pokalbis 1b"]})
    everything = stage.api.responses(stage.file.id)
    later = stage.api.responses(stage.file.id, days[2])

    assert [one.answers["Renginio pavadinimas"] for one in everything] == ["Pokalbis 1b", "Pokalbis 2", "Pokalbis 3"]
    assert [(one.created_at.day, one.last_submitted_at.day) for one in later] == [(1, 4), (3, 3)]


def test_change_on_another_revision_is_told_apart_from_one_that_is_refused(stage: Stage) -> None:
    stage.publish()
    with pytest.raises(FormsChangedError):
        stage.api.change(stage.file.id, [{"deleteItem": {"location": {"index": 0}}}], "00000001")
    with pytest.raises(OutsideError, match="Google did not accept"):
        stage.api.change(stage.file.id, [{"deleteItem": {"location": {"index": 99}}}], f"{stage.file.revision:08d}")


# ---- Small things ----


@pytest.mark.parametrize(
    ("workbook", "spreadsheet"),
    [
        (SHEET, SHEET),
        (f"https://docs.google.com/spreadsheets/d/{SHEET}/edit#gid=0", SHEET),
        (f"https://docs.google.com/spreadsheets/u/1/d/{SHEET}/edit", SHEET),
        ("namai.xlsx", ""),
        ("labai-ilgas-organizacijos-pavadinimas.xlsx", ""),
        ("", ""),
    ],
)
def test_spreadsheet_is_known_from_what_stands_in_the_workbook_column(workbook: str, spreadsheet: str) -> None:
    assert spreadsheet_of(replace(HOUSE, workbook=workbook)) == spreadsheet


def test_script_names_who_processes_the_answers() -> None:
    assert "k@namai.example.org" in script_of(FORMS, Language.LT, HOUSE)
    assert "the organisation that invited you" in script_of([EventReport], Language.EN)
