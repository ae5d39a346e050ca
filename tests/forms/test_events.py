from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.contacts.verdicts import Pair, Verdict
from forms.events.agreed import Conflict, EventFacts, agreed, events_to_count
from forms.events.grouping import group_reports
from forms.events.reports import Event, EventDoubt, EventDoubtReason, EventLink, EventReason, Grouping, Report
from forms.events.titles import TitleLikeness, like_titles, like_venues

DAY, NEXT_DAY = date(2023, 5, 11), date(2023, 5, 12)
FIRST = Report(
    response_key="r1",
    organisation="org",
    reporter="jonas",
    date=DAY,
    kind="contact_event",
    audience=("teachers",),
    format="in_person",
    municipality="LT-57",
    venue="Bendruomenė „Renkuosi mokyti“",
    title="Subalansuota mokytojams, bet tinka visiems: pokalbiai apie psichikos sveikatą",
    duration_hours=Decimal(2),
    ambassadors=frozenset({"jonas", "ona"}),
    present=30,
    social_contacts=25,
    expenses=None,
)
SECOND = replace(FIRST, response_key="r2", reporter="ona", title="Subalansuota mokytojams", venue=None)
GENERAL = replace(FIRST, title="Susitikimas su studentais", kind="meeting", venue="VU Medicinos fakultetas")


def group(*reports: Report, known: tuple[Event, ...] = (), verdicts: Mapping[Pair, Verdict] | None = None) -> Grouping:
    return group_reports(known, reports, verdicts or {}, new_key=lambda report: f"e-{report.response_key}")


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (
            "(Ne)priklausomybė: ar vis dar gėda kalbėti?",
            "Nepriklausomybe - ar vis dar geda kalbeti",
            TitleLikeness.TELLING,
        ),
        ("Psichikos sveikata, žalingas vartojimas ir stigma", "Žalingas vartojimas ir stigma", TitleLikeness.TELLING),
        ("Pokalbis apie nerimą", "Paskaita apie nerimą mokytojams", TitleLikeness.TELLING),
        ("Pokalbis apie nerimą", "Pokalbis apie depresiją", TitleLikeness.NONE),
        ("Kaip padėti sau", "Kaip padėti artimajam", TitleLikeness.NONE),
        ("Susitikimas su studentais", "Susitikimas su VU studentais", TitleLikeness.GENERAL),
        ("Susitikimas su studentais", "Pamoka mokiniams", TitleLikeness.NONE),
        ("Nerimas, 1 dalis", "Nerimas, 2 dalis", TitleLikeness.NONE),
        ("", "", TitleLikeness.GENERAL),
    ],
)
def test_titles_are_compared_by_the_words_that_tell(one: str, other: str, likeness: TitleLikeness) -> None:
    assert like_titles(one, other) is likeness
    assert like_titles(other, one) is likeness


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Vilniaus universiteto Medicinos fakultetas", "VU Medicinos fakultetas", True),
        ("VU Medicinos fakultetas", "VU Filosofijos fakultetas", False),
        ("Žirmūnų gimnazija", "Vilniaus Zirmunu gimnazija", True),
        ("Žirmūnų gimnazija", "Žvėryno gimnazija", False),
        ("Biblioteka", "Centro poliklinika", None),
        ("Biblioteka", "biblioteka", True),
        ("VU MF", "VU Medicinos fakultetas", None),
        (None, "Centro poliklinika", None),
        (None, None, None),
    ],
)
def test_venues_are_compared_by_their_own_names(one: str | None, other: str | None, *, alike: bool | None) -> None:
    assert like_venues(one, other) is alike


def test_two_reports_of_one_event_are_one_event() -> None:
    assert group(FIRST, SECOND) == Grouping(
        (Event("e-r1", (FIRST, SECOND)),),
        (
            EventLink("r1", "e-r1", EventReason.FIRST_SEEN),
            EventLink("r2", "e-r1", EventReason.SAME_PLACE_AND_TITLE),
        ),
        (),
    )


def test_shared_ambassador_and_telling_title_outweigh_another_venue() -> None:
    grouping = group(FIRST, replace(SECOND, venue="Energetikos muziejus"))
    assert grouping.links[1] == EventLink("r2", "e-r1", EventReason.SAME_AMBASSADOR_AND_TITLE)


@pytest.mark.parametrize(
    "other",
    [
        replace(SECOND, date=NEXT_DAY),
        replace(SECOND, organisation="other"),
        replace(SECOND, kind="festival", ambassadors=frozenset({"rasa"})),
        replace(SECOND, title="Pokalbis apie nerimą"),
        replace(SECOND, municipality="LT-15", ambassadors=frozenset({"rasa"})),
        replace(SECOND, venue="Energetikos muziejus", ambassadors=frozenset({"rasa"})),
        replace(FIRST, response_key="r2", title="Pokalbis apie nerimą"),
        replace(FIRST, response_key="r2", venue="Energetikos muziejus"),
    ],
)
def test_reports_of_two_events_are_two_events_without_a_question(other: Report) -> None:
    grouping = group(FIRST, other)
    assert [event.key for event in grouping.events] == ["e-r1", "e-r2"]
    assert grouping.doubts == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(SECOND, reporter="jonas", audience=("students",)), EventDoubtReason.SAME_REPORTER),
        (replace(SECOND, municipality="LT-15"), EventDoubtReason.OTHER_PLACE),
        (replace(SECOND, kind="festival"), EventDoubtReason.OTHER_KIND),
        (replace(FIRST, response_key="r2", reporter="ona", title="Apie nerimą"), EventDoubtReason.OTHER_TITLE),
    ],
)
def test_what_may_be_one_event_is_asked_about(other: Report, reason: EventDoubtReason) -> None:
    grouping = group(FIRST, other)
    assert len(grouping.events) == 2
    assert grouping.doubts == (EventDoubt("e-r1", "e-r2", reason),)


@pytest.mark.parametrize(
    ("change", "events", "doubts"),
    [
        ({}, 1, 0),
        ({"venue": "Vilniaus universiteto Medicinos fakultetas", "ambassadors": frozenset({"rasa"})}, 1, 0),
        ({"venue": None}, 1, 0),
        ({"venue": None, "ambassadors": frozenset({"rasa"})}, 2, 0),
        ({"venue": "VU Filosofijos fakultetas"}, 2, 1),
        ({"venue": "VU Filosofijos fakultetas", "ambassadors": frozenset({"rasa"})}, 2, 0),
    ],
)
def test_general_title_needs_more(change: Mapping[str, object], events: int, doubts: int) -> None:
    other = replace(GENERAL, response_key="r2", reporter="ona", **change)
    grouping = group(GENERAL, other)
    assert (len(grouping.events), len(grouping.doubts)) == (events, doubts)


def test_remote_events_are_one_by_telling_title_only() -> None:
    remote = replace(FIRST, format="remote", municipality=None, venue=None, ambassadors=frozenset({"jonas"}))
    twin = replace(remote, response_key="r2", reporter="ona", ambassadors=frozenset({"ona"}))
    assert len(group(remote, twin).events) == 1
    general = [replace(report, title="Nuotolinis seminaras") for report in (remote, twin)]
    assert len(group(*general).events) == 2


def test_third_report_joins_one_of_two_talks_of_one_reporter_and_the_doubt_stays() -> None:
    twice = replace(FIRST, response_key="r2", audience=("students",))
    grouping = group(FIRST, twice, replace(SECOND, response_key="r3"))
    assert grouping.event_of == {"r1": "e-r1", "r3": "e-r1", "r2": "e-r2"}
    assert grouping.doubts == (EventDoubt("e-r1", "e-r2", EventDoubtReason.SAME_REPORTER),)


TALKS = (Event("e1", (FIRST,)), Event("e2", (replace(FIRST, response_key="r2", present=20),)))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdict_on_two_events_silences_the_doubt(verdict: Verdict) -> None:
    assert group(known=TALKS).doubts == (EventDoubt("e1", "e2", EventDoubtReason.SAME_REPORTER),)
    assert group(known=TALKS, verdicts={frozenset({"e1", "e2"}): verdict}) == Grouping(TALKS, (), ())


def test_events_a_person_joined_count_as_one_under_the_oldest_key() -> None:
    same = {frozenset({"e1", "e2"}): Verdict.SAME}
    assert events_to_count(TALKS, same) == (Event("e1", (*TALKS[0].reports, *TALKS[1].reports)),)
    assert events_to_count(TALKS[::-1], same) == (Event("e2", (*TALKS[1].reports, *TALKS[0].reports)),)
    assert events_to_count(TALKS, {frozenset({"e1", "e2"}): Verdict.DIFFERENT}) == TALKS


def test_edit_of_a_number_changes_the_report_in_its_place() -> None:
    known = Event("e1", (FIRST, SECOND))
    edited = replace(FIRST, present=12)
    assert group(edited, known=(known,)) == Grouping((Event("e1", (edited, SECOND)),), (), ())


def test_report_moved_to_another_day_leaves_the_event_and_its_key_stands() -> None:
    moved = replace(FIRST, date=NEXT_DAY)
    grouping = group(moved, known=(Event("e1", (FIRST, SECOND)),))
    assert grouping.events == (Event("e1", (SECOND,)), Event("e-r1", (moved,)))
    assert grouping.links == (EventLink("r1", "e-r1", EventReason.FIRST_SEEN),)


def test_only_report_of_an_event_takes_the_key_along_to_another_day() -> None:
    moved = replace(FIRST, date=NEXT_DAY)
    assert group(moved, known=(Event("e1", (FIRST,)),)) == Grouping((Event("e1", (moved,)),), (), ())


def test_corrected_date_brings_an_only_report_to_the_event_it_was_about() -> None:
    mistyped = Event("e2", (replace(SECOND, date=date(2032, 5, 11)),))
    grouping = group(SECOND, known=(Event("e1", (FIRST,)), mistyped))
    assert grouping.events == (Event("e1", (FIRST, SECOND)),)
    assert grouping.links == (EventLink("r2", "e1", EventReason.SAME_PLACE_AND_TITLE),)


def test_edited_report_does_not_go_where_a_person_said_it_does_not_belong() -> None:
    known = (Event("e1", (FIRST,)), Event("e2", (replace(SECOND, title="Apie nerimą"),)))
    apart = {frozenset({"e1", "e2"}): Verdict.DIFFERENT}
    assert group(SECOND, known=known, verdicts=apart).event_of == {"r1": "e1", "r2": "e2"}
    assert group(SECOND, known=known).event_of == {"r1": "e1", "r2": "e1"}


def test_new_key_that_is_taken_is_refused() -> None:
    with pytest.raises(ValueError, match="taken already"):
        group_reports((Event("e1", (FIRST,)),), [replace(SECOND, date=NEXT_DAY)], {}, new_key=lambda _: "e1")


def test_report_prints_no_ambassador() -> None:
    assert "ambassadors" not in repr(FIRST)


def test_agreed_facts_take_words_from_the_earliest_and_the_lower_number() -> None:
    other = replace(
        SECOND,
        audience=("students", "teachers"),
        venue="Centro poliklinika",
        present=28,
        social_contacts=26,
        duration_hours=Decimal("1.5"),
        ambassadors=frozenset({"rasa"}),
        expenses=Decimal(40),
    )
    first = replace(FIRST, venue=None)
    assert agreed(Event("e1", (first, other))) == EventFacts(
        key="e1",
        organisation="org",
        title=FIRST.title,
        date=DAY,
        kind="contact_event",
        audience=("teachers", "students"),
        format="in_person",
        municipality="LT-57",
        venue="Centro poliklinika",
        duration_hours=Decimal("1.5"),
        present=28,
        social_contacts=25,
        expenses=Decimal(40),
        ambassadors=frozenset({"jonas", "ona", "rasa"}),
        conflicts=(
            Conflict("duration_hours", (Decimal("1.5"), Decimal(2))),
            Conflict("present", (28, 30)),
            Conflict("social_contacts", (25, 26)),
        ),
    )


def test_agreed_facts_show_differing_expenses_and_days() -> None:
    one = replace(FIRST, expenses=Decimal(50))
    other = replace(SECOND, expenses=Decimal("40.5"), date=NEXT_DAY)
    facts = agreed(Event("e1", (one, other)))
    assert (facts.expenses, facts.date) == (Decimal("40.5"), DAY)
    assert facts.conflicts == (
        Conflict("date", (DAY, NEXT_DAY)),
        Conflict("expenses_eur", (Decimal("40.5"), Decimal(50))),
    )


def test_single_report_agrees_with_itself() -> None:
    assert agreed(Event("e1", (FIRST,))).conflicts == ()


REPORTS = st.lists(
    st.builds(
        Report,
        response_key=st.integers(0, 9).map("r{}".format),
        organisation=st.sampled_from(["org", "other"]),
        reporter=st.sampled_from(["jonas", "ona", "rasa"]),
        date=st.sampled_from([DAY, NEXT_DAY]),
        kind=st.sampled_from(["meeting", "lesson", "festival"]),
        audience=st.just(("teachers",)),
        format=st.just("in_person"),
        municipality=st.sampled_from(["LT-57", "LT-15", None]),
        venue=st.sampled_from([None, "VU Medicinos fakultetas", "Centro poliklinika"]),
        title=st.sampled_from(["Susitikimas su studentais", "Apie nerimą", "Nerimas ir mes", "Susitikimas"]),
        duration_hours=st.just(Decimal(1)),
        ambassadors=st.frozensets(st.sampled_from(["jonas", "ona", "rasa"]), min_size=1),
        present=st.integers(0, 3),
        social_contacts=st.just(1),
        expenses=st.none(),
    ),
    max_size=10,
    unique_by=lambda report: report.response_key,
)


def numbered(known: tuple[Event, ...], reports: list[Report], prefix: str = "e") -> Grouping:
    numbers = count()
    return group_reports(known, reports, {}, new_key=lambda _: f"{prefix}{next(numbers)}")


@settings(deadline=None)
@given(REPORTS, st.randoms())
def test_order_of_reports_has_no_influence(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert numbered((), shuffled) == numbered((), reports)


@settings(deadline=None)
@given(REPORTS, REPORTS)
def test_grouping_again_changes_nothing_and_no_event_has_two_days(first: list[Report], second: list[Report]) -> None:
    night = numbered(numbered((), first).events, second, "f")
    assert numbered(night.events, second, "g") == Grouping(night.events, (), night.doubts)
    assert [event.key for event in night.events if len({report.date for report in event.reports}) > 1] == []
    assert sorted(night.event_of) == sorted({report.response_key for report in (*first, *second)})
