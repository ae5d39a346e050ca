"""What Google's refusals mean for whoever publishes forms, and what to click."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.errors import OutsideError
from forms.words import Words


class FormsError(OutsideError):
    """A form cannot be read or changed; nothing in it was changed."""


class FormsChangedError(FormsError):
    """Somebody changed the form since it was read: read it again, plan again."""


class FormsRefusedError(FormsError):
    """Google does not accept a change as it was asked for."""


_UNREACHED = Words(
    "„Google“ nepasiekiama arba neatsako. Patikrinkite interneto ryšį ir pabandykite vėliau.",
    "Google cannot be reached or does not answer. Check the connection and try later.",
)
_BUSY = Words(
    "„Google“ šiuo metu apkrauta arba per dažnai kreipiamasi ({status}). Pabandykite po kelių minučių.",
    "Google is busy or was called too often ({status}). Try again in a few minutes.",
)
_NOT_KNOWN = Words(
    "„Google“ neatpažįsta prisijungimo duomenų ({account}). Sukurkite naują raktą („Google Cloud“ konsolėje: „IAM & "
    "Admin“ → „Service Accounts“ → „Keys“) ir nurodykite jo failą.",
    "Google does not accept the credentials ({account}). Make a new key (in the Google Cloud console: IAM & Admin → "
    "Service Accounts → Keys) and name its file.",
)
_SWITCHED_OFF = Words(
    "„Google Cloud“ projekte neįjungta „{service}“. Konsolėje: „APIs & Services“ → „Library“ → „{service}“ → „Enable“.",
    "{service} is not enabled in the Google Cloud project. In its console: APIs & Services → Library → {service} → "
    "Enable.",
)
_NO_SCOPE = Words(
    "Leidimo faile {account} nesutiko, kad programa dirbtų su formomis ir failais. Sukurkite leidimą iš naujo ir"
    " sutikite su visais jos prašymais.",
    "The permission of {account} does not let the program work on forms and files. Make the permission anew, and agree"
    " to all that is asked.",
)
_NOT_SHARED = Words(
    "Forma {form} nepasiekiama: jos nėra arba ji nebendrinama. Formos meniu (⋮) „Pridėti bendradarbių“ ir įrašykite "
    "{account}.",
    "The form {form} cannot be reached: there is none, or it is not shared. In the form's menu (⋮) choose Add "
    "collaborators and enter {account}.",
)
_CANNOT_MAKE = Words(
    "Paskyra {account} negali kurti formų. Sukurkite tuščią formą patys (forms.new), meniu (⋮) „Pridėti bendradarbių“ "
    "įrašykite {account} ir paleiskite: lookdeeper forms publish FORMA --form ADRESAS.",
    "The account {account} cannot make forms. Make an empty one yourself (forms.new), in its menu (⋮) choose Add "
    "collaborators, enter {account}, and run: lookdeeper forms publish FORM --form ADDRESS.",
)
_REFUSED = Words(
    "„Google“ nepriėmė formos {form} pakeitimo ({status}).",
    "Google did not accept the change of the form {form} ({status}).",
)
_UNCERTAIN = Words(
    "Ar forma sukurta, neaišku: atsakymas nutrūko. Pažiūrėkite „Google“ diske; jei ji yra, nurodykite: --form ADRESAS.",
    "Whether the form was made is not certain: the answer broke off. Look into Google Drive; if it is there, name it: "
    "--form ADDRESS.",
)

_SERVICES = {"forms.googleapis.com": "Google Forms API", "drive.googleapis.com": "Google Drive API"}


def refusal(status: int, told: Any, account: str, form: str, *, making: bool) -> FormsError:
    """Return the error that says what an answer means; status 0 stands for no answer, `making` for a new form."""
    service = _switched_off(told)
    words, kind = _REFUSED, FormsError
    if service:
        words = _SWITCHED_OFF
    elif status == 0:
        words = _UNCERTAIN if making else _UNREACHED
    elif status == 401:  # noqa: PLR2004 - Unauthorized
        words = _NOT_KNOWN
    elif status == 403 and "insufficient authentication scopes" in str(told):  # noqa: PLR2004 - Forbidden
        words = _NO_SCOPE
    elif status in {403, 404}:
        words = _CANNOT_MAKE if making else _NOT_SHARED
    elif status in {408, 429} or status >= 500:  # noqa: PLR2004 - the server's own errors
        words = _BUSY
    else:
        kind = FormsRefusedError
    parts = {"status": str(status), "account": account or "–", "form": form, "service": service}
    return kind(Words(words.lt.format(**parts), words.en.format(**parts)))


def _switched_off(told: Any) -> str:
    """Return the name of a service that is not enabled, "" when that is not the reason."""
    error: Any = told.get("error") if isinstance(told, Mapping) else None
    details: Sequence[Any] = error.get("details", ()) if isinstance(error, Mapping) else ()
    for detail in details:
        if isinstance(detail, Mapping) and detail.get("reason") == "SERVICE_DISABLED":
            named = str(detail.get("metadata", {}).get("service", ""))
            return _SERVICES.get(named, named)
    return ""
