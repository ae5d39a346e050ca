"""The machine: room on its disk, its clock, its knowledge of Vilnius time, who may write where."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.settings import Settings
from flows import clock
from flows.runs.doctor.findings import Finding, Level, well, with_parts
from forms.words import Words

_LITTLE, _TOO_LITTLE = 2 * 1024**3, 200 * 1024**2
"""Bytes free: a night of a large programme with its backups takes some hundred megabytes. Our rule."""
_MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right shows an earlier moment."""
_SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)
_SUMMER_HOURS = 3


def check_home(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Look whether the home can be written to and has room left."""
    home = settings.home
    standing = next((folder for folder in (home, *home.parents) if folder.exists()), Path("/"))
    if not os.access(standing, os.W_OK | os.X_OK):
        what = Words("Į aplanką {home} neleidžiama rašyti.", "The folder {home} may not be written to.")
        remedy = Words("Suteikite teises arba nurodykite --home.", "Grant the permission, or name another with --home.")
        yield Finding(Level.ERROR, with_parts(what, home=home), remedy)
        return
    free = shutil.disk_usage(standing).free
    said = f"{free / 1024**3:.1f} GiB"
    if free >= _LITTLE:
        yield well(f"Aplanke {home} laisva {said}.", f"{home} has {said} free.")
        return
    what = with_parts(Words("Aplanke {home} liko tik {said}.", "{home} has only {said} left."), home=home, said=said)
    remedy = Words("Atlaisvinkite vietos diske.", "Make room on the disk.")
    yield Finding(Level.ERROR if free < _TOO_LITTLE else Level.WARNING, what, remedy)


def check_time(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Look whether Vilnius time is known and the clock can be right."""
    try:
        offset = _SUMMER.astimezone(ZoneInfo("Europe/Vilnius")).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    if offset is None or offset.total_seconds() != _SUMMER_HOURS * 3600:
        yield Finding(
            Level.ERROR,
            Words("Vilniaus laiko juosta nežinoma arba neteisinga.", "The time zone of Vilnius is unknown or wrong."),
            Words("Įdiekite aplinką iš naujo: make demo.", "Make the environment anew: make demo."),
        )
    elif (now := clock.now()) < _MADE_ON:
        yield Finding(
            Level.ERROR,
            Words(f"Kompiuterio laikrodis rodo {now:%Y-%m-%d}.", f"The machine's clock shows {now:%Y-%m-%d}."),
            Words("Sutvarkykite laikrodį.", "Set the clock right."),
        )
    else:
        yield well("Vilniaus laiko juosta žinoma, laikrodis eina.", "Vilnius time is known, the clock runs.")
