"""The pages in a real browser: filled in as people do, by keyboard and by finger, and looked at by axe."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from forms.catalogue import FORMS
from forms.pages.fields import Widget, page_of
from forms.words import Language
from tests.flows.web_stage import APPLICATION, RECORD, REPORT, WebStage, web_stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (Debian's package chromium)"),
    pytest.mark.xdist_group("browser"),
]
FILLED = {"application": APPLICATION, "event-report": REPORT, "coordinator-record": RECORD}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module", name="chromium")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[WebStage]:
    with web_stage(tmp_path) as made:
        yield made


def violations(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]


def fill_in(page: Any, form: str, answers: Mapping[str, Any], language: Language) -> None:
    """Answer as a person does: type, choose, tick."""
    fields = page_of(next(one for one in FORMS if one.key == form.replace("-", "_")), language).by_key
    for key, said in answers.items():
        field = fields[key]
        if field.widget in {Widget.LINE, Widget.LINES, Widget.SEARCH}:
            page.locator(f"[name={key}]").fill(said)
        else:
            for code in [said] if isinstance(said, str) else said:
                page.locator(f"[name={key}][value={code}]").check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", list(Language))
def test_every_form_is_filled_in_wrongly_then_rightly(
    stage: WebStage, chromium: Any, language: Language, *, script: bool
) -> None:
    context = chromium.new_context(java_script_enabled=script, viewport=PHONE if script else DESK)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if not asked.url.startswith(stage.url) else None)
    for form, answers in FILLED.items():
        page.goto(f"{stage.url}/{language}/namai/{form}")
        page.locator("button[type=submit]").click()
        first = page.locator(".summary a").first
        assert page.title().startswith("Klaida" if language is Language.LT else "Error")
        first.click()
        if script:
            assert page.evaluate("document.activeElement.id") == (first.get_attribute("href") or "")[1:]
        stage.now = stage.now.replace(minute=stage.now.minute + 1)
        fill_in(page, form, answers, language)
        page.locator("button[type=submit]").click()
        assert page.url.partition("?")[0].endswith("/received"), page.locator("main").inner_text()
    context.close()
    counts = stage.night().counts

    assert (outside, counts["new"], counts["invalid"]) == ([], 3, 0)


def test_question_appears_with_its_condition_and_only_what_is_asked_is_sent(stage: WebStage, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{stage.url}/en/namai/event-report")
    place = page.locator("#municipality")
    assert place.is_visible()
    page.get_by_label("Remote").check()
    assert not place.is_visible()
    page.get_by_label("Hybrid").check()
    assert place.is_visible()
    page.goto(f"{stage.url}/lt/namai/coordinator-record")
    channel = page.locator("[name=channel]").first
    assert not channel.is_visible()
    page.get_by_label("Viešinimo žinutė").check()
    assert channel.is_visible()
    page.close()


def test_form_is_filled_in_with_the_keyboard_alone(stage: WebStage, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"{stage.url}/lt/namai/application")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for text in ("Ona", "Onaitė", "", "ona@example.com", "", "Vilniaus miesto savivaldybė"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    for key in ("Tab", "Space", "Tab", "Space", "Tab", "Space", "Tab"):
        page.keyboard.press(key)
    ticks = len(page.query_selector_all("[name=audiences], [name=formats]"))
    for _ in range(ticks + 1):
        page.keyboard.press("Tab")
    for key in ("Tab", "Space", "Tab", "Space"):
        page.keyboard.press(key)
    stage.now = stage.now.replace(minute=1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/received**")
    page.close()


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [(Language.LT, PHONE, "dark"), (Language.EN, DESK, "light")],
    ids=["lt-phone-dark", "en-desk-light"],
)
def test_axe_finds_nothing_on_any_page_and_state(
    stage: WebStage, chromium: Any, language: Language, size: Any, scheme: Any
) -> None:
    page = chromium.new_context(viewport=size, color_scheme=scheme).new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    for path in (f"/{language}", f"/{language}/namai", f"/{language}/nobody", "/answers/x/lt"):
        page.goto(stage.url + path)
        look(path)
    for form, answers in FILLED.items():
        page.goto(f"{stage.url}/{language}/namai/{form}")
        look(form)
        page.evaluate("document.forms[0].submit()")
        page.wait_for_selector(".summary")
        look(f"{form}, mistakes")
        stage.now = stage.now.replace(minute=stage.now.minute + 1)
        fill_in(page, form, answers, language)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/received**")
        look(f"{form}, thanks")
    stage.night()
    link = stage.link().rpartition("/")[0] + f"/{language}"
    for path in ("", "/correct", "/withdraw"):
        page.goto(stage.url + link + path)
        look(f"answers{path}")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/withdrawn")
    look("withdrawn")
    page.goto(stage.url + link)
    look("used")
    page.context.close()

    assert {name: told for name, told in found.items() if told} == {}


def test_page_holds_at_four_times_the_zoom(stage: WebStage, chromium: Any) -> None:
    page = chromium.new_context(viewport={"width": 320, "height": 256}).new_page()
    for form in FILLED:
        page.goto(f"{stage.url}/lt/namai/{form}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.close()
