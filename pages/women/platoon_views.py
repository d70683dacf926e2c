"""Engagement platoons: which infantry units have one, which are half women, what can change at the next rotation, whom to ask."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from pages.kit import calendars, filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.women import facts as women_notes
from pages.women import labels as women_labels
from pages.women import platoon_charts

UNITS, STATUS, CHASE = "engagement_platoon_units", "engagement_platoon_status", "platoon_chase"
HISTORY, MISSIONS, KINDS, CASES = (
    "unit_history",
    "platoon_missions",
    "platoon_unit_types",
    "women_cases",
)
CONTINGENTS = "platoon_contingents"
STATES = ("meets", "below", "share_not_reported", "absent", "not_reported")
ORDER = ("below", "absent", "share_not_reported", "not_reported", "meets", "undetermined")


class Choice(NamedTuple):
    """What the reader chose: the kinds of unit that count, one mission or all."""

    units: str
    mission: str

    def filters(self) -> str:
        """Return what was chosen, for files."""
        return f"units={self.units}; mission={self.mission}"

    def asked(self, view: View) -> dict[str, Any]:
        """Return the parameters of the queries."""
        day = view.until
        return {"as_of": day, "units": self.units, "mission": None if self.mission == "all" else self.mission}


def choose(view: View) -> Choice:
    """Offer which kinds of unit count, and one mission; both stay in the address."""
    kinds = {
        "battalions_companies": _("Battalions and companies"),
        "with_support": _("With quick reaction and force protection"),
    }
    found = run(STATUS, view.snapshot, as_of=view.until, units="with_support", by="mission")
    missions = {"all": _("All missions")} | {code: code for code in found["code"]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        units = filters.choice(_("Units that count"), "units", kinds, "battalions_companies", wide=True)
        mission = filters.choice(_("In"), "mission", missions, "all")
    return Choice(units, mission)


def headline(view: View, told: Choice) -> None:
    """Say how many units stand in each state, with how much of the whole reports."""
    found = run(STATUS, view.snapshot, **told.asked(view))
    if found.empty:
        st.info(_("No infantry unit of this choice has ever sent a return."))
        return
    row = found.iloc[0]
    with st.grid(5, gap="small", min_column_width=140):
        for state in STATES:
            st.metric(labels.name(women_labels.STATUSES, state), formats.count(row[f"{state}_count"]), border=True)
    scope, silent = int(row["in_scope_count"]), int(row["not_reported_count"])
    shared = int(row["meets_count"] + row["below_count"])
    words = [
        ngettext("**{n}** unit in scope.", "**{n}** units in scope.", scope).format(n=formats.count(scope)),
        _("{said} of {all} say whether they have a platoon ({share}).").format(
            said=formats.count(scope - silent), all=formats.count(scope), share=formats.share(scope - silent, scope, 0)
        ),
        _("{meets} of {shared} platoons with a reported share are half women or more.").format(
            meets=formats.count(row["meets_count"]), shared=formats.count(shared)
        ),
    ]
    if row["undetermined_count"]:
        words.append(
            ngettext(
                "{n} unit stands in a mission whose mandate is not sourced, apart from these.",
                "{n} units stand in missions whose mandate is not sourced, apart from these.",
                int(row["undetermined_count"]),
            ).format(n=formats.count(row["undetermined_count"]))
        )
    st.markdown(" ".join(words))


def by(view: View, told: Choice, source: str) -> None:
    """Draw the states by mission or contributor."""
    ways = {"mission": _("By mission"), "iso3": _("By contributor")}
    way = filters.choice(_("Bars"), "by", ways, "mission", wide=True)
    found = run(STATUS, view.snapshot, **told.asked(view), by=way)
    found = found[found["in_scope_count"] > 0]
    if found.empty:
        return
    states = naming.states(run, view)
    order = {code: place for place, code in enumerate(states)}
    found = found.sort_values(
        "code", key=lambda codes: codes.map(order).fillna(0) if way == "iso3" else codes, kind="stable"
    )
    title = _("Infantry units by the state of their engagement platoon")
    names = {state: labels.name(women_labels.STATUSES, state) for state in STATES}
    chart = platoon_charts.states(found, states if way == "iso3" else {}, names, notes.ink())
    tall = platoon_charts.height(len(found))
    st.echarts_chart(chart, height=tall, key=f"platoons_{way}", alt=title)
    more = {"Filters": told.filters()}
    women_notes.under(view, STATUS, found, "platoon_status", source, chart=chart, height=tall, title=title, more=more)


def table(view: View, told: Choice, source: str) -> pd.DataFrame:
    """List the units, those with something to ask first, and return them."""
    found = run(UNITS, view.snapshot, **told.asked(view))
    if found.empty:
        return found
    names = {"all": _("Any")} | {code: labels.name(women_labels.STATUSES, code) for code in ORDER}
    state = filters.choice(_("State of the platoon"), "status", names, "all")
    found = found[(found["status"] == state) | (state == "all")]
    place = found["status"].map({code: number for number, code in enumerate(ORDER)})
    found = found.assign(place_in_order=place).sort_values(["place_in_order", "mission", "unit_id"], kind="stable")
    found = found.drop(columns="place_in_order")
    if found.empty:
        st.info(_("No unit stands in this state."))
        return found
    ids = list(found["unit_id"])

    def follow() -> None:
        st.query_params["unit"] = ids[st.session_state["open_unit"].row]

    unit = st.column_config.ButtonColumn(_("Unit"), pinned=True, width=130, type="tertiary", alignment="left", key="open_unit", on_click=follow)  # fmt: skip
    listed(view, found, "platoon_units", source, f"{told.filters()}; state of the platoon={state}", unit_id=unit)
    return found


def listed(view: View, found: pd.DataFrame, key: str, source: str, chosen: str = "", **more: Any) -> None:
    """List infantry units with their platoon, what is missing to half, and how old that is.

    `chosen` says in files which filters hold, `more` heads columns otherwise.
    """
    shown = women_notes.told(view, found[["unit_id", "iso3", "unit_type", "status"]]).assign(
        told=[women(row) for row in found.itertuples()],
        more=found["more_women_needed"].to_numpy(),
        trained=[women_notes.yes(flag) for flag in found["platoon_trained"]],
        rotates_out=found["rotates_out"].to_numpy(),
        reported_on=found["reported_on"].to_numpy(),
        age=found["report_age_days"].to_numpy(),
        last=[last(row) for row in found.itertuples()],
    )
    lead = ["unit_id", "told", "more", "rotates_out", "status", "iso3"]  # what to ask for stays in sight
    shown = shown[[*lead, *(name for name in shown if name not in lead)]]
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns = women_notes.columns(
        shown,
        status=text(_("Platoon"), width=150),
        told=text(_("Women of strength"), width=130),
        more=number(_("More to reach half"), format="localized", width=130),
        trained=text(_("Trained"), width=80),
        last=text(_("Last said of the platoon"), width=300),
        **more,
    )
    grids.show(shown, columns, height=520 if len(shown) > 13 else "content", alt=_("Engagement platoons, unit by unit"))
    st.caption(
        _("A state is that of a return of this month. What an older return said stands beside it with its age; it is not carried forward.")
    )  # fmt: skip
    women_notes.under(view, UNITS, found, key, source, more={"Filters": chosen} if chosen else {})


def women(row: Any) -> str | None:
    """Return women of the platoon's strength, with a share where it has ten people or more."""
    if pd.isna(row.platoon_women) or pd.isna(row.platoon_strength):
        return None
    return formats.women(row.platoon_women, row.platoon_strength)


def last(row: Any) -> str | None:
    """Return what was last said of the platoon, and when, where it was not this month."""
    if row.status != "not_reported":
        return None
    if row.last_status == "not_reported":
        return _("nothing of a platoon, ever")
    told = f"{formats.day(row.said_on)}: {labels.name(women_labels.STATUSES, row.last_status)}"
    if pd.isna(row.last_platoon_women) or pd.isna(row.last_platoon_strength):
        return told
    return f"{told}: " + _("{women} of {people}").format(
        women=int(row.last_platoon_women), people=int(row.last_platoon_strength)
    )


def one(view: View, found: pd.DataFrame, source: str) -> None:
    """Offer one unit, say what is missing, and show its returns across rotations."""
    st.header(_("One unit"))
    names = {
        row.unit_id: f"{row.unit_id} · {naming.states(run, view).get(row.iso3, row.iso3)}" for row in found.itertuples()
    }
    code = filters.choice(_("Unit"), "unit", {"all": _("Choose one, or click a unit")} | names, "all")
    if code == "all":
        return
    row = next(row for row in found.itertuples() if row.unit_id == code)
    parts = [f"**{labels.name(women_labels.STATUSES, row.status)}**"]
    if told := women(row):
        parts.append(_("{told} women").format(told=told))
    if not pd.isna(row.more_women_needed) and row.more_women_needed:
        need = int(row.more_women_needed)
        parts.append(
            ngettext("{n} more woman would reach half", "{n} more women would reach half", need).format(n=need)
        )
    if not pd.isna(row.rotates_out):
        parts.append(_("rotates out on {day}: all of it may change then").format(day=formats.day(row.rotates_out)))
    st.markdown(" · ".join(parts))
    st.caption(
        _("Last return: {day}, in {file}, {place}.").format(
            day=formats.day(row.reported_on), file=formats.plain(row.file_name), place=formats.plain(row.place)
        )
    )
    history = run(HISTORY, view.snapshot, unit_id=code, as_of=view.until)
    shown = women_notes.told(view, history).assign(
        **{name: [women_notes.yes(flag) for flag in history[name]] for name in ("platoon_trained", "commander_trained", "accommodation_meets", "ied_awareness")}
    )  # fmt: skip
    grids.show(shown, women_notes.headings(HISTORY, shown), alt=_("Returns of the unit, newest first"))
    women_notes.under(view, HISTORY, history, "unit_history", source)


def rotations(view: View, told: Choice, source: str) -> None:
    """Draw who rotates out in the next twelve months, and what each could bring."""
    found = run(UNITS, view.snapshot, **told.asked(view))
    st.header(_("What can change at which rotation"))
    first = pd.Timestamp(women_notes.newest(view))
    last_day = first + pd.DateOffset(months=12)
    left = found[(found["rotates_out"] > first) & (found["rotates_out"] <= last_day) & found["status"].isin(STATES)]
    if left.empty:
        st.info(_("No unit of this choice reports a rotation in the next twelve months."))
        return
    left = left.sort_values(["rotates_out", "unit_id"], kind="stable")
    words = [f"{row.iso3}: {needs(row)}" for row in left.itertuples()]
    names = {state: labels.name(women_labels.STATUSES, state) for state in STATES}
    chart = platoon_charts.rotations(left.assign(words=words), first, last_day, names, notes.ink())
    tall = platoon_charts.height(len(left))
    title = _("Rotations in the next twelve months")
    st.markdown(
        _(
            "A mark is the day a rotation leaves. The women of a platoon may change entirely then: what to ask for stands beside it."
        )
    )
    st.echarts_chart(chart, height=tall, key="platoon_rotations", alt=title)
    states = naming.states(run, view)
    events = [
        calendars.Event(
            row.rotates_out.date(), f"rotation-{row.unit_id}",
            _("{unit} ({state}) rotates out").format(unit=row.unit_id, state=states.get(row.iso3, row.iso3)), text,
        )
        for row, text in zip(left.itertuples(), words, strict=True)
    ]  # fmt: skip
    calendars.offer(view, events, "rotations", _("Rotations of infantry units"), source)
    more = {"Filters": told.filters()}
    women_notes.under(view, UNITS, left, "platoon_rotations", source, chart=chart, height=tall, title=title, more=more)


def needs(row: Any) -> str:
    """Return what to ask a rotation for, in a few words."""
    if row.status == "absent":
        return _("a platoon")
    if row.status == "below":
        need = int(row.more_women_needed)
        return ngettext("{n} more woman", "{n} more women", need).format(n=need)
    if row.status == "meets":
        return _("half women again")
    if row.status == "share_not_reported":
        return _("how many women it has")
    return _("the return")


def chase(view: View, told: Choice, source: str) -> None:
    """List who has not reported, since when, through which mission."""
    st.header(_("Whom to ask"))
    if women_notes.newest(view) is None:
        found = run(CONTINGENTS, view.snapshot, as_of=view.as_of)
        st.markdown(
            _("Contingents in missions whose mandate to protect civilians is sourced. Not reported until returns arrive: the monthly figures do not say which of them are infantry.")
        )  # fmt: skip
        grids.show(
            women_notes.told(view, found),
            women_notes.headings(CONTINGENTS, found),
            height=430 if len(found) > 11 else "content",
            alt=_("Whom to ask"),
        )
        notes.under(view, CONTINGENTS, found, "contingents", names=women_notes.codes(run, view))
        return
    found = run(CHASE, view.snapshot, **told.asked(view), month=view.as_of)
    order = {"missing": 0, "blank": 1, "share_blank": 2, "no_slot": 3, "reported": 4}
    found = found.assign(at=found["state"].map(order)).sort_values(["at", "mission"], kind="stable").drop(columns="at")
    late = found["state"].isin(("missing", "blank", "share_blank")).sum()
    shown = found[found["state"] != "reported"]
    st.markdown(
        ngettext(
            "**{n}** contributor has not said this month whether its infantry has a platoon, or how many women are in it.",
            "**{n}** contributors, counted by mission, have not said this month whether their infantry has a platoon, or how many women are in it.",
            int(late),
        ).format(n=formats.count(late))
    )
    grids.show(
        women_notes.told(view, shown),
        women_notes.headings(CHASE, shown),
        height=430 if len(shown) > 11 else "content",
        alt=_("Whom to ask"),
    )
    st.caption(
        _("Contributors whose units that count have all reported are in the table below only. Troops of contributors without such a unit may be of another kind: engineers, signals, a hospital.")
    )  # fmt: skip
    women_notes.under(view, CHASE, found, "chase", source, more={"Filters": told.filters()})


def scope(view: View) -> None:
    """Argue the scope: which missions have the mandate, which kinds of unit count; and the single published cases."""
    st.header(_("What is in scope, and why"))
    st.markdown(
        _("The guide: all infantry units deployed in missions with a mandate to protect civilians must have an engagement platoon, which should consist of 50 % women. A mission whose mandate is not sourced here is undetermined, which is not no.")
    )  # fmt: skip
    missions = run(MISSIONS, view.snapshot, as_of=view.as_of)
    shown = women_notes.told(view, missions[["mission", "poc_mandate", "poc_source", "state_count", "people_count"]])
    shown["poc_mandate"] = shown["poc_mandate"].fillna(_("Not sourced"))
    grids.show(
        shown,
        women_notes.headings(MISSIONS, shown)
        | {"poc_source": st.column_config.TextColumn(_("Source of the mandate"), width=360)},
        alt=_("Missions and their mandate"),
    )
    notes.under(view, MISSIONS, missions, "platoon_missions", names=women_notes.codes(run, view))
    kinds = run(KINDS, view.snapshot)
    lines = [
        f"- **{row.unit_type}** ({row.counts.lower()}): {row.reason}."
        for row in women_notes.told(view, kinds).itertuples()
    ]
    st.markdown(_("Kinds of unit that count:") + "\n" + "\n".join(lines))
    notes.under(view, KINDS, kinds, "platoon_kinds", line=False, names=women_notes.codes(run, view))
    cases = run(CASES, view.snapshot)
    if len(cases):
        st.subheader(_("Single published cases"))
        st.markdown(_("What was published of single units, each with its source. They are in no count above."))
        shown = women_notes.told(view, cases)
        grids.show(shown, women_notes.headings(CASES, shown), alt=_("Single published cases"))
        notes.under(view, CASES, cases, "women_cases", line=False, names=women_notes.codes(run, view))
