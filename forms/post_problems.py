"""What is to be known of what came through our own pages."""

from collections.abc import Mapping

from forms.problem_kinds import Entry, Severity
from forms.words import Words

_W = Severity.WARNING

POST_PROBLEMS: Mapping[str, Entry] = {
    "taken_back": Entry(
        _W,
        Words(
            "Pateikęs žmogus šį atsakymą atsiėmė ({day}); jis nebeskaičiuojamas.",
            "Whoever sent this answer has taken it back ({day}); it no longer counts.",
        ),
        Words(
            "Nebesinaudokite šiais duomenimis ir pažymėkite „Atlikta“.",
            "Use these data no more, then choose “Done”.",
        ),
    ),
    "answer_lost": Entry(
        _W,
        Words(
            "Formoje yra {day} pateiktas atsakymas, kurio eilutės lape nebėra.",
            "The form has an answer of {day} whose row is gone from the tab.",
        ),
        Words(
            "Jei ištrinta per klaidą, pasirinkite „Grąžinti eilutę“; jei tyčia, „Atlikta“.",
            "If it was deleted by mistake, choose “Restore the row”; if on purpose, “Done”.",
        ),
    ),
    "answers_lost": Entry(
        _W,
        Words(
            "Formoje „{form}“ yra atsakymų, kurių eilučių lape nėra: {count}.",
            "The form “{form}” has answers without a row in the tab: {count}.",
        ),
        Words(
            "Patikrinkite, ar forma susieta su šia lentele ir ar lapas tas pats.",
            "Check whether the form is linked to this spreadsheet, and whether it is the right tab.",
        ),
    ),
    "suspect_posts": Entry(
        _W,
        Words(
            "Tinklalapyje gauta įtartinų atsakymų: {count} ({reasons}). Jie laikomi atskirai.",
            "Suspicious answers came through the page: {count} ({reasons}). They are held apart.",
        ),
        Words(
            "Jei tai žmonės, pasirinkite „Patvirtinta“ – atsakymai atsiras lape; jei ne, „Atmesta“ – jie bus ištrinti.",
            "If these are people, choose “Approved” and the answers appear in the tab; if not, “Rejected” erases them.",
        ),
    ),
}
