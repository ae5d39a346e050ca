"""What publishing says: refusals, and the clicks that Google leaves to a person, by its menus' current names."""

from forms.words import Words

NO_ADDRESS = Words(
    "Tai ne formos adresas. Nukopijuokite adresą iš formos redagavimo lango: https://docs.google.com/forms/d/…/edit.",
    "This is not a form's address. Copy it from where the form is edited: https://docs.google.com/forms/d/…/edit.",
)
TAKEN = Words(
    "Ši forma jau priklauso: {organisation}, {form}, {language}. Nurodykite kitą.",
    "This form belongs to {organisation}, {form}, {language} already. Name another one.",
)
STRANGE = Words(
    "Forma „{title}“ klausia visai ko kito nei „{wanted}“; ji nepakeista. Nurodykite tuščią arba tinkamą formą.",
    "The form “{title}” asks other things than “{wanted}”; it was not changed. Name an empty form or the right one.",
)
RESTLESS = Words(
    "Formą „{title}“ tuo pat metu keičia kažkas kitas. Pabandykite po kelių minučių.",
    "Somebody is changing the form “{title}” at the same time. Try again in a few minutes.",
)
HELD = Words(
    "Klausimas „{title}“ nepaliestas: jo vietoje yra „{now}“, galbūt pervadintas arba kitos rūšies. Grąžinkite jam "
    "pavadinimą ar rūšį formoje; jei jį galima ištrinti su visais atsakymais, pridėkite --remove.",
    "The question “{title}” was not touched: in its place stands “{now}”, perhaps renamed or of another kind. Give it "
    "its title or kind back in the form; if it may be deleted with all answers, add --remove.",
)
LEFT = Words(
    "Formoje palikta, ko apraše nėra: „{title}“. Ištrinti su visais atsakymais: --remove.",
    "Left in the form, though it is not declared: “{title}”. To delete it with all answers: --remove.",
)
OPEN_BY_HAND = Words(
    "Atverkite formą visiems: formos viršuje „Paskelbta“ → „Valdyti“ → „Respondentai“ → „Visi, turintys nuorodą“.",
    "Open the form to everybody: at its top, Published → Manage → Responders → Anyone with the link.",
)
SHARE_BY_HAND = Words(
    "Koordinatorius formos redaguoti dar negali: formos meniu (⋮) „Pridėti bendradarbių“ ir įrašykite jo adresą.",
    "The coordinator cannot edit the form yet: in its menu (⋮) choose Add collaborators and enter the address.",
)
LINK_BY_HAND = Words(
    "Liko vienas spustelėjimas, kurio programa atlikti negali: formos skirtuke „Atsakymai“ spustelėkite „Susieti su "
    "Skaičiuoklėmis“ → „Pasirinkti esamą skaičiuoklę“ → organizacijos skaičiuoklė.",
    "One click is left that no program can do: in the form's tab Responses click Link to Sheets → Select existing "
    "spreadsheet → the organisation's spreadsheet.",
)
BRING_BY_HAND = Words(
    "Organizacijos darbo knyga yra failas, tad atsakymai patys neatkeliaus: formos skirtuke „Atsakymai“ ⋮ → "
    "„Atsisiųsti atsakymus (.csv)“, tada lookdeeper import.",
    "The organisation's workbook is a file, so answers do not come by themselves: in the form's tab Responses choose "
    "⋮ → Download responses (.csv), then lookdeeper import.",
)
RELINK_BY_HAND = Words(
    "Atsakymai renkami kitoje skaičiuoklėje. Formos skirtuke „Atsakymai“ spustelėkite ⋮ → „Atsieti formą“, tada "
    "„Susieti su Skaičiuoklėmis“ → „Pasirinkti esamą skaičiuoklę“ → organizacijos skaičiuoklė.",
    "The responses are collected in another spreadsheet. In the form's tab Responses click ⋮ → Unlink form, then Link "
    "to Sheets → Select existing spreadsheet → the organisation's spreadsheet.",
)


def filled(words: Words, **parts: str) -> Words:
    """Return a wording with its parts filled in, in both languages."""
    return Words(words.lt.format(**parts), words.en.format(**parts))
