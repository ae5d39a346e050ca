"""Every letter with a made-up reader, as a message and as a page, to be looked at before anybody gets one."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from config.settings import Settings
from flows.adapters.rendering import render_letter
from flows.adapters.smtp import MailAccount, compose
from forms.letters import Letter, to_fields
from forms.outbox import QueuedLetter
from forms.words import Language

_READER = "vardenis@pavyzdys.example.org"
_AT = datetime(2024, 3, 7, 8, 0, tzinfo=UTC)


def write_previews(
    settings: Settings, kinds: Sequence[type[Letter]], languages: Sequence[Language], folder: Path
) -> Iterator[Path]:
    """Write the examples of letters into a folder, and yield each file: the message, and its HTML as a page alone."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = settings.facts["letters"]
    sender = settings.sender_address or facts["sender_address"], settings.sender_name or facts["sender_name"]
    account = MailAccount("localhost", 25, "none", "", "", *sender)
    for kind in kinds:
        for language in languages:
            example = kind.example(language)
            rendered = render_letter(example, language)
            queued = QueuedLetter(
                f"preview/{kind.kind}.{language}", kind.kind, language, _READER, to_fields(example), "", "", _AT
            )
            message, page = (folder / f"{kind.kind}.{language}{ending}" for ending in (".eml", ".html"))
            message.write_bytes(compose(queued, rendered, account, _AT).as_bytes())
            yield message
            page.write_text(rendered.page, encoding="utf-8")
            yield page
