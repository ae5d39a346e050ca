"""What all Prefect flows share: settings of Prefect itself, and tables of counts for its pages."""

import os
from collections.abc import Mapping

from config.settings import Settings

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    # Half a minute is not rare for a first start, and the default gives up after twenty seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}
"""Prefect without telemetry, and patient."""


def prepare_prefect(settings: Settings, api_url: str = "") -> None:
    """Set Prefect's environment before it is imported: its files in our home, telemetry off, which server to ask."""
    if api_url:
        os.environ["PREFECT_API_URL"] = api_url
    home = settings.home.absolute() / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def rows_of(counts: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
    """Return counts by organisation as the rows of a Prefect table."""
    return [{"organisation": slug, **of_one} for slug, of_one in counts.items()]
