"""Officers: observers and staff officers together against their target, by branch and profile; Command Cadre; training."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import training_views
from pages.women import facts as women_notes
from pages.women import labels as women_labels

POSTS, PROFILES, CADRE, SENIOR = (
    "officer_parity",
    "officer_profiles",
    "command_cadre",
    "senior_posts",
)
TRAINING = "training_participation"


def posts(view: View, source: str) -> None:
    """Say how many women hold posts of observers and staff officers together, then break it down."""
    found = run(POSTS, view.snapshot, as_of=view.until)
    whole = found[found["breakdown"] == "all"].iloc[0]
    goal, need = whole["goal_percent"], int(whole["more_women_by_replacement"])
    with st.grid(5, gap="small", min_column_width=140):
        st.metric(_("Posts that are held"), formats.count(whole["people_count"]), border=True)
        st.metric(_("Women"), formats.count(whole["women_count"]), border=True)
        st.metric(_("Share of women"), formats.share(whole["women_count"], whole["people_count"]), border=True)
        st.metric(_("Vacant posts"), formats.count(whole["vacant_count"]), border=True)
        st.metric(_("Tours under 12 months"), _("{n} of {all}").format(n=formats.count(whole["short_tour_count"]), all=formats.count(whole["tour_count"])), border=True)  # fmt: skip
    told = [
        _("Observers and staff officers together: {share} women, against {goal} of the list's year.").format(share=formats.share(whole["women_count"], whole["people_count"]), goal=formats.percent(goal)),
        ngettext("{n} more woman would reach it.", "{n} more women would reach it.", need).format(n=formats.count(need)) if need else _("That is reached."),
        _("Gender experts in planning (U2, U3, U5): {n}.").format(n=formats.count(whole["gender_planner_count"])),
    ]  # fmt: skip
    st.markdown(" ".join(told))
    ways = {
        "branch": _("Branch"),
        "kind": _("Observers, staff officers"),
        "mission": _("Mission"),
        "profile": _("Profile"),
    }
    way = filters.choice(_("Broken down by"), "by", ways, "branch", wide=True)
    part = found[found["breakdown"] == way]
    names = {"branch": {"not_reported": _("Not reported")}, "kind": {c: _(n) for c, n in women_labels.KINDS.items()}, "profile": {c: _(n) for c, n in women_labels.PROFILES.items()}}.get(way, {})  # fmt: skip
    shown = pd.DataFrame(
        {
            "code": [names.get(code, code) for code in part["code"]],
            "people": part["people_count"].to_numpy(),
            "women": part["women_count"].to_numpy(),
            "share": [
                formats.share(row.women_count, row.people_count) if row.people_count else None
                for row in part.itertuples()
            ],
            "vacant": part["vacant_count"].to_numpy(),
            "short": [
                _("{n} of {all}").format(n=row.short_tour_count, all=row.tour_count) if row.tour_count else None
                for row in part.itertuples()
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
            "The target holds for observers and staff officers together. Breakdowns are for reading, not held against it. U1 to U9 are the branches of a mission's headquarters: U2 information, U3 operations, U5 plans."
        )
    )
    women_notes.under(view, POSTS, found, "officer_parity", source, {"breakdown": women_labels.BREAKDOWNS})


def profiles(view: View, source: str) -> None:
    """Show which profiles of the guide are filled in which mission."""
    found = run(PROFILES, view.snapshot, as_of=view.until)
    names = {code: _(name) for code, name in women_labels.PROFILES.items()}
    missions = list(found["mission"].drop_duplicates())
    cells = {(row.profile, row.mission): row for row in found.itertuples()}
    rows = []
    for profile in found["profile"].drop_duplicates():
        row: dict[str, Any] = {"profile": names.get(profile, profile)}
        for mission in missions:
            cell = cells[profile, mission]
            row[mission] = (
                None
                if cell.state == "no_post"
                else _("{held} of {posts} held").format(held=cell.held_count, posts=cell.post_count)
            )
        rows.append(row)
    st.markdown(
        _("Posts with a profile that the guide asks for by name. A dash: the list has no such post in the mission.")
    )
    columns = {"profile": st.column_config.TextColumn(_("Profile"), pinned=True, width=300)} | {
        code: code for code in missions
    }
    grids.show(pd.DataFrame(rows), columns, alt=_("Officer profiles by mission"))
    women_notes.under(
        view,
        PROFILES,
        found,
        "officer_profiles",
        source,
        {"state": women_labels.HELD, "profile": women_labels.PROFILES},
    )
    st.header(_("Senior posts"))
    senior = run(SENIOR, view.snapshot, as_of=view.until)
    held = senior[senior["kind"] == "senior_post"]
    if len(held):
        told = _("{women} of {held} senior posts that are held are held by women.")
        st.markdown(
            told.format(women=formats.count(held["women_count"].sum()), held=formats.count(held["held_count"].sum()))
        )
    pool = senior[senior["kind"] == "talent_pipeline"]
    if len(pool):
        one = pool.iloc[0]
        told = _("Senior Women Talent Pipeline: {n} women nominated by {states} states, {selected} selected.")
        st.markdown(told.format(n=formats.count(one["nominated_count"]), states=formats.count(one["state_count"]), selected=formats.count(one["selected_count"])))  # fmt: skip
    if senior.empty:
        st.info(_("No list names senior posts or the Talent Pipeline: not reported."))
    else:
        women_notes.under(view, SENIOR, senior, "senior_posts", source, {"kind": women_labels.POOLS})


def cadre(view: View, source: str) -> None:
    """Hold women nominated against women cleared through the Command Cadre, by state."""
    found = run(CADRE, view.snapshot, as_of=view.until)
    if found.empty:
        st.info(_("No list of the UNPOL Command Cadre is loaded: not reported."))
        return
    whole, states = found[found["iso3"].isna()].iloc[0], found[found["iso3"].notna()]
    if not pd.isna(whole["women_cleared"]):
        told = _(
            "**{n}** of {all} women cleared through the Command Cadre are nominated ({share}); the guide asks for {asked}."
        )
        st.markdown(
            told.format(
                n=formats.count(whole["women_nominated"]), all=formats.count(whole["women_cleared"]),
                share=formats.share(whole["women_nominated"], whole["women_cleared"]), asked=formats.percent(whole["asked_percent"]),
            )
        )  # fmt: skip
    names = naming.states(run, view)
    short = states[states["state"] == "below"]
    more = int(short["more_nominations_needed"].sum())
    if len(short):
        st.markdown(
            ngettext("{n} state is below 80 %", "{n} states are below 80 %", len(short)).format(n=formats.count(len(short)))
            + ": "
            + ngettext("{n} more nomination would reach it.", "{n} more nominations would reach it.", more).format(n=formats.count(more))
        )  # fmt: skip
    st.caption(
        _(
            "The Command Cadre is the pool of police officers whom the UN Police Division has cleared for senior posts; their state then nominates them for one."
        )
    )
    states = pd.concat([short, states[states["state"] != "below"]])
    shown = pd.DataFrame(
        {
            "name": [names.get(code, code) for code in states["iso3"]],
            "state": [labels.name(women_labels.CADRE, code) for code in states["state"]],
            "women": [_pair(row.women_nominated, row.women_cleared) for row in states.itertuples()],
            "more": states["more_nominations_needed"].to_numpy(),
            "selected": states["women_selected"].to_numpy(),
            "men": [_pair(row.men_nominated, row.men_cleared) for row in states.itertuples()],
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "name": st.column_config.TextColumn(_("Member State"), pinned=True, width=190),
        "state": st.column_config.TextColumn(_("80 % nominated"), width=160),
        "women": st.column_config.TextColumn(_("Women nominated of cleared"), width=190),
        "more": number(_("More nominations"), format="localized"),
        "selected": number(_("Women selected"), format="localized"),
        "men": st.column_config.TextColumn(_("Men nominated of cleared"), width=180),
    }
    grids.show(shown, columns, height=520 if len(shown) > 13 else "content", alt=_("Command Cadre by state"))
    women_notes.under(view, CADRE, found, "command_cadre", source, {"state": women_labels.CADRE})


def _pair(part: Any, whole: Any) -> str | None:
    if pd.isna(whole):
        return None
    return _("{n} of {all}").format(n=formats.count(part), all=formats.count(whole))


def training(view: View) -> None:
    """Show women among participants by fiscal year and course: a proxy for the nominees that the guide speaks of."""
    st.markdown(
        _("The guide asks for 10 to 20 % more women among nominees, on the way to 50/50; it does not say whether percent or points. Participants are counted here: a proxy.")
    )  # fmt: skip
    found = run(TRAINING, view.snapshot)
    if found.empty:
        st.info(_("Participants of training are not reported: no DPO-PKTRAINING file is loaded."))
    else:
        years = list(found.sort_values("year")["fiscal_year"].drop_duplicates())
        rows = []
        for course, part in found.groupby("training_name", sort=True):
            cells = part.set_index("fiscal_year")
            rows.append(
                {"training": course}
                | {y: formats.women(cells.loc[y, "women_count"], cells.loc[y, "people_count"]) if y in cells.index else None for y in years}
                | {"points": cells["points_since_first"].dropna().iloc[-1] if cells["points_since_first"].notna().any() else None}
            )  # fmt: skip
        columns = (
            {"training": st.column_config.TextColumn(_("Training"), pinned=True, width=220)}
            | {year: st.column_config.TextColumn(year, width=135) for year in years}
            | {"points": st.column_config.NumberColumn(_("Points since first"), format="%+.1f", width=120)}
        )
        grids.show(pd.DataFrame(rows), columns, alt=_("Share of women by training and fiscal year"))
        notes.under(view, TRAINING, found, "officer_training")
    st.header(_("Courses for women: Women's Military Peace Operations Course (WMPOC)"))
    hosts = run(training_views.HOSTS, view.snapshot, capability="training_wmpoc")
    if hosts.empty:
        st.info(_("No pledge on this course is in the ledger."))
    else:
        training_views.offered(view, hosts, "subject=training_wmpoc", "wmpoc")
    st.page_link("pages/requirements/training.py", label=_("All courses asked for, and their hosts"))
