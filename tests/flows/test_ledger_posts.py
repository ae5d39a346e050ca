"""Posts in the ledger, on SQLite and PostgreSQL: once by token, found again, emptied when they stand in a tab."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.adapters.excel.workbook import ExcelWorkbook
from flows.adapters.ledger import SqlLedger
from forms.memory import Memory
from forms.posts import PostKind, PostState
from tests.flows.google_mirror import GoogleMirror
from tests.flows.ledger_samples import NOW, version
from tests.flows.posts import ANSWERS, correction, new_post, suspect, withdrawal
from tests.flows.stage import Stage

pytest_plugins = ["tests.flows.databases"]


def test_post_is_kept_once_by_its_token_and_numbered_in_the_order_of_arrival(ledger: SqlLedger) -> None:
    first, second = new_post("w-1"), new_post("w-2")
    ledger.post([first])
    ledger.post([first, second])

    posts = ledger.past("namai").posts
    assert [replace(post, number=0) for post in posts] == [first, second]
    assert posts[0].number < posts[1].number
    assert (ledger.has_post(first.token), ledger.has_post("other")) == (True, False)
    assert (ledger.organisations_waiting(), ledger.past("kiti").posts) == (frozenset({"namai"}), ())


def test_post_wipes_the_mark_of_its_organisation_alone(ledger: SqlLedger) -> None:
    for name in ("namai", "kiti"):
        ledger.settle(name, "mark")
    ledger.post([new_post()])
    assert (ledger.settled("namai"), ledger.settled("kiti")) == ("", "mark")


def test_response_is_known_by_its_id_with_its_corrections_and_that_it_was_taken_back(ledger: SqlLedger) -> None:
    ledger.post([new_post(), correction(first_name="Ona", phone="")])
    found = ledger.posted("w-1")
    assert found is not None
    assert (found.answers, found.edition, found.withdrawn_at) == (
        {key: text for key, text in ANSWERS.items() if key != "phone"} | {"first_name": "Ona"}, 2, None,
    )  # fmt: skip
    ledger.post([withdrawal()])
    found = ledger.posted("w-1")
    assert found is not None
    assert (found.edition, found.withdrawn_at) == (3, datetime(2023, 6, 3, 9, 0, tzinfo=UTC))
    assert ledger.posted("w-9") is None


def test_shown_post_is_emptied_and_its_answers_are_those_of_the_response(ledger: SqlLedger) -> None:
    ledger.post([new_post()])
    (post,) = ledger.past("namai").posts
    one = version(key="A-0000000001")
    ledger.commit("namai", Memory(versions=(one,), posted={one.key: "w-1"}), now=NOW)
    ledger.posts_shown("namai", [post.number])

    found = ledger.posted("w-1")
    assert found is not None
    assert (ledger.past("namai").posts, ledger.past("namai").posted) == ((), {one.key: "w-1"})
    assert found.answers == json.loads(one.answers_json)


def test_what_is_said_of_suspects_is_kept_with_the_run(ledger: SqlLedger) -> None:
    ledger.post([suspect("w-1"), suspect("w-2")])
    one, two = ledger.past("namai").posts
    states = {one.number: PostState.WAITING, two.number: PostState.REFUSED}
    ledger.commit("namai", Memory(post_states=states), now=NOW)

    (left,) = ledger.past("namai").posts
    assert (left.response_id, left.kind, left.answers, ledger.suspects("namai")) == ("w-1", PostKind.NEW, ANSWERS, 0)


def test_text_that_people_agreed_to_stays_as_it_was_first_kept(ledger: SqlLedger) -> None:
    from sqlalchemy import text

    ledger.consented_to({"v1": "one"}, now=NOW)
    ledger.consented_to({"v1": "other", "v2": "two"}, now=NOW)
    with ledger._reading() as connection:
        kept = connection.execute(text("SELECT version, text FROM consent_texts ORDER BY version")).tuples().all()
    assert kept == [("v1", "one"), ("v2", "two")]


@pytest.mark.parametrize("kind", ["excel", "google"])
def test_posts_live_in_a_real_workbook_as_in_memory(tmp_path: Path, kind: str) -> None:
    stage = Stage(tmp_path)
    book = ExcelWorkbook(tmp_path / "namai.xlsx", backups=tmp_path / "backups") if kind == "excel" else GoogleMirror()
    stage.services = replace(stage.services, workbook_of=lambda _: book)
    stage.ledger.post(
        [new_post(), new_post("w-2", "event_report"), new_post("w-3", answers={"email": "b@example.com"})]
    )
    first = stage.night()
    stage.ledger.post([correction(first_name="Ona", phone=""), correction("w-2", "event_report", date="2023-05-03")])
    second, third = stage.night(), stage.night()

    known = stage.ledger.past("namai").responses
    assert (first.counts["new"], second.counts["edited"], second.counts["new"], third.counts) == (3, 2, 0, {})
    assert [one.answers["date"] for one in known["event_report"]] == ["2023-05-03"]
    assert {one.answers["first_name"]: one.answers.get("phone") for one in known["application"]} == {
        "Ona": None, "Jonas": "8 612 34567",
    }  # fmt: skip
