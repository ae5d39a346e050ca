"""The tabs of letters and of figures, and all tabs of an organisation's workbook together."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from forms.decisions import About, title_of
from forms.figures.monthly import by_month
from forms.figures.plan import plan_against_actual
from forms.figures.registry import FIGURES
from forms.letters import LETTER_TITLES
from forms.memory import Decision
from forms.night.views import (
    Outlook,
    ambassadors_view,
    applications_view,
    contacts_view,
    events_view,
    records_view,
)
from forms.options import EVENT_KINDS
from forms.outbox import STATE_TITLES, LetterState, QueuedLetter, told
from forms.periods import year_so_far
from forms.picture import Picture
from forms.tabs.columns import COMMENT, DECISION
from forms.tabs.difference import Line, View
from forms.tabs.figures import SUMMARY
from forms.tabs.letters import LETTERS
from forms.words import Language, Words

_TOO_LATE = Words("Sulaikyti per vėlu: laiškas jau išsiųstas.", "Too late to hold: the letter had been sent already.")


def _held_too_late(outlook: Outlook, letter: QueuedLetter) -> bool:
    return letter.state is LetterState.SENT and outlook.stands.of(letter.key, About.LETTER).code == "hold"


def letters_view(outlook: Outlook, tonight: Sequence[QueuedLetter]) -> View:
    """Return the tab of letters: what went to whom, when and why; tonight's are new ones and those decided about."""
    letters = {letter.key: letter for letter in (*outlook.scene.past.letters, *tonight)}
    lines = {key: _letter_line(outlook, letter) for key, letter in letters.items()}
    return View(LETTERS, lines)


def _letter_line(outlook: Outlook, letter: QueuedLetter) -> Line:
    language = outlook.language
    said: Decision | None = outlook.scene.decisions.get((letter.key, LETTERS.key))
    return {
        DECISION: title_of(About.LETTER, said.value, language) if said else "",
        COMMENT: said.comment if said else "",
        "kind": LETTER_TITLES[letter.kind].say(language),
        "recipient": letter.recipient,
        "about": letter.key.partition("/")[0],
        "state": STATE_TITLES[letter.state].say(language),
        "queued_at": letter.queued_at,
        "sent_at": letter.sent_at,
        "error": _TOO_LATE.say(language) if _held_too_late(outlook, letter) else told(letter.last_error, language),
    }


def summary_lines(picture: Picture, today: date, language: Language) -> Mapping[str, Line]:
    """Return the lines of a tab of figures: this year until today, under the contract until today, and the target."""
    period = year_so_far(today)
    plans = {plan.figure.key: plan for plan in plan_against_actual(picture, today)}
    monthly = by_month(picture, period)
    lines: dict[str, Line] = {}
    for figure in FIGURES:
        counted = figure.count(picture, period)
        plan = plans.get(figure.key)
        common: Line = {
            "name": figure.name.say(language),
            "waiting": counted.waiting,
            "definition": figure.definition.say(language),
        }
        if isinstance(counted.value, Mapping):
            for option in EVENT_KINDS:
                lines[f"{figure.key}/{option.code}"] = {
                    "name": f"– {option.title.say(language)}",
                    "value": counted.value.get(option.code, 0),
                    "definition": common["definition"],
                }
        else:
            contract = plan.counted.value if plan else None
            lines[figure.key] = {
                **common,
                "value": counted.value,
                "contract": contract if isinstance(contract, (int, Decimal)) else None,
                "target": plan.target if plan else None,
                **{f"month_{month}": value for month, value in monthly.get(figure.key, {}).items()},
            }
    return lines


def organisation_views(outlook: Outlook, tonight: Sequence[QueuedLetter]) -> tuple[View, ...]:
    """Return what every tab of an organisation's workbook should show, save that of what waits for a person."""
    return (
        applications_view(outlook),
        events_view(outlook),
        records_view(outlook),
        ambassadors_view(outlook),
        contacts_view(outlook),
        letters_view(outlook, tonight),
        View(SUMMARY, summary_lines(outlook.picture, outlook.scene.today, outlook.language)),
    )
