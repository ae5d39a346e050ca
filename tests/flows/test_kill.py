"""Killed at any border of a step and run again, everything is as after an undisturbed run: state, tabs and mailbox."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config import ROOT
from config.settings import load_settings
from flows import clock
from flows.adapters.mailbox import messages
from flows.runs.importing import import_answers
from flows.runs.setting_up import Joining, add_organisation, find_organisation
from flows.wiring import connect
from forms.catalogue import FORMS
from forms.words import Language
from tests.flows.killed_run import AS_OF, BORDERS

DRIVER = Path(__file__).with_name("killed_run.py")


def drive(home: Path, *border: str) -> int:
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(home)}
    command = [sys.executable, str(DRIVER), str(home), *border]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert border or done.returncode == 0, done.stderr
    return done.returncode


def what_stands(home: Path) -> dict[str, Any]:
    """Return all that people and the next night can see: the ledger, the tabs, the mailbox."""
    services = connect(load_settings(home))
    organisation = find_organisation(services, "namai")
    past = services.ledger.past("namai")
    letters = sorted(
        (replace(one, attempts=1, queued_at=past.letters[0].queued_at) for one in past.letters), key=lambda one: one.key
    )
    sheets = services.workbook_of(organisation).read().sheets
    mail = {
        str(one["Message-ID"]): (str(one["To"]), one.get_body().get_content()) for one in messages(home / "mailbox")
    }  # type: ignore[union-attr]
    return {
        "past": replace(past, letters=()),
        "letters": letters,
        "tabs": {sheet.title: sheet.rows for sheet in sheets},
        "mail": mail,
        "messages": len(messages(home / "mailbox")),
    }


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home in which the sample's answers wait to be read; copies of it share the salt of the keys."""
    home = tmp_path_factory.mktemp("beginning")
    services = connect(load_settings(home))
    services.ledger.salt()
    add_organisation(services, Joining("namai", "Namai", "k@namai.example.org", Language.LT))
    organisation = find_organisation(services, "namai")
    for form in FORMS:
        file = ROOT / "config" / "sample" / f"{form.key}.csv"
        import_answers(services, organisation, form, file, letters=True, now=clock.as_of(AS_OF))
    return home


@pytest.fixture(scope="module")
def undisturbed(beginning: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    shutil.copytree(beginning, home)
    drive(home)
    return what_stands(home)


@pytest.mark.parametrize("border", BORDERS)
def test_killed_run_followed_by_another_is_as_an_undisturbed_one(
    border: str, beginning: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(beginning, home)

    killed = drive(home, border)
    drive(home)

    assert killed == -9
    assert undisturbed["messages"] > 30
    found = what_stands(home)
    for part, wanted in undisturbed.items():
        assert found[part] == wanted, part
