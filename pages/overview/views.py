"""The four figures at the top of the overview, each with its last 36 months."""

import streamlit as st

from pages.about import labels as about_labels
from pages.kit import formats, labels, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.parity import charts

MONTHS = 36
TREND = "deployment_trend"


def show(view: View) -> None:
    """Show people, women, share and contributors as cards."""
    total = run("deployment_total", view.snapshot, as_of=view.as_of, scope=view.scope).iloc[0]
    trend = run(TREND, view.snapshot, scope=view.scope)
    trend = trend[trend["as_of"].dt.date <= view.as_of].tail(MONTHS)
    cards = (
        (_("People in uniform"), formats.count(total["people_count"]), "people_count"),
        (_("Women"), formats.count(total["women_count"]), "women_count"),
        (_("Share of women"), formats.share(total["women_count"], total["people_count"]), "women_fraction"),
        (_("Contributing states"), formats.count(total["contributor_count"]), "contributor_count"),
    )
    with st.grid(4, gap="small", min_column_width=140):
        for label, value, column in cards:
            with st.container(border=True, gap="xxsmall"):
                st.metric(label, value)
                told = _("{label}, last {n} reported months").format(label=label, n=MONTHS)
                st.echarts_chart(charts.sparkline(trend, column), height=56, key=f"spark_{column}", alt=told)
    notes.under(view, TREND, trend, "headline", label=_("These four figures by month"), line=False)


def clock(view: View) -> None:
    """Warn where the monthly figures are due, overdue or delinquent, with both dates."""
    fresh = run("freshness", view.snapshot, today=view.today)
    told_of = fresh[fresh["source"] == "deployments"].iloc[0]
    if told_of["state"] != "on time":
        told = _(
            "The newest loaded figures are of {as_of}, {days} days ago: {state} (monthly figures are due after {due} days, delinquent after {late}). Loaded on {loaded}."
        )
        st.warning(
            told.format(
                as_of=formats.day(told_of["as_of"]), days=formats.count(told_of["age_days"]),
                state=labels.name(about_labels.STATES, told_of["state"]), loaded=formats.day(told_of["loaded_on"]),
                due=formats.count(told_of["due_days"]), late=formats.count(told_of["delinquent_days"]),
            )
        )  # fmt: skip
