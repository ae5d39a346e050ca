"""The demonstration: the whole pipeline on the sample, through Prefect's flows."""

import os
from collections.abc import Callable
from datetime import date

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from config.settings import Settings
from flows import clock
from flows.consolidate import consolidate
from flows.outbox import outbox
from flows.period_summary import period_summary
from flows.runs.importing import import_answers
from flows.runs.sample import FOLDER, decide_all, mend_answers, read_sample
from flows.runs.setting_up import add_organisation, add_recipient, find_organisation
from flows.runs.summaries import summary_now
from flows.weekly_letter import weekly_letter
from flows.wiring import alone, connect
from forms.catalogue import FORMS
from forms.summary import results_text
from forms.words import Language, Words

AS_OF = "2024-01-15T08:05"
"""A Monday: the sample's year is over, and a weekly letter is due."""
FROM_ON, TO_ON = date(2023, 4, 1), date(2023, 12, 31)

_STEPS = (
    Words("Sukuriama programa ir organizacija", "Setting up the programme and an organisation"),
    Words("Įkeliami pavyzdiniai atsakymai", "Bringing the sample's answers in"),
    Words("Konsoliduojama (Prefect)", "Consolidating (Prefect)"),
    Words("Taisomi atsakymai, konsoliduojama", "Mending answers, consolidating"),
    Words("Koordinatorius sprendžia, konsoliduojama", "The coordinator decides, consolidating"),
    Words("Rengiama laikotarpio suvestinė", "Writing the period summary"),
    Words("Rašomi ir siunčiami laiškai", "Writing and sending letters"),
)
_SENT = Words("Išsiųsta laiškų: {n}", "Letters sent: {n}")
_WHERE = Words(
    "Darbo knygos: {workbooks}\nPašto dėžutė: {mailbox}\nSuvestinė: {summary}",
    "Workbooks: {workbooks}\nMailbox: {mailbox}\nSummary: {summary}",
)


def run_demo(settings: Settings, language: Language, echo: Callable[[str], None] = print) -> None:
    """Run the demonstration and print the results of 2023. Raises OutsideError."""
    home = str(settings.home)
    os.environ.pop("LOOKDEEPER_SMTP_HOST", None)  # the sample's people are made up: nothing leaves this machine

    def step(number: int) -> None:
        echo(f"[{number}/{len(_STEPS)}] {_STEPS[number - 1].say(language)} …")

    # The heartbeat of a flow sleeps a second; nobody watches over a demonstration.
    with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        step(1)
        sample = read_sample()
        slug = sample.joining.slug
        with alone(settings):
            services = connect(settings)
            add_organisation(services, sample.joining)
            for recipient in sample.recipients:
                add_recipient(services, recipient)
            organisation = find_organisation(services, slug)
        consolidate(home, AS_OF)
        step(2)
        with alone(settings):
            for form in FORMS:
                file = FOLDER / f"{form.key}.csv"
                import_answers(services, organisation, form, file, letters=True, now=clock.as_of(AS_OF))
        step(3)
        consolidate(home, AS_OF)
        step(4)
        mend_answers(services.workbook_of(organisation), organisation)
        consolidate(home, AS_OF)
        step(5)
        decide_all(services, organisation)
        consolidate(home, AS_OF)
        step(6)
        files = period_summary(home, AS_OF, FROM_ON.isoformat(), TO_ON.isoformat())
        step(7)
        weekly_letter(home, AS_OF)
        sent = outbox(home, AS_OF)["sent"]
        consolidate(home, AS_OF)
    with alone(settings):
        echo("")
        echo(results_text(summary_now(connect(settings), FROM_ON, TO_ON, clock.as_of(AS_OF), slug), language))
    echo("")
    echo(_SENT.say(language, n=sent))
    html = next((file for file in files if slug in file and file.endswith(".html")), files[0])
    echo(_WHERE.say(language, workbooks=settings.workbooks, mailbox=settings.mailbox, summary=html))
