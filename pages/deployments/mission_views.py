"""The parts of the missions page: the list, and of one mission its facts, place, people over time, parity and contributors."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.deployments.timeline_charts import stacked_timeline
from pages.kit import formats, grids, labels, notes, tables
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.parity import charts

PAGE = "pages/deployments/missions.py"
LIST = "mission_list"
FACTS = "missions"
TIMELINE = "mission_timeline"
CONTRIBUTORS = "mission_contributors"
PARITY = "parity_by_mission"
MONTH = "deployment_by_mission"


def about(view: View) -> pd.DataFrame:
    """Return what the project knows of each mission, by code."""
    return run(FACTS, view.snapshot).set_index("mission_code")


def named(view: View) -> dict[str, str]:
    """Return the missions to choose from as code -> words, open ones first; a former name leads to the same mission."""
    known = about(view)
    line = known["lineage_code"].to_dict()
    names = {"all": _("All missions")}
    for row in run(LIST, view.snapshot, as_of=view.as_of).itertuples():
        names[row.mission] = _("{mission} ({state})").format(mission=row.mission, state=state(row, known))
        names |= {
            code: _("{mission} (former name of {newest})").format(mission=code, newest=row.mission)
            for code in line
            if line[code] == line[row.mission] and code != row.mission
        }
    return names


def state(row, known: pd.DataFrame) -> str:
    """Return in words whether a mission is open, closed and when, or no longer printed since. Row: mission_list."""
    if row.state == "closed":
        return _("closed {day}").format(day=ended(known.loc[row.mission]))
    if row.state == "no longer printed":
        return _("last printed in {month}").format(month=formats.month(row.last_as_of))
    return labels.name(labels.MISSION_STATES, row.state)


def ended(facts: pd.Series) -> str:
    """Return a mission's end as exactly as it is sourced."""
    return formats.month(facts["ended_on"]) if facts["ended_precision"] == "month" else formats.day(facts["ended_on"])


def listing(view: View) -> None:
    """List all missions, open ones first; a click on a code opens the mission."""
    found = run(LIST, view.snapshot, as_of=view.as_of, scope=view.scope)
    known = about(view)
    open_count = int((found["state"] == "open").sum())
    st.markdown(
        ngettext(
            "{n} open mission in {month}, then those no longer printed, closed, or without figures. Click a code to open a mission.",
            "{n} open missions in {month}, then those no longer printed, closed, or without figures. Click a code to open a mission.",
            open_count,
        ).format(n=open_count, month=formats.month(view.as_of))
    )
    found.insert(1, "name", [_(known.loc[code, "name"]) for code in found["mission"]])
    there = found["state"] == "open"  # elsewhere a nought would say that someone was counted
    shown = pd.DataFrame(
        {
            "mission": found["mission"],
            "told": [state(row, known) for row in found.itertuples()],
            "people_count": found["people_count"].astype("Int64").where(there),
            "share": [formats.share(r.women_count, r.people_count) if r.people_count else None for r in found.itertuples()],
            "contributor_count": found["contributor_count"].astype("Int64").where(there),
            "kind": [labels.name(labels.MISSION_KINDS, known.loc[code, "kind"]) for code in found["mission"]],
            "started_on": found["started_on"],
            "name": found["name"],
        }
    )  # fmt: skip

    def follow() -> None:
        st.session_state["mission"] = found["mission"].iloc[st.session_state["open_mission"].row]

    number = st.column_config.NumberColumn
    columns = {
        "mission": st.column_config.ButtonColumn(
            _("Mission"), pinned=True, width=120, type="tertiary", alignment="left", key="open_mission", on_click=follow
        ),
        "told": st.column_config.TextColumn(_("State"), width=190), "people_count": number(_("People"), format="localized"), "share": _("Women"),
        "contributor_count": number(_("Contributors"), format="localized"), "kind": _("Kind"),
        "started_on": st.column_config.DateColumn(_("Started")), "name": st.column_config.TextColumn(_("Name"), width=420),
    }  # fmt: skip
    grids.show(shown, columns, height="content", alt=_("Missions, open ones first"))
    notes.under(view, LIST, found, "missions")


def of_mission(view: View, mission: str) -> tuple[pd.Series, pd.Series, View]:
    """Return a mission's row of the list, its facts, and the view that its figures are of.

    A mission that the month does not print is shown in the last month that does; its own figures do not depend on the scope.
    """
    known = about(view)
    line = known.loc[mission, "lineage_code"]
    found = run(LIST, view.snapshot, as_of=view.as_of)
    row = found[[known.loc[code, "lineage_code"] == line for code in found["mission"]]].iloc[0]
    scope = view.scope if known.loc[mission, "is_peacekeeping"] else "all"
    last = row["last_as_of"]
    as_of = view.as_of if pd.isna(last) or row["people_count"] != 0 else last.date()
    return row, known.loc[row["mission"]], replace(view, scope=scope, as_of=as_of)


def is_printed(row: pd.Series) -> bool:
    """Say whether any month up to the one shown prints people of a mission. Row: mission_list."""
    return not pd.isna(row["last_as_of"])


def relatives(view: View, mission: str) -> tuple[list[str], list[str]]:
    """Return the codes that a mission had before it was renamed, and the missions that it succeeded."""
    known = about(view)
    line = known["lineage_code"] == known.loc[mission, "lineage_code"]
    return sorted(known.index[line].drop(mission)), sorted(known.index[known["successor_code"] == mission])


def standing(view: View, row: pd.Series, facts: pd.Series, shown: View) -> None:
    """Say what a reader must know first: closed, renamed, ending, or shown as of another month."""
    told = []
    if row["state"] == "closed":
        told.append(_("{mission} is closed (end: {day}).").format(mission=row["mission"], day=ended(facts)))
        if not pd.isna(row["last_as_of"]) and row["last_as_of"] > facts["ended_on"]:
            told.append(
                _("The files print people who wind it up until {month}.").format(month=formats.month(row["last_as_of"]))
            )
    if shown.as_of != view.as_of:
        told.append(
            _("{month} prints nobody of it. All figures below are of {last}, the last month that does.").format(
                month=formats.month(view.as_of), last=formats.day(shown.as_of)
            )
        )
    former, successor_of = relatives(view, row["mission"])
    if former:
        told.append(
            _("It was called {former} before: one mission renamed, one line here.").format(former=", ".join(former))
        )
    if successor_of:
        told.append(
            _("It succeeded {mission}, which is kept apart as a mission of its own.").format(
                mission=", ".join(successor_of)
            )
        )
    if isinstance(facts["successor_code"], str):
        told.append(_("{mission} succeeded it and is kept apart.").format(mission=facts["successor_code"]))
    if shown.scope != view.scope:
        told.append(_("It is not a peacekeeping operation: figures of peacekeeping operations only leave it out."))
    if told:
        st.info(" ".join(told))
    if not pd.isna(facts["operations_end_on"]):
        sentence = _("Operations cease on {day}: {source}.")
        day = formats.day(facts["operations_end_on"])
        st.warning(sentence.format(day=day, source=_(facts["operations_end_source"])))


def cards(shown: View, row: pd.Series) -> None:
    """Show people, women, contributors and change of the month."""
    found = run(MONTH, shown.snapshot, as_of=shown.as_of, scope=shown.scope)
    month = found[found["mission"] == row["mission"]].iloc[0]
    told = (
        (_("People in uniform"), formats.count(month["people_count"])),
        (_("Women"), formats.count(month["women_count"])),
        (_("Share of women"), formats.share(month["women_count"], month["people_count"])),
        (_("Contributors"), formats.count(month["contributor_count"])),
        (_("Change in 12 months"), formats.change(month["people_change_12m"])),
    )
    with st.grid(5, gap="small", min_column_width=150):
        for label, value in told:
            st.metric(label, value, border=True)
    if pd.isna(month["people_change_12m"]):
        earlier = formats.month(shown.as_of.replace(year=shown.as_of.year - 1, day=1))
        st.caption(_("Change in 12 months: not comparable, because {month} was not reported.").format(month=earlier))
    notes.under(shown, MONTH, found[found["mission"] == row["mission"]], "mission_month")


def over_time(shown: View, mission: str, by: str) -> None:
    """Draw people by month, stacked by personnel type or by contributor. Months without a report are hatched."""
    frame = run(TIMELINE, shown.snapshot, mission=mission, by=by)
    frame = frame[frame["as_of"].dt.date <= shown.as_of].dropna(axis="columns", how="all")
    if by == "type":
        column, names = "personnel_type", {code: _(name) for code, name in labels.TYPES.items()}
        told = _("{mission} by month and personnel type").format(mission=mission)
    else:
        states = run("countries", shown.snapshot)
        column, names = "iso3", {row.iso3: _(row.name) for row in states.itertuples()}
        told = _("{mission} by month and contributor").format(mission=mission)
        frame = tables.with_names(shown, frame).drop(columns="un_order")
    reported = run("months", shown.snapshot)["as_of"]
    reported = reported[reported.dt.date <= shown.as_of]
    option = stacked_timeline(frame, column, names, notes.ink(), reported)
    st.echarts_chart(option, height=360, key=f"timeline_{by}", alt=told)
    if by == "type":
        st.caption(_("Before May 2017 staff officers stand inside troops."))
    else:
        st.caption(
            _("The largest contributors over the whole time have a colour of their own; the others are one band.")
        )
    notes.under(shown, TIMELINE, frame, f"timeline_{by}", chart=option, title=told)


def parity(shown: View, row: pd.Series) -> None:
    """Show the share of women per category against its targets, and in words what is small or not there."""
    found = run(PARITY, shown.snapshot, as_of=shown.as_of, scope=shown.scope)
    found = found[found["mission"] == row["mission"]]
    counted = found[found["people_count"].fillna(0) > 0]
    large = counted[counted["people_count"] >= formats.SMALL]
    option = None
    height = 118 + 62 * len(large)
    left, right = st.columns([3, 2], gap="large")
    if len(large):
        option = charts.parity_bars(large, notes.ink())
        told = _("Share of women in {mission} by personnel category, with targets").format(mission=row["mission"])
        left.echarts_chart(option, height=height, key="mission_parity", alt=told)
    with right:
        for part in counted.itertuples():
            n = _("{women} of {people}").format(
                women=formats.count(part.women_count), people=formats.count(part.people_count)
            )
            small = _(" (under ten people: no percentage)") if part.people_count < formats.SMALL else ""
            st.markdown(f"{labels.category_name(part.category)}: **{n}**{small}")
        for part in found[found["people_count"].isna()].itertuples():
            st.markdown(_("{category}: no figure in this month").format(category=labels.category_name(part.category)))
        st.caption(_("A category that is not listed is not printed for this mission: nobody, or not reported."))
    title = _("Women in {mission} by personnel category").format(mission=row["mission"])
    notes.under(shown, PARITY, found, "mission_parity", chart=option, height=height, title=title)


def contributors(shown: View, row: pd.Series) -> None:
    """List who is in the mission in UN order, with the first reported month; then who was."""
    found = run(CONTRIBUTORS, shown.snapshot, mission=row["mission"], as_of=shown.as_of)
    found = tables.with_names(shown, found).drop(columns="un_order")
    found = found[["name", *found.columns.drop("name")]]
    there = found[found["people_count"].fillna(0) > 0]
    st.markdown(
        ngettext(
            "{n} contributor in {month}, in UN order; {past} earlier ones are in the table below the definition.",
            "{n} contributors in {month}, in UN order; {past} earlier ones are in the table below the definition.",
            len(there),
        ).format(n=len(there), month=formats.month(shown.as_of), past=len(found) - len(there))
    )
    table = pd.DataFrame(
        {
            "name": there["name"],
            "people_count": there["people_count"],
            "share": [formats.share(r.women_count, r.people_count) for r in there.itertuples()],
            "first": [formats.month(day) for day in there["first_as_of"]],
            "month_count": there["month_count"],
        }
    )
    columns = {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True, width=190),
        "people_count": st.column_config.NumberColumn(_("People"), format="localized"),
        "share": _("Women"),
        "first": _("First reported"),
        "month_count": st.column_config.NumberColumn(_("Reported months with people"), format="localized"),
    }
    grids.show(
        table, columns, height=430 if len(table) > 11 else "content", alt=_("Contributors of this mission, in UN order")
    )
    start = formats.month(run("months", shown.snapshot)["as_of"].min())
    st.caption(
        _("The files begin in {month}; the true first month may lie in one that was not reported.").format(month=start)
    )
    notes.under(shown, CONTRIBUTORS, found, "mission_contributors")
