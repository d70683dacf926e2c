"""The Rapid Deployment Level by region, its cycles compared, and which units could be pledged to it."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import question_views as rapid_question
from pages.capabilities import rapid_charts
from pages.capabilities.question_views import POOL, Question
from pages.capabilities.rapid_views import both, listed, supposed
from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import facts as requirement_facts

DIVERSITY, SUMMARY = "rdl_diversity", "rdl_summary"
CYCLE, CANDIDATES = "rdl_cycle", "rdl_candidates"
ASK = "UNI-RDL-01"  # the guide's call for nominations, with the cycle as it prints it


def _group(code: Any, short: bool = False) -> str:
    names = labels.GROUPS_SHORT if short else labels.GROUPS
    return labels.name(names, code) if isinstance(code, str) else _("In no group")


def diversity(view: View, question: Question) -> None:
    """Show how the level is spread over the regional groups, as it is and as asked."""
    dated, source = rapid_question.dated(view), capability_notes.source_line(view)
    if question.add and question.level != "rdl":
        st.info(_("Units supposed at another level add nothing to the Rapid Deployment Level."))
    asked: list[tuple[str, dict[str, Any]]] = [(_("As it is"), {})] + (
        [(_("As asked"), question.of_pool())] if question.is_asked else []
    )
    answers = [(name, run(DIVERSITY, view.snapshot, **dated, **more), run(SUMMARY, view.snapshot, **dated, **more)) for name, more in asked]  # fmt: skip
    top = max(float(frame[column].max()) for _name, frame, _one in answers for column in ("rdl_fraction", "member_state_fraction", "tpcc_fraction") if frame[column].notna().any())  # fmt: skip
    if question.is_asked:
        st.markdown(f"**{_('As asked')}**: {rapid_question.words(view, question)}")
    places = st.columns(len(answers), gap="large")
    for place, (name, frame, one) in enumerate(answers):
        with places[place]:
            if question.is_asked:
                st.markdown(f"**{name}**")
            _cards(view, one.iloc[0])
            names = [_group(code) for code in frame["regional_group"]]
            option = rapid_charts.pool(frame, names, top, notes.ink())
            tall = rapid_charts.pool_height(len(frame))
            st.echarts_chart(
                option, height=tall, key=f"pool_{place}", alt=_("Shares of regional groups in RDL units, Member States and T/PCCs: {name}").format(name=name)
            )  # fmt: skip
    told = [
        ngettext("{n} unit in {groups} groups", "{n} units in {groups} groups", int(one["in_group_count"].iloc[0])).format(
            n=formats.count(one["in_group_count"].iloc[0]), groups=formats.count(one["group_count"].iloc[0])
        ) + (f" ({name})" if question.is_asked else "")
        for name, _frame, one in answers
    ]  # fmt: skip
    st.caption(
        _("Effective number of groups: 1 / the sum of the squared shares of the groups, here of {list}. So many groups of one size would be as diverse; of few units it says little.").format(
            list=", ".join(told)
        )
    )  # fmt: skip
    day = answers[0][1]["tpcc_as_of"].iloc[0]
    st.caption(
        _("T/PCCs: states with people in the field in {month}, all missions. A state that takes part in two groups counts once.").format(
            month=formats.month(day) if not pd.isna(day) else formats.DASH
        )
        + ("" if view.is_exercise else " " + _("Türkiye counts under WEOG."))
    )  # fmt: skip
    frames = [both(answers[0][at], answers[-1][at]) if question.is_asked else answers[0][at] for at in (1, 2)]
    title = _("Rapid Deployment Level by UN regional group")
    more = supposed(view, question)
    capability_notes.under(
        view, DIVERSITY, frames[0], "pool", source, chart=option, height=tall, title=title, more=more
    )
    label = _("The same in figures: definition, table and download")
    capability_notes.under(view, SUMMARY, frames[1], "pool_summary", source, more=more, label=label)
    units = run(POOL, view.snapshot, **dated, **question.without())
    if view.is_exercise:
        notes.no_place()
    else:
        _map(view, units[units["taken_out"].isna()], source, more)
    st.header(_("Units at the Rapid Deployment Level"))
    if units.empty:
        st.info(_("No unit of the export is at the Rapid Deployment Level."))
    else:
        listed(view, units, POOL, "pool_units", source, more, question.is_asked)


def _cards(view: View, one: pd.Series) -> None:
    """Show units, groups with none, the largest share of one state, and the effective number of groups with what it rests on."""
    none = capability_notes.several(labels.GROUPS_SHORT, one["groups_without"])
    states = capability_notes.several(naming.states(run, view), one["largest_states"])
    most = formats.DASH
    if not pd.isna(one["largest_state_unit_count"]):
        most = _("{n} of {all}").format(
            n=formats.count(one["largest_state_unit_count"]), all=formats.count(one["rdl_unit_count"])
        )
    is_small = pd.isna(one["largest_state_fraction"]) or one["rdl_unit_count"] < formats.SMALL
    share = "" if is_small else f"{100 * one['largest_state_fraction']:.1f} % · "
    effective = formats.DASH if pd.isna(one["effective_groups"]) else f"{one['effective_groups']:.1f}"
    cards = (
        (_("RDL units"), formats.count(one["rdl_unit_count"]), _("{n} available").format(n=formats.count(one["available_count"]))),
        (_("Groups with none"), formats.count(one["groups_without_count"]), _("of {n} groups").format(n=one["group_count"] + one["groups_without_count"])),
        (_("Largest single state"), most, share + ngettext("of {n} state", "of {n} states", int(one["state_count"])).format(n=formats.count(one["state_count"]))),
        (_("Effective groups"), effective, _("n = {n}").format(n=formats.count(one["in_group_count"]))),
    )  # fmt: skip
    with st.grid(4, gap="small", min_column_width=170):
        for label, value, told in cards:
            st.metric(label, value, told, border=True, delta_color="off", delta_arrow="off")
    words = [_("Groups with none: {names}.").format(names=none)] if none else []
    if states:
        words.append(_("Largest single state: {names}.").format(names=states))
    st.caption(" ".join(words))
    if one["no_group_count"]:
        left_out = ngettext(
            "{n} unit is of a state in no group: it is in no group's share of the effective number.",
            "{n} units are of states in no group: they are in no group's share of the effective number.",
            int(one["no_group_count"]),
        )
        st.caption(left_out.format(n=formats.count(one["no_group_count"])))


def _map(view: View, units: pd.DataFrame, source: str, more: dict[str, str]) -> None:
    """Draw the states that have units at the level; the list below holds the same."""
    from pages.kit import maps  # the other looks do without plotly

    st.header(_("States with units at the Rapid Deployment Level"))
    everyone = run("countries", view.snapshot)
    counted = units.assign(is_ready=units["why_not"].isna()).groupby("iso3", as_index=False)
    counted = counted.agg(unit_count=("unit_id", "size"), available_count=("is_ready", "sum"))
    states = everyone[["iso3", "name"]].merge(counted, on="iso3")
    states["name"] = [_(name) for name in states["name"]]
    members = everyone.loc[everyone["is_member_state"], "iso3"]
    title = _("States with units at the Rapid Deployment Level")
    foot = f"{title}, {formats.day(view.reading_day)}<br>{_('Boundaries: United Nations Geodata, simplified')}"
    figure = maps.units(states, members, notes.appearance(), foot)
    st.plotly_chart(figure, theme=None, config=maps.CONFIG, key="rdl_map", alt=title)
    unseen = states.loc[~states["iso3"].isin(maps.shapes().keys()), "name"]
    if len(unseen):
        st.caption(_("Without a shape on this map: {states}.").format(states="; ".join(unseen)))
    st.caption(notes.map_credit())
    capability_notes.under(
        view, POOL, units, "rdl_map", source, chart=figure, title=title, credit=notes.map_credit(), more=more
    )


def cycles(view: View) -> None:
    """Compare the cycles that the exports name, as they print them."""
    source = capability_notes.source_line(view)
    found = run(CYCLE, view.snapshot, as_of=view.until)
    if found.empty:
        st.info(_("No unit of any export is at the Rapid Deployment Level."))
        return
    found = found.assign(cycle=[_cycle(row) for row in found.itertuples()])
    order = list(found["cycle"].drop_duplicates())
    if len(order) == 1:
        st.info(_("The exports name one cycle: there is none to compare it with yet."))
    names = {code: _(name) for code, name in labels.GROUPS_SHORT.items()} | {"none": _("In no group")}
    drawn = found.assign(regional_group=found["regional_group"].fillna("none"))
    option = rapid_charts.cycles(drawn, names, order, notes.appearance())
    tall = rapid_charts.cycles_height(len(order))
    title = _("Units of each cycle of the Rapid Deployment Level, by regional group")
    st.markdown(f"**{title}**")
    st.echarts_chart(option, height=tall, key="cycles", alt=title)
    rows = found.drop_duplicates("cycle")
    groups = found[found["unit_count"] == 0].groupby("cycle")["regional_group"].agg(list)
    columns = {
        "cycle": st.column_config.TextColumn(_("Cycle, as printed"), pinned=True, width=170),
        "units": _("Units"),
        "states": _("States"),
        "none": st.column_config.TextColumn(_("Groups with none"), width=220),
        "largest": _("Largest single state"),
        "effective": st.column_config.TextColumn(_("Effective number of groups"), width=190),
        "first": st.column_config.DateColumn(_("First export")),
        "last": st.column_config.DateColumn(_("Last export")),
    }
    shown = pd.DataFrame(
        {
            "cycle": list(rows["cycle"]),
            "units": list(rows["cycle_unit_count"]),
            "states": list(rows["cycle_state_count"]),
            "none": [", ".join(_group(code, True) for code in groups.get(name, [])) or _("none") for name in rows["cycle"]],
            "largest": [_("{n} of {all}").format(n=row.cycle_largest_state_count, all=row.cycle_unit_count) for row in rows.itertuples()],
            "effective": [formats.DASH if pd.isna(row.cycle_effective_groups) else _("{value} (n = {n})").format(value=f"{row.cycle_effective_groups:.1f}", n=row.cycle_in_group_count) for row in rows.itertuples()],
            "first": list(rows["first_export"]),
            "last": list(rows["last_export"]),
        }
    )  # fmt: skip
    grids.show(shown, columns, alt=_("Cycles compared"))
    unclear = list(rows.loc[rows["is_unclear"], "cycle"])
    if unclear:
        told = _("Kept as printed, and not clear which years are meant: {cycles}.")
        st.warning(told.format(cycles=", ".join(unclear)))
    _guide(view)
    capability_notes.under(
        view, CYCLE, found.drop(columns="cycle"), "cycles", source, chart=option, height=tall, title=title
    )


def _cycle(row: Any) -> str:
    return row.rdl_cycle if isinstance(row.rdl_cycle, str) else _("no cycle reported")


def _guide(view: View) -> None:
    """Say what the guide prints of the cycle it calls for, and link to that ask."""
    asks = requirement_facts.asks(run, view)
    ask = asks[asks["requirement_id"] == ASK]
    if len(ask):
        here = f"?v={view.snapshot.version}&month={view.as_of}&scope={view.scope}&dataset={view.snapshot.dataset}&ask={ASK}"
        st.markdown(f"{_('The pledging guide')}: {_(ask.iloc[0]['note'])}. [{ASK}](requirements{here})")


def candidates(view: View) -> None:
    """List the units at Level 2 and Level 3, those of groups with the fewest units at the level first."""
    found = run(CANDIDATES, view.snapshot, **rapid_question.dated(view))
    if found.empty:
        st.info(_("No unit of the export is at Level 2 or Level 3."))
        return
    st.markdown(
        _("The guide asks Member States with units at Level 2 and above to pledge them to the Rapid Deployment Level, from all regions. These units are at Level 2 or Level 3; groups with the fewest units at the Rapid Deployment Level stand first. Nothing here proposes a selection.")
    )  # fmt: skip
    groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
    if found["regional_group"].isna().any():
        groups["none"] = _("In no group")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = filters.choice(_("UN regional group"), "group", groups, "all")
        ready = filters.choice(_("Which"), "ready", {"all": _("All"), "available": _("Available")}, "all", wide=True)
        named = naming.capabilities(run, view)
        there = {code: named.get(code, code) for code in sorted(found["capability"].dropna().unique(), key=lambda code: list(named).index(code) if code in named else len(named))}  # fmt: skip
        capability = filters.choice(_("Capability"), "cap", {"all": _("All capabilities")} | there, "all")
    kept = found
    if group != "all":
        kept = kept[kept["regional_group"].fillna("none") == group]
    if ready == "available":
        kept = kept[kept["why_not"].isna()]
    if capability != "all":
        kept = kept[kept["capability"] == capability]
    if kept.empty:
        st.info(_("No unit fits these choices."))
        return
    told = ngettext("**{n}** unit", "**{n}** units", len(kept)).format(n=formats.count(len(kept)))
    states = kept["iso3"].nunique()
    told += " " + ngettext("of {n} Member State", "of {n} Member States", states).format(n=formats.count(states))
    told += ", " + _("{n} of them available").format(n=formats.count(int(kept["why_not"].isna().sum())))
    st.markdown(f"{told}.")
    more = {"Filters": f"group={group}; which={ready}; capability={capability}"}
    listed(view, kept.reset_index(drop=True), CANDIDATES, "candidates", capability_notes.source_line(view), more)
