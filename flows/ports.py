"""What the flows need from the outside, as they need it; adapters implement it, `wiring` chooses."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from forms.memory import Memory, Past, Run
from forms.outbox import QueuedLetter
from forms.picture import Picture
from forms.posts import Post, PostedResponse
from forms.releases.release import Release
from forms.releases.steps import Sign
from forms.sheets import Snapshot, TabChange
from forms.tabs.shown import Shown


class Workbook(Protocol):
    """A spreadsheet that people and the pipeline share."""

    @property
    def name(self) -> str:
        """What people call it: the file's name or the spreadsheet's title."""
        ...

    def token(self) -> str:
        """Return what `read` would give as token, at much less cost; empty when there is no workbook yet."""
        ...

    def heft(self) -> int:
        """Return roughly how much work reading and writing it is, in bytes; 0 where nobody can tell at little cost."""
        ...

    def read(self) -> Snapshot:
        """Read every tab; raises WorkbookError."""
        ...

    def apply(self, changes: Sequence[TabChange], *, expected: str) -> str:
        """Make all the changes or none, and return the new token.

        Raises WorkbookChangedError when the token is no longer the expected one (empty: there was no workbook).
        """
        ...


class Ledger(Protocol):
    """What is remembered: every version, link, decision and letter. A commit is the only commit point of a run."""

    def salt(self) -> str:
        """Return the random text, made once, that keys are salted with."""
        ...

    def organisations(self) -> frozenset[str]:
        """Return the keys of all organisations of whom any response is remembered."""
        ...

    def past(self, organisation: str, *, as_of: datetime | None = None) -> Past:
        """Return all that is remembered of an organisation (nothing of one never met), or was at a past moment."""
        ...

    def commit(self, organisation: str, memory: Memory, *, now: datetime) -> None:
        """Keep all of a run's memory in one transaction, or nothing.

        A letter whose key is there already is not queued again.
        """
        ...

    def settled(self, organisation: str) -> str:
        """Return the mark of the last run after which nothing was left to do; empty when there is none."""
        ...

    def settled_picture(self, organisation: str) -> Picture | None:
        """Return the picture that was kept with that mark; None when there is none."""
        ...

    def settle(
        self,
        organisation: str,
        mark: str,
        shown: Mapping[str, Shown] | None = None,
        picture: Picture | None = None,
    ) -> None:
        """Keep the mark of a run after which nothing is left to do; any later commit for the organisation wipes it.

        With it, what those tabs now show whose rows changed, by the tab's key, and the picture of that night; without
        a new one the picture that stands beside the mark stays.
        """
        ...

    def announce(self, organisation: str, fingerprints: Collection[str], *, letters: bool, now: datetime) -> None:
        """Keep of responses that are about to be brought in whether letters shall be written about them."""
        ...

    def brought_in(self, organisation: str, fingerprints: Collection[str], *, now: datetime) -> None:
        """Keep of responses that a file of theirs has been brought in."""
        ...

    def seen(self, organisation: str) -> frozenset[str]:
        """Return the fingerprints of every version of every response ever kept or brought in of an organisation."""
        ...

    def unsent(self) -> Sequence[QueuedLetter]:
        """Return the letters that are neither sent nor given up, of all organisations, oldest first."""
        ...

    def sent_since(self, moment: datetime) -> int:
        """Return how many letters left after a moment; one of which that is not known counts, too."""
        ...

    def letters(self, organisation: str = "") -> Sequence[QueuedLetter]:
        """Return all letters ever queued, oldest first; of one organisation when named."""
        ...

    def queue(self, letters: Sequence[QueuedLetter]) -> int:
        """Queue letters in one transaction and return how many of them were not there yet (by key).

        The marks of settled runs of their organisations are wiped.
        """
        ...

    def update(self, letter: QueuedLetter, *, now: datetime) -> None:
        """Keep the new state of a queued letter; the organisation's mark of a settled run is wiped."""
        ...

    def back_up(self, folder: Path, now: datetime) -> None:
        """Keep a copy in a folder, and the latest before it, where the ledger is a file; servers keep their own."""
        ...

    def releases(self) -> Sequence[Release]:
        """Return all releases by their numbers."""
        ...

    def release(self, made: Release) -> None:
        """Keep a release for good; the programme's mark of a settled run is wiped."""
        ...

    def sign(self, number: int, sign: Sign) -> None:
        """Keep that a step of a release was signed; what is signed stays so."""
        ...

    def post(self, sent: Sequence[Post]) -> None:
        """Keep what came through pages in one transaction, once by token; it is safe when this returns.

        The marks of settled runs of their organisations are wiped.
        """
        ...

    def posted(self, response_id: str) -> PostedResponse | None:
        """Return what is known of a response that came through a page; None when there is none."""
        ...

    def has_post(self, token: str) -> bool:
        """Tell whether a post is kept."""
        ...

    def organisations_waiting(self) -> frozenset[str]:
        """Return the organisations of which something was sent that stands in no tab yet."""
        ...

    def suspects(self, organisation: str) -> int:
        """Return how many posts of an organisation are held apart."""
        ...

    def posts_shown(self, organisation: str, numbers: Collection[int]) -> None:
        """Keep that posts stand in their responses tab; their answers, which are remembered there now, go."""
        ...

    def consented_to(self, texts: Mapping[str, str], *, now: datetime) -> None:
        """Keep the texts that people agree to, by version; one that is kept stays as it is."""
        ...

    def log(self, run: Run) -> None:
        """Keep that a run took place.

        A repeat (same flow, organisation and moment) replaces the first only when it has something to say.
        """
        ...

    def runs(self, most: int = 100) -> Sequence[Run]:
        """Return the latest runs, newest first."""
        ...
