"""Who a response names, the contacts that gather those mentions, and the links between the two."""

from dataclasses import dataclass, field

from forms.contacts.names import split_name
from forms.contacts.normalise import fold
from forms.emails import read_email, same_mailbox
from forms.phones import read_phone

Place = tuple[str, str]
"""Where a mention stands: the key of the response and the role."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One person as one response names them."""

    response_key: str
    role: str
    """«applicant», «reporter», «host» …: a response names several people, each in a role of its own."""
    name: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    """As `forms.emails.same_mailbox` gives it."""
    phone: str | None = field(default=None, repr=False)
    """In E.164 form."""

    @property
    def place(self) -> Place:
        """Return the response and the role."""
        return self.response_key, self.role


def written_mention(response_key: str, role: str, name: str, email: str | None, phone: str | None) -> Mention:
    """Return a mention of texts as written; an address or a number that cannot exist counts as not given."""
    address = read_email(email) if email else None
    return Mention(
        response_key,
        role,
        " ".join(name.split()),
        same_mailbox(address) if address else None,
        read_phone(phone) if phone else None,
    )


def _each_once(texts: "tuple[str | None, ...]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, as far as we know: the mentions that were linked to one key, the latest last."""

    key: str
    mentions: tuple[Mention, ...]

    @property
    def best_name(self) -> str:
        """Return the latest written name that has a first name and a surname; failing that the latest of all."""
        names = [mention.name for mention in self.mentions if fold(mention.name)]
        whole = [name for name in names if split_name(name).missing == 0]
        return (whole or names or [""])[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name that was written, once."""
        return _each_once(tuple(mention.name for mention in self.mentions))

    @property
    def emails(self) -> tuple[str, ...]:
        """Return every mailbox, the one given first at the beginning."""
        return _each_once(tuple(mention.email for mention in self.mentions))

    @property
    def phones(self) -> tuple[str, ...]:
        """Return every phone number, the one given first at the beginning."""
        return _each_once(tuple(mention.phone for mention in self.mentions))

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles in which responses name this person."""
        return frozenset(mention.role for mention in self.mentions)
