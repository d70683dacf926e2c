"""What the contributors page shows where states are invented and have no place on a map: regions as bars."""

import pandas as pd
import streamlit as st

from pages.kit import formats, labels, map_notes, notes, region_charts
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View

GROUP = "deployment_of_group"
FLOWS = "deployment_flows"


def _names(asked: dict[str, str]) -> dict[str, str]:
    """Return the regional groups of a choice by their codes."""
    chosen = asked["regional_group"]
    return {code: _(name) for code, name in labels.GROUPS.items() if chosen in ("", code)}


def no_place() -> None:
    """Say why there is no map."""
    st.caption(_("Invented states have no place on a map: regions are drawn as bars."))


def world(view: View, asked: dict[str, str], measure: str) -> None:
    """Draw people, share of women or change by regional group."""
    parts = [
        run(GROUP, view.snapshot, as_of=view.as_of, scope=view.scope, regional_group=code, area=asked["area"]).assign(
            name=name
        )
        for code, name in _names(asked).items()
    ]
    found = pd.concat(parts, ignore_index=True)
    found = found[found["state_count"] > 0]
    no_place()
    option = region_charts.regions(found, measure, notes.ink())
    told = {"people": _("People"), "share": _("Share of women"), "change": _("Change in 12 months")}[measure]
    tall = region_charts.height(len(found))
    title = f"{_('Contributors')}: {told}"
    st.echarts_chart(
        option,
        height=tall,
        key=f"regions_{measure}",
        alt=_("Bars of regional groups; the table holds the same figures"),
    )
    frame = found[["name", *found.columns.drop("name")]]
    notes.under(view, GROUP, frame, "regions", line=False, chart=option, height=tall, title=title)


def flows(view: View, asked: dict[str, str]) -> None:
    """Draw which regional groups the people of each mission come from."""
    found = run(FLOWS, view.snapshot, as_of=view.as_of, scope=view.scope, **asked)
    no_place()
    if found.empty:
        st.info(_("Nobody of this choice is deployed in {month}.").format(month=formats.month(view.as_of)))
        return
    countries = run("countries", view.snapshot)[["iso3", "name", "regional_group"]]
    found = found.merge(countries, on="iso3")
    names = {code: labels.name(labels.GROUPS_SHORT, code) for code in _names(asked)}
    option = region_charts.flows(found, names, map_notes.appearance())
    tall = region_charts.height(found["mission"].nunique()) + 40
    st.echarts_chart(
        option,
        height=tall,
        key="region_flows",
        alt=_("Bars of missions by regional group; the table holds the same figures"),
    )
    notes.under(
        view, FLOWS, found[["name", *found.columns.drop("name")]], "flows", chart=option, height=tall, title=_("Regions to missions")
    )  # fmt: skip
