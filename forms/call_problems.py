"""What a coordinator has to pick up the telephone for."""

from collections.abc import Mapping

from forms.problem_kinds import Entry, Severity
from forms.words import Words

_W = Severity.WARNING

CALLS: Mapping[str, Entry] = {
    "call_me": Entry(
        _W,
        Words("Renginį aprašęs žmogus prašo paskambinti.", "The person who reported the event asks for a call."),
        Words("Paskambinkite ir pažymėkite „Atlikta“.", "Call, then choose “Done”."),
    ),
    "correction_unanswered": Entry(
        _W,
        Words(
            "Žmogaus du kartus laišku prašyta pataisyti atsakymą, bet jis vis dar nepataisytas.",
            "The person was asked twice by letter to correct an answer, and it is still as it was.",
        ),
        Words(
            "Paskambinkite ir pataisykite atsakymą atsakymų lape; jei nepavyksta, pažymėkite „Atlikta“.",
            "Call, and mend the answer in the responses tab; if that is not possible, mark this “Done”.",
        ),
    ),
}
