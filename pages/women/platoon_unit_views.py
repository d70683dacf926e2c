"""Units of engagement platoons on screen: a mark each, the table of them, and one unit with its returns over the page."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import filters, formats, grids, naming, notes
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.languages import errors
from pages.kit.text import _
from pages.kit.view import View
from pages.women import facts, labels, platoon_charts, platoon_facts, unit_facts, views
from pages.women.platoon_views import Choice, ordered

HISTORY = "unit_history"
ORDER = ("below", "absent", "share_not_reported", "blank", "missing", "meets", "undetermined")
FLAGS = ("platoon_trained", "commander_trained", "accommodation_meets", "ied_awareness")
CLOSED = "platoons_closed"  # how often a unit was closed: the picture begins anew, so the same mark opens again


def picture(view: View, choice: Choice) -> None:
    """Draw a mark for each unit in scope, by the share of women in its platoon; a click opens it."""
    units = run(facts.PLATOONS, view.snapshot, **choice.parameters(view))
    units = units[units["status"].isin(labels.IN_SCOPE)]
    if units.empty:
        return
    states = {code: name(labels.STATUSES, code) for code in labels.IN_SCOPE}
    asked = float(units["asked_percent"].iloc[0])
    chart, height = platoon_charts.marks(platoon_facts.marks(run, view, units), states, asked, notes.ink())
    key = f"platoon_marks_{st.session_state.get(CLOSED, 0)}"

    def follow() -> None:
        places = st.session_state[key].selection.selected
        chosen = [at for part in places or [] for at in part.get("data_indices") or []]
        if chosen:
            st.query_params["unit"] = units["unit_id"].iloc[chosen[0]]

    drawn: dict[str, Any] = {"chart": chart, "height": height, "title": _("Units by the share of women in their engagement platoon")}  # fmt: skip
    st.echarts_chart(chart, height=height, key=key, on_select=follow, alt=drawn["title"])
    st.caption(
        _(
            "One mark is one unit; a click opens it. Units without a share stand below the scale, those that did not report in rows of their own."
        )
    )
    names, filtered = facts.codes(run, view), choice.filters()
    notes.under(view, facts.PLATOONS, units, "platoon_marks", line=False, names=names, more=filtered, **drawn)


def table(view: View, choice: Choice) -> None:
    """List the units, those with something to ask first. A click opens one."""
    units = run(facts.PLATOONS, view.snapshot, **choice.parameters(view))
    if units.empty:
        return
    st.header(_("Unit by unit"))
    statuses = {"all": _("Any")} | {code: name(labels.STATUSES, code) for code in (*ORDER, "not_reported")}
    status = filters.choice(_("State of the platoon"), "status", statuses, "all")
    if status != "all":
        units = units[units["status"].isin(labels.SILENT if status == "not_reported" else (status,))]
    units = ordered(units, "status", ORDER, ["mission", "unit_id"])
    if units.empty:
        st.info(_("No unit stands in this state."))
        return
    ids = list(units["unit_id"])

    def follow() -> None:
        st.query_params["unit"] = ids[st.session_state["open_unit"].row]

    shown, columns = unit_facts.platoons(run, view, units)
    columns["unit_id"] = st.column_config.ButtonColumn(
        _("Unit"), pinned=True, width=130, type="tertiary", alignment="left", key="open_unit", on_click=follow
    )
    grids.show(shown, columns, height=views.height(shown, 13, 520), alt=_("Engagement platoons, unit by unit"))
    st.caption(_("A unit is a slot of a mission across its rotations.") + " " + unit_facts.not_carried_forward())
    names, filtered = facts.codes(run, view), choice.filters(status)
    notes.under(view, facts.PLATOONS, units, "platoon_units", line=False, names=names, more=filtered)


def opener(view: View, choice: Choice) -> None:
    """Offer one unit, as a click on its mark does, and open it over the page."""
    units = run(facts.PLATOONS, view.snapshot, **choice.parameters(view))
    countries = naming.states(run, view)
    named = {row.unit_id: f"{row.unit_id} · {countries.get(row.iso3, row.iso3)}" for row in units.itertuples()}
    offered = {"all": _("Open a unit, or click a mark")} | named
    code = filters.choice(_("Unit"), "unit", offered, "all", is_bare=True)
    if code != "all":
        st.dialog(named[code], width="large", on_dismiss=_close)(_one)(view, units[units["unit_id"] == code])


def _close() -> None:
    st.query_params.pop("unit", None)
    st.session_state[CLOSED] = st.session_state.get(CLOSED, 0) + 1


def _one(view: View, units: pd.DataFrame) -> None:
    """Say what is missing in one unit, and show its returns across rotations. Frame: its row of engagement_platoon_units."""
    row = next(units.itertuples())
    st.markdown(platoon_facts.one(row, event_facts.is_silent(run, view, units, "contingent_troops").any()))
    st.caption(
        _("Last return: {day}, in {file}, {place}.").format(
            day=formats.day(row.reported_on),
            file=formats.plain(row.file_name),
            place=formats.plain(errors.placed(row.place)),
        )
    )
    history = run(HISTORY, view.snapshot, unit_id=row.unit_id, as_of=view.until)
    codes = facts.codes(run, view)
    headings = notes.headings(HISTORY, history) | {"iso3": _("Contributor")}
    shown = notes.named(history, dict(codes) | dict.fromkeys(FLAGS, facts.yes))
    grids.show(shown, headings, alt=_("Returns of the unit, newest first"))
    notes.under(view, HISTORY, history, "unit_history", line=False, names=codes)
