"""Data health: how old each source is, what is missing, what is set aside and why."""

import pandas as pd
import streamlit as st

from pages.about import labels
from pages.kit import formats, grids, notes
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _

DETAIL = st.column_config.TextColumn
view = st.session_state["view"]
notes.head(view, _("Data health"), _("What is old, missing or set aside, so that no figure says more than it knows."))

st.header(_("Freshness"))
cards = st.grid(2, gap="small", min_column_width=420)
for source in run("freshness", view.snapshot, today=view.today).itertuples():
    with cards, st.container(border=True, height="stretch"):
        st.markdown(f"**{source.dataset_id}** · {_(source.title)}: **{name(labels.STATES, source.state)}**")
        if source.state == "not reported" and view.is_exercise:
            st.caption(_("The exercise has no file of it."))
        elif source.state == "not reported":
            drop = _("Drop the file into data/inbox/{source}/ and run: python -m etl build")
            st.caption(drop.format(source=source.source))
            if source.source in ("gpp", "pcrs_roster"):
                named = _("No column of it says the day: name the file by it, such as {dataset}_2026-10-31.csv.")
                st.caption(named.format(dataset=source.dataset_id))
        else:
            age = _("Data as of {as_of} ({days} days ago); loaded on {loaded}.")
            as_of, loaded = formats.day(source.as_of), formats.day(source.loaded_on)
            st.caption(age.format(as_of=as_of, days=formats.count(source.age_days), loaded=loaded))
        if not pd.isna(source.due_days):
            clock = _("Due after {due} days, overdue after {overdue}, delinquent after {delinquent}.")
            days = {"due": source.due_days, "overdue": source.overdue_days, "delinquent": source.delinquent_days}
            st.caption(clock.format(**days))
st.caption(_("Days are counted from the last day that the data describes (clocks of the Humanitarian Data Exchange)."))

st.header(_("Rows set aside"))
aside = run("quarantine", view.snapshot)
if aside.empty:
    st.info(_("No row is set aside."))
else:
    aside.insert(0, "why", [name(labels.REASONS, code) for code in aside["reason"]])
    shown = notes.named(aside)[
        ["why", "as_of", "mission_code", "iso3", "personnel_type", "detail", "place", "file_name", "raw"]
    ]
    columns = notes.headings("quarantine", shown) | {
        "why": _("Reason"),
        "as_of": st.column_config.DateColumn(_("Month")),
    }
    grids.show(shown, column_config=columns | {"detail": DETAIL(_("Detail"), width=760)}, alt=_("Rows set aside"))
    notes.offer(view, "quarantine", aside, "aside")

st.header(_("Findings"))
st.markdown(_("Noticed in the files; they do not stop a figure."))
findings = run("findings", view.snapshot)
if findings.empty:
    st.info(_("Nothing was noticed."))
else:
    findings.insert(0, "what", [name(labels.FINDINGS, code) for code in findings["finding"]])
    shown = findings[["what", "detail", "place", "file_name", "other_file_name", "other_place"]]
    columns = notes.headings("findings", shown) | {"detail": DETAIL(_("Detail"), width=760)}
    grids.show(shown, column_config=columns, alt=_("Findings"))
    notes.offer(view, "findings", findings, "findings")

st.header(_("Months that were not reported"))
missing = run("missing_months", view.snapshot)
if missing.empty:
    st.info(_("No month is missing."))
else:
    st.markdown(_("A gap is a gap, never zero: no line is drawn through these {n} months.").format(n=len(missing)))
    shown = missing[["as_of", "reason"]].assign(reason=[_(reason) for reason in missing["reason"]])
    columns = {"as_of": st.column_config.DateColumn(_("Month")), "reason": _("Reason")}
    grids.show(shown, column_config=columns, width=620, height=240, alt=_("Months that were not reported"))
    notes.offer(view, "missing_months", missing, "missing_months")
notes.foot()
