"""Prefect's server and all schedules in one process tree, on this machine alone."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml
from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment

from config import ROOT
from config.settings import Settings
from flows.consolidate import consolidate
from flows.errors import OutsideError
from flows.outbox import outbox
from flows.period_summary import period_summary
from flows.weekly_letter import weekly_letter
from forms.words import Language, Words

FLOWS = {
    "flows.consolidate.consolidate": consolidate,
    "flows.outbox.outbox": outbox,
    "flows.weekly_letter.weekly_letter": weekly_letter,
    "flows.period_summary.period_summary": period_summary,
}
_PATIENCE_SECONDS = 120
_NOT_UP = Words(
    "Prefect serveris nepasileido per {seconds} s. Ar prievadas {port} laisvas? Kitas: --port.",
    "Prefect's server did not start within {seconds} s. Is the port {port} free? Another: --port.",
)
_UP = Words("Veikia: {url}. Sustabdyti: Ctrl-C.", "Running: {url}. To stop: Ctrl-C.")


def deployments(settings: Settings, file: Path = ROOT / "prefect.yaml") -> list[RunnerDeployment]:
    """Return the deployments of prefect.yaml, to be served by this process."""
    declared = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
    return [
        FLOWS[one["entrypoint"]].to_deployment(
            one["name"],
            description=one["description"],
            parameters={"home": str(settings.home)},
            schedules=[CronSchedule(cron=at["cron"], timezone=at["timezone"]) for at in one["schedules"]],
            concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        )
        for one in declared
    ]


def run_server(settings: Settings, port: int, language: Language) -> None:
    """Start the server, then serve the schedules until Ctrl-C; both end together. Raises OutsideError."""
    url = f"http://127.0.0.1:{port}"
    os.environ["PREFECT_API_URL"] = f"{url}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own words, no shell
    try:
        _wait_for(f"{url}/api/health", server, port)
        print(_UP.say(language, url=url))  # noqa: T201 - the command line's own word
        # Without this a stop would pause every schedule until the next start.
        serve(*deployments(settings), pause_on_shutdown=False)
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(health: str, server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(_PATIENCE_SECONDS * 2):
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:  # noqa: S310 - our own loopback address
                if answer.status == 200 and server.poll() is None:  # noqa: PLR2004
                    return
        except (urllib.error.URLError, OSError):
            pass
        if server.poll() is not None:
            break
        time.sleep(0.5)
    parts = {"seconds": _PATIENCE_SECONDS, "port": port}
    raise OutsideError(Words(*(text.format(**parts) for text in _NOT_UP.both())))
