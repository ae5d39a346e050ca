"""One's own answers behind a signed link: seen, corrected, taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from flows.adapters.signed_links import LINKS_WORK_DAYS, Broken, response_of
from flows.web.bodies import read_body
from flows.web.form_pages import form_values, page_in, refused
from flows.web.guarding import Handler
from flows.web.showing import message, show
from flows.web.site import Site, digest
from flows.web.tokens import OpenedPage, Refusal, cookie_of, read_token, set_cookie, token_for
from forms import language as say
from forms.catalogue import FORMS
from forms.dates import VILNIUS
from forms.organisations import Organisation
from forms.pages.fields import FormPage
from forms.pages.notice import consent_version
from forms.pages.posted import Posted, read_posted, typed_of
from forms.pages.showing import changes_between, shown_answers
from forms.pages.wording import wording
from forms.posts import Post, PostedResponse, PostKind, PostState
from forms.words import Language


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's own answers, as their link leads to them."""

    posted: PostedResponse
    page: FormPage
    language: Language
    address: str
    organisation: Organisation | None
    """None for one that has left."""

    @property
    def name(self) -> str:
        """Return what the organisation is called."""
        return self.organisation.name if self.organisation else ""

    @property
    def written_in(self) -> Language:
        """Return the language in which options are written down."""
        return self.organisation.language if self.organisation else Language.LT

    @property
    def about(self) -> str:
        """Return what the tokens of its pages are for: this very edition of these answers."""
        return f"{self.posted.response_id}/{self.posted.edition}"


def own_answers(site: Site, request: Request) -> Own | Response:
    """Return whose answers a link leads to, or the page that says why it leads nowhere."""
    code, token = request.path_params["language"], request.path_params["token"]
    if code not in set(Language):
        return message(site, request, "no_page", 404)
    language = Language(code)
    found = response_of(site.key, token, site.today)
    if found is Broken.EXPIRED:
        return message(site, request, "old_link", 410, language=language, days=LINKS_WORK_DAYS)
    posted = site.ledger.posted(found) if isinstance(found, str) else None
    form = next((one for one in FORMS if posted and one.key == posted.form), None)
    if posted is None or form is None or posted.state is PostState.REFUSED:
        return message(site, request, "bad_link", 404, language=language)
    address = f"{site.base}/answers/{token}/{language.value}"
    house = site.houses.known().there.get(posted.organisation)
    return Own(posted, page_in(form, language), language, address, house)


def _taken_back(site: Site, request: Request, own: Own) -> Response:
    withdrawn_at = own.posted.withdrawn_at
    on = say.day(withdrawn_at.astimezone(VILNIUS).date(), own.language) if withdrawn_at else ""
    links = [(f"{site.base}/{own.language.value}/{own.posted.organisation}", wording("choose", own.language))]
    return message(site, request, "used_link", 410, language=own.language, links=links, on=on.rstrip("."))


def behind_link(page: Callable[[Site, Request, Own], Awaitable[Response]]) -> Handler:
    """Return what answers at a link to answers: their page, or why the link leads nowhere any more."""

    async def answer(site: Site, request: Request) -> Response:
        own = await run_in_threadpool(own_answers, site, request)
        if isinstance(own, Response):
            return own
        if own.posted.withdrawn_at and page is not withdrawn_page:
            return _taken_back(site, request, own)
        return await page(site, request, own)

    return answer


async def answer_page(site: Site, request: Request, own: Own) -> Response:
    """Show somebody their own answers."""
    on = say.day(own.posted.posted_at.astimezone(VILNIUS).date(), own.language).rstrip(".")
    told = [wording("corrected", own.language)] if request.query_params.get("corrected") == "1" else []
    told.append(wording("answer_sent", own.language, on=on))
    groups = shown_answers(own.page, own.posted.answers, own.language)
    title = wording("corrected_title" if len(told) > 1 else "answer_title", own.language)
    return show(
        site, request, "answer", own.language, title,
        organisation=own.name, told=told, groups=groups, address=own.address,
    )  # fmt: skip


async def correct_page(site: Site, request: Request, own: Own) -> Response:
    """Let somebody correct their own answers, or take the correction."""
    if request.method != "POST":
        return _ask(site, request, own)
    sent = await read_body(request)
    opened = read_token(site, request, sent.ours.get("_token", ""), own.about)
    posted = read_posted(
        own.page, sent.fields, own.written_in,
        received_on=site.today, limits=site.limits, before=own.posted.answers,
    )  # fmt: skip
    if opened is Refusal.ANOTHER_PAGE:
        return _ask(site, request, own, told=wording("moved_on", own.language), status=409)
    if isinstance(opened, Refusal):
        return _ask(site, request, own, posted, *refused(opened, own.language))
    if posted.problems or not posted.is_of_this_form:
        told = "" if posted.is_of_this_form else wording("form_changed", own.language)
        return _ask(site, request, own, posted, told, 422)
    changes = changes_between(own.page, own.posted.answers, posted.answers)
    if changes:
        await site.keeper.keep(_correction(site, own, opened, dict(changes)))
    return RedirectResponse(f"{own.address}?corrected=1", 303)


def _ask(
    site: Site, request: Request, own: Own, posted: Posted | None = None, told: str = "", status: int = 200
) -> Response:
    language, cookie = own.language, cookie_of(request)
    values = dict(form_values(own.page, language, posted))
    if posted is None:
        values["typed"] = typed_of(own.page.form, own.posted.answers)
    values["kept"] = frozenset(
        key for key, one in own.page.by_key.items() if one.is_health and own.posted.answers.get(key)
    )
    response = show(
        site, request, "form", language, wording("correct_title", language),
        status=status, organisation=own.name, notice=(), heading=wording("correct_title", language),
        action=f"{own.address}/correct", token=token_for(site, cookie, own.about),
        told=(told,) if told else (), button=wording("save", language), **values,
    )  # fmt: skip
    set_cookie(site, response, cookie)
    return response


def _correction(site: Site, own: Own, opened: OpenedPage, changes: dict[str, str]) -> Post:
    content = (text for pair in sorted(changes.items()) for text in pair)
    return Post(
        token=digest(opened.nonce, own.about, *content),
        response_id=own.posted.response_id,
        organisation=own.posted.organisation,
        form=own.posted.form,
        kind=PostKind.CORRECTION,
        posted_at=site.now(),
        answers=changes,
        consent=consent_version(own.page.form, own.language),
        state=own.posted.state if own.posted.state is PostState.SUSPECT else PostState.WAITING,
    )


async def withdraw_page(site: Site, request: Request, own: Own) -> Response:
    """Ask whether somebody really takes their answers back, or take them back."""
    told = [wording("withdraw_text", own.language)]
    if request.method == "POST":
        sent = await read_body(request)
        opened = read_token(site, request, sent.ours.get("_token", ""), own.about)
        if not isinstance(opened, Refusal):
            await site.keeper.keep(_withdrawal(site, own))
            return RedirectResponse(f"{own.address}/withdrawn", 303)
        told.insert(0, refused(opened, own.language)[0])
    cookie = cookie_of(request)
    response = show(
        site, request, "withdraw", own.language, wording("withdraw_title", own.language),
        organisation=own.name, told=told, address=own.address, token=token_for(site, cookie, own.about),
        status=422 if len(told) > 1 else 200,
    )  # fmt: skip
    set_cookie(site, response, cookie)
    return response


def _withdrawal(site: Site, own: Own) -> Post:
    return Post(
        token=f"{own.posted.response_id}/withdrawn",
        response_id=own.posted.response_id,
        organisation=own.posted.organisation,
        form=own.posted.form,
        kind=PostKind.WITHDRAWAL,
        posted_at=site.now(),
    )


async def withdrawn_page(site: Site, request: Request, own: Own) -> Response:
    """Tell somebody that their answers are taken back."""
    if not own.posted.withdrawn_at:
        return RedirectResponse(own.address, 303)
    coordinator = own.organisation.coordinator if own.organisation else ""
    told = [wording("withdrawn", own.language, coordinator=coordinator)]
    return show(
        site, request, "message", own.language, wording("withdrawn_title", own.language),
        organisation=own.name, told=told, links=[],
    )  # fmt: skip
