"""How cells look when nobody said how."""

import math
import struct
from typing import Any

Body = dict[str, Any]

_WHITE = {"red": 1, "green": 1, "blue": 1}
_BLACK: Body = {}
DEFAULT_FORMAT: Body = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": _BLACK,
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": _BLACK},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}


def _rgb(red: float, green: float, blue: float) -> Body:
    return {"rgbColor": {name: part for name, part in (("red", red), ("green", green), ("blue", blue)) if part}}


THEME: Body = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": "TEXT", "color": _rgb(0, 0, 0)},
        {"colorType": "BACKGROUND", "color": _rgb(1, 1, 1)},
        {"colorType": "ACCENT1", "color": _rgb(0.25882354, 0.52156866, 0.95686275)},
        {"colorType": "ACCENT2", "color": _rgb(0.91764706, 0.2627451, 0.20784314)},
        {"colorType": "ACCENT3", "color": _rgb(0.9843137, 0.7372549, 0.015686275)},
        {"colorType": "ACCENT4", "color": _rgb(0.20392157, 0.65882355, 0.3254902)},
        {"colorType": "ACCENT5", "color": _rgb(1, 0.42745098, 0.003921569)},
        {"colorType": "ACCENT6", "color": _rgb(0.27450982, 0.7411765, 0.7764706)},
        {"colorType": "LINK", "color": _rgb(0.06666667, 0.33333334, 0.8)},
    ],
}


def shade(part: float) -> float:
    """Return a colour's part as it is kept: one of 256 shades, a float of four bytes (half is 0.49803922)."""
    exact = math.floor(part * 255 + 0.001) / 255
    return round(struct.unpack("f", struct.pack("f", exact))[0], 8)


def shaded(colour: Body) -> Body:
    """Return a colour as it is kept and told: without the parts that are 0."""
    return {name: shade(part) if name != "alpha" else part for name, part in colour.items() if part}


def laid_over(under: Any, over: Any) -> Any:
    """Return how something looks: what was said of it, over what all look like. Nothing is mutated."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return under | {name: laid_over(under[name], value) if name in under else value for name, value in over.items()}
