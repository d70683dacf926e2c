"""What a state pledged and registered, on its page: pledges, women in its units, measures at home."""

import pandas as pd
import streamlit as st

from pages.kit import grids, labels, links, notes
from pages.kit.cache import kept, run
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.reports import pledge_files
from pages.women import facts as women_facts
from pages.women import labels as women_labels
from pages.women import unit_facts


def pledges(view: View, iso3: str, name: str) -> None:
    """List a state's pledges with their status, say which may repeat another one, and offer its form."""
    rows = pledge_facts.of_state(run, view, iso3)
    lines = evidence_facts.not_public(run, view, iso3)
    if rows.empty and not lines:
        st.info(
            _(
                "No pledge of {name} is in the ledger: none was found printed, which does not say that it made none."
            ).format(name=name)
        )
    elif len(rows):
        _listed(view, rows, iso3)
        _repeats(view, iso3)
        more = {"Filters": f"iso3={iso3}"}
        notes.under(view, pledge_facts.LEDGER, rows, "country_pledges", names=pledge_facts.codes(run, view), more=more)
        st.caption(pledge_facts.collected(run, view))
    if lines:
        st.markdown(f"{_('Pledged, content not public')}\n\n" + "\n".join(lines))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pledge_files.forms(view, iso3)


def _pledges(run: Run, view: View, iso3: str) -> tuple[str, grids.Made]:
    """How many pledges of a state there are, in words, and their table."""
    rows = pledge_facts.of_state(run, view, iso3)
    shown = pledge_facts.in_words(run, view, rows).drop(columns=["state", "pledge_id"])
    text = st.column_config.TextColumn
    columns = {
        "sentence": st.column_config.ButtonColumn(
            evidence_facts.words_heading(rows), width=330, type="tertiary", alignment="left", key="open_state_pledge"
        ),
        "ministerial": text(_("Ministerial"), width=140),
        "category": text(_("Category"), width=190), "quantity": _("Quantity"), "status": text(_("Status"), width=120),
        "status_date": st.column_config.DateColumn(_("Since")), "evidence": text(_("In deployment figures"), width=300),
        "source_url": st.column_config.LinkColumn(_("Page"), display_text=r"https?://([^/]+)", width=150), "flags": text(_("Remarks"), width=240),
    }  # fmt: skip
    return pledge_facts.tally(run, view, rows), grids.made(shown, columns)


def _listed(view: View, rows: pd.DataFrame, iso3: str) -> None:
    tally, table = kept(_pledges, view, iso3)
    st.markdown(tally)

    def follow() -> None:
        st.session_state["opened_pledge"] = rows["pledge_id"].iloc[st.session_state["open_state_pledge"].row]

    height = 320 if len(rows) > 8 else "content"
    grids.draw(table, {"sentence": follow}, height=height, alt=_("Pledges of this state"))
    if partial := pledge_facts.partial(run, view):
        st.caption(partial)
    if opened := st.session_state.pop("opened_pledge", None):
        if view.is_open and not rows.set_index("pledge_id")["is_announced"][opened]:
            st.info(_("This pledge was not announced: its words and its status stand here alone."))
            return
        links.open_page("pledges/page.py", view, pledge=opened)


def _repeats(view: View, iso3: str) -> None:
    """Say which pledges may repeat another one, each beside what it may repeat."""
    remarks = pledge_facts.repeats(run, view, iso3)
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
            badge = f":orange-badge[{labels.name(pledge_labels.FLAGS, row.remark)}]"
            st.markdown(f"{badge} {pledge_facts.occasion(row)} :gray[{row.pledge_id}]")
            st.text(f"{row.sentence}\n{pledge_facts.reason(row)}")


def _platoons(run: Run, view: View, iso3: str) -> unit_facts.Table:
    return unit_facts.platoons(run, view, women_facts.state_units(run, view, iso3)[0])


def _police(run: Run, view: View, iso3: str) -> unit_facts.Table:
    return unit_facts.police(run, view, women_facts.state_units(run, view, iso3)[1])


def women(view: View, iso3: str) -> None:
    """List the infantry and police units of a state with their women, as its last returns say, and its measures at home."""
    platoons, police = women_facts.state_units(run, view, iso3)
    notes.not_read(view, women_facts.PLATOONS)
    if len(platoons) or len(police):
        st.header(_("Women in its units"))
    if len(platoons):
        shown, columns = kept(_platoons, view, iso3)
        tall = 520 if len(shown) > 13 else "content"
        grids.show(shown, columns, height=tall, alt=_("Engagement platoons, unit by unit"))
        st.caption(unit_facts.not_carried_forward())
        notes.under(
            view, women_facts.PLATOONS, platoons, "state_platoons", line=False, names=women_facts.codes(run, view)
        )
    if len(police):
        shown, columns = kept(_police, view, iso3)
        tall = 520 if len(shown) > 13 else "content"
        grids.show(shown, columns, height=tall, alt=_("Formed police units and their women"))
        if dash := unit_facts.nothing_asked((shown, columns)):
            st.caption(dash)
        names = women_facts.codes(run, view, status=women_labels.POLICE, last_status=women_labels.POLICE)
        notes.under(view, women_facts.POLICE, police, "state_police", line=False, names=names)
    if len(platoons) or len(police):
        st.caption(notes.source_line(view, women_facts.PLATOONS, women_facts.POLICE))
    for sentence in women_facts.cadre(run, view, iso3):
        st.markdown(sentence)
        st.caption(notes.source_line(view, women_facts.CADRE))
    query, measures = women_facts.measures(run, view, iso3)
    if len(measures):
        st.header(_("Measures at home for women who deploy"))
        st.markdown(women_facts.measure_lines(measures))
        notes.under(view, query, measures, "state_measures", names=women_facts.measure_codes(run, view))
