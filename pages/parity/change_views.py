"""What moved a category's share of women between two months: the part of each contributor and mission, which sum to the change."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import bar_charts, filters, formats, grids, naming, notes, sources
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.parity import facts
from pages.pledges import evidence_facts

CHANGE, MONTHS, PLEDGED = "parity_change", "months", "parity_after_pledges"
POINTS = 100  # percentage points of a fraction


def show(view: View, category: str) -> None:
    """Offer the month to compare with, say the change and how the largest part of it comes about, draw and list all parts."""
    days = [day.date().isoformat() for day in run(MONTHS, view.snapshot)["as_of"] if day.date() < view.as_of]
    if not days:
        st.info(_("There is no earlier month to compare with."))
        return
    year = view.as_of.replace(year=view.as_of.year - 1, day=28).isoformat()[:7]
    usual = next((code for code in days if code.startswith(year)), days[-1])
    since = filters.choice(_("Since"), "since", {code: formats.month(pd.Timestamp(code)) for code in days}, usual)
    asked = {"from_date": since, "to_date": view.as_of, "category": category, "scope": view.scope}
    rows = run(CHANGE, view.snapshot, **asked)
    if rows.empty:
        st.info(_("Not reported in one of the two months: the change is not known, which is not none."))
        return
    names = naming.states(run, view)
    then = dt.date.fromisoformat(since)
    warning, breaks = event_facts.broken(run, view, then, category)
    if warning:
        st.warning(warning)
        _offer_clean(view, breaks, then)
    st.markdown(facts.change_sentence(rows, names, formats.month(then), formats.month(view.as_of)))
    st.caption(
        _(
            "The parts sum to the change. They say what moved the share, not why: a contributor that leaves with few women raises it."
        )
    )
    missions = run(CHANGE, view.snapshot, by="mission", **asked)
    left, right = st.columns(2, gap="large")
    more = {"Compared with": since} | sources.chosen(category=category, since=since)
    with left:
        _parts(view, rows, _("Contributor"), names, "parity_change", _("By contributor, in percentage points"), more)
    with right:
        if missions.empty:
            st.info(
                _(
                    "One of the two months was published without missions: what each of them did to the share is not known."
                )
            )
        else:
            _parts(
                view, missions, _("Mission"), {}, "parity_change_missions", _("By mission, in percentage points"), more
            )
    notes.set_aside(replace(view, as_of=then))
    st.caption(notes.source_line(view, CHANGE))


def _offer_clean(view: View, breaks: pd.DataFrame, then: dt.date) -> None:
    """Offer the next clean month in place of a month that is a known break. Frame: known_breaks."""
    for widget, words, clean in event_facts.clean(view, breaks, then, "since"):
        if widget == "since" and clean > view.as_of.isoformat():
            continue  # here the month compared with is an earlier one
        st.button(words, key=f"clean_{widget}", on_click=st.session_state.__setitem__, args=(widget, clean))


def _parts(
    view: View, rows: pd.DataFrame, heading: str, names: dict[str, str], key: str, title: str, more: dict[str, str]
) -> None:
    """Draw and list the parts of a change, which sum to it. Frame: parity_change."""
    marked = {row.code: facts.marked(row, names.get(row.code, row.code)) for row in rows.itertuples()}
    bars = rows.assign(key=rows["code"], people_change=(rows["effect"] * POINTS * 1000).round())
    chart, height = bar_charts.change_bars(bars, marked, notes.ink(), letters=_thousandths, title=_("Points"))
    st.markdown(f"**{title}**")
    st.echarts_chart(chart, height=height, key=key, alt=title)
    shown = pd.DataFrame(
        {
            "name": list(marked.values()),
            "points": (rows["effect"] * POINTS).round(3),
            "before": [_share(row.from_women_count, row.from_people_count) for row in rows.itertuples()],
            "after": [_share(row.to_women_count, row.to_people_count) for row in rows.itertuples()],
            "people": [
                f"{formats.count(row.from_people_count)} → {formats.count(row.to_people_count)}"
                for row in rows.itertuples()
            ],
        }
    )
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "name": text(heading, pinned=True, width=170),
        "points": number(_("Points"), format="%+.3f", width=80),
        "before": text(_("Share before"), width=100),
        "after": text(_("Share after"), width=100),
        "people": text(_("People"), width=120),
    }
    grids.show(shown, columns, height=520 if len(shown) > 13 else "content", alt=title)
    coded = {"code": lambda code: names.get(code, code)}
    notes.under(view, CHANGE, rows, key, line=False, chart=chart, height=height, title=title, more=more, names=coded)


def _share(women: Any, people: Any) -> str | None:
    """Return a share; nothing where nobody was there."""
    return formats.share(women, people) if people else None


def pledged(view: View) -> None:
    """List states that pledged on women, peace and security, with their share before the meeting and now."""
    st.header(_("Where states pledged on women, peace and security"))
    rows = run(PLEDGED, view.snapshot, as_of=view.as_of, scope=view.scope)
    if rows.empty:
        st.info(_("No announced pledge of this category was made at a Ministerial before the month shown."))
        return
    days = rows["before_as_of"].dropna().dt.date.unique()
    for warning in dict.fromkeys(event_facts.broken(run, view, day)[0] for day in days):
        if warning:
            st.warning(warning)
    names = naming.states(run, view)
    shown = pd.DataFrame(
        {
            "name": [names.get(code, code) for code in rows["iso3"]],
            "ministerial": rows["ministerial"].map(naming.translated).to_numpy(),
            "pledges": rows["pledge_count"].to_numpy(),
            "since": [_before(row) for row in rows.itertuples()],
            "before": [_of(row.from_women_count, row.from_people_count) for row in rows.itertuples()],
            "after": [_of(row.to_women_count, row.to_people_count) for row in rows.itertuples()],
            "points": (100 * (rows["to_women_fraction"] - rows["from_women_fraction"])).round(2).to_numpy(),
            "words": rows["words"].to_numpy(),
        }
    )
    pledges = run("pledge_ledger", view.snapshot, category="women_peace_security")
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns = {
        "name": text(_("Member State"), pinned=True, width=130),
        "ministerial": text(_("Ministerial"), width=160),
        "pledges": number(_("Pledges"), format="localized", width=70),
        "since": text(_("Last month reported before"), width=190),
        "before": text(_("Women then"), width=135),
        "after": text(_("Women, month shown"), width=145),
        "points": number(_("Points"), format="%+.2f", width=70),
        "words": text(evidence_facts.words_heading(pledges), width=420),
    }
    grids.show(shown, columns, height=430 if len(shown) > 11 else "content", alt=_("Before and after pledges"))
    st.caption(
        _(
            "All people in uniform of a state, whatever category its pledge is about, before and after. Some pledges promise money, equipment or a course, and no share: read the words. Nothing here says that a pledge moved a share."
        )
    )
    notes.under(view, PLEDGED, rows, "parity_after_pledges", names={"iso3": lambda code: names.get(code, code)})


def _before(row: Any) -> str:
    """Return the last reported month before a meeting, and how long before it lies where that is more than two months."""
    if pd.isna(row.before_as_of):
        return _("none reported")
    month = formats.month(row.before_as_of)
    return (
        month
        if row.gap_days <= 62
        else _("{month} ({n} days before)").format(month=month, n=formats.count(row.gap_days))
    )


def _of(women: Any, people: Any) -> str:
    """Return women of people, with a share where there are ten or more; nobody deployed, and no month, is said."""
    if pd.isna(people):
        return _("not reported")
    if not people:
        return _("nobody deployed")
    return formats.women(women, people)


def _thousandths(number: float) -> str:
    return formats.written(f"{number / 1000:+.3f}")
