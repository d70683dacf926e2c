"""Five of the seven looks of the gender parity page; one is drawn at a time."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.kit import bar_charts, filters, formats, grids, labels, naming, notes, share_bars, snapshot, sources, sparks
from pages.kit.cache import kept, run
from pages.kit.text import _, colon, ngettext, quoted
from pages.kit.view import Run, View
from pages.parity import charts, facts

TREND = "parity_trend"
BY_MISSION = "parity_by_mission"
CLOSING = "parity_closing_set"
TARGETS = "targets"
APART = "observers_staff_officers"
LINES = "cell_rows"


def _bars(run: Run, view: View, ink: str) -> tuple[str, dict, str]:
    """What the five categories show in words, their bars, and what is to be said of justice and corrections."""
    parity = run(facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    return facts.furthest(parity), bar_charts.parity_bars(parity, ink), facts.justice(run, view, parity)


def _by_month(run: Run, view: View) -> pd.DataFrame:
    """Share of women by category and month, up to the month that the line under it names."""
    trend = run(TREND, view.snapshot, scope=view.scope)
    return trend[trend["as_of"].dt.date <= view.as_of]


def _over_time(run: Run, view: View, category: str, ink: str) -> tuple[str, dict, str]:
    """What the months of a category show in words, their lines, empty where it is not reported, and what is marked on them."""
    trend = _by_month(run, view)
    if not (trend["category"] == category).any():
        return "", {}, ""
    events = event_facts.over_time(run, view, trend, category=category)
    line = charts.parity_trend(trend, run(TARGETS, view.snapshot), category, ink, events)
    return facts.moved(trend, category), line, event_facts.told(events)


def by_category(view: View, category: str) -> None:
    """Draw the five bars, the trend of one category with its target path, and observers and staff officers apart."""
    parity = run(facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    left, right = st.columns(2, gap="large")
    with left:
        found, bars, sentence = kept(_bars, view, notes.ink())
        notes.finding(found, _("Share of women by personnel category, against the targets"))
        st.echarts_chart(bars, height=360, key="bars", alt=_("Share of women by personnel category, with targets"))
        if sentence:
            st.caption(sentence)
        notes.under(view, facts.BY_CATEGORY, parity, "bars", chart=bars)
        notes.slide(view, "parity")
    with right:
        title = _("Over time: {category}").format(category=labels.category_name(category))
        found, line, marked = kept(_over_time, view, category, notes.ink())
        notes.finding(found or title, _("Share of women over time, with the target of each year"))
        if line:
            st.echarts_chart(
                line, height=430, key="trend", alt=_("Share of women over time with the target of each year")
            )
            st.caption(
                " ".join(
                    [
                        facts.path(parity[parity["category"] == category].iloc[0]),
                        _(
                            "Dashed: the target of each year. A full dot is sourced, a hollow one lies between sourced years (interpolated); where a year has none, it was not found."
                        ),
                        marked,
                    ]
                )
            )
            more = sources.chosen(category=category)
            notes.under(view, TREND, _by_month(run, view), "trend", chart=line, height=430, title=title, more=more)
        else:
            st.info(_("Not reported: no file of this source is loaded. When one is, it stands here; it is not zero."))
            snapshot.offer_load("gpp")
    st.header(_("Military experts on mission and staff officers, apart"))
    st.markdown(_("The target is for both together. Apart they are a breakdown, without a target of their own."))
    apart = run(APART, view.snapshot, as_of=view.as_of, scope=view.scope)
    with st.grid(2, gap="small", min_column_width=240):
        for row in apart.itertuples():
            name = labels.name(labels.TYPES, row.personnel_type)
            people = _("{women} women of {people}").format(
                women=formats.count(row.women_count), people=formats.count(row.people_count)
            )
            share = formats.share_of(row)
            st.metric(
                name,
                share,
                None if share == formats.DASH else people,
                border=True,
                delta_color="off",
                delta_arrow="off",
            )
    notes.under(view, APART, apart, "apart")


def by_mission(view: View) -> None:
    """Draw the heatmap of missions and categories."""
    parity = event_facts.without_needs(run, view, run(BY_MISSION, view.snapshot, as_of=view.as_of, scope=view.scope))
    if parity.empty:
        st.info(_("No mission reports figures for this month and scope."))
        return
    notes.finding(facts.of_missions(parity), _("Share of women by mission and personnel category"))
    st.markdown(
        _(
            "Colour: points above (blue) or below (orange) the target. Hatched: not reported. Empty: nobody of that category in the mission. Pale: under thirty people. Under ten: “3 of 8”, without colour."
        )
    )
    height = 142 + 38 * parity["mission"].nunique()
    goals = run(facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    heat = charts.parity_heatmap(parity, {row.category: formats.goal(row) for row in goals.itertuples()}, notes.ink())
    st.echarts_chart(heat, height=height, key="heat", alt=_("Share of women by mission and personnel category"))
    notes.under(view, BY_MISSION, parity, "heat", chart=heat, height=height)


def by_contributor(view: View, category: str) -> None:
    """Show contributors in UN order, and small ones in a table of their own."""
    large, small = facts.contributors(run, view, category)
    if large.empty and small.empty:
        st.info(
            _("No contributor reports personnel of this category for this month and scope: not reported, not zero.")
        )
        return
    goal = large.iloc[0] if len(large) else small.iloc[0]
    if len(large):
        notes.finding(
            facts.of_contributors(large, category), _("Share of women by contributor with ten people or more")
        )
    year_target = formats.percent(goal["target_percent"])
    st.markdown(
        _(
            "2025 minimum {minimum}; target of {year} {target}. Women needed to reach it: by replacement, each in the place of a man; by addition, on top of all. In UN order; sort by any heading."
        ).format(
            minimum=formats.percent(goal["minimum_2025_percent"]),
            year=goal["target_year"],
            target=year_target if goal["target_status"] != "not found" else _("not found; 2025 minimum shown"),
        )
    )
    columns = _contributor_columns()
    if large.empty:
        st.info(_("No contributor has ten people or more of this category."))
    else:
        grids.show(
            large[list(columns)],
            column_config=columns,
            height=520 if len(large) > 13 else "content",
            alt=_("Contributors with ten people or more"),
        )
        if sentence := facts.left_out(run, view, category):
            st.caption(f"{quoted(formats.DASH)}{colon()}{sentence}")
        whole = large.drop(columns=["drawn", "people_trend"])
        notes.under(view, facts.BY_CONTRIBUTOR, whole, "contributors", more=sources.chosen(category=category))
    if small.empty:
        st.header(_("Contributors with fewer than ten people"))
        st.info(_("Every contributor of this category has ten people or more."))
        return
    notes.finding(facts.without_women(small), _("Contributors with fewer than ten people"))
    st.markdown(_("So few people are told as persons, without a percentage or a rank."))
    grids.show(
        small[["name", "women"]],
        alt=_("Contributors with fewer than ten people"),
        width=520,
        column_config={"name": _("Contributor"), "women": _("Women of people")},
    )
    notes.under(
        view,
        facts.BY_CONTRIBUTOR,
        small.drop(columns="women"),
        "small",
        line=large.empty,
        more=sources.chosen(category=category),
    )


def _contributor_columns() -> dict[str, Any]:
    """Settings of the table of contributors."""
    number = st.column_config.NumberColumn
    return {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True, width=165),
        "women_count": number(_("Women"), format="localized"),
        "people_count": number(_("People"), format="localized"),
        "women_fraction": number(_("Share of women"), format="percent"),
        "drawn": share_bars.column(),
        **_needed_columns(),
        "people_trend": sparks.column(),
    }


def closing(view: View, category: str) -> None:
    """Show what is missing to each target, both ways, and the fewest contributors that close one category."""
    parity = run(facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    st.header(_("More women needed"))
    st.markdown(
        _("By replacement: each takes the place of a man, the total stays. By addition: they come on top, it grows.")
    )
    year = int(parity["target_year"].iloc[0])
    missing = facts.missing(parity)
    grids.show(
        missing,
        column_config=_missing_columns(year),
        alt=_("More women needed by category"),
    )
    notes.under(view, facts.BY_CATEGORY, parity, "missing")
    st.header(_("Closing set: {category}").format(category=labels.category_name(category)))
    target = choose_target(year)
    asked = {"as_of": view.as_of, "category": category, "scope": view.scope}
    fewest = run(CLOSING, view.snapshot, today=view.today, target=target, **asked)
    row = next(parity[parity["category"] == category].itertuples())
    percent = facts.percent_of(row, target)
    if pd.isna(percent):
        st.info(_("A 2028 target of this category was not found."))
        return
    left_out = facts.left_out(run, view, category, percent)
    if fewest.empty:
        st.info(facts.no_set(row, percent))
        if facts.is_below(row, percent):
            st.caption(left_out)
        return
    st.markdown(facts.reach_of(fewest))
    if left_out:
        st.caption(left_out)
    fewest = naming.with_names(run, view, fewest)[["order", "name", "iso3", "women_added"]]
    grids.show(
        fewest.drop(columns="iso3"), width=620, height="content" if len(fewest) < 20 else "auto", alt=_("Closing set"),
        column_config={"order": _("Order"), "name": _("Contributor"), "women_added": _("More women")},
    )  # fmt: skip
    notes.under(view, CLOSING, fewest, "closing", more=sources.chosen(category=category, target=target))


def choose_target(year: int) -> str:
    """Offer the target to reach, and return its code: year, 2025 or 2028."""
    names = {"year": _("In force in {year}").format(year=year), "2025": _("2025 minimum"), "2028": _("2028 target")}
    return filters.choice(_("Target"), "target", names, "year", wide=True)


def _needed_columns() -> dict[str, Any]:
    """The two counts of women needed to reach the target."""
    number = st.column_config.NumberColumn
    return {
        "more_women_by_replacement": number(
            _("By replacement"),
            format="localized",
            help=_("Women needed to reach the target if each takes the place of a man: the total stays."),
        ),
        "more_women_by_addition": number(
            _("By addition"),
            format="localized",
            help=_("Women needed to reach the target if they come on top of all who are there: the total grows."),
        ),
    }


def _missing_columns(year: int) -> dict[str, Any]:
    """Settings of the table of missing women."""
    number = st.column_config.NumberColumn
    return {
        "name": st.column_config.TextColumn(_("Category"), pinned=True),
        **_needed_columns(),
        "women_count": number(_("Women"), format="localized"),
        "people_count": number(_("People"), format="localized"),
        "share": _("Share"),
        "minimum": _("2025 minimum"),
        "target": _("Target of {year}").format(year=year),
        "more_women_2028_by_replacement": number(
            _("To 2028, by replacement"),
            format="localized",
            help=_("Women needed to reach the 2028 target if each takes the place of a man."),
        ),
        "target_2028": _("2028 target"),
    }


def lines(view: View, categories: list[str]) -> None:
    """List the lines of the files that a figure is made of."""
    st.markdown(_("Every figure is a sum of lines of a file. Choose a cell to see its lines."))
    missions = run("deployment_by_mission", view.snapshot, as_of=view.as_of, scope=view.scope)["mission"]
    states = run("deployment_by_contributor", view.snapshot, as_of=view.as_of, scope=view.scope)
    states = naming.with_names(run, view, states).sort_values("un_order")
    with st.grid(3, gap="small", min_column_width=200):
        mission = filters.choice(
            _("Mission"), "mission", {"all": _("All")} | {code: code for code in sorted(missions)}, "all"
        )
        named = {"all": _("All")} | dict(zip(states["iso3"], states["name"], strict=True))
        iso3 = filters.choice(_("Contributor"), "iso3", named, "all")
        named = {"all": _("All")} | {code: labels.category_name(code) for code in categories}
        category = filters.choice(_("Personnel category"), "cell", named, "all")
    cell = {"mission": mission, "iso3": iso3, "category": category}
    asked = {key: "" if code == "all" else code for key, code in cell.items()}
    rows = run(LINES, view.snapshot, as_of=view.as_of, scope=view.scope, **asked)
    if rows.empty:
        st.info(_("No line of a file stands behind this cell: nothing is printed for it, which is not zero."))
        return
    women, people = rows["women_count"].sum(), rows["people_count"].sum()
    words = ngettext(
        "{lines} line: {women} women of {people} people.", "{lines} lines: {women} women of {people} people.", len(rows)
    )
    st.markdown(words.format(lines=formats.count(len(rows)), women=formats.count(women), people=formats.count(people)))
    grids.show(notes.on_screen(view, rows), column_config=notes.headings(LINES, rows), alt=_("Lines behind the figure"))
    notes.offer(view, LINES, rows, "lines", more=sources.chosen(**asked))
