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
