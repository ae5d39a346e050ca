"""Answers that list several things: addresses of web pages, people."""

import re
from dataclasses import dataclass

from forms.faults import Fault, FaultCode
from forms.personal_codes import without_personal_codes

_BETWEEN_LINKS = re.compile(r"\s+|[,;](?=https?://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/,;\s]|$))", re.IGNORECASE)
"""A comma within an address is a part of it, unless another address follows."""

_LINK = re.compile(r"https?://[^\s/.?#\"'<>]+\.[^\s\"'<>]+", re.IGNORECASE)
_LISTED = re.compile(r"^(?:(?:\d{1,3}[.)]|[-–•*])\s*)+")
"""What stands before each line of a list."""


@dataclass(frozen=True)
class Links:
    """Addresses of web pages, one or several."""

    def read(self, text: str) -> tuple[str, ...] | Fault | None:
        """Return the addresses, each beginning with http:// or https://, each once."""
        links: list[str] = []
        for part in _BETWEEN_LINKS.split(text):
            bare = part.strip(".,;")
            if bare:
                link = bare if "://" in bare else f"https://{bare}"
                if not _LINK.fullmatch(link):
                    return Fault(FaultCode.NOT_A_LINK)
                links.append(link)
        return tuple(dict.fromkeys(links)) or None


@dataclass(frozen=True)
class People:
    """Names or e-mail addresses of people, one a line."""

    def read(self, text: str) -> tuple[str, ...] | None:
        """Return the people in the order written, each line once; commas and semicolons also part people."""
        lines = (" ".join(without_personal_codes(line).split()) for line in re.split(r"[\n;,]", text))
        names = (_LISTED.sub("", line) for line in lines)
        return tuple(dict.fromkeys(name for name in names if name)) or None
