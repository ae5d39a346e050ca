"""Rendering letters and summaries from their templates: the only door to Jinja2 and css-inline."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from unicodedata import category

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from config import ROOT
from forms import language as say
from forms.charts import Chart
from forms.letters import Letter, charts_of
from forms.privacy import Personal
from forms.words import Language

__all__ = [
    "GLOBALS",
    "InlinePicture",
    "RenderedLetter",
    "TemplateError",
    "environment",
    "placeholders",
    "render_letter",
    "render_page",
]

TEMPLATES: Path = ROOT / "templates"
_LONGEST_SUBJECT = 200
_SCALE = 1
"""Of charts: all of the weekly letter stays under 60 KB."""
_EMPTY_LINES = re.compile(r"\n{3,}")
_JOINERS = "\u200c\u200d"
"""Invisible signs that belong to words and emoji; all others, which turn the direction of text among them, go."""

GLOBALS = frozenset({"charts", "language", "period", "subject"})
"""What a letter's template may say besides its letter's fields."""

_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture that comes with the letter, so that nothing is fetched when it is read, and its words."""

    content_id: str
    """As the HTML names it behind `cid:`; without angle brackets."""
    png: bytes = field(repr=False)
    title: str
    alt: str

    @property
    def source(self) -> str:
        """Return where the HTML finds it."""
        return f"cid:{self.content_id}"


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter as it will be read: the subject, the text, and the HTML with its style inlined and its pictures."""

    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    pictures: tuple[InlinePicture, ...] = field(default=(), repr=False)

    @property
    def page(self) -> str:
        """Return the HTML with its pictures inside, to be looked at in a browser."""
        html = self.html
        for picture in self.pictures:
            html = html.replace(picture.source, f"data:image/png;base64,{b64encode(picture.png).decode()}")
        return html


@cache
def environment(language: Language) -> Environment:
    """Return the templates' environment: a placeholder that is not there is an error, HTML is escaped.

    Filters, each in the language: `number`, `signed` (+2, −8), `money`, `day`, `moment`, `greeting`, `ended` (closes a
    sentence, with no second full stop after «kovo 7 d.»), and `count(noun)` and `noun(noun)` with a noun's name in
    `forms.language`. Globals: `language` and `period(from_on, to_on)`.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2"), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["ended"] = lambda told: told if told.endswith(".") else f"{told}."
    made.filters["number"] = lambda n: say.number(n, language)
    made.filters["signed"] = lambda n: ("+" if n > 0 else "") + say.number(n, language).replace("-", "−")
    made.filters["money"] = lambda euros: say.money(euros, language)
    made.filters["day"] = lambda on: say.day(on, language)
    made.filters["moment"] = lambda at: say.moment(at, language)
    made.filters["greeting"] = lambda name: say.greeting(name, language)
    made.filters["count"] = lambda n, noun: getattr(say, noun).count(n, language)
    made.filters["noun"] = lambda n, noun: getattr(say, noun).form(n, language)
    made.globals["period"] = lambda from_on, to_on: say.period(from_on, to_on, language)
    made.globals["language"] = language.value
    return made


def render_page(page: str, language: Language, values: Mapping[str, Any]) -> str:
    """Return a page of the web in a language; raises jinja2.UndefinedError for a placeholder without a value."""
    return environment(language).get_template(f"pages/{page}.html").render(values)


def placeholders(letter: Letter) -> dict[str, Any]:
    """Return what a letter's template may say: its fields, the reader's own first name opened for them.

    Texts stand in one line, without invisible signs: nobody draws lines of their own into a letter.
    """
    return {name: _said(getattr(letter, name)) for name in letter.placeholders()}


def _said(value: Any) -> Any:
    if isinstance(value, Personal):
        return _said(cast("Personal[Any]", value).reveal())
    if isinstance(value, str):
        line = re.sub(r"[^\S\u00a0]+", " ", value).strip()
        return "".join(sign for sign in line if sign in _JOINERS or not category(sign).startswith("C"))
    if isinstance(value, tuple):
        return tuple(_said(part) for part in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        changes: Mapping[str, Any] = {field.name: _said(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes)
    return value


@lru_cache(maxsize=32)
def _drawn(chart: Chart) -> bytes:
    """Return a chart as a picture; one letter goes to many, and is drawn once."""
    from flows.adapters.drawing import draw_png  # noqa: PLC0415 - letters without charts need not wait for it

    return draw_png(chart, scale=_SCALE)


def _pictures(letter: Letter, language: Language) -> tuple[InlinePicture, ...]:
    charts = enumerate(charts_of(letter, language), 1)
    return tuple(
        InlinePicture(f"chart-{n}@lookdeeper", _drawn(one), one.title, one.describe(language)) for n, one in charts
    )


def render_letter(letter: Letter, language: Language) -> RenderedLetter:
    """Return a letter rendered in a language; the first line of its text template is `Subject: …`.

    Raises:
        jinja2.UndefinedError: when a template names what is no field of the letter.
    """
    templates = environment(language)
    values = placeholders(letter)
    text = templates.get_template(f"letters/{letter.kind}.{language.value}.txt").render(values)
    first, _, rest = text.partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())[:_LONGEST_SUBJECT]
    pictures = _pictures(letter, language)
    page = templates.get_template(f"letters/{letter.kind}.{language.value}.html")
    html = page.render(values, subject=subject, charts=pictures)
    told = _EMPTY_LINES.sub("\n\n", rest.strip()) + "\n"
    return RenderedLetter(subject, told, _inliner.inline(html), pictures)
