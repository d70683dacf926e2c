"""Frames made ready for tables: names for codes, text for small numbers, trends as lists."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats, sparks
from pages.kit.cache import run
from pages.kit.labels import category_name
from pages.kit.text import _
from pages.kit.view import View


def with_names(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with `name` (UN short name) and `un_order` beside iso3."""
    countries = run("countries", view.snapshot)[["iso3", "name", "un_order"]]
    return frame.merge(countries, on="iso3", how="left").fillna({"name": frame["iso3"]})


def contributors(view: View, category: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return contributors of a category in UN order, those with ten people or more and the small ones apart."""
    found = run("parity_by_contributor", view.snapshot, as_of=view.as_of, category=category, scope=view.scope)
    found = with_names(view, found).sort_values("un_order")
    history = run("contributor_trend", view.snapshot, as_of=view.as_of, category=category, scope=view.scope)
    found["people_trend"] = [lines.get(code) for code in found["iso3"]] if (lines := trends(history)) else None
    small = found[found["is_small"]].copy()
    small["told"] = [formats.share(w, p) for w, p in zip(small["women_count"], small["people_count"], strict=True)]
    return found[~found["is_small"]], small


def trends(history: pd.DataFrame) -> dict[str, str]:
    """Return a small picture of each contributor's people by iso3. A month in which nobody at all is printed is a gap.

    Frame: contributor_trend.
    """
    days = history["as_of"].dt.date
    reported = set(days)
    months = sparks.month_ends(reported)
    values: dict[str, dict] = {}
    for code, day, people in zip(history["iso3"], days, history["people_count"], strict=True):
        values.setdefault(code, {})[day] = int(people)
    return {code: sparks.line(told, months, reported) for code, told in values.items()}


def trend_column() -> Any:
    """Return how a table shows the pictures of `trends`."""
    told = _(
        "People, from 0 to the contributor's own largest. Hatched: the month was not reported. Blank: nobody is printed."
    )
    return st.column_config.ImageColumn(_("Last 24 reported months"), help=told, width=190)


def needed_columns() -> dict:
    """Return how a table shows the two counts of women needed to reach the target."""
    number = st.column_config.NumberColumn
    return {
        "more_women_by_replacement": number(
            _("By replacement"), format="localized",
            help=_("Women needed to reach the target if each takes the place of a man: the total stays."),
        ),
        "more_women_by_addition": number(
            _("By addition"), format="localized",
            help=_("Women needed to reach the target if they come on top of all who are there: the total grows."),
        ),
    }  # fmt: skip


def contributor_columns() -> dict:
    """Return how the contributor table shows its columns."""
    number = st.column_config.NumberColumn
    return {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True, width=165),
        "women_count": number(_("Women"), format="localized"),
        "people_count": number(_("People"), format="localized"),
        "women_fraction": st.column_config.ProgressColumn(
            _("Share of women"), format="percent", min_value=0, max_value=1, color="blue"
        ),
        **needed_columns(),
        "people_trend": trend_column(),
    }


def missing_women(parity: pd.DataFrame) -> pd.DataFrame:
    """Return, per category, what is missing to the target by either way, as text and numbers."""
    frame = parity[["category", "women_count", "people_count"]].copy()
    frame.insert(0, "name", [category_name(code) for code in parity["category"]])
    frame["share"] = [formats.share(w, p) for w, p in zip(parity["women_count"], parity["people_count"], strict=True)]
    frame["minimum"] = [formats.percent(value) for value in parity["minimum_2025_percent"]]
    frame["target"] = [
        formats.percent(row.target_percent) + (_(" (interpolated)") if row.target_status == "interpolated" else "")
        if row.target_status != "not found"
        else _("not found; 2025 minimum used")
        for row in parity.itertuples()
    ]
    frame["target_2028"] = [formats.percent(value) for value in parity["target_2028_percent"]]
    for place, column in enumerate(("more_women_by_replacement", "more_women_by_addition"), 1):
        frame.insert(place, column, parity[column])
    return frame.drop(columns=["category"])


def missing_columns(year: int) -> dict:
    """Return how the table of missing women shows its columns."""
    return {
        "name": st.column_config.TextColumn(_("Category"), pinned=True),
        **needed_columns(),
        "women_count": st.column_config.NumberColumn(_("Women"), format="localized"),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "share": _("Share"),
        "minimum": _("2025 minimum"),
        "target": _("Target of {year}").format(year=year),
        "target_2028": _("2028 target"),
    }
