"""The words around the questions: headings, buttons, what happened and what to do next."""

from collections.abc import Mapping

from forms.words import Language, Words

WORDING: Mapping[str, Words] = {
    "initiative": Words("Žvelk giliau", "Žvelk giliau"),
    "skip": Words("Pereiti prie turinio", "Skip to the main content"),
    "other_language": Words("In English", "Lietuviškai"),
    "error": Words("Klaida", "Error"),
    "optional": Words("neprivaloma", "optional"),
    "summary_title": Words("Yra ką pataisyti", "There is something to correct"),
    "summary_intro": Words(
        "Kas atsakyta, liko. Pataisykite šiuos atsakymus ir siųskite dar kartą.",
        "What you answered is still here. Correct these answers, then send again.",
    ),
    "form_changed": Words(
        "Kol pildėte, forma pasikeitė. Patikrinkite atsakymus ir siųskite dar kartą.",
        "The form changed while you were filling it in. Check your answers, then send again.",
    ),
    "page_old": Words(
        "Puslapis buvo atidarytas per ilgai. Atsakymai liko – siųskite dar kartą.",
        "The page was open for too long. Your answers are still here – send again.",
    ),
    "no_cookie": Words(
        "Naršyklė neišsaugojo slapuko, kuris saugo nuo svetimų siuntimų. Leiskite šio puslapio slapukus ir siųskite dar"
        " kartą; atsakymai liko.",
        "Your browser did not keep the cookie that protects you from others sending in your name. Allow this site's"
        " cookies, then send again; your answers are still here.",
    ),
    "too_many": Words(
        "Iš jūsų tinklo ką tik gauta labai daug atsakymų. Palaukite {minutes} min. ir siųskite dar kartą; atsakymai"
        " liko.",
        "Very many answers have just come from your network. Wait {minutes} min and send again; your answers are still"
        " here.",
    ),
    "send": Words("Siųsti", "Send"),
    "save": Words("Siųsti pataisymą", "Send the correction"),
    "privacy_title": Words("Kas tvarko jūsų duomenis", "Who processes your data"),
    "trap": Words("Palikite tuščią", "Leave this empty"),
    "choose": Words("Pasirinkite formą", "Choose a form"),
    "organisations_title": Words("Organizacijos", "Organisations"),
    "organisations_intro": Words("Pasirinkite savo organizaciją.", "Choose your organisation."),
    "thanks_title": Words("Ačiū, gavome", "Thank you, we have it"),
    "thanks_safe": Words(
        "Jūsų atsakymai įrašyti. Nieko daugiau daryti nereikia.",
        "Your answers are recorded. You need not do anything more.",
    ),
    "thanks_next": Words(
        "Netrukus el. paštu gausite patvirtinimą su nuoroda, kuria atsakymus galėsite peržiūrėti, pataisyti arba"
        " atsiimti. Toliau jums rašys organizacijos „{organisation}“ koordinatorius.",
        "You will soon get a confirmation by e-mail with a link to look at your answers, correct them or take them"
        " back. The coordinator of {organisation} will write to you next.",
    ),
    "thanks_late": Words(
        "Jei laiško per parą nėra, pažiūrėkite šlamšto aplanke arba rašykite: {coordinator}.",
        "If no letter comes within a day, look into your spam folder or write to {coordinator}.",
    ),
    "another": Words("Pildyti dar kartą", "Fill in another one"),
    "answer_title": Words("Jūsų atsakymai", "Your answers"),
    "answer_sent": Words("Atsiųsta {on}.", "Sent on {on}."),
    "not_answered": Words("Neatsakyta", "Not answered"),
    "health_hidden": Words(
        "Atsakyta. Kad niekas kitas nepamatytų, čia nerodoma.", "Answered. Not shown here, so that nobody else sees it."
    ),
    "health_keep": Words(
        "Jau atsakyta; čia nerodoma. Palikite kaip yra arba atsakykite iš naujo.",
        "Answered already; not shown here. Leave it as it is, or answer anew.",
    ),
    "health_clear": Words("Ištrinti ankstesnį atsakymą", "Erase the earlier answer"),
    "correct": Words("Pataisyti", "Correct"),
    "withdraw": Words("Atsiimti", "Take back"),
    "back": Words("Grįžti", "Back"),
    "correct_title": Words("Pataisykite atsakymus", "Correct your answers"),
    "corrected_title": Words("Ačiū, pataisyta", "Thank you, corrected"),
    "corrected": Words(
        "Pataisymas įrašytas; koordinatorius jį pamatys. Ta pačia nuoroda galite taisyti ir vėliau.",
        "Your correction is recorded; the coordinator will see it. The same link serves you again later.",
    ),
    "withdraw_title": Words("Ar tikrai atsiimti atsakymus?", "Do you really want to take your answers back?"),
    "withdraw_text": Words(
        "Atsiimti atsakymai niekur nebeskaičiuojami, o koordinatorius mato, kad juos atsiėmėte. To atšaukti čia nebus"
        " galima; atsakyti iš naujo galima visada.",
        "Answers taken back count nowhere any more, and the coordinator sees that you took them back. It cannot be"
        " undone here; you can always answer anew.",
    ),
    "withdraw_yes": Words("Taip, atsiimti", "Yes, take them back"),
    "withdrawn_title": Words("Atsakymai atsiimti", "Your answers are taken back"),
    "withdrawn": Words(
        "Jie niekur nebeskaičiuojami. Jei norite, kad jie būtų visai ištrinti, rašykite: {coordinator}.",
        "They count nowhere any more. To have them erased altogether, write to {coordinator}.",
    ),
    "moved_on": Words(
        "Kol taisėte, šie atsakymai buvo pakeisti kitur. Žemiau – kaip jie atrodo dabar; pataisykite ir siųskite dar"
        " kartą.",
        "While you were correcting, these answers were changed elsewhere. Below is how they stand now; correct and send"
        " again.",
    ),
    "no_page_title": Words("Tokio puslapio nėra", "There is no such page"),
    "no_page": Words(
        "Patikrinkite adresą. Visos formos – pradiniame puslapyje.",
        "Check the address. All forms are on the first page.",
    ),
    "no_organisation_title": Words("Tokios organizacijos nėra", "There is no such organisation"),
    "no_organisation": Words(
        "Patikrinkite adresą arba pasirinkite organizaciją iš sąrašo.",
        "Check the address, or choose the organisation from the list.",
    ),
    "left_title": Words("Ši organizacija formų nebepildo", "This organisation no longer takes answers"),
    "left": Words(
        "Organizacija iniciatyvoje nebedalyvauja. Pasirinkite kitą organizaciją iš sąrašo.",
        "The organisation has left the initiative. Choose another one from the list.",
    ),
    "bad_link_title": Words("Nuoroda netinka", "The link does not work"),
    "bad_link": Words(
        "Nuoroda nepilna arba pakeista. Atidarykite ją iš laiško dar kartą arba nukopijuokite visą.",
        "The link is incomplete or was changed. Open it from the letter again, or copy all of it.",
    ),
    "old_link_title": Words("Nuoroda nebegalioja", "The link has expired"),
    "old_link": Words(
        "Nuoroda galioja {days} dienų. Norėdami pataisyti ar atsiimti atsakymus, rašykite savo organizacijai.",
        "A link works for {days} days. To correct or take back your answers, write to your organisation.",
    ),
    "used_link_title": Words("Atsakymai jau atsiimti", "These answers were taken back"),
    "used_link": Words(
        "Jūs juos atsiėmėte {on}. Atsakyti galima iš naujo.", "You took them back on {on}. You can answer anew."
    ),
    "unreadable_title": Words("Nepavyko perskaityti, kas atsiųsta", "What was sent cannot be read"),
    "unreadable": Words(
        "Grįžkite į ankstesnį puslapį, perkraukite jį ir siųskite dar kartą.",
        "Go back to the page before, reload it and send again.",
    ),
    "too_big_title": Words("Atsiųsta per daug", "Too much was sent"),
    "too_big": Words(
        "Atsakymai per ilgi. Grįžkite, sutrumpinkite juos ir siųskite dar kartą.",
        "The answers are too long. Go back, shorten them and send again.",
    ),
    "not_this_way_title": Words("Taip atidaryti negalima", "It cannot be opened this way"),
    "not_this_way": Words("Atidarykite formą iš naujo.", "Open the form anew."),
    "trouble_title": Words("Kažkas nepavyko", "Something went wrong"),
    "trouble": Words(
        "Tai mūsų klaida, ne jūsų. Po kelių minučių bandykite dar kartą; atsakymai neįrašyti. Numeris"
        " klausiant: {number}.",
        "The fault is ours, not yours. Try again in a few minutes; the answers are not recorded. Number to"
        " ask about: {number}.",
    ),
    "full": Words(
        "Šiuo metu atsakymų priimti negalime. Bandykite po valandos; atsakymai neįrašyti.",
        "We cannot take answers just now. Try again in an hour; the answers are not recorded.",
    ),
    "start": Words("Pradinis puslapis", "First page"),
}
"""By name; what stands in braces is filled in."""


def wording(name: str, language: Language, **parts: object) -> str:
    """Return words by their name; KeyError for a name that is none."""
    return WORDING[name].say(language, **parts)
