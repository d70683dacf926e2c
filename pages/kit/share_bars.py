"""A share of women as a bar in a table's cell: pale, with its people, where they are under thirty; nothing where they are under ten.

Streamlit's progress column has one colour for all rows; a picture has its own.
"""

from typing import Any
from urllib.parse import quote

import pandas as pd

from pages.kit import formats
from pages.kit.text import _
from pages.kit.theme import BLUE, GREY, TRACK

WIDTH, HEIGHT, THICK = 120, 24, 6


def drawn(rows: pd.DataFrame) -> list[str | None]:
    """Return a picture, as a data URL, of each row's share; None where none is told. Frame: women_fraction, people_count."""
    return [
        None if pd.isna(fraction) or people < formats.SMALL else _bar(float(fraction), int(people))
        for fraction, people in zip(rows["women_fraction"], rows["people_count"], strict=True)
    ]


def _bar(fraction: float, people: int) -> str:
    is_few = formats.is_few(people)
    top = (HEIGHT - THICK) / 2
    rest = (
        f"<text x='{WIDTH}' y='{top - 1}' text-anchor='end' font-size='9' font-family='sans-serif' fill='{GREY}'>"
        + _("of {people}").format(people=formats.count(people))
        + "</text>"
        if is_few
        else ""
    )
    track = f"<rect y='{top}' width='{WIDTH}' height='{THICK}' rx='3' fill='{TRACK}'/>"
    pale = " opacity='0.4'" if is_few else ""
    bar = f"<rect y='{top}' width='{fraction * WIDTH:.1f}' height='{THICK}' rx='3' fill='{BLUE}'{pale}/>"
    return "data:image/svg+xml;utf8," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'>{track}{bar}{rest}</svg>",
        safe=" ='<>/:,.()",
    )


def column() -> dict[str, Any]:
    """Settings of a table's column of `drawn`."""
    words = _("From 0 to 100 %. Pale, with its people: under thirty. Under ten nothing is drawn.")
    return {"label": _("Drawn"), "help": words, "width": 140, "type_config": {"type": "image"}}
