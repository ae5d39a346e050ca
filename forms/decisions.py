"""The decisions that people take in the spreadsheet: which words there are, for what, and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.answers import folded
from forms.words import Language, Words


class About(StrEnum):
    """What a decision is about."""

    APPLICATION = "application"
    REVIEW = "review"
    AMBASSADOR = "ambassador"
    PAIR = "pair"
    ERRAND = "errand"
    LETTER = "letter"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Choosable:
    """One decision: its code, and the word in the drop-down."""

    code: str
    title: Words


RESTORE = "restore"
"""The errand that brings back a row that somebody deleted."""


def _choosable(*rows: tuple[str, str, str]) -> tuple[Choosable, ...]:
    return tuple(Choosable(code, Words(lt, en)) for code, lt, en in rows)


DECISIONS: Mapping[About, tuple[Choosable, ...]] = {
    About.APPLICATION: _choosable(
        ("new", "Nauja", "New"),
        ("interview", "Kviesti į pokalbį", "Invite to an interview"),
        ("accepted", "Priimta", "Accepted"),
        ("waiting", "Laukia eilėje", "On the waiting list"),
        ("declined", "Atsisakyta", "Declined"),
        ("withdrawn", "Atsiėmė", "Withdrawn"),
    ),
    About.REVIEW: _choosable(
        ("received", "Gauta", "Received"), ("approved", "Patvirtinta", "Approved"), ("rejected", "Atmesta", "Rejected")
    ),
    About.AMBASSADOR: _choosable(
        ("active", "Aktyvus", "Active"), ("paused", "Pristabdęs", "Paused"), ("left", "Išėjęs", "Left")
    ),
    About.PAIR: _choosable(("same", "Tas pats", "Same"), ("different", "Skirtingi", "Different")),
    About.ERRAND: _choosable(("done", "Atlikta", "Done"), (RESTORE, "Grąžinti eilutę", "Restore the row")),
    About.LETTER: _choosable(
        ("hold", "Sulaikyti", "Hold"), ("release", "Leisti", "Release"), ("resend", "Siųsti dar kartą", "Send again")
    ),
    About.RELEASE: _choosable(
        ("organisation", "Patvirtino organizacija", "Approved by the organisation"),
        ("institute", "Patvirtino Institutas", "Approved by the Institute"),
        ("ministry", "Perduota ministerijai", "Handed to the ministry"),
    ),
}

_CODES: Mapping[About, Mapping[str, str]] = {
    about: {
        folded(name): choosable.code for choosable in choosables for name in (choosable.code, *choosable.title.both())
    }
    for about, choosables in DECISIONS.items()
}

EDITED = Words("Pakeista", "Edited")
"""The status of what was changed after a decision; nobody chooses it."""
MEND = Words("Taisytina", "To be mended")
"""The status of what cannot count before it is mended."""
ROW_GONE = Words("Eilutės nebėra", "Row gone")
"""The status of what somebody deleted from the responses tab."""

SETTING_ASIDE = frozenset({"rejected", "declined", "withdrawn"})
"""Decisions after which a submission counts nowhere."""
JOINED = Words("Sujungta", "Joined")
"""The status of what was found to be one with another row."""

NO_LONGER = Words("Nebeskaičiuojama", "No longer counts")
"""The status, in the national workbook, of what an organisation has set aside since."""

FIRST: Mapping[About, str] = {About.APPLICATION: "new", About.REVIEW: "received", About.AMBASSADOR: "active"}
"""The decision that a new row begins with; the other kinds begin empty."""


def decide(about: About, typed: str) -> str | None:
    """Return the code of a typed decision, "" for an empty cell, None for a word that is not on the list."""
    if not typed:
        return ""
    return _CODES[about].get(folded(typed))


def title_of(about: About, code: str, language: Language) -> str:
    """Return the word for a decision, "" for none."""
    return next((one.title.say(language) for one in DECISIONS[about] if one.code == code), "")


def options_of(about: About, language: Language) -> tuple[str, ...]:
    """Return the words of the drop-down."""
    return tuple(one.title.say(language) for one in DECISIONS[about])
