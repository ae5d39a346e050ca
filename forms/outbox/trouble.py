"""Why a letter did not leave: a code that the ledger keeps, told to each reader in their own language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.words import Language, Words


class Why(StrEnum):
    """What stood in a letter's way; the fact beside it is a server's code or a domain, never an address."""

    NO_SERVER = "no_server"
    SLOW_DOWN = "slow_down"
    NO_LOGIN = "no_login"
    NO_PERMISSION = "no_permission"
    NO_TLS = "no_tls"
    NOT_TRUSTED = "not_trusted"
    NOT_OUR_SENDER = "not_our_sender"
    DAY_IS_FULL = "day_is_full"
    OUR_LIMIT = "our_limit"

    CLOSING = "closing"
    GREYLISTED = "greylisted"
    NO_ROOM_THERE = "no_room_there"
    WAIT = "wait"
    HUNG_UP = "hung_up"
    ANSWER_LOST = "answer_lost"

    NO_ADDRESS = "no_address"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    UNWANTED = "unwanted"
    NOT_TAKEN = "not_taken"
    NOT_WRITABLE = "not_writable"
    FORM_CHANGED = "form_changed"

    NOT_LIVE = "not_live"
    HELD_THERE = "held_there"
    MISTYPED = "mistyped"
    CONFIRMED = "confirmed"


WHY_WORDS: Mapping[Why, Words] = {
    Why.NO_SERVER: Words("Pašto serveris neatsako.", "The mail server does not answer."),
    Why.SLOW_DOWN: Words(
        "Pašto serveris prašo jungtis rečiau ({fact}).", "The mail server asks us to connect less often ({fact})."
    ),
    Why.NO_LOGIN: Words(
        "Pašto serveris nepriėmė prisijungimo: patikrinkite LOOKDEEPER_SMTP_USER ir LOOKDEEPER_SMTP_PASSWORD.",
        "The mail server refused the login: check LOOKDEEPER_SMTP_USER and LOOKDEEPER_SMTP_PASSWORD.",
    ),
    Why.NO_PERMISSION: Words(
        "„Google“ nebeleidžia siųsti šios paskyros vardu: iš naujo sukurkite failą LOOKDEEPER_SMTP_TOKEN.",
        "Google no longer permits sending as this account: make the file LOOKDEEPER_SMTP_TOKEN anew.",
    ),
    Why.NO_TLS: Words(
        "Pašto serveris nesiūlo saugaus ryšio arba prisijungimo: patikrinkite LOOKDEEPER_SMTP_SECURITY.",
        "The mail server offers no secure connection or no login: check LOOKDEEPER_SMTP_SECURITY.",
    ),
    Why.NOT_TRUSTED: Words(
        "Pašto serverio sertifikatu negalima pasitikėti: patikrinkite LOOKDEEPER_SMTP_HOST.",
        "The mail server's certificate cannot be trusted: check LOOKDEEPER_SMTP_HOST.",
    ),
    Why.NOT_OUR_SENDER: Words(
        "Pašto serveris neleidžia rašyti nustatytu siuntėjo adresu ({fact}): patikrinkite LOOKDEEPER_SENDER_ADDRESS.",
        "The mail server does not let us write from the sender's address ({fact}): check LOOKDEEPER_SENDER_ADDRESS.",
    ),
    Why.DAY_IS_FULL: Words(
        "Pašto paskyra šiandien daugiau siųsti nebeleidžia ({fact}): likę laiškai išeis vėliau.",
        "The mail account lets nothing more leave today ({fact}): the other letters leave later.",
    ),
    Why.OUR_LIMIT: Words(
        "Pasiekta nustatyta siuntimo riba: likę laiškai ({fact}) išeis, kai tik bus galima.",
        "The limit set for sending is reached: the other letters ({fact}) leave as soon as they may.",
    ),
    Why.CLOSING: Words("Pašto serveris prašo palaukti ({fact}).", "The mail server asks to wait ({fact})."),
    Why.GREYLISTED: Words(
        "Gavėjo pašto serveris prašo palaukti ({fact}): taip tikrinami nauji siuntėjai.",
        "The recipient's mail server asks to wait ({fact}): so it tries senders it does not know.",
    ),
    Why.NO_ROOM_THERE: Words(
        "Pašto serveris neturi vietos ({fact}).",
        "The mail server has no room left ({fact}).",
    ),
    Why.WAIT: Words("Pašto serveris prašo palaukti ({fact}).", "The mail server asks to wait ({fact})."),
    Why.HUNG_UP: Words("Ryšys su pašto serveriu nutrūko.", "The connection to the mail server broke."),
    Why.ANSWER_LOST: Words(
        "Ryšys nutrūko jau atidavus laišką: neaišku, ar jis išėjo.",
        "The connection broke after the letter was handed over: whether it left is not known.",
    ),
    Why.NO_ADDRESS: Words(
        "Pašto serveris gavėjo nepriėmė ({fact}): greičiausiai tokio adreso nėra.",
        "The mail server refused the recipient ({fact}): most likely there is no such address.",
    ),
    Why.MAILBOX_FULL: Words(
        "Gavėjo pašto dėžutė pilna ({fact}).",
        "The recipient's mailbox is full ({fact}).",
    ),
    Why.TOO_LARGE: Words(
        "Laiškas gavėjo pašto serveriui per didelis ({fact}).",
        "The letter is too large for the recipient's mail server ({fact}).",
    ),
    Why.UNWANTED: Words(
        "Pašto serveris laiško nepriėmė pagal savo taisykles ({fact}), pavyzdžiui, palaikęs jį brukalu.",
        "The mail server refused the letter by its rules ({fact}), as when it takes it for spam.",
    ),
    Why.NOT_TAKEN: Words("Pašto serveris laiško nepriėmė ({fact}).", "The mail server refused the letter ({fact})."),
    Why.NOT_WRITABLE: Words(
        "Laiško parašyti neįmanoma: jo adresas netinkamas arba pašto serveris tokio nepriima.",
        "The letter cannot be written: its address is not valid, or the mail server does not take its kind.",
    ),
    Why.FORM_CHANGED: Words(
        "Laiško nebegalima surašyti: pasikeitė jo forma. Praneškite programos prižiūrėtojui.",
        "The letter can no longer be written: its form has changed. Tell the operator.",
    ),
    Why.NOT_LIVE: Words(
        "Tikriems žmonėms rašoma tik nustačius LOOKDEEPER_LIVE=1; paskui čia pasirinkite „Leisti“.",
        "Real people are written to only with LOOKDEEPER_LIVE=1; then choose “Release” here.",
    ),
    Why.HELD_THERE: Words("Sulaikyta lape „Laiškai“.", "Held in the tab “Letters”."),
    Why.MISTYPED: Words(
        "Adresas atrodo su klaida: tikriausiai jis turėjo baigtis „@{fact}“. Jei adresas teisingas, čia pasirinkite "
        "„Leisti“.",
        "The address looks mistyped: most likely it was to end in “@{fact}”. If it is right, choose “Release” here.",
    ),
    Why.CONFIRMED: Words("Adresas patvirtintas.", "The address was confirmed."),
}
"""How each reason is told."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a letter did not leave, and the one fact that belongs to it: a server's code, a count or a domain."""

    why: Why
    fact: str = ""

    @property
    def kept(self) -> str:
        """Return the text that the ledger keeps."""
        return f"{self.why} {self.fact}".rstrip()

    @property
    def words(self) -> Words:
        """Return the reason in words; brackets with no code in them are left out."""
        return Words(*(_filled(wording, self.fact) for wording in WHY_WORDS[self.why].both()))


def _filled(wording: str, fact: str) -> str:
    return wording.replace("{fact}", fact) if fact else wording.replace(" ({fact})", "")


_BY_CODE = {why.value: why for why in Why}


def trouble_of(kept: str) -> Trouble | None:
    """Return the reason that the ledger kept; None for none, and for sentences that an earlier version wrote."""
    code, _, fact = kept.partition(" ")
    return Trouble(_BY_CODE[code], fact) if code in _BY_CODE else None


def told(kept: str, language: Language) -> str:
    """Return a reason that the ledger kept in a reader's language; a sentence of an earlier version as it is."""
    trouble = trouble_of(kept)
    return trouble.words.say(language) if trouble else kept
