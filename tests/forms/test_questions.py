"""The language that forms are written in, and the wrappers that keep answers from being seen."""

import copy
import json
import logging
import pickle
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.application import Application
from forms.asking import choice, short_text
from forms.event_report import EventReport
from forms.faults import Fault, FaultCode
from forms.options import YES_NO
from forms.privacy import Health, Personal
from forms.problems import Place
from forms.questions import Form, health, personal, public, required, required_if
from forms.responses import Known, Response
from forms.tracking import Status, Tracked
from forms.validation import Submission
from forms.words import Words

CANARY = "kanarėlė"
ROOT = Path(__file__).parents[2]


class Small(Form):
    key, letter, title, tab = "small", "S", Words("Maža", "Small"), Words("Maža", "Small")

    sure = public(required(choice("Ar tikrai?", "Sure?", YES_NO)))
    title_ = personal(short_text("Vardas", "Name"))
    why = health(required_if("sure", "no", short_text("Kodėl?", "Why?")))


@dataclass(frozen=True, slots=True)
class Holder:
    who: Personal[str]
    what: Health[str]


def test_form_collects_its_questions_in_order_with_keys_without_the_underscore() -> None:
    assert [(q.key, q.position) for q in Small.questions] == [("sure", 0), ("title", 1), ("why", 2)]
    assert Small.question("title") is Small.title_
    with pytest.raises(KeyError):
        Small.question("title_")


def test_answers_come_wrapped_by_their_class() -> None:
    small, faults = Small.read(["Ne", "Rasa", "taip"])
    assert faults == {}
    assert (small.sure, small.title_, small.why) == ("no", Personal("Rasa"), Health("taip"))


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (["Taip", "", ""], {}),
        (["Ne", "", ""], {"why": FaultCode.MISSING}),
        (["", "", ""], {"sure": FaultCode.MISSING}),
        (["gal", "", "x"], {"sure": FaultCode.NOT_OFFERED}),
        (["Taip", "x" * 301, ""], {"title": FaultCode.TOO_LONG}),
        (["-", "–", "—"], {"sure": FaultCode.MISSING}),
    ],
)
def test_read_says_which_answers_are_wrong_or_missing(cells: list[str], faults: dict[str, FaultCode]) -> None:
    assert {key: fault.code for key, fault in Small.read(cells)[1].items()} == faults


def test_read_wants_one_cell_a_question() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Small.read(["Taip"])


def shown_in_every_way(value: object) -> str:
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s %r", (value, value), None)
    texts = [repr(value), str(value), f"{value}", f"{value!r}", "%s" % value, record.getMessage(), repr([value])]  # noqa: UP031
    texts.append(json.dumps(value, default=str))
    return "\n".join(texts)


@pytest.mark.parametrize("value", [Personal(CANARY), Health(CANARY), Holder(Personal(CANARY), Health(CANARY))])
def test_wrapped_answer_is_never_shown(value: object) -> None:
    shown = shown_in_every_way(value)
    assert "<" in shown
    assert CANARY not in shown


def test_wrapped_answer_is_no_json_no_dictionary_and_no_pickle() -> None:
    for value in (Personal(CANARY), Health(CANARY)):
        for attempt in (json.dumps, pickle.dumps, vars):
            with pytest.raises(TypeError) as refused:
                attempt(value)
            assert CANARY not in str(refused.value)


def test_dictionary_of_what_holds_wrapped_answers_does_not_open_them() -> None:
    assert CANARY not in repr(asdict(Holder(Personal(CANARY), Health(CANARY))))


def test_wrapped_answer_does_not_change_and_is_equal_only_to_its_own_kind() -> None:
    one = Personal("a")
    with pytest.raises(AttributeError):
        one._value = "b"  # type: ignore[misc]
    assert one == Personal("a")
    assert hash(one) == hash(Personal("a"))
    assert one != Personal("b")
    assert Personal("a") != Health("a")
    assert one != "a"
    assert copy.deepcopy(one) is one
    assert (one.reveal(), Health("a").for_coordinator()) == ("a", "a")


def test_what_holds_raw_answers_does_not_show_them() -> None:
    now = datetime(2023, 5, 1, tzinfo=UTC)
    response = Response(EventReport, "Lapas", 2, "2023-05-01 10:00:00", {"comments": CANARY})
    known = Known("R-1", "event_report", 1, "f", "", json.dumps({"comments": CANARY}, ensure_ascii=False), now, now)
    answers = EventReport.read(
        [CANARY if q.key in {"comments", "reporter_name"} else "" for q in EventReport.questions]
    )
    submission = Submission("R-1", 1, EventReport, answers[0], Place("x"), None, now, (), (), {"comments": CANARY})
    tracked = Tracked("R-1", 1, Status.SAME, response, known)
    assert "Lapas" in repr(response)
    for value in (response, known, submission, tracked):
        assert CANARY not in shown_in_every_way(value)


def test_a_form_of_answers_does_not_show_them() -> None:
    answers, _ = Application.read([CANARY, *("" for _ in Application.questions[1:])])
    assert answers.first_name.reveal() == CANARY
    assert CANARY not in shown_in_every_way(answers)


def test_a_fault_never_carries_the_answer() -> None:
    for question in (*Application.questions, *EventReport.questions):
        found = question.answer.read(f"{CANARY}@" * 9_000)
        if isinstance(found, Fault):
            assert CANARY not in repr(found)


def test_type_checker_refuses_a_health_answer_where_another_is_expected(tmp_path: Path) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(
        "from forms.application import Application\n"
        "from forms.privacy import Health, Personal\n"
        "def letter(name: Personal[str]) -> str:\n    return name.reveal()\n"
        "def plain(text: str) -> str:\n    return text\n"
        "def probe(a: Application) -> None:\n"
        "    letter(a.first_name)\n"
        "    letter(a.experience)\n"
        "    plain(a.experience)\n"
        "    plain(a.first_name)\n"
        "    a.experience.reveal()\n"
        "    a.first_name.for_coordinator()\n"
        "    plain(a.experience.for_coordinator())\n"
    )
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(ROOT)], "pythonVersion": "3.11"}))
    found = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    refused = sorted(one["range"]["start"]["line"] + 1 for one in json.loads(found.stdout)["generalDiagnostics"])
    assert refused == [9, 10, 11, 12, 13]
