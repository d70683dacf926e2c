"""Files of pledges that leave the dashboard: the consolidated list that circulates, and a pledge form for a state."""

import functools
import re
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import formats, links, sources, text
from pages.kit.cache import run
from pages.kit.languages.forms import told
from pages.kit.text import _
from pages.kit.view import View, file_start, mark
from pages.pledges import evidence_facts, facts

EXERCISE = "EXERCISE: an invented world. No state, pledge or figure in it is real."
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MIME = {"docx": WORD, "pdf": "application/pdf"}


def rows(view: View, pledges: pd.DataFrame) -> list[dict[str, Any]]:
    """Pledges as the files take them: with the state's name, blanks as None, no status where something could have been seen and was not."""
    states, seen = _names(view, "countries", "iso3"), evidence_facts.sentences(run, view)
    evidence = evidence_facts.of(run, view)["evidence"]
    listed = []
    for row in pledges.astype(object).where(pledges.notna(), None).to_dict("records"):
        days = {key: row[key].date() for key in ("status_date", "dated") if row[key] is not None}
        is_silent = evidence_facts.news(evidence[row["pledge_id"]]) == "no_news"
        said = {
            "name": states.get(row["iso3"], row["iso3"]),
            "mission": row["mission_code"],
            "status": None if row["status"] == "announced" and is_silent else row["status"],
            "ministerial": row["ministerial"] or row["occasion"],
            "evidence": seen.get(row["pledge_id"]) if text.language() in text.languages() else None,
        }
        listed.append(row | days | said)
    return listed


def consolidated(view: View, pledges: pd.DataFrame, filters: str, everything: bool) -> bytes:
    """The workbook with a sheet for each category; what was not announced stays out unless it is asked for."""
    from pages.reports import pledge_list  # a writer of workbooks: only where somebody downloads one

    pledges = pledges if everything else pledges[pledges["is_announced"]]
    about = {
        _("Source"): facts.collected(run, view),
        _("In deployment figures"): _(
            "Consistent with, and no more: no status and no judgement. Deployment depends on a United Nations requirement and selection."
        ),
        _("Filters"): filters,
        _("Data version"): view.snapshot.version,
    }
    restricted = _("RESTRICTED: holds pledges that were not announced. Not to be passed on.")
    marks = exercise(view) + ([] if pledges["is_announced"].all() else [restricted])
    categories, capabilities = _names(view, "pledge_categories", "category"), _names(view, "capabilities", "capability")
    return pledge_list.consolidated(rows(view, pledges), categories, capabilities, about, " ".join(marks))


def exercise(view: View) -> list[str]:
    """What every file of an invented world says; nothing of the real one."""
    return [told(EXERCISE)] if view.snapshot.dataset == "exercise" else []


def form(view: View, iso3: str, meeting: str, filled: bool) -> bytes:
    """A pledge form for a state; filled, it lists below what the state announced before, with its status."""
    from pages.reports import pledge_form  # a writer of Word files: only where somebody downloads one

    pledges = run(facts.LEDGER, view.snapshot, iso3=iso3)
    name = _names(view, "countries", "iso3").get(iso3, iso3)
    before = rows(view, pledges[pledges["is_announced"]]) if filled else None
    categories = _names(view, "pledge_categories", "category")
    return pledge_form.form(name, meeting, categories, before, "".join(exercise(view)))


def update(view: View, iso3: str) -> bytes:
    """The six-month update of a state: its announced pledges with where they stand, and room to answer."""
    from pages.reports import update_form  # a writer of Word files: only where somebody downloads one

    pledges = run(facts.LEDGER, view.snapshot, iso3=iso3)
    name = _names(view, "countries", "iso3").get(iso3, iso3)
    before = rows(view, pledges[pledges["is_announced"]])
    return update_form.form(name, formats.day(view.today), before, "".join(exercise(view)))


def _names(view: View, query: str, code: str) -> dict[str, str]:
    """Names by code, in the query's order."""
    return run(query, view.snapshot).set_index(code)["name"].to_dict()


def offer(view: View, asked: dict[str, str]) -> None:
    """Offer the consolidated list of a choice, and the form of its state."""
    pledges = run(facts.LEDGER, view.snapshot, **asked)
    filters = "; ".join(f"{key}={code}" for key, code in asked.items() if code) or "none"
    chosen = "-".join(re.sub(r"\W+", "-", code) for code in asked.values() if code) or "all"
    st.header(_("Files to pass on"))
    day = sources.day(run, view, facts.LEDGER)
    everything = False
    if not pledges["is_announced"].all():
        everything = st.toggle(_("Include what was not announced (restricted)"), key="with_restricted")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        links.download(
            view,
            _("Consolidated list (XLSX)"),
            lambda: consolidated(view, pledges, filters, everything),
            f"{file_start(view)}pledges-{chosen}-{day}-{view.snapshot.version}{mark(view) if everything else ''}.xlsx",
            SHEET,
            key="consolidated",
            disabled=pledges.empty,
        )
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
    """Offer the form of a state, blank and with what it announced before, and the update on what it announced."""
    newest = run("ministerials", view.snapshot)["ministerial"]
    meeting = st.text_input(
        _("Form for the meeting"), newest.iloc[0] if len(newest) else "", max_chars=60, key="form_meeting", width=180
    )
    spoken = st.segmented_control(
        _("Language of the forms"), text.FORMS, key="form_language", format_func=text.NAMES.__getitem__, default=text.language(), required=True
    ) or text.language()  # fmt: skip
    about = "-".join(filter(None, [iso3, re.sub(r"\W+", "-", meeting).strip("-")]))
    for label, key, made, name in (
        (_("Pledge form, blank"), "blank", functools.partial(form, view, iso3, meeting, False), f"pledge-form-{about}-blank-{spoken}-{view.today}"),
        (_("Pledge form with earlier pledges"), "filled", functools.partial(form, view, iso3, meeting, True), f"pledge-form-{about}-filled-{spoken}-{view.today}"),
        (_("Six-month update (Word)"), "update", functools.partial(update, view, iso3), f"six-month-update-{iso3}-{spoken}-{view.today}"),
    ):  # fmt: skip
        links.download(
            view,
            label,
            functools.partial(text.within, spoken, made),
            f"{file_start(view)}{name}.docx",
            WORD,
            key=f"form_{key}",
        )
