"""What states do at home so that women can deploy: training, and the five measures that the guide asks for.

`answer` is where a look says its finding.
"""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats, grids, links, naming, notes, snapshot
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.women import facts, labels, officer_facts, views

TRAINING, HOSTS = "training_participation", "training_hosts"


def training(view: View, answer: Any) -> None:
    """Show women among participants by fiscal year and course: a proxy for the nominees that the guide speaks of."""
    st.markdown(
        _(
            "The guide asks for 10 to 20 % more women among nominees, on the way to 50/50; it does not say whether percent or points. Participants are counted here: a proxy."
        )
    )
    participants = run(TRAINING, view.snapshot)
    if participants.empty:
        st.info(_("Participants of training are not reported: no DPO-PKTRAINING file is loaded."))
        snapshot.offer_load("training")
    else:
        with answer:
            notes.finding(officer_facts.training_finding(participants), _("Women among participants of training"))
        years = list(participants.sort_values("year")["fiscal_year"].drop_duplicates())
        rows = []
        for course, by_year in participants.groupby("training_name", sort=True):
            shares = {row.fiscal_year: formats.women(row.women_count, row.people_count) for row in by_year.itertuples()}
            points = by_year["points_since_first"].dropna()
            rows.append({"training": course} | shares | {"points": points.iloc[-1] if len(points) else None})
        text = st.column_config.TextColumn
        columns = (
            {"training": text(_("Training"), pinned=True, width=220)}
            | {year: text(year, width=135) for year in years}
            | {"points": st.column_config.NumberColumn(_("Points since first"), format="%+.1f", width=120)}
        )
        shown = pd.DataFrame(rows).reindex(columns=list(columns))
        grids.show(shown, columns, alt=_("Share of women by training and fiscal year"))
        notes.under(view, TRAINING, participants, "officer_training")
    st.header(_("Courses for women: Women's Military Peace Operations Course (WMPOC)"))
    hosts = run(HOSTS, view.snapshot, capability="training_wmpoc")
    if hosts.empty:
        st.info(_("No pledge on this course is in the ledger."))
    else:
        _hosts(view, hosts)
    links.lead("requirements/training.py", _("All courses asked for, and their hosts"), None)


def _hosts(view: View, hosts: pd.DataFrame) -> None:
    """List pledges on a course with what was published of them."""
    courses = naming.capabilities(run, view)
    shown = _in_words(view, hosts).assign(
        subject=[courses.get(code, code) for code in hosts["capability"]],
        quantity=[
            pledge_facts.quantity(row) if row.unit != "currency" else formats.count(row.quantity)
            for row in hosts.itertuples()
        ],
        status_date=hosts["status_date"],
    )
    text = st.column_config.TextColumn
    columns = {
        "pledge_id": _opening(hosts, "open_wmpoc"),
        "subject": text(_("Subject"), width=220),
        "state": text(_("Member State"), width=130),
        "sentence": text(evidence_facts.words_heading(hosts), width=330),
        "ministerial": text(_("Ministerial"), width=140),
        "quantity": _("Quantity"),
        "status": _("Status"),
        "status_date": st.column_config.DateColumn(_("Since")),
    }
    tall = views.height(shown, 12, 460)
    grids.show(shown[list(columns)], columns, height=tall, alt=_("Training pledged, by subject and state"))
    st.caption(_("A pledge may host, teach, pay or equip: only its words say which. A click on one opens it."))
    filters = {"Filters": "subject=training_wmpoc"}
    notes.under(view, HOSTS, hosts, "wmpoc", names=pledge_facts.codes(run, view), more=filters)
    _follow(view)


def measures(view: View, answer: Any) -> None:
    """Show each state that reports or has pledged any of the five, with a column a measure, then what was published of the pledges."""
    at_home = facts.measures(run, view)
    rows = at_home.rows
    st.markdown(
        _(
            "Five things that the guide asks each state to do at home, so that more women can deploy: study what hinders and helps them (barrier assessment), keep a database of women who can deploy, build a national pool of senior women, try new ways past the obstacles found, offer mentoring or networks with women who have deployed. A pledge says that it was promised; only the sheet of measures says that it is there."
        )
    )
    if rows.empty:
        st.info(_("No state has reported or pledged any of them."))
    else:
        with answer:
            notes.finding(
                officer_facts.measures_finding(at_home), _("Five measures at home, as reported and as pledged")
            )
        st.markdown(
            _("In place, of the states that report on it:")
            if at_home.is_reported
            else _("States that have pledged it:")
        )
        with st.grid(5, gap="small", min_column_width=150):
            for measure, states in rows.groupby("measure_at_home", sort=False):
                value = formats.count((states["pledge_count"] > 0).sum())
                if at_home.is_reported:
                    reporting = states[states["standing"] != "not_reported"]
                    in_place = (reporting["standing"] == "in_place").sum()
                    value = facts.of(in_place, len(reporting)) if len(reporting) else formats.DASH
                st.metric(name(labels.MEASURES, str(measure)), value, border=True)
        _measures(view, rows)
    if view.is_open:
        st.caption(
            _(
                "Sheets of measures are restricted: this view shows what was announced. A dash is no pledge in the ledger, which does not say that there is no such measure."
            )
        )
    else:
        st.caption(
            _(
                "A dash: neither reported nor pledged. A standing holds until a later row says otherwise; what an older sheet says has its day beside it."
            )
        )
        if not at_home.is_reported:
            views.without(view, "measures", "national_measures")
    notes.under(view, at_home.query, rows, "measures", names=facts.measure_codes(run, view))
    _pledges(view, rows)


def _measures(view: View, rows: pd.DataFrame) -> None:
    """Show one row a state, one column a measure."""
    countries = naming.states(run, view)
    newest = rows["reported_on"].max() if "reported_on" in rows else None
    by_state: dict[str, dict[str, str | None]] = {}
    for row in rows.itertuples():
        cells = by_state.setdefault(row.iso3, {"state": countries.get(row.iso3, row.iso3)})
        cells[row.measure_at_home] = facts.measure_standing(row, newest)
    columns: dict[str, Any] = {"state": st.column_config.TextColumn(_("Member State"), pinned=True, width=150)}
    for measure in rows["measure_at_home"].drop_duplicates():
        columns[measure] = st.column_config.TextColumn(name(labels.MEASURES, measure), width=205)
    shown = pd.DataFrame(list(by_state.values())).reindex(columns=list(columns))
    grids.show(shown, columns, height=views.height(shown, 12, 480), alt=_("Measures at home by state"))


def _pledges(view: View, rows: pd.DataFrame) -> None:
    """List the pledges behind measures with what was published of them."""
    ids = {one for cell in rows["pledge_ids"].dropna() for one in cell.split(";")}
    if not ids:
        return
    ledger = run(pledge_facts.LEDGER, view.snapshot)
    pledges = ledger[ledger["pledge_id"].isin(ids)]
    st.header(_("What was pledged"))
    text = st.column_config.TextColumn
    columns = {
        "pledge_id": _opening(pledges, "open_measure"),
        "state": text(_("Member State"), width=150),
        "sentence": text(evidence_facts.words_heading(pledges), width=420),
        "ministerial": text(_("Ministerial"), width=140),
        "status": text(_("Status"), width=120),
    }
    shown = _in_words(view, pledges)
    grids.show(shown, columns, height=views.height(shown, 11, 430), alt=_("Measures at home that were pledged"))
    filters = {"Filters": "asks=WPS-NAT-01 to WPS-NAT-05"}
    names = pledge_facts.codes(run, view)
    notes.under(view, pledge_facts.LEDGER, pledges, "measure_pledges", names=names, more=filters)
    _follow(view)


def _in_words(view: View, pledges: pd.DataFrame) -> pd.DataFrame:
    """Pledges as a table tells them: number, state, words, Ministerial, status."""
    countries = naming.states(run, view)
    return pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"],
            "state": [countries.get(code, code) for code in pledges["iso3"]],
            "sentence": pledges["sentence"],
            "ministerial": [pledge_facts.occasion(row) for row in pledges.itertuples()],
            "status": [pledge_facts.status(code) for code in pledges["status"]],
        }
    )


def _opening(pledges: pd.DataFrame, key: str) -> Any:
    """Return the column of numbers, a click on one of which opens its pledge."""

    def follow() -> None:
        st.session_state["opened_pledge"] = pledges["pledge_id"].iloc[st.session_state[key].row]

    return st.column_config.ButtonColumn(
        _("Pledge"), pinned=True, width=78, type="tertiary", alignment="left", key=key, on_click=follow
    )


def _follow(view: View) -> None:
    """Go to the pledge that was clicked, if any."""
    if opened := st.session_state.pop("opened_pledge", None):
        links.open_page("pledges/page.py", view, pledge=opened)
