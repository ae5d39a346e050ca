"""What can be wrong with a workbook's file, in words: which file, what, and the remedy."""

import errno

from flows.errors import WorkbookBusyError, WorkbookChangedError, WorkbookError
from forms.words import Words

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def _said(name: str, lt: str, en: str) -> Words:
    return Words(f"„{name}“: {lt}", f"“{name}”: {en}")


def unreadable(name: str, raw: bytes) -> WorkbookError:
    """Return why a file is not a workbook we can read, told by its first bytes."""
    if raw.startswith(_OLE) and _PASSWORD in raw:
        return WorkbookError(
            _said(
                name,
                "failas apsaugotas slaptažodžiu. Nuimkite slaptažodį ir įrašykite iš naujo.",
                "the file is protected by a password. Take the password off and save it again.",
            )
        )
    if raw.startswith(_OLE):
        return WorkbookError(
            _said(
                name,
                "tai senojo formato (.xls) failas. Įrašykite jį kaip .xlsx.",
                "this is a file of the old format (.xls). Save it as .xlsx.",
            )
        )
    if b"opendocument" in raw[:200]:
        return WorkbookError(
            _said(name, "tai .ods failas. Įrašykite jį kaip .xlsx.", "this is an .ods file. Save it as .xlsx.")
        )
    return WorkbookError(
        _said(
            name,
            "failas sugadintas arba tai ne .xlsx darbo knyga. Įrašykite jį skaičiuokle kaip .xlsx, o jei "
            "neatsiveria, grąžinkite ankstesnę versiją iš atsarginių kopijų.",
            "the file is damaged or is no .xlsx workbook. Save it as .xlsx in a spreadsheet program, or, if it "
            "does not open there, put an earlier version back from the backups.",
        )
    )


def damaged(name: str) -> WorkbookError:
    """Return that something inside a workbook is missing or broken."""
    return unreadable(name, b"")


def strict(name: str) -> WorkbookError:
    """Return that a workbook is of the strict variety, which we can read and cannot write."""
    return WorkbookError(
        _said(
            name,
            "failas įrašytas griežtuoju „Strict Open XML“ formatu. Įrašykite jį kaip paprastą „Excel“ darbo "
            "knygą (.xlsx).",
            "the file is in the strict format “Strict Open XML”. Save it as an ordinary Excel workbook (.xlsx).",
        )
    )


def too_large(name: str) -> WorkbookError:
    """Return that a file unpacks to more than a workbook can be."""
    return WorkbookError(
        _said(
            name,
            "išskleistas failas būtų didesnis nei 1 GB. Ištrinkite tuščias, bet suformatuotas eilutes arba grąžinkite "
            "ankstesnę versiją iš atsarginių kopijų.",
            "unpacked, the file would be over 1 GB. Delete empty formatted rows, or put an earlier version back from "
            "the backups.",
        )
    )


def too_wide(name: str, title: str) -> WorkbookError:
    """Return that a cell lies so far from the others that the tab cannot be held in memory."""
    return WorkbookError(
        _said(
            name,
            f"lape „{title}“ kažkas įrašyta labai toli nuo kitų langelių (paspauskite Ctrl+End). Ištrinkite tolimąsias "
            "eilutes ir stulpelius.",
            f"in the tab “{title}” something stands very far from the other cells (press Ctrl+End). Delete those far "
            "rows and columns.",
        )
    )


def no_room(name: str, title: str) -> WorkbookError:
    """Return that rows cannot be added below the last one."""
    return WorkbookError(
        _said(
            name,
            f"lape „{title}“ kažkas įrašyta pačioje apačioje, ir naujoms eilutėms nebėra vietos (paspauskite "
            "Ctrl+End). Ištrinkite apatines eilutes.",
            f"in the tab “{title}” something stands at the very bottom, and there is no room for new rows "
            "(press Ctrl+End). Delete the rows at the bottom.",
        )
    )


def changed(name: str) -> WorkbookChangedError:
    """Return that somebody changed the workbook meanwhile."""
    return WorkbookChangedError(
        _said(
            name,
            "darbo knyga pasikeitė, kol buvo skaitoma; bandoma iš naujo.",
            "the workbook changed while it was read; it is read again.",
        )
    )


def busy(name: str, lock: str) -> WorkbookBusyError:
    """Return that somebody has the workbook open, as the file `lock` beside it tells."""
    return WorkbookBusyError(
        _said(
            name,
            "darbo knyga atverta. Viskas perskaityta ir įsiminta; užverkite ją, ir kitas paleidimas įrašys rezultatus. "
            f"Jei niekas jos neatvėręs, ištrinkite šalia likusį failą „{lock}“.",
            "the workbook is open. All was read and remembered; close it, and the next run writes the results. "
            f"If nobody has it open, delete the file “{lock}” left beside it.",
        )
    )


_REASONS = {
    errno.EACCES: Words("neleidžia teisės", "permission denied"),
    errno.EPERM: Words("neleidžia teisės", "permission denied"),
    errno.EROFS: Words("diskas tik skaitomas", "the disk is read-only"),
    errno.ENOSPC: Words("diske nebėra vietos", "no space left on the disk"),
    errno.EISDIR: Words("jo vietoje yra aplankas", "there is a folder in its place"),
    errno.ENOTDIR: Words("vietoje aplanko yra failas", "there is a file in place of its folder"),
}


def refused(name: str, error: OSError) -> WorkbookError:
    """Return that the system refused to read or write the file, and why."""
    code = f"{type(error).__name__} {error.errno or ''}".strip()
    reason = _REASONS.get(error.errno or 0, Words(code, code))
    return WorkbookError(
        _said(
            name,
            f"failo nepavyko perskaityti arba įrašyti ({reason.lt}). Patikrinkite, ar tai failas, jo teises ir laisvą "
            "vietą diske.",
            f"the file could not be read or written ({reason.en}). Check that it is a file, its permissions and the "
            "free space on the disk.",
        )
    )
