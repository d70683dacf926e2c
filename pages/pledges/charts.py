"""Draw pledges: what followed an announcement, and how many there are of a kind. No Streamlit, no SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pages.kit import formats
from pages.kit.text import _, ngettext
from pages.kit.theme import BLUE, GREY, HATCH, INK, TRACK

NARROW = 440  # pixels of a chart in which the words of a bar stand on two lines
UNKNOWN = ("no_news", "cannot_be_seen")
LETTER, LONG, LONGEST = (
    7,
    60,
    54,
)  # pixels of a letter; letters of words on one line of half a page, and of a name on a telephone
ROW, TALL, EDGE = 42, 54, 40  # pixels of a bar with its words above it, on one line or on two, and around all bars


@dataclass(frozen=True)
class Bar:
    """One bar: its name and words stand above it, its parts side by side in it; hatched where it says that nothing is known."""

    name: str
    words: str
    parts: tuple[int, ...]
    hatched: bool = False


def height(bars: Sequence[Bar], is_long: bool = False) -> int:
    """Return the pixels that a chart of these bars needs; long words stand on two lines where it is narrow."""
    return EDGE + (TALL + 4 if is_long else ROW) * len(bars)


def worded(
    bars: Sequence[Bar], names: Sequence[str], colours: Sequence[str], ink: str, is_long: bool = False
) -> dict[str, Any]:
    """Bars from the top down on one common scale; `names` and `colours` are of the parts, with a legend for two or more."""
    rows = [replace(bar, name=_shortened(bar.name)) for bar in reversed(bars)]
    room = max(NARROW, *(LETTER * _letters(bar) for bar in rows)) if is_long and rows else NARROW
    top = max([1, *(sum(bar.parts) for bar in rows)])
    tracks, phone = [], []
    for bar in rows:
        track = {"value": top, "itemStyle": {"color": TRACK}}
        tracks.append(track | {"label": {"formatter": f"{{name|{bar.name}}}  {bar.words}"}})
        below = {
            "formatter": f"{{name|{bar.name}}}\n{bar.words}",
            "position": [0, -33],
            "fontSize": 12,
            "rich": {"name": {"fontWeight": "bold", "fontSize": 12}},
        }
        phone.append(track | {"label": below} if is_long else tracks[-1])
    label = {
        "show": True,
        "position": [0, -19],
        "align": "left",
        "color": ink,
        "fontSize": 13,
        "lineHeight": 15,
        "rich": {"name": {"fontWeight": "bold", "fontSize": 13}},
    }
    series: list[dict[str, Any]] = [
        {"type": "bar", "data": tracks, "barWidth": 13, "silent": True, "label": label, "tooltip": {"show": False}}
    ]
    for place, (name, colour) in enumerate(zip(names, colours, strict=True)):
        data = [
            {
                "value": bar.parts[place],
                "itemStyle": {"color": TRACK, "decal": HATCH} if bar.hatched else {"color": colour},
            }
            for bar in rows
        ]
        part = {"type": "bar", "name": name, "stack": "parts", "data": data, "barWidth": 13, "barGap": "-100%", "z": 3}
        series.append(part | {"itemStyle": {"color": colour}})
    legend = (
        {"legend": {"bottom": 0, "left": 0, "data": list(names), "textStyle": {"color": ink}}} if len(names) > 1 else {}
    )
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 8, "top": 26, "bottom": 30 if legend else 6, "containLabel": False},
        "tooltip": {"trigger": "item", "confine": True},
        "xAxis": {"type": "value", "min": 0, "max": top, "show": False},
        "yAxis": {"type": "category", "data": [bar.name for bar in rows], "show": False},
        "series": series,
        "media": [
            {"query": {"maxWidth": room}, "option": {"series": [{"data": phone}], "grid": {"top": 36}}},
            {"option": {"series": [{"data": tracks}], "grid": {"top": 26}}},
        ],
    } | legend


def funnel(
    conversion: pd.DataFrame, track: str, names: Mapping[str, str], ink: str = INK["light"]
) -> tuple[dict[str, Any], int]:
    """One bar a stage of one track, the steps first; of what nothing is known is hatched. Frame: pledge_conversion."""
    rows = conversion[conversion["track"] == track]
    rows = rows[(rows["stage"] != "confirmed") | (rows["pledge_count"] > 0)]
    bars = []
    for row in rows.itertuples():
        words = formats.count(row.pledge_count) if row.pledge_count or row.stage == "announced" else _("none reported")
        if not pd.isna(row.unit_count):
            units = ngettext("{n} unit stated", "{n} units stated", int(row.unit_count))
            words = f"{words} · {units.format(n=formats.count(row.unit_count))}"
        bars.append(Bar(names.get(row.stage, row.stage), words, (int(row.pledge_count),), row.stage in UNKNOWN))
    is_long = any(_letters(bar) > LONG for bar in bars)
    return worded(bars, [_("Pledges")], [BLUE], ink, is_long), height(bars, is_long)


def _letters(bar: Bar) -> int:
    return len(bar.name) + 2 + len(bar.words)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST + 10 else f"{name[:LONGEST].rsplit(' ', 1)[0]} …"


def counted(
    frame: pd.DataFrame, names: Sequence[str], of: Sequence[str], ink: str = INK["light"]
) -> tuple[dict[str, Any], int]:
    """One bar a row: tangible pledges and the others. Frame: pledge_by_category or pledge_by_region.

    `names` of the rows; `of` is what is said beside the number of pledges.
    """
    bars = [
        Bar(
            name,
            f"{formats.count(row.pledge_count)} · {words}",
            (int(row.tangible_count), int(row.pledge_count - row.tangible_count)),
        )
        for name, words, row in zip(names, of, frame.itertuples(), strict=True)
    ]
    return worded(bars, [_("Tangible"), _("Not tangible")], [BLUE, GREY], ink, True), height(bars, True)
