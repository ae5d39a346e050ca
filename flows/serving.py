"""The pages, Prefect's server and all schedules in one process tree, on this machine alone."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from flows.web.server import address_of
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
    "Serveris nepasileido per {seconds} s. Ar prievadas {port} laisvas? Kitas: --port arba LOOKDEEPER_WEB_PORT.",
    "The server did not start within {seconds} s. Is the port {port} free? Another: --port or LOOKDEEPER_WEB_PORT.",
)
_UP = Words("Formos: {pages}. Paleidimai: {url}. Sustabdyti: Ctrl-C.", "Forms: {pages}. Runs: {url}. To stop: Ctrl-C.")


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
    """Start the pages and the server, then serve the schedules until Ctrl-C; all end together. Raises OutsideError."""
    url = f"http://127.0.0.1:{port}"
    # Letters that the schedules write lead to the pages.
    os.environ["LOOKDEEPER_PUBLIC_URL"] = address_of(settings)
    with _child(["flows.cli", "--home", str(settings.home), "pages"]) as pages:
        _wait_for(f"http://{settings.web_host}:{settings.web_port}/health", pages, settings.web_port)
        with _child(["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]) as server:
            _wait_for(f"{url}/api/health", server, port)
            print(_UP.say(language, url=url, pages=address_of(settings)))  # noqa: T201 - the command line's own word
            # Without this a stop would pause every schedule until the next start.
            serve(*deployments(settings), pause_on_shutdown=False)


@contextmanager
def _child(module: Sequence[str]) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a module in a process of its own, which ends when the block does; Ctrl-C reaches it through us alone."""
    child = subprocess.Popen([sys.executable, "-m", *module], start_new_session=True)  # noqa: S603 - our own words
    try:
        yield child
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()


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
