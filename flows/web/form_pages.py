"""A form's page: asked, answered, answered wrongly, taken, thanked for."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from flows.web.bodies import read_body
from flows.web.showing import message, show
from flows.web.site import Site, digest
from flows.web.tokens import OpenedPage, Refusal, cookie_of, read_token, set_cookie, token_for
from forms.catalogue import FORMS
from forms.organisations import Organisation
from forms.pages.fields import FormPage, Widget, page_of
from forms.pages.messages import message_of
from forms.pages.notice import consent_version, notice
from forms.pages.posted import Posted, read_posted
from forms.pages.wording import wording
from forms.posts import Post, PostKind, PostState, Suspicion
from forms.questions import Form
from forms.words import Language

MOST_SUSPECTS: Final = 200
"""Posts of an organisation that are held apart; more would only fill the disk. Our rule."""

FORM_OF = {form.key.replace("_", "-"): form for form in FORMS}
"""By the last part of their address."""

page_in = cache(page_of)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which form of which organisation a page is about, and in which language."""

    organisation: Organisation
    form: type[Form]
    language: Language

    @property
    def about(self) -> str:
        """Return what its tokens are for."""
        return f"{self.organisation.slug}/{self.form.key}"

    @property
    def path(self) -> str:
        """Return its address, less what a proxy puts before it."""
        return f"/{self.language.value}/{self.organisation.slug}/{self.form.key.replace('_', '-')}"

    @property
    def page(self) -> FormPage:
        """Return the form as it is asked."""
        return page_in(self.form, self.language)


def organisation_asked(site: Site, request: Request) -> Organisation | Response:
    """Return the organisation of an address, or the page that says that there is none, or none any more."""
    slug = request.path_params["organisation"]
    known = site.houses.known()
    if slug in known.there:
        return known.there[slug]
    if slug in known.left:
        return message(site, request, "left", 410)
    return message(site, request, "no_organisation", 404)


def asked_in(site: Site, request: Request) -> Asked | Response:
    """Return what an address asks for, or the page that says what is wrong with it."""
    language = request.path_params["language"]
    form = FORM_OF.get(request.path_params["form"])
    if language not in set(Language) or form is None:
        return message(site, request, "no_page", 404)
    organisation = organisation_asked(site, request)
    return organisation if isinstance(organisation, Response) else Asked(organisation, form, Language(language))


async def form_page(site: Site, request: Request) -> Response:
    """Answer a visit to a form, or take what was sent with it."""
    asked = await run_in_threadpool(asked_in, site, request)
    if isinstance(asked, Response):
        return asked
    if request.method != "POST":
        return ask(site, request, asked)
    return await _take(site, request, asked)


def ask(
    site: Site,
    request: Request,
    asked: Asked,
    posted: Posted | None = None,
    told: str = "",
    status: int = 200,
) -> Response:
    """Return a form's page: empty, or with what was typed and what to correct in it."""
    cookie = cookie_of(request)
    organisation, language = asked.organisation, asked.language
    other = f"{site.base}{Asked(organisation, asked.form, _other(language)).path}"
    response = show(
        site,
        request,
        "form",
        language,
        asked.page.title,
        status=status,
        other=other,
        **form_values(asked.page, language, posted),
        heading=asked.page.title,
        organisation=organisation.name,
        notice=notice(asked.form, language, organisation.name, organisation.coordinator),
        action=f"{site.base}{asked.path}",
        token=token_for(site, cookie, asked.about),
        told=(told,) if told else (),
        button=wording("send", language),
    )
    set_cookie(site, response, cookie)
    return response


def form_values(page: FormPage, language: Language, posted: Posted | None) -> Mapping[str, Any]:
    """Return what the template of a form's page needs to ask its questions."""
    problems = posted.problems if posted else {}
    return {
        "page": page,
        "typed": posted.typed if posted else {},
        "problems": {
            key: message_of(problems[key], one, language) for key, one in page.by_key.items() if key in problems
        },
        "titles": {
            key: {option.code: option.title for option in one.options}
            for key, one in page.by_key.items()
            if one.widget is Widget.SEARCH
        },
        "kept": frozenset[str](),
    }


def _other(language: Language) -> Language:
    return Language.EN if language is Language.LT else Language.LT


def refused(refusal: Refusal, language: Language) -> tuple[str, int]:
    """Return what to say of a page that cannot be taken as it is, and the status."""
    is_cookie = refusal is Refusal.NO_COOKIE
    return wording("no_cookie" if is_cookie else "page_old", language), 403 if is_cookie else 422


async def _take(site: Site, request: Request, asked: Asked) -> Response:
    language, house = asked.language, asked.organisation
    sent = await read_body(request)
    opened = read_token(site, request, sent.ours.get("_token", ""), asked.about)
    posted = read_posted(asked.page, sent.fields, house.language, received_on=site.today, limits=site.limits)
    if isinstance(opened, Refusal):
        return ask(site, request, asked, posted, *refused(opened, language))
    if posted.problems or not posted.is_of_this_form:
        told = "" if posted.is_of_this_form else wording("form_changed", language)
        return ask(site, request, asked, posted, told, 422)
    address = request.client.host if request.client else ""
    wait = site.per_address.take(f"{address} {house.slug}")
    if wait:
        told = wording("too_many", language, minutes=int(wait // 60) + 1)
        return ask(site, request, asked, posted, told, 429)
    suspicion = _suspicion(site, house, opened, sent.ours.get("_website", ""))
    if suspicion and await run_in_threadpool(site.ledger.suspects, house.slug) >= MOST_SUSPECTS:
        return ask(site, request, asked, posted, wording("full", language), 503)
    post = _post(site, asked, opened, posted, suspicion)
    await site.keeper.keep(post)
    seen = site.sign("received", [post.token, asked.about])
    return RedirectResponse(f"{site.base}{asked.path}/received?of={seen}", 303)


def _suspicion(site: Site, house: Organisation, opened: OpenedPage, trap: str) -> str:
    if trap:
        return Suspicion.TRAP
    if opened.age_seconds < site.haste_seconds:
        return Suspicion.HASTE
    return Suspicion.FLOOD if site.per_organisation.take(house.slug) else ""


def _post(site: Site, asked: Asked, opened: OpenedPage, posted: Posted, suspicion: str) -> Post:
    """Return the post of what was sent; the same page sent again with the same answers is the same post."""
    content = (text for pair in sorted(posted.answers.items()) for text in pair)
    raw = bytes.fromhex(digest(opened.nonce, asked.about, *content))
    response_id = f"w-{base64.b32encode(raw).decode().rstrip('=').lower()}"
    return Post(
        token=response_id,
        response_id=response_id,
        organisation=asked.organisation.slug,
        form=asked.form.key,
        kind=PostKind.NEW,
        posted_at=site.now(),
        answers=posted.answers,
        consent=consent_version(asked.form, asked.language),
        state=PostState.SUSPECT if suspicion else PostState.WAITING,
        suspicion=suspicion,
    )


async def received_page(site: Site, request: Request) -> Response:
    """Thank whoever sent something that is kept; nobody else is thanked."""
    asked = await run_in_threadpool(asked_in, site, request)
    if isinstance(asked, Response):
        return asked
    said = site.open("received", request.query_params.get("of", ""))
    form_address = f"{site.base}{asked.path}"
    is_ours = isinstance(said, list) and len(said) == 2 and said[1] == asked.about  # noqa: PLR2004 - as signed
    if not is_ours or not await run_in_threadpool(site.ledger.has_post, said[0]):
        return RedirectResponse(form_address, 303)
    language, house = asked.language, asked.organisation
    told = [
        wording("thanks_safe", language),
        wording("thanks_next", language, organisation=house.name),
        wording("thanks_late", language, coordinator=house.coordinator),
    ]
    links = [(form_address, wording("another", language))]
    title = wording("thanks_title", language)
    return show(site, request, "message", language, title, other="", organisation=house.name, told=told, links=links)
