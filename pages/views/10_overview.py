"""Overview: how many, how many women, how far from the targets, how fresh. Reads in ten seconds."""

import datetime as dt

import streamlit as st

from pages.parts import charts, formats, headline, labels, notes, tables
from pages.parts.cache import run
from pages.parts.text import _

PARITY = "metrics/parity_by_category"

view = st.session_state["view"]
chosen = {"as_of": view.as_of, "scope": view.scope}
notes.head(view, _("Overview"), _("Uniformed personnel of the United Nations, and how far women are from parity."))

fresh = run("lists/freshness", view.snapshot, today=dt.date.today())
clock = fresh[fresh["source"] == "deployments"].iloc[0]
if clock["state"] != "on time":
    told = _(
        "The newest loaded figures are of {as_of}, {days} days ago: {state} for a monthly source (loaded on {loaded})."
    )
    st.warning(
        told.format(
            as_of=formats.day(clock["as_of"]), days=formats.count(clock["age_days"]),
            state=labels.name(labels.STATES, clock["state"]), loaded=formats.day(clock["loaded_on"]),
        )
    )  # fmt: skip

headline.show(view)

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(_("Women against the parity targets"))
    parity = run(PARITY, view.snapshot, **chosen)
    bars = charts.parity_bars(parity, notes.ink())
    st.echarts_chart(bars, height=360, key="bars", alt=_("Share of women by personnel category, with targets"))
    st.caption(_("Justice and corrections: not reported, because no file of that source is loaded yet. Not zero."))
    notes.under(view, PARITY, parity, "bars", chart=bars)
with right:
    st.header(_("Largest missions"))
    missions = run("metrics/deployment_by_mission", view.snapshot, **chosen)
    shown = missions.head(6)[["mission", "people_count", "people_change_12m"]]
    change = st.column_config.NumberColumn(_("In 12 months"), format="%+,d")
    bar = st.column_config.ProgressColumn(
        _("People"),
        format="localized",
        min_value=0,
        max_value=int(missions["people_count"].max() if len(missions) else 1),
        color="blue",
    )
    st.dataframe(
        shown, hide_index=True, placeholder="–", alt=_("Largest missions by people"),
        column_config={"mission": _("Mission"), "people_count": bar, "people_change_12m": change},
    )  # fmt: skip
    st.header(_("Largest contributors"))
    states = run("metrics/deployment_by_contributor", view.snapshot, **chosen)
    shown = tables.with_names(view, states.head(6))[["name", "people_count", "people_change_12m"]]
    st.dataframe(
        shown, hide_index=True, placeholder="–", alt=_("Largest contributors by people"),
        column_config={"name": _("Contributor"), "people_count": bar, "people_change_12m": change},
    )  # fmt: skip
    st.page_link("pages/views/20_gender_parity.py", label=_("Every mission and contributor: gender parity"))
    st.page_link("pages/views/90_method_and_sources.py", label=_("How each figure is defined"))
    st.page_link("pages/views/95_data_health.py", label=_("What is missing or set aside"))
notes.foot()
