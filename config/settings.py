"""The settings: one frozen object, made from defaults, the programme's facts and the environment."""

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from config import ROOT


class Settings(BaseSettings):
    """Where things lie and how letters leave; each field is `LOOKDEEPER_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="LOOKDEEPER_", env_file=ROOT / ".env", frozen=True, extra="ignore")

    home: Path = ROOT / "var"
    ledger_url: str = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65_535)
    smtp_security: Literal["starttls", "ssl", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    sender_address: str = ""
    sender_name: str = ""
    live: bool = False
    guests: tuple[str, ...] = ()
    processes: int = Field(default=0, ge=0)
    """How many organisations are worked on at once; 0 for two when that is worth it and the machine has two cores."""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the programme's facts."""
        return tomllib.loads((ROOT / "config" / "programme.toml").read_text(encoding="utf-8"))

    @property
    def ledger(self) -> str:
        """Return the ledger's address."""
        return self.ledger_url or f"sqlite:///{(self.home / 'ledger.sqlite').absolute()}"

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
    def summaries(self) -> Path:
        """Return the folder of the period summaries."""
        return self.home / "summaries"


def load_settings(home: Path | None = None) -> Settings:
    """Load the settings; a home that is named wins over the environment."""
    return Settings(home=home.absolute()) if home else Settings()
