"""The UN regional groups as bars, a panel a measure. No Streamlit, no SQL."""

from collections.abc import Sequence
from typing import Any

from pages.kit import formats
from pages.kit.text import colon
from pages.kit.theme import BLUE, GREY, HATCH, INK, TRACK
from pages.outreach.region_facts import Panel

HEAD, ROW, FOOT = 38, 30, 20  # pixels of a panel's heading, of a row, and of its scale
BESIDE = 0.35  # how strongly the groups beside the chosen one are drawn


def height(rows: int, panels: int) -> int:
    """Pixels of the chart of so many groups and panels, two panels side by side."""
    return (HEAD + ROW * rows + FOOT) * ((panels + 1) // 2)


def regions(
    panels: Sequence[Panel], names: Sequence[str], chosen: int | None, ink: str = INK["light"]
) -> dict[str, Any]:
    """Panels of bars with their figures in words; the same row in each is one group, which a click selects.

    `chosen` is the row of the group that is chosen, beside which the others are faint; hatched is what is not reported.
    """
    count, rows = len(panels), len(names)
    series: list[dict[str, Any]] = []
    for place, panel in enumerate(panels):
        shared = {
            "type": "bar", "name": panel.heading, "xAxisIndex": place, "yAxisIndex": place, "barWidth": 11, "cursor": "pointer",
            "selectedMode": "single", "select": {"itemStyle": {"borderWidth": 0}},
        }  # fmt: skip
        told = [f"{name}<br>{panel.heading}{colon()}{words}" for name, words in zip(names, panel.words, strict=True)]
        tracks = [
            {
                "value": panel.top,
                "itemStyle": {"color": TRACK, **({"decal": HATCH} if is_blank else {})},
                "tooltip": {"formatter": text},
            }
            for is_blank, text in zip(panel.blank, told, strict=True)
        ]
        bars = [
            {
                "value": bar,
                "itemStyle": {"color": BLUE, "opacity": 1 if chosen in (None, row) else BESIDE},
                "tooltip": {"formatter": told[row]},
            }
            for row, bar in enumerate(panel.bars)
        ]
        above = [{"label": {"formatter": f"{n}  {words}"}} for n, words in zip(names, panel.words, strict=True)]
        label = {"show": True, "color": ink, "fontSize": 11, "position": [0, -14], "align": "left"}
        named = [track | text for track, text in zip(tracks, above, strict=True)]
        series += [shared | {"data": named, "label": label, "barGap": "-100%"}, shared | {"data": bars, "z": 3}]
    axis = {"type": "category", "data": list(names), "inverse": True, "show": False}
    scale = {
        "type": "value", "min": 0, "axisLabel": {"formatter": formats.written("{value} %"), "color": GREY, "fontSize": 11, "alignMinLabel": "left", "alignMaxLabel": "right"},
        "splitLine": {"show": False}, "axisLine": {"show": False}, "axisTick": {"show": False},
    }  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "tooltip": {"trigger": "item"},
        **_placed(panels, rows, ink),
        "xAxis": [scale | {"gridIndex": at, "max": panel.top, "interval": panel.top} for at, panel in enumerate(panels)],
        "yAxis": [axis | {"gridIndex": at} for at in range(count)],
        "series": series,
    }  # fmt: skip


def _placed(panels: Sequence[Panel], rows: int, ink: str) -> dict[str, Any]:
    """Where panels and their headings stand: two side by side, the names of groups above their bars."""
    tall = HEAD + ROW * rows + FOOT
    places = [(52 * (at % 2), tall * (at // 2)) for at in range(len(panels))]
    style = {"color": ink, "fontSize": 12, "fontWeight": "bold", "lineHeight": 14, "overflow": "break"}
    return {
        "title": [
            {
                "text": panel.heading,
                "left": f"{left}%",
                "top": top,
                "padding": [3, 0, 0, 0],
                "textStyle": style | {"width": 130},
            }
            for panel, (left, top) in zip(panels, places, strict=True)
        ],
        "grid": [
            {"left": f"{left}%", "width": "44%", "top": top + HEAD, "height": ROW * rows, "containLabel": False}
            for left, top in places
        ],
    }


def selected(events: Any) -> int | None:
    """Row of the group that a click selected; None without one."""
    places = [place for part in events or [] for place in part.get("data_indices") or []]
    return places[0] if places else None
