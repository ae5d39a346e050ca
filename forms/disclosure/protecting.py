"""Which counts are hidden so that no small one can be found, from this publication and all before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.disclosure.exchange import Signature, is_safe, rooms_of
from forms.disclosure.published import Cell, Hidden, Published, Sum, mark_of


@dataclass(frozen=True, slots=True)
class Protection:
    """A publication with what it hides."""

    published: Published
    unsafe: tuple[Cell, ...] = ()
    """Small counts that earlier publications, made by another rule, tell whatever is hidden now."""

    def shown(self, cell: Cell) -> int | Hidden:
        """Return what may be printed of a cell."""
        return self.published.hidden_cells.get(cell, cell.value)

    def shown_sum(self, one: Sum) -> int | Hidden:
        """Return what may be printed of a total."""
        return Hidden.KEPT if one.name in self.published.hidden_sums else one.value


def protect(cells: Sequence[Cell], sums: Sequence[Sum], least: int, earlier: Sequence[Published] = ()) -> Protection:
    """Return what of a publication is hidden.

    Small counts always are. With them go the smallest others that stand in the same totals, until every small count
    could as well be any other; where there are none, totals go, the last first. What was hidden of a thing before stays
    hidden; what was shown before protects nothing.

    Args:
        cells: The counts.
        sums: The totals, the most important first.
        least: The least count that is shown.
        earlier: What was published before, of whatever period or organisation.
    """
    work = _Work(cells, sums, least, earlier)
    while unsafe := work.unsafe():
        if not work.hide_beside(unsafe) and not work.hide_sum(unsafe):
            break
    return Protection(
        Published(
            tuple(dict.fromkeys(cells)),
            tuple(sums),
            {cell: mark for cell, mark in work.hidden.items() if cell in work.current},
            frozenset(work.hidden_sums),
        ),
        tuple(unsafe),
    )


class _Work:
    """The choice under way: what is hidden so far, and what follows from it."""

    def __init__(self, cells: Sequence[Cell], sums: Sequence[Sum], least: int, earlier: Sequence[Published]) -> None:
        self.least = least
        self.current = dict.fromkeys(cells)
        self.sums = sums
        self.hidden_sums: set[str] = set()
        self.known = {cell for one in earlier for cell in one.cells if cell not in one.hidden_cells}
        self.hidden: dict[Cell, Hidden] = {}
        for one in earlier:
            self.hidden |= {cell: mark for cell, mark in one.hidden_cells.items() if cell not in self.known}
        stays = {cell.thing for cell in self.hidden}
        for cell in self.current:
            if mark_of(cell.value, least) is Hidden.FEW:
                self.hidden[cell] = Hidden.FEW
            elif cell.thing in stays and cell not in self.known and cell.value:
                self.hidden[cell] = Hidden.KEPT
        self.told_before = [part for one in earlier for part in one.sums if part.name not in one.hidden_sums]
        self._sign()

    def _sign(self) -> None:
        """Say of each cell in which published totals it stands."""
        told = [*self.told_before, *(one for one in self.sums if one.name not in self.hidden_sums)]
        of_cell: dict[Cell, set[int]] = {cell: set() for cell in (*self.current, *self.hidden)}
        for number, parts in enumerate(dict.fromkeys(frozenset(one.parts) for one in told)):
            for cell in parts:
                of_cell.setdefault(cell, set()).add(number)
        self.signatures: dict[Cell, Signature] = {cell: frozenset(numbers) for cell, numbers in of_cell.items()}

    def unsafe(self) -> list[Cell]:
        """Return the small counts that could be found, of one signature and value the first alone."""
        rooms = rooms_of(self._unknown(), self.signatures, self.least)
        kinds: dict[tuple[Signature, int], Cell] = {}
        for cell, mark in self._unknown().items():
            if mark is Hidden.FEW:
                kinds.setdefault((self.signatures[cell], cell.value), cell)
        return [cell for (signature, value), cell in kinds.items() if not is_safe(value, signature, rooms, self.least)]

    def _unknown(self) -> dict[Cell, Hidden]:
        return {cell: mark for cell, mark in self.hidden.items() if cell not in self.known}

    def hide_beside(self, unsafe: Iterable[Cell]) -> bool:
        """Hide the smallest count that stands in the very totals of an unsafe one; tell whether there was any."""
        for cell in unsafe:
            beside = [
                one
                for one in self.current
                if one.value >= self.least
                and one not in self.hidden
                and one not in self.known
                and self.signatures[one] == self.signatures[cell]
            ]
            if beside:
                self.hidden[min(beside, key=lambda one: (one.value, one.thing))] = Hidden.KEPT
                return True
        return False

    def hide_sum(self, unsafe: Sequence[Cell]) -> bool:
        """Hide the last total of those that help to find an unsafe count; tell whether there was any."""
        open_sums = [one for one in self.sums if one.name not in self.hidden_sums]
        near = set(unsafe)
        concerned = [one for one in open_sums if not near.isdisjoint(one.parts)]
        if not concerned:
            # An earlier small count is told by totals of what was hidden beside it.
            concerned = [one for one in open_sums if not self.hidden.keys().isdisjoint(one.parts)]
        if not concerned:
            return False
        gone = frozenset(concerned[-1].parts)
        self.hidden_sums |= {one.name for one in open_sums if frozenset(one.parts) == gone}
        self._sign()
        return True
