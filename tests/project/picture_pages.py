"""Pictures of our own pages and of what becomes of an answer: made up, on a site of its own."""

import shutil
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from config.settings import load_settings
from flows import clock
from flows.runs.programme import consolidate_programme
from flows.runs.setting_up import Joining, add_organisation, make_programme
from flows.web.app import make_app
from flows.web.site import open_site
from flows.wiring import connect
from forms.words import Language

AT = clock.as_of("2026-03-02T10:00")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 720}
ANSWERS = {
    "first_name": "Vardenė", "last_name": "Pavardenė", "public_name": "Vardenė", "email": "vardene@example.org",
    "phone": "8 600 00000", "municipality": "Molėtų rajono savivaldybė",
}  # fmt: skip
CHOSEN = ("adult=yes", "language=lt", "experience=own", "audiences=teachers", "consent_processing=yes",
          "consent_health=yes")  # fmt: skip


def pictures_of_pages(home: Path, target: Path, tab: Callable[[Path, str, tuple[int, int], int, Path], None]) -> None:
    """Fill in a form as a visitor does and picture each step; `tab` pictures a tab of a workbook."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        services = connect(load_settings(home).model_copy(update={"public_url": url}))
        make_programme(services)
        add_organisation(services, Joining("namai", "Kūrybos namai", "koordinatore@example.org", Language.LT))
        site = replace(open_site(services, url), now=lambda: AT, haste_seconds=-1.0)
        server = uvicorn.Server(uvicorn.Config(make_app(site), log_level="warning", access_log=False))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        running.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            _fill_in(browser, f"{url}/lt/namai/application", target)
            consolidate_programme(services, AT + timedelta(minutes=1))
            phone = browser.new_page(viewport=PHONE)
            phone.goto(str(services.ledger.letters()[-1].fields["edit_link"]))
            phone.screenshot(path=target / "page-answers.png")
            browser.close()
        server.should_exit = True
        running.join()
        site.keeper.stop()
    tab(services.settings.workbooks / "namai.xlsx", "Paraiškų atsakymai", (2, 7), 200, target / "page-row.png")


def _fill_in(browser: Any, address: str, target: Path) -> None:
    desk = browser.new_page(viewport=DESK)
    desk.goto(address)
    desk.screenshot(path=target / "page-form.png")
    phone = browser.new_page(viewport=PHONE, color_scheme="dark")
    phone.goto(address)
    phone.locator("[name=first_name]").fill("Vardenė")
    phone.locator("[name=email]").fill("vardene@")
    phone.locator("button[type=submit]").click()
    phone.wait_for_selector(".summary")
    phone.screenshot(path=target / "page-mistakes.png")
    for name, text in ANSWERS.items():
        phone.locator(f"[name={name}]").fill(text)
    for chosen in CHOSEN:
        name, code = chosen.split("=")
        phone.locator(f"[name={name}][value={code}]").check()
    phone.locator("button[type=submit]").click()
    phone.wait_for_url("**/received**")
    time.sleep(0.2)
    phone.screenshot(path=target / "page-thanks.png")
