"""«Renginio ataskaita»: an ambassador tells of an event that took place."""

from forms.asking import choice, day, decimal, email, integer, links, paragraph, people, phone, short_text, ticks
from forms.municipalities import PLACES
from forms.options import AUDIENCES, EVENT_FORMATS, EVENT_KINDS, WELLBEING, YES_NO
from forms.questions import Form, Section, health, personal, public, required, required_unless
from forms.words import Words


class EventReport(Form):
    """A report of one event."""

    key = "event_report"
    letter = "R"
    title = Words("Renginio ataskaita", "Event report")
    tab = Words("Renginių ataskaitos", "Event reports")

    about_you = Section(Words("Apie jus", "About you"))
    reporter_email = personal(required(email("Jūsų el. paštas", "Your e-mail")))
    reporter_name = personal(required(short_text("Jūsų vardas ir pavardė", "Your first and last name")))

    the_event = Section(Words("Renginys", "The event"))
    title_ = public(required(short_text("Renginio pavadinimas", "Title of the event")))
    kind = public(required(choice("Renginio rūšis", "Kind of event", EVENT_KINDS)))
    audience = public(required(ticks("Kam skirtas renginys", "Audience", AUDIENCES)))
    format = public(required(choice("Renginio formatas", "Format", EVENT_FORMATS)))
    date = public(required(day("Renginio data", "Date of the event")))
    duration_hours = public(required(decimal("Trukmė (valandomis)", "Duration (hours)", "0.25", "80")))
    municipality = public(
        required_unless(
            "format", "remote", choice("Savivaldybė, kurioje vyko renginys", "Municipality of the event", PLACES)
        )
    )
    venue = public(short_text("Vieta arba kviečianti organizacija", "Venue or inviting organisation"))
    host_name = personal(
        short_text("Kviečiančios organizacijos kontaktinis asmuo", "Contact person of the inviting organisation")
    )
    host_email = personal(email("Kontaktinio asmens el. paštas", "Contact person's e-mail"))
    host_phone = personal(phone("Kontaktinio asmens telefonas", "Contact person's phone"))

    who_was_there = Section(Words("Kas dalyvavo", "Who was there"))
    ambassadors = personal(
        required(people("Dalyvavę ambasadoriai (po vieną eilutėje)", "Ambassadors who took part (one per line)"))
    )
    present = public(required(integer("Kiek žmonių dalyvavo?", "How many people were present?", 0, 100_000)))
    social_contacts = public(
        required(integer("Kiek užmegzta socialinių kontaktų?", "How many social contacts were made?", 0, 100_000))
    )
    minors = public(required(choice("Ar dalyvavo nepilnamečių?", "Were there people under 18?", YES_NO)))

    afterwards = Section(Words("Po renginio", "Afterwards"))
    expenses_eur = public(decimal("Renginio išlaidos (Eur)", "Expenses of the event (EUR)", "0", "9999999"))
    links = public(links("Nuorodos (nuotraukos, publikacijos)", "Links (photos, publications)"))
    comments = health(
        paragraph("Pastabos (be dalyvių vardų ir sveikatos duomenų)", "Comments (no listeners' names, no health data)")
    )
    wellbeing = health(choice("Kaip jaučiatės po renginio?", "How do you feel after the event?", WELLBEING))
    call_me = health(
        choice(
            "Ar norite, kad koordinatorius jums paskambintų?", "Would you like your coordinator to call you?", YES_NO
        )
    )
