"""Publishing: a Google Form made or mended as it is declared, and told what somebody must do by hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from config import ROOT
from flows.adapters.google_forms import FormsApi, FormsChangedError, FormsRefusedError
from flows.adapters.known_forms import KnownForm, KnownForms, Owner
from flows.errors import OutsideError
from flows.runs import publishing_words as words
from flows.wiring import Services
from forms.apps_script import apps_script
from forms.google_form.columns import compare_columns
from forms.google_form.comparing import compare_form
from forms.google_form.declaring import declared_form
from forms.google_form.differences import Difference, differs
from forms.google_form.live import LiveForm
from forms.google_form.pairing import pair
from forms.google_form.planning import FormPlan, Naming, plan_form, removable
from forms.google_form.requests import Request
from forms.google_form.shape import DeclaredForm, Reach
from forms.google_form.wording import Notice
from forms.organisations import Organisation, spreadsheet_id
from forms.questions import Form
from forms.words import Language, Words

_SCRIPT = ROOT / "templates" / "apps_script" / "forms.gs"

_ROUNDS = 4
"""How often a form is mended anew when somebody changes it meanwhile, or Google gives the ids."""

_FORM_ADDRESS = re.compile(r"(?:https://docs\.google\.com/forms/(?:u/\d+/)?d/)?([A-Za-z0-9_-]{20,})(?:[/?#].*)?")
_ANEW = "new"
"""What is named in a form's place to have another one made."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was done with one form, and what a person must yet do."""

    title: str
    edit_url: str
    answer_url: str
    made: bool
    changes: int
    """How many requests were needed."""
    removed: tuple[str, ...] = ()
    """Titles."""
    by_hand: tuple[Words, ...] = field(default=())


def notice_of(organisation: Organisation) -> Notice:
    """Return who processes the answers to an organisation's forms."""
    return Notice(organisation.name, organisation.coordinator)


def publish_form(
    services: Services,
    api: FormsApi,
    organisation: Organisation,
    form: type[Form],
    language: Language,
    *,
    named: str = "",
    remove: bool = False,
) -> Published:
    """Make or mend an organisation's form and open it to everybody who has the link.

    Args:
        services: Where the home is.
        api: The door to Google Forms.
        organisation: Whose form it is.
        form: Its declaration.
        language: The language that it asks in.
        named: A form's id or address that is taken over, or "new" to have another one made; empty for the known one.
        remove: Delete what is not declared, with all that was answered to it.

    Raises:
        OutsideError: when the form cannot be reached, is another form, or keeps being changed by somebody.
    """
    keeper = KnownForms(services.settings.home / "forms.json")
    owner = Owner(organisation.slug, form.key, language.value)
    known = _known(keeper, owner, named)
    variants = [declared_form(form, language, notice_of(organisation), reach) for reach in Reach]
    if known is None:
        live = api.create(variants[0].title, variants[0].document_title)
        known = KnownForm(live.id, {})
    else:
        live = api.form(known.id)
        if named:
            _refuse_strange(variants[0], live)
    made = known.parts == {} and named in {"", _ANEW}
    keeper.keep(owner, known)
    live, plan, changes, removed = _mend(api, variants, live, known, remove=remove)
    keeper.keep(owner, KnownForm(live.id, plan.ids))
    by_hand = [*_open(api, live), *_share(api, live, organisation, made=made)]
    by_hand += [words.filled(words.HELD, title=part.title, now=one.title) for part, one in plan.held]
    by_hand += [words.filled(words.LEFT, title=one.title) for one in plan.left]
    by_hand += _link(live, organisation)
    return Published(live.title, live.edit_url, live.responder_url, made, changes, removed, tuple(by_hand))


def check_form(
    services: Services, api: FormsApi, organisation: Organisation, form: type[Form], language: Language
) -> tuple[Difference, ...]:
    """Compare an organisation's live form and responses tab with the declaration. Raises OutsideError."""
    keeper = KnownForms(services.settings.home / "forms.json")
    known = keeper.find(Owner(organisation.slug, form.key, language.value))
    columns = compare_columns(form, services.workbook_of(organisation).read().sheets)
    if known is None:
        return (differs("unknown_form"), *columns)
    live = api.form(known.id)
    variants = [declared_form(form, language, notice_of(organisation), reach) for reach in Reach]
    found = list(min((compare_form(one, live, known.parts) for one in variants), key=len))
    if live.published and not api.is_open(live.id):
        found.append(differs("not_open"))
    spreadsheet = spreadsheet_of(organisation)
    if spreadsheet and not live.linked_spreadsheet:
        found.append(differs("not_linked"))
    elif spreadsheet and live.linked_spreadsheet != spreadsheet:
        found.append(differs("linked_elsewhere"))
    return (*found, *columns)


def script_of(forms: Sequence[type[Form]], language: Language, organisation: Organisation | None = None) -> str:
    """Return the Google Apps Script that makes forms; it names the organisation as who processes the answers."""
    notice = notice_of(organisation) if organisation else Notice()
    declared = [declared_form(form, language, notice, Reach.SCRIPT) for form in forms]
    return apps_script(declared, language, _SCRIPT.read_text(encoding="utf-8"))


def spreadsheet_of(organisation: Organisation) -> str:
    """Return the id of an organisation's Google spreadsheet; empty where its workbook is a file."""
    return spreadsheet_id(organisation.workbook)


def _known(keeper: KnownForms, owner: Owner, named: str) -> KnownForm | None:
    known = keeper.find(owner)
    if not named:
        return known
    if named == _ANEW:
        return None
    found = _FORM_ADDRESS.fullmatch(named.strip())
    if found is None or "/forms/d/e/" in named:
        raise OutsideError(words.NO_ADDRESS)
    other = keeper.owner_of(found[1])
    if other is not None and other != owner:
        raise OutsideError(
            words.filled(words.TAKEN, organisation=other.organisation, form=other.form, language=other.language)
        )
    return known if known and known.id == found[1] else KnownForm(found[1], {})


def _refuse_strange(declared: DeclaredForm, live: LiveForm) -> None:
    """Refuse a form that was named by mistake: it asks questions, and most of them are not ours."""
    asked = [part for part in live.parts if part.is_question]
    pairs = pair(declared, live, {})
    ours = sum(declared.part(key).is_question for key in pairs.live)
    if asked and ours * 2 < len(asked):
        raise OutsideError(words.filled(words.STRANGE, title=live.title, wanted=declared.title))


def _mend(
    api: FormsApi, variants: Sequence[DeclaredForm], live: LiveForm, known: KnownForm, *, remove: bool
) -> tuple[LiveForm, FormPlan, int, tuple[str, ...]]:
    """Change the form until nothing differs; a change that meets another's is planned anew on what then stands."""
    naming, changes = Naming.OURS, 0
    removed: list[str] = []
    done: Sequence[Request] = ()
    for _ in range(_ROUNDS):
        going = removable(variants[0], live, known.parts) if remove else ()
        ids = [part.id for part in going]
        # A form that a script made can carry more conditions: it is left as it is where that is less to change.
        plan = min(
            (plan_form(one, live, known.parts, ids, naming) for one in variants), key=lambda plan: len(plan.requests)
        )
        if not plan.requests or plan.requests == done:
            # What was carried out and differs still, Google keeps in a way of its own: to ask again changes nothing.
            return live, plan, changes, tuple(removed)
        try:
            live = api.change(live.id, plan.requests, live.revision)
        except FormsChangedError:
            live = api.form(live.id)
        except FormsRefusedError:
            if naming is Naming.GOOGLES:
                raise
            naming = Naming.GOOGLES
        else:
            changes, done = changes + len(plan.requests), plan.requests
            removed += [part.title for part in plan.removed]
    raise OutsideError(words.filled(words.RESTLESS, title=live.title))


def _open(api: FormsApi, live: LiveForm) -> list[Words]:
    """Publish a form and open it to everybody; return what that left to a person."""
    if live.published is None:
        return []  # a form from before there was publishing is open by its own settings
    if not (live.published and live.accepting):
        api.publish(live.id)
    try:
        if not api.is_open(live.id):
            api.open(live.id)
    except OutsideError:
        return [words.OPEN_BY_HAND]
    return []


def _share(api: FormsApi, live: LiveForm, organisation: Organisation, *, made: bool) -> list[Words]:
    if not made:
        return []
    try:
        api.share(live.id, organisation.coordinator)
    except OutsideError:
        return [words.SHARE_BY_HAND]
    return []


def _link(live: LiveForm, organisation: Organisation) -> list[Words]:
    spreadsheet = spreadsheet_of(organisation)
    if not spreadsheet:
        return [] if live.linked_spreadsheet else [words.BRING_BY_HAND]
    if live.linked_spreadsheet == spreadsheet:
        return []
    return [words.RELINK_BY_HAND if live.linked_spreadsheet else words.LINK_BY_HAND]
