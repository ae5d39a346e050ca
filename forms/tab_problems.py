"""What can be wrong with whole tabs: their columns and their rows together."""

from collections.abc import Mapping

from forms.problem_kinds import Entry, Severity
from forms.words import Words

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

TAB_PROBLEMS: Mapping[str, Entry] = {
    "column_gone": Entry(
        _E,
        Words("Lape nebėra stulpelio: {titles}.", "The tab no longer has the column: {titles}."),
        Words(
            "Grąžinkite antraštę tiksliai tokią; iki tol ši forma neskaitoma, o kas jau perskaityta, lieka.",
            "Put the header back exactly so; until then this form is not read, and what was read stays.",
        ),
    ),
    "column_twice": Entry(
        _E,
        Words("Stulpelis lape yra du kartus: {titles}.", "The tab has the column twice: {titles}."),
        Words(
            "Vieną jų pervadinkite arba pašalinkite; iki tol ši forma neskaitoma.",
            "Rename or remove one of them; until then this form is not read.",
        ),
    ),
    "tab_gone": Entry(
        _E,
        Words("Nebėra lapo su formos „{form}“ atsakymais.", "There is no tab with responses of the form “{form}”."),
        Words(
            "Grąžinkite lapą arba jo antraštes; kas jau perskaityta, lieka.",
            "Put the tab or its headers back; what was read stays.",
        ),
    ),
    "other_time_zone": Entry(
        _W,
        Words(
            "Skaičiuoklės laiko juosta yra {zone}, todėl atsakymų laiko žymos rodo kitą valandą.",
            "The spreadsheet's time zone is {zone}, so the time stamps of answers show another hour.",
        ),
        Words(
            "„Failas“ → „Nustatymai“ → „Laiko juosta“: pasirinkite Vilnių.",
            "File → Settings → Time zone: choose Vilnius.",
        ),
    ),
    "keys_shuffled": Entry(
        _E,
        Words(
            "{rows} eilučių raktai nebeatitinka savo eilučių: surūšiuotas ar perrašytas vienas stulpelis be kitų.",
            "The keys of {rows} rows are on others' rows: one column was sorted or pasted without the rest.",
        ),
        Words(
            "Atšaukite tai arba grąžinkite ankstesnę darbo knygą iš aplanko „backups“; iki tol šio lapo sprendimai"
            " neskaitomi ir lapas nekeičiamas.",
            "Undo it, or put back an earlier workbook from the folder backups; until then this tab's decisions are not"
            " read and the tab is left as it is.",
        ),
    ),
    "rows_gone": Entry(
        _E,
        Words(
            "Iš karto dingo {gone} iš {known} formos eilučių.", "{gone} of the form's {known} rows are gone at once."
        ),
        Words(
            "Jei tai klaida, grąžinkite jas; kol neaišku, ši forma neskaitoma ir niekas nepamirštama.",
            "If that is a mistake, restore them; until it is clear the form is not read and nothing is forgotten.",
        ),
    ),
    "unknown_column": Entry(
        _N,
        Words("Formoje nėra stulpelio: {titles}.", "The form does not declare the column: {titles}."),
        Words("Jis paliekamas kaip yra ir neskaitomas.", "It is left as it is and not read."),
    ),
    "tab_copied": Entry(
        _N,
        Words(
            "Šio lapo antraštė tokia pati kaip lapo {other}: atsakymai skaitomi iš abiejų, vienodi skaičiuojami kartą.",
            "This tab has the same header as the tab {other}: both are read, equal answers count once.",
        ),
        Words(
            "Jei tai kopija, ištrinkite ją; jei ne, pažymėkite „Atlikta“.",
            "If it is a copy, delete it; if not, mark this “Done”.",
        ),
    ),
}
