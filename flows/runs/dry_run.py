"""A dry run: the plan of a night in words, nothing done."""

from datetime import datetime

from flows.errors import OutsideError
from flows.runs.consolidation import plan_organisation
from flows.wiring import Services
from forms.night.national import say_counts
from forms.organisations import Organisation
from forms.words import Language, Words

_ROWS = Words(
    "lapas „{tab}“: naujų eilučių {new}, keičiamų langelių {cells}",
    "tab “{tab}”: {new} new rows, {cells} cells changed",
)
_LETTERS = Words("laiškas {kind}: {n}", "letter {kind}: {n}")
_NOTHING = Words("  viskas jau taip, kaip turi būti", "  everything is as it should be already")


def say_plan(services: Services, organisation: Organisation, now: datetime, language: Language) -> str:
    """Return what a consolidation of an organisation would do: rows, people and letters, as counts."""
    try:
        night = plan_organisation(services, organisation, now)
    except OutsideError as error:
        return f"{organisation.name}:\n  {error.say(language)}"
    lines = [f"{organisation.name}:"]
    if counts := say_counts(night.counts, language):
        lines.append(f"  {counts}")
    lines += [
        "  " + _ROWS.say(language, tab=change.title, new=len(change.append), cells=len(change.cells))
        for change in night.changes
    ]
    kinds = [letter.kind for letter in night.memory.letters]
    lines += ["  " + _LETTERS.say(language, kind=kind, n=kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    return "\n".join(lines if len(lines) > 1 else [*lines, _NOTHING.say(language)])
