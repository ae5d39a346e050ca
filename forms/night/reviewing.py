"""Where submissions stand: the decision in force, and whether something changed since it was taken."""

from forms.decisions import EDITED, FIRST, MEND, ROW_GONE, About, title_of
from forms.night.deciding import Stand, Stands, matter_key
from forms.picture import Review
from forms.validation import Submission
from forms.words import Language


def review_of(key: str, version: int, stands: Stands) -> Review:
    """Return where the review of an event or a record stands at a version."""
    stand = stands.of(key, About.REVIEW)
    if stand.decision is None:
        return Review.RECEIVED
    if stand.code == "rejected":
        return Review.REJECTED
    return Review.EDITED if _is_unseen(key, version, stand, stands) else Review.APPROVED


def _is_unseen(key: str, version: int, stand: Stand, stands: Stands) -> bool:
    """Tell whether nobody has looked at a version since it was decided on, nor called it done."""
    return stand.on_version < version and stands.settled_on(matter_key(key, "edited", version)) is None


def is_edited(submission: Submission, about: About, stands: Stands) -> bool:
    """Tell whether a submission changed after it had been decided on."""
    stand = stands.of(submission.key, about)
    return stand.decision is not None and _is_unseen(submission.key, submission.version, stand, stands)


def status_of(submission: Submission, about: About, stands: Stands, language: Language) -> str:
    """Return in words where a submission stands."""
    if submission.errors:
        return MEND.say(language)
    if submission.vanished:
        return ROW_GONE.say(language)
    if is_edited(submission, about, stands):
        return EDITED.say(language)
    return title_of(about, stands.of(submission.key, about).code or FIRST[about], language)


def status_of_review(review: Review, language: Language) -> str:
    """Return in words where a review stands."""
    return EDITED.say(language) if review is Review.EDITED else title_of(About.REVIEW, review.value, language)
