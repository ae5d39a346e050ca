"""What can go wrong outside, in words for whoever can mend it."""

from forms.words import Language, Words


class OutsideError(Exception):
    """Something outside did not do what was asked; its words say where, what and the remedy, in both languages."""

    def __init__(self, words: Words) -> None:
        """Keep the words; the English ones are the exception's text."""
        super().__init__(words.en)
        self.words = words

    def say(self, language: Language) -> str:
        """Return the message in a language."""
        return self.words.say(language)


class WorkbookError(OutsideError):
    """A workbook cannot be read or written; nothing in it was changed. Trying again at once will not help."""


class WorkbookChangedError(WorkbookError):
    """Somebody changed the workbook since it was read: read it again, plan again."""


class WorkbookBusyError(WorkbookError):
    """Somebody has the workbook open: it can be read, and is written at the next run."""
