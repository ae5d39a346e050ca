"""Pictures that come with a letter: attached beside its HTML, known to it by their Content-ID."""

from collections.abc import Sequence
from email.message import EmailMessage

from flows.adapters.rendering import InlinePicture


def attach_pictures(message: EmailMessage, pictures: Sequence[InlinePicture]) -> None:
    """Put pictures beside the HTML, the last part of a message of alternatives; without any nothing changes."""
    if not pictures:
        return
    page = list(message.iter_parts())[-1]
    for picture in pictures:
        name = f"{picture.content_id.partition('@')[0]}.png"
        page.add_related(
            picture.png, "image", "png", cid=f"<{picture.content_id}>", disposition="inline", filename=name
        )  # fmt: skip
