"""Police units: women against one platoon and by function, parity by contributor, French speakers, training on explosive devices.

`answer` is where a look says its finding, `row` where it offers what to choose.
"""

from typing import Any

import pandas as pd
import streamlit as st

from pages.deployments import event_facts
from pages.deployments import facts as deployment_facts
from pages.kit import filters, formats, grids, labels, links, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext, quoted
from pages.kit.view import View
from pages.parity import facts as parity_facts
from pages.women import charts, facts, police_facts, unit_facts, views
from pages.women import labels as women_labels

FRENCH, PARITY = "police_language", "parity_by_contributor"
ORDER = ("below", "below_range", "not_reported", "within_range", "meets")


def _counts(units: pd.DataFrame, names: dict[str, str], codes: tuple[str, ...]) -> None:
    numbers = units["status"].value_counts()
    with st.grid(len(codes), gap="small", min_column_width=140):
        for code in codes:
            st.metric(labels.name(names, code), formats.count(numbers.get(code, 0)), border=True)


def _of_mission(units: pd.DataFrame) -> pd.DataFrame:
    """Offer one mission, and return its units."""
    names = {"all": _("All missions")} | {code: code for code in sorted(units["mission"].unique())}
    code = filters.choice(_("Mission"), "mission", names, "all")
    return units[(units["mission"] == code) | (code == "all")]


def platoons(view: View, answer: Any, row: Any) -> None:
    """List formed police units with their women against one platoon of the same unit, and by function."""
    units = run(facts.POLICE, view.snapshot, as_of=view.until)
    if units.empty:
        st.info(_("No formed police unit has ever sent a return."))
    else:
        with row:
            units = _of_mission(units)
        with answer:
            notes.finding(
                police_facts.units_finding(units), _("Women in formed police units, against one platoon of each")
            )
        _platoons(view, units)
    st.caption(notes.source_line(view, facts.POLICE))


def _platoons(view: View, units: pd.DataFrame) -> None:
    reporting = units[units["status"] != "not_reported"]
    in_all, trained = units["has_all_functions"].dropna(), units["ied_awareness"].dropna()
    sentences = (
        (_("{said} of {all} units report their women this month."), len(reporting), len(units)),
        (
            _("Women in command, operations and support alike: {n} of the {all} that tell all three."),
            in_all.sum(),
            len(in_all),
        ),
        (_("Trained on explosive devices before deployment: {n} of {all} that tell."), trained.sum(), len(trained)),
    )
    places = {code: place for place, code in enumerate(ORDER)}
    units = units.assign(place_in_order=units["status"].map(places))
    units = units.sort_values(["place_in_order", "mission", "unit_id"], kind="stable").drop(columns="place_in_order")
    names = facts.codes(run, view, status=women_labels.POLICE, last_status=women_labels.POLICE)
    if len(reporting):
        order = {"by": ["more_women_needed", "unit_id"], "ascending": [False, True], "kind": "stable"}
        reporting = units[units["status"] != "not_reported"].sort_values(**order)
        picture: dict[str, Any] = {
            "chart": charts.police(reporting, notes.ink()),
            "height": charts.police_height(len(reporting)),
            "title": _("Women in formed police units, by function, against one platoon"),
        }
        st.echarts_chart(picture["chart"], height=picture["height"], key="fpu_women_chart", alt=picture["title"])
        notes.under(view, facts.POLICE, reporting, "fpu_drawn", line=False, names=names, **picture)
    _counts(units, women_labels.POLICE, ("meets", "within_range", "below", "below_range", "not_reported"))
    st.markdown(
        " ".join(
            text.format(n=formats.count(n), said=formats.count(n), all=formats.count(total))
            for text, n, total in sentences
        )
    )
    shown, columns = unit_facts.police(run, view, units)
    grids.show(shown, columns, height=views.height(shown, 13, 520), alt=_("Formed police units and their women"))
    if dash := unit_facts.nothing_asked((shown, columns)):
        st.caption(dash)
    notes.under(view, facts.POLICE, units, "fpu_women", line=False, names=names)
    st.caption(
        _(
            "The guide asks for women equal to one platoon of the unit, approximately 20 to 50, across all functions including command. Where the size of a platoon is not reported, 20 women or more stand within the printed range."
        )
    )


def french(view: View, answer: Any, row: Any) -> None:
    """List police units in missions that work in another language than English, with their French speakers."""
    units = run(FRENCH, view.snapshot, as_of=view.until)
    if units.empty:
        st.info(_("No police unit of a mission with another working language than English has ever sent a return."))
    else:
        with row:
            units = _of_mission(units)
        with answer:
            notes.finding(
                police_facts.french_finding(units),
                _("French speakers in police units of missions that work in another language than English"),
            )
        _counts(units, women_labels.FRENCH, ("meets", "below", "not_reported", "undetermined"))
        shown, columns = unit_facts.french(run, view, units)
        tall = views.height(shown, 13, 520)
        grids.show(shown, columns, height=tall, alt=_("Police units and their French speakers"))
        st.caption(
            _(
                "The guide asks police units for at least half French speakers where the mission's language is not English. A mission whose working language is not sourced is undetermined."
            )
        )
        names = facts.codes(run, view, status=women_labels.FRENCH, last_status=women_labels.FRENCH)
        notes.under(view, FRENCH, units, "police_language", line=False, names=names)
    st.caption(notes.source_line(view, FRENCH))


def contributors(view: View, answer: Any, row: Any) -> None:
    """List contributors of individual police and of formed police units with their share of women against the target."""
    kinds = {
        code: labels.name(labels.CATEGORIES, code) for code in ("individual_police_officers", "formed_police_units")
    }
    with row:
        category = filters.choice(_("Category"), "category", kinds, "individual_police_officers", wide=True)
    states = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, category=category)
    if states.empty:
        st.info(_nobody(view))
        return
    small, large = states[states["is_small"]], states[~states["is_small"]]
    with answer:
        said = (
            parity_facts.of_contributors(large, category)
            if len(large)
            else _("No contributor has ten people or more of this category.")
        )
        notes.finding(said, _("Women in the police by contributor with ten people or more"))
    goal = large["target_percent"].fillna(large["minimum_2025_percent"])
    below = int((large["more_women_by_replacement"] > 0).sum())
    st.markdown(
        ngettext(
            "**{n}** contributor with ten people or more", "**{n}** contributors with ten people or more", len(large)
        ).format(n=formats.count(len(large)))
        + ", "
        + _("{n} of them below {goal}; {small} with fewer, told as persons.").format(
            n=formats.count(below),
            goal=formats.percent(goal.iloc[0]) if len(goal) else formats.DASH,
            small=formats.count(len(small)),
        )
    )
    states = event_facts.without_needs(run, view, states)
    names = naming.states(run, view)
    shown = pd.DataFrame(
        {
            "name": [names.get(code, code) for code in states["iso3"]],
            "women": states["women_count"].to_numpy(),
            "people": states["people_count"].to_numpy(),
            "share": [formats.share_to_goal(row) for row in states.itertuples()],
            "more": states["more_women_by_replacement"].where(~states["is_small"]).to_numpy(),
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True, width=200),
        "women": number(_("Women"), format="localized"),
        "people": number(_("People"), format="localized"),
        "share": _("Share of women"),
        "more": number(_("More women, by replacement"), format="localized"),
    }
    grids.show(shown, columns, height=views.height(shown, 13, 520), alt=_("Women in the police by contributor"))
    silent = states[event_facts.is_asked_nothing(run, view, states) & ~states["is_small"]]
    if sentence := event_facts.asked_nothing(view, [names.get(code, code) for code in silent["iso3"]]):
        st.caption(f"{quoted(formats.DASH)}{colon()}{sentence}")
    if (large["target_status"] == "not found").any():
        st.caption(_("The target of {year} was not found: the 2025 minimum is shown.").format(year=view.as_of.year))
    notes.under(view, PARITY, states, "police_parity", names=facts.codes(run, view))
    links.lead("parity/page.py", _("All categories: gender parity"), None, show="contributors", category=category)


def groups(view: View, answer: Any) -> None:
    """List the UN regional groups with their people in formed police units and their individual police."""
    rows = run(facts.POLICE_GROUPS, view.snapshot, as_of=view.as_of, scope=view.scope)
    if not rows["people_count"].fillna(0).any():
        st.info(_nobody(view))
        return
    with answer:
        notes.finding(police_facts.groups_finding(rows), _("Police by UN regional group"))
    shown, headings = police_facts.by_group(rows)
    grids.show(shown, grids.columns(shown, headings), height="content", alt=_("Police by UN regional group"))
    notes.under(view, facts.POLICE_GROUPS, rows, "police_groups")


def _nobody(view: View) -> str:
    """Why nobody is listed: the month has no figures of this scope, or nobody is there."""
    if view.scope != "all" and not deployment_facts.states_missions(run, view):
        return deployment_facts.not_stated(view)
    return _("Nobody of this category is deployed in the month shown.")
