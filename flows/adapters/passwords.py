"""The mail account's password in the system's own safe: the only door to keyring."""

SERVICE = "lookdeeper"
"""Under which name the safe keeps it, as `keyring set lookdeeper USER` puts it there."""


def find_password(user: str) -> str:
    """Return the password that the safe keeps for a user; empty when it keeps none, is locked, or there is no safe."""
    import keyring  # noqa: PLC0415 - looking for a safe takes longer than most commands
    from keyring.errors import InitError, KeyringError  # noqa: PLC0415 - likewise

    try:
        return keyring.get_password(SERVICE, user) or ""
    except (KeyringError, InitError, RuntimeError):
        return ""
