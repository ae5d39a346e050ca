"""Answers of the server: pages rendered in the reader's language."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from flows.adapters.rendering import TEMPLATES, render_page
from flows.web.site import Site
from forms.pages.wording import wording
from forms.words import Language

STATIC = TEMPLATES / "pages" / "static"


@cache
def style_mark() -> str:
    """Return what differs whenever style, script or icon do: browsers keep the ones that they have until then."""
    digest = blake2b(digest_size=4)
    for file in sorted(STATIC.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def language_of(request: Request) -> Language:
    """Return the language of an address, else the one that the browser prefers, Lithuanian before none."""
    said = request.path_params.get("language") or request.url.path.strip("/").partition("/")[0]
    if said in set(Language):
        return Language(said)
    for preferred in request.headers.get("accept-language", "").split(","):
        code = preferred.strip()[:2].casefold()
        if code in set(Language):
            return Language(code)
    return Language.LT


def other_language(language: Language) -> Language:
    """Return the other of the two languages."""
    return Language.EN if language is Language.LT else Language.LT


def show(
    site: Site,
    request: Request,
    template: str,
    language: Language,
    title: str,
    *,
    status: int = 200,
    other: str | None = None,
    **values: Any,
) -> HTMLResponse:
    """Return a rendered page; `other` is its address in the other language, by default made from its own."""
    switched = other_language(language)
    path = request.url.path
    if other is None and request.method in {"GET", "HEAD"} and f"/{language.value}" in path:
        parts = [switched.value if part == language.value else part for part in path.split("/")]
        other = site.base + "/".join(parts)
    shared: Mapping[str, Any] = {
        "base": site.base,
        "organisation": "",
        "other": other or "",
        "other_language": switched.value,
        "problems": {},
        "say": partial(_say, language),
        "style_mark": style_mark(),
        "title": title,
    }
    return HTMLResponse(render_page(template, language, {**shared, **values}), status_code=status)


def _say(language: Language, name: str, **parts: object) -> str:
    return wording(name, language, **parts)


def message(
    site: Site,
    request: Request,
    name: str,
    status: int,
    *,
    language: Language | None = None,
    links: Sequence[tuple[str, str]] | None = None,
    **parts: object,
) -> HTMLResponse:
    """Return a page that says what is the matter and what to do; by default it leads to the first page."""
    told_in = language or language_of(request)
    start = [(f"{site.base}/{told_in.value}", wording("start", told_in))]
    told = [wording(name, told_in, **parts)]
    title = wording(f"{name}_title", told_in)
    return show(
        site, request, "message", told_in, title, status=status, told=told, links=start if links is None else links
    )
