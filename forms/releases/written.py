"""The contents of a release as text that a ledger keeps, and back."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from forms.disclosure import Cell, Hidden, Published, Sum
from forms.organisations import Organisation
from forms.picture import Contract
from forms.releases.release import Change, Contents
from forms.releases.rows import KeptRow
from forms.words import Language


def write_contents(contents: Contents) -> str:
    """Return the contents as JSON; the same contents give the same text."""
    people = contents.people
    cells = list(dict.fromkeys([*people.cells, *(part for one in people.sums for part in one.parts)]))
    place = {cell: number for number, cell in enumerate(cells)}
    plain: dict[str, Any] = {
        "language": contents.language.value,
        "least": contents.least,
        "limits": dict(contents.limits),
        "organisations": [_plain_organisation(one) for one in contents.organisations],
        "figures": dict(contents.figures),
        "behind": {key: list(rows) for key, rows in contents.behind.items()},
        "rows": {key: [dict(row.versions), row.mark] for key, row in contents.rows.items()},
        "people": {
            "cells": [[cell.thing, cell.value] for cell in cells],
            "hidden": {place[cell]: mark.value for cell, mark in people.hidden_cells.items()},
            "sums": [[one.name, [place[part] for part in one.parts]] for one in people.sums],
            "hidden_sums": sorted(people.hidden_sums),
        },
        "files": dict(contents.files),
        "changes": [[one.figure, one.before, one.after, dict(one.causes)] for one in contents.changes],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read_contents(text: str) -> Contents:
    """Return the contents that `write_contents` wrote."""
    plain: Mapping[str, Any] = json.loads(text)
    told: list[tuple[str, int]] = plain["people"]["cells"]
    totals: list[tuple[str, list[int]]] = plain["people"]["sums"]
    kept: dict[str, tuple[dict[str, int], str]] = plain["rows"]
    cells = [Cell(thing, value) for thing, value in told]
    people = Published(
        tuple(cells),
        tuple(Sum(name, tuple(cells[place] for place in parts)) for name, parts in totals),
        {cells[int(place)]: Hidden(mark) for place, mark in plain["people"]["hidden"].items()},
        frozenset(plain["people"]["hidden_sums"]),
    )
    return Contents(
        language=Language(plain["language"]),
        least=plain["least"],
        limits=plain["limits"],
        organisations=tuple(_organisation(one) for one in plain["organisations"]),
        figures=plain["figures"],
        behind={key: tuple(rows) for key, rows in plain["behind"].items()},
        rows={key: KeptRow(versions, mark) for key, (versions, mark) in kept.items()},
        people=people,
        files=plain["files"],
        changes=tuple(Change(*one) for one in plain["changes"]),
    )


def _plain_organisation(one: Organisation) -> dict[str, Any]:
    contract = one.contract
    return {
        **{field.name: getattr(one, field.name) for field in fields(one) if field.name != "contract"},
        "from_on": contract.from_on and contract.from_on.isoformat(),
        "to_on": contract.to_on and contract.to_on.isoformat(),
        "budget_eur": None if contract.budget_eur is None else f"{contract.budget_eur:f}",
        "targets": dict(contract.targets),
    }


def _organisation(plain: Mapping[str, Any]) -> Organisation:
    contract = Contract(
        from_on=date.fromisoformat(plain["from_on"]) if plain["from_on"] else None,
        to_on=date.fromisoformat(plain["to_on"]) if plain["to_on"] else None,
        budget_eur=None if plain["budget_eur"] is None else Decimal(plain["budget_eur"]),
        targets=plain["targets"],
    )
    named = {name: plain[name] for name in ("slug", "name", "coordinator", "workbook")}
    return Organisation(**named, language=Language(plain["language"]), contract=contract)
