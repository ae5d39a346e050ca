"""What can be the matter with a letter, for whoever has to do something about it."""

from collections.abc import Mapping

from forms.outbox import LetterState, QueuedLetter, Why, trouble_of
from forms.problem_kinds import Entry, Severity
from forms.words import Words

_W = Severity.WARNING

_MEND_ADDRESS = Words(
    "Pataisykite adresą atsakymų lape: laiškas išeis nauju adresu.",
    "Mend the address in the responses tab: the letter leaves to the new one.",
)
_ANOTHER_WAY = Words("Susisiekite su žmogumi kitu būdu.", "Reach the person in another way.")
_TELL_OPERATOR = Words(
    "Praneškite programos prižiūrėtojui; kol kas susisiekite su žmogumi kitu būdu.",
    "Tell the operator; meanwhile reach the person in another way.",
)

LETTER_PROBLEMS: Mapping[str, Entry] = {
    "letter_failed": Entry(
        _W,
        Words("Laiško įteikti nepavyko.", "A letter could not be delivered."),
        Words("Patikrinkite adresą atsakymų lape.", "Check the address in the responses tab."),
    ),
    "letter_no_address": Entry(
        _W,
        Words(
            "Laiško įteikti nepavyko: tokio adreso greičiausiai nėra.",
            "A letter could not be delivered: most likely there is no such address.",
        ),
        _MEND_ADDRESS,
    ),
    "letter_mailbox_full": Entry(
        _W,
        Words(
            "Laiško įteikti nepavyko: gavėjo pašto dėžutė pilna.",
            "A letter could not be delivered: the recipient's mailbox is full.",
        ),
        _ANOTHER_WAY,
    ),
    "letter_refused": Entry(
        _W,
        Words(
            "Laiško įteikti nepavyko: gavėjo pašto serveris jo nepriėmė.",
            "A letter could not be delivered: the recipient's mail server refused it.",
        ),
        _TELL_OPERATOR,
    ),
    "letter_put_off": Entry(
        _W,
        Words(
            "Laiško įteikti nepavyko: gavėjo pašto serveris jį vis atidėdavo, kelis kartus bandyta veltui.",
            "A letter could not be delivered: the recipient's mail server put it off each time we tried.",
        ),
        _ANOTHER_WAY,
    ),
    "letter_unsure": Entry(
        _W,
        Words(
            "Neaišku, ar laiškas pasiekė gavėją: ryšys vis nutrūkdavo prieš pašto serveriui atsakant.",
            "Whether a letter reached its recipient is not known: the connection broke each time before the answer.",
        ),
        Words("Pasiteiraukite, ar žmogus jį gavo.", "Ask the person whether it arrived."),
    ),
    "letter_form_changed": Entry(
        _W,
        Words(
            "Laiško nebegalima surašyti: po programos atnaujinimo pasikeitė jo forma.",
            "A letter can no longer be written: its form has changed with an update of the program.",
        ),
        _TELL_OPERATOR,
    ),
    "letter_mistyped": Entry(
        _W,
        Words(
            "Laiškas neišsiųstas, nes adresas atrodo su klaida: tikriausiai jis turėjo baigtis „@{domain}“.",
            "A letter was not sent, for its address looks mistyped: most likely it was to end in “@{domain}”.",
        ),
        Words(
            "Pataisykite adresą atsakymų lape; jei jis teisingas, lape „Laiškai“ pasirinkite „Leisti“.",
            "Mend the address in the responses tab; if it is right, choose “Release” in the tab “Letters”.",
        ),
    ),
}

_CODES: Mapping[Why, str] = {
    Why.NO_ADDRESS: "letter_no_address",
    Why.NOT_WRITABLE: "letter_no_address",
    Why.MAILBOX_FULL: "letter_mailbox_full",
    Why.TOO_LARGE: "letter_refused",
    Why.UNWANTED: "letter_refused",
    Why.NOT_TAKEN: "letter_refused",
    Why.CLOSING: "letter_put_off",
    Why.GREYLISTED: "letter_put_off",
    Why.NO_ROOM_THERE: "letter_put_off",
    Why.WAIT: "letter_put_off",
    Why.HUNG_UP: "letter_put_off",
    Why.ANSWER_LOST: "letter_unsure",
    Why.FORM_CHANGED: "letter_form_changed",
}
"""The problem of a letter that was given up, by why; any other reason is `letter_failed`."""


def letter_problem(letter: QueuedLetter) -> tuple[str, Mapping[str, str]] | None:
    """Return the code of what is the matter with a letter, and its parts; None where nobody has to do anything."""
    trouble = trouble_of(letter.last_error)
    if letter.state is LetterState.FAILED:
        return (_CODES.get(trouble.why, "letter_failed") if trouble else "letter_failed"), {}
    if letter.state is LetterState.HELD and trouble and trouble.why is Why.MISTYPED:
        return "letter_mistyped", {"domain": trouble.fact}
    return None


def wants_another_address(letter: QueuedLetter) -> bool:
    """Tell whether a letter did not leave for its address: once that is mended, it is to be written anew."""
    found = letter_problem(letter)
    return found is not None and found[0] in {"letter_no_address", "letter_mistyped"}
