"""The municipalities of Lithuania as facts: ISO 3166-2 codes, names, centres, counties; and smaller places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: its code, official and short name, its centre as people write it, and its county."""

    code: str
    name: str
    short: str
    centre: str
    county: str


MUNICIPALITIES = (
    Municipality("LT-01", "Akmenės rajono savivaldybė", "Akmenės r. sav.", "Akmenė", "Šiaulių apskr."),
    Municipality("LT-02", "Alytaus miesto savivaldybė", "Alytaus m. sav.", "Alytus", "Alytaus apskr."),
    Municipality("LT-03", "Alytaus rajono savivaldybė", "Alytaus r. sav.", "Alytus", "Alytaus apskr."),
    Municipality("LT-04", "Anykščių rajono savivaldybė", "Anykščių r. sav.", "Anykščiai", "Utenos apskr."),
    Municipality("LT-05", "Birštono savivaldybė", "Birštono sav.", "Birštonas", "Kauno apskr."),
    Municipality("LT-06", "Biržų rajono savivaldybė", "Biržų r. sav.", "Biržai", "Panevėžio apskr."),
    Municipality("LT-07", "Druskininkų savivaldybė", "Druskininkų sav.", "Druskininkai", "Alytaus apskr."),
    Municipality("LT-08", "Elektrėnų savivaldybė", "Elektrėnų sav.", "Elektrėnai", "Vilniaus apskr."),
    Municipality("LT-09", "Ignalinos rajono savivaldybė", "Ignalinos r. sav.", "Ignalina", "Utenos apskr."),
    Municipality("LT-10", "Jonavos rajono savivaldybė", "Jonavos r. sav.", "Jonava", "Kauno apskr."),
    Municipality("LT-11", "Joniškio rajono savivaldybė", "Joniškio r. sav.", "Joniškis", "Šiaulių apskr."),
    Municipality("LT-12", "Jurbarko rajono savivaldybė", "Jurbarko r. sav.", "Jurbarkas", "Tauragės apskr."),
    Municipality("LT-13", "Kaišiadorių rajono savivaldybė", "Kaišiadorių r. sav.", "Kaišiadorys", "Kauno apskr."),
    Municipality("LT-14", "Kalvarijos savivaldybė", "Kalvarijos sav.", "Kalvarija", "Marijampolės apskr."),
    Municipality("LT-15", "Kauno miesto savivaldybė", "Kauno m. sav.", "Kaunas", "Kauno apskr."),
    Municipality("LT-16", "Kauno rajono savivaldybė", "Kauno r. sav.", "Kaunas", "Kauno apskr."),
    Municipality("LT-17", "Kazlų Rūdos savivaldybė", "Kazlų Rūdos sav.", "Kazlų Rūda", "Marijampolės apskr."),
    Municipality("LT-18", "Kėdainių rajono savivaldybė", "Kėdainių r. sav.", "Kėdainiai", "Kauno apskr."),
    Municipality("LT-19", "Kelmės rajono savivaldybė", "Kelmės r. sav.", "Kelmė", "Šiaulių apskr."),
    Municipality("LT-20", "Klaipėdos miesto savivaldybė", "Klaipėdos m. sav.", "Klaipėda", "Klaipėdos apskr."),
    Municipality("LT-21", "Klaipėdos rajono savivaldybė", "Klaipėdos r. sav.", "Klaipėda", "Klaipėdos apskr."),
    Municipality("LT-22", "Kretingos rajono savivaldybė", "Kretingos r. sav.", "Kretinga", "Klaipėdos apskr."),
    Municipality("LT-23", "Kupiškio rajono savivaldybė", "Kupiškio r. sav.", "Kupiškis", "Panevėžio apskr."),
    Municipality("LT-24", "Lazdijų rajono savivaldybė", "Lazdijų r. sav.", "Lazdijai", "Alytaus apskr."),
    Municipality("LT-25", "Marijampolės savivaldybė", "Marijampolės sav.", "Marijampolė", "Marijampolės apskr."),
    Municipality("LT-26", "Mažeikių rajono savivaldybė", "Mažeikių r. sav.", "Mažeikiai", "Telšių apskr."),
    Municipality("LT-27", "Molėtų rajono savivaldybė", "Molėtų r. sav.", "Molėtai", "Utenos apskr."),
    Municipality("LT-28", "Neringos savivaldybė", "Neringos sav.", "Neringa", "Klaipėdos apskr."),
    Municipality("LT-29", "Pagėgių savivaldybė", "Pagėgių sav.", "Pagėgiai", "Tauragės apskr."),
    Municipality("LT-30", "Pakruojo rajono savivaldybė", "Pakruojo r. sav.", "Pakruojis", "Šiaulių apskr."),
    Municipality("LT-31", "Palangos miesto savivaldybė", "Palangos m. sav.", "Palanga", "Klaipėdos apskr."),
    Municipality("LT-32", "Panevėžio miesto savivaldybė", "Panevėžio m. sav.", "Panevėžys", "Panevėžio apskr."),
    Municipality("LT-33", "Panevėžio rajono savivaldybė", "Panevėžio r. sav.", "Panevėžys", "Panevėžio apskr."),
    Municipality("LT-34", "Pasvalio rajono savivaldybė", "Pasvalio r. sav.", "Pasvalys", "Panevėžio apskr."),
    Municipality("LT-35", "Plungės rajono savivaldybė", "Plungės r. sav.", "Plungė", "Telšių apskr."),
    Municipality("LT-36", "Prienų rajono savivaldybė", "Prienų r. sav.", "Prienai", "Kauno apskr."),
    Municipality("LT-37", "Radviliškio rajono savivaldybė", "Radviliškio r. sav.", "Radviliškis", "Šiaulių apskr."),
    Municipality("LT-38", "Raseinių rajono savivaldybė", "Raseinių r. sav.", "Raseiniai", "Kauno apskr."),
    Municipality("LT-39", "Rietavo savivaldybė", "Rietavo sav.", "Rietavas", "Telšių apskr."),
    Municipality("LT-40", "Rokiškio rajono savivaldybė", "Rokiškio r. sav.", "Rokiškis", "Panevėžio apskr."),
    Municipality("LT-41", "Šakių rajono savivaldybė", "Šakių r. sav.", "Šakiai", "Marijampolės apskr."),
    Municipality("LT-42", "Šalčininkų rajono savivaldybė", "Šalčininkų r. sav.", "Šalčininkai", "Vilniaus apskr."),
    Municipality("LT-43", "Šiaulių miesto savivaldybė", "Šiaulių m. sav.", "Šiauliai", "Šiaulių apskr."),
    Municipality("LT-44", "Šiaulių rajono savivaldybė", "Šiaulių r. sav.", "Šiauliai", "Šiaulių apskr."),
    Municipality("LT-45", "Šilalės rajono savivaldybė", "Šilalės r. sav.", "Šilalė", "Tauragės apskr."),
    Municipality("LT-46", "Šilutės rajono savivaldybė", "Šilutės r. sav.", "Šilutė", "Klaipėdos apskr."),
    Municipality("LT-47", "Širvintų rajono savivaldybė", "Širvintų r. sav.", "Širvintos", "Vilniaus apskr."),
    Municipality("LT-48", "Skuodo rajono savivaldybė", "Skuodo r. sav.", "Skuodas", "Klaipėdos apskr."),
    Municipality("LT-49", "Švenčionių rajono savivaldybė", "Švenčionių r. sav.", "Švenčionys", "Vilniaus apskr."),
    Municipality("LT-50", "Tauragės rajono savivaldybė", "Tauragės r. sav.", "Tauragė", "Tauragės apskr."),
    Municipality("LT-51", "Telšių rajono savivaldybė", "Telšių r. sav.", "Telšiai", "Telšių apskr."),
    Municipality("LT-52", "Trakų rajono savivaldybė", "Trakų r. sav.", "Trakai", "Vilniaus apskr."),
    Municipality("LT-53", "Ukmergės rajono savivaldybė", "Ukmergės r. sav.", "Ukmergė", "Vilniaus apskr."),
    Municipality("LT-54", "Utenos rajono savivaldybė", "Utenos r. sav.", "Utena", "Utenos apskr."),
    Municipality("LT-55", "Varėnos rajono savivaldybė", "Varėnos r. sav.", "Varėna", "Alytaus apskr."),
    Municipality(
        "LT-56", "Vilkaviškio rajono savivaldybė", "Vilkaviškio r. sav.", "Vilkaviškis", "Marijampolės apskr."
    ),
    Municipality("LT-57", "Vilniaus miesto savivaldybė", "Vilniaus m. sav.", "Vilnius", "Vilniaus apskr."),
    Municipality("LT-58", "Vilniaus rajono savivaldybė", "Vilniaus r. sav.", "Vilnius", "Vilniaus apskr."),
    Municipality("LT-59", "Visagino savivaldybė", "Visagino sav.", "Visaginas", "Utenos apskr."),
    Municipality("LT-60", "Zarasų rajono savivaldybė", "Zarasų r. sav.", "Zarasai", "Utenos apskr."),
)

AMBIGUOUS_TOWNS = frozenset({"alytus", "kaunas", "klaipėda", "panevėžys", "šiauliai", "vilnius"})

SMALLER_PLACES = {
    "Lentvaris": "LT-52",
    "Grigiškės": "LT-57",
    "Naujoji Akmenė": "LT-01",
    "Nida": "LT-28",
    "Gargždai": "LT-21",
    "Garliava": "LT-16",
    "Nemenčinė": "LT-58",
    "Pabradė": "LT-49",
    "Rūdiškės": "LT-52",
    "Eišiškės": "LT-42",
    "Vievis": "LT-08",
    "Ramygala": "LT-33",
    "Tytuvėnai": "LT-19",
    "Kuršėnai": "LT-44",
}
"""Places that people write instead of their municipality (those of the register of places that were met so far)."""
