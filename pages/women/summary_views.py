"""Women in units on other pages: those of one state on its page, and at a glance on the overview. Nothing without returns."""

import pandas as pd
import streamlit as st

from pages.kit import formats, labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.women import facts as women_notes
from pages.women import labels as women_labels
from pages.women import measure_views, platoon_views, police_views


def of_state(view: View, iso3: str) -> None:
    """List the infantry and police units of a state with their women, as its last returns say, and its measures at home."""
    _units(view, iso3)
    _cadre(view, iso3)
    measure_views.of_state(view, iso3)


def _units(view: View, iso3: str) -> None:
    day = women_notes.newest(view)
    if day is None:
        return
    asked = {"as_of": view.until}
    infantry = run(platoon_views.UNITS, view.snapshot, **asked)
    police = run(police_views.WOMEN, view.snapshot, **asked)
    infantry, police = infantry[infantry["iso3"] == iso3], police[police["iso3"] == iso3]
    if infantry.empty and police.empty:
        return
    st.header(_("Women in its units"))
    source = women_notes.source_line(view, day, _("returns of units"))
    if len(infantry):
        platoon_views.listed(view, infantry, "state_platoons", source)
    if len(police):
        police_views.listed(view, police, "state_police", source)
    st.caption(source)


def _cadre(view: View, iso3: str) -> None:
    """Say how many women of a state that are cleared for the Command Cadre it has nominated."""
    if women_notes.newest(view, "officer_days") is None:
        return
    found = run("command_cadre", view.snapshot, as_of=view.until)
    found = found[(found["iso3"] == iso3) & found["women_cleared"].gt(0)]
    for row in found.itertuples():
        more = int(row.more_nominations_needed)
        st.markdown(
            _("UNPOL Command Cadre: {n} of {all} women cleared are nominated").format(n=formats.count(row.women_nominated), all=formats.count(row.women_cleared))
            + (ngettext("; {n} more nomination would reach {asked}.", "; {n} more nominations would reach {asked}.", more).format(n=more, asked=formats.percent(row.asked_percent)) if more else ".")
        )  # fmt: skip
        st.caption(women_notes.source_line(view, row.as_of, _("lists of officers")))


def needs(view: View) -> dict[str, str]:
    """Return, by unit, what to ask its rotation for; nothing of units of which nothing is to be asked."""
    if women_notes.newest(view) is None:
        return {}
    asked = {"as_of": view.until}
    units = run(platoon_views.UNITS, view.snapshot, **asked)
    told = {row.unit_id: platoon_views.needs(row) for row in units.itertuples() if row.status != "undetermined"}
    police = run(police_views.WOMEN, view.snapshot, **asked)
    for row in police[police["more_women_needed"].gt(0)].itertuples():
        need = int(row.more_women_needed)
        told[row.unit_id] = ngettext("{n} more woman", "{n} more women", need).format(n=need)
    return told


def rows(view: View, iso3: str) -> list[tuple[str, str, str]] | None:
    """Return a row of each unit of a state for its brief: unit, what the return says, what to ask for; None without returns.

    Persons, never a percentage. Units of which most is to be asked stand first.
    """
    if women_notes.newest(view) is None:
        return None
    asked = {"as_of": view.until}
    found = []
    for name, names, kind in (
        (platoon_views.UNITS, women_labels.STATUSES, _("Engagement platoon")),
        (police_views.WOMEN, women_labels.POLICE, _("Formed police unit")),
    ):
        units = run(name, view.snapshot, **asked)
        for row in units[(units["iso3"] == iso3) & (units["status"] != "undetermined")].itertuples():
            women, of = (row.platoon_women, row.platoon_strength) if hasattr(row, "platoon_women") else (row.women_count, row.fpu_platoon_size)  # fmt: skip
            said = labels.name(names, row.status)
            if not pd.isna(women) and not pd.isna(of):
                said = _("{n} women, {all} people in one platoon: {said}").format(n=formats.count(women), all=formats.count(of), said=said.lower())  # fmt: skip
            elif not pd.isna(women):
                said = _("{n} women: {said}").format(n=formats.count(women), said=said.lower())
            need = 0 if pd.isna(row.more_women_needed) else int(row.more_women_needed)
            leaves = "" if pd.isna(row.rotates_out) else _("rotation on {day}").format(day=formats.day(row.rotates_out))
            wanted = ngettext("{n} more woman", "{n} more women", need).format(n=need) if need else ""
            if row.status == "not_reported":
                wanted = _("Ask for the return")
            elif row.status == "absent":
                wanted = _("Ask for a platoon")
            elif row.status == "share_not_reported":
                wanted = _("Ask for the women in it")
            found.append((-need, not wanted, (f"{row.unit_id} · {kind}", said, "; ".join(filter(None, (wanted, leaves))) or formats.DASH)))  # fmt: skip
    return [told for _need, _quiet, told in sorted(found)]


def glance(view: View) -> None:
    """Say on the overview how platoons and police units stand, with how much of them reports."""
    day = women_notes.newest(view)
    if day is None:
        return
    asked = {"as_of": view.until}
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
        said = police[police["status"].isin(("meets", "below"))]  # those that tell the size of one platoon
        if len(said):
            full = int((said["status"] == "meets").sum())
            st.metric(_("Police units at one platoon"), _("{n} of {all}").format(n=formats.count(full), all=formats.count(len(said))), border=True)  # fmt: skip
    with st.container(horizontal=True):
        for script, label in (
            ("women/platoons", _("Engagement platoons")),
            ("women/police", _("Police")),
            ("calendar/page", _("What can change at which rotation")),
        ):
            st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:")
    st.caption(women_notes.source_line(view, day, _("returns of units")))


def reasons(view: View) -> dict[str, list[str]]:
    """Return, by state, why its units are a reason to call; empty without returns or the right to them."""
    day = women_notes.newest(view)
    if day is None:
        return {}
    asked = {"as_of": view.until}
    told: dict[str, list[str]] = {}
    now = pd.Timestamp(view.reading_day)
    infantry = run(platoon_views.UNITS, view.snapshot, **asked)
    ahead = infantry["rotates_out"].between(now, now + pd.DateOffset(months=6))
    below = infantry[(infantry["status"] == "below") & ahead]
    for iso3, part in below.groupby("iso3"):
        words = ngettext("{n} platoon below half women rotates within six months", "{n} platoons below half women rotate within six months", len(part))  # fmt: skip
        told.setdefault(iso3, []).append(words.format(n=len(part)))
    police = run(police_views.WOMEN, view.snapshot, **asked)
    for iso3, part in police[police["status"] == "below"].groupby("iso3"):
        words = ngettext("{n} formed police unit has fewer women than one platoon", "{n} formed police units have fewer women than one platoon", len(part))  # fmt: skip
        told.setdefault(iso3, []).append(words.format(n=len(part)))
    for iso3, part in police[police["status"] == "below_range"].groupby("iso3"):
        words = ngettext("{n} formed police unit does not tell the size of its platoon and has fewer than {least} women", "{n} formed police units do not tell the size of their platoon and have fewer than {least} women", len(part))  # fmt: skip
        told.setdefault(iso3, []).append(words.format(n=len(part), least=int(part["printed_from"].iloc[0])))
    cadre = run("command_cadre", view.snapshot, **asked)
    for row in cadre[(cadre["state"] == "below") & cadre["iso3"].notna()].itertuples():
        words = _("{n} of {all} women cleared for the Command Cadre are nominated, below {asked}")
        told.setdefault(row.iso3, []).append(words.format(n=row.women_nominated, all=row.women_cleared, asked=formats.percent(row.asked_percent)))  # fmt: skip
    return told
