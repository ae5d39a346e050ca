"""Charts as pictures, drawn by Vega-Lite without a browser: the only door to vl-convert.

The library brings its own fonts with Lithuanian letters, and draws the same bytes from the same chart.
"""

import json
from typing import Any

import vl_convert

from forms.charts import Chart, Direction

_BLUE = "#1f5f8b"
_DARK = "#1d2b36"
_FAINT = "#d5dde3"
_FONT = "Liberation Sans"
_COLUMN_WIDTH = 40
_BAR_HEIGHT = 26
_CHART_HEIGHT = 150
_CHART_WIDTH = 420
_LAST_WHOLE = 0xFFFF
"""The last character that is not made of two halves where text is counted in 16 bits."""


def draw_png(chart: Chart, scale: float = 2) -> bytes:
    """Return the chart as a PNG; `scale` 2 is sharp on the screens of telephones."""
    return vl_convert.vegalite_to_png(json.dumps(_specification(chart)), scale=scale)


def draw_svg(chart: Chart) -> str:
    """Return the chart as an SVG, for pages and documents."""
    return vl_convert.vegalite_to_svg(json.dumps(_specification(chart)))


def _specification(chart: Chart) -> dict[str, Any]:
    grows_up = chart.direction is Direction.UP
    names, lengths = ("x", "y") if grows_up else ("y", "x")
    label = {"field": "label", "type": "nominal", "sort": None, "title": None}
    axis = {"labelAngle": 0, "labelLimit": 320, "ticks": False, "domain": False}
    highest = max((max(bar.number, bar.goal or 0) for bar in chart.bars), default=0) or 1
    length = {"type": "quantitative", "axis": None, "scale": {"domain": [0, highest * 1.15]}}
    goals = [bar for bar in chart.bars if bar.goal is not None]
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": _BLUE, "cornerRadiusEnd": 2},
            "encoding": {names: {**label, "axis": axis}, lengths: {"field": "number", **length}},
        },
        {
            "mark": {"type": "text", "color": _DARK, **({"dy": -8} if grows_up else {"dx": 6, "align": "left"})},
            "encoding": {names: label, lengths: {"field": "told_at", **length}, "text": {"field": "told"}},
        },
    ]
    if goals:
        layers.insert(
            1,
            {
                "mark": {"type": "tick", "color": _DARK, "thickness": 3, "size": 24},
                "transform": [{"filter": "datum.goal != null"}],
                "encoding": {names: label, lengths: {"field": "goal", **length}},
            },
        )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "width": max(_COLUMN_WIDTH * len(chart.bars), 160) if grows_up else _CHART_WIDTH,
        "height": _CHART_HEIGHT if grows_up else _BAR_HEIGHT * max(len(chart.bars), 1),
        "data": {"values": [_row(bar.label, bar.number, bar.goal) for bar in chart.bars]},
        "layer": layers,
        "config": {
            "font": _FONT,
            "axis": {"labelColor": _DARK, "labelFontSize": 12, "grid": False, "domainColor": _FAINT},
            "text": {"fontSize": 12},
            "view": {"stroke": None},
        },
    }


def _row(label: str, number: int, goal: int | None) -> dict[str, Any]:
    """Return a bar as the chart reads it; what is told stands beyond bar and mark."""
    told = str(number) if goal is None else f"{number} / {goal}"
    # The library cuts what is too long between the halves of such a character, and then fails.
    label = "".join(letter if ord(letter) <= _LAST_WHOLE else "\ufffd" for letter in label)
    return {"label": label, "number": number, "goal": goal, "told": told, "told_at": max(number, goal or 0)}
