"""The parts of the pledges page that follow pledges: conversion, totals beside the ledger, what is due and what has no news."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import charts as pledge_charts
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.pledges import views as pledge_views

CONVERSION = "pledge_conversion"
OUTCOMES = "pledge_outcomes"
TOTALS = "pledge_totals"
IMPLEMENTATION = "pledge_implementation"


def conversion(view: View, meeting: str, category: str) -> None:
    """Draw what followed the announcements of one cohort, units and everything else apart."""
    found = run(CONVERSION, view.snapshot, ministerial=meeting, category=category)
    announced = found[found["stage"] == "announced"].set_index("track")["pledge_count"]
    silent = found[found["stage"] == "no_news"].set_index("track")["pledge_count"]
    st.markdown(
        _(
            "A cohort: the pledges of {meeting}, each followed from its announcement. Of {all} announced, {silent} have no later news in what is loaded. That is a gap of the sources before it is anything else: nobody prints what follows."
        ).format(
            meeting=meeting_name(meeting), all=formats.count(announced.sum()), silent=formats.count(silent.sum())
        )
    )  # fmt: skip
    names = {code: _(name) for code, name in pledge_labels.STATUS.items()}
    chosen = f"ministerial={meeting or 'all'}; category={category or 'all'}"
    for column, track in zip(st.columns(2, gap="large"), ("unit", "other"), strict=True):
        with column:
            st.header(labels.name(pledge_labels.TRACKS, track))
            option, height = pledge_charts.funnel(found, track, names, notes.ink())
            alt = _("{track}: from announcement to delivery").format(track=labels.name(pledge_labels.TRACKS, track))
            st.echarts_chart(option, height=height, key=f"funnel_{track}", alt=alt)
            rows = found[found["track"] == track]
            pledge_notes.under(
                view,
                CONVERSION,
                rows,
                f"conversion_{track}",
                chosen,
                line=False,
                chart=option,
                height=height,
                title=alt,
            )
    st.caption(
        _(
            "A pledge counts under every step up to the highest that it reached. The Rapid Deployment Level is a mark, no step. Withdrawn, too general and no later news are not steps. Units add companies, platoons and units where a number is stated, never persons or aircraft."
        )
    )
    if view.snapshot.audience == "open":
        st.caption(
            _("Steps in the PCRS (Level 1, assessed, Level 3, the Rapid Deployment Level, selected) are restricted: this view does not hold them. They stand here only where a pledge is deployed, which comes after them.")
        )  # fmt: skip
    if not meeting:
        left_out = int(run(OUTCOMES, view.snapshot, ministerial=pledge_views.NONE)["pledge_count"].sum())
        st.caption(
            ngettext(
                "{n} pledge made at no Ministerial is left out.",
                "{n} pledges made at no Ministerial are left out.",
                left_out,
            ).format(n=left_out)
        )
    st.caption(pledge_notes.source_line(view))


def meeting_name(meeting: str) -> str:
    """Return what a cohort is called."""
    if meeting == pledge_views.NONE:
        return _("no Ministerial")
    return meeting or _("all Ministerials")


def outcomes(view: View, by: str, meeting: str) -> None:
    """Set what was announced beside what followed, by Ministerial or by category, in pledges and in units."""
    asked = {"by": by} if by == "ministerial" else {"by": by, "ministerial": meeting}
    found = run(OUTCOMES, view.snapshot, **asked)
    number = st.column_config.NumberColumn
    if by == "ministerial":
        heads = [
            row.ministerial if isinstance(row.ministerial, str) else _("At no Ministerial")
            for row in found.itertuples()
        ]
    else:
        heads = [pledge_notes.category(code) for code in found["category"]]
    counts = [column for column in found.columns if column.endswith("_count")]
    shown = pd.concat([pd.Series(heads, name="head"), found[counts]], axis=1)
    columns: dict = {column: number(notes.column_heading(OUTCOMES, column), format="localized") for column in counts}
    columns["head"] = st.column_config.TextColumn(
        _("Ministerial") if by == "ministerial" else _("Category"), pinned=True, width=190
    )
    columns["pledge_count"] = number(_("Announced"), format="localized")
    columns["unit_count"] = number(_("Units announced"), format="localized")
    grids.show(
        shown,
        columns,
        height="content",
        alt=_("Announced beside what followed, by Ministerial")
        if by == "ministerial"
        else _("Announced beside what followed, by category"),
    )
    st.caption(_("0 beside a step means that no loaded source reports it, not that it did not happen."))
    pledge_notes.under(
        view, OUTCOMES, found, f"outcomes_{by}", f"ministerial={meeting or 'all'}" if by == "category" else ""
    )


def totals(view: View, meeting: str) -> None:
    """Set the totals that were announced beside the same count in the ledger, with both sources."""
    found = run(TOTALS, view.snapshot, ministerial=meeting)
    st.markdown(
        _(
            "What hosts, the UN and the press said after each meeting, beside the same count in this ledger. Where they differ, both stand with their sources; the ledger is smaller because the public list is partial."
        )
    )
    if found.empty:
        st.info(_("No total was found printed for this meeting."))
        return
    unit = {code: _(name) for code, name in pledge_labels.COUNTS.items()}
    shown = pd.DataFrame(
        {
            "ministerial": found["ministerial"],
            "measure": [_(told) for told in found["measure"]],
            "announced": [counted(row.announced_count, unit[row.counts]) for row in found.itertuples()],
            "other": [formats.count(value) for value in found["other_count"]],
            "ledger": [counted(row.ledger_count, unit[row.counts]) for row in found.itertuples()],
            "printed": found["printed"],
            "source_url": found["source_url"],
            "source_date": found["source_date"],
            "pledge_count": found["pledge_count"],
            "without_number_count": found["without_number_count"],
            "source_count": found["source_count"],
        }
    )
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "ministerial": text(_("Ministerial"), pinned=True, width=155), "measure": text(_("What was counted"), width=260),
        "announced": text(_("As announced"), width=140), "other": text(_("Another source prints"), width=150),
        "ledger": text(_("In the ledger"), width=140), "printed": text(_("As printed"), width=200),
        "source_url": st.column_config.LinkColumn(_("Source of the total"), display_text=r"https?://([^/]+)", width=190),
        "source_date": _("Day of the source"), "pledge_count": number(_("Pledges behind it")),
        "without_number_count": number(_("Without a number")), "source_count": number(_("Pages behind it")),
    }  # fmt: skip
    grids.show(shown, columns, height="content", alt=_("Totals as announced beside the ledger"))
    st.caption(
        _(
            "A dash in the ledger: no pledge behind it states a number. Sums leave out what may repeat another pledge or restate a total; companies, platoons and units count one each."
        )
    )
    pledge_notes.under(view, TOTALS, found, "totals", f"ministerial={meeting or 'all'}")


def counted(value, unit: str) -> str:
    """Return a number with what it counts, or a dash."""
    return formats.DASH if pd.isna(value) else f"{formats.count(value)} {unit}"


def implementation(view: View, meeting: str) -> None:
    """Show, for the six-month meeting, what is due, what was reported since, and what has no news and for how long."""
    today = view.today
    found = run(IMPLEMENTATION, view.snapshot, ministerial=meeting, today=today)
    held = run("ministerials", view.snapshot).set_index("ministerial")
    if meeting in held.index:
        row = held.loc[meeting]
        ends = (row["held_to"] + pd.DateOffset(months=int(row["window_months"]))).date()
        when = _("was due on {day}") if ends <= today else _("is due on {day}")
        st.markdown(
            _("{meeting}: held until {held}; the six-month implementation meeting {when}.").format(
                meeting=meeting, held=formats.day(row["held_to"]), when=when.format(day=formats.day(ends))
            )
        )
    counts = found["news"].value_counts()
    told = (
        (_("Due by today"), int(found["is_due"].sum())),
        (_("Reported since"), int(counts.get("reported", 0) + counts.get("ended", 0))),
        (_("Too general to assess"), int(counts.get("too_general", 0))),
        (_("No later news"), int(counts.get("no_news", 0))),
    )
    with st.grid(4, gap="small", min_column_width=140):
        for label, value in told:
            st.metric(label, formats.count(value), border=True)
    names = {"all": _("All")} | {code: _(name) for code, name in pledge_labels.NEWS.items()}
    news = filters.choice(_("News"), "news", names, "all", wide=True)
    kept = found if news == "all" else found[found["news"] == news]
    if kept.empty:
        st.info(_("No pledge of this choice. With the public list alone, hardly any source says what followed."))
        return
    named = naming.states(run, view)

    def follow() -> None:
        st.session_state["pledge"] = kept["pledge_id"].iloc[st.session_state["open_due"].row]
        st.session_state["show"] = "ledger"

    shown = pd.DataFrame(
        {
            "pledge_id": kept["pledge_id"],
            "state": [named.get(code, code) for code in kept["iso3"]],
            "sentence": kept["sentence"],
            "age_days": kept["age_days"],
            "due_date": kept["due_date"],
            "due_basis": [labels.name(pledge_labels.DUE, code) for code in kept["due_basis"]],
            "news": [labels.name(pledge_labels.NEWS, code) for code in kept["news"]],
            "status": [pledge_views.standing(row) for row in kept.itertuples()],
            "last_date": kept["last_date"],
        }
    )
    columns = pledge_views.columns("open_due", follow) | {
        "due_date": st.column_config.DateColumn(_("Due")), "due_basis": _("Due according to"), "news": _("News"),
        "last_date": st.column_config.DateColumn(_("Last reported step")),
        "age_days": st.column_config.NumberColumn(_("Age, days"), format="localized"),
    }  # fmt: skip
    columns = {key: told for key, told in columns.items() if key in shown.columns}
    grids.show(
        shown, columns, height=460 if len(shown) > 12 else "content", alt=_("Pledges that are due, with their news")
    )
    st.caption(
        _(
            "Age: days from the last reported step until today, {day}. A month or a year alone counts from its first day."
        ).format(day=formats.day(today))
    )
    pledge_notes.under(
        view, IMPLEMENTATION, kept, "implementation", f"ministerial={meeting or 'all'}; news={news}; today={today}"
    )
