"""The parts of the pledges page that follow pledges: conversion, totals beside the ledger, what is due and what has no news."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, notes, sources
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import charts, evidence_facts, facts, finding_facts, labels, views

CONVERSION = "pledge_conversion"


def conversion(view: View, meeting: str, category: str) -> None:
    """Draw what followed the announcements of one cohort, units and everything else apart."""
    frame = evidence_facts.conversion(run, view, meeting, category)
    counts = frame.groupby("stage")["pledge_count"].sum()
    st.markdown(
        _(
            "A cohort: the pledges of {meeting}, each followed from its announcement. Of {all} announced, {news} have later news, {seen} are consistent with deployment figures and to be confirmed, {unseen} cannot be seen in these figures, and {silent} have no later news in what is loaded. That is a gap of the sources before it is anything else: nobody prints what follows."
        ).format(
            meeting=facts.cohort(meeting),
            all=formats.count(counts.get("announced", 0)),
            news=formats.count(counts.get("announced", 0) - sum(counts.get(code, 0) for code in finding_facts.UNHEARD)),
            seen=formats.count(counts.get("in_figures", 0)),
            unseen=formats.count(counts.get("cannot_be_seen", 0)),
            silent=formats.count(counts.get("no_news", 0)),
        )
    )
    if words := evidence_facts.beside_ledger(run, view, meeting, category):
        st.caption(words)
    stages = {code: _(name) for code, name in labels.STATUS.items()}
    names, more = facts.codes(run, view), sources.chosen(ministerial=meeting, category=category)
    for column, track in zip(st.columns(2, gap="large"), ("unit", "other"), strict=True):
        with column:
            name = kit_labels.name(labels.TRACKS, track)
            alt = _("{track}: from announcement to delivery").format(track=name)
            notes.finding(finding_facts.conversion(frame, track), alt)
            chart, height = charts.funnel(frame, track, stages, notes.ink())
            st.echarts_chart(chart, height=height, key=f"funnel_{track}", alt=alt)
            rows, key = frame[frame["track"] == track], f"conversion_{track}"
            files: dict[str, Any] = {"chart": chart, "height": height, "title": alt, "more": more}
            notes.under(view, CONVERSION, rows, key, line=False, names=names, **files)
    st.caption(
        _(
            "A pledge counts under every step up to the highest that it reached. The Rapid Deployment Level is a mark, no step. Withdrawn, too general, what deployment figures show and no later news are not steps. Units add companies, platoons and units where a number is stated, never persons or aircraft."
        )
    )
    if view.is_open:
        st.caption(
            _(
                "Steps in the PCRS (Level 1, assessed, Level 3, the Rapid Deployment Level, selected) are restricted: this view does not hold them. They stand here only where a pledge is deployed, which comes after them."
            )
        )
    if words := evidence_facts.coverage(run, view, meeting if meeting != facts.NONE else ""):
        st.caption(words)
    if words := evidence_facts.chance(run, view):
        st.caption(words)
    st.caption(notes.source_line(view, CONVERSION, evidence_facts.EVIDENCE))


def outcomes(view: View, by: str, meeting: str) -> None:
    """Set what was announced beside what followed, by Ministerial or by category, in pledges and in units."""
    if by == "ministerial":
        frame, more = run(facts.OUTCOMES, view.snapshot, by=by), {}
        heads = [_(name) if isinstance(name, str) else _("At no Ministerial") for name in frame["ministerial"]]
        heading, alt = _("Ministerial"), _("Announced beside what followed, by Ministerial")
    else:
        frame = run(facts.OUTCOMES, view.snapshot, by=by, ministerial=meeting)
        more = sources.chosen(ministerial=meeting)
        heads = [facts.category(code) for code in frame["category"]]
        heading, alt = _("Category"), _("Announced beside what followed, by category")
    counts = [column for column in frame.columns if column.endswith("_count")]
    shown = pd.concat([pd.Series(heads, name="head"), frame[counts]], axis=1)
    number = st.column_config.NumberColumn
    columns = notes.headings(facts.OUTCOMES, shown) | {
        "head": st.column_config.TextColumn(heading, pinned=True, width=190),
        "pledge_count": number(_("Pledges announced"), format="localized"),
        "unit_count": number(_("Units announced"), format="localized"),
    }
    grids.show(shown, columns, height="content", alt=alt)
    st.caption(_("0 beside a step means that no loaded source reports it, not that it did not happen."))
    notes.under(view, facts.OUTCOMES, frame, f"outcomes_{by}", names=facts.codes(run, view), more=more)


def totals(view: View, meeting: str) -> None:
    """Set the totals that were announced beside the same count in the ledger, with both sources."""
    frame = run(facts.TOTALS, view.snapshot, ministerial=meeting)
    if said := finding_facts.totals(frame):
        notes.finding(said, _("Totals as announced beside the ledger"))
    st.markdown(
        _(
            "What hosts, the UN and the press said after each meeting, beside the same count in this ledger. Where they differ, both stand with their sources; the ledger is smaller because the public list is partial."
        )
    )
    if frame.empty:
        st.info(_("No total was found printed for this meeting."))
        return
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    link = r"https?://([^/]+)"
    columns = {
        "ministerial": text(_("Ministerial"), pinned=True, width=155),
        "measure": text(_("What was counted"), width=260),
        "announced": text(_("As announced"), width=140),
        "other": text(_("Another source prints"), width=150),
        "ledger": text(_("In the ledger"), width=140),
        "printed": text(_("As printed"), width=200),
        "source_url": st.column_config.LinkColumn(_("Source of the total"), display_text=link, width=190),
        "source_date": _("Day of the source"),
        "pledge_count": number(_("Pledges behind it")),
        "without_number_count": number(_("Without a number")),
        "source_count": number(_("Pages behind it")),
    }
    grids.show(facts.totals_in_words(frame), columns, height="content", alt=_("Totals as announced beside the ledger"))
    st.caption(
        _(
            "A dash in the ledger: no pledge behind it states a number. Sums leave out what may repeat another pledge or restate a total; companies, platoons and units count one each."
        )
    )
    more = sources.chosen(ministerial=meeting)
    notes.under(view, facts.TOTALS, frame, "totals", names=facts.codes(run, view), more=more)


def implementation(view: View, meeting: str) -> None:
    """Show, for the six-month meeting, what is due, what was reported since, and what has no news and for how long."""
    pledges = run(facts.IMPLEMENTATION, view.snapshot, ministerial=meeting, today=view.today)
    evidence = pledges["pledge_id"].map(evidence_facts.of(run, view)["evidence"]).map(evidence_facts.news)
    pledges["news"] = pledges["news"].where(pledges["news"] != "no_news", evidence)
    if sentence := facts.implementation_meeting(run, view, meeting):
        st.markdown(sentence)
    notes.finding(finding_facts.implementation(pledges), _("Pledges that are due, with their news"))
    counts = pledges["news"].value_counts()
    cards = {
        _("Due by today"): pledges["is_due"].sum(),
        _("Reported since"): counts.get("reported", 0) + counts.get("ended", 0),
        _("Too general to assess"): counts.get("too_general", 0),
        _("Consistent with deployment figures"): counts.get("in_figures", 0),
        _("Cannot be seen in these figures"): counts.get("cannot_be_seen", 0),
        _("No later news"): counts.get("no_news", 0),
    }
    with st.grid(6, gap="small", min_column_width=140):
        for label, value in cards.items():
            st.metric(label, formats.count(value), border=True)
    names = {"all": _("All")} | {code: _(name) for code, name in labels.NEWS.items()}
    news = filters.choice(_("News"), "news", names, "all", wide=True)
    if news != "all":
        pledges = pledges[pledges["news"] == news]
    if pledges.empty:
        st.info(_("No pledge of this choice. With the public list alone, hardly any source says what followed."))
        return

    def follow() -> None:
        st.session_state["pledge"] = pledges["pledge_id"].iloc[st.session_state["open_due"].row]
        st.session_state["show"] = "ledger"

    shown = facts.news_in_words(run, view, pledges)
    date, number = st.column_config.DateColumn, st.column_config.NumberColumn
    columns = views.columns(pledges.assign(origin=_origins(view, pledges)), "open_due", follow) | {
        "due_date": date(_("Due")),
        "due_basis": _("Due according to"),
        "news": _("News"),
        "last_date": date(_("Last reported step")),
        "age_days": number(_("Age, days"), format="localized"),
    }
    columns = {code: column for code, column in columns.items() if code in shown.columns}
    height = 460 if len(shown) > views.TALL else "content"
    grids.show(shown, columns, height=height, alt=_("Pledges that are due, with their news"))
    st.caption(
        _(
            "Age: days from the last reported step until today, {day}. A month or a year alone counts from its first day."
        ).format(day=formats.day(view.today))
    )
    more = sources.chosen(ministerial=meeting, news=news, today=view.today.isoformat())
    notes.under(view, facts.IMPLEMENTATION, pledges, "implementation", names=facts.codes(run, view), more=more)


def _origins(view: View, pledges: pd.DataFrame) -> pd.Series:
    return pledges["pledge_id"].map(run(facts.LEDGER, view.snapshot).set_index("pledge_id")["origin"])
