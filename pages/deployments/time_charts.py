"""Marks on lines and bars over time that a reader needs: missions that ended, months not reported, known breaks. No Streamlit, no SQL."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pages.kit.text import _
from pages.kit.theme import GREY, INK, ORANGE, TRACK

BROKEN = "rgba(207, 109, 36, 0.28)"  # of ORANGE, so that a line is seen through it
HALF = dt.timedelta(days=15)  # a month-end stands for its month


@dataclass(frozen=True)
class Events:
    """What a reader of a figure over time must know.

    `apart` is the day from which staff officers are told apart, `closed` are missions by the day they ended, `missing` months
    that were not reported, `broken` the first and last month of each run whose women are printed as they cannot be, and its missions, `drawdown`
    the day that a drawdown was announced.
    """

    apart: dt.date | None = None
    missing: tuple[dt.date, ...] = ()
    closed: tuple[tuple[dt.date, str], ...] = ()
    broken: tuple[tuple[dt.date, dt.date, str], ...] = ()
    drawdown: dt.date | None = None

    @property
    def named(self) -> list[tuple[dt.date, str]]:
        """Days that have an upright name above the chart."""
        return [*self.closed, *([(self.drawdown, _("drawdown"))] if self.drawdown else [])]


def room(events: Events, least: int) -> int:
    """Pixels above a chart: for the upright names of what ended where there are any."""
    return 76 if events.named else least


def marks(events: Events, ink: str = INK["light"]) -> dict[str, Any]:
    """Lines and bands for a series: missions that ended as upright names above the chart, months not reported as grey bands, known
    breaks as orange ones, and until when staff officers stand inside troops. Empty without events."""
    line = {"color": GREY, "width": 1}
    label = {"position": "end", "rotate": 90, "align": "left", "verticalAlign": "middle", "color": ink, "fontSize": 9}
    lines: list[dict[str, Any]] = [
        {
            "xAxis": day.isoformat(),
            "lineStyle": line | {"type": "dotted", "opacity": 0.5},
            "label": {"formatter": words},
        }
        for day, words in events.named
    ]
    bands: list[list[dict[str, Any]]] = [
        [{"xAxis": (day - 2 * HALF).isoformat(), "itemStyle": {"color": TRACK}}, {"xAxis": day.isoformat()}]
        for day in events.missing
    ]
    small = {"show": True, "color": ink, "fontSize": 9, "lineHeight": 11}
    for first, last, _missions in events.broken:
        told = small | {"formatter": _("known\nbreak"), "position": "insideTop", "color": ORANGE, "fontWeight": "bold"}
        start = (first - HALF).isoformat()
        bands.append(
            [{"xAxis": start, "itemStyle": {"color": BROKEN}, "label": told}, {"xAxis": (last + HALF).isoformat()}]
        )
    if events.apart:
        lines.append(
            {"xAxis": events.apart.isoformat(), "lineStyle": line | {"type": "dashed"}, "label": {"show": False}}
        )
        told = small | {"formatter": _("staff\nofficers\nin troops"), "position": "insideTopRight", "align": "right"}
        start = (events.apart - dt.timedelta(days=880)).isoformat()
        bands.append(
            [
                {"xAxis": start, "itemStyle": {"color": "transparent"}, "label": told},
                {"xAxis": events.apart.isoformat()},
            ]
        )
    if not lines and not bands:
        return {}
    return {
        "markLine": {"silent": True, "symbol": "none", "animation": False, "label": label, "data": lines},
        "markArea": {"silent": True, "label": {"show": False}, "data": bands},
    }
