"""Draw lines over time with plotly: zoom by dragging, a slider of the whole period, all lines of a month under the pointer. No Streamlit, no SQL."""

import textwrap
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.explore.facts import COLUMN, MEASURES, words
from pages.kit import formats
from pages.kit.maps import TIP
from pages.kit.text import _, colon, language
from pages.kit.theme import GREY, INK, TRACK

# Neighbours differ in lightness too; a dash tells the second four apart where colours do not.
LINES = {
    "light": ("#1f6fb2", "#b4530f", "#2d7d46", "#7a4fa3", "#0f3d63", "#c0392b", "#5f6b33", "#8a5a83"),
    "dark": ("#5aa5e0", "#f0a878", "#7fc796", "#c3a2e6", "#cde6f9", "#f2938a", "#c5d08a", "#e0b4da"),
}
HEIGHT, SMALL = 460, 190  # pixels of the chart, and of one of many small ones
LETTERS, BESIDE = (
    15,
    106,
)  # letters of a line of a name right of the chart, and pixels of its room there: a telephone has no more
FEW = 5  # names that may take four lines
LONG = 6  # months without a figure that are named in the chart
LINE = 0.043  # of the height: a line of a name
CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def over_time(
    drawn: pd.DataFrame, measure: str, names: Mapping[str, str], gaps: pd.Series, appearance: str = "light"
) -> go.Figure:
    """Return one line a key with its name beside its end, and bands where months have no figure.

    Frame: of `facts.lines`. `names` are code -> name in the order of the lines; `gaps` are reasons by month-end.
    """
    layout = _layout(measure, gaps, appearance) | {"height": HEIGHT, "hovermode": "x unified"}
    layout["xaxis"] |= {"rangeslider": {"visible": True, "thickness": 0.09}, "hoverformat": _hovered()}
    traces = []
    for place, (key, name) in enumerate(names.items()):
        traces.append(_line(drawn[drawn["key"] == key], measure, name, place, appearance))
    if len(gaps):
        traces.append(_reasons(gaps))
    most = drawn[COLUMN[measure]].max()
    top = 1.05 * float(most) if most > 0 else 1.0
    layout["yaxis"] |= {"range": [0, top]}
    layout["margin"] |= {"r": BESIDE}
    layout["annotations"] = _ends(drawn, measure, names, top, appearance) + _long(gaps)
    return go.Figure({"data": traces, "layout": layout})


def small(
    rows: pd.DataFrame, measure: str, name: str, top: float, gaps: pd.Series, appearance: str = "light"
) -> go.Figure:
    """Return one key's line alone, on the scale that all of them share: from nothing to `top`."""
    layout = _layout(measure, gaps, appearance) | {"height": SMALL, "hovermode": "x"}
    layout["yaxis"] |= {"range": [0, top * 1.08 or 1], "nticks": 3, "title": None}
    layout["xaxis"] |= {"nticks": 4, "hoverformat": _hovered()}
    return go.Figure({"data": [_line(rows, measure, name, 0, appearance)], "layout": layout})


def _line(rows: pd.DataFrame, measure: str, name: str, place: int, appearance: str) -> dict:
    colours = LINES[appearance]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": rows["as_of"].to_numpy(),
        "y": rows[COLUMN[measure]].to_numpy("float64", na_value=np.nan),
        "text": [f"{name}{colon()}<b>{words(row, measure)}</b>{_people(row, measure)}" for row in rows.itertuples()],
        "hovertemplate": TIP,
        "line": {"color": colours[place % len(colours)], "width": 2.2, "dash": "solid" if place < 4 else "dash"},
        "connectgaps": False,
    }


def _people(row, measure: str) -> str:
    """The people behind a share, where it has any."""
    if measure != "share" or pd.isna(row.people_count) or row.people_count < formats.SMALL:
        return ""
    return " " + _("of {people} people").format(people=formats.count(row.people_count))


def _layout(measure: str, gaps: pd.Series, appearance: str) -> dict:
    ink = INK[appearance]
    grid = {"gridcolor": TRACK, "zeroline": False, "fixedrange": True, "rangemode": "tozero"}
    axis = {"tickformat": ".0%"} if measure == "share" else {"tickformat": ",d"}
    titles = {"people": _("People"), "women": _("Women"), "share": _("Women, per cent of people")}
    assert titles.keys() == MEASURES.keys()
    return {
        "margin": {"l": 8, "r": 8, "t": 26, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": ink, "size": 12},
        "showlegend": False,
        "dragmode": "zoom",
        "xaxis": {
            "type": "date",
            "showgrid": False,
            "linecolor": GREY,
            "automargin": True,
            "tickformatstops": _ticks(),
        },
        "yaxis": grid | axis | {"automargin": True, "title": {"text": titles[measure], "font": {"size": 11}}},
        "shapes": [_band(run) for run in _runs(gaps)],
        "hoverlabel": {"align": "left"},
        "separators": formats.written(".,"),
    }


def _ticks() -> list[dict]:
    """How years and months of an axis are written where not in English, which alone plotly knows; empty: as it does."""
    if language() == "en":
        return []
    return [{"dtickrange": ["M12", None], "value": "%Y"}, {"dtickrange": [None, "M12"], "value": "%m/%Y"}]


def _hovered() -> str:
    """How the month under the pointer is written: plotly has its names in English alone."""
    return "%B %Y" if language() == "en" else "%m/%Y"


def _runs(gaps: pd.Series) -> list[pd.Series]:
    """Return the months without a figure in runs that nothing interrupts."""
    apart = gaps.index.to_series().diff().dt.days.gt(31).cumsum()
    return [run for _place, run in gaps.groupby(apart.to_numpy())]


def _around(run: pd.Series) -> tuple[str, str]:
    """Return where the band of a run begins and ends: half a month before and after."""
    half = pd.Timedelta(days=15)
    return (run.index[0] - half).date().isoformat(), (run.index[-1] + half).date().isoformat()


def _band(run: pd.Series) -> dict:
    """A grey band over months that have no figure."""
    start, end = _around(run)
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 1,
        "fillcolor": TRACK, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip


def _long(gaps: pd.Series) -> list[dict]:
    """Return the reason of each run that is long enough to write it into."""
    return [
        {
            "x": run.index[len(run) // 2].date().isoformat(), "y": 0.02, "xref": "x", "yref": "paper", "yanchor": "bottom", "textangle": -90,
            "showarrow": False, "text": run.iloc[0], "font": {"size": 11, "color": GREY},
        }
        for run in _runs(gaps)
        if len(run) >= LONG
    ]  # fmt: skip


def _reasons(gaps: pd.Series) -> dict:
    """Points that nobody sees, which say under the pointer why a month has no figure."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": gaps.index.to_numpy(),
        "y": np.zeros(len(gaps)),
        "text": [_("No figure: {reason}").format(reason=reason) for reason in gaps],
        "marker": {"opacity": 0, "size": 1},
        "hovertemplate": TIP,
    }


def _ends(drawn: pd.DataFrame, measure: str, names: Mapping[str, str], top: float, appearance: str) -> list[dict]:
    """Return the names right of the chart, where no line runs, each as near to the end of its line as the others let it.

    `top` is where the scale ends.
    """
    column, most = COLUMN[measure], 4 if len(names) <= FEW else 2
    ends = []
    for place, (key, name) in enumerate(names.items()):
        known = drawn[(drawn["key"] == key) & drawn[column].notna()]
        if len(known):
            lines = textwrap.wrap(name.partition(" (")[0], LETTERS, max_lines=most, placeholder=" …")
            ends.append((float(known[column].iloc[-1]) / top, lines, place))
    ends.sort(key=lambda end: end[0])
    return [
        {
            "x": 1, "y": height * top, "xref": "x domain", "yref": "y", "xanchor": "left", "yanchor": "middle", "showarrow": False, "xshift": 4, "align": "left",
            "text": "<br>".join(lines), "font": {"color": LINES[appearance][place % 8], "size": 11},
        }
        for (_end, lines, place), height in zip(ends, _apart([(end, len(lines)) for end, lines, _place in ends]), strict=True)
    ]  # fmt: skip


def _apart(ends: Sequence[tuple[float, int]]) -> list[float]:
    """Return the middle of each name as a part of the chart's height, so that none covers another.

    `ends` are, from below, the end of the line and how many lines of text the name has.
    """
    halves = [LINE * (lines + 0.3) / 2 for _end, lines in ends]
    heights: list[float] = []
    floor = 0.0
    for (end, _lines), half in zip(ends, halves, strict=True):
        heights.append(max(end, floor + half))
        floor = heights[-1] + half
    ceiling = 1.0
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], ceiling - halves[place])
        ceiling = heights[place] - halves[place]
    return heights
