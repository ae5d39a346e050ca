"""How a figure came about, for whoever asks on the terminal: from what was remembered at a moment."""

from collections.abc import Sequence
from datetime import date, datetime

from flows.errors import OutsideError
from flows.runs.summaries import period_between, picture_of_scope
from flows.wiring import Services
from forms.explaining import explained
from forms.figures import BY_KEY
from forms.words import Language, Words


def explain_figure(
    services: Services, figure: str, from_on: date, to_on: date, now: datetime, slug: str | None, language: Language
) -> Sequence[str]:
    """Return the explanation line by line; raises OutsideError for an unknown figure, naming those there are."""
    if figure not in BY_KEY:
        known = ", ".join(BY_KEY)
        raise OutsideError(
            Words(f"Rodiklio „{figure}“ nėra. Yra: {known}.", f"There is no figure “{figure}”. There are: {known}.")
        )
    period = period_between(from_on, to_on)
    return explained(picture_of_scope(services, now, slug, as_of=now), BY_KEY[figure], period, language)
