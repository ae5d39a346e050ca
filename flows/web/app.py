"""The pages' addresses, and what answers at each."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.web.answer_pages import answer_page, behind_link, correct_page, withdraw_page, withdrawn_page
from flows.web.form_pages import FORM_OF, form_page, organisation_asked, received_page
from flows.web.guarding import Handler, finish, guarded
from flows.web.showing import STATIC, language_of, message, show
from flows.web.site import Site
from forms.pages.wording import wording
from forms.words import Language

_TYPES = {"pages.css": "text/css", "pages.js": "text/javascript", "icon.svg": "image/svg+xml"}
_FOR_A_YEAR = "public, max-age=31536000, immutable"


def make_app(site: Site) -> Starlette:
    """Return the application of a site."""
    both = ["GET", "POST"]
    routes: Sequence[tuple[str, str, Handler, list[str]]] = (
        ("/", "first", _first, ["GET"]),
        ("/health", "health", _health, ["GET"]),
        ("/robots.txt", "robots", _robots, ["GET"]),
        ("/static/{name}", "static", _static, ["GET"]),
        ("/answers/{token}/{language}", "answer", behind_link(answer_page), ["GET"]),
        ("/answers/{token}/{language}/correct", "correct", behind_link(correct_page), both),
        ("/answers/{token}/{language}/withdraw", "withdraw", behind_link(withdraw_page), both),
        ("/answers/{token}/{language}/withdrawn", "withdrawn", behind_link(withdrawn_page), ["GET"]),
        ("/{language}", "organisations", _organisations, ["GET"]),
        ("/{language}/{organisation}", "organisation", _organisation, ["GET"]),
        ("/{language}/{organisation}/{form}", "form", form_page, both),
        ("/{language}/{organisation}/{form}/received", "received", received_page, ["GET"]),
    )

    async def gone(request: Request, error: Exception) -> Response:
        is_other_way = isinstance(error, HTTPException) and error.status_code == 405  # noqa: PLR2004 - HTTP's number
        response = message(site, request, *(("not_this_way", 405) if is_other_way else ("no_page", 404)))
        finish(site, response)
        return response

    app = Starlette(
        routes=[Route(path, guarded(site, name, handler), methods=methods) for path, name, handler, methods in routes],
        exception_handlers={404: gone, 405: gone},
    )
    # A redirect to the same address without its last stroke would also follow «//elsewhere/».
    app.router.redirect_slashes = False
    return app


async def _first(site: Site, request: Request) -> Response:
    return RedirectResponse(f"{site.base}/{language_of(request).value}", 303)


async def _health(site: Site, _request: Request) -> Response:
    """Tell whoever watches over the server that answers can be kept; raises OutsideError when they cannot."""
    await run_in_threadpool(site.ledger.has_post, "")
    return JSONResponse({"status": "ok"})


async def _robots(_site: Site, _request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _static(site: Site, request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        return message(site, request, "no_page", 404)
    return FileResponse(STATIC / name, media_type=_TYPES[name], headers={"Cache-Control": _FOR_A_YEAR})


async def _organisations(site: Site, request: Request) -> Response:
    code = request.path_params["language"]
    if code not in set(Language):
        return message(site, request, "no_page", 404)
    language = Language(code)
    known = await run_in_threadpool(site.houses.known)
    links = [
        (f"{site.base}/{code}/{slug}", one.name)
        for slug, one in sorted(known.there.items(), key=lambda pair: pair[1].name.casefold())
    ]
    title = wording("organisations_title", language)
    return show(site, request, "list", language, title, told=[wording("organisations_intro", language)], links=links)


async def _organisation(site: Site, request: Request) -> Response:
    code = request.path_params["language"]
    if code not in set(Language):
        return message(site, request, "no_page", 404)
    house = await run_in_threadpool(organisation_asked, site, request)
    if isinstance(house, Response):
        return house
    language = Language(code)
    links = [(f"{site.base}/{code}/{house.slug}/{name}", form.title.say(language)) for name, form in FORM_OF.items()]
    return show(
        site, request, "list", language, house.name,
        organisation=house.name, told=[wording("choose", language) + "."], links=links,
    )  # fmt: skip
