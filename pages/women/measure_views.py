"""Measures at home that the guide asks for so that women can deploy: what a sheet reports of a state, and what it pledged."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import facts as pledge_notes
from pages.women import facts as women_notes
from pages.women import labels as women_labels

REPORTED = "national_measures"
PLEDGED = "measures_pledged"


def measures(view: View) -> None:
    """Show each state that reports or has pledged any of the five, with a column a measure, then the pledges' own words."""
    name, found = _found(view)
    st.markdown(
        _("Five things that the guide asks each state to do at home, so that more women can deploy: study what hinders and helps them (barrier assessment), keep a database of women who can deploy, build a national pool of senior women, try new ways past the obstacles found, offer mentoring or networks with women who have deployed. A pledge says that it was promised; only the sheet of measures says that it is there.")
    )  # fmt: skip
    if found.empty:
        st.info(_("No state has reported or pledged any of them."))
    else:
        is_reported = name == REPORTED and (found["standing"] != "not_reported").any()
        st.markdown(
            _("In place, of the states that report on it:") if is_reported else _("States that have pledged it:")
        )
        with st.grid(5, gap="small", min_column_width=150):
            for measure, part in found.groupby("measure_at_home", sort=False):
                value = formats.count((part["pledge_count"] > 0).sum())
                if is_reported:
                    there, told = part["standing"].isin(["in_place"]).sum(), (part["standing"] != "not_reported").sum()
                    value = (
                        _("{n} of {all}").format(n=formats.count(there), all=formats.count(told))
                        if told
                        else formats.DASH
                    )
                st.metric(labels.name(women_labels.MEASURES, measure), value, border=True)
        _table(view, found)
    if view.is_open:
        st.caption(_("Sheets of measures are restricted: this view shows what was announced. A dash is no pledge in the ledger, which does not say that there is no such measure."))  # fmt: skip
    else:
        st.caption(
            _(
                "A dash: neither reported nor pledged. A standing holds until a later row says otherwise; what an older sheet says has its day beside it."
            )
        )
        if found.empty or (found["standing"] == "not_reported").all():
            women_notes.without(view, "measures", "national_measures")
    _under(view, name, found, "measures")
    _words(view, found)


def of_state(view: View, iso3: str) -> None:
    """List what one state reports and has pledged; nothing where it has done neither."""
    name, found = _found(view)
    found = found[found["iso3"] == iso3]
    if found.empty:
        return
    st.header(_("Measures at home for women who deploy"))
    lines = [
        f"- {labels.name(women_labels.MEASURES, row.measure_at_home)}: {_cell(row, None) or _('neither reported nor pledged')}"
        for row in found.itertuples()
    ]
    st.markdown("\n".join(lines))
    _under(view, name, found, "state_measures")


def _found(view: View) -> tuple[str, pd.DataFrame]:
    name = PLEDGED if view.is_open else REPORTED
    return name, run(name, view.snapshot, as_of=view.until)


def _cell(row: Any, newest: Any) -> str | None:
    """Return what is known of one measure in words, with the day of what is older than `newest`; None where nothing is known."""
    told = []
    if getattr(row, "standing", "not_reported") != "not_reported":
        stands = labels.name(women_labels.STANDINGS, row.standing)
        told.append(stands if row.reported_on == newest else f"{stands} ({formats.day(row.reported_on)})")
    if row.implemented_count:
        told.append(_("pledge implemented"))
    elif row.pledge_count:
        told.append(_("pledged"))
    words = "; ".join(told)
    return words[:1].upper() + words[1:] or None


def _table(view: View, found: pd.DataFrame) -> None:
    names = naming.states(run, view)
    newest = found["reported_on"].max() if "reported_on" in found else None
    rows: dict[str, dict] = {}
    for row in found.itertuples():
        rows.setdefault(row.iso3, {"state": names.get(row.iso3, row.iso3)})[row.measure_at_home] = _cell(row, newest)
    columns: dict[str, Any] = {"state": st.column_config.TextColumn(_("Member State"), pinned=True, width=150)}
    for measure in found["measure_at_home"].drop_duplicates():
        columns[measure] = st.column_config.TextColumn(labels.name(women_labels.MEASURES, measure), width=205)
    shown = pd.DataFrame(list(rows.values())).reindex(columns=list(columns))
    grids.show(shown, columns, height=480 if len(shown) > 12 else "content", alt=_("Measures at home by state"))


def _words(view: View, found: pd.DataFrame) -> None:
    """List the pledges behind the table in their own words."""
    ids = {one for cell in found["pledge_ids"].dropna() for one in cell.split(";")}
    if not ids:
        return
    ledger = run(pledge_notes.LEDGER, view.snapshot)
    kept = ledger[ledger["pledge_id"].isin(ids)]
    st.header(_("What was pledged"))
    states = naming.states(run, view)

    def follow() -> None:
        st.session_state["opened_pledge"] = kept["pledge_id"].iloc[st.session_state["open_measure"].row]

    shown = pd.DataFrame(
        {
            "pledge_id": kept["pledge_id"],
            "state": [states.get(code, code) for code in kept["iso3"]],
            "sentence": kept["sentence"],
            "ministerial": [pledge_notes.occasion(row) for row in kept.itertuples()],
            "status": [pledge_notes.status(code) for code in kept["status"]],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "pledge_id": st.column_config.ButtonColumn(_("Pledge"), pinned=True, width=78, type="tertiary", alignment="left", key="open_measure", on_click=follow),
        "state": text(_("Member State"), width=150), "sentence": text(_("In its own words"), width=420),
        "ministerial": text(_("Ministerial"), width=140), "status": text(_("Status"), width=120),
    }  # fmt: skip
    grids.show(
        shown, columns, height=430 if len(shown) > 11 else "content", alt=_("Measures at home that were pledged")
    )
    pledge_notes.under(view, pledge_notes.LEDGER, kept, "measure_pledges", "asks=WPS-NAT-01 to WPS-NAT-05")
    if opened := st.session_state.pop("opened_pledge", None):
        pledge_notes.open_pledge(view, opened)


def _under(view: View, name: str, found: pd.DataFrame, key: str) -> None:
    notes.under(
        view,
        name,
        found,
        key,
        names=pledge_notes.codes(run, view)
        | {
            "measure_at_home": lambda code: labels.name(women_labels.MEASURES, code),
            "standing": lambda code: labels.name(women_labels.STANDINGS, code),
        },
    )
