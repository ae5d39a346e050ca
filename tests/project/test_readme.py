"""The README and the project's files say what is so."""

import re
import subprocess
import tomllib

import pytest

from config import ROOT
from flows.cli.main import app
from forms.catalogue import FORMS
from forms.letters import LETTERS

README = (ROOT / "README.md").read_text(encoding="utf-8")
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")


def commands() -> set[str]:
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    return names | {group.typer_instance.info.name for group in app.registered_groups}


def test_readme_shows_every_command_and_no_other() -> None:
    shown = set(re.findall(r"^lookdeeper ([a-z]+)", README, re.MULTILINE)) | {"demo"}

    assert shown == commands()


def test_readme_names_paths_that_are_there() -> None:
    named = re.findall(r"`((?:forms|flows|config|templates|tests)/[\w./-]*)`", README)
    named += re.findall(r"\]\(((?!http)[\w./-]+)\)", README)

    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_readme_shows_the_two_commands_that_are_all_one_needs() -> None:
    assert re.search(r"^make demo ", README, re.MULTILINE)
    assert re.search(r"^make test ", README, re.MULTILINE)


def test_readme_has_a_line_for_every_form_file() -> None:
    assert [form.key for form in FORMS if f"{form.key}.py" not in README] == []


def test_every_letter_has_its_templates_and_nothing_else_lies_there() -> None:
    wanted = {
        f"{letter.kind}.{language}.{kind}"
        for letter in LETTERS
        for language in ("lt", "en")
        for kind in ("txt", "html")
    }
    there = {file.name for file in (ROOT / "templates" / "letters").iterdir()}

    assert {name for name in there if not name.startswith("base")} == wanted


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_lock_pins_with_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", text, re.MULTILINE)

    assert len(pins) > 50
    assert text.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"https?:|file:|index-url|find-links", text)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()

    assert [name for name in names if f"{name.lower()}==" not in locked and f"{name.lower()}[" not in locked] == []


def test_top_level_holds_what_the_project_agreed_on() -> None:
    top = {path.split("/")[0] for path in TRACKED if path}
    agreed = {
        "flows", "forms", "templates", "config", "tests", "pyproject.toml", "prefect.yaml", "README.md", "Makefile",
        "requirements.lock", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip

    assert {name for name in top if not name.startswith(".")} == agreed


def test_no_module_outgrows_its_folder() -> None:
    long = {
        path: lines
        for path in TRACKED
        if re.match(r"(forms|flows|config)/.*\.py$", path) and (ROOT / path).exists()
        if (lines := (ROOT / path).read_text(encoding="utf-8").count("\n")) > 250
    }

    assert long == {}


def test_domain_names_are_kept() -> None:
    banned = {"utils", "helpers", "common", "manager", "handler", "process", "data", "item"}
    modules = {path.rsplit("/", 1)[-1].removesuffix(".py") for path in TRACKED if path.endswith(".py")}

    assert modules & banned == set()
