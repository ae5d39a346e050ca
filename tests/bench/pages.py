"""How fast our own pages are: one page's work in the server, and answers kept a second over loopback."""

import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx

from config.settings import load_settings
from flows.runs.setting_up import Joining, add_organisation, make_programme
from flows.web.app import make_app
from flows.web.site import open_site
from flows.wiring import connect
from forms.words import Language

ANSWERS = {
    "reporter_email": "a@example.com", "reporter_name": "Vardenė Pavardenė", "title": "Pokalbis", "kind": "meeting",
    "audience": "teachers", "format": "in_person", "date": "2023-05-02", "duration_hours": "1,5",
    "municipality": "Vilniaus m.", "ambassadors": "Vardenė Pavardenė", "present": "30", "social_contacts": "25",
    "minors": "no",
}  # fmt: skip
PATH = "/lt/namai/event-report"
_AT_ONCE = 32


def make_home(home: Path) -> None:
    """Make a home with one organisation."""
    services = connect(load_settings(home))
    make_programme(services)
    add_organisation(services, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    services.ledger.salt()


def milliseconds_a_page(home: Path, times: int = 200) -> float:
    """Return how long the server works on a form's page, without any network."""
    site = open_site(connect(load_settings(home)), "http://127.0.0.1")

    async def visit() -> float:
        transport = httpx.ASGITransport(make_app(site))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await client.get(PATH)
            began = time.perf_counter()
            for _ in range(times):
                (await client.get(PATH)).raise_for_status()
            return (time.perf_counter() - began) / times * 1000

    took = asyncio.run(visit())
    site.keeper.stop()
    return took


@contextmanager
def served(home: Path) -> Iterator[int]:
    """Run the server in a process of its own; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    settings = {
        "LOOKDEEPER_WEB_PORT": str(port), "LOOKDEEPER_WEB_FOLLOW_SECONDS": "0",
        "LOOKDEEPER_WEB_POSTS_PER_ADDRESS": "1000000", "LOOKDEEPER_WEB_POSTS_AN_HOUR": "1000000",
    }  # fmt: skip
    command = [sys.executable, "-m", "flows.cli", "--home", str(home), "pages"]
    server = subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()


def posts_a_second(home: Path, many: int) -> float:
    """Return how many answers a second are thanked for, each safe on the disk, to so many browsers at once."""
    with served(home) as port:
        page = httpx.get(f"http://127.0.0.1:{port}{PATH}", trust_env=False)
        found = re.search(r'name="_token" value="([^"]+)"', page.text)
        cookie = page.headers["set-cookie"].partition(";")[0]
        bodies = [
            urlencode({**ANSWERS, "reporter_email": f"a{number}@example.com", "_token": found[1] if found else ""})
            for number in range(many)
        ]
        time.sleep(3.5)  # whoever answers at once is held apart
        return many / asyncio.run(_send_all(port, cookie, bodies))


async def _send_all(port: int, cookie: str, bodies: list[str]) -> float:
    waiting = list(bodies)

    async def browser() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            body = waiting.pop().encode()
            head = (
                f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nContent-Length: {len(body)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            if b" 303 " not in answer[:20]:
                raise RuntimeError(answer[:200])
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(browser() for _ in range(_AT_ONCE)))
    return time.perf_counter() - began


def kept(home: Path) -> int:
    """Return how many posts the ledger has."""
    with sqlite3.connect(home / "ledger.sqlite") as ledger:
        return int(ledger.execute("SELECT count(*) FROM posts").fetchone()[0])


def raw_inserts_a_second(folder: Path, many: int) -> float:
    """Return how many inserts a second the disk bears, each synced, of rows as large as a post."""
    ledger = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    ledger.execute("PRAGMA journal_mode = WAL")
    ledger.execute("PRAGMA synchronous = FULL")
    ledger.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, answers TEXT)")
    began = time.perf_counter()
    for number in range(many):
        ledger.execute("INSERT INTO posts (answers) VALUES (?)", (f"{number:0700}",))
    took = time.perf_counter() - began
    ledger.close()
    return many / took
