"""What the overview has in numbers: people and women of the month, and folded under them asks, pledges, rosters, women in units."""

import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.kit import formats, grids, links, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

TOTAL = "deployment_total"


def headline(view: View) -> None:
    """Say people, women, share and contributors of the month in one line."""
    total = run(TOTAL, view.snapshot, as_of=view.as_of, scope=view.scope).iloc[0]
    words = _(
        "**{people}** people in uniform · **{women}** women · **{share}** of all · **{states}** contributing states"
    )
    st.caption(
        words.format(
            people=formats.count(total["people_count"]),
            women=formats.women_of(total),
            share=formats.share_of(total),
            states=formats.count(total["contributor_count"]),
        )
    )


def folded(view: View) -> None:
    """Show asks, pledges, rosters and women in units, asked for only when somebody opens them."""
    label = _("In numbers: asks, pledges, rosters, women in units")
    with st.expander(label, type="compact", on_change="rerun", key="in_numbers") as opened:
        if opened.open:
            outstanding(view)
            readiness(view)
            women(view)


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
            _("Asks: no announcement found in the public list")
            if pledge_facts.is_public_alone(run, view)
            else _("Asks without a pledge in the ledger")
        )
        st.metric(label, count, border=True)
        parity = int(open_asks["share_of"].eq("women").sum())
        st.caption(
            _(
                "Asks under which no pledge of the ledger stands; {n} of them are shares of women, which people meet and not pledges. A pledge that was announced, or confirmed by a person, is not one registered."
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
            links.lead(f"{script}.py", label, **choices)
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
            links.lead(f"{script}.py", label)
    st.caption(notes.source_line(view, women_facts.PLATOON_STATUS, women_facts.POLICE))
