"""Releases: frozen, verified against the ledger as of then, restated with causes; figures explained row by row."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.adapters.summary_files import figures_bytes
from flows.errors import OutsideError
from flows.runs.explaining import explain_figure
from flows.runs.programme import consolidate_programme
from flows.runs.releasing import release_summary, verify_release
from flows.runs.summaries import summary_now
from forms.application import Application
from forms.cells import Cell
from forms.event_report import EventReport
from forms.periods import Period
from forms.questions import Form
from forms.releases.release import Release
from forms.releases.restating import say_restated
from forms.words import Language
from tests.flows.stage import APPLICATION, REPORT
from tests.flows.test_programme import AT, Programme

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
SLUG = "kurybos-namai"


class Home(Programme):
    """A programme of one organisation with one event of 30 people and 25 contacts, told of before the first night."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.type("Organizacijos", Pavadinimas="Kūrybos namai", Koordinatoriaus_el_paštas="k@namai.example.org")
        self.now = AT
        self.consolidate()
        self.answer(Application, APPLICATION)
        self.answer(EventReport, REPORT)
        self.consolidate()

    def answer(self, form: type[Form], row: dict[str, Cell]) -> None:
        self.books[SLUG].sheets[form.tab.lt].append([row.get("stamp"), *(row.get(q.key) for q in form.questions)])

    def consolidate(self) -> None:
        self.now += timedelta(days=1)
        consolidate_programme(self.services, self.now)

    def release(self) -> tuple[Release, Sequence[Path]]:
        return release_summary(self.services, YEAR, self.now + timedelta(hours=1), SLUG, None, "Ona")


@pytest.fixture(name="home")
def home_in(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_released_files_are_read_only_and_verified(home: Home) -> None:
    release, files = home.release()
    assert (release.number, release.version, release.released_by) == (1, 1, "Ona")
    assert [file.stat().st_mode & 0o222 for file in files] == [0] * len(files)
    assert [verify_release(home.services, file) for file in files] == [release] * len(files)
    assert list(home.services.ledger.releases()) == [release]


def test_altered_and_foreign_files_are_refused(home: Home, tmp_path: Path) -> None:
    _, files = home.release()
    files[0].chmod(0o644)
    files[0].write_text("kas kita")
    foreign = tmp_path / "kita.html"
    foreign.write_text("kas kita")
    for file, words in ((files[0], "altered after the release (no. 1)"), (foreign, "no file of a release")):
        with pytest.raises(OutsideError, match=words.replace("(", r"\(").replace(")", r"\)")):
            verify_release(home.services, file)
    with pytest.raises(OutsideError, match="cannot be read"):
        verify_release(home.services, tmp_path / "nėra.html")


def test_late_report_makes_a_second_version_that_says_so_and_the_first_still_verifies(home: Home) -> None:
    first, files = home.release()
    with pytest.raises(OutsideError, match="No number has changed since version 1"):
        home.release()
    home.answer(EventReport, {**REPORT, "stamp": "2024-01-16 10:00:00", "title": "Šventė", "date": "2023-09-01"})
    home.consolidate()
    second, _ = home.release()
    changes = {one.figure: (one.before, one.after, dict(one.causes)) for one in second.contents.changes}
    assert (second.version, changes["social_contacts"]) == (2, ("25", "50", {"late_report": 1}))
    assert verify_release(home.services, files[0]) == first
    (said,) = say_restated([first, second], AT, home.now + timedelta(days=1), {SLUG: "Kūrybos namai"}, Language.LT)
    assert "paskelbta 2 versija" in said
    assert "Socialiniai kontaktai: 50, buvo 25 (vėlesnis pateikimas: 1)" in said


def test_corrected_cell_is_told_as_a_correction(home: Home) -> None:
    home.release()
    row = home.books[SLUG].sheets[EventReport.tab.lt][-1]
    row[row.index("25")] = "26"
    home.consolidate()
    second, _ = home.release()
    causes = {one.figure: dict(one.causes) for one in second.contents.changes}
    assert causes == {"social_contacts": {"correction": 1}}


def test_past_night_is_replayed_to_the_byte(home: Home) -> None:
    then = home.now + timedelta(hours=1)
    made = figures_bytes(summary_now(home.services, YEAR.from_on, YEAR.to_on, then, SLUG), Language.LT)
    home.answer(EventReport, {**REPORT, "stamp": "2024-01-16 10:00:00", "title": "Šventė", "date": "2023-09-01"})
    home.consolidate()
    again = figures_bytes(summary_now(home.services, YEAR.from_on, YEAR.to_on, then, SLUG), Language.LT)
    later = figures_bytes(summary_now(home.services, YEAR.from_on, YEAR.to_on, home.now, SLUG), Language.LT)
    assert (made == again, made == later) == (True, False)


def test_figure_is_explained_with_its_rows_and_those_left_out(home: Home) -> None:
    (event,) = [row[0] for row in home.shown("Renginiai", "Raktas")]
    year, later = date(2023, 1, 1), date(2024, 1, 1)
    said = explain_figure(home.services, "social_contacts", year, YEAR.to_on, home.now, SLUG, Language.EN)
    assert said[2:] == (
        "Value 2023-01-01 – 2023-12-31: 25",
        "Rows: 1",
        f"  {event} · 2023-05-02 Pokalbis su mokytojais",
        "Waiting for a person's word: 1",
        f"  {event}",
        "Left out: 0",
    )
    said = explain_figure(home.services, "specialists_trained", later, later, home.now, SLUG, Language.EN)
    assert said[-1] == f"  {event} · 2023-05-02 Pokalbis su mokytojais · not of this period"


def test_unknown_figure_organisation_and_turned_period_are_refused_by_name(home: Home) -> None:
    year = YEAR.from_on, YEAR.to_on
    for figure, period, slug, words in (
        ("kontaktai", year, SLUG, "There are: ambassador_trainings, "),
        ("events", year, "kita", "no organisation “kita”"),
        ("events", year[::-1], SLUG, "ends .* before it begins"),
    ):
        with pytest.raises(OutsideError, match=words):
            explain_figure(home.services, figure, *period, home.now, slug, Language.EN)


def sign(home: Home, key: str, word: str, comment: str = "") -> None:
    head, *rows = home.national.sheets["Paskelbimai"]
    row = next(row for row in rows if row[0] == key)
    row[head.index("Sprendimas")], row[head.index("Pastaba")] = word, comment


def releases_shown(home: Home, *columns: str) -> list[tuple[Cell, ...]]:
    return home.shown("Paskelbimai", "Raktas", *columns)


def test_release_goes_from_the_organisation_over_the_institute_to_the_ministry(home: Home) -> None:
    release, _ = home.release()
    home.consolidate()
    assert releases_shown(home, "Būsena", "Organizacija", "Laikotarpis", "Versija", "Kontrolinė suma") == [
        ("S-0001", "Laukia organizacijos patvirtinimo", "Kūrybos namai", "2023-01-01 – 2023-12-31", 1,
         release.checksum[:16]),
    ]  # fmt: skip
    for word, status in (
        ("Patvirtino organizacija", "Laukia Instituto patvirtinimo"),
        ("Patvirtino Institutas", "Laukia perdavimo ministerijai"),
        ("Perduota ministerijai", "Perduota ministerijai"),
    ):
        sign(home, "S-0001", word, f"aktas {len(word)}")
        home.consolidate()
        assert releases_shown(home, "Būsena", "Sprendimas") == [("S-0001", status, word)]
    (kept,) = home.services.ledger.releases()
    assert [(one.step, one.comment) for one in kept.signs] == [
        ("organisation", "aktas 23"), ("institute", "aktas 21"), ("ministry", "aktas 21"),
    ]  # fmt: skip
    writes = home.national.writes
    home.consolidate()
    assert home.national.writes == writes


def test_step_out_of_its_order_and_a_word_that_is_none_are_told_and_not_kept(home: Home) -> None:
    home.release()
    home.consolidate()
    sign(home, "S-0001", "Perduota ministerijai")
    home.consolidate()
    ((_, early),) = releases_shown(home, "Būsena")
    sign(home, "S-0001", "Gerai")
    home.consolidate()
    ((_, unknown),) = releases_shown(home, "Būsena")

    assert "Šis žodis dar neįsigaliojo" in str(early)
    assert str(unknown) == "Laukia organizacijos patvirtinimo. Pasirinkite žodį iš sąrašo."
    assert home.services.ledger.releases()[0].signs == ()


def test_older_version_says_by_which_it_was_replaced_and_is_signed_no_more(home: Home) -> None:
    home.release()
    home.answer(EventReport, {**REPORT, "stamp": "2024-01-16 10:00:00", "title": "Šventė", "date": "2023-09-01"})
    home.consolidate()
    home.release()
    home.consolidate()
    sign(home, "S-0001", "Patvirtino organizacija")
    home.consolidate()

    assert releases_shown(home, "Būsena", "Versija") == [
        ("S-0001", "Pakeista 2 versija", 1), ("S-0002", "Laukia organizacijos patvirtinimo", 2),
    ]  # fmt: skip
    assert [one.signs for one in home.services.ledger.releases()] == [(), ()]


def test_release_of_the_programme_begins_with_the_institute(home: Home) -> None:
    release_summary(home.services, YEAR, home.now + timedelta(hours=1), "", None, "Ona")
    home.consolidate()
    assert releases_shown(home, "Būsena", "Organizacija") == [
        ("S-0001", "Laukia Instituto patvirtinimo", "Visa programa"),
    ]  # fmt: skip


def decided(home: Home, word: str) -> None:
    head, row = home.books[SLUG].sheets["Renginiai"][:2]
    row[head.index("Sprendimas")] = word
    home.consolidate()


def test_rejected_event_is_told_as_a_decision(home: Home) -> None:
    home.release()
    decided(home, "Atmesta")
    second, _ = home.release()
    causes = {one.figure: dict(one.causes) for one in second.contents.changes}
    assert causes["social_contacts"] == {"decision": 1}


def say_of_the_two_events(home: Home, tab: str, row: int, word: str) -> None:
    head, *rows = home.books[SLUG].sheets[tab]
    line = [one for one in rows if tab == "Renginiai" or str(one[0]).endswith("/same_event")][row]
    line[head.index("Sprendimas")] = word
    home.consolidate()


def changes_of(release: Release) -> dict[str, tuple[str, str, dict[str, int]]]:
    return {one.figure: (one.before, one.after, dict(one.causes)) for one in release.contents.changes}


def test_two_events_that_were_called_one_are_told_as_joined(home: Home) -> None:
    home.answer(EventReport, {**REPORT, "stamp": "2023-05-04 11:00:00", "social_contacts": "20"})
    home.consolidate()
    home.release()
    say_of_the_two_events(home, "Reikia dėmesio", 0, "Tas pats")
    second, _ = home.release()
    assert changes_of(second)["events"] == ("2", "1", {"joined": 2})
