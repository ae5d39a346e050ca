"""Rendering letters and summaries from their templates: the only door to Jinja2 and css-inline."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, cast

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from config import ROOT
from forms import language as say
from forms.letters import Letter
from forms.privacy import Personal
from forms.words import Language

TEMPLATES: Path = ROOT / "templates"
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter as it will be read: the subject, the text, and the HTML with its style inlined."""

    subject: str
    text: str
    html: str


@cache
def environment(language: Language) -> Environment:
    """Return the templates' environment: a placeholder that is not there is an error, HTML is escaped.

    Filters: `number`, `money`, `day`, `moment`, `greeting`, each in the language; `count(noun)` with a noun's name in
    `forms.language`.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2"), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["number"] = lambda n: say.number(n, language)
    made.filters["signed"] = lambda n: ("+" if n > 0 else "") + say.number(n, language)
    made.filters["money"] = lambda euros: say.money(euros, language)
    made.filters["day"] = lambda on: say.day(on, language)
    made.filters["moment"] = lambda at: say.moment(at, language)
    made.filters["greeting"] = lambda name: say.greeting(name, language)
    made.filters["count"] = lambda n, noun: getattr(say, noun).count(n, language)
    made.filters["noun"] = lambda n, noun: getattr(say, noun).form(n, language)
    made.globals["period"] = lambda from_on, to_on: say.period(from_on, to_on, language)
    made.globals["language"] = language.value
    return made


def placeholders(letter: Letter) -> dict[str, Any]:
    """Return what a letter's template may say: its fields, the person's own answers opened for them."""
    values = {field.name: getattr(letter, field.name) for field in fields(cast("Any", letter))}
    return {name: value.reveal() if isinstance(value, Personal) else value for name, value in values.items()}


def render_letter(letter: Letter, language: Language) -> RenderedLetter:
    """Return a letter rendered in a language; the first line of its text template is `Subject: …`."""
    templates = environment(language)
    values = placeholders(letter)
    text = templates.get_template(f"letters/{letter.kind}.{language.value}.txt").render(values)
    first, _, rest = text.partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())[:_LONGEST_SUBJECT]
    html = templates.get_template(f"letters/{letter.kind}.{language.value}.html").render(values, subject=subject)
    return RenderedLetter(subject, rest.strip() + "\n", css_inline.inline(html, keep_style_tags=True))
