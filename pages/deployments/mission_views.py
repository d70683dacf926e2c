"""The parts of the missions page: the list, and of one mission its people over time, parity, contributors, facts and place."""

import pandas as pd
import streamlit as st

from pages.deployments import charts, event_facts, facts, finding_facts, mission_facts
from pages.deployments import labels as deployment_labels
from pages.kit import bar_charts, filters, formats, grids, labels, naming, notes, snapshot, sources
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

TIMELINE, CONTRIBUTORS = "mission_timeline", "mission_contributors"
PARITY, MONTH, AIR = "parity_by_mission", "deployment_by_mission", "air_assets"


def listing(view: View) -> None:
    """List all missions, open ones first; a click on a code opens the mission."""
    missions = run(mission_facts.LIST, view.snapshot, as_of=view.as_of, scope=view.scope)
    known = mission_facts.about(run, view)
    notes.finding(
        finding_facts.of_missions(view, missions), _("Missions: open, no longer printed, closed, or without figures")
    )
    is_open = missions["state"] == "open"  # elsewhere a nought would say that someone was counted
    st.markdown(_("Click a code to open a mission."))
    missions.insert(1, "name", [_(known.loc[code, "name"]) for code in missions["mission"]])
    rows = list(missions.itertuples())
    kinds = [known.loc[code, "kind"] for code in missions["mission"]]
    shown = pd.DataFrame(
        {
            "mission": missions["mission"],
            "state": [mission_facts.state(row, known) for row in rows],
            "people_count": missions["people_count"].astype("Int64").where(is_open),
            "share": [
                formats.share_of(row) if pd.notna(row.people_count) and row.people_count else None for row in rows
            ],
            "contributor_count": missions["contributor_count"].astype("Int64").where(is_open),
            "kind": [labels.name(deployment_labels.MISSION_KINDS, kind) for kind in kinds],
            "started_on": missions["started_on"],
            "name": missions["name"],
        }
    )

    def follow() -> None:
        st.session_state["mission"] = missions["mission"].iloc[st.session_state["open_mission"].row]

    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "mission": st.column_config.ButtonColumn(
            _("Mission"), pinned=True, width=120, type="tertiary", alignment="left", key="open_mission", on_click=follow
        ),
        "state": text(_("State"), width=190),
        "people_count": number(_("People"), format="localized"),
        "share": _("Women"),
        "contributor_count": number(_("Contributors"), format="localized"),
        "kind": _("Kind"),
        "started_on": st.column_config.DateColumn(_("Started")),
        "name": text(_("Name"), width=420),
    }
    grids.show(shown, columns, height="content", alt=_("Missions, open ones first"))
    notes.under(view, mission_facts.LIST, missions, "missions")


def cards(shown: View, code: str) -> None:
    """Show people, women, contributors and change of a mission in the month."""
    months = run(MONTH, shown.snapshot, as_of=shown.as_of, scope=shown.scope)
    month = months[months["mission"] == code]
    row = month.iloc[0]
    grids.cards(facts.personnel(row, (_("Contributors"), "contributor_count")))
    if pd.isna(row["people_change_12m"]):
        st.caption(facts.not_comparable(shown))
    notes.under(shown, MONTH, month, "mission_month", more=sources.chosen(mission=code))


def over_time(shown: View, code: str) -> None:
    """Draw people by month, stacked by personnel type or by contributor. Months without a report are hatched."""
    head = st.container()
    options = {"type": _("Personnel type"), "contributor": _("Contributor")}
    by = filters.choice(_("Stacked by"), "by", options, "type", wide=True)
    frame = run(TIMELINE, shown.snapshot, mission=code, by=by)
    frame = frame[frame["as_of"].dt.date <= shown.as_of].dropna(axis="columns", how="all")
    with head:
        notes.finding(finding_facts.over_time(run, shown, frame, is_stated=True), _("People by month"))
    if by == "type":
        column, names = "personnel_type", {kind: _(name) for kind, name in labels.TYPES.items()}
        title = _("{mission} by month and personnel type").format(mission=code)
        caption = ""
    else:
        column, names = "iso3", naming.states(run, shown)
        title = _("{mission} by month and contributor").format(mission=code)
        frame = naming.with_names(run, shown, frame).drop(columns="un_order")
        caption = _("The largest contributors over the whole time have a colour of their own; the others are one band.")
    reported, unstated = facts.reported(run, shown), facts.unstated(run, shown)
    reported = reported[~reported.isin(unstated)]
    own = mission_facts.names(run, shown, code)
    events = event_facts.of_stack(event_facts.over_time(run, shown, frame, own), by)
    option = charts.stacked_timeline(frame, column, names, notes.ink(), reported, unstated=unstated, events=events)
    st.echarts_chart(option, height=charts.TALL, key=f"timeline_{by}", alt=title)
    if said := " ".join(filter(None, (caption, event_facts.told(events)))):
        st.caption(said)
    notes.under(
        shown,
        TIMELINE,
        frame,
        f"timeline_{by}",
        chart=option,
        height=charts.TALL,
        title=title,
        more=sources.chosen(mission=code, by=by),
    )


def parity(shown: View, code: str) -> None:
    """Show the share of women per category against its targets, and in words what is small or not there."""
    rows = event_facts.without_needs(run, shown, run(PARITY, shown.snapshot, as_of=shown.as_of, scope=shown.scope))
    rows = rows[rows["mission"] == code]
    notes.finding(finding_facts.categories(rows), _("Women against the parity targets"))
    counted = rows[rows["people_count"].fillna(0) > 0]
    large = counted[counted["people_count"] >= formats.SMALL]
    option = None
    height = 118 + 62 * len(large)
    left, right = st.columns([3, 2], gap="large")
    if len(large):
        option = bar_charts.parity_bars(large, notes.ink())
        alt = _("Share of women in {mission} by personnel category, with targets").format(mission=code)
        left.echarts_chart(option, height=height, key="mission_parity", alt=alt)
    with right:
        for line in facts.by_category(counted):
            st.markdown(line)
        for row in rows[rows["people_count"].isna()].itertuples():
            st.markdown(_("{category}: no figure in this month").format(category=labels.category_name(row.category)))
        st.caption(_("A category that is not listed is not printed for this mission: nobody, or not reported."))
    title = _("Women in {mission} by personnel category").format(mission=code)
    notes.under(
        shown,
        PARITY,
        rows,
        "mission_parity",
        chart=option,
        height=height,
        title=title,
        more=sources.chosen(mission=code),
    )


def contributors(shown: View, code: str) -> None:
    """List who is in the mission in UN order, with the first reported month; then who was."""
    states = run(CONTRIBUTORS, shown.snapshot, mission=code, as_of=shown.as_of)
    states = naming.with_names(run, shown, states).drop(columns="un_order")
    states = states[["name", *states.columns.drop("name")]]
    there = states[states["people_count"].fillna(0) > 0]
    notes.finding(
        finding_facts.most_people(shown, there),
        ngettext(
            "{n} contributor in {month}, in UN order; {past} earlier ones are in the table below the definition",
            "{n} contributors in {month}, in UN order; {past} earlier ones are in the table below the definition",
            len(there),
        ).format(n=len(there), month=formats.month(shown.as_of), past=len(states) - len(there)),
    )
    table = pd.DataFrame(
        {
            "name": there["name"],
            "people_count": there["people_count"],
            "share": [formats.share_of(row) for row in there.itertuples()],
            "first": [formats.month(day) for day in there["first_as_of"]],
            "month_count": there["month_count"],
        }
    )
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "name": text(_("Contributor"), pinned=True, width=190),
        "people_count": number(_("People"), format="localized"),
        "share": _("Women"),
        "first": _("First reported"),
        "month_count": number(_("Reported months with people"), format="localized"),
    }
    height = 430 if len(table) > 11 else "content"
    grids.show(table, columns, height=height, alt=_("Contributors of this mission, in UN order"))
    words = _("The files begin in {month}; the true first month may lie in one that was not reported.")
    st.caption(words.format(month=facts.started(run, shown)))
    notes.under(shown, CONTRIBUTORS, states, "mission_contributors", more=sources.chosen(mission=code))


def known(view: View, mission: pd.Series, is_open: bool) -> None:
    """Show a mission's facts with their sources, beside the place of its headquarters."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        rows = mission_facts.table(run, view, mission, is_open)
        general = _(mission["source"])
        is_said = (rows["source"] == general) | (rows["source"] == rows["source"].shift())
        # An address is longer than the table is wide: the name of its site stands for it.
        sources = (
            rows["source"].mask(is_said, "").str.replace(r"(https?://(?:www\.)?([^/\s]+)\S*)", r"[\2](\1)", regex=True)
        )
        headings = {"fact": _("Fact"), "value": _("Value"), "source": _("Source")}
        shown = rows.assign(source=sources).rename(columns=headings)
        st.table(shown, border="horizontal", hide_index=True, alt=_("Facts of this mission, with their sources"))
        st.caption(_("Where no source stands beside a fact or above it: {source}.").format(source=general))
        notes.offer(view, mission_facts.MISSIONS, rows, "facts")
    with right:
        _place(view, mission)


def _place(view: View, mission: pd.Series) -> None:
    """Draw where the headquarters lies, or say that no source gives it."""
    if isinstance(mission["hq_city"], str):
        st.subheader(_("Headquarters in {city}").format(city=_(mission["hq_city"])))
    else:
        st.subheader(_("Headquarters"))
    if view.is_exercise:
        st.info(_("An invented mission has no place on a map."))
        return
    if pd.isna(mission["hq_latitude"]):
        st.info(_("No source gives the place of its headquarters."))
        return
    city = _(mission["hq_city"])
    place = (mission["hq_longitude"], mission["hq_latitude"])
    hosts = mission_facts.hosts(mission)
    option = charts.headquarters(place, city, hosts, naming.states(run, view), notes.ink())
    whence = _("Source: {sources}.").format(sources=_(mission["source"]))
    credit = f"{whence} {notes.map_credit(charts.window(place, hosts))}"
    title = _("Headquarters of {mission}: {city}").format(mission=mission.name, city=city)
    st.echarts_chart(option, width=charts.WIDTH, height=charts.HEIGHT, key="hq", alt=title)
    st.caption(credit)
    columns = ["hq_city", "hq_latitude", "hq_longitude"]
    frame = pd.DataFrame([{"mission": mission.name} | mission[columns].to_dict()])
    notes.under(
        view, mission_facts.MISSIONS, frame, "hq", line=False, chart=option, height=charts.HEIGHT, width=charts.WIDTH, title=title,
        credit=credit, more=sources.chosen(mission=mission.name),
    )  # fmt: skip


def air_assets(view: View, code: str) -> None:
    """Show the airframes that the mission last reported, or say that none are reported and where the file is loaded."""
    airframes = run(AIR, view.snapshot, as_of=view.as_of)
    airframes = airframes[airframes["mission"] == code]
    if airframes.empty:
        words = _("Not reported, which is not zero: no loaded file gives air assets of {mission} on or before {day}.")
        told = words.format(mission=code, day=formats.day(view.as_of))
        st.info(f"{told} {sources.who_loads()}" if view.is_open and not view.is_exercise else told)
        snapshot.offer_load("air_assets")
        return
    st.markdown(_("Airframes, not units. Rotary wing, fixed wing and unmanned aircraft are never added."))
    grids.show(airframes, notes.headings(AIR, airframes), alt=_("Air assets of this mission, as last reported"))
    notes.under(view, AIR, airframes, "air", line=False)
