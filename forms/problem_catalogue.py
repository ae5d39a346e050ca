"""The catalogue of problems: what is wrong, and the remedy, in words that a coordinator can act on."""

from collections.abc import Mapping

from forms.call_problems import CALLS
from forms.letter_problems import LETTER_PROBLEMS
from forms.post_problems import POST_PROBLEMS
from forms.problem_kinds import Entry, Severity
from forms.tab_problems import TAB_PROBLEMS
from forms.words import Words

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_MEND = Words("Pataisykite atsakymą atsakymų lape.", "Mend the answer in the responses tab.")

CATALOGUE: Mapping[str, Entry] = {
    # One answer cannot be read.
    "missing": Entry(
        _E,
        Words("Neatsakyta į privalomą klausimą.", "A required question is not answered."),
        Words("Įrašykite atsakymą atsakymų lape.", "Write the answer into the responses tab."),
    ),
    "too_long": Entry(
        _E,
        Words("Atsakymas ilgesnis nei {longest} ženklų.", "The answer is longer than {longest} characters."),
        Words("Sutrumpinkite jį atsakymų lape.", "Shorten it in the responses tab."),
    ),
    "not_an_email": Entry(
        _E,
        Words("Tai nėra el. pašto adresas.", "This is not an e-mail address."),
        Words("Įrašykite adresą, pvz., vardas@pavyzdys.lt.", "Write an address such as name@example.lt."),
    ),
    "not_a_phone": Entry(
        _E,
        Words("Tokio telefono numerio būti negali.", "No such telephone number can exist."),
        Words("Įrašykite numerį, pvz., +370 612 34567.", "Write a number such as +370 612 34567."),
    ),
    "not_offered": Entry(
        _E,
        Words("Tokio pasirinkimo šis klausimas neturi.", "The question does not offer this option."),
        Words("Įrašykite vieną iš klausimo pasirinkimų.", "Write one of the question's options."),
    ),
    "ambiguous_place": Entry(
        _E,
        Words("Šiuo vardu vadinami ir miestas, ir rajonas.", "Both a city and the district around it have this name."),
        Words("Pridėkite „m.“ arba „r.“, pvz., „Kauno r.“.", "Add “m.” (city) or “r.” (district), as in “Kauno r.”."),
    ),
    "not_a_date": Entry(
        _E,
        Words("Tokios datos kalendoriuje nėra.", "The calendar has no such date."),
        Words("Datą rašykite taip: 2023-04-05.", "Write dates like this: 2023-04-05."),
    ),
    "not_a_number": Entry(
        _E,
        Words("Tai nėra skaičius.", "This is not a number."),
        Words("Įrašykite tik skaičių, pvz., 12 arba 1,5.", "Write a number alone, such as 12 or 1.5."),
    ),
    "not_whole": Entry(_E, Words("Čia reikia sveikojo skaičiaus.", "This must be a whole number."), _MEND),
    "out_of_range": Entry(
        _E,
        Words("Skaičius turi būti nuo {least} iki {most}.", "The number must be between {least} and {most}."),
        _MEND,
    ),
    "not_a_link": Entry(
        _E,
        Words("Tai nėra tinklalapio adresas.", "This is not the address of a web page."),
        Words("Įrašykite adresą, pvz., https://pavyzdys.lt.", "Write an address such as https://example.lt."),
    ),
    # The answers are readable and improbable together.
    "contacts_above_present": Entry(
        _W,
        Words("Socialinių kontaktų daugiau nei dalyvių.", "There are more social contacts than people present."),
        Words(
            "Patikrinkite abu skaičius; jei jie teisingi, patvirtinkite.", "Check both numbers; if right, approve them."
        ),
    ),
    "date_in_future": Entry(
        _W,
        Words("Data dar neatėjo.", "The date lies in the future."),
        Words("Patikrinkite datą, ypač metus.", "Check the date, the year above all."),
    ),
    "date_long_past": Entry(
        _W,
        Words(
            "Nuo šios datos iki pateikimo praėjo daugiau nei {days} d.",
            "The date is over {days} days before it was sent in.",
        ),
        Words("Patikrinkite datą, ypač metus.", "Check the date, the year above all."),
    ),
    "many_contacts": Entry(
        _W,
        Words(
            "Vienam ambasadoriui tenka daugiau nei {limit} socialinių kontaktų.",
            "There are over {limit} social contacts for each ambassador.",
        ),
        Words(
            "Socialinis kontaktas yra vieno žmogaus pokalbis su ambasadoriumi; patikrinkite skaičių.",
            "A social contact is one person's conversation with an ambassador; check the number.",
        ),
    ),
    "untrained_ambassador": Entry(
        _W,
        Words(
            "Iš nurodytų dalyvavusių ambasadorių {count} iki tos dienos neturi užregistruotų mokymų.",
            "For {count} of those named no training is recorded by that day.",
        ),
        Words(
            "Patikrinkite vardus arba užregistruokite mokymus.",
            "Check the names, or record the training they attended.",
        ),
    ),
    # A submission waits for a person.
    "vanished": Entry(
        _W,
        Words("Eilutės atsakymų lape nebėra.", "Its row is gone from the responses tab."),
        Words(
            "Jei ištrinta per klaidą, pasirinkite „Grąžinti eilutę“; jei tyčia, „{rejected}“.",
            "If it was deleted by mistake, choose “Restore the row”; if on purpose, “{rejected}”.",
        ),
    ),
    "answer_put_back": Entry(
        _W,
        Words(
            "Stulpelyje {column} ({day}) įrašytas pakeitimas grąžintas: atsakymai taisomi atsakymų lape.",
            "A change typed into the column {column} ({day}) was put back: answers are mended in the responses tab.",
        ),
        Words(
            "Jei atsakymas klaidingas, pataisykite jį čia: {where}. Tada pažymėkite „Atlikta“.",
            "If the answer is wrong, mend it here: {where}. Then mark this “Done”.",
        ),
    ),
    "put_back": Entry(
        _W,
        Words(
            "Stulpelyje {column} ({day}) įrašytas pakeitimas grąžintas: šį stulpelį pildo programa.",
            "A change typed into the column {column} ({day}) was put back: the program fills this column in.",
        ),
        Words(
            "Savo pastabas rašykite stulpelyje „Pastaba“ arba savo stulpelyje; čia pažymėkite „Atlikta“.",
            "Write remarks into the column “Comment” or one of your own; here mark “Done”.",
        ),
    ),
    "applied_twice": Entry(
        _W,
        Words("Tas pats žmogus jau yra pateikęs paraišką {other}.", "The same person has applied already: {other}."),
        Words(
            "Palikite galioti vieną, kitą pažymėkite „Atsiėmė“.",
            "Let one of them stand, and mark the other “Withdrawn”.",
        ),
    ),
    "put_back_many": Entry(
        _W,
        Words(
            "Lape iš karto pasikeitė daug programos langelių ({day}) – galbūt grąžinta ankstesnė darbo knyga.",
            "Many of the program's cells changed at once ({day}) – perhaps an earlier workbook was put back.",
        ),
        Words(
            "Jie vėl tokie, kokie turi būti. Patikrinkite savo sprendimus ir pažymėkite „Atlikta“.",
            "They are as they should be again. Look through your decisions and mark this “Done”.",
        ),
    ),
    "columns_remade": Entry(
        _W,
        Words(
            "Lape trūko programos stulpelio ar jo antraštės, todėl ji sukurta iš naujo ({day}).",
            "A column of the program's, or its header, was missing from the tab and was made anew ({day}).",
        ),
        Words(
            "Jei buvote ją pervadinę ar sujungę langelius, perkelkite savo žodžius į naująjį stulpelį. Tada pažymėkite"
            " „Atlikta“.",
            "If you had renamed it or merged cells, move your words to the new column. Then mark this “Done”.",
        ),
    ),
    "two_words": Entry(
        _W,
        Words(
            "Apie tai vienu metu ({day}) dviejuose lapuose pasakyti skirtingi žodžiai; kuris galioja, rodo būsena.",
            "Two tabs said different things of this at one time ({day}); the status shows which holds.",
        ),
        Words(
            "Jei galioja ne tas, pasirinkite kitą sprendimą. Tada pažymėkite „Atlikta“.",
            "If it is the wrong one, choose another decision. Then mark this “Done”.",
        ),
    ),
    "word_without_key": Entry(
        _W,
        Words(
            "Eilutėje yra sprendimas, bet nėra jos rakto (arba jis kartojasi), todėl sprendimas neskaitomas.",
            "The row has a decision but no key of its own, so the decision is not read.",
        ),
        Words(
            "Grąžinkite raktą arba ištrinkite eilutę ir sprendimą įrašykite ten, kur raktas yra.",
            "Put the key back, or delete the row and decide where the key stands.",
        ),
    ),
    "not_agreed": Entry(
        _E,
        Words("Nepatvirtinta tai, be ko formos įskaityti negalima.", "What the form needs is not agreed to."),
        Words(
            "Susisiekite su žmogumi; jei atsakymas toks ir yra, pasirinkite sprendimą, kuriuo forma atidedama.",
            "Get in touch with the person; if that is the answer, choose the decision that sets the form aside.",
        ),
    ),
    "recorded_twice": Entry(
        _W,
        Words("Panašu, kad tas pats jau įrašyta: {other}.", "The same seems to be recorded already: {other}."),
        Words(
            "Jei tai tas pats, vieną iš jų pažymėkite „Atmesta“, o jei ne – „Patvirtinta“.",
            "If it is the same, mark one of them “Rejected”; if it is not, mark it “Approved”.",
        ),
    ),
    "edited": Entry(
        _W,
        Words("Pakeista jau po jūsų sprendimo.", "It was changed after your decision."),
        Words("Peržiūrėkite ir nuspręskite dar kartą.", "Look at it again and decide anew."),
    ),
    "reports_disagree": Entry(
        _W,
        Words("To paties renginio ataskaitos nesutaria: {figures}.", "Reports of the same event disagree: {figures}."),
        Words(
            "Kol nepataisyta, skaičiuojamas mažesnis skaičius. Pataisykite ataskaitą atsakymų lape.",
            "Until mended, the lower figure counts. Mend the report in the responses tab.",
        ),
    ),
    "same_event": Entry(
        _W,
        Words("Galbūt tai tas pats renginys kaip {other}.", "This may be the same event as {other}."),
        Words("Pasirinkite „Tas pats“ arba „Skirtingi“.", "Choose “Same” or “Different”."),
    ),
    "same_person": Entry(
        _W,
        Words(
            "Galbūt tai tas pats žmogus kaip {other}: {reason}.", "This may be the same person as {other}: {reason}."
        ),
        Words("Pasirinkite „Tas pats“ arba „Skirtingi“.", "Choose “Same” or “Different”."),
    ),
    "unknown_decision": Entry(
        _W,
        Words("Sprendimo stulpelyje įrašyta tai, ko sąraše nėra.", "The decision typed is not one of the list."),
        Words("Pasirinkite vieną iš: {options}.", "Choose one of: {options}."),
    ),
    **LETTER_PROBLEMS,
    **CALLS,
    **POST_PROBLEMS,
    **TAB_PROBLEMS,
}
