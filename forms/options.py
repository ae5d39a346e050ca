"""Options that forms offer: stored by code, shown by title."""

from forms.answers import Option
from forms.words import Words


def _options(*rows: tuple[str, str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, Words(lt, en)) for code, lt, en in rows)


AUDIENCES = _options(
    ("health_professionals", "Sveikatos priežiūros specialistai", "Health-care professionals"),
    ("social_workers", "Socialiniai darbuotojai", "Social workers"),
    ("low_threshold", "Žemo slenksčio paslaugų specialistai", "Low-threshold service specialists"),
    ("teachers", "Mokytojai", "Teachers"),
    ("students", "Studentai", "Students"),
    ("pupils", "Mokiniai", "Pupils"),
    ("employees", "Darbuotojai", "Employees"),
    ("seniors", "Senjorai", "Seniors"),
    ("relatives", "Artimieji", "Relatives"),
    ("creative", "Kultūros ir kūrybinių industrijų atstovai", "Creative and cultural sector"),
    ("public", "Plačioji visuomenė", "General public"),
)

EVENT_KINDS = _options(
    ("contact_training", "Kontaktiniai mokymai specialistams", "Contact training for professionals"),
    ("meeting", "Susitikimas su ambasadoriumi", "Meeting with an ambassador"),
    ("seminar", "Seminaras-diskusija", "Seminar-discussion"),
    ("contact_event", "Kontaktinis renginys-diskusija", "Contact event-discussion"),
    ("lesson", "Pamoka arba paskaita", "Lesson or lecture"),
    ("festival", "Šventė, festivalis arba stendas", "Festival, fair or stand"),
    ("campaign", "Socialinių pokyčių komunikacijos kampanija", "Communication for social change campaign"),
    ("advocacy", "Interesų atstovavimo renginys", "Advocacy event"),
    ("other", "Kita", "Other"),
)

EVENT_FORMATS = _options(
    ("in_person", "Gyvai", "In person"),
    ("remote", "Nuotoliniu būdu", "Remote"),
    ("hybrid", "Mišriu būdu", "Hybrid"),
)

TAKING_PART = _options(
    ("in_person", "Gyvai", "In person"),
    ("remote", "Nuotoliniu būdu", "Remotely"),
    ("media", "Žiniasklaidoje", "In the media"),
    ("writing", "Raštu", "In writing"),
)

LANGUAGES = _options(("lt", "Lietuvių", "Lithuanian"), ("en", "Anglų", "English"))

EXPERIENCES = _options(
    ("own", "Savo", "My own"),
    ("relative", "Artimo žmogaus", "Someone close to me"),
    ("both", "Savo ir artimo žmogaus", "Both"),
    ("unsaid", "Nenoriu sakyti", "I would rather not say"),
)

HEARD_FROM = _options(
    ("organisation", "Iš organizacijos", "From an organisation"),
    ("friend", "Iš draugų ar artimųjų", "From friends or family"),
    ("event", "Renginyje", "At an event"),
    ("social_media", "Socialiniuose tinkluose", "On social media"),
    ("news", "Žiniasklaidoje", "In the news"),
    ("other", "Kita", "Other"),
)

WELLBEING = _options(
    ("good", "Gerai", "Good"),
    ("mixed", "Įvairiai", "Mixed"),
    ("hard", "Sunkiai", "Hard"),
    ("unsaid", "Nenoriu sakyti", "I would rather not say"),
)

YES_NO = _options(("yes", "Taip", "Yes"), ("no", "Ne", "No"))

RECORD_KINDS = _options(
    ("ambassador_training", "Ambasadorių mokymai", "Ambassador training"),
    ("individual_support", "Individualus palaikymo susitikimas", "Individual support meeting"),
    ("group_support", "Grupinis palaikymo susitikimas", "Group support meeting"),
    ("publicity", "Viešinimo žinutė", "Publicity message"),
    ("planned_event", "Suplanuotas renginys", "Planned event"),
)

CHANNELS = _options(
    ("website", "Interneto svetainė", "Website"),
    ("social_media", "Socialiniai tinklai", "Social media"),
    ("press", "Spauda", "Press"),
    ("radio_tv", "Radijas arba televizija", "Radio or television"),
    ("newsletter", "Naujienlaiškis", "Newsletter"),
    ("poster", "Plakatas arba lankstinukas", "Poster or leaflet"),
    ("other", "Kita", "Other"),
)

YES = Words("Taip", "Yes")
I_AGREE = Words("Sutinku", "I agree")
