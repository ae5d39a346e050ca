"""Makes the README's pictures from the sample: a tab of the workbook, a letter, the summary.

Run by `make pictures` after `make demo`; needs LibreOffice, Chromium and pdftoppm. Nobody in the pictures is real.
"""

import subprocess
import sys
import tempfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "var"
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


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    workbook = HOME / "workbooks" / "kurybos-namai.xlsx"
    picture_of_tab(workbook, "Renginiai", (12, 12), 330, PICTURES / "events-tab.png")
    picture_of_tab(workbook, "Reikia dėmesio", (6, 8), 150, PICTURES / "attention-tab.png")
    with tempfile.TemporaryDirectory() as folder:
        picture_of_html(letter("ataskaita gauta", Path(folder)), 680, 760, PICTURES / "letter.png")
        picture_of_html(letter("Savaitės laiškas", Path(folder)), 680, 760, PICTURES / "weekly-letter.png")
    summaries = sorted((HOME / "summaries").glob("*/kurybos-namai/summary.html"))
    picture_of_html(summaries[0], 900, 1100, PICTURES / "summary.png")


if __name__ == "__main__":
    main()
