"""What a page says of an answer that cannot be taken: to its writer, who has no spreadsheet to mend anything in."""

from collections.abc import Mapping

from forms.pages.fields import Field, Widget
from forms.problems import Problem
from forms.words import Language, Words

_MISSING: Mapping[Widget, Words] = {
    Widget.LINE: Words("Atsakykite į šį klausimą.", "Answer this question."),
    Widget.LINES: Words("Atsakykite į šį klausimą.", "Answer this question."),
    Widget.ONE: Words("Pasirinkite vieną atsakymą.", "Choose one answer."),
    Widget.MANY: Words("Pažymėkite bent vieną atsakymą.", "Select at least one answer."),
    Widget.TICK: Words("Norėdami tęsti, pažymėkite langelį.", "To go on, tick the box."),
    Widget.SEARCH: Words("Pasirinkite atsakymą iš sąrašo.", "Choose an answer from the list."),
}
_NOT_OFFERED: Mapping[Widget, Words] = {
    Widget.SEARCH: Words(
        "Tokios vietos sąraše nėra. Pradėkite rašyti ir pasirinkite iš sąrašo.",
        "The list has no such place. Begin to type, then choose from the list.",
    ),
}
_BY_CODE: Mapping[str, Words] = {
    "not_agreed": Words("Norėdami tęsti, pažymėkite langelį.", "To go on, tick the box."),
    "too_long": Words(
        "Atsakymas ilgesnis nei {longest} ženklų. Sutrumpinkite jį.",
        "The answer is longer than {longest} characters. Shorten it.",
    ),
    "not_an_email": Words(
        "Įrašykite el. pašto adresą, pavyzdžiui, vardas@pavyzdys.lt.",
        "Enter an e-mail address, for example name@example.lt.",
    ),
    "not_a_phone": Words(
        "Įrašykite telefono numerį, pavyzdžiui, +370 612 34567.",
        "Enter a telephone number, for example +370 612 34567.",
    ),
    "not_offered": Words("Pasirinkite vieną iš siūlomų atsakymų.", "Choose one of the answers offered."),
    "ambiguous_place": Words(
        "Taip vadinami ir miestas, ir rajonas. Pasirinkite iš sąrašo.",
        "Both a city and the district around it have this name. Choose from the list.",
    ),
    "not_a_date": Words(
        "Tokios datos nėra. Įrašykite datą, pavyzdžiui, 2026-03-27.",
        "There is no such date. Enter a date, for example 2026-03-27.",
    ),
    "not_a_number": Words("Įrašykite skaičių, pavyzdžiui, 12 arba 1,5.", "Enter a number, for example 12 or 1.5."),
    "not_whole": Words("Įrašykite sveikąjį skaičių, pavyzdžiui, 12.", "Enter a whole number, for example 12."),
    "out_of_range": Words("Įrašykite skaičių nuo {least} iki {most}.", "Enter a number between {least} and {most}."),
    "not_a_link": Words(
        "Įrašykite tinklalapio adresą, pavyzdžiui, https://pavyzdys.lt.",
        "Enter the address of a web page, for example https://example.lt.",
    ),
}


def message_of(problem: Problem, asked: Field, language: Language) -> str:
    """Return what the page says at a question that must be answered otherwise; it never repeats what was typed."""
    words = _BY_CODE.get(problem.code)
    if problem.code == "missing":
        words = _MISSING[asked.widget]
    elif problem.code == "not_offered":
        words = _NOT_OFFERED.get(asked.widget, words)
    return words.say(language, **problem.parts) if words else problem.what(language)
