"""Declined names: which nominatives a word in another case may stand for."""

from functools import lru_cache

from forms.contacts.normalise import fold

_SHORTEST_STEM = 2

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # genitive: Jono, Petraičio, Gaidžio, Sauliaus, Butkaus, Onos, Eglės
    ("cio", ("tis", "tys")), ("dzio", ("dis", "dys")), ("io", ("is", "ys", "ias")), ("o", ("as",)),
    ("iaus", ("ius",)), ("aus", ("us",)), ("os", ("a",)), ("es", ("e",)),
    # dative: Jonui, Petraičiui, Sauliui, Butkui, Onai, Eglei
    ("ciui", ("tis", "tys")), ("dziui", ("dis", "dys")), ("iui", ("is", "ys", "ius")), ("ui", ("as", "us")),
    ("ai", ("a",)), ("ei", ("e",)),
    # accusative: Joną, Petraitį, Saulių, Butkų; of Oną and Eglę folding leaves the nominative
    ("a", ("as",)), ("i", ("is", "ys")), ("iu", ("ius",)), ("u", ("us",)),
    # instrumental: Jonu, Petraičiu, Gaidžiu, Sauliumi, Butkumi; Ona, Egle
    ("ciu", ("tis", "tys")), ("dziu", ("dis", "dys")), ("iu", ("is", "ys")), ("u", ("as",)),
    ("iumi", ("ius",)), ("umi", ("us",)),
)  # fmt: skip


@lru_cache(maxsize=16_384)
def base_forms(word: str) -> frozenset[str]:
    """Return, folded, the word itself and every nominative whose genitive, dative, accusative or instrumental it is.

    Before -io, -iui and -iu a stem's t and d turned into č and dž (Petraičiu, Gaidžio): both are turned back. Endings
    that do not exist for a word are not known here, so most of what is returned is nobody's name.
    """
    folded = fold(word)
    forms = {folded}
    for ending, nominatives in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _SHORTEST_STEM:
            forms.update(stem + nominative for nominative in nominatives)
    return frozenset(forms)
