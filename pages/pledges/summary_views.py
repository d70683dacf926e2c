"""Pledges on other pages: those of one state on its page, and on the overview what has no answer and no news."""

import streamlit as st

from pages.kit import formats, grids, labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.pledges import views as pledge_views
from pages.reports import pledge_files
from pages.requirements import views as requirement_views

SILENT = "pledges_without_news"


def of_state(view: View, iso3: str, name: str) -> None:
    """List a state's pledges with their status, say which may repeat another one, and offer its form."""
    found = run(pledge_notes.LEDGER, view.snapshot, iso3=iso3)
    if found.empty:
        st.info(
            _(
                "No pledge of {name} is in the ledger: none was found printed, which does not say that it made none."
            ).format(name=name)
        )
    else:
        _listed(view, found)
        repeats(view, iso3)
        pledge_notes.under(view, pledge_notes.LEDGER, found, "country_pledges", f"iso3={iso3}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pledge_files.forms(view, iso3)


def _listed(view: View, found) -> None:
    meetings = found["ministerial"].nunique()
    silent = int(found["status"].isin(("announced", "confirmed")).sum())
    st.markdown(
        ngettext("{n} pledge in the ledger", "{n} pledges in the ledger", len(found)).format(
            n=formats.count(len(found))
        )
        + ngettext(", at {n} Ministerial", ", at {n} Ministerials", meetings).format(n=meetings)
        + _("; {n} without later news.").format(n=formats.count(silent))
    )

    def follow() -> None:
        st.session_state["opened_pledge"] = found["pledge_id"].iloc[st.session_state["open_state_pledge"].row]

    shown = pledge_views.listed(view, found, with_state=False)
    columns = pledge_views.columns("open_state_pledge", follow)
    columns.pop("state")
    grids.show(shown, columns, height=320 if len(shown) > 8 else "content", alt=_("Pledges of this state"))
    pledge_notes.partial(view)
    if opened := st.session_state.pop("opened_pledge", None):
        pledge_notes.open_pledge(view, opened)


def repeats(view: View, iso3: str) -> None:
    """Say which pledges may repeat another one, each beside what it may repeat."""
    found = run("pledge_remarks", view.snapshot, iso3=iso3)
    found = found[found["remark"].isin(("repeat", "restates_total", "possible_duplicate", "partnered_twice"))]
    if found.empty:
        st.caption(_("None of them is marked as a possible repeat."))
        return
    head = ngettext("{n} possible repeat", "{n} possible repeats", len(found)).format(n=len(found))
    with st.expander(head):
        st.caption(
            _(
                "A remark rejects nothing: a person decides. A higher level, a nomination for the Rapid Deployment Level and an additional unit are no repeats."
            )
        )
        for row in found.itertuples():
            st.markdown(
                f":orange-badge[{labels.name(pledge_labels.FLAGS, row.remark)}] {pledge_notes.occasion(row)} :gray[{row.pledge_id}]"
            )
            st.text("\n".join([f"“{row.sentence}”", row.reason, *([row.shows] if isinstance(row.shows, str) else [])]))


def outstanding(view: View) -> None:
    """Show how many asks have no answer and how many pledges no news, each with the way to its page."""
    st.header(_("Requirements and pledges"))
    asks = requirement_views.asks(view)
    asks = asks[asks["standing"] == "ask"]
    open_asks = asks[asks["with_details_count"] == 0]
    silent = run(SILENT, view.snapshot, today=view.today)
    left, right = st.columns(2, gap="large")
    with left:
        told = _("{n} of {all}").format(n=formats.count(len(open_asks)), all=formats.count(len(asks)))
        st.metric(_("Asks of the guide without an answer"), told, border=True)
        parity = int(open_asks["share_of"].eq("women").sum())
        st.caption(
            _(
                "Asks under which no confirmed pledge stands; {n} of them are shares of women, which people meet and not pledges. A confirmed pledge was announced and read by a person: that is not registered."
            ).format(n=parity)
        )
        kept = ["requirement_id", "ask", "pledge_category", "capability", "kind", "due_date", "status"]
        pledge_notes.under(
            view,
            requirement_views.standing(view),
            open_asks[kept],
            "open_asks",
            label=_("These asks: table and download"),
            line=False,
        )
        link("requirements/page", _("All asks and where they stand"), pledged="without")
    with right:
        st.metric(_("Pledges without later news"), formats.count(len(silent)), border=True)
        if len(silent):
            ages = silent["age_days"].dropna()
            told = _("Announced {least} to {most} days ago, and nothing loaded says what followed.")
            st.caption(told.format(least=formats.count(ages.min()), most=formats.count(ages.max())))
        pledge_notes.under(view, SILENT, silent, "silent", label=_("These pledges: table and download"), line=False)
        link("pledges/page", _("Pledges, followed to delivery"), show="implementation", news="no_news")
    st.caption(pledge_notes.source_line(view))


def link(script: str, label: str, **choices: str) -> None:
    """Lead to a page as these choices show it."""
    st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:", query_params=choices)
