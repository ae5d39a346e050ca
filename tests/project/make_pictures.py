"""Makes the README's pictures from the sample: a tab of the workbook, a letter, the summary.

Run by `make pictures` after `make demo`; needs LibreOffice, Chromium and pdftoppm. Nobody in the pictures is real.
"""

import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from openpyxl import load_workbook

from config.settings import load_settings
from flows import clock
from flows.runs.importing import import_answers
from flows.runs.programme import consolidate_programme
from flows.runs.sample import FOLDER, read_sample
from flows.runs.setting_up import add_organisation, find_organisation
from flows.wiring import connect
from forms.catalogue import FORMS

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "var"
AUTUMN = clock.as_of("2023-12-20T02:00")
_COUNTED_FROM = re.compile(r"=TODAY\(\)-DATE\((\d+),(\d+),(\d+)\)")
PICTURES = ROOT / "templates" / "pictures"


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
