"""Officers: observers and staff officers together against their target, by branch and profile; senior posts; Command Cadre.

`answer` is where a look says its finding.
"""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, naming, notes, snapshot
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext
from pages.kit.view import View
from pages.women import facts, labels, officer_facts, views

POSTS, PROFILES, SENIOR = "officer_parity", "officer_profiles", "senior_posts"


def posts(view: View, answer: Any) -> None:
    """Say how many women hold posts of observers and staff officers together, then break it down."""
    officers = run(POSTS, view.snapshot, as_of=view.until)
    total = officers[officers["breakdown"] == "all"].iloc[0]
    share = formats.share(total["women_count"], total["people_count"])
    with answer:
        notes.finding(officer_facts.posts_finding(total), _("Posts of military observers and staff officers, together"))
    with st.grid(5, gap="small", min_column_width=140):
        st.metric(_("Posts that are held"), formats.count(total["people_count"]), border=True)
        st.metric(_("Women"), formats.count(total["women_count"]), border=True)
        st.metric(_("Share of women"), share, border=True)
        st.metric(_("Vacant posts"), formats.count(total["vacant_count"]), border=True)
        short_tours = facts.of(total["short_tour_count"], total["tour_count"])
        st.metric(_("Tours under 12 months"), short_tours, border=True)
    experts = _("Gender experts in planning (U2, U3, U5): {n}.").format(n=formats.count(total["gender_planner_count"]))
    st.markdown(f"{officer_facts.against(total)} {experts}")
    ways = {
        "branch": _("Branch"),
        "kind": _("Observers, staff officers"),
        "mission": _("Mission"),
        "profile": _("Profile"),
    }
    way = filters.choice(_("Broken down by"), "by", ways, "branch", wide=True)
    groups = officers[officers["breakdown"] == way]
    names = {"branch": {"not_reported": "Not reported"}, "kind": labels.KINDS, "profile": labels.PROFILES}.get(way)
    rows = list(groups.itertuples())
    shown = pd.DataFrame(
        {
            "code": [name(names, row.code) if names else row.code for row in rows],
            "people": groups["people_count"].to_numpy(),
            "women": groups["women_count"].to_numpy(),
            "share": [formats.share(row.women_count, row.people_count) if row.people_count else None for row in rows],
            "vacant": groups["vacant_count"].to_numpy(),
            "short": [
                _("{n} of {all}").format(n=row.short_tour_count, all=row.tour_count) if row.tour_count else None
                for row in rows
            ],
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "code": st.column_config.TextColumn(ways[way], pinned=True, width=240),
        "people": number(_("Held"), format="localized"),
        "women": number(_("Women"), format="localized"),
        "share": _("Share of women"),
        "vacant": number(_("Vacant"), format="localized"),
        "short": _("Tours under 12 months"),
    }
    grids.show(shown, columns, alt=_("Posts of observers and staff officers"))
    st.caption(
        _(
            "The target holds for observers and staff officers together. Breakdowns are for reading, not held against it. U1 to U9 are the branches of a mission's headquarters: U2 peacekeeping-intelligence, U3 operations, U5 plans."
        )
    )
    notes.under(
        view,
        POSTS,
        officers,
        "officer_parity",
        line=False,
        names=facts.codes(
            run, view, breakdown=labels.BREAKDOWNS, code=kit_labels.CATEGORIES | labels.KINDS | labels.PROFILES
        ),
    )
    st.caption(notes.source_line(view, POSTS))


def profiles(view: View, answer: Any) -> None:
    """Show which profiles of the guide are filled in which mission, and who holds senior posts."""
    wanted = run(PROFILES, view.snapshot, as_of=view.until)
    with answer:
        notes.finding(officer_facts.profiles_finding(wanted), _("Officer profiles that the guide asks for, by mission"))
    missions = list(wanted["mission"].drop_duplicates())
    rows: dict[str, dict[str, Any]] = {}
    for row in wanted.itertuples():
        cells = rows.setdefault(row.profile, {"profile": name(labels.PROFILES, row.profile)})
        if row.state != "no_post":
            cells[row.mission] = _("{held} of {posts} held").format(held=row.held_count, posts=row.post_count)
    st.markdown(
        _("Posts with a profile that the guide asks for by name. A dash: the list has no such post in the mission.")
    )
    columns = {"profile": st.column_config.TextColumn(_("Profile"), pinned=True, width=300)} | {
        code: code for code in missions
    }
    shown = pd.DataFrame(list(rows.values())).reindex(columns=["profile", *missions])
    grids.show(shown, columns, alt=_("Officer profiles by mission"))
    names = facts.codes(run, view, state=labels.HELD, profile=labels.PROFILES)
    notes.under(view, PROFILES, wanted, "officer_profiles", line=False, names=names)
    st.header(_("Senior posts"))
    _senior(view)
    st.caption(notes.source_line(view, PROFILES, SENIOR))


def _senior(view: View) -> None:
    """Say how many senior posts women hold, and how many are in the Talent Pipeline."""
    senior = run(SENIOR, view.snapshot, as_of=view.until)
    held = senior[senior["kind"] == "senior_post"]
    if len(held):
        words = _("{women} of {held} senior posts that are held are held by women.")
        women, posts = formats.count(held["women_count"].sum()), formats.count(held["held_count"].sum())
        st.markdown(words.format(women=women, held=posts))
    for pool in senior[senior["kind"] == "talent_pipeline"].head(1).itertuples():
        words = _("Senior Women Talent Pipeline: {n} women nominated by {states} states, {selected} selected.")
        numbers = (pool.nominated_count, pool.state_count, pool.selected_count)
        nominated, states, selected = map(formats.count, numbers)
        st.markdown(words.format(n=nominated, states=states, selected=selected))
    if senior.empty:
        st.info(_("No list names senior posts or the Talent Pipeline: not reported."))
    else:
        names = facts.codes(run, view, kind=labels.POOLS)
        notes.under(view, SENIOR, senior, "senior_posts", line=False, names=names)


def cadre(view: View, answer: Any) -> None:
    """Hold women nominated against women cleared through the Command Cadre, by state."""
    pool = run(facts.CADRE, view.snapshot, as_of=view.until)
    if pool.empty:
        st.info(_("No list of the UNPOL Command Cadre is loaded: not reported."))
        snapshot.offer_load("officers")
    else:
        _cadre(view, pool, answer)
    st.caption(notes.source_line(view, facts.CADRE))


def _cadre(view: View, pool: pd.DataFrame, answer: Any) -> None:
    total, states = pool[pool["iso3"].isna()].iloc[0], pool[pool["iso3"].notna()]
    with answer:
        notes.finding(officer_facts.cadre_finding(total), _("UNPOL Command Cadre: women cleared and nominated"))
    below = states[states["state"] == "below"]
    more = int(below["more_nominations_needed"].sum())
    if len(below):
        st.markdown(
            ngettext("{n} state is below 80 %", "{n} states are below 80 %", len(below)).format(
                n=formats.count(len(below))
            )
            + colon()
            + ngettext("{n} more nomination would reach it.", "{n} more nominations would reach it.", more).format(
                n=formats.count(more)
            )
        )
    st.caption(
        _(
            "The Command Cadre is the pool of police officers whom the UN Police Division has cleared for senior posts; their state then nominates them for one."
        )
    )
    states = pd.concat([below, states[states["state"] != "below"]])
    countries = naming.states(run, view)
    shown = pd.DataFrame(
        {
            "name": [countries.get(code, code) for code in states["iso3"]],
            "state": [name(labels.CADRE, code) for code in states["state"]],
            "women": [_of_cleared(row.women_nominated, row.women_cleared) for row in states.itertuples()],
            "more": states["more_nominations_needed"].to_numpy(),
            "selected": states["women_selected"].to_numpy(),
            "men": [_of_cleared(row.men_nominated, row.men_cleared) for row in states.itertuples()],
        }
    )
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    columns = {
        "name": text(_("Member State"), pinned=True, width=190),
        "state": text(_("80 % nominated"), width=160),
        "women": text(_("Women nominated of cleared"), width=190),
        "more": number(_("More nominations"), format="localized"),
        "selected": number(_("Women selected"), format="localized"),
        "men": text(_("Men nominated of cleared"), width=180),
    }
    grids.show(shown, columns, height=views.height(shown, 13, 520), alt=_("Command Cadre by state"))
    names = facts.codes(run, view, state=labels.CADRE)
    notes.under(view, facts.CADRE, pool, "command_cadre", line=False, names=names)


def _of_cleared(nominated: Any, cleared: Any) -> str | None:
    return None if pd.isna(cleared) else facts.of(nominated, cleared)
