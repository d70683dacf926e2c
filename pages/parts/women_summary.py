"""Women in units on other pages: those of one state on its page, and at a glance on the overview. Nothing without returns."""

import pandas as pd
import streamlit as st

from pages.parts import capability_notes, formats, grids, labels, platoon_views, police_views, women_labels, women_notes
from pages.parts.cache import run
from pages.parts.snapshot import View
from pages.parts.text import _, ngettext

RETURNS = "metrics/engagement_platoon_units"


def of_state(view: View, iso3: str) -> None:
    """List the infantry and police units of a state with their women, as its last returns say."""
    day = women_notes.newest(view)
    if day is None:
        return
    asked = {"as_of": capability_notes.day(view)}
    infantry = run(platoon_views.UNITS, view.snapshot, **asked, units="with_support")
    police = run(police_views.WOMEN, view.snapshot, **asked)
    infantry, police = infantry[infantry["iso3"] == iso3], police[police["iso3"] == iso3]
    if infantry.empty and police.empty:
        return
    st.header(_("Women in its units"))
    rows = [
        {
            "unit_id": row.unit_id, "kind": row.unit_type, "status": labels.name(women_labels.STATUSES, row.status), "told": platoon_views.women(row),
            "more": row.more_women_needed, "rotates_out": row.rotates_out, "reported_on": row.reported_on, "place": f"{row.place} · {row.file_name}",
        }
        for row in infantry.itertuples()
    ] + [
        {
            "unit_id": row.unit_id, "kind": "formed_police_unit", "status": labels.name(women_labels.POLICE, row.status),
            "told": formats.count(row.women_count), "more": row.more_women_needed, "rotates_out": row.rotates_out,
            "reported_on": row.reported_on, "place": f"{row.place} · {row.file_name}",
        }
        for row in police.itertuples()
    ]  # fmt: skip
    kinds = women_notes.how(view)["unit_type"]
    shown = pd.DataFrame(rows)
    shown["kind"] = [kinds(code) for code in shown["kind"]]
    text, date = st.column_config.TextColumn, st.column_config.DateColumn
    columns = {
        "unit_id": text(_("Unit"), pinned=True, width=130),
        "kind": text(_("Kind of unit"), width=170),
        "status": text(_("Platoon, or women against one"), width=200),
        "told": text(_("Women"), width=130),
        "more": st.column_config.NumberColumn(_("More women"), format="localized", width=90),
        "rotates_out": date(_("Leaves on"), width=100),
        "reported_on": date(_("Last return"), width=100),
        "place": text(_("In the return"), width=260),
    }
    grids.show(shown, columns, alt=_("Units of this state and their women"))
    source = women_notes.source_line(view, day, _("returns of units"))
    whole = pd.concat([part for part in (infantry, police) if len(part)], ignore_index=True)
    women_notes.under(view, RETURNS, whole[["unit_id", "mission", "iso3", "status", "more_women_needed", "rotates_out", "reported_on", "file_name", "place"]], "state_women", source)  # fmt: skip
    st.caption(source)


def glance(view: View) -> None:
    """Say on the overview how platoons and police units stand, with how much of them reports."""
    day = women_notes.newest(view)
    if day is None:
        return
    asked = {"as_of": capability_notes.day(view)}
    found = run(platoon_views.STATUS, view.snapshot, **asked)
    police = run(police_views.WOMEN, view.snapshot, **asked)
    if found.empty and police.empty:
        return
    st.header(_("Women in units"))
    with st.grid(4, gap="small", min_column_width=170):
        if len(found):
            row = found.iloc[0]
            shared = int(row["meets_count"] + row["below_count"])
            of = _("{n} of {all}")
            st.metric(
                _("Platoons half women or more"),
                of.format(n=formats.count(row["meets_count"]), all=formats.count(shared)),
                border=True,
            )
            st.metric(_("Infantry units without a platoon"), formats.count(row["absent_count"]), border=True)
            st.metric(_("Did not report on a platoon"), of.format(n=formats.count(row["not_reported_count"]), all=formats.count(row["in_scope_count"])), border=True)  # fmt: skip
        said = police[police["status"] != "not_reported"]
        if len(said):
            full = int(said["status"].isin(("meets", "within_range")).sum())
            st.metric(_("Police units with a platoon of women"), _("{n} of {all}").format(n=formats.count(full), all=formats.count(len(said))), border=True)  # fmt: skip
    with st.container(horizontal=True):
        for script, label in (
            ("80_engagement_platoons", _("Engagement platoons")),
            ("82_police", _("Police")),
            ("86_calendar", _("What can change at which rotation")),
        ):
            st.page_link(f"pages/views/{script}.py", label=label, icon=":material/arrow_forward:")
    st.caption(women_notes.source_line(view, day, _("returns of units")))


def reasons(view: View) -> dict[str, list[str]]:
    """Return, by state, why its units are a reason to call; empty without returns or the right to them."""
    day = women_notes.newest(view)
    if day is None:
        return {}
    asked = {"as_of": capability_notes.day(view)}
    told: dict[str, list[str]] = {}
    soon = pd.Timestamp(day) + pd.DateOffset(months=6)
    infantry = run(platoon_views.UNITS, view.snapshot, **asked)
    below = infantry[(infantry["status"] == "below") & (infantry["rotates_out"] <= soon)]
    for iso3, part in below.groupby("iso3"):
        words = ngettext("{n} platoon below half women rotates within six months", "{n} platoons below half women rotate within six months", len(part))  # fmt: skip
        told.setdefault(iso3, []).append(words.format(n=len(part)))
    police = run(police_views.WOMEN, view.snapshot, **asked)
    short = police[police["status"].isin(("below", "below_range"))]
    for iso3, part in short.groupby("iso3"):
        words = ngettext("{n} formed police unit has fewer women than one platoon", "{n} formed police units have fewer women than one platoon", len(part))  # fmt: skip
        told.setdefault(iso3, []).append(words.format(n=len(part)))
    cadre = run("metrics/command_cadre", view.snapshot, **asked)
    for row in cadre[(cadre["state"] == "below") & cadre["iso3"].notna()].itertuples():
        words = _("{n} of {all} women cleared for the Command Cadre are nominated, below {asked}")
        told.setdefault(row.iso3, []).append(words.format(n=row.women_nominated, all=row.women_cleared, asked=formats.percent(row.asked_percent)))  # fmt: skip
    return told
