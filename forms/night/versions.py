"""Which version of each submission and event the tabs show: a decision is about what its maker saw."""

from collections import Counter
from collections.abc import Mapping

from forms.night.scene import Scene
from forms.night.views import Outlook
from forms.tabs.shown import Shown

VERSIONS = "versions"
"""Beside the tabs' keys: which version of each submission and event they show."""


def versions_shown(outlook: Outlook) -> Shown:
    """Return the versions that the tabs show from now on; of responses only those that were edited.

    The row of an event that has no report left shows what it showed.
    """
    before = {key: seen for key, seen in outlook.scene.past.shown.get(VERSIONS, {}).items() if key.startswith("E-")}
    edited = {one.key: (one.version, 0) for one in outlook.submissions if one.version > 1}
    return before | edited | {key: (version, 0) for key, version in outlook.events.versions.items()}


def versions_as_seen(scene: Scene) -> Mapping[str, int]:
    """Return the versions that the tabs showed people until tonight: of responses, and of events their sum.

    What was committed while the workbook was open, or by a run that died before it wrote, nobody has seen.
    """
    seen = scene.past.shown.get(VERSIONS)
    if seen is not None:
        first = {known.key: 1 for form in scene.past.responses.values() for known in form}
        return {**first, **{key: version for key, (version, _) in seen.items()}}
    versions = {known.key: known.version for form in scene.past.responses.values() for known in form}
    events: Counter[str] = Counter()
    for link in scene.past.event_links:
        events[link.event_key] += versions.get(link.response_key, 0)
    return {**versions, **events}
