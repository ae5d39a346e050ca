"""The small language that forms are written in: one line a question.

A line reads from the outside in: who may see it, whether it must be answered, what is asked and in which words::

    first_name = personal(required(short_text("Vardas", "First name")))

The class that holds such lines is the form; an instance of it is one person's answers, typed by the same lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Self, TypeVar, overload

from forms.answers import Answer, Tick
from forms.faults import Fault, FaultCode
from forms.privacy import Health, Personal, Privacy
from forms.words import Words

V = TypeVar("V")

NOTHING_SAID = frozenset({"", "-", "–", "—"})
"""What stands in a cell of somebody who has nothing to answer."""


@dataclass(frozen=True, slots=True)
class Need:
    """When a question must be answered: always, never, or depending on the answer to an earlier question."""

    question: str = ""
    codes: frozenset[str] = frozenset()
    holds_for_others: bool = False

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Tell whether an answer is required, given the answers (by key) read so far."""
        if not self.question:
            return self.holds_for_others
        return (answers.get(self.question) in self.codes) is not self.holds_for_others


NEVER = Need()
ALWAYS = Need(holds_for_others=True)


@dataclass(frozen=True, slots=True)
class Ask(Generic[V]):
    """A question before its privacy class is said; `V` is the type of what its answer reads as."""

    answer: Answer[Any]
    title: Words
    help: Words | None = None
    need: Need = NEVER


class Question(Generic[V]):
    """A declared question; on the form class it is itself, on an instance it is that person's answer."""

    def __init__(self, ask: Ask[Any], privacy: Privacy) -> None:
        """Take over what was asked; the key and the position come from the form's body."""
        self.answer, self.title, self.help, self.need = ask.answer, ask.title, ask.help, ask.need
        self.privacy = privacy
        self.key = ""
        self.position = -1

    def __set_name__(self, owner: type["Form"], name: str) -> None:
        """Learn the key: the name that the line is assigned to (less the underscore that keeps it off `Form.title`)."""
        self.key = name.rstrip("_")

    @overload
    def __get__(self, instance: None, owner: type["Form"]) -> "Question[V]": ...
    @overload
    def __get__(self, instance: "Form", owner: type["Form"]) -> V: ...
    def __get__(self, instance: "Form | None", owner: type["Form"]) -> "Question[V] | V":
        """Return the question itself, or the answer wrapped according to its privacy class."""
        if instance is None:
            return self
        value: Any = instance.values[self.position]
        if self.privacy is Privacy.PERSONAL:
            value = Personal(value)
        elif self.privacy is Privacy.HEALTH:
            value = Health(value)
        return value


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between questions, with a sentence that explains what follows."""

    title: Words
    intro: Words | None = None


def required(ask: Ask[V | None]) -> Ask[V]:
    """Ask for an answer always."""
    return Ask(ask.answer, ask.title, ask.help, ALWAYS)


def required_if(question: str, code: str, ask: Ask[V]) -> Ask[V]:
    """Ask for an answer when another question was answered with a code."""
    return replace(ask, need=Need(question, frozenset({code})))


def required_unless(question: str, code: str, ask: Ask[V]) -> Ask[V]:
    """Ask for an answer except when another question was answered with a code."""
    return replace(ask, need=Need(question, frozenset({code}), holds_for_others=True))


def public(ask: Ask[V]) -> Question[V]:
    """Let the answer appear in summaries."""
    return Question(ask, Privacy.PUBLIC)


def personal(ask: Ask[V]) -> Question[Personal[V]]:
    """Keep the answer within the person's organisation."""
    return Question(ask, Privacy.PERSONAL)


def health(ask: Ask[V]) -> Question[Health[V]]:
    """Keep the answer in the coordinator's own workbook."""
    return Question(ask, Privacy.HEALTH)


class Form:
    """Base of all forms: a subclass declares questions, an instance holds one set of valid answers."""

    key: ClassVar[str]
    letter: ClassVar[str]
    """The capital that keys of its submissions begin with."""
    title: ClassVar[Words]
    tab: ClassVar[Words]
    """Title of the responses tab where the pipeline makes one."""
    questions: ClassVar[tuple[Question[Any], ...]] = ()
    layout: ClassVar[tuple[Section | Question[Any], ...]] = ()

    def __init__(self, values: Sequence[object]) -> None:
        """Take the answers in the order of the questions, as `read` returns them."""
        self.values = tuple(values)

    def __init_subclass__(cls) -> None:
        """Collect the questions in the order of their lines."""
        parts: list[Any] = [part for part in vars(cls).values() if isinstance(part, (Question, Section))]
        cls.layout = tuple(parts)
        cls.questions = tuple(part for part in parts if not isinstance(part, Section))
        for position, question in enumerate(cls.questions):
            question.position = position

    @classmethod
    def question(cls, key: str) -> Question[Any]:
        """Return a question by its key; KeyError when the form does not ask it."""
        for question in cls.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    @classmethod
    def read(cls, cells: Sequence[str]) -> tuple[Self, Mapping[str, Fault]]:
        """Read raw texts, one a question in order; return the answers, and by question what could not be read."""
        values: dict[str, object] = {}
        faults: dict[str, Fault] = {}
        for question, text in zip(cls.questions, cells, strict=True):
            value = None if text in NOTHING_SAID else question.answer.read(text)
            if isinstance(value, Fault):
                faults[question.key] = value
                value = None
            elif value is None and question.need is not NEVER and question.need.holds(values):
                # Whoever answered no has answered.
                said_no = isinstance(question.answer, Tick) and text not in NOTHING_SAID
                faults[question.key] = Fault(FaultCode.NOT_AGREED if said_no else FaultCode.MISSING)
            values[question.key] = value
        return cls(tuple(values.values())), faults
