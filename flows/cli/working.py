"""Commands of every day: bring in, consolidate, send, write weekly, sum up, look."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import AsOf, Ending, Home, moment, services_at, spoken, tell, warn
from forms.words import Words

if TYPE_CHECKING:
    from flows.runs.consolidation import Outcome

_NOT_READ = Words("neperskaityta", "not read")
_NOTHING_NEW = Words("nieko naujo", "nothing new")

OneOrganisation = Annotated[
    str | None, typer.Option("--organisation", help="One organisation's key; all when left out.")
]


def import_(
    form: Annotated[str, typer.Argument(help="application, event_report or coordinator_record.")],
    file: Annotated[Path, typer.Argument(help="CSV: a time stamp, then the form's titles in either language.")],
    organisation: Annotated[str, typer.Option(help="The organisation's key.")],
    letters: Annotated[bool, typer.Option("--letters", help="Write to people about these answers.")] = False,
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Bring answers in from a file: paper forms, old data, a download of Google's responses.

    The rows are appended to the organisation's responses tab and taken up by the next consolidation. Nobody is
    written to about them unless --letters is given. Bringing the same file in again adds nothing.
    """
    from flows.runs.importing import import_answers
    from flows.runs.setting_up import find_organisation
    from forms.catalogue import FORM_BY_KEY

    if form not in FORM_BY_KEY:
        raise typer.BadParameter(f"choose one of: {', '.join(FORM_BY_KEY)}", param_hint="FORM")
    with services_at(home) as services:
        into = find_organisation(services, organisation)
        done = import_answers(services, into, FORM_BY_KEY[form], file, letters=letters, now=moment(as_of))
        tell(
            "Įkelta eilučių: {added}; jau buvo: {known}. Toliau: lookdeeper consolidate",
            "Rows added: {added}; there before: {known}. Next: lookdeeper consolidate",
            added=done.added,
            known=done.known,
        )
        for note in done.notes:
            warn(note.say(spoken()))


def consolidate(
    organisation: OneOrganisation = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Read every organisation's workbook, remember what is new, and show where everything stands."""
    from flows.runs.programme import consolidate_programme, gather_staff
    from flows.runs.setting_up import find_organisation

    with services_at(home) as services:
        now = moment(as_of)
        if organisation:
            find_organisation(services, organisation)
        if dry_run:
            from flows.runs.dry_run import say_plan

            staff = gather_staff(services)[1]
            for one in staff.organisations:
                if organisation in {None, one.slug}:
                    typer.echo(say_plan(services, one, now, spoken()))
            return
        done = consolidate_programme(services, now, [organisation] if organisation else (), _tell_outcome)
        for sentence in done.staff.troubles(None, spoken()):
            warn(sentence)
        if not done.outcomes:
            tell(
                "Organizacijų dar nėra. Pridėkite: lookdeeper organisation add",
                "There are no organisations yet. Add one: lookdeeper organisation add",
            )
        if done.not_written:
            warn(done.not_written)
        if done.not_written or not done.staff.is_well or any(outcome.not_read for outcome in done.outcomes):
            sys.exit(Ending.PARTLY)


def _tell_outcome(outcome: "Outcome") -> None:
    from forms.night.national import say_counts

    said = say_counts(outcome.counts, spoken()) if outcome.did_something else ""
    nothing = _NOT_READ if outcome.not_read else _NOTHING_NEW
    tell("{name}: {said}", "{name}: {said}", name=outcome.name, said=said or nothing.say(spoken()))
    for sentence in outcome.not_read:
        warn(f"  {sentence}")


def send(home: Home = None, as_of: AsOf = None) -> None:
    """Send the letters that are due, each to one person and once."""
    from flows.runs.mailing import send_due
    from flows.runs.watching import raise_alarm

    with services_at(home) as services:
        now = moment(as_of)
        raise_alarm(services, now)
        done = send_due(services, now)
        tell(
            "Išsiųsta laiškų: {sent}; bandysime vėliau: {later}; nepavyko: {failed}; sulaikyta: {held}.",
            "Letters sent: {sent}; to be tried later: {later}; failed: {failed}; held: {held}.",
            sent=done.sent,
            later=done.later,
            failed=done.failed,
            held=done.held,
        )
        if done.trouble:
            warn(done.trouble.say(spoken()))
            sys.exit(Ending.PARTLY)


def weekly(home: Home = None, as_of: AsOf = None) -> None:
    """Queue the weekly letter for everybody who gets it: last week, the change, the year so far, what waits."""
    from flows.runs.weekly import queue_weekly_letters

    with services_at(home) as services:
        done = queue_weekly_letters(services, moment(as_of))
        tell(
            "Parengta savaitės laiškų: {queued}. Išsiųsti: lookdeeper send",
            "Weekly letters queued: {queued}. To send them: lookdeeper send",
            queued=done.queued,
        )
        if not done.recipients:
            tell(
                "Gavėjų nėra: programos darbo knygos lape „Gavėjai“ pažymėkite, kam siųsti.",
                "Nobody is to get it: say who in the tab “Gavėjai” of the national workbook.",
            )


def status(home: Home = None, as_of: AsOf = None) -> None:
    """Say how each organisation stands: what waits, which letters, when it was last read."""
    from flows.runs.status import say_status

    with services_at(home) as services:
        for line in say_status(services, moment(as_of), spoken()):
            typer.echo(line)
