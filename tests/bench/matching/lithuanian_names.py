"""Names for made-up people: first names by sex, surnames as men bear them, and a woman's forms of them."""

MEN = """
    Jonas Petras Tomas Andrius Mantas Lukas Matas Paulius Darius Marius Vytautas Algirdas Kęstutis Mindaugas Gediminas
    Rokas Domantas Justas Žygimantas Šarūnas Ąžuolas Saulius Rimantas Romualdas Stasys Antanas Kazys Juozas Vincas Linas
    Aurimas Arūnas Egidijus Edvinas Gintaras Giedrius Ignas Karolis Laurynas Martynas Nerijus Ovidijus Povilas Raimondas
    Simonas Tadas Ugnius Valdas Virginijus Zigmas Audrius Evaldas Dainius Artūras Robertas Rolandas Remigijus Vidas
    Donatas Deividas Edgaras Ernestas Justinas Kasparas Dominykas Nojus Benas Jokūbas Adomas Kajus Herkus Augustas
    Aleksandras Vladimiras Sergejus Jaroslavas Stanislovas Konstantinas Mykolas Leonas Feliksas Bronius Alfonsas Pranas
    """.split()  # noqa: SIM905 - names read better as a text
WOMEN = """
    Ona Janina Rasa Rūta Eglė Jūratė Živilė Asta Daiva Laima Aušra Birutė Danutė Irena Genovaitė Greta Gabija Emilija
    Austėja Ugnė Kotryna Monika Viktorija Simona Ieva Justina Karolina Lina Loreta Margarita Nijolė Neringa Ramunė Regina
    Rita Rugilė Sandra Sigita Skaistė Snieguolė Toma Vaida Vilma Violeta Virginija Zita Žaneta Šarūnė Audronė Indrė
    Aistė Agnė Akvilė Alina Dovilė Edita Erika Evelina Goda Gintarė Giedrė Inga Ingrida Jolanta Jurgita Kristina Laura
    Liepa Lijana Miglė Milda Odeta Olga Natalija Svetlana Tatjana Renata Reda Raimonda Sonata Vaiva Viltė Urtė Elena
    Aleksandra Aldona Stanislava Bronislava Liudmila Elžbieta Zofija Vida Vitalija Veronika Marija Magdalena Ana
    """.split()  # noqa: SIM905 - names read better as a text
SHORT = {
    "Vytautas": "Vytas", "Algirdas": "Algis", "Kęstutis": "Kęstas", "Gediminas": "Gedas", "Žygimantas": "Žygis",
    "Rimantas": "Rimas", "Romualdas": "Romas", "Dominykas": "Domas", "Aleksandras": "Aleksas", "Mykolas": "Mikas",
    "Stanislovas": "Stasys", "Konstantinas": "Kostas", "Domantas": "Domas", "Aleksandra": "Sandra",
    "Bronislava": "Bronė", "Elžbieta": "Elzė", "Genovaitė": "Genė", "Jurgita": "Jurga", "Liudmila": "Liuda",
    "Margarita": "Rita", "Ona": "Onutė", "Stanislava": "Stasė", "Zofija": "Zosė",
}  # fmt: skip
FAMOUS = """
    Kazlauskas Petrauskas Jankauskas Stankevičius Vasiliauskas Žukauskas Butkus Paulauskas Urbonas Kavaliauskas
    Ramanauskas Navickas Petraitis Jonaitis Sakalauskas Balčiūnas Adomaitis Rimkus Savickas Šimkus Žilinskas Bagdonas
    Lukošius Norkus Pocius Mockus Morkūnas Kairys Grigas Šukys Vilkas Daukša Norvaiša Gricius Baltrušaitis Sinkevičius
    """.split()  # noqa: SIM905 - names read better as a text
_ROOTS = """
    Bal Ber Bun But Daug Dirg Drum Gab Gail Gedv Ger Girn Gud Jan Jok Jur Kair Kal Kan Karp Kelm Kir Klim Kud Kun
    Laur Lem Liut Luk Mack Mal Man Mart Mel Mik Min Mont Nar Nork Pak Pal Petr Pov Pran Raud Rim Rom Sab Sav Sim Skir
    Stan Stul Sur Tam Tar Tum Urb Vain Vait Val Var Venck Vis Zab Zub Žem Žil Žvin Šat Šeš Šil Čep Ūs Būd Lūž Mėl Dėd
    """.split()  # noqa: SIM905 - names read better as a text
_ENDINGS = "auskas aitis ėnas ūnas onis inskas evičius utis ys ius ulis elis"
_FORMS = (
    ("ius", "iūtė", "ienė"), ("us", "utė", "uvienė"), ("as", "aitė", "ienė"), ("is", "ytė", "ienė"),
    ("ys", "ytė", "ienė"), ("a", "aitė", "ienė"),
)  # fmt: skip
FOREIGN = """
    Ivanov Petrov Kuznecov Smirnov Popov Jankovski Wojciechowski Lewandowski Šostak Novik Bondarenko Kovalenko Melnik
    """.split()  # noqa: SIM905 - names read better as a text


def surnames(number: int) -> list[str]:
    """Return so many men's surnames, the common ones first."""
    made = [root + ending for ending in _ENDINGS.split() for root in _ROOTS]
    step = max(1, len(made) // max(1, number))
    picked = FAMOUS[: max(10, number // 6)] + FOREIGN[: number // 20] + made[::step] + made
    return list(dict.fromkeys(picked))[:number]


def maiden(surname: str) -> str:
    """Return the form of a man's daughter."""
    return _woman(surname, 1)


def married(surname: str) -> str:
    """Return the form of a man's wife."""
    return _woman(surname, 2)


def neutral(surname: str) -> str:
    """Return the form that tells nothing of marriage."""
    for ending, _, _ in _FORMS:
        if surname.endswith(ending):
            return surname.removesuffix(ending) + "ė"
    return maiden(surname)


def _woman(surname: str, form: int) -> str:
    for ending in _FORMS:
        if surname.endswith(ending[0]):
            return surname.removesuffix(ending[0]) + ending[form]
    if surname.endswith("ski"):
        return surname.removesuffix("i") + "a"
    return surname + "a" if surname.endswith(("ov", "ev")) else surname
