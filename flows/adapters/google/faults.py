"""What can be wrong with a spreadsheet of Google's, in words: which one, what, and the remedy."""

from typing import Any

from flows.errors import OutsideError, WorkbookBusyError, WorkbookChangedError, WorkbookError
from forms.words import Words

_UNREACHED = Words(
    "„{name}“: „Google“ nepasiekiama arba neatsako. Kas jau perskaityta, įsiminta; patikrinkite interneto ryšį, ir "
    "kitas paleidimas tęs.",
    "“{name}”: Google cannot be reached or does not answer. What was read is remembered; check the connection, and the "
    "next run goes on.",
)
_BUSY = Words(
    "„{name}“: „Google“ šiuo metu apkrauta arba per dažnai kreipiamasi ({status}). Kitas paleidimas tęs.",
    "“{name}”: Google is busy or was called too often ({status}). The next run goes on.",
)
_CREDENTIALS = Words(
    "„Google“ nepriima paskyros {account} rakto: jis ištrintas, pasibaigęs arba neteisingas kompiuterio laikrodis. "
    "Sukurkite naują: „IAM & Admin“ → „Service Accounts“ → „Keys“ → „Add key“.",
    "Google does not accept the key of {account}: it was deleted, has expired, or this computer's clock is wrong. Make "
    "a new one: IAM & Admin → Service Accounts → Keys → Add key.",
)
_SWITCHED_OFF = Words(
    "Paskyros {account} „Google Cloud“ projekte neįjungta „Google Sheets API“. Konsolėje pasirinkite tą projektą: "
    "„APIs & Services“ → „Library“ → „Google Sheets API“ → „Enable“.",
    "The Google Sheets API is not enabled in the Google Cloud project of {account}. In its console choose that "
    "project: APIs & Services → Library → Google Sheets API → Enable.",
)
_NO_SCOPE = Words(
    "Leidimo faile {account} nesutiko, kad programa dirbtų su skaičiuoklėmis. Sukurkite leidimą iš naujo ir sutikite su"
    " visais jos prašymais.",
    "The permission of {account} does not let the program work on spreadsheets. Make the permission anew, and agree to"
    " all that is asked.",
)
_NOT_SHARED = Words(
    "Skaičiuoklė „{name}“ nepasiekiama: jos nėra arba ji nebendrinama. Atverkite ją, paspauskite „Bendrinti“ ir "
    "įrašykite {account} kaip redaguotoją.",
    "The spreadsheet “{name}” cannot be reached: there is none, or it is not shared. Open it, click Share, and add "
    "{account} as an editor.",
)
_ONLY_READ = Words(
    "Skaičiuoklė „{name}“ bendrinama tik peržiūrai. Atverkite ją, paspauskite „Bendrinti“ ir nustatykite, kad "
    "{account} yra redaguotojas.",
    "The spreadsheet “{name}” is shared for viewing only. Open it, click Share, and make {account} an editor.",
)
_NO_SPREADSHEET = Words(
    "„{name}“ nėra „Google“ skaičiuoklė: tai formos, .xlsx ar kito failo adresas. Nurodykite skaičiuoklės adresą; "
    ".xlsx failą atverkite ir pasirinkite „Failas“ → „Išsaugoti kaip „Google“ skaičiuoklę“.",
    "“{name}” is no Google spreadsheet: it is the address of a form, an .xlsx or another file. Give a spreadsheet's "
    "address; open an .xlsx file and choose File → Save as Google Sheets.",
)
_PROTECTED = Words(
    "„{name}“: yra apsaugotas lapas arba langeliai, kurių {account} negali keisti. „Duomenys“ → „Apsaugoti lapus ir "
    "diapazonus“: leiskite redaguoti ir {account}.",
    "“{name}”: a tab or cells are protected, and {account} may not change them. Data → Protect sheets and ranges: let "
    "{account} edit, too.",
)
_FULL = Words(
    "„{name}“: skaičiuoklėje nebetelpa – „Google“ leidžia 10 milijonų langelių, įskaitant tuščius. Ištrinkite tuščias "
    "eilutes ir stulpelius bei nebereikalingus lapus.",
    "“{name}”: the spreadsheet is full – Google lets it have 10 million cells, empty ones among them. Delete empty "
    "rows and columns, and tabs that are not needed any more.",
)
_REFUSED = Words(
    "„{name}“: „Google“ nepriėmė pakeitimo ({status}); niekas nepakeista. Jei kartosis, parodykite šią eilutę tiems, "
    "kas prižiūri programą.",
    "“{name}”: Google did not accept the change ({status}); nothing was changed. If it happens again, show this line "
    "to those who look after the program.",
)
_CHANGED = Words(
    "„{name}“: skaičiuoklė pasikeitė, kol buvo skaitoma; bandoma iš naujo.",
    "“{name}”: the spreadsheet changed while it was read; it is read again.",
)
_NOT_RESTORED = Words(
    "„{name}“: rašant kažkas tuo pačiu metu rikiavo ar trynė eilutes, ir ne viską pavyko grąžinti į vietą. Kas buvo "
    "pakeista, yra paslėptame lape „{scratch}“ ir „Failas“ → „Versijų istorija“; sutikrinkite.",
    "“{name}”: somebody sorted or deleted rows while it was written, and not everything could be put back. What was "
    "changed lies in the hidden tab “{scratch}” and in File → Version history; please compare.",
)
_NOT_TAKEN = Words(
    "„{name}“: „Google“ pranešė, kad įrašyta, bet langeliai kitokie. Išvalykite filtrą ir paleiskite dar kartą.",
    "“{name}”: Google said that it was written, but the cells are others. Clear the filter and run again.",
)
_NO_ADDRESS = Words(
    "{whose}: nenurodyta skaičiuoklė. Sukurkite tuščią (sheets.new), paspauskite „Bendrinti“, įrašykite {account} kaip "
    "redaguotoją ir jos adresą įrašykite prie organizacijos, stulpelyje „Darbo knyga“.",
    "{whose}: no spreadsheet is named. Make an empty one (sheets.new), click Share, add {account} as an editor, and "
    "write its address beside the organisation, in the column for its workbook.",
)

_ERRORS = {401: _CREDENTIALS, 403: _NOT_SHARED, 404: _NOT_SHARED}


def _filled(words: Words, **parts: str) -> Words:
    return Words(words.lt.format(**parts), words.en.format(**parts))


def refused(name: str, account: str, status: int, told: Any, *, writing: bool) -> WorkbookError:
    """Return what an answer of Google's means; status 0 stands for none. Its own text may hold answers, and is left."""
    error = told.get("error", {}) if isinstance(told, dict) else {}
    said, kind = str(error.get("message", "")), str(error.get("status", ""))
    words, made = _ERRORS.get(status, _REFUSED), WorkbookError
    if status == 0:
        words, made = _UNREACHED, WorkbookBusyError
    elif status in {408, 429} or status >= 500:  # noqa: PLR2004 - the server's own errors
        words, made = _BUSY, WorkbookBusyError
    elif "it is disabled" in said or "SERVICE_DISABLED" in str(error.get("details", "")):
        words = _SWITCHED_OFF
    elif "insufficient authentication scopes" in said:
        words = _NO_SCOPE
    elif "protected cell" in said:
        words = _PROTECTED
    elif "10000000 cells" in said:
        words = _FULL
    elif "not supported for this document" in said or kind == "FAILED_PRECONDITION":
        words = _NO_SPREADSHEET
    elif status == 403 and writing:  # noqa: PLR2004 - Forbidden
        words = _ONLY_READ
    return made(_filled(words, name=name, account=account or "–", status=str(status or "–")))


def only_read(name: str, account: str) -> WorkbookError:
    """Return that the spreadsheet may not be changed."""
    return WorkbookError(_filled(_ONLY_READ, name=name, account=account or "–"))


def credentials_refused(account: str) -> OutsideError:
    """Return that Google does not accept who we say we are."""
    return OutsideError(_filled(_CREDENTIALS, account=account or "–"))


def changed(name: str) -> WorkbookChangedError:
    """Return that somebody changed the spreadsheet meanwhile."""
    return WorkbookChangedError(_filled(_CHANGED, name=name))


def not_restored(name: str, scratch: str) -> WorkbookError:
    """Return that what landed beside its rows could not be put back, so often did people change them meanwhile."""
    return WorkbookError(_filled(_NOT_RESTORED, name=name, scratch=scratch))


def not_taken(name: str) -> WorkbookError:
    """Return that Google says something was written and shows something else."""
    return WorkbookError(_filled(_NOT_TAKEN, name=name))


def no_address(whose: str, account: str, address: str) -> WorkbookError:
    """Return that no spreadsheet is named, or that what is named is the address of something else."""
    if address:
        return WorkbookError(_filled(_NO_SPREADSHEET, name=address))
    return WorkbookError(_filled(_NO_ADDRESS, whose=whose, account=account or "–"))
