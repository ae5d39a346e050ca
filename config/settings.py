"""The settings: one frozen object, made from defaults, the programme's facts and the environment."""

import json
import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config import ROOT


class Settings(BaseSettings):
    """Where things lie and how letters leave; each field is `LOOKDEEPER_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="LOOKDEEPER_", env_file=ROOT / ".env", frozen=True, extra="ignore", env_ignore_empty=True
    )

    home: Path = ROOT / "var"
    ledger_url: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65_535)
    smtp_security: Literal["starttls", "ssl", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_token: Path | None = None
    """File that proves to Google that we may send as the user, in place of a password."""
    smtp_timeout: float = Field(default=30.0, gt=0)
    """Seconds until a silent mail server counts as gone."""
    sender_address: str = ""
    sender_name: str = ""
    mail_account: Literal["small", "gmail", "workspace", "own"] = "gmail"
    """How much the account bears: 100, 500 or 2 000 letters in 24 hours, or as many as there are."""
    mail_per_day: int | None = Field(default=None, ge=1)
    mail_per_minute: int | None = Field(default=None, ge=1)
    quiet_hours: str = Field(default="22-7", pattern=r"^(([01]?\d|2[0-3])-([01]?\d|2[0-3]))?$")
    """Hours of Vilnius in which letters wait; empty for none."""
    operator: str = ""
    """Address of whoever is told when a night's work did not run; empty for nobody."""
    live: bool = False
    guests: Annotated[tuple[str, ...], NoDecode] = ()
    """Who is written to although it is not live."""
    google_programme: str = ""
    """Address or id of the national spreadsheet; when there is one, the workbooks are in Google Sheets."""
    google_key: Path | None = None
    """File with a service account's key."""
    google_token: Path | None = None
    """File with a person's permission, used when there is no key."""
    public_url: str = Field(default="", pattern=r"^(https?://[^\s/]+(/[^\s?#]*)?)?$")
    """Address at which people open the forms as our own pages; links in letters begin with it. Empty for no pages."""
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8025, ge=1, le=65_535)
    web_proxies: str = ""
    """Addresses of the reverse proxies that are believed when they say who asks, with commas; empty for none."""
    web_key: SecretStr = SecretStr("")
    """What links are signed with; empty for a key of the home's own, made when first needed."""
    web_posts_an_hour: int = Field(default=500, ge=1)
    """Posts an hour and organisation; what comes beyond is held apart."""
    web_posts_per_address: int = Field(default=60, ge=1)
    """Posts in ten minutes from one address to one organisation."""
    web_follow_seconds: float = Field(default=20.0, ge=0)
    """How long after a post the organisation is consolidated; 0 to wait for the night."""
    processes: int = Field(default=0, ge=0)
    """How many organisations are worked on at once; 0 for two when that is worth it and the machine has two cores."""

    @field_validator("guests", mode="before")
    @classmethod
    def _listed(cls, said: Any) -> Any:
        """Read a list written with commas, or as JSON."""
        if not isinstance(said, str):
            return said
        try:
            names = json.loads(said) if said.lstrip().startswith("[") else re.split(r"[,;\s]+", said)
        except ValueError:
            raise ValueError("write addresses with commas between them") from None
        return tuple(name.strip() for name in names if name.strip())

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the programme's facts."""
        return tomllib.loads((ROOT / "config" / "programme.toml").read_text(encoding="utf-8"))

    @property
    def ledger(self) -> str:
        """Return the ledger's address."""
        return self.ledger_url or f"sqlite:///{(self.home / 'ledger.sqlite').absolute()}"

    @property
    def google_file(self) -> Path | None:
        """Return the file that says who we are to Google; None when none is named."""
        named = self.google_key or self.google_token
        return named.expanduser() if named else None

    @property
    def workbooks(self) -> Path:
        """Return the folder of the workbooks."""
        return self.home / "workbooks"

    @property
    def mailbox(self) -> Path:
        """Return the folder of the mailbox that keeps letters until a mail server is named."""
        return self.home / "mailbox"

    @property
    def backups(self) -> Path:
        """Return the folder of the workbooks' earlier versions."""
        return self.home / "backups"

    @property
    def evidence(self) -> Path:
        """Return the folder of the evidence behind summaries, which is for coordinators alone."""
        return self.home / "evidence"

    @property
    def summaries(self) -> Path:
        """Return the folder of the period summaries."""
        return self.home / "summaries"


def load_settings(home: Path | None = None) -> Settings:
    """Load the settings; a home that is named wins over the environment."""
    return Settings(home=home.absolute()) if home else Settings()
