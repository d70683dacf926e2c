"""The Rapid Deployment Level on screen: by region, its cycles compared, and which units could be pledged to it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.capabilities import facts, rapid_charts, rapid_facts, unit_views
from pages.capabilities.rapid_facts import Question
from pages.kit import filters, formats, grids, labels, links, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View
from pages.requirements import facts as requirement_facts

DIVERSITY, SUMMARY, POOL = "rdl_diversity", "rdl_summary", "rdl_units"
CYCLE, CANDIDATES = "rdl_cycle", "rdl_candidates"
ASK = "UNI-RDL-01"  # the guide's call for nominations, with the cycle as it prints it


def diversity(view: View, question: Question) -> None:
    """Show how the level is spread over the regional groups, as it is and as asked."""
    dated = facts.dated(view)
    if question.add and question.level != "rdl":
        st.info(_("Units supposed at another level add nothing to the Rapid Deployment Level."))
    names_and_parameters = [(_("As it is"), dated)]
    if question.is_asked:
        names_and_parameters.append((_("As asked"), dated | question.of_pool()))
    answers = [
        (name, run(DIVERSITY, view.snapshot, **parameters), run(SUMMARY, view.snapshot, **parameters))
        for name, parameters in names_and_parameters
    ]
    title = _("Rapid Deployment Level by UN regional group")
    notes.finding(rapid_facts.groups_finding(answers[-1][1]), title)
    if question.is_asked:
        st.markdown(f"**{_('As asked')}**{colon()}{rapid_facts.words(run, view, question)}")
    fractions = ["rdl_fraction", "member_state_fraction", "tpcc_fraction"]
    top = float(pd.concat([groups[fractions] for _name, groups, _summary in answers]).astype(float).max().max())
    for place, (column, (name, groups, summary)) in enumerate(
        zip(st.columns(len(answers), gap="large"), answers, strict=True)
    ):
        with column:
            if question.is_asked:
                st.markdown(f"**{name}**")
            _cards(view, summary.iloc[0])
            names = [facts.group(code) for code in groups["regional_group"]]
            option = rapid_charts.pool(groups, names, top, notes.ink())
            height = rapid_charts.pool_height(len(groups))
            alt = _("Shares of regional groups in RDL units, Member States and T/PCCs: {name}").format(name=name)
            st.echarts_chart(option, height=height, key=f"pool_{place}", alt=alt)
    _who_counts(view, answers[0][1])
    frames = [
        rapid_facts.both(answers[0][at], answers[-1][at]) if question.is_asked else answers[0][at] for at in (1, 2)
    ]
    more = rapid_facts.supposed(run, view, question)
    codes, own = facts.codes(run, view), rapid_facts.own_headings()
    notes.under(
        view,
        DIVERSITY,
        frames[0],
        "pool",
        table=own,
        line=False,
        names=codes,
        chart=option,
        height=height,
        title=title,
        more=more,
    )
    label = _("The same in figures: definition, table and download")
    notes.under(view, SUMMARY, frames[1], "pool_summary", table=own, line=False, names=codes, more=more, label=label)
    notes.slide(view, "regions", question=question)
    units = run(POOL, view.snapshot, **dated, **question.without())
    if view.is_exercise:
        notes.no_place()
    else:
        _map(view, units[units["taken_out"].isna()], more)
    st.header(_("Units at the Rapid Deployment Level"))
    if units.empty:
        st.info(_("No unit of the export is at the Rapid Deployment Level."))
    else:
        unit_views.listed(view, units, POOL, "pool_units", more, question.is_asked)


def _who_counts(view: View, groups: pd.DataFrame) -> None:
    """Say which states are contributors and where a state of two groups counts. Frame: rdl_diversity."""
    day = groups["tpcc_as_of"].iloc[0]
    contributors = _(
        "T/PCCs: states with people in the field in {month}, all missions. A state that takes part in two groups counts once."
    ).format(month=formats.DASH if pd.isna(day) else formats.month(day))
    st.caption(contributors if view.is_exercise else f"{contributors} {_('Türkiye counts under WEOG.')}")


def _cards(view: View, one: pd.Series) -> None:
    """Show units, groups with none and the largest share of one state, and name both."""
    none = facts.several(labels.GROUPS_SHORT, one["groups_without"])
    states = facts.several(naming.states(run, view), one["largest_states"])
    most = formats.DASH
    if not pd.isna(one["largest_state_unit_count"]):
        most = _("{n} of {all}").format(
            n=formats.count(one["largest_state_unit_count"]), all=formats.count(one["rdl_unit_count"])
        )
    is_small = pd.isna(one["largest_state_fraction"]) or one["rdl_unit_count"] < formats.SMALL
    share = "" if is_small else f"{formats.per_cent(one['largest_state_fraction'])} · "
    cards = (
        (_("RDL units"), formats.count(one["rdl_unit_count"]), _("{n} available").format(n=formats.count(one["available_count"]))),
        (_("Groups with none"), formats.count(one["groups_without_count"]), _("of {n} groups").format(n=one["group_count"] + one["groups_without_count"])),
        (_("Largest single state"), most, share + ngettext("of {n} state", "of {n} states", int(one["state_count"])).format(n=formats.count(one["state_count"]))),
    )  # fmt: skip
    with st.grid(3, gap="small", min_column_width=170):
        for label, value, detail in cards:
            st.metric(label, value, detail, border=True, delta_color="off", delta_arrow="off")
    sentences = [_("Groups with none: {names}.").format(names=none)] if none else []
    if states:
        sentences.append(_("Largest single state: {names}.").format(names=states))
    st.caption(" ".join(sentences))
    if one["no_group_count"]:
        words = ngettext(
            "{n} unit is of a state in no regional group.",
            "{n} units are of states in no regional group.",
            int(one["no_group_count"]),
        )
        st.caption(words.format(n=formats.count(one["no_group_count"])))


def _map(view: View, units: pd.DataFrame, more: Mapping[str, str]) -> None:
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
        st.caption(_("Without a shape on this map: {states}.").format(states=semicolon().join(unseen)))
    st.caption(notes.map_credit())
    notes.under(
        view, POOL, units, "rdl_map", line=False, names=facts.codes(run, view), chart=figure, title=title,
        credit=notes.map_credit(), more=more,
    )  # fmt: skip


def cycles(view: View) -> None:
    """Compare the cycles that the exports name, as they print them."""
    groups = run(CYCLE, view.snapshot, as_of=view.until)
    if groups.empty:
        st.info(_("No unit of any export is at the Rapid Deployment Level."))
        return
    names = groups["rdl_cycle"].map(lambda cycle: cycle if isinstance(cycle, str) else _("no cycle reported"))
    named = groups.assign(cycle=names)
    order = list(names.drop_duplicates())
    if len(order) == 1:
        st.info(_("The exports name one cycle: there is none to compare it with yet."))
    bands = {code: _(name) for code, name in labels.GROUPS_SHORT.items()} | {"none": _("In no group")}
    drawn = named.assign(regional_group=named["regional_group"].fillna("none"))
    option = rapid_charts.cycles(drawn, bands, order, notes.appearance())
    height = rapid_charts.cycles_height(len(order))
    title = _("Units of each cycle of the Rapid Deployment Level, by regional group")
    notes.finding(rapid_facts.cycles_finding(groups.drop_duplicates("rdl_cycle")), title)
    st.echarts_chart(option, height=height, key="cycles", alt=title)
    _compared(named)
    unclear = list(named.drop_duplicates("cycle").loc[lambda rows: rows["is_unclear"], "cycle"])
    if unclear:
        words = _("Kept as printed, and not clear which years are meant: {cycles}.")
        st.warning(words.format(cycles=", ".join(unclear)))
    _guide(view)
    notes.under(
        view,
        CYCLE,
        groups,
        "cycles",
        line=False,
        names=facts.codes(run, view),
        chart=option,
        height=height,
        title=title,
    )


def _compared(groups: pd.DataFrame) -> None:
    """List the cycles with their units, states, groups with none, and the largest share of one state."""
    rows = groups.drop_duplicates("cycle")
    without = groups[groups["unit_count"] == 0].groupby("cycle")["regional_group"].agg(list)
    columns = {
        "cycle": st.column_config.TextColumn(_("Cycle, as printed"), pinned=True, width=170),
        "units": _("Units"),
        "states": _("States"),
        "none": st.column_config.TextColumn(_("Groups with none"), width=220),
        "largest": _("Largest single state"),
        "first": st.column_config.DateColumn(_("First export")),
        "last": st.column_config.DateColumn(_("Last export")),
    }
    table = pd.DataFrame(
        {
            "cycle": list(rows["cycle"]),
            "units": list(rows["cycle_unit_count"]),
            "states": list(rows["cycle_state_count"]),
            "none": [
                ", ".join(facts.group(code, short=True) for code in without.get(name, [])) or _("none")
                for name in rows["cycle"]
            ],
            "largest": [
                _("{n} of {all}").format(n=row.cycle_largest_state_count, all=row.cycle_unit_count)
                for row in rows.itertuples()
            ],
            "first": list(rows["first_export"]),
            "last": list(rows["last_export"]),
        }
    )
    grids.show(table, columns, alt=_("Cycles compared"))


def _guide(view: View) -> None:
    """Say what the guide prints of the cycle it calls for, and link to that ask."""
    asks = requirement_facts.asks(run, view)
    ask = asks[asks["requirement_id"] == ASK]
    if len(ask):
        st.markdown(
            f"{_('The pledging guide')}{colon()}{_(ask.iloc[0]['note'])}. [{ASK}]({links.way('requirements', view, ask=ASK)})"
        )


def candidates(view: View) -> None:
    """List the units at Level 2 and Level 3, those of groups with the fewest units at the level first."""
    units = run(CANDIDATES, view.snapshot, **facts.dated(view))
    if units.empty:
        st.info(_("No unit of the export is at Level 2 or Level 3."))
        return
    notes.finding(rapid_facts.candidates_finding(units), _("Candidates for the Rapid Deployment Level"))
    st.markdown(
        _(
            "The guide asks Member States with units at Level 2 and above to pledge them to the Rapid Deployment Level, from all regions. These units are at Level 2 or Level 3; groups with the fewest units at the Rapid Deployment Level stand first. Nothing here proposes a selection."
        )
    )
    groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
    if units["regional_group"].isna().any():
        groups["none"] = _("In no group")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = filters.choice(_("UN regional group"), "group", groups, "all")
        ready = filters.choice(_("Which"), "ready", {"all": _("All"), "available": _("Available")}, "all", wide=True)
        capability = filters.choice(
            _("Capability"), "cap", {"all": _("All capabilities")} | _capabilities(view, units), "all"
        )
    fits = pd.Series(True, index=units.index)
    if group != "all":
        fits &= units["regional_group"].fillna("none") == group
    if ready == "available":
        fits &= units["why_not"].isna()
    if capability != "all":
        fits &= units["capability"] == capability
    chosen = units[fits]
    if chosen.empty:
        st.info(_("No unit fits these choices."))
        return
    states, available = chosen["iso3"].nunique(), int(chosen["why_not"].isna().sum())
    count = ngettext("**{n}** unit", "**{n}** units", len(chosen)).format(n=formats.count(len(chosen)))
    of = ngettext("of {n} Member State", "of {n} Member States", states).format(n=formats.count(states))
    st.markdown(f"{count} {of}, {_('{n} of them available').format(n=formats.count(available))}.")
    more = {"Filters": f"group={group}; which={ready}; capability={capability}"}
    unit_views.listed(view, chosen.reset_index(drop=True), CANDIDATES, "candidates", more)


def _capabilities(view: View, units: pd.DataFrame) -> dict[str, str]:
    """Capabilities of units as code -> name, in the order of the list; codes that are not in it last."""
    names = naming.capabilities(run, view)
    codes = set(units["capability"].dropna())
    return {code: name for code, name in names.items() if code in codes} | {
        code: code for code in sorted(codes - set(names))
    }
