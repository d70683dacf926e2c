"""Charts of partners: frame in, ECharts option out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pages.kit import bar_charts, formats
from pages.kit.text import _, ngettext
from pages.kit.theme import BLUE, GREY, INK, ORANGE

BAR = 26  # pixels of an area
FOOT = 34  # of the legend


def areas(balance: pd.DataFrame, names: Mapping[str, str], ink: str = INK["light"]) -> tuple[dict[str, Any], int]:
    """Needs of each area, those that could be met at once in blue, served ones in grey; beside the bar its offers. Frame: partner_balance, in its order from the top."""
    rows = balance.iloc[::-1]
    parts = {
        _("Could be met at once"): (BLUE, rows["matched"].fillna(0).astype(int).tolist()),
        _("Agreed or under way"): (GREY, rows["served_count"].tolist()),
    }
    rest = [
        max(0, int(row.needed) - int(row.served_count) - (0 if pd.isna(row.matched) else int(row.matched)))
        for row in rows.itertuples()
    ]
    parts[_("Not met by these offers")] = (ORANGE, rest)
    series: list[dict[str, Any]] = [
        {
            "type": "bar",
            "stack": "needs",
            "name": name,
            "itemStyle": {"color": colour},
            "barMaxWidth": 15,
            "data": values,
        }
        for name, (colour, values) in parts.items()
    ]
    said = [_beside(row) for row in rows.itertuples()]
    widest = max([int(rows["needed"].max()) if len(rows) else 1, 1])
    series.append(
        {
            "type": "bar", "stack": "needs", "name": "", "silent": True, "itemStyle": {"color": "transparent"}, "barMaxWidth": 15,
            "data": [{"value": widest * 0.001, "label": {"formatter": text}} for text in said],
            "label": {"show": True, "position": "right", "color": ink, "fontSize": 12}, "tooltip": {"show": False},
        }
    )  # fmt: skip

    def beside(size: int) -> list[dict[str, Any]]:
        return [*({} for _part in parts), {"label": {"fontSize": size}}]

    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 8, "top": 4, "bottom": FOOT, "containLabel": True},
        "legend": bar_charts.legend(data=list(parts), textStyle={"color": ink}),
        "tooltip": {"trigger": "item", "confine": True},
        "xAxis": {"type": "value", "show": False, "min": 0, "max": widest * 1.45},
        "yAxis": {
            "type": "category", "data": [names[code] for code in rows["area"]], "axisTick": {"show": False}, "axisLine": {"show": False},
            "axisLabel": {"color": ink, "fontSize": 12, "interval": 0, "width": 300, "overflow": "truncate"},
        },
        "series": series,
        "media": [
            {"query": {"maxWidth": 560}, "option": {"yAxis": {"axisLabel": {"width": 128, "fontSize": 10, "lineHeight": 11, "overflow": "break"}}, "xAxis": {"max": widest * 2.5}, "grid": {"bottom": 2 * FOOT}, "series": beside(11)}},
            {"option": {"yAxis": {"axisLabel": {"width": 300, "fontSize": 12, "lineHeight": 14, "overflow": "truncate"}}, "xAxis": {"max": widest * 1.45}, "grid": {"bottom": FOOT}, "series": beside(12)}},
        ],
    }, 2 * FOOT + BAR * len(rows)  # fmt: skip


def _beside(row: Any) -> str:
    """Needs and offers of an area, as it stands beside its bar."""
    needs = ngettext("{n} need", "{n} needs", row.needed).format(n=formats.count(row.needed))
    if not row.offered:
        return _("{needs}, no offer").format(needs=needs)
    return f"{needs}, " + ngettext("{n} offer", "{n} offers", row.offered).format(n=formats.count(row.offered))
