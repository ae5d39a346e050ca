"""«Koordinatoriaus įrašas»: a coordinator records a training, a support meeting or a publicity message."""

from forms.asking import choice, day, decimal, email, links, people, short_text
from forms.options import CHANNELS, RECORD_KINDS
from forms.questions import Form, personal, public, required, required_if, required_unless
from forms.words import Words


class CoordinatorRecord(Form):
    """A coordinator's record."""

    key = "coordinator_record"
    letter = "C"
    title = Words("Koordinatoriaus įrašas", "Coordinator's record")
    tab = Words("Koordinatoriaus įrašai", "Coordinator records")

    reporter_email = personal(required(email("Jūsų el. paštas", "Your e-mail")))
    kind = public(required(choice("Ką registruojate?", "What do you record?", RECORD_KINDS)))
    title_ = public(required(short_text("Pavadinimas", "Title")))
    date = public(required(day("Data", "Date")))
    duration_hours = public(
        required_unless("kind", "publicity", decimal("Trukmė (valandomis)", "Duration (hours)", "0.25", "80"))
    )
    people = personal(
        required_unless(
            "kind",
            "publicity",
            people("Dalyvavę ambasadoriai (po vieną eilutėje)", "Ambassadors who took part (one per line)"),
        )
    )
    channel = public(required_if("kind", "publicity", choice("Kanalas", "Channel", CHANNELS)))
    link = public(links("Nuoroda", "Link"))
    expenses_eur = public(decimal("Išlaidos (Eur)", "Expenses (EUR)", "0", "9999999"))
