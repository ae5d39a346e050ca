"""What is known of every half of a name: its words, stems, sex, and which of the two halves it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from forms.contacts.first_names import KNOWN, MEN, OTHER_FORMS, WOMEN
from forms.contacts.names import split_name
from forms.contacts.normalise import fold
from forms.contacts.surnames import looks_like_surname, surname_stems
from forms.matching.likeness import only_one_slip_away
from forms.matching.numbering import Codes, Numbered, as_texts, numbered

_TITLES = frozenset({"dr", "prof", "doc", "gyd", "ponas", "ponia", "mr", "mrs", "ms", "med"})
_LONGEST = 60
"""Letters of a half that are looked at: a name has fewer, and what is longer is told apart by its beginning."""
_VOTES = 3.0
"""A name we know counts as so many sightings in its column: three rows of a list outvote our own lists."""
_TURN_ROUND = 2.0
"""Log odds, both halves together, from which a name is held to be written the wrong way round: about 7 to 1."""
_SHORTEST_MENDED = 4
_OURS = sorted(word for word in KNOWN if len(word) >= _SHORTEST_MENDED)
WORDS = 3
STEMS = 4
"""So many words and stems of a surname are kept: a double surname with both readings of its forms."""


@lru_cache(maxsize=262_144)
def folded_half(written: str) -> str:
    """Return one half of a name folded, its titles dropped; hyphens and spaces are one."""
    words = fold(written[: 4 * _LONGEST]).split()
    kept = [word for word in words if word not in _TITLES] or words
    return " ".join(kept)[:_LONGEST].strip()


def _lean_of_word(word: str) -> float:
    if word in KNOWN:
        return 1.0
    return -1.0 if looks_like_surname(word) else 0.0


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How often each word of a list's names stands among the first names, and among the surnames."""

    first: Mapping[str, int]
    last: Mapping[str, int]


def count_words(firsts: list[str], first_codes: Codes, lasts: list[str], last_codes: Codes) -> WordCounts:
    """Count the words of a list, of halves as `as_written` gives them."""
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for found, texts, codes in ((counts[0], firsts, first_codes), (counts[1], lasts, last_codes)):
        for text, times in zip(texts, np.bincount(codes, minlength=len(texts)).tolist(), strict=True):
            for word in folded_half(text).split():
                found[word] = found.get(word, 0) + times
    return WordCounts(*counts)


def _leans(halves: list[str], counts: WordCounts) -> NDArray[np.float64]:
    """Return for each half the log odds that it is a first name, by our lists and by where its words stand.

    Two rows: for a half that stands among the first names, and for one among the surnames; the sighting itself does not
    count, for that is what is to be judged.
    """
    found = np.zeros((2, len(halves)))
    for place, half in enumerate(halves):
        words = half.split()
        for word in words:
            lean = _lean_of_word(word)
            first = 1 + _VOTES * max(lean, 0) + counts.first.get(word, 0)
            last = 1 + _VOTES * max(-lean, 0) + counts.last.get(word, 0)
            found[0, place] += math.log(max(1, first - 1) / last) / len(words)
            found[1, place] += math.log(first / max(1, last - 1)) / len(words)
    return found


def _leans_of_slips(halves: list[str], last: Codes, wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return for the wanted rows, where a surname seems to stand first, what it says that the other is nearly a name.

    «Savickienė Žantta» is Žaneta, though nobody else in the list is written so: a slip of a name we know is worth as
    much as the name.
    """
    found = np.zeros(len(last))
    rows = np.flatnonzero(wanted & (last != 0))
    codes: list[int] = np.unique(last[rows]).tolist()
    rare = [code for code in codes if halves[code] not in KNOWN and len(halves[code]) >= _SHORTEST_MENDED]
    near = only_one_slip_away([halves[code] for code in rare], _OURS) >= 0
    found[rows[np.isin(last[rows], np.array(rare, np.int64)[near])]] = math.log(1 + _VOTES)
    return found


def _whole_names(halves: list[str], wanted: set[int]) -> dict[int, tuple[str, str]]:
    """Return those of two words or more as first name and surname: somebody wrote a whole name into one cell."""
    found: dict[int, tuple[str, str]] = {}
    for place in sorted(wanted):
        if " " in halves[place]:
            name = split_name(halves[place])
            if name.given and name.surnames:
                found[place] = (" ".join(name.given), " ".join(name.surnames))
    return found


def read_names(
    firsts: list[str], first_codes: Codes, lasts: list[str], last_codes: Codes, counts: WordCounts
) -> tuple[Numbered, Codes]:
    """Return both halves of every name in one numbering: that of the first names, with the codes of the surnames.

    Halves that stand the wrong way round are turned, judged by our lists of names and by where else in the list the
    words stand. A whole name in one cell, the other empty, is split.
    """
    read_first, read_last = [folded_half(text) for text in firsts], [folded_half(text) for text in lasts]
    both = numbered([*read_first, *read_last], np.arange(len(read_first) + len(read_last), dtype=np.int32))
    first, last = both.codes[: len(read_first)][first_codes], both.codes[len(read_first) :][last_codes]
    halves = both.texts.tolist()
    leans = _leans(halves, counts)
    of_first, of_last = leans[0][first], leans[1][last]
    of_last = of_last + _leans_of_slips(halves, last, (first != 0) & (of_first < 0))
    turned = (first != 0) & (last != 0) & (of_first - of_last < -_TURN_ROUND)
    turned |= (first == 0) & (last != 0) & (of_last > _TURN_ROUND)
    turned |= (last == 0) & (first != 0) & (of_first < -_TURN_ROUND)
    first, last = np.where(turned, last, first), np.where(turned, first, last)
    lonely = np.flatnonzero((first == 0) != (last == 0))
    alone = np.maximum(first[lonely], last[lonely])
    whole = _whole_names(halves, set(alone.tolist()))
    if not whole:
        return Numbered(both.texts, first.astype(np.int32)), last.astype(np.int32)
    lonely = lonely[np.isin(alone, np.fromiter(whole, np.int32))]
    extra = {
        text: both.size + place for place, text in enumerate(sorted({part for two in whole.values() for part in two}))
    }
    for row in lonely.tolist():
        given, surname = whole[int(max(first[row], last[row]))]
        first[row], last[row] = extra[given], extra[surname]
    again = numbered([*halves, *extra], np.concatenate([first, last]).astype(np.int32))
    return Numbered(again.texts, again.codes[: len(first)]), again.codes[len(first) :]


@dataclass(frozen=True, slots=True)
class Halves:
    """What is known of each distinct half of a name; every array has a row for each."""

    texts: NDArray[np.object_]
    roots: Codes
    """First names that may be one person's have one root: short forms, and rare names a slip away from a known one."""
    root_texts: NDArray[np.object_]
    known: NDArray[np.bool_]
    """Whether the first word is a first name that we know."""
    woman: NDArray[np.int8]
    """1 for a woman's first name, -1 for a man's, 0 where the name does not tell."""
    womans_form: NDArray[np.bool_]
    """Whether as a surname it ends as women's do."""
    stems: Codes
    """Of the surname, up to four; 0 where there are no more."""
    stem_texts: NDArray[np.object_]
    forms: frozenset[tuple[str, str]]

    @property
    def stem_size(self) -> int:
        """Return how many distinct stems there are, the empty one counted."""
        return len(self.stem_texts)


def _sex(half: str) -> int:
    word = half.partition(" ")[0]
    if word in WOMEN:
        return 1
    if word in MEN or (word.endswith("s") and len(word) > 2):  # noqa: PLR2004 - a name, not an initial
        return -1
    return 1 if word.endswith(("a", "e")) and word not in MEN else 0


def _roots_of_forms() -> dict[str, str]:
    root: dict[str, str] = {}
    for name in sorted(OTHER_FORMS):
        waiting, seen = [name], {name}
        while waiting:
            more = OTHER_FORMS[waiting.pop()] - seen
            seen |= more
            waiting.extend(more)
        root[name] = min(seen)
    return root


_ROOT_OF = _roots_of_forms()
_COMMON = 20
_RARE = 5
"""Sightings among first names: from 20 on a word is a name, up to 5 it may be a slip of one."""


def _mended(rare: list[str], counts: WordCounts) -> dict[str, str]:
    """Return for rare words the name they are one slip away from: of those common in the list, failing that of ours."""
    common = sorted(word for word, times in counts.first.items() if times >= _COMMON and len(word) >= _SHORTEST_MENDED)
    found: dict[str, str] = {}
    for sound in (common, _OURS):
        left = [word for word in rare if word not in found]
        for word, place in zip(left, only_one_slip_away(left, sound).tolist(), strict=True):
            if place >= 0:
                found[word] = sound[place]
    return found


def _rooted(halves: list[str], as_first: NDArray[np.bool_], counts: WordCounts) -> tuple[Codes, NDArray[np.object_]]:
    """Give each half the root of its first word; a rare word one slip away from one common name has that one's."""
    words = [half.partition(" ")[0] for half in halves]
    rare = {
        word
        for word, wanted in zip(words, as_first.tolist(), strict=True)
        if wanted and len(word) >= _SHORTEST_MENDED and word not in KNOWN and counts.first.get(word, 0) <= _RARE
    }
    mended = _mended(sorted(rare), counts)
    roots = [_ROOT_OF.get(mended.get(word, word), mended.get(word, word)) for word in words]
    column = numbered(roots, np.arange(len(roots), dtype=np.int32))
    return column.codes, column.texts


def know_halves(texts: NDArray[np.object_], as_first: NDArray[np.bool_], counts: WordCounts) -> Halves:
    """Work out once for every distinct half what comparing needs."""
    halves: list[str] = texts.tolist()
    stem_texts, rows = [""], np.zeros((len(halves), STEMS), np.int32)
    stem_code: dict[str, int] = {"": 0}
    for place, half in enumerate(halves):
        found = sorted({stem for word in half.split()[:WORDS] for stem in surname_stems(word)})[:STEMS]
        for column, stem in enumerate(found):
            code = stem_code.get(stem)
            if code is None:
                code = stem_code[stem] = len(stem_texts)
                stem_texts.append(stem)
            rows[place, column] = code
    roots, root_texts = _rooted(halves, as_first, counts)
    return Halves(
        texts,
        roots,
        root_texts,
        np.array([half.partition(" ")[0] in KNOWN for half in halves]),
        np.array([_sex(half) for half in halves], np.int8),
        np.array([half.endswith(("a", "e")) for half in halves]),
        rows,
        as_texts(stem_texts),
        frozenset((name, other) for name, others in OTHER_FORMS.items() for other in others),
    )
