"""What can be wrong with a workbook's file, in words: which file, what, and the remedy."""

from flows.ports import WorkbookBusyError, WorkbookChangedError, WorkbookError
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
            "failas sugadintas arba tai ne .xlsx darbo knyga. Grąžinkite ankstesnę jo versiją iš atsarginių kopijų.",
            "the file is damaged or is no .xlsx workbook. Put an earlier version back from the backups.",
        )
    )


def too_large(name: str) -> WorkbookError:
    """Return that a file unpacks to more than a workbook can be."""
    return WorkbookError(
        _said(
            name,
            "išskleistas failas būtų didesnis nei 1 GB. Ištrinkite tuščias, bet suformatuotas eilutes arba grąžinkite ankstesnę versiją.",
            "unpacked, the file would be over 1 GB. Delete empty formatted rows, or put an earlier version back.",
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


def busy(name: str) -> WorkbookBusyError:
    """Return that somebody has the workbook open."""
    return WorkbookBusyError(
        _said(
            name,
            "darbo knyga atverta. Viskas perskaityta ir įsiminta; užverkite ją, ir kitas paleidimas įrašys rezultatus.",
            "the workbook is open. All was read and remembered; close it, and the next run writes the results.",
        )
    )


def not_written(name: str, reason: str) -> WorkbookError:
    """Return that the system refused to read or write the file."""
    return WorkbookError(
        _said(
            name,
            f"failo nepavyko perskaityti arba įrašyti ({reason}). Patikrinkite teises ir laisvą vietą diske.",
            f"the file could not be read or written ({reason}). Check the permissions and the free space on the disk.",
        )
    )
