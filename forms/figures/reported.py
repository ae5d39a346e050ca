"""Whether an event that was planned has been reported."""

from forms.event_report import EventReport
from forms.events.titles import TitleLikeness, like_titles
from forms.picture import Entry, Happening, Picture


def is_reported(record: Entry, picture: Picture) -> bool:
    """Tell whether a report tells of a planned event: of that day or next to it, and of its people or its title.

    One that cannot be read yet is reported, too: whoever sent it is asked to mend it, not to write another.
    """
    unread = any(one.form == EventReport.key and one.date == record.date for one in picture.unreadable)
    return unread or any(_is_of(event, record) for event in picture.events)


def _is_of(event: Happening, record: Entry) -> bool:
    if abs((event.date - record.date).days) > 1:
        return False
    alike = like_titles(event.title, record.title) is not TitleLikeness.NONE
    return alike or bool(event.ambassadors & record.people)
