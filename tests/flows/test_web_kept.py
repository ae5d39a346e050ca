"""What was thanked for is kept: under kill -9, with fifty people at once, with a ledger that others write to."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from config.settings import load_settings
from flows.adapters.ledger import open_ledger
from flows.runs.setting_up import Joining, add_organisation, make_programme
from flows.wiring import connect
from forms.words import Language
from tests.flows.web_stage import APPLICATION, Read, web_stage

APPLY = "/lt/namai/application"
KILLS = int(os.environ.get("LOOKDEEPER_TEST_KILLS", "6"))


@pytest.fixture(name="home")
def home_with_an_organisation(tmp_path: Path) -> Path:
    services = connect(load_settings(tmp_path))
    make_programme(services)
    add_organisation(services, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    return tmp_path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def pages(home: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    settings = {
        "LOOKDEEPER_WEB_PORT": str(port), "LOOKDEEPER_WEB_FOLLOW_SECONDS": "0", "LOOKDEEPER_HOME": str(home),
        "LOOKDEEPER_WEB_POSTS_PER_ADDRESS": "100000", "LOOKDEEPER_WEB_POSTS_AN_HOUR": "100000",
    }  # fmt: skip
    command = [sys.executable, "-m", "flows.cli", "pages"]
    server = subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                break
        yield server
    finally:
        server.kill()
        server.wait()


def keep_sending(port: int, who: str, fields: dict[str, list[str]], cookies: httpx.Cookies) -> list[str]:
    """Send the same page until it is thanked for, as a browser does when somebody presses reload; give up at a kill."""
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies=cookies, trust_env=False) as client:
            answer = client.post(APPLY, data={**fields, **APPLICATION, "email": f"{who}@example.com"})
            if answer.status_code == 303 and "Ačiū" in client.get(answer.headers["location"]).text:
                return [who]
    except httpx.TransportError:
        pass
    return []


def opened(port: int) -> tuple[dict[str, list[str]], httpx.Cookies]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        return Read(client.get(APPLY).text).fields, client.cookies


def test_whoever_was_thanked_is_in_the_ledger_and_nobody_twice_though_the_server_is_killed(home: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - moments of kills, no secret
    port, thanked, everybody = free_port(), [], []
    page: tuple[dict[str, list[str]], httpx.Cookies] | None = None
    for kill in range(KILLS):
        with pages(home, port) as server, ThreadPoolExecutor(8) as people:
            # One page was opened before the first kill: its token outlives the server.
            page = page or opened(port)
            sent = [people.submit(keep_sending, port, f"p{kill}-{number}", *page) for number in range(12)]
            sent += [people.submit(keep_sending, port, who, *page) for who in everybody[-3:]]
            everybody += [f"p{kill}-{number}" for number in range(12)]
            time.sleep(rng.uniform(0.0, 0.25))
            server.send_signal(signal.SIGKILL)
            thanked += [who for one in sent for who in one.result()]
    with open_ledger(f"sqlite:///{home / 'ledger.sqlite'}") as ledger:
        kept = [post.answers["email"].partition("@")[0] for post in ledger.past("namai").posts]

    assert len(thanked) > 0
    assert set(thanked) <= set(kept) <= set(everybody)
    assert len(kept) == len(set(kept))


def test_server_stops_cleanly_when_it_is_asked_to_and_says_so_when_its_port_is_taken(home: Path) -> None:
    port = free_port()
    with pages(home, port) as server:
        taken = subprocess.run(
            [sys.executable, "-m", "flows.cli", "--home", str(home), "pages"],
            env=os.environ | {"LOOKDEEPER_WEB_PORT": str(port)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    assert (taken.returncode, "LOOKDEEPER_WEB_PORT" in taken.stderr) == (3, True)


def test_fifty_people_at_once_are_all_thanked_and_all_kept(tmp_path: Path) -> None:
    with web_stage(tmp_path) as stage:
        stage.site.per_address._most = 1000

        def apply(number: int) -> int:
            with stage.browser() as client:
                fields = stage.visit(APPLY, client).fields | APPLICATION | {"email": f"a{number}@example.com"}
                answer = stage.post(APPLY, fields, client)
                return client.get(answer.headers["location"]).status_code if answer.status_code == 303 else 0

        object.__setattr__(stage.site, "haste_seconds", -1.0)
        with ThreadPoolExecutor(50) as people:
            codes = list(people.map(apply, range(50)))
        posts = stage.ledger.past("namai").posts
    assert codes == [200] * 50
    assert len({post.answers["email"] for post in posts}) == len(posts) == 50


def test_nobody_is_thanked_while_the_ledger_cannot_be_written(tmp_path: Path) -> None:
    with web_stage(tmp_path) as stage:
        keep, stage.site.keeper._keep = stage.site.keeper._keep, failing
        answer = stage.send(APPLY, APPLICATION)
        assert (answer.status_code, "neįrašyti" in answer.text) == (500, True)
        stage.site.keeper._keep = keep
        assert stage.send(APPLY, APPLICATION).status_code == 303


def failing(_posts: object) -> None:
    raise OSError(28, "No space left on device")
