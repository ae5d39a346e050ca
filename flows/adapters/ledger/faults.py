"""What can go wrong with the ledger, in words that name the file or the server and never what stands in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from flows.errors import OutsideError
from forms.words import Words


class LedgerError(OutsideError):
    """The ledger did not do what was asked; nothing of it was kept."""


class LedgerBusyError(LedgerError):
    """Somebody else has been writing for half a minute: trying again later helps."""


class LedgerLostError(LedgerError):
    """The server cannot be reached or closed the connection: trying again later may help."""


class LedgerFullError(LedgerError):
    """There is no room left on the disk."""


class LedgerClosedError(LedgerError):
    """The file or the database may not be opened or written by this program."""


class LedgerDamagedError(LedgerError):
    """What stands there is not a ledger, or no longer one."""


class LedgerNewerError(LedgerError):
    """A newer version of the program has made the ledger."""


class LedgerContradictionError(LedgerError):
    """What is to be kept contradicts what is kept, as a link from a response that nobody has seen."""


def busy(place: str) -> LedgerBusyError:
    """Say that others are writing."""
    return LedgerBusyError(
        Words(
            f"Duomenų bazė „{place}“ užimta: į ją jau pusę minutės rašo kita programa. Nieko neįrašyta. "
            "Pabandykite vėliau; jei kartojasi, patikrinkite, ar neužstrigo kita paleista programos kopija.",
            f'The ledger "{place}" is busy: another program has been writing to it for half a minute. Nothing was '
            "kept. Try again later; if it happens again, look for another copy of the program that hangs.",
        )
    )


def lost(place: str) -> LedgerLostError:
    """Say that the server does not answer."""
    return LedgerLostError(
        Words(
            f"Nepavyksta susisiekti su duomenų baze „{place}“ arba ryšys nutrūko. Nieko neįrašyta. Patikrinkite, ar "
            "serveris veikia, ar teisingas adresas ir ar veikia tinklas, ir paleiskite iš naujo.",
            f'The ledger "{place}" cannot be reached, or the connection broke. Nothing was kept. Check that the '
            "server runs, that the address is right and that the network works, and run again.",
        )
    )


def full(place: str) -> LedgerFullError:
    """Say that the disk is full."""
    return LedgerFullError(
        Words(
            f"Diske, kuriame yra duomenų bazė „{place}“, nebeliko vietos. Nieko neįrašyta. Atlaisvinkite vietos ir "
            "paleiskite iš naujo.",
            f'The disk of the ledger "{place}" is full. Nothing was kept. Make room and run again.',
        )
    )


def closed(place: str) -> LedgerClosedError:
    """Say that the ledger may not be opened or written."""
    return LedgerClosedError(
        Words(
            f"Duomenų bazės „{place}“ negalima atidaryti arba į ją rašyti. Patikrinkite, ar toks adresas yra, ar šis "
            "naudotojas turi teisę skaityti ir rašyti, ar teisingas slaptažodis.",
            f'The ledger "{place}" cannot be opened or written. Check that the place exists, that this user may read '
            "and write there, and that the password is right.",
        )
    )


def damaged(place: str) -> LedgerDamagedError:
    """Say that this is no ledger."""
    return LedgerDamagedError(
        Words(
            f"„{place}“ nėra šios programos duomenų bazė arba ji sugadinta. Nieko nepakeista. Atkurkite ją iš "
            "atsarginės kopijos arba nustatymuose nurodykite kitą vietą.",
            f'"{place}" is not a ledger of this program, or it is damaged. Nothing was changed. Restore it from a '
            "backup, or name another place in the settings.",
        )
    )


def newer(place: str) -> LedgerNewerError:
    """Say that the program is older than its ledger."""
    return LedgerNewerError(
        Words(
            f"Duomenų bazę „{place}“ sukūrė naujesnė programos versija. Nieko nepakeista. Įdiekite naujausią "
            "programos versiją arba atkurkite duomenų bazę iš atsarginės kopijos.",
            f'The ledger "{place}" was made by a newer version of the program. Nothing was changed. Install the '
            "latest version of the program, or restore the ledger from a backup.",
        )
    )


def unnamed() -> LedgerClosedError:
    """Say that the address is none; it is not shown, for it may hold a password."""
    return LedgerClosedError(
        Words(
            "Duomenų bazės adresas nustatymuose neteisingas. Turi būti "
            "„sqlite:////visas/kelias/ledger.sqlite“ arba „postgresql://naudotojas@serveris/bazė“.",
            "The ledger's address in the settings is not one. It should be "
            '"sqlite:////full/path/ledger.sqlite" or "postgresql://user@server/database".',
        )
    )


def contradiction(place: str) -> LedgerContradictionError:
    """Say that what is to be kept does not fit what is kept."""
    return LedgerContradictionError(
        Words(
            f"Duomenų bazė „{place}“ nepriėmė to, kas jai duota: tai prieštarauja jau įrašytiems duomenims. Nieko "
            "neįrašyta. Paleiskite iš naujo; jei kartojasi, praneškite programos prižiūrėtojams.",
            f'The ledger "{place}" refused what it was given: it contradicts what is kept. Nothing was kept. '
            "Run again; if it happens again, tell the maintainers of the program.",
        )
    )


def _unforeseen(place: str, code: str) -> LedgerError:
    return LedgerError(
        Words(
            f"Duomenų bazės „{place}“ klaida ({code}). Nieko neįrašyta. Paleiskite iš naujo; jei kartojasi, "
            "praneškite programos prižiūrėtojams šį kodą.",
            f'The ledger "{place}" failed ({code}). Nothing was kept. Run again; if it happens again, tell the '
            "maintainers of the program this code.",
        )
    )


_SAID = (
    # SQLite: https://www.sqlite.org/rescode.html ; PostgreSQL: appendix A of its manual, "Error Codes"
    (r"SQLITE_(BUSY|LOCKED).*|55P03|40001|40P01|57014", busy),
    (r"SQLITE_FULL|53100", full),
    (r"SQLITE_(NOTADB|CORRUPT).*|XX00[12]", damaged),
    (r"SQLITE_(CANTOPEN|READONLY|PERM|AUTH).*|28.*|3D000|42501|25006", closed),
    (r"08.*|57P0.|53300|SQLITE_IOERR.*|58.*", lost),
    (r"SQLITE_CONSTRAINT.*|23.*", contradiction),
)


@contextmanager
def speaking(place: str) -> Iterator[None]:
    """Turn the database's errors into ours; their own text, which may quote answers, goes no further."""
    try:
        yield
    except DBAPIError as error:
        fault = _fault(error, place)
    except SQLAlchemyError as error:
        fault = _unforeseen(place, type(error).__name__)
    else:
        return
    raise fault from None


def _fault(error: DBAPIError, place: str) -> LedgerError:
    origin = error.orig
    code = str(getattr(origin, "sqlite_errorname", None) or getattr(origin, "sqlstate", None) or "")
    for pattern, say in _SAID:
        if re.fullmatch(pattern, code):
            return say(place)
    text = str(origin)
    if not code and re.search(r"password authentication|does not exist|no pg_hba|permission denied", text):
        return closed(place)  # refused while connecting: psycopg then has no code
    if not code and type(origin).__name__ == "OperationalError":
        return lost(place)
    return _unforeseen(place, code or type(origin).__name__)
