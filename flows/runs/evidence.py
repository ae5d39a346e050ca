"""Writing the evidence behind an organisation's summary: into a folder of its own, never beside what is handed over."""

from datetime import datetime
from os.path import relpath
from pathlib import Path

from flows.adapters.summary_workbook import sheets_bytes
from flows.errors import OutsideError
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.organisations import Organisation
from forms.periods import Period
from forms.picture import Picture
from forms.sheets import EMPTY
from forms.summary.evidence import evidence_of, places_of
from forms.words import Language


def write_evidence(
    services: Services, organisation: Organisation, picture: Picture, period: Period, language: Language, now: datetime
) -> Path:
    """Write the rows behind each figure, with links to where they stand; return the file.

    Where the workbook cannot be read, the keys stand without links.
    """
    folder = services.settings.evidence / f"{period.from_on}_{period.to_on}"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    workbook = services.workbook_of(organisation)
    try:
        snapshot = workbook.read()
    except OutsideError:
        snapshot = EMPTY
    is_far = "://" in organisation.workbook
    reached = organisation.workbook if is_far else relpath(services.settings.workbooks / workbook.name, folder)
    table = evidence_of(picture, period, places_of(snapshot.sheets), reached, language)
    file = folder / f"{organisation.slug}.xlsx"
    partial = file.with_suffix(".partial")
    partial.write_bytes(sheets_bytes([table], now.astimezone(VILNIUS).replace(tzinfo=None)))
    partial.chmod(0o600)
    return partial.replace(file)
