"""Files of pledges that leave the dashboard: the consolidated list that circulates, and a pledge form for a state."""

import functools
from typing import Any

import pandas as pd
import streamlit as st

from etl import settings
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View, file_start
from pages.pledges import facts as pledge_notes

EXERCISE = "EXERCISE: an invented world. No state, pledge or figure in it is real."
RESTRICTED = "RESTRICTED: holds pledges that were not announced. Not to be passed on."
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def rows(view: View, found: pd.DataFrame) -> list[dict[str, Any]]:
    """Return pledges as the files take them: with the state's name, blanks as None, no status where there is no later news."""
    named = run("countries", view.snapshot).set_index("iso3")["name"].to_dict()
    told = []
    for row in found.astype(object).where(found.notna(), None).to_dict("records"):
        days = {key: row[key].date() for key in ("status_date", "dated") if row[key] is not None}
        silent = row["status"] == "announced"
        more = {
            "name": named.get(row["iso3"], row["iso3"]),
            "mission": row["mission_code"],
            "status": None if silent else row["status"],
        }
        told.append(row | days | more | {"ministerial": row["ministerial"] or row["occasion"]})
    return told


def consolidated(view: View, found: pd.DataFrame, chosen: str, everything: bool) -> bytes:
    """Return the workbook with a sheet for each category; what was not announced stays out unless it is asked for."""
    from etl.readers.pledges import circulate

    kept = found if everything else found[found["is_announced"]]
    about = {"Source": pledge_notes.collected(run, view), "Filters": chosen, "Data version": view.snapshot.version}
    told = exercise(view)
    told += [] if kept["is_announced"].all() else [RESTRICTED]
    with settings.using(view.snapshot.dataset):  # a download is made outside the run of its page
        return circulate.consolidated(rows(view, kept), about, " ".join(told))


def exercise(view: View) -> list[str]:
    """Return what every file of an invented world says."""
    return [EXERCISE] if view.snapshot.dataset == "exercise" else []


def form(view: View, iso3: str, meeting: str, filled: bool) -> bytes:
    """Return a pledge form for a state; filled, it lists below what the state announced before, with its status."""
    from etl.readers.pledges import blank

    found = run(pledge_notes.LEDGER, view.snapshot, iso3=iso3)
    name = run("countries", view.snapshot).set_index("iso3")["name"].get(iso3, iso3)
    told = rows(view, found[found["is_announced"]]) if filled else None
    with settings.using(view.snapshot.dataset):  # a download is made outside the run of its page
        return blank.form(name, meeting, told, "".join(exercise(view)))


def offer(view: View, asked: dict[str, str]) -> None:
    """Offer the consolidated list of a choice, and the form of its state."""
    found = run(pledge_notes.LEDGER, view.snapshot, **asked)
    chosen = "; ".join(f"{key}={code}" for key, code in asked.items() if code) or "none"
    st.header(_("Files to pass on"))
    everything = False
    if not found["is_announced"].all():
        everything = st.toggle(_("Include what was not announced (restricted)"), key="with_restricted")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            _("Consolidated list (XLSX)"), lambda: consolidated(view, found, chosen, everything), f"{file_start(view)}pledges-{view.snapshot.version}.xlsx",
            SHEET, key="consolidated", on_click="ignore", disabled=found.empty,
        )  # fmt: skip
        if asked["iso3"]:
            forms(view, asked["iso3"])
    if asked["iso3"]:
        st.caption(
            _(
                "The list has one sheet for each category. The form is the guide's own table; write the meeting that it is for."
            )
        )
    else:
        st.caption(_("The list has one sheet for each category. Choose a Member State for its pledge form."))


def forms(view: View, iso3: str) -> None:
    """Offer the form of a state, blank and with what it announced before."""
    newest = run("ministerials", view.snapshot)["ministerial"]
    meeting = st.text_input(
        _("Form for the meeting"), newest.iloc[0] if len(newest) else "", max_chars=60, key="form_meeting", width=180
    )
    for label, key, filled in (
        (_("Pledge form, blank"), "blank", False),
        (_("Pledge form with earlier pledges"), "filled", True),
    ):
        st.download_button(
            label, functools.partial(form, view, iso3, meeting, filled), f"{file_start(view)}pledge-form-{iso3}-{key}.docx", WORD, key=f"form_{key}",
            on_click="ignore",
        )  # fmt: skip
