"""Pledges on other pages: those of one state on its page, and on the overview what has no answer and no news."""

import pandas as pd
import streamlit as st

from pages.kit import formats, grids, links, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts, labels, views
from pages.reports import pledge_files
from pages.requirements import facts as requirement_facts


def of_state(view: View, iso3: str, name: str) -> None:
    """List a state's pledges with their status, say which may repeat another one, and offer its form."""
    pledges = facts.of_state(run, view, iso3)
    if pledges.empty:
        st.info(
            _(
                "No pledge of {name} is in the ledger: none was found printed, which does not say that it made none."
            ).format(name=name)
        )
    else:
        _listed(view, pledges)
        repeats(view, iso3)
        more = {"Filters": f"iso3={iso3}"}
        notes.under(view, facts.LEDGER, pledges, "country_pledges", names=facts.codes(run, view), more=more)
        st.caption(facts.collected(run, view))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pledge_files.forms(view, iso3)


def _listed(view: View, pledges: pd.DataFrame) -> None:
    st.markdown(facts.tally(pledges))

    def follow() -> None:
        st.session_state["opened_pledge"] = pledges["pledge_id"].iloc[st.session_state["open_state_pledge"].row]

    shown = facts.in_words(run, view, pledges).drop(columns="state")
    columns = views.columns("open_state_pledge", follow)
    columns.pop("state")
    grids.show(shown, columns, height=320 if len(shown) > 8 else "content", alt=_("Pledges of this state"))
    if partial := facts.partial(run, view):
        st.caption(partial)
    if opened := st.session_state.pop("opened_pledge", None):
        links.open_page("pledges/page.py", view, pledge=opened)


def repeats(view: View, iso3: str) -> None:
    """Say which pledges may repeat another one, each beside what it may repeat."""
    remarks = facts.repeats(run, view, iso3)
    if remarks.empty:
        st.caption(_("None of them is marked as a possible repeat."))
        return
    head = ngettext("{n} possible repeat", "{n} possible repeats", len(remarks)).format(n=len(remarks))
    with st.expander(head):
        st.caption(
            _(
                "A remark rejects nothing: a person decides. A higher level, a nomination for the Rapid Deployment Level and an additional unit are no repeats."
            )
        )
        for row in remarks.itertuples():
            badge = f":orange-badge[{kit_labels.name(labels.FLAGS, row.remark)}]"
            st.markdown(f"{badge} {facts.occasion(row)} :gray[{row.pledge_id}]")
            st.text(f"“{row.sentence}”\n{facts.reason(row)}")


def outstanding(view: View) -> None:
    """Show how many asks have no answer and how many pledges no news, each with the way to its page."""
    st.header(_("Requirements and pledges"))
    asks = requirement_facts.asks(run, view)
    open_asks = requirement_facts.without_answer(asks)
    silent = facts.without_news(run, view)
    left, right = st.columns(2, gap="large")
    with left:
        count = _("{n} of {all}").format(
            n=formats.count(len(open_asks)), all=formats.count(asks["standing"].eq("ask").sum())
        )
        st.metric(_("Asks of the guide without an answer"), count, border=True)
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
            names=facts.codes(run, view),
        )
        links.lead("requirements/page.py", _("All asks and where they stand"), pledged="without")
    with right:
        st.metric(_("Pledges without later news"), formats.count(len(silent)), border=True)
        if len(silent):
            ages = silent["age_days"].dropna()
            words = _("Announced {least} to {most} days ago, and nothing loaded says what followed.")
            st.caption(words.format(least=formats.count(ages.min()), most=formats.count(ages.max())))
        notes.under(
            view,
            facts.WITHOUT_NEWS,
            silent,
            "silent",
            label=_("These pledges: table and download"),
            names=facts.codes(run, view),
        )
        links.lead("pledges/page.py", _("Pledges, followed to delivery"), show="implementation", news="no_news")
    st.caption(facts.collected(run, view))
