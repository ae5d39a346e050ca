"""The flows on Prefect's rim: they connect and call the plain functions; deployments are declared right."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from config import ROOT
from config.settings import load_settings
from flows.runs.importing import import_answers
from flows.runs.setting_up import Joining, add_organisation, find_organisation
from flows.wiring import connect
from forms.application import Application
from forms.words import Language

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

AS_OF = "2024-01-15T08:05"


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    """Run a Prefect server of its own for this module."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
    ):
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with the sample's organisation and its applications, brought in with letters."""
    from flows import clock

    services = connect(load_settings(tmp_path))
    add_organisation(services, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    organisation = find_organisation(services, "namai")
    file = ROOT / "config" / "sample" / "application.csv"
    import_answers(services, organisation, Application, file, letters=True, now=clock.as_of(AS_OF))
    return tmp_path


@pytest.mark.usefixtures("server")
def test_flows_consolidate_send_and_sum_up_and_a_second_run_does_nothing(home: Path) -> None:
    from flows.consolidate import consolidate
    from flows.outbox import outbox
    from flows.period_summary import period_summary
    from flows.weekly_letter import weekly_letter

    first = consolidate(str(home), AS_OF)
    sent = outbox(str(home), AS_OF)
    weekly = weekly_letter(str(home), AS_OF)
    files = period_summary(str(home), AS_OF, "2023-04-01", "2023-12-31")
    again = outbox(str(home), AS_OF)
    repeated = outbox(str(home), AS_OF)

    assert first["namai"]["new"] == first["namai"]["submissions"] > 0
    assert sent == {"sent": first["namai"]["letters"], "later": 0, "failed": 0, "held": 0}
    assert weekly == {"queued": 1, "recipients": 1}
    assert again["sent"] == 2  # the weekly letter, and the one that tells of the period's summary
    assert repeated["sent"] == 0
    assert {Path(file).name for file in files} == {
        "summary.html", "summary.pdf", "summary.docx", "summary.xlsx", "figures.csv", "events.csv", "figures.json",
    }  # fmt: skip


@pytest.mark.usefixtures("server")
def test_weekly_letter_waits_for_the_first_working_day_and_is_caught_up_on_the_next(home: Path) -> None:
    from flows.weekly_letter import weekly_letter

    days = ("2024-01-16", "2024-01-17", "2024-03-31", "2024-04-01", "2024-04-02", "2024-04-03")
    queued = [weekly_letter(str(home), f"{day}T08:05")["queued"] for day in days]

    # A Monday that was missed, its Wednesday, Easter Sunday and Monday, and the two days after.
    assert queued == [1, 0, 0, 0, 1, 0]


@pytest.mark.usefixtures("server")
def test_artifacts_and_task_names_carry_nobodys_answers(home: Path) -> None:
    from prefect.client.orchestration import get_client

    from flows.consolidate import consolidate

    consolidate(str(home), AS_OF)
    with get_client(sync_client=True) as client:
        tasks = client.read_task_runs()
        flows = client.read_flow_runs()
        artifacts = client.request("POST", "/artifacts/filter", json={}).json()
    told = " ".join([*(task.name for task in tasks), *(str(flow.parameters) for flow in flows), str(artifacts)])

    assert "namai" in told
    answers = (ROOT / "config" / "sample" / "application.csv").read_text(encoding="utf-8")
    words = {part for part in answers.replace("\n", ",").split(",") if "@" in part}
    assert words
    assert [word for word in words if word in told] == []


def test_deployments_name_flows_that_are_there_and_keep_clear_of_the_night_of_clocks() -> None:
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))

    from flows.serving import FLOWS

    assert [one["entrypoint"] for one in declared["deployments"]] == list(FLOWS)
    for one in declared["deployments"]:
        assert one["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
        for schedule in one["schedules"]:
            hours = schedule["cron"].split()[1]
            assert schedule["timezone"] == "Europe/Vilnius"
            assert hours in {"2", "4-6", "7-21", "8", "6"}


@pytest.mark.usefixtures("server")
def test_deploy_all_works_against_a_local_server() -> None:
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    environment = {**os.environ, "PREFECT_API_URL": PREFECT_API_URL.value(), "LOOKDEEPER_ROOT": str(ROOT)}
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    for words in (["work-pool", "create", "--type", "process", "default"], ["deploy", "--all"]):
        done = subprocess.run(
            [*prefect, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with get_client(sync_client=True) as client:
        names = sorted(one.name for one in client.read_deployments())

    assert names == ["monthly", "nightly", "outbox", "weekly"]


def test_serve_offers_every_deployment(tmp_path: Path) -> None:
    from flows.serving import deployments

    made = deployments(load_settings(tmp_path))

    assert [one.name for one in made] == ["nightly", "outbox", "weekly", "monthly"]
    assert all(one.parameters == {"home": str(tmp_path)} for one in made)
