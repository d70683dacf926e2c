"""Colours that are worked out: what a scale gives to a value, and the letters that read best on it."""

from collections.abc import Sequence

BLACK, WHITE = "#000000", "#ffffff"  # nothing softer keeps 4.5 to 1 on a middle tone


def on_scale(value: float, low: float, high: float, colours: Sequence[str]) -> str:
    """Return the colour between `colours`, evenly spread from `low` to `high`, as ECharts mixes it; the ends hold beyond."""
    place = (min(max(value, low), high) - low) / (high - low) * (len(colours) - 1)
    start = min(int(place), len(colours) - 2)
    pairs = zip(_parts(colours[start]), _parts(colours[start + 1]), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * (place - start) + 0.5):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def letters(ground: str) -> str:
    """Return black or white, whichever reads better on `ground`: never under 4.5 to 1."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _light(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
