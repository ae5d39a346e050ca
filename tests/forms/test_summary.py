"""The period summary: what it says in both languages, what it hides, and what it does with nothing at all."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from forms.figures import merge_pictures
from forms.options import AUDIENCES, EVENT_KINDS
from forms.periods import Period
from forms.picture import Disagreement, Happening, Picture, Review, Unreadable
from forms.privacy import Health, Personal
from forms.summary import Summary, results_text, summarise
from forms.summary.page import page_of
from forms.summary.telling import tell_group
from forms.summary.wordings import AUDIENCE_WORDS, EVENTS_OF_KIND
from forms.words import Language
from tests.forms.picture_samples import HOUSE, YEAR_2023, ambassador, happening, picture

YEAR = Period.of(date(2023, 4, 1), date(2023, 12, 31))
TODAY = date(2024, 1, 15)
LT, EN = Language.LT, Language.EN


def summary_of(*events: Happening, **known: Any) -> Summary:
    return summarise(picture(events=events, **known), YEAR, TODAY)


def test_results_of_2023_read_as_published_in_lithuanian() -> None:
    assert results_text(summarise(YEAR_2023, YEAR, TODAY), LT).splitlines() == [
        "2 ambasadorių mokymai; 6 ambasadorių komanda; 221 socialinis kontaktas",
        "8 renginiai su ambasadoriais:",
        (
            "– 3 kontaktiniai mokymai sveikatos priežiūros specialistams (po 8 val.): „Psichikos sveikata, žalingas"
            " vartojimas ir stigma“ (Kauno klinikos; Vilniaus poliklinika; Klaipėdos ligoninė), dalyvavo 60 specialistų"
        ),
        (
            "– 2 susitikimai su studentais: „Susitikimas su medikais“ (Vilniaus universiteto Medicinos fakultetas),"
            " „Susitikimas su filosofais“ (Vilniaus universiteto Filosofijos fakultetas)"
        ),
        (
            "– 1 susitikimas su ambasadoriumi: „(Ne)priklausomybė: ar vis dar gėda kalbėti?“ (Centro poliklinikos Atviras"
            " centras)"
        ),
        (
            "– 1 seminaras-diskusija žemo slenksčio paslaugų specialistams nuotoliniu būdu: „Seminaras žemo slenksčio"
            " paslaugoms“"
        ),
        (
            "– 1 kontaktinis renginys-diskusija mokytojams: „Subalansuota mokytojams, bet tinka visiems: pokalbiai apie"
            " psichikos sveikatą“ (Bendruomenė „Renkuosi mokyti“)"
        ),
    ]


def test_results_of_2023_read_as_published_in_english() -> None:
    lines = results_text(summarise(YEAR_2023, YEAR, TODAY), EN).splitlines()
    assert lines[:2] == [
        "2 ambassador trainings; a team of 6 ambassadors; 221 social contacts",
        "8 events with ambassadors:",
    ]
    assert [line.partition(":")[0] for line in lines[2:]] == [
        "– 3 contact trainings of 8 hours for health-care professionals",
        "– 2 meetings with students",
        "– 1 meeting with an ambassador",
        "– 1 remote seminar-discussion for specialists of low-threshold services",
        "– 1 contact event-discussion for teachers",
    ]
    assert lines[2].endswith("; 60 specialists trained")


def test_summary_of_nothing_at_all_says_so() -> None:
    summary = summary_of()
    assert results_text(summary, LT) == (
        "0 ambasadorių mokymų; 0 ambasadorių komanda; 0 socialinių kontaktų\n0 renginių su ambasadoriais"
    )
    page = page_of(summary, LT)
    assert (page.results, page.open) == (
        ("Laikotarpiu renginių nebuvo.",),
        ("Niekas nelaukia žmogaus žodžio.",),
    )
    assert (page.plan, page.chart, page.breakdowns, page.events) == (None, None, (), None)


def test_kind_told_for_many_audiences_stays_one_line() -> None:
    codes = [option.code for option in AUDIENCES][:4]
    events = [
        happening(f"E-{n}", "2023-05-01", "contact_training", audience=(code,), duration_hours=Decimal(n + 1))
        for n, code in enumerate(codes)
    ]
    (group,) = summary_of(*events).groups
    assert tell_group(group, LT) == (
        "4 kontaktiniai mokymai specialistams (iš viso 10 val.): „Pokalbis“ (Vilniaus m. sav.), dalyvavo 80 specialistų"
    )
    assert tell_group(group, EN) == (
        "4 contact trainings of 10 hours in total for professionals: “Pokalbis” (Vilniaus m. sav.);"
        " 80 specialists trained"
    )


def test_long_list_of_titles_is_cut_in_a_sentence_but_not_in_the_list_of_events() -> None:
    summary = summary_of(*(happening(f"E-{n:02}", "2023-05-01", title=f"Nr. {n:02}", venue="Čia") for n in range(15)))
    told = tell_group(summary.groups[0], LT)
    assert told.count("„") == 12
    assert told.endswith("„Nr. 11“ (Čia) ir dar 3")
    assert len(page_of(summary, LT).events.rows) == 15


def test_every_kind_and_audience_has_its_wording() -> None:
    assert [*EVENTS_OF_KIND] == [option.code for option in EVENT_KINDS]
    assert [*AUDIENCE_WORDS] == [option.code for option in AUDIENCES]


def test_conflict_says_all_the_numbers_and_that_the_lower_counts() -> None:
    disagreement = Disagreement("social_contacts", (Decimal(21), Decimal(12)))
    summary = summary_of(happening("E-1", "2023-06-14", social_contacts=12, disagreements=(disagreement,), waits=True))
    said = [line.replace("\u00a0", " ") for line in page_of(summary, LT).open]
    assert said == [
        "Dar laukia žmogaus žodžio: 1 renginys.",
        (
            "„Pokalbis“ (2023 m. birželio 14 d.): Kiek užmegzta socialinių kontaktų? – ataskaitose 12 ir 21,"
            " skaičiuojama 12."
        ),
    ]
    assert results_text(summary, EN).splitlines()[-2].replace("\u00a0", " ") == (
        "“Pokalbis” (14 June 2023): How many social contacts were made? – the reports say 12 and 21; 12 counts."
    )


def test_conflict_tells_no_number_that_the_list_of_events_hides() -> None:
    reports = Disagreement("present", (Decimal(12), Decimal(21)))
    summary = summary_of(
        happening("E-1", "2023-05-01", present=3), happening("E-2", "2023-05-02", present=12, disagreements=(reports,))
    )
    (said,) = page_of(summary, EN).open
    assert said.endswith("the reports say not shown and 21; not shown counts.")


def test_waiting_and_quality_are_told_by_number() -> None:
    summary = summarise(
        picture(
            events=(
                happening("E-1", "2023-05-01", review=Review.RECEIVED, unknown_ambassadors=2),
                happening("E-2", "2022-05-01", review=Review.RECEIVED, unknown_ambassadors=9),
            ),
            applications_waiting=("A-1", "A-2"),
            unreadable=(Unreadable("R-1", HOUSE, "event_report", None),),
            not_read=("Lapas „Ataskaitos“ pervadintas.",),
        ),
        YEAR,
        TODAY,
    )
    assert page_of(summary, LT).open == (
        "Dar laukia žmogaus žodžio: 1 renginys, 2 paraiškos, 1 taisytinas pateikimas.",
        "Renginių ataskaitose yra įrašyta ambasadorių, kurių organizacija nežino: 2.",
        "Neperskaityta: Lapas „Ataskaitos“ pervadintas.",
    )
    assert summary.waiting.events == ("E-1",)


def test_breakdowns_count_each_event_by_month_place_audience_and_organisation() -> None:
    other = picture(
        slug="b",
        name="Ąžuolas",
        events=(
            happening("E-99", "2023-05-05", organisation="b", municipality="LT-15", audience=("students", "teachers")),
        ),
    )
    programme = merge_pictures("Visa programa", LT, (YEAR_2023, other))
    summary = summarise(programme, YEAR, TODAY, {HOUSE: "Kūrybos namai", "b": "Ąžuolas", "c": "Be renginių"})
    tables = {
        table.key: [(row.label.lt, row.numbers) for row in (*table.rows, *([table.total] if table.total else []))]
        for table in summary.breakdowns
    }
    assert tables == {
        "kind_month": [
            ("Kontaktiniai mokymai specialistams", (0, 0, 1, 0, 0, 1, 0, 1, 0, 3)),
            ("Susitikimas su ambasadoriumi", (0, 1, 0, 0, 0, 0, 2, 0, 1, 4)),
            ("Seminaras-diskusija", (0, 1, 0, 0, 0, 0, 0, 0, 0, 1)),
            ("Kontaktinis renginys-diskusija", (0, 0, 0, 0, 0, 0, 1, 0, 0, 1)),
            ("Iš viso", (0, 2, 1, 0, 0, 1, 3, 1, 1, 9)),
        ],
        "place": [
            ("Kauno apskr.", (2,)),
            ("Kauno m. sav.", (2,)),
            ("Klaipėdos apskr.", (1,)),
            ("Klaipėdos m. sav.", (1,)),
            ("Vilniaus apskr.", (5,)),
            ("Vilniaus m. sav.", (5,)),
            ("Nuotoliniu būdu", (1,)),
            ("Iš viso", (9,)),
        ],
        "audience": [
            ("Sveikatos priežiūros specialistai", (3,)),
            ("Žemo slenksčio paslaugų specialistai", (1,)),
            ("Mokytojai", (2,)),
            ("Studentai", (3,)),
            ("Plačioji visuomenė", (1,)),
        ],
        "minors": [("Tik suaugusieji", (9,)), ("Dalyvavo nepilnamečių", (0,)), ("Iš viso", (9,))],
        "organisation": [("Ąžuolas", (1,)), ("Be renginių", (0,)), ("Kūrybos namai", (8,)), ("Iš viso", (9,))],
    }  # fmt: skip


def test_long_period_is_broken_down_by_years() -> None:
    long = Period.of(date(2022, 1, 1), date(2024, 12, 31))
    table = summarise(YEAR_2023, long, TODAY).breakdowns[0]
    assert [words.en for words in table.columns] == ["2022", "2023", "2024", "Total"]
    assert table.total.numbers == (0, 8, 1, 9)


def test_small_counts_of_people_are_hidden_with_one_more_that_would_give_them_away() -> None:
    summary = summary_of(
        happening("E-1", "2023-05-01", present=3, social_contacts=4),
        happening("E-2", "2023-05-02", present=12, social_contacts=5),
        happening("E-3", "2023-05-03", present=40, social_contacts=30),
    )
    rows = [row.cells[-2:] for row in page_of(summary, LT).events.rows]
    assert rows == [("mažiau nei 5", "4"), ("neskelbiama", "5"), ("40", "30")]
    assert summary.number("people_present") == 55


def test_small_number_of_trained_specialists_is_not_told_of_a_group() -> None:
    (group,) = summary_of(happening("E-1", "2023-05-01", "contact_training", present=3)).groups
    assert tell_group(group, EN) == (
        "1 contact training of 2 hours for the general public: “Pokalbis” (Vilniaus m. sav.)"
    )


def test_figure_that_would_tell_a_small_count_is_not_printed() -> None:
    summary = summary_of(happening("E-1", "2023-05-01", present=3), happening("E-2", "2023-05-02", present=0))
    cells = {row.cells[0]: row.cells[1] for row in page_of(summary, LT).figures.rows}
    assert (cells["Dalyviai"], cells["Socialiniai kontaktai"]) == ("neskelbiama", "40")
    assert summary.hidden == {"people_present"}


def test_least_count_that_is_shown_is_a_fact_of_the_programme() -> None:
    events = happening("E-1", "2023-05-01", present=7), happening("E-2", "2023-05-02", present=90)
    summary = summarise(picture(events=events), YEAR, TODAY, least=10)
    assert [row.cells[-2] for row in page_of(summary, EN).events.rows] == ["fewer than 10", "not shown"]


def test_count_released_before_is_not_told_by_the_total_of_a_longer_period() -> None:
    first = happening("E-1", "2023-05-01", present=30), happening("E-2", "2023-05-02", present=40)
    april = summary_of(*first)
    longer = summarise(
        picture(events=(*first, happening("E-3", "2023-06-01", present=2))), YEAR, TODAY, earlier=[april.people]
    )
    assert (april.hidden, longer.hidden) == (frozenset(), {"people_present"})


def test_summary_is_the_same_whatever_the_order_of_rows() -> None:
    turned = replace(
        YEAR_2023,
        events=YEAR_2023.events[::-1],
        records=YEAR_2023.records[::-1],
        ambassadors=YEAR_2023.ambassadors[::-1],
    )
    assert summarise(turned, YEAR, TODAY) == summarise(YEAR_2023, YEAR, TODAY)


def test_titles_are_told_on_one_line_of_bearable_length() -> None:
    (event,) = summary_of(happening("E-1", "2023-05-01", title="a\n b\x00\u200b" + "c" * 50_000)).events
    assert (event.title[:5], len(event.title), event.title[-1]) == ("a bcc", 300, "…")


def parts(value: object) -> list[object]:
    if is_dataclass(value) and not isinstance(value, type):
        return [value, *(part for field in fields(value) for part in parts(getattr(value, field.name)))]
    if isinstance(value, (tuple, list)):
        return [part for one in value for part in parts(one)]
    return [value]


def test_nothing_of_a_person_is_in_a_summary_but_contact_keys_behind_a_figure() -> None:
    known: Picture = replace(
        YEAR_2023,
        ambassadors=(*YEAR_2023.ambassadors, ambassador("K-7", public_name="Slapyvardis", identity="paslaptis")),
    )
    summary = summarise(known, YEAR, TODAY)
    assert [part for part in parts(summary) if isinstance(part, (Personal, Health))] == []
    for language in Language:
        said = " ".join(str(part) for part in parts(page_of(summary, language))) + results_text(summary, language)
        assert [word for word in ("K-", "Slapyvardis", "paslaptis", "Vardenė") if word in said] == []


@pytest.mark.parametrize("language", Language)
def test_definition_stands_with_every_number(language: Language) -> None:
    summary = summarise(YEAR_2023, YEAR, TODAY)
    rows = [row for row in page_of(summary, language).figures.rows if row.look == ""]
    assert [row.note for row in rows] == [figure.definition.say(language) for figure, _ in summary.figures]
    assert rows[5].cells[1:] == ("221", "–")


def test_plan_and_frame_say_how_far_the_contract_has_come() -> None:
    page = page_of(summarise(YEAR_2023, YEAR, date(2023, 10, 4)), LT)
    assert [tuple(cell.replace("\u00a0", " ") for cell in row.cells) for row in page.plan.rows] == [
        ("Ambasadorių mokymai", "2", "2", "100 %"),
        ("Renginiai", "7", "4", "57 %"),
        ("Socialiniai kontaktai", "160", "121", "75 %"),
        ("Viešinimo žinutės", "0", "1", "–"),
        ("Išlaidos (Eur)", "20 000 Eur", "400 Eur", "2 %"),
    ]
    assert (
        page.frame[-1][1].replace("\u00a0", " ")
        == "nuo 2023 m. balandžio 1 d. iki 2023 m. gruodžio 31 d. (praėjo 68 %)"
    )
