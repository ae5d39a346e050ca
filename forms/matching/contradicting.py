"""Which two profiles cannot be one person, whatever else they share."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from forms.matching.profiles import Profiles


class FirstNames:
    """Tells which first names cannot be one person's: both known, different, neither a form of the other."""

    def __init__(self, profiles: Profiles) -> None:
        """Look at nothing yet."""
        halves = profiles.halves
        self.telling: NDArray[np.int32] = np.where(halves.known[profiles.first], profiles.first, 0).astype(np.int32)
        """For each profile the number of its first name, 0 when it is none that we know."""
        self._texts = halves.texts
        self._forms = halves.forms
        self._memory: dict[tuple[int, int], bool] = {}

    def contradict(self, ones: Collection[int], others: Collection[int]) -> bool:
        """Tell whether any of some first names, by their numbers, cannot be borne by who bears any of others."""
        return any(one != other and self._impossible(one, other) for one in ones for other in others)

    def _impossible(self, one: int, other: int) -> bool:
        pair = (one, other) if one < other else (other, one)
        found = self._memory.get(pair)
        if found is None:
            mine, yours = self._texts[one].split(), self._texts[other].split()
            alike = any(word == its or (word, its) in self._forms for word in mine for its in yours)
            found = self._memory[pair] = not alike
        return found
