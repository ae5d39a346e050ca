"""Files as Google Drive keeps them: whose they are and who else may read or change them."""

from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FORM = "application/vnd.google-apps.form"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROLES = ("", "reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


@dataclass
class File:
    """One file."""

    id: str
    name: str
    kind: str
    made_at: str
    permissions: list[Body] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    trashed: bool = False
    permissions_made: int = 0

    def share(self, email: str, role: str = "writer", kind: str = "user") -> Body:
        """Let somebody in, and return the permission."""
        self.permissions_made += 1
        made: Body = {"id": f"{self.permissions_made:020d}", "type": kind, "role": role}
        if kind in {"user", "group"}:
            self.unshare(email)
            made["emailAddress"] = email
        self.permissions.append(made)
        return made

    def unshare(self, email: str) -> None:
        """Let somebody out."""
        self.permissions = [one for one in self.permissions if one.get("emailAddress") != email]

    def role(self, email: str) -> str:
        """Return what somebody may do; empty when nothing."""
        own = [one["role"] for one in self.permissions if one["type"] == "anyone" or one.get("emailAddress") == email]
        return max(own, key=_ROLES.index, default="")

    def lets(self, email: str, role: str) -> bool:
        """Say whether somebody has that role or a greater one."""
        return _ROLES.index(self.role(email)) >= _ROLES.index(role)

    def body(self) -> Body:
        return {
            "kind": "drive#file",
            "id": self.id,
            "name": self.name,
            "mimeType": self.kind,
            "createdTime": self.made_at,
            "modifiedTime": self.made_at,
            "trashed": self.trashed,
            "parents": self.parents,
            "permissions": self.permissions,
        }
