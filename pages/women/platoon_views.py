"""Engagement platoons: which infantry units have one, which are half women, what can change at the next rotation, whom to ask."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import calendars, filters, formats, grids, naming, notes, sources
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.women import charts, facts, labels, unit_facts, views

CHASE, CONTINGENTS, TREND = "platoon_chase", "platoon_contingents", "platoon_trend"
HISTORY, MISSIONS, KINDS, CASES = "unit_history", "platoon_missions", "platoon_unit_types", "women_cases"
STATES = labels.IN_SCOPE
ORDER = ("below", "absent", "share_not_reported", "blank", "missing", "meets", "undetermined")
CHASE_ORDER = ("missing", "blank", "share_blank", "no_slot", "reported")
FLAGS = ("platoon_trained", "commander_trained", "accommodation_meets", "ied_awareness")


class Choice(NamedTuple):
    """What the reader chose: the kinds of unit that count, one mission or all."""

    units: str
    mission: str

    def filters(self, status: str = "") -> dict[str, str]:
        """Return what was chosen, for files."""
        chosen = f"units={self.units}; mission={self.mission}"
        return {"Filters": f"{chosen}; state of the platoon={status}" if status else chosen}

    def parameters(self, view: View) -> dict[str, Any]:
        """Return the parameters of the queries."""
        mission = None if self.mission == "all" else self.mission
        return {"as_of": view.until, "units": self.units, "mission": mission}


def choose(view: View) -> Choice:
    """Offer which kinds of unit count, and one mission; both stay in the address."""
    kinds = {
        "battalions_companies": _("Battalions and companies"),
        "with_support": _("With quick reaction and force protection"),
    }
    by_mission = run(facts.PLATOON_STATUS, view.snapshot, as_of=view.until, units="with_support", by="mission")
    missions = {"all": _("All missions")} | {code: code for code in by_mission["code"]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        units = filters.choice(_("Units that count"), "units", kinds, "battalions_companies", wide=True)
        mission = filters.choice(_("In"), "mission", missions, "all")
    return Choice(units, mission)


def headline(view: View, choice: Choice) -> None:
    """Say how many units stand in each state, with how many of them report."""
    status = run(facts.PLATOON_STATUS, view.snapshot, **choice.parameters(view))
    if status.empty:
        st.info(_("No infantry unit of this choice has ever sent a return."))
        return
    row = status.iloc[0]
    with st.grid(3, gap="small", min_column_width=150):  # six in one row cut their labels
        for state in STATES:
            st.metric(name(labels.STATUSES, state), formats.count(row[f"{state}_count"]), border=True)
    in_scope, silent = int(row["in_scope_count"]), int(row["not_reported_count"])
    missing = int(row["more_women_needed"])
    sentences = [
        ngettext("**{n}** unit in scope.", "**{n}** units in scope.", in_scope).format(n=formats.count(in_scope)),
        ngettext(
            "**{n}** woman is missing in all to bring every platoon below half to it.",
            "**{n}** women are missing in all to bring every platoon below half to it.",
            missing,
        ).format(n=formats.count(missing)),
        _("{said} of {all} say whether they have a platoon ({share}).").format(
            said=formats.count(in_scope - silent),
            all=formats.count(in_scope),
            share=formats.share(in_scope - silent, in_scope, 0),
        ),
        _("{meets} of {shared} platoons with a reported share are half women or more.").format(
            meets=formats.count(row["meets_count"]), shared=formats.count(row["meets_count"] + row["below_count"])
        ),
    ]
    if row["undetermined_count"]:
        sentences.append(
            ngettext(
                "{n} unit stands in a mission whose mandate is not sourced, apart from these.",
                "{n} units stand in missions whose mandate is not sourced, apart from these.",
                int(row["undetermined_count"]),
            ).format(n=formats.count(row["undetermined_count"]))
        )
    st.markdown(" ".join(sentences))


def bars(view: View, choice: Choice) -> None:
    """Draw the states by mission or contributor."""
    ways = {"mission": _("By mission"), "iso3": _("By contributor")}
    way = filters.choice(_("Bars"), "by", ways, "mission", wide=True)
    status = run(facts.PLATOON_STATUS, view.snapshot, **choice.parameters(view), by=way)
    status = status[status["in_scope_count"] > 0]
    if status.empty:
        return
    countries = naming.states(run, view)
    order = {code: place for place, code in enumerate(countries)}
    status = status.sort_values(
        "code", key=lambda codes: codes.map(order).fillna(0) if way == "iso3" else codes, kind="stable"
    )
    picture: dict[str, Any] = {
        "chart": charts.platoon_states(status, countries if way == "iso3" else {}, _legend(), notes.ink()),
        "height": charts.platoon_height(len(status)),
        "title": _("Infantry units by the state of their engagement platoon"),
    }
    st.echarts_chart(picture["chart"], height=picture["height"], key=f"platoons_{way}", alt=picture["title"])
    names, filtered = facts.codes(run, view), choice.filters()
    notes.under(view, facts.PLATOON_STATUS, status, "platoon_status", line=False, names=names, more=filtered, **picture)


def trend(view: View, choice: Choice) -> None:
    """Draw the women missing over the returns, and the states of the units beside them."""
    months = run(TREND, view.snapshot, **choice.parameters(view))
    if months.empty:
        return
    missing: dict[str, Any] = {
        "chart": charts.missing_women(months, notes.ink()),
        "height": 240,
        "title": _("Women missing to half, in all platoons below it"),
    }
    st.markdown(f"**{missing['title']}**")
    st.echarts_chart(missing["chart"], height=missing["height"], key="platoons_missing", alt=missing["title"])
    st.caption(
        _(
            "The women, and the platoons that lack them. Only platoons that told their women in a month count in it: fewer returns can mean fewer women missing."
        )
    )
    codes = months["as_of"].dt.date.astype(str)
    names = {code: formats.month(day) for code, day in zip(codes, months["as_of"], strict=True)}
    title = _("Infantry units by the state of their engagement platoon")
    rows = months.assign(code=codes)
    st.markdown(f"**{title}**")
    chart = charts.platoon_states(rows, names, _legend(), notes.ink())
    st.echarts_chart(chart, height=charts.platoon_height(len(rows)), key="platoons_trend", alt=title)
    notes.under(view, TREND, months, "platoon_trend", line=False, more=choice.filters(), **missing)


def _legend() -> dict[str, str]:
    return {state: name(labels.STATUSES, state) for state in STATES}


def table(view: View, choice: Choice) -> pd.DataFrame:
    """List the units, those with something to ask first, and return them. A click opens one below."""
    units = run(facts.PLATOONS, view.snapshot, **choice.parameters(view))
    if units.empty:
        return units
    statuses = {"all": _("Any")} | {code: name(labels.STATUSES, code) for code in (*ORDER, "not_reported")}
    status = filters.choice(_("State of the platoon"), "status", statuses, "all")
    if status != "all":
        units = units[units["status"].isin(labels.SILENT if status == "not_reported" else (status,))]
    units = _sorted(units, "status", ORDER, ["mission", "unit_id"])
    if units.empty:
        st.info(_("No unit stands in this state."))
        return units
    ids = list(units["unit_id"])

    def follow() -> None:
        st.query_params["unit"] = ids[st.session_state["open_unit"].row]

    shown, columns = unit_facts.platoons(run, view, units)
    columns["unit_id"] = st.column_config.ButtonColumn(
        _("Unit"), pinned=True, width=130, type="tertiary", alignment="left", key="open_unit", on_click=follow
    )
    grids.show(shown, columns, height=views.height(shown, 13, 520), alt=_("Engagement platoons, unit by unit"))
    st.caption(unit_facts.not_carried_forward())
    names, filtered = facts.codes(run, view), choice.filters(status)
    notes.under(view, facts.PLATOONS, units, "platoon_units", line=False, names=names, more=filtered)
    return units


def _sorted(frame: pd.DataFrame, column: str, order: tuple[str, ...], then: list[str]) -> pd.DataFrame:
    """Return a frame in the order of the codes of one column, `then` by others."""
    places = {code: place for place, code in enumerate(order)}
    return frame.sort_values(
        [column, *then], key=lambda cells: cells.map(places) if cells.name == column else cells, kind="stable"
    )


def one(view: View, units: pd.DataFrame) -> None:
    """Offer one unit, say what is missing, and show its returns across rotations."""
    st.header(_("One unit"))
    countries = naming.states(run, view)
    names = {row.unit_id: f"{row.unit_id} · {countries.get(row.iso3, row.iso3)}" for row in units.itertuples()}
    code = filters.choice(_("Unit"), "unit", {"all": _("Choose one, or click a unit")} | names, "all")
    if code == "all":
        return
    row = next(row for row in units.itertuples() if row.unit_id == code)
    parts = [f"**{name(labels.STATUSES, row.status)}**"]
    if women := facts.platoon_women(row):
        parts.append(_("{told} women").format(told=women))
    silent = event_facts.is_silent(run, view, units[units["unit_id"] == code], "contingent_troops").any()
    if not silent and not pd.isna(row.more_women_needed) and row.more_women_needed:
        missing = int(row.more_women_needed)
        words = ngettext("{n} more woman would reach half", "{n} more women would reach half", missing)
        parts.append(words.format(n=missing))
    if not pd.isna(row.rotates_out):
        parts.append(_("rotates out on {day}: all of it may change then").format(day=formats.day(row.rotates_out)))
    st.markdown(" · ".join(parts))
    st.caption(
        _("Last return: {day}, in {file}, {place}.").format(
            day=formats.day(row.reported_on), file=formats.plain(row.file_name), place=formats.plain(row.place)
        )
    )
    history = run(HISTORY, view.snapshot, unit_id=code, as_of=view.until)
    codes = facts.codes(run, view)
    headings = notes.headings(HISTORY, history) | {"iso3": _("Contributor")}
    shown = notes.named(history, dict(codes) | dict.fromkeys(FLAGS, facts.yes))
    grids.show(shown, headings, alt=_("Returns of the unit, newest first"))
    notes.under(view, HISTORY, history, "unit_history", line=False, names=codes)


def rotations(view: View, choice: Choice) -> None:
    """Draw who rotates out in the next twelve months, and what each could bring; offer it as a calendar."""
    st.header(_("What can change at which rotation"))
    units, first, last = facts.rotations(run, view, choice.parameters(view))
    if units.empty:
        st.info(_("No unit of this choice reports a rotation in the next twelve months."))
        return
    silent = event_facts.is_silent(run, view, units, "contingent_troops")
    asks = [
        row.iso3 if is_silent else f"{row.iso3}: {facts.platoon_ask(row)}"
        for row, is_silent in zip(units.itertuples(), silent, strict=True)
    ]
    calls = {code: name(labels.DAYS, code) for code in ("ask_by", "last_call")}
    picture: dict[str, Any] = {
        "chart": charts.rotations(units.assign(ask=asks), first, last, _legend() | calls, notes.ink()),
        "height": charts.platoon_height(len(units)),
        "title": _("Rotations in the next twelve months"),
    }
    st.markdown(
        _(
            "A round mark is the day a rotation leaves. The women of a platoon may change entirely then: what to ask for stands beside it."
        )
    )
    soonest = units.iloc[0]
    past_first, past_last = (int((units[column] <= first).sum()) for column in ("ask_by", "last_call"))
    st.markdown(
        _("Past “ask by”: **{asked}** of {all}; past “last call” too: **{last}**.").format(
            asked=formats.count(past_first), all=formats.count(len(units)), last=formats.count(past_last)
        )
    )
    st.caption(
        _(
            "“Ask by” stands {asked} days before a rotation and “last call” {last}: values of our own, which no document of the United Nations gives."
        ).format(
            asked=(soonest["rotates_out"] - soonest["ask_by"]).days,
            last=(soonest["rotates_out"] - soonest["last_call"]).days,
        )
    )
    st.echarts_chart(picture["chart"], height=picture["height"], key="platoon_rotations", alt=picture["title"])
    events = facts.rotation_events(run, view, units, first.date())
    line = sources.line(run, view, facts.PLATOONS)
    calendars.offer(view, events, "rotations", _("Rotations of infantry units"), line)
    names, filtered = facts.codes(run, view), choice.filters()
    notes.under(view, facts.PLATOONS, units, "platoon_rotations", line=False, names=names, more=filtered, **picture)


def contingents(view: View) -> None:
    """List whom to ask where no return is there: contingents in missions that protect civilians."""
    st.header(_("Whom to ask"))
    deployed = run(CONTINGENTS, view.snapshot, as_of=view.as_of)
    st.markdown(
        _(
            "Contingents in missions whose mandate to protect civilians is sourced. Not reported until returns arrive: the monthly figures do not say which of them are infantry."
        )
    )
    _named(view, CONTINGENTS, deployed, _("Whom to ask"))
    notes.under(view, CONTINGENTS, deployed, "contingents", names=facts.codes(run, view))


def chase(view: View, choice: Choice) -> None:
    """List who has not reported, since when, through which mission."""
    st.header(_("Whom to ask"))
    contributors = run(CHASE, view.snapshot, **choice.parameters(view), month=view.as_of)
    contributors = _sorted(contributors, "state", CHASE_ORDER, ["mission"])
    contributors = contributors[~event_facts.is_silent(run, view, contributors, "contingent_troops")]
    late = contributors["state"].isin(("missing", "blank", "share_blank")).sum()
    st.markdown(
        ngettext(
            "**{n}** contributor has not said this month whether its infantry has a platoon, or how many women are in it.",
            "**{n}** contributors, counted by mission, have not said this month whether their infantry has a platoon, or how many women are in it.",
            int(late),
        ).format(n=formats.count(late))
    )
    _named(view, CHASE, contributors[contributors["state"] != "reported"], _("Whom to ask"))
    st.caption(
        _(
            "Contributors whose units that count have all reported are in the table below only. Troops of contributors without such a unit may be of another kind: engineers, signals, a hospital."
        )
    )
    names = facts.codes(run, view)
    notes.under(view, CHASE, contributors, "chase", line=False, names=names, more=choice.filters())


def _named(view: View, query: str, rows: pd.DataFrame, alt: str) -> None:
    """Show rows of a query in words; a state is a contributor here, and what is missing of its returns stands apart."""
    headings = notes.headings(query, rows) | {"iso3": _("Contributor"), "state": _("What is missing")}
    shown = notes.named(rows, facts.codes(run, view))
    grids.show(shown, headings, height=views.height(shown, 11, 430), alt=alt)


def scope(view: View) -> None:
    """Argue the scope: which missions have the mandate, which kinds of unit count; and the single published cases."""
    st.header(_("What is in scope, and why"))
    st.markdown(
        _(
            "The guide: all infantry units deployed in missions with a mandate to protect civilians must have an engagement platoon, which should consist of 50 % women. A mission whose mandate is not sourced here is undetermined, which is not no."
        )
    )
    names = facts.codes(run, view)
    missions = run(MISSIONS, view.snapshot, as_of=view.as_of)
    shown = missions[["mission", "poc_mandate", "poc_source", "state_count", "people_count"]]
    shown = shown.assign(poc_mandate=notes.named(shown, names)["poc_mandate"].fillna(_("Not sourced")))
    headings = notes.headings(MISSIONS, shown)
    headings["poc_source"] = st.column_config.TextColumn(_("Source of the mandate"), width=360)
    grids.show(shown, headings, alt=_("Missions and their mandate"))
    notes.under(view, MISSIONS, missions, "platoon_missions", names=names)
    kinds = run(KINDS, view.snapshot)
    lines = [
        f"- **{row.unit_type}** ({row.counts.lower()}): {row.reason}." for row in notes.named(kinds, names).itertuples()
    ]
    st.markdown(_("Kinds of unit that count:") + "\n" + "\n".join(lines))
    notes.under(view, KINDS, kinds, "platoon_kinds", line=False, names=names)
    cases = run(CASES, view.snapshot)
    if len(cases):
        st.subheader(_("Single published cases"))
        st.markdown(_("What was published of single units, each with its source. They are in no count above."))
        headings = notes.headings(CASES, cases) | {"iso3": _("Contributor")}
        grids.show(notes.named(cases, names), headings, alt=_("Single published cases"))
        notes.under(view, CASES, cases, "women_cases", line=False, names=names)
