"""Weekly and period letters, the alarm, and the commands about letters, each played against a home."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from config.settings import load_settings
from flows import clock
from flows.adapters.rendering import render_letter
from flows.cli.main import app
from flows.runs.importing import import_answers
from flows.runs.mailing import send_due
from flows.runs.period_letters import queue_period_letters
from flows.runs.programme import consolidate_programme
from flows.runs.setting_up import Joining, add_organisation, find_organisation
from flows.runs.watching import raise_alarm
from flows.runs.weekly import queue_weekly_letters
from flows.wiring import Services, connect
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.letters import LETTERS, FigureLine, WeeklyLetter, from_fields, to_fields
from forms.outbox import LetterState, Priority, QueuedLetter
from forms.words import Language
from tests.flows.stage import REPORT, TRAINING
from tests.flows.test_importing import write

MONDAY = clock.as_of("2023-05-08T08:00")
NEXT = clock.as_of("2023-05-15T08:00")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = connect(load_settings(tmp_path / "home"))
    add_organisation(made, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    consolidate_programme(made, clock.as_of("2023-05-01T02:00"))
    return made


def bring(services: Services, form: type, *rows: dict[str, object], at: str) -> None:
    house = find_organisation(services, "namai")
    file = write(services.settings.home / "f.csv", form, *rows)
    import_answers(services, house, form, file, letters=False, now=clock.as_of(at))
    consolidate_programme(services, clock.as_of(at))


def weekly(services: Services, number: int = -1) -> WeeklyLetter:
    told = [one for one in services.ledger.letters() if one.kind == "weekly_letter" and one.organisation == "namai"]
    letter = from_fields("weekly_letter", told[number].fields)
    assert isinstance(letter, WeeklyLetter)
    return letter


def test_week_is_told_in_a_sentence_with_the_weeks_before(services: Services) -> None:
    bring(services, EventReport, REPORT, at="2023-05-04T02:00")
    queue_weekly_letters(services, MONDAY)

    letter = weekly(services)
    assert letter.opening == "Renginiai: 1\u00a0renginys; juose užmegzta: 25\u00a0socialiniai kontaktai."
    assert [(week.events, week.contacts) for week in letter.weeks] == [(0, 0)] * 7 + [(1, 25)]


def test_quiet_week_tells_when_something_happened_last_and_what_comes(services: Services) -> None:
    bring(services, EventReport, REPORT, at="2023-05-04T02:00")
    bring(services, CoordinatorRecord, {**TRAINING, "date": "2023-05-20"}, at="2023-05-10T02:00")
    queue_weekly_letters(services, NEXT)

    letter = weekly(services)
    text = render_letter(letter, Language.LT).text.replace("\u00a0", " ")
    assert (
        letter.opening.replace("\u00a0", " ") == "Šią savaitę renginių neįvyko. Paskutinis įvyko 2023 m. gegužės 2 d."
    )
    assert "* 2023 m. gegužės 20 d.: Namai – Ambasadorių mokymai: Pavasario mokymai" in text


def test_number_of_a_week_that_changed_since_it_was_told_is_told_once(services: Services) -> None:
    bring(services, EventReport, REPORT, at="2023-05-04T02:00")
    queue_weekly_letters(services, MONDAY)
    late = {
        **REPORT,
        "stamp": "2023-05-10 10:00:00",
        "title": "Kitas renginys",
        "date": "2023-05-03",
        "social_contacts": "7",
    }
    bring(
        services,
        EventReport,
        {**late, "municipality": "Kauno m. sav.", "ambassadors": "Ona Kita"},
        at="2023-05-11T02:00",
    )
    queue_weekly_letters(services, NEXT)
    queue_weekly_letters(services, clock.as_of("2023-05-22T08:00"))

    changed = [(one.figure, int(one.told), int(one.now)) for one in weekly(services, 1).changed]
    assert sorted(changed) == [("events", 1, 2), ("people_present", 30, 60), ("social_contacts", 25, 32)]
    assert weekly(services, 2).changed == ()


def test_period_letter_goes_to_those_who_get_summaries_and_once(services: Services) -> None:
    bring(services, EventReport, REPORT, at="2023-05-04T02:00")
    days = date(2023, 5, 1), date(2023, 5, 31)
    queued = [queue_period_letters(services, *days, NEXT, {"": ("summary.html",)}) for _ in range(2)]

    told = [one for one in services.ledger.letters() if one.kind == "period_summary"]
    assert queued == [len(told), 0]
    assert all("Socialiniai kontaktai: 25" in _text(one) for one in told)


def _text(one: QueuedLetter) -> str:
    return render_letter(from_fields(one.kind, one.fields), Language.LT).text


def at_home(services: Services, monkeypatch: pytest.MonkeyPatch, operator: str) -> Services:
    monkeypatch.setenv("LOOKDEEPER_OPERATOR", operator)
    return connect(load_settings(services.settings.home))


def test_operator_is_woken_once_a_day_until_the_night_runs(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    home = at_home(services, monkeypatch, "budi@example.org")
    raised = [
        raise_alarm(home, clock.as_of(at))
        for at in ("2023-05-02T03:59", "2023-05-02T08:00", "2023-05-02T08:15", "2023-05-03T07:00")
    ]
    consolidate_programme(home, clock.as_of("2023-05-03T09:00"))
    after = raise_alarm(home, clock.as_of("2023-05-04T08:00"))

    alarms = [one for one in home.ledger.letters() if one.kind == "did_not_run"]
    assert (raised, after) == ([False, True, False, True], False)
    assert {(one.recipient, one.priority) for one in alarms} == {("budi@example.org", Priority.ALARM)}
    assert alarms[0].fields == {"last_on": "2023-05-01", "last_time": "02:00", "hours": 30}


@pytest.mark.parametrize("operator", ["", "ne adresas"])
def test_nobody_is_woken_where_no_operator_is_named(
    services: Services, monkeypatch: pytest.MonkeyPatch, operator: str
) -> None:
    assert not raise_alarm(at_home(services, monkeypatch, operator), clock.as_of("2023-06-01T08:00"))


def run(services: Services, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["letters", *words, "--home", str(services.settings.home)], catch_exceptions=False)
    return done.exit_code, done.output


def test_letters_are_held_released_and_sent_again_by_their_key(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    queue_weekly_letters(services, MONDAY)
    key = services.ledger.letters()[0].key
    said = [run(services, word, key) for word in ("resend", "release", "hold", "release")]
    send_due(services, MONDAY)
    late = [run(services, word, key, "--as-of", "2023-05-09T08:00") for word in ("hold", "resend")]

    assert [code for code, _ in said] == [3, 3, 0, 0]
    assert [code for code, _ in late] == [3, 0]
    assert late[1][1] == f"{key}/again2: Queued\n"
    assert run(services, "hold", "nothing")[0] == 3
    listed = run(services, "list")[1].splitlines()
    assert [line.split("  ")[:3] for line in listed][:: len(listed) - 1] == [
        [key, "Weekly letter", "Sent"],
        [f"{key}/again2", "Weekly letter", "Queued"],
    ]
    assert "@" not in "".join(listed)
    assert {one.key: one.state for one in services.ledger.letters()}[key] is LetterState.SENT


def test_previews_of_all_letters_lie_in_a_folder(services: Services, tmp_path: Path) -> None:
    code, _ = run(services, "preview", "--out", str(tmp_path / "p"))
    names = {
        f"{letter.kind}.{language}.{ending}"
        for letter in LETTERS
        for language in Language
        for ending in ("eml", "html")
    }
    assert (code, {file.name for file in (tmp_path / "p").iterdir()}) == (0, names)


def test_preview_of_one_kind_in_one_language(services: Services, tmp_path: Path) -> None:
    code, told = run(services, "preview", "did_not_run", "--language", "lt", "--out", str(tmp_path / "p"))
    assert (code, [Path(line).name for line in told.splitlines()]) == (0, ["did_not_run.lt.eml", "did_not_run.lt.html"])
    assert run(services, "preview", "no_such_letter")[0] == 2


def test_period_letter_does_not_show_what_would_tell_a_small_count() -> None:
    kind = next(letter for letter in LETTERS if letter.kind == "period_summary")
    told = replace(cast("Any", kind.example(Language.LT)), lines=(FigureLine("Apmokyti", None, 0),))
    kept = from_fields(kind.kind, to_fields(told))
    assert kept == told
    assert "* Apmokyti: nerodoma\n" in render_letter(kept, Language.LT).text
