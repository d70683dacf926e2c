"""Draw people over time, stacked by mission, personnel type or contributor. A month without a report is hatched, never drawn through."""

from typing import Any

import pandas as pd

from pages.kit.text import _
from pages.kit.theme import GREY, HATCH, INK, STACK, TRACK

MOST = 8  # groups with a colour of their own; what is smaller is drawn as one band


def stacked_timeline(
    frame: pd.DataFrame,
    by: str,
    names: dict[str, str],
    ink: str = INK["light"],
    reported: pd.Series | None = None,
    column: str = "people_count",
) -> dict[str, Any]:
    """One bar a month, stacked by the codes of column `by`: the largest have a colour each, the rest is one grey band.

    Frame: as_of, `by` and `column`, in any finer grain; rows of one month and code are stacked on each other. `names` is
    code -> name in the order of the legend. `reported` are the months that the files report (else those of the frame): a
    month-end between the first and the last that is not among them is hatched. No bar: reported, and nobody.
    """
    table = frame.pivot_table(index="as_of", columns=by, values=column, aggfunc="sum")
    known = pd.DatetimeIndex(table.index if reported is None else reported).sort_values()
    known = known[known >= table.index.min()] if len(table) else known
    every = pd.date_range(known.min(), known.max(), freq="ME") if len(known) else known
    table = table.reindex(every)
    sums = table.sum()
    sums = sums[sums > 0].sort_values(ascending=False, kind="stable")
    order = [code for code in [*names, *sorted(set(sums.index) - set(names))] if code in sums.index]
    # One band for a single small group would only hide its name.
    large = set(sums.index[: MOST if len(sums) > MOST + 1 else MOST + 1])
    own = [code for code in order if code in large]
    colours = STACK["dark" if ink == INK["dark"] else "light"]
    days = [day.date().isoformat() for day in every]
    paint = dict(zip(sums.index, colours, strict=False))  # the largest has the first
    bands = [(names.get(code, code), table[code], paint[code]) for code in own]
    rest = [code for code in order if code not in large]
    if rest:
        bands.append((_("{n} others").format(n=len(rest)), table[rest].sum(axis=1, min_count=1), GREY))
    series = [
        {
            "type": "bar", "stack": "people", "name": name, "barWidth": "88%", "itemStyle": {"color": colour},
            # ECharts stacks by position: every band has every month.
            "data": [[day, int(value) if value > 0 else None] for day, value in zip(days, values, strict=True)],
        }
        for name, values, colour in bands
    ]  # fmt: skip
    gaps = [day for day, stamp in zip(days, every, strict=True) if stamp not in known]
    if gaps:
        series.append(
            {
                "type": "bar", "name": _("Not reported"), "yAxisIndex": 1, "barWidth": "88%", "barGap": "-100%", "silent": True,
                "data": [[day, 1] for day in gaps], "itemStyle": {"color": TRACK, "decal": HATCH}, "tooltip": {"show": False},
            }
        )  # fmt: skip
    return {
        "animation": False,
        "aria": {"enabled": True, "decal": {"show": False}},
        "grid": {"left": 4, "right": 12, "top": 14, "bottom": 36, "containLabel": True},
        "legend": {"type": "scroll", "bottom": 0, "left": 0, "itemGap": 14, "itemWidth": 14, "itemHeight": 10},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "xAxis": {"type": "time", "minInterval": 365 * 24 * 3600 * 1000, "splitLine": {"show": False}},
        "yAxis": [
            {"type": "value", "min": 0, "minInterval": 1, "axisLabel": {"formatter": "{value}"}},
            {"type": "value", "min": 0, "max": 1, "show": False},
        ],
        "series": series,
    }
