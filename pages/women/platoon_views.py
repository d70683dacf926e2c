"""Engagement platoons: which infantry units have one, which are half women, what can change at the next rotation, whom to ask."""

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import calendars, filters, formats, grids, naming, notes, sparks
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.women import charts, facts, labels, platoon_facts, views

CHASE, CONTINGENTS, TREND = "platoon_chase", "platoon_contingents", "platoon_trend"
MISSIONS, KINDS, CASES = "platoon_missions", "platoon_unit_types", "women_cases"
CHASE_ORDER = ("missing", "blank", "share_blank", "no_slot", "reported")


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


def choose(view: View) -> tuple[Choice, str]:
    """Offer which kinds of unit count, and one mission; both stay in the address. Return them, and what was chosen in words."""
    kinds = {
        "battalions_companies": _("Battalions and companies"),
        "with_support": _("With quick reaction and force protection"),
    }
    by_mission = run(facts.PLATOON_STATUS, view.snapshot, as_of=view.until, units="with_support", by="mission")
    missions = {"all": _("All missions")} | {code: code for code in by_mission["code"]}
    units = filters.choice(_("Units that count"), "units", kinds, "battalions_companies", wide=True)
    mission = filters.choice(_("Mission"), "mission", missions, "all")
    return Choice(units, mission), f"{kinds[units]} · {missions[mission]}"


def headline(view: View, choice: Choice) -> bool:
    """Head the page with what the platoons of this choice show; return whether any unit has ever sent a return."""
    status = run(facts.PLATOON_STATUS, view.snapshot, **choice.parameters(view))
    if status.empty:
        st.info(_("No infantry unit of this choice has ever sent a return."))
        return False
    notes.finding(
        facts.platoon_finding(status.iloc[0]),
        _("Infantry units in missions that protect civilians, by the share of women in their engagement platoon"),
    )
    return True


def counted(view: View, choice: Choice) -> None:
    """Say how many units report, and how many women are missing."""
    status = run(facts.PLATOON_STATUS, view.snapshot, **choice.parameters(view))
    units = run(facts.PLATOONS, view.snapshot, **choice.parameters(view))
    row = status.iloc[0]
    st.markdown(" ".join(platoon_facts.counted(row, platoon_facts.missing(run, view, row, units))))


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
        "height": 240 + sparks.SLIDER,
        "title": _("Women missing to half, in all platoons below it"),
    }
    st.markdown(f"**{missing['title']}**")
    st.echarts_chart(missing["chart"], height=missing["height"], key="platoons_missing", alt=missing["title"])
    st.caption(
        _(
            "The women, and the platoons that lack them. Only platoons that told their women in a month count in it: fewer returns can mean fewer women missing."
        )
    )
    notes.under(view, TREND, months, "platoon_trend", line=False, more=choice.filters(), **missing)
    codes = months["as_of"].dt.date.astype(str)
    names = {code: formats.month(day) for code, day in zip(codes, months["as_of"], strict=True)}
    title = _("Infantry units by the state of their engagement platoon")
    rows = months.assign(code=codes)
    st.markdown(f"**{title}**")
    chart = charts.platoon_states(rows, names, _legend(), notes.ink())
    height = charts.platoon_height(len(rows))
    st.echarts_chart(chart, height=height, key="platoons_trend", alt=title)
    notes.under(view, TREND, months, "platoon_states", line=False, more=choice.filters(), chart=chart, height=height, title=title)  # fmt: skip


def _legend() -> dict[str, str]:
    return {state: name(labels.STATUSES, state) for state in labels.IN_SCOPE}


def ordered(frame: pd.DataFrame, column: str, order: tuple[str, ...], then: list[str]) -> pd.DataFrame:
    """Return a frame in the order of the codes of one column, `then` by others."""
    places = {code: place for place, code in enumerate(order)}
    return frame.sort_values(
        [column, *then], key=lambda cells: cells.map(places) if cells.name == column else cells, kind="stable"
    )


def rotations(view: View, choice: Choice) -> None:
    """Draw who rotates out in the next twelve months, and what each could bring; offer it as a calendar."""
    units, first, last = facts.rotations(run, view, choice.parameters(view))
    title = _("What can change at which rotation")
    if units.empty:
        st.header(title)
        st.info(_("No unit of this choice reports a rotation in the next twelve months."))
        return
    notes.finding(platoon_facts.rotations_finding(units), title)
    silent = event_facts.is_silent(run, view, units, "contingent_troops")
    asks = [
        f"{row.iso3}{colon()}{_('nothing is asked') if is_silent else facts.platoon_ask(row)}"
        for row, is_silent in zip(units.itertuples(), silent, strict=True)
    ]
    calls = {code: name(labels.DAYS, code) for code in ("ask_by", "last_call")}
    picture: dict[str, Any] = {
        "chart": charts.rotations(units.assign(ask=asks), first, last, _legend() | calls, notes.ink()),
        "height": charts.platoon_height(len(units)) + sparks.SLIDER,
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
    names, filtered = facts.codes(run, view), choice.filters()
    calendars.offer(
        view, events, "rotations", _("Rotations of infantry units"), facts.PLATOONS, filters=filtered["Filters"]
    )
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
    contributors = ordered(contributors, "state", CHASE_ORDER, ["mission"])
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
    shown = notes.named(shown, names).assign(
        poc_mandate=lambda frame: frame["poc_mandate"].fillna(_("Not sourced")),
    )
    headings = notes.headings(MISSIONS, shown)
    headings["poc_source"] = st.column_config.TextColumn(_("Source of the mandate"), width=360)
    grids.show(shown, headings, alt=_("Missions and their mandate"))
    notes.under(view, MISSIONS, missions, "platoon_missions", names=names)
    kinds = run(KINDS, view.snapshot)
    lines = [
        f"- **{row.unit_type}** ({row.counts.lower()}){colon()}{row.reason}."
        for row in notes.named(kinds, names).itertuples()
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
