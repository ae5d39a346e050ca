"""What our forms say beside their questions: who processes the answers and why, how to answer, what comes after."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.answers import Email, Number, Paragraph, Phone, ShortText, Ticks, Whole
from forms.google_form.shape import Check, Rule
from forms.language import number
from forms.list_answers import Links
from forms.questions import Form, Need, Question
from forms.words import Language, Words, quoted


@dataclass(frozen=True, slots=True)
class Notice:
    """Who processes the answers: an organisation's name and where to write to; both empty where nobody is named."""

    organisation: str = ""
    contact: str = ""


_NOBODY = Words("jus pakvietusi organizacija", "the organisation that invited you")

_PURPOSES: Mapping[str, Words] = {
    "application": Words(
        "Čia pateikiama paraiška tapti psichikos sveikatos ambasadoriumi.\n\n"
        "Jūsų duomenis, tarp jų ir sveikatos, tvarko {who}, kad išnagrinėtų paraišką ir su jumis susisiektų. "
        "Atsakymus apie sveikatą mato tik organizacijos koordinatorius.",
        "Apply here to become a mental health ambassador.\n\n"
        "Your data, those about health among them, are processed by {who} in order to handle your application and "
        "to get in touch with you. Only the organisation's coordinator sees the answers about health.",
    ),
    "event_report": Words(
        "Čia ambasadorius papasakoja apie įvykusį renginį.\n\n"
        "Jūsų duomenis tvarko {who}, kad renginys būtų įskaitytas ir kad su jumis būtų galima susisiekti. Į suvestines "
        "patenka tik renginio duomenys ir skaičiai. Nerašykite dalyvių vardų ir jų sveikatos duomenų.",
        "Tell here about an event that took place.\n\n"
        "Your data are processed by {who} so that the event counts and you can be reached. Summaries contain only the "
        "facts of the event and numbers. Please write no listeners' names and nothing about their health.",
    ),
    "coordinator_record": Words(
        "Čia koordinatorius registruoja mokymus, palaikymo susitikimus ir viešinimo žinutes.\n\n"
        "Jūsų ir dalyvavusių ambasadorių duomenis tvarko {who}, kad ši veikla būtų įskaityta.",
        "The coordinator records trainings, support meetings and publicity messages here.\n\n"
        "Your data and those of the ambassadors who took part are processed by {who} so that these activities count.",
    ),
}
_ANY_PURPOSE = Words(
    "Jūsų duomenis tvarko {who}, kad galėtų atsižvelgti į jūsų atsakymus.",
    "Your data are processed by {who} in order to act on your answers.",
)
_RIGHTS = Words(
    "Galite bet kada paprašyti parodyti, ištaisyti ar ištrinti jūsų duomenis arba atšaukti sutikimą: {contact}.",
    "You may ask at any time to see, correct or delete your data, or withdraw your consent: {contact}.",
)
_CONFIRMATION = Words(
    "Ačiū, jūsų atsakymas gautas. Jei norite ką nors pataisyti, spustelėkite nuorodą žemiau.",
    "Thank you, your answer has arrived. To correct something, use the link below.",
)
_CONTINUED = Words("{title} (tęsinys)", "{title} (continued)")

_IF = Words("Atsakykite, jei „{question}“ – {options}.", "Answer if “{question}” is {options}.")
_UNLESS = Words("Atsakykite, jei „{question}“ nėra {options}.", "Answer unless “{question}” is {options}.")
_OR = Words(" arba ", " or ")

_WHOLE = Words("Sveikasis skaičius nuo {least} iki {most}.", "A whole number from {least} to {most}.")
_NUMBER = Words("Skaičius nuo {least} iki {most}, pvz., 1,5.", "A number from {least} to {most}, such as 1.5.")
_ANY_NUMBER = Words("Skaičius, pvz., 12,50.", "A number such as 12.50.")
_ADDRESS = Words("El. pašto adresas, pvz., vardas@pavyzdys.lt.", "An e-mail address such as name@example.lt.")
_PHONE = Words("Telefono numeris, pvz., +370 612 34567.", "A telephone number such as +370 612 34567.")
_LENGTH = Words("Ne daugiau kaip {most} ženklų.", "At most {most} characters.")
_SEVERAL = Words("Galite pažymėti kelis.", "You may tick several.")
_A_LINE = Words("Kiekvieną rašykite naujoje eilutėje.", "Write each on a line of its own.")

_NO_BOUND = 1_000_000
"""A bound from here on is there for the machine and helps nobody who answers."""
_PHONE_PATTERN = r"[+(]?[0-9][0-9 ()./-]{4,24}"


def description(form: type[Form], notice: Notice, language: Language) -> str:
    """Return what stands under a form's title: what it is for, who processes the answers and why."""
    who = notice.organisation or _NOBODY.say(language)
    said = _PURPOSES.get(form.key, _ANY_PURPOSE).say(language, who=who)
    return f"{said}\n\n{_RIGHTS.say(language, contact=notice.contact)}" if notice.contact else said


def confirmation(language: Language) -> str:
    """Return what somebody reads who has just answered."""
    return _CONFIRMATION.say(language)


def continued(title: Words) -> Words:
    """Return the title of a page that continues a section."""
    return Words(*(words.format(title=part) for words, part in zip(_CONTINUED.both(), title.both(), strict=True)))


def when_to_answer(form: type[Form], need: Need, language: Language) -> str:
    """Return for which answers to an earlier question another one is meant."""
    asked = form.question(need.question)
    titles = getattr(asked.answer, "titles", {})
    options = [quoted(titles[code].say(language), language) for code in sorted(need.codes) if code in titles]
    words = _UNLESS if need.holds_for_others else _IF
    return words.say(language, question=asked.title.say(language), options=_OR.say(language).join(options))


def hint(question: Question[Any], language: Language) -> str:
    """Return how a question is answered, where its title does not show it."""
    answer = question.answer
    if isinstance(answer, Ticks):
        return _SEVERAL.say(language)
    if isinstance(answer, Links):
        return _A_LINE.say(language)
    if isinstance(answer, (Email, Phone, Number, Whole)):
        found = check(question, language)
        return found.message if found else ""
    return ""


def check(question: Question[Any], language: Language) -> Check | None:
    """Return what Google can check of an answer while it is typed; None where there is nothing to check."""
    answer = question.answer
    if isinstance(answer, Email):
        return Check(Rule.EMAIL, _ADDRESS.say(language))
    if isinstance(answer, Phone):
        return Check(Rule.PATTERN, _PHONE.say(language), pattern=_PHONE_PATTERN)
    if isinstance(answer, (ShortText, Paragraph)):
        most = _LENGTH.say(language, most=_shown(answer.longest, language))
        return Check(Rule.LENGTH, most, most=str(answer.longest))
    if isinstance(answer, (Number, Whole)):
        bounds = {"least": _shown(answer.least, language), "most": _shown(answer.most, language)}
        if isinstance(answer, Whole):
            return Check(Rule.NUMBER, _WHOLE.say(language, **bounds), str(answer.least), str(answer.most))
        said = _NUMBER if answer.most < _NO_BOUND else _ANY_NUMBER
        return Check(Rule.PATTERN, said.say(language, **bounds), pattern=_decimal_pattern(answer.most))
    return None


def _shown(n: int | Decimal, language: Language) -> str:
    """Return a number with plain spaces: a form gives back what it was given only of those."""
    return number(n, language).replace("\N{NO-BREAK SPACE}", " ")


def _decimal_pattern(most: Decimal) -> str:
    """Return a pattern of the decimals that have no more digits before the fraction than the greatest one has.

    Google's own check of numbers takes no decimal comma; which of these are too small or too great the pipeline says.
    """
    return rf"[0-9]{{1,{len(str(int(most)))}}}([.,][0-9]+)?"
