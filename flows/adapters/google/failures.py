"""How a call to Google can fail, as the caller has to tell apart."""

from typing import Any


class PassingError(Exception):
    """A call failed in a way that passes; whether it was carried out is not known but for `status` 429."""

    def __init__(self, status: int, told: Any, again_in: float | None) -> None:
        """Keep the HTTP status (0 when no answer came), what was told, and the seconds after which to try again."""
        super().__init__(str(status))
        self.status, self.told, self.again_in = status, told, again_in


class RefusedError(Exception):
    """Google says no, and will say it again; `status` and `told` say why."""

    def __init__(self, status: int, told: Any) -> None:
        """Keep the HTTP status and what was told."""
        super().__init__(str(status))
        self.status, self.told = status, told
