"""The letters there are: each is what its reader gets, and its fields are all that its template may say.

No letter repeats an answer about health: a field cannot hold one. Free text from a form never stands in a subject.
"""

from forms.letters.alarms import CallRequest, DidNotRun
from forms.letters.ambassadors import ReportMissing, TrainingReminder, YearlyStatement
from forms.letters.charts import charts_of
from forms.letters.confirmations import ApplicationReceived, EventReportReceived, RecordReceived
from forms.letters.corrections import CorrectionReminder, PleaseCorrect
from forms.letters.keeping import (
    LETTER_BY_KIND,
    LETTER_TITLES,
    LETTERS,
    PRIVATE_LETTERS,
    NotALetterError,
    from_fields,
    to_fields,
)
from forms.letters.lines import (
    AheadLine,
    ChangedWeek,
    FigureLine,
    PastWeek,
    ToMend,
    TookPart,
    WaitingLine,
    WeekLine,
)
from forms.letters.parts import FIRST_NAME, HealthInLetterError, Letter, NotForLettersError
from forms.letters.period import PeriodSummaryLetter
from forms.letters.verdicts import ApplicationAccepted, ApplicationDeclined, ApplicationWaiting
from forms.letters.weekly import WeeklyLetter

__all__ = [
    "FIRST_NAME",
    "LETTERS",
    "LETTER_BY_KIND",
    "LETTER_TITLES",
    "PRIVATE_LETTERS",
    "AheadLine",
    "ApplicationAccepted",
    "ApplicationDeclined",
    "ApplicationReceived",
    "ApplicationWaiting",
    "CallRequest",
    "ChangedWeek",
    "CorrectionReminder",
    "DidNotRun",
    "EventReportReceived",
    "FigureLine",
    "HealthInLetterError",
    "Letter",
    "NotALetterError",
    "NotForLettersError",
    "PastWeek",
    "PeriodSummaryLetter",
    "PleaseCorrect",
    "RecordReceived",
    "ReportMissing",
    "ToMend",
    "TookPart",
    "TrainingReminder",
    "WaitingLine",
    "WeekLine",
    "WeeklyLetter",
    "YearlyStatement",
    "charts_of",
    "from_fields",
    "to_fields",
]
