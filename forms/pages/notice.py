"""Who processes the answers and why: what a page says before it asks, and the version of what is agreed to."""

from collections.abc import Mapping
from hashlib import blake2b

from forms.answers import Tick
from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.privacy import Privacy
from forms.questions import Form
from forms.words import Language, Words

_PURPOSE: Mapping[type[Form], Words] = {
    Application: Words(
        "Jūsų atsakymus tvarko {organisation}, kad išnagrinėtų paraišką ir susisiektų su jumis.",
        "{organisation} processes your answers to handle your application and to get in touch with you.",
    ),
    EventReport: Words(
        "Jūsų atsakymus tvarko {organisation}, kad suskaičiuotų renginius ir pasirūpintų ambasadoriais.",
        "{organisation} processes your answers to count the events and to look after the ambassadors.",
    ),
    CoordinatorRecord: Words(
        "Jūsų įrašą tvarko {organisation}, kad suskaičiuotų mokymus, palaikymo susitikimus ir viešinimo žinutes.",
        "{organisation} processes your record to count trainings, support meetings and publicity.",
    ),
}
_WHO_SEES = Words(
    "Asmeninius atsakymus mato tik šios organizacijos koordinatorius; apibendrinami tik skaičiai, be vardų.",
    "Only the coordinator of this organisation sees personal answers; only numbers go into summaries, without names.",
)
_HEALTH = Words(
    "Kai kurie klausimai yra apie sveikatą. Šiuos atsakymus mato tik koordinatorius, jų nėra nei laiškuose, nei"
    " suvestinėse, ir jie nerodomi net atidarius nuorodą atsakymams pataisyti.",
    "Some questions are about health. Only the coordinator sees these answers; they are in no letter and no summary,"
    " and are not shown even behind the link to correct your answers.",
)
_RIGHTS = Words(
    "Atsakymus bet kada galite peržiūrėti, pataisyti arba atsiimti: nuorodą rasite patvirtinimo laiške. Klausimai apie"
    " jūsų duomenis: {coordinator}.",
    "You can look at your answers, correct them or take them back at any time: the confirmation letter has the link."
    " Questions about your data: {coordinator}.",
)


def notice(form: type[Form], language: Language, organisation: str, coordinator: str) -> tuple[str, ...]:
    """Return the paragraphs that stand before a form's first question (GDPR, article 13, in short)."""
    parts = {"organisation": organisation, "coordinator": coordinator}
    return tuple(words.say(language, **parts) for words in _texts(form))


def consent_text(form: type[Form], language: Language) -> str:
    """Return all that is said and agreed to on a form's page, as it is kept for proof; names of places left open."""
    ticks = [question.title.say(language) for question in form.questions if isinstance(question.answer, Tick)]
    return "\n".join([*(words.say(language, organisation="…", coordinator="…") for words in _texts(form)), *ticks])


def consent_version(form: type[Form], language: Language) -> str:
    """Return what is equal exactly for equal texts, as «application-lt-3f9a6c21»."""
    digest = blake2b(consent_text(form, language).encode(), digest_size=4).hexdigest()
    return f"{form.key}-{language.value}-{digest}"


def _texts(form: type[Form]) -> tuple[Words, ...]:
    asks_health = any(question.privacy is Privacy.HEALTH for question in form.questions)
    return (_PURPOSE[form], _WHO_SEES, *([_HEALTH] if asks_health else []), _RIGHTS)
