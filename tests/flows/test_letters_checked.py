"""Every letter, in both languages, before an HTML checker and an accessibility checker in a real browser."""

import shutil
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from config.settings import load_settings
from flows.adapters.rendering import render_letter
from flows.runs.previewing import write_previews
from forms.letters import LETTERS, Letter
from forms.words import Language

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ALL = [pytest.param(letter, language, id=f"{letter.kind}.{language}") for letter in LETTERS for language in Language]


@pytest.mark.parametrize(("letter", "language"), ALL)
def test_html_has_no_error_of_syntax(letter: type[Letter], language: Language) -> None:
    html5lib.HTMLParser(strict=True).parse(render_letter(letter.example(language), language).html)


def test_html_with_an_error_is_found() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!DOCTYPE html><html><body><p></td></body></html>")


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 800})
        yield page
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", Language)
def test_letters_are_accessible_and_fit_a_telephone(page: Any, language: Language, scheme: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    for letter in LETTERS:
        page.set_content(render_letter(letter.example(language), language).page)
        found = Axe().run(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        told = [(one["id"], one["nodes"][0]["html"][:80]) for one in found.response["violations"]]
        assert (letter.kind, told, wide <= 360) == (letter.kind, [], True)
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []


def test_page_that_is_not_accessible_is_found(page: Any) -> None:
    page.set_content(
        "<html><body><img src='data:,'><p style='color:#eeeeee;background-color:#ffffff'>Vos matomas sakinys</p></body></html>"
    )
    found = {one["id"] for one in Axe().run(page).response["violations"]}
    assert {"image-alt", "color-contrast"} <= found


def test_preview_of_the_weekly_letter_brings_its_pictures_with_it(tmp_path: Path) -> None:
    kinds = [letter for letter in LETTERS if letter.kind == "weekly_letter"]
    files = list(write_previews(load_settings(tmp_path), kinds, [Language.LT], tmp_path / "letters"))
    message = message_from_bytes(files[0].read_bytes(), policy=default)
    html = message.get_body(("html",))
    pictures = [part for part in message.walk() if part.get_content_maintype() == "image"]

    assert [file.name for file in files] == ["weekly_letter.lt.eml", "weekly_letter.lt.html"]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "multipart/related"]
    assert html is not None
    assert [f'src="cid:{part["Content-ID"][1:-1]}"' in html.get_content() for part in pictures] == [True, True]
    assert len(files[0].read_bytes()) < 100_000


def test_text_of_the_weekly_letter_tells_the_numbers_of_its_pictures() -> None:
    letter = next(letter for letter in LETTERS if letter.kind == "weekly_letter").example(Language.LT)
    rendered = render_letter(letter, Language.LT)
    assert "šiemet 131, tikslas 160 (81\u00a0%)" in rendered.text
    assert "Socialiniai kontaktai: 81 iš 100" in rendered.pictures[0].alt
    assert "02-26: 52" in rendered.pictures[1].alt
    assert "2024-02-26: 1\u00a0renginys, 52\u00a0socialiniai kontaktai" in rendered.text
