"""Frames made ready for tables: names for codes, text for small numbers, trends as lists."""

import pandas as pd
import streamlit as st

from pages.parts import formats
from pages.parts.cache import run
from pages.parts.labels import category_name
from pages.parts.snapshot import View
from pages.parts.text import _


def with_names(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with `name` (UN short name) and `un_order` beside iso3."""
    countries = run("lists/countries", view.snapshot)[["iso3", "name", "un_order"]]
    return frame.merge(countries, on="iso3", how="left").fillna({"name": frame["iso3"]})


def contributors(view: View, category: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return contributors of a category in UN order, those with ten people or more and the small ones apart."""
    found = run("metrics/parity_by_contributor", view.snapshot, as_of=view.as_of, category=category, scope=view.scope)
    found = with_names(view, found).sort_values("un_order")
    history = run("metrics/contributor_trend", view.snapshot, as_of=view.as_of, category=category, scope=view.scope)
    trend = history.groupby("iso3")["people_count"].agg(list)
    found["people_trend"] = found["iso3"].map(trend)
    small = found[found["is_small"]].copy()
    small["told"] = [formats.share(w, p) for w, p in zip(small["women_count"], small["people_count"], strict=True)]
    return found[~found["is_small"]], small


def contributor_columns() -> dict:
    """Return how the contributor table shows its columns."""
    number = st.column_config.NumberColumn
    return {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True),
        "women_count": number(_("Women"), format="localized"),
        "people_count": number(_("People"), format="localized"),
        "women_fraction": st.column_config.ProgressColumn(
            _("Share of women"), format="percent", min_value=0, max_value=1, color="blue"
        ),
        "people_trend": st.column_config.LineChartColumn(_("People, last 24 reported months"), color="gray"),
        "more_women_by_replacement": number(_("More women, by replacement"), format="localized"),
        "more_women_by_addition": number(_("More women, by addition"), format="localized"),
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
    for column in ("more_women_by_replacement", "more_women_by_addition"):
        frame[column] = parity[column]
    return frame.drop(columns=["category"])


def missing_columns(year: int) -> dict:
    """Return how the table of missing women shows its columns."""
    return {
        "name": st.column_config.TextColumn(_("Category"), pinned=True),
        "women_count": st.column_config.NumberColumn(_("Women"), format="localized"),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "share": _("Share of women"),
        "minimum": _("2025 minimum"),
        "target": _("Target of {year}").format(year=year),
        "target_2028": _("2028 target"),
        "more_women_by_replacement": st.column_config.NumberColumn(_("Replacing men"), format="localized"),
        "more_women_by_addition": st.column_config.NumberColumn(_("Added to all"), format="localized"),
    }
