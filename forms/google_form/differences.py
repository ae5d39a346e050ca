"""The ways in which a live form or its sheet can differ from the declaration, each in words with its remedy."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.words import Language, Words

_PUBLISH = Words(
    "Grąžins „lookdeeper forms publish“; o jei taip ir turi būti, pakeiskite aprašą.",
    "“lookdeeper forms publish” puts it back; if it is meant to be so, change the declaration.",
)
_REMOVE = Words(
    "Atsakymai į jį neskaitomi. Ištrinkite jį formoje arba leiskite „lookdeeper forms publish --remove“.",
    "Answers to it are not read. Delete it in the form, or run “lookdeeper forms publish --remove”.",
)

WORDS: Mapping[str, tuple[Words, Words]] = {
    "unknown_form": (
        Words("Kuri „Google“ forma tai yra, dar nežinoma.", "Which Google form this is, is not known yet."),
        Words(
            "Sukurkite ją: „lookdeeper forms publish“; jei jau yra, pridėkite --form ADRESAS.",
            "Make it: “lookdeeper forms publish”; if there is one, add --form ADDRESS.",
        ),
    ),
    "form_title": (Words("Pakeistas formos pavadinimas.", "The form's title was changed."), _PUBLISH),
    "form_description": (
        Words(
            "Pakeistas aprašymas, kuris sako, kas ir kodėl tvarko duomenis.",
            "The description, which says who processes the answers and why, was changed.",
        ),
        _PUBLISH,
    ),
    "not_published": (
        Words("Forma nepaskelbta.", "The form is not published."),
        Words(
            "Leiskite „lookdeeper forms publish“ arba formoje spustelėkite „Paskelbti“.",
            "Run “lookdeeper forms publish”, or click Publish in the form.",
        ),
    ),
    "not_accepting": (
        Words("Forma nepriima atsakymų.", "The form does not accept responses."),
        Words(
            "Leiskite „lookdeeper forms publish“ arba formoje vėl įjunkite atsakymų priėmimą.",
            "Run “lookdeeper forms publish”, or switch “Accepting responses” on in the form.",
        ),
    ),
    "not_open": (
        Words(
            "Formą pildyti gali ne visi, turintys nuorodą.", "Not everybody who has the link can answer the form."
        ),
        Words(
            "Leiskite „lookdeeper forms publish“ arba formos respondentams parinkite „Visi, turintys nuorodą“.",
            "Run “lookdeeper forms publish”, or set the form's responders to “Anyone with the link”.",
        ),
    ),
    "email_collection": (
        Words(
            "Forma pati renka el. pašto adresus; adreso ji jau klausia.",
            "The form collects e-mail addresses by itself; it asks for the address already.",
        ),
        _PUBLISH,
    ),
    "question_missing": (
        Words("Formoje nėra klausimo „{title}“.", "The form lacks the question “{title}”."),
        _PUBLISH,
    ),
    "question_renamed": (
        Words("Klausimas „{title}“ pervadintas: „{now}“.", "The question “{title}” was renamed: “{now}”."),
        _PUBLISH,
    ),
    "question_perhaps_renamed": (
        Words(
            "Klausimo „{title}“ nėra, o jo vietoje yra „{now}“.",
            "The question “{title}” is missing, and in its place stands “{now}”.",
        ),
        Words(
            "Jei tai tas pats klausimas, grąžinkite jam pavadinimą. Jei ne – „lookdeeper forms publish --remove“.",
            "If it is the same question, give it its title back. If not: “lookdeeper forms publish --remove”.",
        ),
    ),
    "question_moved": (
        Words("Klausimas „{title}“ perkeltas į kitą vietą.", "The question “{title}” was moved."),
        _PUBLISH,
    ),
    "question_doubled": (
        Words("Klausimas „{title}“ formoje yra du kartus.", "The question “{title}” stands in the form twice."),
        _REMOVE,
    ),
    "question_added": (
        Words("Formoje yra klausimas, kurio apraše nėra: „{title}“.", "The form asks what is not declared: “{title}”."),
        _REMOVE,
    ),
    "kind_changed": (
        Words("Pakeista klausimo „{title}“ rūšis.", "The question “{title}” is of another kind."),
        Words(
            "Grąžinkite jo rūšį formoje arba leiskite „lookdeeper forms publish --remove“: jis bus sukurtas iš naujo.",
            "Change it back in the form, or run “lookdeeper forms publish --remove”: it is made anew.",
        ),
    ),
    "shown_otherwise": (
        Words("Klausimas „{title}“ rodomas kitaip.", "The question “{title}” is shown in another way."),
        _PUBLISH,
    ),
    "made_required": (Words("Klausimas „{title}“ padarytas privalomas.", "“{title}” was made required."), _PUBLISH),
    "made_optional": (Words("Klausimas „{title}“ nebėra privalomas.", "“{title}” is not required any more."), _PUBLISH),
    "help_changed": (
        Words("Pakeistas paaiškinimas prie „{title}“.", "The explanation beside “{title}” was changed."),
        _PUBLISH,
    ),
    "option_renamed": (
        Words("Klausimo „{title}“ pasirinkimas „{option}“ pervadintas: „{now}“.",
              "An option of “{title}”, “{option}”, was renamed: “{now}”."),
        _PUBLISH,
    ),
    "option_added": (
        Words("Klausimui „{title}“ pridėtas pasirinkimas „{now}“.", "“{title}” got an option “{now}”."),
        _PUBLISH,
    ),
    "option_removed": (
        Words("Klausimas „{title}“ nebeturi pasirinkimo „{option}“.", "“{title}” lacks the option “{option}”."),
        _PUBLISH,
    ),
    "options_moved": (
        Words("Klausimo „{title}“ pasirinkimai išdėstyti kitaip.", "The options of “{title}” stand in another order."),
        _PUBLISH,
    ),
    "paths_changed": (
        Words("Nuo atsakymo į „{title}“ einama į kitą puslapį.", "Answers to “{title}” lead to another page."),
        _PUBLISH,
    ),
    "page_missing": (Words("Formoje nėra puslapio „{title}“.", "The form lacks the page “{title}”."), _PUBLISH),
    "page_renamed": (
        Words("Puslapis „{title}“ pervadintas: „{now}“.", "The page “{title}” was renamed: “{now}”."),
        _PUBLISH,
    ),
    "page_moved": (Words("Puslapis „{title}“ perkeltas.", "The page “{title}” was moved."), _PUBLISH),
    "page_added": (
        Words("Formoje yra puslapis, kurio apraše nėra: „{title}“.", "A page is not declared: “{title}”."),
        Words(
            "Ištrinkite jį formoje arba leiskite „lookdeeper forms publish --remove“.",
            "Delete it in the form, or run “lookdeeper forms publish --remove”.",
        ),
    ),
    "not_linked": (
        Words("Atsakymai nesiejami su skaičiuokle.", "The responses are not linked to a spreadsheet."),
        Words(
            "Formos skirtuke „Atsakymai“ spustelėkite „Susieti su Skaičiuoklėmis“ ir pasirinkite organizacijos "
            "skaičiuoklę.",
            "In the form's tab Responses click “Link to Sheets” and select the organisation's spreadsheet.",
        ),
    ),
    "linked_elsewhere": (
        Words(
            "Atsakymai renkami kitoje skaičiuoklėje, ne organizacijos.",
            "The responses are collected in another spreadsheet than the organisation's.",
        ),
        Words(
            "Formos skirtuke „Atsakymai“ atsiekite formą (⋮) ir susiekite ją su organizacijos skaičiuokle.",
            "In the form's tab Responses unlink the form (⋮) and link it to the organisation's spreadsheet.",
        ),
    ),
    "no_tab": (
        Words("Skaičiuoklėje nėra šios formos atsakymų lapo.", "The spreadsheet has no tab of this form's responses."),
        Words(
            "Susiekite formą su skaičiuokle; jei lapas buvo, atkurkite jo antraščių eilutę.",
            "Link the form to the spreadsheet; if there was a tab, restore its header row.",
        ),
    ),
    "several_tabs": (
        Words("Atsakymų lapų yra keli: {tabs}.", "There are several tabs of responses: {tabs}."),
        Words(
            "Jei forma susieta iš naujo, senąjį lapą palikite: eilutės, kurios yra abiejuose, skaitomos vieną kartą.",
            "If the form was linked anew, leave the old tab: rows that stand in both are read once.",
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its code, what it is, and what to do."""

    code: str
    what: Words
    remedy: Words

    def say(self, language: Language) -> str:
        """Return what differs and the remedy as one text."""
        return f"{self.what.say(language)} {self.remedy.say(language)}"


def differs(code: str, **parts: str) -> Difference:
    """Return a difference by its code; the parts fill its words."""
    what, remedy = WORDS[code]
    if not parts:
        return Difference(code, what, remedy)
    return Difference(code, Words(what.lt.format(**parts), what.en.format(**parts)), remedy)
