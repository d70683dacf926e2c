"""Grids of the requirements page: asks without a pledge, and public announcements beside the uniformed asks."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.capabilities import announced_facts
from pages.kit import cell_charts, filters, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import facts as pledge_facts
from pages.requirements import charts, facts, finding_facts
from pages.requirements.detail_views import pledge_cards

WITHOUT = "asks_without_pledge"
MINISTERIALS = "ministerials"


def without(view: View, kind: str) -> None:
    """Draw chapter by category: asks without a pledge of all asks. A click filters the catalogue."""
    frame = run(WITHOUT, view.snapshot, as_of=view.until, asks=kind)
    title = _("Asks without a pledge, by chapter of the guide and category of the form")
    is_public = pledge_facts.is_public_alone(run, view)
    notes.finding(finding_facts.without(frame, is_public), title)
    st.markdown(
        _(
            "In each cell: asks without a pledge of all asks there. Empty: the guide asks for nothing there. Click a cell to see its asks in the catalogue."
        )
    )
    chart, height = charts.without(frame, is_public, notes.ink())

    def follow() -> None:
        place = cell_charts.chosen(st.session_state["without"].selection.selected)
        if place is None or place >= len(frame):
            return
        row = frame.iloc[place]
        everything = dict.fromkeys(("status", "capability", "mission", "ask"), "all")
        asked = {"show": "catalogue", "chapter": row["chapter"], "category": row["pledge_category"]}
        st.query_params.update(asked | {"pledged": "without"} | everything)
        st.query_params.pop("q", None)

    _offer(view, WITHOUT, frame, "without", chart=chart, height=height, title=title, follow=follow)


def _offer(
    view: View,
    name: str,
    frame: pd.DataFrame,
    key: str,
    chart: dict,
    height: int,
    title: str,
    follow: Callable[[], None],
) -> None:
    """Draw a grid whose cells can be clicked, and put under it what stands under every figure."""
    st.echarts_chart(chart, height=height, key=key, on_select=follow, alt=title)
    names, more = facts.codes(run, view), facts.files_say(view)
    notes.under(view, name, frame, f"{key}_table", names=names, more=more, chart=chart, height=height, title=title)


def announced(view: View) -> None:
    """Draw the uniformed capabilities asked for against Ministerials or regional groups, with the pledges announced in public."""
    st.warning(
        _(
            "These are announcements that public pages print, and only those that were found: the list is partial and biased, with few rows of Latin America and the Caribbean (GRULAC) and of Eastern Europe. It says nothing about regions, and announced is not registered."
        ),
        icon=":material/info:",
    )
    by, meeting = _choose_columns(view)
    frame = run(facts.ANNOUNCED, view.snapshot, by=by, ministerial=meeting, as_of=view.until, today=view.today)
    groups = facts.grouped(run, view)
    rows = {code: facts.shortened(groups.get(code, code)) for code in frame["ask_group"].drop_duplicates()}
    columns = facts.places(frame)
    title = _("Uniformed capabilities asked for, and pledges announced in public")
    notes.finding(announced_facts.finding(run, view, frame[frame["capability"].notna()]), title)
    if by == "ministerial":
        st.caption(facts.ages(frame))
    st.markdown(
        _(
            "In each cell: announced pledges that answer an ask for the capability. **0**: asked for, and none in the list. Empty: none in the list, and what that Ministerial asked for is not known here. Hatched: the list has no pledge of any kind there. The four parts of countering drones are never added. Click a cell to read the pledges."
        )
    )
    chart, height, places = charts.announced(frame, rows, columns, notes.ink())

    def follow() -> None:
        place = cell_charts.chosen(st.session_state[f"announced_{by}"].selection.selected)
        if place is not None and place < len(places):
            st.query_params.update(zip(("row", "column"), places[place], strict=True))

    _offer(view, facts.ANNOUNCED, frame, f"announced_{by}", chart=chart, height=height, title=title, follow=follow)
    st.header(_("The pledges behind a number"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row = filters.choice(_("Asked for"), "row", {"all": _("Choose one, or click a cell")} | rows, "all")
        column = filters.choice(_("Where"), "column", {"all": _("All")} | columns, "all")
    if row != "all":
        pledge_cards(view, facts.announced_pledges(run, view, row, by, column, meeting), "announced_pledges")


def _choose_columns(view: View) -> tuple[str, str]:
    """Offer what stands across, and for regional groups the Ministerial, of which empty means all; return both."""
    kinds = {"ministerial": _("By Ministerial"), "regional_group": _("By UN regional group")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = filters.choice(_("Draw"), "by", kinds, "ministerial", wide=True)
        if by != "regional_group":
            return by, ""
        meetings = {code: _(code) for code in run(MINISTERIALS, view.snapshot)["ministerial"]}
        names = {"all": _("All, and at none")} | meetings | {"none": _("At no Ministerial")}
        meeting = filters.choice(_("Ministerial"), "at", names, "all")
    return by, "" if meeting == "all" else meeting
