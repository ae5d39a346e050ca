"""Headings and labels of a summary's page and workbook."""

from forms.words import Words

INITIATIVE = Words(
    "Psichikos sveikatos ambasadorių iniciatyva „Žvelk giliau“",
    "Mental health ambassadors' initiative “Look Deeper”",
)
HEADING = Words("Laikotarpio suvestinė", "Period summary")

ORGANISATION = Words("Organizacija", "Organisation")
PROGRAMME = Words("Programa", "Programme")
ORGANISATIONS = Words("Organizacijos", "Organisations")
PERIOD = Words("Laikotarpis", "Period")
AS_OF = Words("Duomenys", "As of")
AS_OF_DAY = Words("{day} būklė", "{day}")
TERM = Words("Sutarties laikotarpis", "Contract's term")
TERM_GONE = Words("praėjo {share}", "{share} elapsed")
TERM_FROM = Words("nuo {day}", "from {day}")
TERM_TO = Words("iki {day}", "until {day}")

BASIS = Words("Pagrindas", "Basis")
BASIS_OF_DATA = Words(
    "ambasadorių renginių ataskaitos ir koordinatorių įrašai, kurie galioja ir nėra atmesti",
    "ambassadors' event reports and coordinators' records that are valid and not rejected",
)
SIGNED_BY = (Words("Parengė", "Prepared by"), Words("Patvirtino", "Approved by"))
SIGNED = (Words("vardas, pavardė, parašas", "name, signature"), Words("data", "date"))

RESULTS = Words("Rezultatai", "Results")
NO_EVENTS = Words("Laikotarpiu renginių nebuvo.", "There were no events in the period.")
FIGURES = Words("Rodikliai", "Figures")
PLAN = Words("Planas ir įvykdymas", "Plan against actual")
PLAN_NOTE = Words(
    "Skaičiuojama nuo pirmosios sutarties dienos iki {day}, ne vien šios suvestinės laikotarpiu.",
    "Counted from the contract's first day until {day}, not over this summary's period alone.",
)
BREAKDOWNS = Words("Renginių pasiskirstymas", "How the events are spread")
BREAKDOWNS_NOTE = Words(
    "Lentelėse skaičiuojami renginiai ir pinigai, ne žmonės.", "The tables count events and money, not people."
)
EVENTS = Words("Renginių sąrašas", "List of events")
EVENTS_TAB = Words("Renginiai", "Events")
EVENTS_NOTE = Words(
    "Mažesnis nei {least} žmonių skaičius neskelbiamas; „neskelbiama“ rašoma ten, kur mažą skaičių būtų galima"
    " apskaičiuoti iš bendros sumos.",
    "A count of fewer than {least} people is not published; “not shown” stands where a small one could be worked out"
    " from the total.",
)
OPEN = Words("Kas dar gali pasikeisti", "What may still change")
NOTHING_OPEN = Words("Niekas nelaukia žmogaus žodžio.", "Nothing waits for a person's word.")
NOT_READ = Words("Neperskaityta: {what}", "Not read: {what}")
UNKNOWN_AMBASSADORS = Words(
    "Renginių ataskaitose yra įrašyta ambasadorių, kurių organizacija nežino: {n}.",
    "Ambassadors named in event reports whom the organisation does not know: {n}.",
)
UNKNOWN_PEOPLE = Words(
    "Koordinatoriaus įrašuose yra žmonių, kurių organizacija nežino: {n}.",
    "People named in coordinator's records whom the organisation does not know: {n}.",
)
CHART = Words("Renginiai pagal mėnesį", "Events by month")
CHART_YEARS = Words("Renginiai pagal metus", "Events by year")

KEY = Words("Raktas", "Key")
FIGURE = Words("Rodiklis", "Figure")
VALUE = Words("Reikšmė", "Value")
WAITING = Words("Laukia", "Waiting")
DEFINITION = Words("Kaip skaičiuojama", "How it is counted")
TARGET = Words("Planas", "Target")
ACTUAL = Words("Įvykdyta", "Actual")
SHARE = Words("Plano dalis", "Share of target")
DATE = Words("Data", "Date")
TITLE = Words("Pavadinimas", "Title")
KIND = Words("Rūšis", "Kind")
AUDIENCE = Words("Kam skirtas", "Audience")
FORMAT = Words("Formatas", "Format")
MUNICIPALITY = Words("Savivaldybė", "Municipality")
VENUE = Words("Vieta arba kviečianti organizacija", "Venue or inviting organisation")
PLACE = Words("Vieta", "Place")
HOURS = Words("Trukmė (val.)", "Hours")
PRESENT = Words("Dalyviai", "People present")
CONTACTS = Words("Socialiniai kontaktai", "Social contacts")
STATUS = Words("Ar laukia", "Waiting")
WAITS = Words("Laukia", "Waiting")
WHAT = Words("Pjūvis", "Of which")
NONE = Words("–", "–")
