"""The morning on screen: who waits for what, rotations, visits, slots, shortfalls, renewals, languages, and what is not reported."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.deployments import facts as deployment_facts
from pages.kit import filters, grids, labels, notes, snapshot
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, colon
from pages.kit.view import View
from pages.today import charts, facts, finding_facts, table_views, week_views
from pages.today.facts import Morning


def nothing(view: View) -> None:
    """Say why nothing stands here: the view is open, or no roster and no return is loaded; and where to go."""
    if view.is_open:
        st.info(
            _(
                "Today is for restricted data: rosters, returns and what is not announced. This view is open and holds none of it, so nothing stands here."
            )
        )
        return
    words = _(
        "No export of the PCRS and no return of a unit is loaded: who waits, rotates or is visited is not reported, which is not none."
    )
    snapshot.nothing_loaded(words, facts.ROSTER, "today", capability_facts.first_export(run, view))


def no_roster(view: View) -> None:
    """Say that there is no export for the day, which is not that nobody waits."""
    st.info(
        _("No export of the PCRS is loaded for this day: who is selected and waits is not reported, which is not none.")
    )
    if first := capability_facts.first_export(run, view):
        snapshot.nothing_yet(first, "today")
    else:
        snapshot.offer_load(facts.ROSTER)


def waiting(view: View, morning: Morning) -> None:
    """Draw where selected units are blocked, with what presses."""
    notes.finding(finding_facts.waiting_finding(morning.waiting), _("Selected units by the first step that is open"))
    if morning.waiting.empty:
        return
    steps = facts.steps(morning.waiting)
    chart = charts.steps(steps, notes.ink())
    alt = _("Selected units by the step that blocks them")
    st.echarts_chart(chart, height=charts.height(steps), key="steps", alt=alt)
    if clocks := finding_facts.clocks(morning.waiting):
        st.markdown(f"**{_('Clocks')}**{colon()}{clocks}")
    if lines := finding_facts.pressing(morning.waiting, view.reading_day):
        st.markdown("\n".join(f"- {line}" for line in lines))
    notes.under(
        view, facts.WAITING, morning.waiting, "today_steps", line=False, names=morning.names, chart=chart,
        height=charts.height(steps), title=_("Selected units by the first step that is open"),
    )  # fmt: skip


def selected(view: View, morning: Morning) -> None:
    """List selected units, each with its open steps and both clocks."""
    if morning.waiting.empty:
        return
    st.header(_("Selected units and their clocks"))
    st.markdown(
        _(
            "Days at the Rapid Deployment Level run from the formal invitation, at Levels 2 and 3 from its acceptance. The order of steps is this ledger's; a blank cell is not reported. MOU: memorandum of understanding."
        )
    )
    headings = {
        "step": Heading(_("Blocked at"), 170),
        "waiting_days": Heading(_("Days since selected"), 100, "count"),
        "ready_by": Heading(_("Ready by"), 100, "day"),
        "ready_in_days": Heading(_("Days left"), 80, "count"),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "deployed_mission": Heading(_("Mission"), 70),
        "invited_days": Heading(_("Days since invitation"), 110, "count"),
        "accepted_days": Heading(_("Days since acceptance"), 110, "count"),
        "arrives_on": Heading(_("Arrives"), 100, "day"),
        "level": Heading(_("Level"), 120),
        "open_steps": Heading(_("Open steps"), 460),
        "load_list": Heading(_("Load list"), 100),
        "mou_state": Heading(_("MOU"), 110),
        "predeployment_visit_on": Heading(_("Pre-deployment visit"), 120, "day"),
    }
    reported = facts.reported_columns(morning.columns)
    headings = {column: heading for column, heading in headings.items() if reported.get(column, True)}
    table_views.show(
        view,
        morning,
        facts.WAITING,
        morning.waiting,
        headings,
        "waiting",
        _("Selected units and their clocks"),
        off_paper=("level", "load_list", "mou_state", "predeployment_visit_on", "waiting_days"),  # open steps say them
    )


def _head(finding: str, figure: str, *more: str) -> None:
    notes.finding(finding, figure)
    if sentences := [sentence for sentence in more if sentence]:
        st.markdown(" ".join(sentences))


def rotations(view: View, morning: Morning) -> None:
    """List rotations and repatriations by day, with who replaces each."""
    if not facts.reports(morning.columns, "rotates_out"):
        return
    frame, head, group = morning.rotations, st.container(), "all"
    if len(frame):
        groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
        group = filters.choice(_("UN regional group"), "group", groups, group)
        if group != "all":
            frame = frame[frame["iso3"].isin(deployment_facts.of_group(run, view, group))]
    with head:
        _head(finding_facts.rotations_finding(frame), _("Rotations and repatriations"), finding_facts.past(frame))
    if frame.empty:
        return
    drawn = week_views.leaving(view, frame)
    headings = {
        "rotates_out": Heading(_("Leaves"), 100, "day"),
        "replacement": Heading(_("Replacement"), 170),
        "replaced_by": Heading(_("Replaced by"), 150),
        "iso3": Heading(_("Member State"), 150),
        "mission": Heading(_("Mission"), 70),
        "unit_type": Heading(_("Kind of unit"), 200),
        "in_days": Heading(_("In days"), 70, "count"),
        "strength_count": Heading(_("People"), 70, "count"),
        "mission_ends_on": Heading(_("Mission ends"), 110, "day"),
        "as_of": Heading(_("Return of"), 100, "day"),
    }
    if frame["mission_ends_on"].isna().all():
        headings.pop("mission_ends_on")
    table_views.show(
        view,
        morning,
        facts.ROTATIONS,
        frame,
        headings,
        "rotations",
        _("Rotations and repatriations"),
        has_entry=False,
        filters="" if group == "all" else f"group={group}",
        off_paper=("in_days", "as_of"),
        **drawn,
    )


def visits(view: View, morning: Morning) -> None:
    """List visits by day."""
    if not facts.reports(morning.columns, "visit_planned_on", "predeployment_visit_on", "verification_date"):
        return
    frame = morning.visits
    _head(finding_facts.visits_finding(frame), _("Visits"), finding_facts.past(frame))
    if frame.empty:
        return
    headings = {
        "on_day": Heading(_("Day"), 100, "day"),
        "visit": Heading(_("Visit"), 210),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "in_days": Heading(_("In days"), 70, "count"),
        "level": Heading(_("Level"), 130),
        "status": Heading(_("Status"), 110),
        "deployed_mission": Heading(_("Mission"), 70),
        "strength_count": Heading(_("People"), 70, "count"),
    }
    table_views.show(
        view,
        morning,
        facts.VISITS,
        frame,
        headings,
        "visits",
        _("Visits by day"),
        off_paper=("in_days", "strength_count"),
    )


def slots(view: View, morning: Morning) -> None:
    """List periods of smart pledges that no state covers."""
    if not facts.reports(morning.columns, "slots"):
        return
    _head(
        finding_facts.slots_finding(morning.slots),
        _("Uncovered slots of smart (rotational) pledges"),
        finding_facts.unread_slots(morning.units),
    )
    if morning.slots.empty:
        return
    headings = {
        "slot_from": Heading(_("Uncovered from"), 110, "day"),
        "slot_to": Heading(_("to"), 110, "day"),
        "kind": Heading(_("What it is"), 160),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "before_iso3": Heading(_("Covered before by"), 150),
        "after_iso3": Heading(_("Covered after by"), 150),
        "level": Heading(_("Level"), 130),
        "strength_count": Heading(_("People"), 70, "count"),
    }
    table_views.show(view, morning, facts.SLOTS, morning.slots, headings, "slots", _("Uncovered slots"))


def shortfalls(view: View, morning: Morning) -> None:
    """List units that serve a line and do not show all that it asks for."""
    frame = morning.shortfalls
    note = _(
        "The statement of unit requirements (SUR) is a document and not among the files: the line of mission requirements that the unit serves stands for it. A unit that names no line is not compared."
    )
    finding = morning.once("shortfalls", lambda: finding_facts.shortfalls_finding(frame))
    _head(finding, _("Shortfalls against what is asked of the unit"), note)
    short = frame[frame["lacks"].notna()]
    if short.empty:
        return
    headings = {
        "lacks": Heading(_("Does not show"), 260),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "status": Heading(_("Status"), 90),
        "mission": Heading(_("Mission"), 70),
        "line": Heading(_("Line"), 70),
        "languages_asked": Heading(_("Languages asked"), 130),
        "languages": Heading(_("Languages"), 120),
        "equipment_asked": Heading(_("Equipment asked"), 160),
        "equipment": Heading(_("Equipment"), 180),
        "days_asked": Heading(_("Asked within days"), 80, "count"),
        "ready_days": Heading(_("Ready within days"), 90, "count"),
        "women_percent_asked": Heading(_("Women asked, %"), 90, "count"),
        "women_count": Heading(_("Women"), 70, "count"),
        "strength_count": Heading(_("People"), 70, "count"),
    }
    table_views.show(
        view,
        morning,
        facts.SHORTFALLS,
        short,
        headings,
        "shortfalls",
        _("What units do not show of what is asked"),
        off_paper=(
            "languages_asked",
            "languages",
            "equipment_asked",
            "equipment",
            "days_asked",
            "ready_days",
            "women_percent_asked",
            "women_count",
            "strength_count",
        ),
    )


def renewals(view: View, morning: Morning) -> None:
    """List units whose renewal runs out soon."""
    if not facts.reports(morning.columns, "date_accepted"):
        return
    near = morning.once("renewals", lambda: facts.renewals(morning.units, view.reading_day))
    note = _("The day after its last day a unit is stale: shown, not counted as available.")
    _head(finding_facts.renewals_finding(near), _("Renewals that run out"), note)
    if near.empty:
        return
    headings = {
        "renew_by": Heading(_("Renewal holds until"), 140, "day"),
        "in_days": Heading(_("In days"), 70, "count"),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "level": Heading(_("Level"), 130),
        "why_not": Heading(_("Available, or why not"), 200),
        "strength_count": Heading(_("People"), 70, "count"),
        "date_accepted": Heading(_("Accepted"), 100, "day"),
        "last_renewed": Heading(_("Renewed"), 100, "day"),
    }
    table_views.show(
        view,
        morning,
        facts.UNITS,
        near,
        headings,
        "renewals",
        _("Renewals that run out within 60 days"),
        off_paper=("in_days", "strength_count", "date_accepted", "last_renewed"),
    )


def tongues(view: View, morning: Morning) -> None:
    """List available units with a caveat, and say in which languages available ones work."""
    if morning.units.empty:
        return
    available = morning.units[morning.units["is_available"].astype(bool)]
    note = _("A unit that works in two languages counts in both. A caveat keeps no unit from being available.")
    _head(finding_facts.tongues_finding(morning.units), _("Languages and caveats of available units"), note)
    if available.empty:
        return
    headings = {
        "languages": Heading(_("Languages"), 140),
        "caveats": Heading(_("Caveats"), 240),
        "iso3": Heading(_("Member State"), 150),
        "capability": Heading(_("Capability"), 215),
        "condition": Heading(_("Condition, met"), 200),
        "level": Heading(_("Level"), 130),
        "strength_count": Heading(_("People"), 70, "count"),
        "ready_days": Heading(_("Ready within days"), 90, "count"),
    }
    order = available.assign(rank=available["caveats"].isna()).sort_values("rank", kind="stable").drop(columns="rank")
    table_views.show(
        view,
        morning,
        facts.UNITS,
        order,
        headings,
        "available",
        _("Available units with languages and caveats"),
        off_paper=("level", "strength_count"),
        rows_on_paper=max(int(available["caveats"].notna().sum()), table_views.LONG),
    )


def columns(view: View, morning: Morning) -> None:
    """Say which columns no file reports, and of each how many rows do."""
    st.header(_("What this page rests on"))
    lines = finding_facts.not_reported(morning.columns)
    st.markdown(
        "\n".join(f"- {line}" for line in lines) or _("Each column that this page reads is reported for some rows.")
    )
    words = morning.names
    table: dict[str, Any] = {
        "column_name": [words["column_name"](code) for code in morning.columns["column_name"]],
        "source": [words["source"](code) for code in morning.columns["source"]],
    }
    for column in ("reported_count", "row_count", "not_read_count"):
        table[column] = morning.columns[column].to_numpy()
    headings = {
        "column_name": Heading(_("Column"), 280, is_pinned=True),
        "source": Heading(_("Of"), 170),
        "reported_count": Heading(_("Reported for"), 100, "count"),
        "row_count": Heading(_("of rows"), 90, "count"),
        "not_read_count": Heading(_("Not read"), 90, "count"),
    }
    frame = pd.DataFrame(table)
    grids.show(
        frame, grids.columns(frame, headings), alt=_("Columns that the page reads, and how many rows report them")
    )
    notes.under(view, facts.COLUMNS, morning.columns, "today_columns", line=False, names=words)
