"""Which mention is whose: mentions join contacts by address and name, and what is uncertain is asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from forms.contacts.address_book import Shared
from forms.contacts.deciding import Answer, Traits, decide_pair, names_agree, traits_of
from forms.contacts.mentions import Contact, Doubt, DoubtReason, Link, Matching, Mention, Place, Reason
from forms.contacts.names import split_name
from forms.contacts.verdicts import Pair, Settled, Verdict

_STRENGTH = (Reason.SAME_EMAIL_AND_PHONE, Reason.SAME_EMAIL, Reason.SAME_PHONE, Reason.DECIDED)
"""The better first."""


class _Person:
    """A contact while it is being worked on."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.mentions: dict[Place, Mention] = {}
        self.names: Counter[str] = Counter()
        self.emails: Counter[str] = Counter()
        self.phones: Counter[str] = Counter()
        self.traits = Traits(self.names.keys(), self.emails.keys(), self.phones.keys())

    def _counted(self, mention: Mention) -> Iterator[tuple[Counter[str], str]]:
        yield self.names, mention.name
        if mention.email:
            yield self.emails, mention.email
        if mention.phone:
            yield self.phones, mention.phone

    def add(self, mention: Mention) -> None:
        self.mentions[mention.place] = mention
        for counter, text in self._counted(mention):
            counter[text] += 1

    def remove(self, place: Place) -> Mention:
        mention = self.mentions.pop(place)
        for counter, text in self._counted(mention):
            counter[text] -= 1
            if not counter[text]:
                del counter[text]
        return mention


def _addresses(mention: Mention) -> tuple[str, ...]:
    # A mailbox has an @ and a number begins with +: the two never meet in one dictionary.
    return tuple(address for address in (mention.email, mention.phone) if address)


class _Book:
    """All contacts, found by place and by address."""

    def __init__(self, known: Iterable[Contact], verdicts: Mapping[Pair, Verdict]) -> None:
        self.people: list[_Person] = []
        self.shared: dict[str, Shared] = {}
        self.position_of: dict[Place, int] = {}
        self.position_of_key: dict[str, int] = {}
        for contact in known:
            position = self.open(contact.key)
            for mention in contact.mentions:
                self.put(mention, position)
        self.settled = Settled(verdicts, (person.key for person in self.people))
        self._groups: dict[str, list[int]] = {}
        for position, person in enumerate(self.people):
            if standing := self.settled.same_as.get(person.key):
                self._groups.setdefault(standing, []).append(position)

    def open(self, key: str) -> int:
        if key in self.position_of_key:
            raise ValueError("the key of a new contact is taken already")
        self.position_of_key[key] = len(self.people)
        self.people.append(_Person(key))
        return self.position_of_key[key]

    def put(self, mention: Mention, position: int) -> None:
        self.people[position].add(mention)
        self.position_of[mention.place] = position
        for address in _addresses(mention):
            self.shared.setdefault(address, Shared()).note(position, mention.name)

    def take_out(self, place: Place) -> int:
        position = self.position_of.pop(place)
        person = self.people[position]
        for address in _addresses(person.remove(place)):
            if address not in person.emails and address not in person.phones:
                self.shared[address].forget(position)
        return position

    def linked_to(self, position: int) -> Sequence[int]:
        """Return the contacts that verdicts say are the same as one, itself included."""
        return self._groups.get(self.settled.same_as.get(self.people[position].key, ""), (position,))

    def best(self, mention: Mention) -> tuple[int, Reason] | None:
        """Return the contact that a mention fits best, and why; of equal ones the oldest."""
        wanted = traits_of(mention)
        fits: dict[int, Reason] = {}
        for address in _addresses(mention):
            for position in self.shared[address].like(mention.name) if address in self.shared else ():
                opinion = decide_pair(wanted, self.people[position].traits)
                if opinion.answer is Answer.SAME and opinion.reason:
                    fits[position] = opinion.reason
                elif opinion.answer is Answer.ASK:
                    for twin in self.linked_to(position):
                        if self.people[twin].mentions and names_agree(wanted, self.people[twin].traits):
                            fits.setdefault(twin, Reason.DECIDED)
        if not fits:
            return None
        position = min(fits, key=lambda fit: (_STRENGTH.index(fits[fit]), fit))
        return position, fits[position]


def _order(mention: Mention) -> tuple[int, str, str, str, str, str]:
    """Order mentions so that the order they came in does not matter: whole names first, they tell more."""
    address = mention.email or "", mention.phone or ""
    return split_name(mention.name).missing, mention.response_key, mention.role, mention.name, *address


def _stays(book: _Book, mention: Mention, position: int) -> bool:
    """Tell whether an edited mention still belongs to its contact, from which it has been taken out."""
    rest = book.people[position].traits
    if not book.people[position].mentions:
        return True
    if not names_agree(traits_of(mention), rest):
        return False
    if decide_pair(traits_of(mention), rest).answer is Answer.SAME:
        return True
    elsewhere = book.best(mention)
    return elsewhere is None or elsewhere[0] == position


def _place(book: _Book, mention: Mention, new_key: Callable[[Mention], str]) -> Link | None:
    """Put a mention where it belongs; return the link unless it stands already."""
    if mention.place in book.position_of:
        position = book.position_of[mention.place]
        if book.people[position].mentions[mention.place] == mention:
            return None
        book.take_out(mention.place)
        if _stays(book, mention, position):
            book.put(mention, position)
            return None
    position, reason = book.best(mention) or (-1, Reason.FIRST_SEEN)
    if reason is Reason.FIRST_SEEN:
        position = book.open(new_key(mention))
    book.put(mention, position)
    return Link(mention.response_key, mention.role, book.people[position].key, reason)


def _pairs_to_compare(book: _Book, shared: Shared) -> Iterator[tuple[int, int]]:
    people = sorted(shared.people)
    if shared.is_household:
        yield from combinations(people, 2)
        return
    oldest: dict[str, int] = {}
    for position in people:
        for given in {word for name in book.people[position].names for word in split_name(name).given}:
            first = oldest.setdefault(given, position)
            if first != position:
                yield first, position


def _doubts(book: _Book) -> tuple[Doubt, ...]:
    doubts: dict[Pair, Doubt] = {}
    pairs = dict.fromkeys(pair for shared in book.shared.values() for pair in _pairs_to_compare(book, shared))
    for one, other in sorted(pairs):
        keys = book.people[one].key, book.people[other].key
        standing = book.settled.standing_for(keys)
        if book.settled.covers(*keys) or standing in doubts:
            continue
        opinion = decide_pair(book.people[one].traits, book.people[other].traits)
        reason = opinion.doubt or DoubtReason.SAME_ADDRESS_LIKE_NAME
        older, younger = sorted(standing, key=lambda key: book.position_of_key.get(key, -1))
        doubts[standing] = Doubt(older, younger, reason)
    return tuple(doubts.values())


def match_contacts(
    known: Sequence[Contact],
    mentions: Sequence[Mention],
    verdicts: Mapping[Pair, Verdict],
    *,
    new_key: Callable[[Mention], str],
) -> Matching:
    """Link mentions to the people they name.

    A mention joins the contact that shares its mailbox or phone number and has no name that speaks against it: both
    before mailbox before phone, then the oldest (`known` is in order of age). Otherwise it becomes a contact of its
    own, whose key `new_key` gives; that key must never have been given before (ValueError when it stands). Contacts
    that exist are never merged: two that may be one are a doubt, and a verdict links them (`verdicts.same_as`).

    A mention seen before, told by response and role, stays where it is; when it was edited, until its contact's other
    mentions speak against it. A contact that its last mention left is no longer among the contacts. The order of
    `mentions` has no influence, and what was matched once comes out the same again, with no new links.
    """
    book = _Book(known, verdicts)
    latest = {mention.place: mention for mention in sorted(mentions, key=_order)}
    links = [_place(book, mention, new_key) for mention in sorted(latest.values(), key=_order)]
    contacts = tuple(Contact(person.key, tuple(person.mentions.values())) for person in book.people if person.mentions)
    return Matching(contacts, tuple(link for link in links if link is not None), _doubts(book))
