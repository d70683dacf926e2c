"""The overview's parts: four figures with their last 36 months, how fresh they are, asks and pledges, women in units."""

import streamlit as st

from pages.about import labels as about_labels
from pages.capabilities import facts as capability_facts
from pages.kit import formats, grids, links, notes, sparks
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

MONTHS = 36
TREND = "deployment_trend"


def headline(view: View) -> None:
    """Show people, women, share and contributors as cards."""
    total = run("deployment_total", view.snapshot, as_of=view.as_of, scope=view.scope).iloc[0]
    trend = run(TREND, view.snapshot, scope=view.scope)
    trend = trend[trend["as_of"].dt.date <= view.as_of].tail(MONTHS)
    cards = (
        (_("People in uniform"), formats.count(total["people_count"]), "people_count"),
        (_("Women"), formats.women_of(total), "women_count"),
        (_("Share of women"), formats.share_of(total), "women_fraction"),
        (_("Contributing states"), formats.count(total["contributor_count"]), "contributor_count"),
    )
    with st.grid(4, gap="small", min_column_width=140):
        for label, value, column in cards:
            with st.container(border=True, gap="xxsmall"):
                st.metric(label, value)
                alt = _("{label}, last {n} reported months").format(label=label, n=MONTHS)
                st.echarts_chart(sparks.sparkline(trend, column), height=56, key=f"spark_{column}", alt=alt)
    notes.under(view, TREND, trend, "headline", label=_("These four figures by month"), line=False)


def clock(view: View) -> None:
    """Warn where the monthly figures are due, late or overdue, with both dates."""
    fresh = run("freshness", view.snapshot, today=view.today)
    monthly = fresh[fresh["source"] == "deployments"].iloc[0]
    if monthly["state"] != "on time":
        words = _(
            "The newest loaded figures are of {as_of}, {days} days ago: {state} (monthly figures are due after {due} days, overdue after {overdue}). Loaded on {loaded}."
        )
        st.warning(
            words.format(
                as_of=formats.day(monthly["as_of"]),
                days=formats.count(monthly["age_days"]),
                state=name(about_labels.STATES, monthly["state"]),
                loaded=formats.day(monthly["loaded_on"]),
                due=formats.count(monthly["due_days"]),
                overdue=formats.count(monthly["overdue_days"]),
            )
        )


def outstanding(view: View) -> None:
    """Show how many asks have no answer and how many pledges no news, each with the way to its page."""
    st.header(_("Requirements and pledges"))
    asks = requirement_facts.asks(run, view)
    open_asks = requirement_facts.without_answer(asks)
    silent = pledge_facts.without_news(run, view)
    left, right = st.columns(2, gap="large")
    with left:
        count = _("{n} of {all}").format(
            n=formats.count(len(open_asks)), all=formats.count(asks["standing"].eq("ask").sum())
        )
        label = (
            _("Asks without a confirmed pledge")
            if view.is_exercise
            else _("Asks: no announcement found in the public list")
        )
        st.metric(label, count, border=True)
        parity = int(open_asks["share_of"].eq("women").sum())
        st.caption(
            _(
                "Asks under which no confirmed pledge stands; {n} of them are shares of women, which people meet and not pledges. A confirmed pledge was announced and read by a person: that is not registered."
            ).format(n=parity)
        )
        columns = ["requirement_id", "ask", "pledge_category", "capability", "kind", "due_date", "status"]
        notes.under(
            view,
            requirement_facts.standing(view),
            open_asks[columns],
            "open_asks",
            label=_("These asks: table and download"),
            names=pledge_facts.codes(run, view),
        )
        links.lead("requirements/page.py", _("All asks and where they stand"), pledged="without")
    with right:
        parted = silent["news"].value_counts()
        unheard = silent[silent["news"] == "no_news"].drop(columns="news")
        st.metric(_("Pledges without later news"), formats.count(len(unheard)), border=True)
        words = _("Without a later step beside them: {seen} consistent with deployment figures and to be confirmed, {unseen} that these figures cannot show.")  # fmt: skip
        st.caption(
            words.format(
                seen=formats.count(parted.get("in_figures", 0)), unseen=formats.count(parted.get("cannot_be_seen", 0))
            )
        )
        if len(unheard):
            ages = unheard["age_days"].dropna()
            words = _("Announced {least} to {most} days ago, and nothing loaded says what followed.")
            st.caption(words.format(least=formats.count(ages.min()), most=formats.count(ages.max())))
        notes.under(
            view,
            pledge_facts.WITHOUT_NEWS,
            unheard,
            "silent",
            label=_("These pledges: table and download"),
            names=pledge_facts.codes(run, view),
        )
        links.lead("pledges/page.py", _("Pledges, followed to delivery"), show="implementation", news="no_news")
    st.caption(pledge_facts.collected(run, view))


def readiness(view: View) -> None:
    """Show what could deploy, what is short and what changed; no more than a line where there is no export of the roster."""
    if capability_facts.export(run, view) is None:
        notes.not_read(view, capability_facts.STAGE)
        st.caption(capability_facts.no_readiness(view, capability_facts.first_export(run, view)))
        return
    st.header(_("Readiness"))
    notes.not_read(view, capability_facts.STAGE)
    readiness = capability_facts.readiness(run, view)
    with st.grid(5, gap="small", min_column_width=150):
        for heading, number in readiness.numbers:
            st.metric(heading, number, border=True)
    for sentence in filter(None, (readiness.least_covered, readiness.changes)):
        st.markdown(sentence)
    with st.container(horizontal=True):
        for script, label, choices in (
            ("capabilities/gaps", _("Capability gaps"), {}),
            ("capabilities/lines", _("Mission requirements"), {"state": "critical_gap"}),
            ("capabilities/rapid", _("Rapid deployment"), {}),
            ("deployments/changes", _("What changed in the roster"), {"show": "rosters"}),
        ):
            st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:", query_params=choices)
    st.caption(capability_facts.basis(run, view))
    st.caption(notes.source_line(view, capability_facts.STAGE, capability_facts.GAP))


def women(view: View) -> None:
    """Say on the overview how platoons and police units stand, with how much of them reports."""
    figures = women_facts.glance(run, view)
    if figures is None:
        notes.not_read(view, women_facts.PLATOON_STATUS)
        return
    st.header(_("Women in units"))
    notes.not_read(view, women_facts.PLATOON_STATUS)
    grids.cards(figures, width=170)
    with st.container(horizontal=True):
        for script, label in (
            ("women/platoons", _("Engagement platoons")),
            ("women/police", _("Police")),
            ("calendar/page", _("What can change at which rotation")),
        ):
            st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:")
    st.caption(notes.source_line(view, women_facts.PLATOON_STATUS, women_facts.POLICE))
