"""The forms there are."""

from forms.application import Application
from forms.coordinator_record import CoordinatorRecord
from forms.event_report import EventReport
from forms.questions import Form

FORMS: tuple[type[Form], ...] = (Application, EventReport, CoordinatorRecord)

FORM_BY_KEY = {form.key: form for form in FORMS}
