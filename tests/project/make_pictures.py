"""Makes the README's pictures from the sample: tabs of the workbook, letters, pages, the summary.

Run by `make pictures` after `make demo` (with --letters or --pages these alone, without a home); needs LibreOffice,
Chromium and pdftoppm. Nobody in the pictures is real.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from openpyxl import load_workbook
from picture_pages import pictures_of_pages
from playwright.sync_api import sync_playwright

from config.settings import load_settings
from flows import clock
from flows.adapters.rendering import render_letter
from flows.runs.importing import import_answers
from flows.runs.programme import consolidate_programme
from flows.runs.sample import FOLDER, read_sample
from flows.runs.setting_up import add_organisation, find_organisation
from flows.wiring import connect
from forms.catalogue import FORMS
from forms.letters import LETTERS
from forms.words import Language

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "var"
AUTUMN = clock.as_of("2023-12-20T02:00")
_COUNTED_FROM = re.compile(r"=TODAY\(\)-DATE\((\d+),(\d+),(\d+)\)")
PICTURES = ROOT / "templates" / "pictures"
LETTER_PICTURES = PICTURES / "letters"
_ABOUT = """# Letters

What people get, with made-up readers. Each letter is a class in `forms/letters/` whose fields are all that its templates
may say: `letters/KIND.LANGUAGE.txt`, whose first line is the subject, and `letters/KIND.LANGUAGE.html`, which shares
`letters/base.html`. `lookdeeper letters preview` writes them as messages and pages, to be looked at full size.

`make pictures` makes this page.
"""


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=180)


def picture_of_tab(workbook: Path, tab: str, cells: tuple[int, int], height: int, target: Path) -> None:
    """Print the first columns and rows of one tab and take the top of the page, so many pixels of it, as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tab.xlsx"
        book = load_workbook(workbook)
        for sheet in book.worksheets:
            sheet.sheet_state = "visible" if sheet.title == tab else "hidden"
        book.active = book.sheetnames.index(tab)
        page = book[tab]
        for cell in (cell for row in page.iter_rows() for cell in row):
            if since := _COUNTED_FROM.match(str(cell.value)):
                # Days that wait, counted until the day that the picture is of.
                cell.value = (AUTUMN.date() - date(*map(int, since.groups()))).days
        page.print_area = f"A1:{page.cell(*cells).coordinate}"
        page.page_setup.fitToHeight = 1
        book.save(copy)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, copy)
        top = ("-r", "130", "-x", "40", "-y", "55", "-W", "1440", "-H", str(height))
        run("pdftoppm", "-png", *top, "-singlefile", f"{folder}/tab.pdf", target.with_suffix(""))


def picture_of_html(html: Path, width: int, height: int, target: Path) -> None:
    """Take a picture of an HTML file."""
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")
    with tempfile.TemporaryDirectory() as profile:
        run(
            "chromium", *flags, f"--user-data-dir={profile}", f"--window-size={width},{height}",
            f"--screenshot={target}", html.as_uri(),
        )  # fmt: skip


def letter(kind: str, folder: Path) -> Path:
    """Return a letter of the sample's mailbox as an HTML file."""
    for file in sorted((HOME / "mailbox" / "new").iterdir()):
        message = message_from_bytes(file.read_bytes(), policy=default)
        if kind in str(message["Subject"]):
            page = folder / "letter.html"
            page.write_text(message.get_body(("html",)).get_content(), encoding="utf-8")
            return page
    sys.exit(f"The mailbox holds no letter with the subject {kind!r}: run make demo first.")


def pictures_of_letters(folder: Path) -> None:
    """Take a small picture of every letter's example in both languages, and write the page that shows them."""
    LETTER_PICTURES.mkdir(exist_ok=True)
    rows = ["| letter | Lithuanian | English |", "|---|---|---|"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 640, "height": 200})
        for kind in LETTERS:
            shown: list[str] = []
            for language in Language:
                full, small = folder / "full.png", LETTER_PICTURES / f"{kind.kind}.{language}.png"
                page.set_content(render_letter(kind.example(language), language).page)
                page.screenshot(path=full, full_page=True)
                page.set_content(
                    f'<body style="margin:0"><img src="data:image/png;base64,{coded(full)}" width="320"></body>'
                )
                page.locator("img").screenshot(path=small)
                shown.append(f"![{kind.title.en}, {language}](pictures/letters/{small.name})")
            rows.append(f"| `{kind.kind}`<br>{kind.title.lt}<br>{kind.title.en} | {' | '.join(shown)} |")
        browser.close()
    (ROOT / "templates" / "README.md").write_text(f"{_ABOUT}\n" + "\n".join(rows) + "\n", encoding="utf-8")


def coded(picture: Path) -> str:
    """Return a picture as a page holds it."""
    return b64encode(picture.read_bytes()).decode()


def autumn(home: Path) -> Path:
    """Return the sample's workbook as it stands on a day late in its year, before anybody decided anything."""
    services = connect(load_settings(home))
    sample = read_sample()
    add_organisation(services, sample.joining)
    organisation = find_organisation(services, sample.joining.slug)
    for form, now in zip(FORMS, (AUTUMN - timedelta(days=18), AUTUMN - timedelta(days=9), AUTUMN), strict=True):
        import_answers(services, organisation, form, FOLDER / f"{form.key}.csv", letters=False, now=now)
        consolidate_programme(services, now)
    return services.settings.workbooks / "kurybos-namai.xlsx"


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if "--pages" not in sys.argv:
            pictures_of_letters(Path(folder))
        if "--letters" not in sys.argv:
            pictures_of_pages(Path(folder) / "home", PICTURES, picture_of_tab)
    if {"--letters", "--pages"} & set(sys.argv):
        return
    workbook = HOME / "workbooks" / "kurybos-namai.xlsx"
    picture_of_tab(workbook, "Renginiai", (12, 12), 330, PICTURES / "events-tab.png")
    with tempfile.TemporaryDirectory() as folder:
        workbook = autumn(Path(folder))
        picture_of_tab(workbook, "Reikia dėmesio", (9, 9), 300, PICTURES / "attention-tab.png")
        picture_of_tab(workbook, "Suvestinė", (66, 18), 900, PICTURES / "summary-tab.png")
        picture_of_html(letter("ataskaita gauta", Path(folder)), 680, 760, PICTURES / "letter.png")
        picture_of_html(letter("Savaitės laiškas", Path(folder)), 680, 760, PICTURES / "weekly-letter.png")
    summaries = sorted((HOME / "summaries").glob("*/kurybos-namai/summary.html"))
    picture_of_html(summaries[0], 900, 1100, PICTURES / "summary.png")


if __name__ == "__main__":
    main()
