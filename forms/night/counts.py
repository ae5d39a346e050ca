"""What a night did, in numbers: no person in them, nor anything about health."""

from collections.abc import Mapping

from forms.letters import PRIVATE_LETTERS
from forms.memory import Memory
from forms.night.matters import is_private
from forms.night.reading import Reading
from forms.night.views import Outlook


def counts_of(reading: Reading, memory: Memory, outlook: Outlook) -> Mapping[str, int]:
    """Return what was read, remembered and queued, and what waits."""
    first = sum(version.number == 1 for version in memory.versions)
    return {
        "submissions": len(reading.submissions),
        "new": first,
        "edited": len(memory.versions) - first,
        "vanished": len(memory.vanished),
        "repeated": reading.repeated,
        "invalid": sum(not one.is_valid for one in reading.submissions),
        "contacts": len(outlook.people.contacts),
        "events": len(outlook.picture.events),
        "decisions": len(memory.decisions),
        "letters": sum(one.kind not in PRIVATE_LETTERS for one in memory.letters),
        "waiting": sum(not is_private(matter.key) for matter in outlook.matters),
    }
