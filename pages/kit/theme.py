"""Colours of charts in both appearances, and colours that are worked out: on a scale, and letters that can be read on one.

Blue is at or above a target, orange below: all eyes tell them apart, and a text says it too.
"""

from collections.abc import Sequence
from typing import Any

BLUE = "#2f7fbf"
ORANGE = "#cf6d24"
GREY = "#8496a4"
PALE = "#c2ccd4"  # a second measure beside another: orange is for what is short
TRACK = "rgba(132, 150, 164, 0.18)"
# Cells of the heatmap without a colour of their own. These and the hatch are solid: ECharts paints a see-through one twice.
CELL = {"light": "#e6eaee", "dark": "#25303a"}
HATCH = {
    "symbol": "rect",
    "dashArrayX": [1, 0],
    "dashArrayY": [2, 5],
    "rotation": -0.785,
    "color": "#97a6b2",
}
# From far below the target to far above it, in points; white letters are readable on the ends, black ones in the middle.
DIVERGING = ("#b4530f", "#dd8b4f", "#f0cdb0", "#dfe7ee", "#a9cae5", "#5d9acb", "#1f6fb2")
INK = {"light": "#16242f", "dark": "#e8eef3"}
GROUND = {"light": "#ffffff", "dark": "#10181f"}  # as in .streamlit/config.toml
# Bands of a stack: neighbours differ in lightness too, so that they are told apart without colour.
STACK = {
    "light": ("#1b5e94", "#e0a06a", "#12344d", "#8fb8d8", "#b4530f", "#4f93c7", "#6b4a33", "#c3d5e3", "#d97f3d"),
    "dark": ("#5aa5e0", "#f0c29d", "#2f6f9f", "#cfe4f5", "#d27a3e", "#86bfe9", "#a98467", "#3d5f7a", "#e8935a"),
}
# Maps: classes from few to many, from loss to gain, and the four greys that are not a class. Each appearance has its own.
MAP: dict[str, dict[str, Any]] = {
    "light": {
        "few to many": ("#cfe1f0", "#93bddf", "#5391c3", "#1f6fb2", "#0f3d63"),
        "loss to gain": ("#9c460c", "#d27a3e", "#efc9a8", "#dde2e6", "#bcd7ec", "#5d9acb", "#17568a"),
        "small": "#eadcc3", "nobody": "#f5f7f9", "apart": "#e9ecef", "neutral": "#c3c9ce", "undetermined": "#87919a", "line": "#8496a4",
    },
    "dark": {
        "few to many": ("#1f4263", "#22689e", "#3f8ac4", "#7bb8e6", "#cde6f9"),
        "loss to gain": ("#f0a878", "#c9733a", "#7c4a28", "#39454f", "#28557c", "#3f8ac4", "#a9d3f2"),
        "small": "#5b4d38", "nobody": "#1a242d", "apart": "#141d24", "neutral": "#46515a", "undetermined": "#87939d", "line": "#6b7f8e",
    },
}  # fmt: skip
BLACK, WHITE = "#000000", "#ffffff"  # letters: nothing softer keeps 4.5 to 1 on a middle tone


def on_scale(value: float, low: float, high: float, colours: Sequence[str]) -> str:
    """Return the colour between `colours`, evenly spread from `low` to `high`, as ECharts mixes it; the ends hold beyond."""
    place = (min(max(value, low), high) - low) / (high - low) * (len(colours) - 1)
    start = min(int(place), len(colours) - 2)
    pairs = zip(_parts(colours[start]), _parts(colours[start + 1]), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * (place - start) + 0.5):02x}" for a, b in pairs)


def pale(colour: str, ground: str) -> str:
    """Return a colour mixed with what it stands on: of a share that few people make."""
    return on_scale(0.4, 0, 1, (ground, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def letters_on(ground: str) -> str:
    """Return black or white, whichever reads better on `ground`: never under 4.5 to 1."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _light(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
