"""Releasing a summary: its files frozen, what it rests on kept; and making a released one again from the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from flows.adapters.summary_files import figures_bytes, write_summary
from flows.errors import OutsideError
from flows.runs.programme import gather_staff
from flows.runs.setting_up import find_organisation
from flows.runs.summaries import least_shown, picture_of, told_before
from flows.wiring import Services
from forms.dates import VILNIUS
from forms.memory import Past
from forms.organisations import Organisation
from forms.periods import Period
from forms.picture import Picture
from forms.releases.release import FOLDER, Contents, Release
from forms.releases.restating import changes_between, say_change
from forms.releases.rows import checksum_of, rows_of
from forms.summary import Summary, summarise
from forms.summary.page import figure_value
from forms.validation import Limits
from forms.words import Language, Words

FIGURES = "figures.json"
CHANGES = "changes.txt"

_NOTHING_CHANGED = Words(
    "Nuo {version} versijos ({folder}) nė vienas skaičius nepasikeitė; naujos versijos nereikia.",
    "No number has changed since version {version} ({folder}); no new version is needed.",
)
_UNSAFE = Words(
    "Ankstesni paskelbimai, kuriems galiojo kita taisyklė, išduotų mažus žmonių skaičius: {n}. Neskelbiama.",
    "Earlier releases, made by another rule, would tell small counts of people: {n}. Nothing is released.",
)
_NOT_A_RELEASE = Words(
    "{file}: tai ne paskelbtos suvestinės failas, arba jis pakeistas. Paskelbtos suvestinės yra aplanke {folder}.",
    "{file}: no file of a release, or it was altered. Releases lie in {folder}.",
)
_CANNOT_READ = Words("{file}: failo nepavyko perskaityti.", "{file}: the file cannot be read.")
_ALTERED = Words(
    "{file}: failas pakeistas po paskelbimo (Nr. {number}). Tikrojo kontrolinė suma (SHA-256) yra {sum}.",
    "{file}: the file was altered after the release (no. {number}). The true one's checksum (SHA-256) is {sum}.",
)
_LEDGER_DIFFERS = Words(
    "Paskelbimas Nr. {number}: iš to, kas įsiminta, gaunami kiti skaičiai, nei buvo paskelbta ({figures}).",
    "Release no. {number}: what is remembered gives other figures than were released ({figures}).",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A summary made, with what a release of it would keep."""

    summary: Summary
    contents: Contents
    checksum: str
    seen: Mapping[str, datetime]
    """By submission when it was first seen."""


def release_summary(
    services: Services, period: Period, now: datetime, slug: str, language: Language | None, by: str
) -> tuple[Release, Sequence[Path]]:
    """Release a summary and return what was kept and the files. Raises OutsideError; then nothing is released."""
    organisations = _organisations(services, slug)
    before = services.ledger.releases()
    same = [one for one in before if (one.organisation, one.period) == (slug, period)]
    spoken = language or (same[-1].contents.language if same else None)
    made = _make(services, organisations, slug, period, now, spoken, len(before) + 1, least_shown(services))
    if made.summary.unsafe:
        raise OutsideError(_filled(_UNSAFE, n=made.summary.unsafe))
    contents = made.contents
    if same:
        changes = changes_between(same[-1], contents, made.seen)
        if not changes:
            raise OutsideError(_filled(_NOTHING_CHANGED, version=same[-1].version, folder=same[-1].folder))
        contents = replace(contents, changes=changes)
    version = same[-1].version + 1 if same else 1
    release = Release(len(before) + 1, slug, period, version, now, by, made.checksum, contents)
    folder = services.settings.summaries / FOLDER / release.folder
    files = [*write_summary(made.summary, contents.language, folder)]
    if contents.changes:
        files.append(_write_changes(folder, contents))
    sums = {file.name: sha256(file.read_bytes()).hexdigest() for file in files}
    for file in files:
        file.chmod(0o444)
    release = replace(release, contents=replace(contents, files=sums))
    services.ledger.release(release)
    return release, files


def _organisations(services: Services, slug: str) -> tuple[Organisation, ...]:
    if slug:
        return (find_organisation(services, slug),)
    return tuple(gather_staff(services)[1].organisations)


def _make(
    services: Services,
    organisations: Sequence[Organisation],
    slug: str,
    period: Period,
    at: datetime,
    language: Language | None,
    number: int,
    least: int,
) -> Made:
    """Make a summary of what was remembered at a moment, and all that its release keeps."""
    picture: Picture = picture_of(services, organisations, slug, at, as_of=at)
    pasts: dict[str, Past] = {one.slug: services.ledger.past(one.slug, as_of=at) for one in organisations}
    names = None if slug else {one.slug: one.name for one in organisations}
    earlier = told_before(services, number)
    contracts = {one.slug: one.contract for one in organisations}
    summary = summarise(picture, period, at.astimezone(VILNIUS).date(), names, least, earlier, contracts)
    said = language or summary.language
    rows = rows_of(picture, pasts)
    behind = {figure.key: counted.rows for figure, counted in summary.figures}
    used = {row for keys in behind.values() for row in keys}
    contents = Contents(
        language=said,
        least=least,
        limits=asdict(services.limits),
        organisations=tuple(organisations),
        figures={
            figure.key: "" if figure.key in summary.hidden else figure_value(figure.key, counted.value, Language.LT)
            for figure, counted in summary.figures
        },
        behind=behind,
        rows={key: row for key, row in rows.items() if key in used},
        people=summary.people,
        files={},
    )
    figures = sha256(figures_bytes(summary, said)).hexdigest()
    checksum = sha256(f"{figures} {checksum_of(contents.rows)}".encode()).hexdigest()
    seen = {one.key: one.first_seen_at for past in pasts.values() for known in past.responses.values() for one in known}
    return Made(summary, contents, checksum, seen)


def _write_changes(folder: Path, contents: Contents) -> Path:
    file = folder / CHANGES
    lines = [say_change(change, contents.language) for change in contents.changes]
    file.unlink(missing_ok=True)
    file.write_text("".join(f"{line}.\n" for line in lines), encoding="utf-8")
    return file


def verify_release(services: Services, file: Path) -> Release:
    """Find the release that a file is of, make it again from the ledger as of then, and return it.

    Raises OutsideError: when the file is of no release, was altered, or the ledger gives other figures.
    """
    release = _release_of(services, file)
    then = replace(services, limits=Limits(**release.contents.limits))
    made = _make(
        then,
        release.contents.organisations,
        release.organisation,
        release.period,
        release.released_at,
        release.contents.language,
        release.number,
        release.contents.least,
    )
    figures = sha256(figures_bytes(made.summary, release.contents.language)).hexdigest()
    if made.checksum != release.checksum or figures != release.contents.files[FIGURES]:
        kept = release.contents.figures
        differ = [key for key, value in made.contents.figures.items() if kept.get(key) != value]
        raise OutsideError(_filled(_LEDGER_DIFFERS, number=release.number, figures=", ".join(differ) or FIGURES))
    return release


def _release_of(services: Services, file: Path) -> Release:
    try:
        found = sha256(file.read_bytes()).hexdigest()
    except OSError:
        raise OutsideError(_filled(_CANNOT_READ, file=file)) from None
    releases = services.ledger.releases()
    for one in releases:
        if found in one.contents.files.values():
            return one
    for one in releases:
        if one.folder == file.absolute().parent.name and file.name in one.contents.files:
            raise OutsideError(_filled(_ALTERED, file=file, number=one.number, sum=one.contents.files[file.name]))
    raise OutsideError(_filled(_NOT_A_RELEASE, file=file, folder=services.settings.summaries / FOLDER))


def _filled(words: Words, **parts: object) -> Words:
    return Words(*(text.format(**parts) for text in words.both()))
