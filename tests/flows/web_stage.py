"""A house with pages: a home with one organisation, its site, and a browser without script that fills in forms."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import httpx
import uvicorn

from config.settings import load_settings
from flows.adapters.memory import MemoryWorkbook
from flows.runs.consolidation import Outcome, consolidate_organisation
from flows.runs.programme import gather_staff
from flows.runs.setting_up import make_programme
from flows.web.app import make_app
from flows.web.site import Site, open_site
from flows.wiring import Services, connect
from forms.organisations import Organisation

APPLICATION = {
    "first_name": "Jonas", "last_name": "Petraitis", "email": "jonas@example.com", "phone": "8 612 34567",
    "municipality": "Vilniaus m.", "adult": "yes", "language": "lt", "experience": "own", "motivation": "Noriu padėti",
    "audiences": ["teachers", "pupils"], "consent_processing": "yes", "consent_health": "yes",
}  # fmt: skip
REPORT = {
    "reporter_email": "jonas@example.com", "reporter_name": "Jonas Petraitis", "title": "Pokalbis su mokytojais",
    "kind": "meeting", "audience": ["teachers"], "format": "in_person", "date": "2023-05-02", "duration_hours": "1,5",
    "municipality": "Vilniaus m.", "ambassadors": "Jonas Petraitis", "present": "30", "social_contacts": "25",
    "minors": "no", "wellbeing": "hard",
}  # fmt: skip
RECORD = {
    "reporter_email": "k@namai.example.org", "kind": "ambassador_training", "title": "Pavasario mokymai",
    "date": "2023-04-20", "duration_hours": "8", "people": "Jonas Petraitis",
}  # fmt: skip


class Read(HTMLParser):
    """What a page holds: its fields as a browser would send them, its texts, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.text = ""
        self.action = ""
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = said["action"]
        if tag == "a":
            self.links.append(said["href"])
        is_set = said.get("type") not in {"radio", "checkbox"} or "checked" in said
        if tag == "input" and is_set and said.get("type") != "submit":
            self.fields.setdefault(said["name"], []).append(said["value"])
        if tag == "textarea":
            self._area = said["name"]
            self.fields[self._area] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._area:
            self.fields[self._area][0] += data.removeprefix("\n")


class WebStage:
    """The pages of one organisation, «namai», at a moment that tests move."""

    def __init__(self, home: Path, public_url: str = "") -> None:
        self.now = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.public_url = public_url or self.url
        settings = load_settings(home).model_copy(update={"public_url": self.public_url})
        self.real = connect(settings)
        self.national = MemoryWorkbook()
        self.book = MemoryWorkbook()
        self.services: Services = replace(self.real, national=self.national, workbook_of=lambda _: self.book)
        self.ledger = self.real.ledger
        make_programme(self.services)
        self.add("Namai", "k@namai.example.org")
        self.site: Site = replace(open_site(self.services, self.public_url), now=lambda: self.now)
        self._server = uvicorn.Server(uvicorn.Config(make_app(self.site), log_level="warning", access_log=False))
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        self.client = self.browser()

    def browser(self) -> httpx.Client:
        """Return one more browser, with cookies of its own."""
        return httpx.Client(base_url=self.url, follow_redirects=False, trust_env=False)

    def add(self, name: str, coordinator: str) -> None:
        """Add an organisation to the national workbook as staff do."""
        grid = self.national.sheets["Organizacijos"]
        line = {"Pavadinimas": name, "Raktas": name.casefold(), "Koordinatoriaus el. paštas": coordinator}
        grid.append([line.get(str(title)) for title in grid[0]])

    @property
    def house(self) -> Organisation:
        return gather_staff(self.services)[1].organisations[0]

    def visit(self, path: str, client: httpx.Client | None = None) -> Read:
        """Open a page that must be there."""
        answer = (client or self.client).get(path)
        assert answer.status_code == 200, answer.text
        return Read(answer.text)

    def send(
        self, path: str, answers: Mapping[str, Any], *, after: float = 60, client: httpx.Client | None = None
    ) -> Any:
        """Open a form, fill it in and send it a while later; the fields that are not named stay as they are."""
        client = client or self.client
        fields = {**self.visit(path, client).fields, **answers}
        self.now += timedelta(seconds=after)
        return self.post(path, fields, client)

    def post(self, path: str, fields: Mapping[str, Any], client: httpx.Client | None = None) -> Any:
        """Send fields as a browser does."""
        body = urlencode({name: value for name, value in fields.items() if value is not None}, doseq=True)
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return (client or self.client).post(path, content=body, headers=kind)

    def night(self) -> Outcome:
        """Consolidate, a day later."""
        self.now += timedelta(days=1)
        return consolidate_organisation(self.services, self.house, self.now)

    def rows(self, tab: str) -> list[dict[str, Any]]:
        """Return a tab's rows by the titles of its columns."""
        head, *rows = self.book.sheets[tab]
        return [dict(zip(map(str, head), row, strict=False)) for row in rows]

    def link(self) -> str:
        """Return the path of the link in the latest letter."""
        letter = self.ledger.letters()[-1]
        return str(letter.fields["edit_link"]).removeprefix(self.public_url)

    def close(self) -> None:
        """Stop the keeper."""
        self.client.close()
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self.site.keeper.stop()


@contextmanager
def web_stage(home: Path, public_url: str = "") -> Iterator[WebStage]:
    """Play on a stage, and put it away."""
    stage = WebStage(home, public_url)
    try:
        yield stage
    finally:
        stage.close()
