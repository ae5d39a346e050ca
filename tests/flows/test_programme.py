"""The national workbook: what staff type there takes effect, and is answered beside it."""

from pathlib import Path

import pytest

from config.settings import load_settings
from flows import clock
from flows.adapters.memory import MemoryWorkbook
from flows.errors import WorkbookError
from flows.runs.programme import ProgrammeOutcome, consolidate_programme
from flows.runs.setting_up import make_programme
from flows.wiring import Services, connect
from forms.cells import Cell
from forms.coordinator_record import CoordinatorRecord
from forms.organisations import Organisation
from forms.words import Language
from tests.flows.stage import TRAINING

AT = clock.as_of("2024-01-15T02:00")


class Programme:
    """Services whose workbooks lie in memory, by slug."""

    def __init__(self, home: Path) -> None:
        real = connect(load_settings(home))
        self.national = MemoryWorkbook()
        self.books: dict[str, MemoryWorkbook] = {}
        self.services = Services(real.settings, real.ledger, self.national, self._book, real.limits)
        make_programme(self.services)

    def _book(self, organisation: Organisation) -> MemoryWorkbook:
        return self.books.setdefault(organisation.slug, MemoryWorkbook())

    def type(self, tab: str, **cells: Cell) -> None:
        grid = self.national.sheets[tab]
        grid.append([cells.get(str(title).replace(" ", "_").replace(".", "").replace("'", "")) for title in grid[0]])

    def shown(self, tab: str, *columns: str) -> list[tuple[Cell, ...]]:
        head, *rows = self.national.sheets[tab]
        places = [[str(title) for title in head].index(column) for column in columns]
        return [tuple(row[place] if place < len(row) else None for place in places) for row in rows]

    def night(self) -> ProgrammeOutcome:
        return consolidate_programme(self.services, AT)


@pytest.fixture(name="programme")
def programme_in(tmp_path: Path) -> Programme:
    return Programme(tmp_path)


def test_new_line_without_a_key_makes_the_workbook_at_the_next_run(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Kūrybos namai", Koordinatoriaus_el_paštas="k@namai.example.org")
    programme.type("Gavėjai", El_paštas="vadove@institutas.example.org", Savaitės_laiškas="Taip")
    assert [one.slug for one in programme.night().outcomes] == ["kurybos-namai"]
    assert "Reikia dėmesio" in programme.books["kurybos-namai"].sheets
    assert programme.shown("Organizacijos", "Raktas", "Pavadinimas", "Kas negerai") == [
        ("kurybos-namai", "Kūrybos namai", None)
    ]
    assert programme.shown("Gavėjai", "Raktas", "Kas negerai") == [("programa-1", None)]
    writes = programme.national.writes
    assert not programme.night().did_something
    assert programme.national.writes == writes


def test_mistake_is_explained_beside_its_line_and_goes_when_it_is_mended(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Kūrybos namai", Kalba="lv")
    programme.type("Organizacijos", Koordinatoriaus_el_paštas="k@namai.example.org")
    assert programme.night().outcomes == ()
    assert programme.shown("Organizacijos", "Raktas", "Kas negerai") == [
        ("kurybos-namai", "Įrašykite el. pašto adresą, pvz., vardas@pavyzdys.lt. Kalba yra lt arba en."),
        (None, "Įrašykite organizacijos pavadinimą."),
    ]
    lines = programme.national.sheets["Organizacijos"]
    lines[1][2:4] = ["k@namai.example.org", "lt"]
    lines[2][1] = "Rytai"
    assert [one.slug for one in programme.night().outcomes] == ["kurybos-namai", "rytai"]
    assert programme.shown("Organizacijos", "Raktas", "Kas negerai") == [("kurybos-namai", None), ("rytai", None)]


def test_newest_run_stands_first(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Rytai", Koordinatoriaus_el_paštas="k@rytai.example.org")
    for day in ("2024-01-15T02:00", "2024-01-16T02:00", "2024-01-17T02:00"):
        programme.type("Organizacijos", Pavadinimas=f"Kiti {day}", Koordinatoriaus_el_paštas="k@kiti.example.org")
        consolidate_programme(programme.services, clock.as_of(day))
    days = [str(when)[:10] for (when,) in programme.shown("Paleidimai", "Kada")]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 3


def test_organisation_whose_line_is_gone_is_asked_about_and_stays_remembered(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Rytai", Koordinatoriaus_el_paštas="k@rytai.example.org")
    programme.night()
    form = CoordinatorRecord
    row = [TRAINING.get(question.key) for question in form.questions]
    programme.books["rytai"].sheets[form.tab.lt].append([TRAINING["stamp"], *row])
    programme.night()
    lines = programme.national.sheets["Organizacijos"]
    line = lines.pop()

    (told,) = programme.night().staff.troubles(None, Language.EN)
    programme.national.sheets["Organizacijos"].append(line)

    assert told.startswith("Organisations, rytai: The line of this organisation is gone")
    assert programme.night().staff.troubles(None, Language.EN) == ()


def test_slip_in_a_line_neither_stops_its_organisation_nor_goes_unsaid(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Rytai", Koordinatoriaus_el_paštas="k@rytai.example.org")
    programme.night()
    head, line = programme.national.sheets["Organizacijos"]
    line[head.index("Sutartis nuo")] = "balandis"

    done = programme.night()

    assert ([one.slug for one in done.outcomes], done.staff.is_well) == (["rytai"], False)


def test_renamed_column_of_staff_stops_the_night_with_its_name_and_changes_nothing(programme: Programme) -> None:
    programme.type("Organizacijos", Pavadinimas="Rytai", Koordinatoriaus_el_paštas="k@rytai.example.org")
    programme.night()
    head = programme.national.sheets["Organizacijos"][0]
    head[head.index("Koordinatoriaus el. paštas")] = "Pastas"
    writes = programme.national.writes

    with pytest.raises(WorkbookError, match="Coordinator's e-mail"):
        programme.night()

    assert programme.national.writes == writes
