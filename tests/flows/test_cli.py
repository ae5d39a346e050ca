"""The command line: what people type, what it answers, how it ends."""

import json
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from config import ROOT
from flows.cli.main import app

SAMPLE = ROOT / "config" / "sample"
AS_OF = "2024-01-15T02:00"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOKDEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "home"


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return done.exit_code, done.output


def add(slug: str = "namai", *more: str) -> tuple[int, str]:
    words = ("--name", "Namai", "--coordinator", "k@namai.example.org", "--language", "lt", "--as-of", AS_OF)
    return run("organisation", "add", slug, *words, *more)


def test_a_night_by_hand_gives_workbooks_letters_and_a_summary(home: Path, tmp_path: Path) -> None:
    assert run("init")[0] == 0
    assert add()[0] == 0
    for form in ("application", "event_report", "coordinator_record"):
        code, said = run(
            "import", form, str(SAMPLE / f"{form}.csv"), "--organisation", "namai", "--letters", "--as-of", AS_OF
        )
        assert (code, "Rows added: " in said) == (0, True)
    assert run("consolidate", "--as-of", AS_OF)[0] == 0
    assert run("consolidate", "--as-of", AS_OF)[1] == "Namai: nothing new\n"
    assert run("weekly", "--as-of", AS_OF)[1].startswith("Weekly letters queued: 1.")
    first, again = run("send", "--as-of", AS_OF)[1], run("send", "--as-of", AS_OF)[1]
    code, told = run(
        "summary",
        "--from",
        "2023-04-01",
        "--to",
        "2023-12-31",
        "--organisation",
        "namai",
        "--out",
        str(tmp_path / "out"),
        "--as-of",
        AS_OF,
    )
    figures = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))

    messages = [message_from_bytes(file.read_bytes(), policy=default) for file in (home / "mailbox" / "new").iterdir()]
    # That somebody asked to be called is about health: it is not even counted where others read.
    told_of = [str(one["Subject"]) for one in messages if one["Subject"] != "Prašoma paskambinti"]
    assert (len(messages), first.partition(";")[0]) == (len(told_of) + 1, f"Letters sent: {len(told_of)}")
    assert again.startswith("Letters sent: 0;")
    assert (code, "events with ambassadors" in told) == (0, True)
    assert figures["ambassador_trainings"]["value"] == 2
    assert set(figures["events"]) >= {"value", "waiting", "definition", "rows"}
    assert len(figures["events"]["rows"]) == figures["events"]["value"]


def test_decision_typed_into_the_workbook_takes_effect_at_the_next_run(home: Path) -> None:
    add()
    run("import", "application", str(SAMPLE / "application.csv"), "--organisation", "namai", "--as-of", AS_OF)
    run("consolidate", "--as-of", AS_OF)
    file = home / "workbooks" / "namai.xlsx"
    book = load_workbook(file)
    book["Paraiškos"]["B2"] = "Priimta"
    book.save(file)

    said = run("consolidate", "--as-of", AS_OF)[1]

    sheet = load_workbook(file)["Ambasadoriai"]
    assert "decisions: 1" in said
    assert sheet.max_row == 2


def test_same_file_brought_in_twice_adds_nothing(home: Path) -> None:
    add()
    words = ("import", "application", str(SAMPLE / "application.csv"), "--organisation", "namai", "--as-of", AS_OF)
    first = run(*words)[1]
    run("consolidate", "--as-of", AS_OF)

    again = run(*words)[1]

    assert home.exists()
    assert "there before: 0" in first
    assert "Rows added: 0" in again


def test_answers_brought_in_without_letters_write_to_nobody(home: Path) -> None:
    add()
    run("import", "application", str(SAMPLE / "application.csv"), "--organisation", "namai", "--as-of", AS_OF)
    run("consolidate", "--as-of", AS_OF)

    assert home.exists()
    assert run("send", "--as-of", AS_OF)[1].startswith("Letters sent: 0;")


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1257", ";"), ("utf-8", "\t")])
def test_files_of_any_usual_encoding_and_delimiter_are_read(
    home: Path, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    add()
    header = ["Laiko žyma", "Jūsų el. paštas", "Ką registruojate?", "Pavadinimas", "Data", "Trukmė (valandomis)"]
    header += ["Dalyvavę ambasadoriai (po vieną eilutėje)", "Kanalas", "Nuoroda", "Išlaidos (Eur)"]
    row = [
        "2023-05-01 10:00:00",
        "k@namai.example.org",
        "Viešinimo žinutė",
        "Žinutė apie šį rudenį",
        "2023-05-01",
        "",
        "",
    ]
    row += ["Spauda", "", ""]
    text = "\r\n".join(delimiter.join(cells) for cells in (header, row))
    (tmp_path / "records.csv").write_bytes(text.encode(encoding))

    code, said = run(
        "import", "coordinator_record", str(tmp_path / "records.csv"), "--organisation", "namai", "--as-of", AS_OF
    )
    run("consolidate", "--as-of", AS_OF)

    assert (code, "Rows added: 1" in said) == (0, True)
    assert load_workbook(home / "workbooks" / "namai.xlsx")["Įrašai"]["F2"].value == "Žinutė apie šį rudenį"


def test_damaged_workbook_is_named_with_its_remedy_and_the_others_go_on(home: Path) -> None:
    add("namai")
    add("kiti")
    (home / "workbooks" / "namai.xlsx").write_bytes(b"PK\x03\x04 no more than this")
    run("import", "application", str(SAMPLE / "application.csv"), "--organisation", "kiti", "--as-of", AS_OF)

    code, said = run("consolidate", "--as-of", AS_OF)
    runs = load_workbook(home / "workbooks" / "programa.xlsx")["Paleidimai"]

    assert code == 1
    assert "namai.xlsx" in said
    assert "new submissions: 13" in said
    assert any("namai.xlsx" in str(cell.value) for row in runs for cell in row)
    assert (home / "workbooks" / "namai.xlsx").read_bytes() == b"PK\x03\x04 no more than this"


def test_dry_run_says_the_plan_and_does_nothing(home: Path) -> None:
    add()
    run(
        "import",
        "application",
        str(SAMPLE / "application.csv"),
        "--organisation",
        "namai",
        "--letters",
        "--as-of",
        AS_OF,
    )
    before = {file.name: file.read_bytes() for file in (home / "workbooks").glob("*.xlsx")}

    code, said = run("consolidate", "--dry-run", "--as-of", AS_OF)

    assert code == 0
    assert "letter application_received:" in said
    assert "example" not in said
    assert {file.name: file.read_bytes() for file in (home / "workbooks").glob("*.xlsx")} == before


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("consolidate",), 3, "lookdeeper init"),
        (("status",), 3, "lookdeeper init"),
        (("import", "nothing", "x.csv", "--organisation", "namai"), 2, "application, event_report"),
        (("summary", "--from", "yesterday", "--to", "2023-12-31"), 2, "2023-04-01"),
        (("consolidate", "--as-of", "noon"), 2, "2024-01-15T02:00"),
        (("organisation", "add", "Kūryba", "--name", "K", "--coordinator", "k@x.example.org"), 3, "creative-house"),
        (("organisation", "add", "kuryba", "--name", "K", "--coordinator", "nobody"), 3, "name@organisation.lt"),
        (("match", "nowhere.csv", "--out", "out.csv"), 3, "nowhere.csv"),
    ],
)
def test_mistakes_end_with_a_hint_and_no_traceback(home: Path, words: tuple[str, ...], code: int, hint: str) -> None:
    ended, said = run(*words)

    assert not (home / "mailbox").exists()
    assert (ended, hint in " ".join(said.split()), "Traceback" in said) == (code, True, False)


def test_mistakes_inside_a_home_end_with_a_hint(home: Path) -> None:
    add()

    unknown = run("summary", "--from", "2023-01-01", "--to", "2023-12-31", "--organisation", "nobody")
    backwards = run("summary", "--from", "2023-12-31", "--to", "2023-01-01", "--organisation", "namai")
    other_form = run("import", "application", str(SAMPLE / "event_report.csv"), "--organisation", "namai")
    for beside in home.glob("ledger.sqlite-*"):
        beside.unlink()
    (home / "ledger.sqlite").write_bytes(b"this is no database, whatever its name says")
    broken = run("status")

    assert [code for code, _ in (unknown, backwards, other_form, broken)] == [3, 3, 3, 3]
    assert "namai" in unknown[1]
    assert "application" in other_form[1].lower() or "Apply" in other_form[1]
    assert "ledger.sqlite" in broken[1]


def test_messages_are_lithuanian_where_the_terminal_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "lt_LT.UTF-8")

    assert run("init")[1].startswith("Sukurta programos darbo knyga:")
    assert home.exists()


def test_two_runs_in_one_home_are_refused(home: Path) -> None:
    from filelock import FileLock

    run("init")
    with FileLock(home / "lookdeeper.lock"):
        code, said = run("consolidate")

    assert (code, "Another run is under way" in said) == (3, True)


def test_match_says_whose_each_row_is(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "record_id,first_name,last_name,email,phone\n"
        "1,Ona,Petraitytė,ona@example.com,861234567\n"
        "2,ONA,Petraitytė,ONA@example.com,\n"
        "3,Jonas,Petraitis,ona@example.com,\n"
        "4,,,,\n",
        encoding="utf-8",
    )

    pairs = tmp_path / "pairs.csv"
    code, said = run("match", str(people), "--out", str(tmp_path / "out.csv"), "--pairs", str(pairs))
    rows = [line.split(",")[:3] for line in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()]

    assert (code, said.startswith("Rows: 4; people: 3; ")) == (0, True)
    assert rows[0] == ["record_id", "contact_id", "lane"]
    assert [row[1] for row in rows[1:]] == ["1", "1", "3", "4"]
    assert pairs.read_text(encoding="utf-8").startswith("record_a,record_b,contact_a,contact_b,likelihood,reason\n")


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1257", ";"), ("utf-8", "\t")])
def test_match_reads_lists_of_any_making(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        ["E-mail", "LAST_NAME ", "first_name", "Email"], ["", "Šeškutė", "Živilė", "z.seskute@example.com"],
        ["", "šeškutė", "živilė", "Z.Seskute@example.com"], [], ["", "", "", ""],
    ]  # fmt: skip
    text = "\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "list.csv").write_bytes(text.encode(encoding))
    assert run("match", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out.csv"))[0] == 0
    rows = [line.split(",")[:3] for line in (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()]
    assert rows[1:] == [["1", "1", "same"], ["2", "1", "same"], ["4", "4", "different"]]


def test_match_tells_rows_with_one_id_apart(tmp_path: Path) -> None:
    people, out, pairs = tmp_path / "people.csv", tmp_path / "out.csv", tmp_path / "pairs.csv"
    people.write_text(
        "record_id,first_name,last_name,email\n"
        "7,Ona,Petraitytė,ona@example.com\n"
        "7,Jonas,Kazlauskas,jonas@example.com\n"
        "7#2,Rasa,Butkutė,rasa@example.com\n"
        "7,Ona,Petraitytė,ona@example.com\n",
        encoding="utf-8",
    )
    code, said = run("match", str(people), "--out", str(out), "--pairs", str(pairs))
    rows = [line.split(",")[:2] for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert (code, "Several rows have one record_id (7)" in said) == (0, True)
    assert rows == [["7", "7"], ["7", "7#3"], ["7#2", "7#2"], ["7", "7"]]


def test_match_starts_without_the_libraries_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("first_name,phone\nOna,8 612 34567\nOna,\n", encoding="utf-8")
    program = (
        f"import sys; sys.argv = ['lookdeeper', 'match', {str(tmp_path / 'people.csv')!r}, '--out', "
        f"{str(tmp_path / 'out.csv')!r}]\n"
        "from flows.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'typer', 'pydantic', 'pandas', 'sqlalchemy', 'phonenumbers', 'email_validator', 'babel', 'scipy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[0].startswith("Rows: 2; people: ")
    assert done.stdout.strip().endswith("[]")


def test_match_explains_a_pair_without_saying_what_stands_there(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "record_id,first_name,last_name,email\na,Ona,Petraitytė,ona@example.com\nb,Ona,Petraitienė,ona@example.com\n",
        encoding="utf-8",
    )
    code, said = run("match", str(people), "--explain", "a", "b")
    assert (code, [line.split()[0] for line in said.splitlines()][:4]) == (0, ["before", "first", "surname", "e-mail"])
    assert [word for word in ("Ona", "Petrait", "example") if word in said] == []
    assert run("match", str(people), "--explain", "a", "nobody")[0] == 3
    assert run("match", str(people))[0] == 2


def test_help_answers_before_anything_heavy_is_imported() -> None:
    program = (
        "import sys; sys.argv = ['lookdeeper', '--help']\n"
        "from flows.cli.main import app\n"
        "try: app()\n"
        "except SystemExit: pass\n"
        "heavy = {'prefect', 'pandas', 'sqlalchemy', 'lxml', 'jinja2', 'pydantic', 'phonenumbers', 'yagmail'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize(
    "command",
    ["demo", "init", "organisation", "import", "consolidate", "send", "weekly", "summary", "status", "match", "serve"],
)
def test_every_command_teaches(command: str) -> None:
    code, said = run(command, "--help")

    assert code == 0
    assert len(said) > 200
