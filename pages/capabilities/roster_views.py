"""What two exports of the roster differ in, the units of one state across exports, and readiness at a glance for the overview."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import readiness_labels
from pages.capabilities import unit_views as capability_units
from pages.kit import filters, formats, grids, labels, naming
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

CHANGE, HISTORY, EXPORTS = "roster_change", "roster_history", "roster_exports"
PARTS = "roster_parts"
STAGE, GAP, TOTALS = "capability_stage", "mission_gap", "roster_totals"
# The order in which kinds of change are told.
FIRST = ("new", "promoted", "demoted", "gone_stale", "selected", "withdrawn")


def exports(view: View) -> list[str]:
    """Return the days of the exports up to the month shown, newest first; none in a view without levels."""
    if view.is_open:
        return []
    found = run(EXPORTS, view.snapshot, today=view.reading_day)
    return [day.date().isoformat() for day in found["export_on"]]


def show(view: View) -> None:
    """Show what changed from one export to another: how many units, then each with what it was and is."""
    days = exports(view)
    if not days:
        capability_notes.without_roster(
            view,
            "roster_changes",
            is_open_told=_("What rosters say of a Member State's units is restricted, and so is what changed in them."),
        )
        return
    if len(days) < 2:
        st.info(_("One export of the PCRS is loaded: with the next one, what changed is told here."))
        return
    named = {code: _day(code) for code in days}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        before = filters.choice(_("From the export of"), "from", named, days[1])
        after = filters.choice(_("To the export of"), "to", named, days[0])
    source = _("Source: exports of the PCRS of {before} and {after}. Read on {day}. Data version {version}.").format(
        before=_day(before), after=_day(after), day=formats.day(view.reading_day), version=view.snapshot.version
    )  # fmt: skip
    asked = {"from_export": before, "to_export": after}
    today = view.reading_day if after == days[0] else None
    found = run(CHANGE, view.snapshot, **asked, today=today)
    if found.empty:
        st.info(_("No unit differs between these two exports."))
        st.caption(source)
        return
    _counts(found)
    left = _narrow(view, found)
    if left.empty:
        st.info(_("Nothing fits these choices."))
    else:
        _table(view, left, source)
    _history(view, found, source)
    st.caption(source)


def _day(code: str) -> str:
    return formats.day(pd.Timestamp(code))


def _counts(found: pd.DataFrame) -> None:
    number = found["change"].value_counts()
    with st.grid(6, gap="small", min_column_width=120):
        for code in FIRST:
            st.metric(labels.name(readiness_labels.CHANGES, code), formats.count(number.get(code, 0)), border=True)
    others = [
        f":gray-badge[**{formats.count(number[code])}** {labels.name(readiness_labels.CHANGES, code)}]"
        for code in readiness_labels.CHANGES
        if code not in FIRST and number.get(code, 0)
    ]
    told = ngettext("**{n}** unit differs.", "**{n}** units differ.", found["unit_id"].nunique())
    st.markdown(" ".join([told.format(n=formats.count(found["unit_id"].nunique())), *others]))


def _narrow(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """Offer kind, group, state and capability, each only with what is there."""
    every = {"all": _("All")}
    states = {row.iso3: _(row.country_name) for row in found.itertuples() if isinstance(row.country_name, str)}
    kinds = {
        row.capability: _(row.capability_name) for row in found.itertuples() if isinstance(row.capability_name, str)
    }
    changes = {code: _(name) for code, name in readiness_labels.CHANGES.items() if code in set(found["change"])}
    groups = {code: _(name) for code, name in labels.GROUPS.items() if code in set(found["regional_group"])}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = {
            "change": filters.choice(_("What happened"), "change", every | changes, "all"),
            "regional_group": filters.choice(_("UN regional group"), "group", every | groups, "all"),
            "iso3": filters.choice(_("Member State"), "state", every | states, "all"),
            "capability": filters.choice(_("Capability"), "cap", every | kinds, "all"),
        }
    keep = pd.Series(True, index=found.index)
    for column, code in picked.items():
        keep &= (found[column] == code) | (code == "all")
    return found[keep]


def _table(view: View, found: pd.DataFrame, source: str) -> None:
    how = capability_notes.codes(run, view)
    kept = found.head(grids.MOST)
    if len(kept) < len(found):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(kept))))
    ids = list(kept["unit_id"])

    def follow() -> None:
        st.query_params["unit"] = ids[st.session_state["open_changed"].row]

    shown = pd.DataFrame(
        {
            "unit_id": kept["unit_id"],
            "change": [labels.name(readiness_labels.CHANGES, code) for code in kept["change"]],
            "state": [_(name) if isinstance(name, str) else code for name, code in zip(kept["country_name"], kept["iso3"], strict=True)],
            "capability": [_(name) if isinstance(name, str) else None for name in kept["capability_name"]],
            "level": [_turned(how["level"], row.level_before, row.level_after) for row in kept.itertuples()],
            "status": [_turned(how["status"], row.status_before, row.status_after) for row in kept.itertuples()],
            "renewal": [_turned(how["renewal"], row.renewal_before, row.renewal_after) for row in kept.itertuples()],
            "strength_count": kept["strength_count"].to_numpy(),
            "deployed_mission": kept["deployed_mission"].to_numpy(),
            "before": [_place(row.place_before, row.file_name_before) for row in kept.itertuples()],
            "after": [_place(row.place_after, row.file_name_after) for row in kept.itertuples()],
        }
    )  # fmt: skip
    text = st.column_config.TextColumn
    unit = st.column_config.ButtonColumn(
        _("Unit"), pinned=True, width=110, type="tertiary", alignment="left", key="open_changed", on_click=follow
    )
    told = capability_units.columns(
        shown,
        unit_id=unit,
        change=text(_("What happened"), width=130),
        level=text(_("Level"), width=190),
        status=text(_("Status"), width=170),
        before=text(_("Place before"), width=260),
        after=text(_("Place after"), width=260),
    )
    grids.show(
        shown, told, height=520 if len(shown) > 13 else "content", alt=_("Units that differ between two exports")
    )
    capability_notes.under(view, CHANGE, found, "roster_change", source)


def _turned(names: Any, before: Any, after: Any) -> str | None:
    """Return what was and is, with an arrow where it differs; nothing where neither export tells."""
    was, now = (names(code) if isinstance(code, str) else None for code in (before, after))
    if was == now or was is None or now is None:
        return now or was
    return f"{was} → {now}"


def _place(place: Any, file: Any) -> str | None:
    return " · ".join(part for part in (place, file) if isinstance(part, str)) or None


def _history(view: View, found: pd.DataFrame, source: str) -> None:
    """Offer one unit, and show what each export says of it."""
    st.header(_("One unit by export"))
    names = {
        row.unit_id: f"{row.unit_id} · {_(row.country_name) if isinstance(row.country_name, str) else row.iso3}"
        for row in found.drop_duplicates("unit_id").itertuples()
    }
    code = filters.choice(_("Unit"), "unit", {"all": _("Choose one, or click a unit")} | names, "all")
    if code != "all":
        history(view, code, source)


def history(view: View, unit: str, source: str) -> None:
    """Show every export's word on one unit, oldest first."""
    found = run(HISTORY, view.snapshot, unit_id=unit, today=view.reading_day)
    how = capability_notes.codes(run, view)
    shown = pd.DataFrame(
        {
            "export_on": found["export_on"].to_numpy(),
            "change": [labels.name(readiness_labels.CHANGES, code) if isinstance(code, str) else None for code in found["change"]],
            "level": [how["level"](code) for code in found["level"]],
            "status": [how["status"](code) for code in found["status"]],
            "renewal": [how["renewal"](code) for code in found["renewal"]],
            "strength_count": found["strength_count"].to_numpy(),
            "date_accepted": found["date_accepted"].to_numpy(),
            "last_renewed": found["last_renewed"].to_numpy(),
            "place": [_place(row.place, row.file_name) for row in found.itertuples()],
        }
    )  # fmt: skip
    date = st.column_config.DateColumn
    told = capability_units.columns(
        shown,
        export_on=date(_("Export of"), pinned=True, width=110),
        change=st.column_config.TextColumn(_("What happened"), width=130),
        date_accepted=date(_("Accepted"), width=110),
        last_renewed=date(_("Renewed"), width=110),
    )
    grids.show(shown, told, alt=_("One unit by export"))
    capability_notes.under(view, HISTORY, found, "roster_history", source)


def of_state(view: View, iso3: str, name: str) -> None:
    """Show the units of one state: how many at which level, what is available, each with what it waits for."""
    st.header(_("In the PCRS"))
    if view.is_open:
        st.caption(_("A Member State's level in the PCRS is restricted: this view does not hold it."))
        return
    if capability_notes.export(view) is None:
        st.caption(_("No export of the PCRS is loaded: not reported, which is not zero."))
        return
    asked = {"as_of": view.until, "today": view.reading_day}
    found = run(capability_units.UNITS, view.snapshot, **asked)
    found = found[found["iso3"] == iso3]
    source = capability_notes.source_line(view)
    if found.empty:
        st.info(_("The export lists no unit of {name}.").format(name=name))
    else:
        _own(view, iso3, found, source)
    _parts(view, iso3, source)
    st.caption(source)


def _own(view: View, iso3: str, found: pd.DataFrame, source: str) -> None:
    total = run(TOTALS, view.snapshot, as_of=view.until, today=view.reading_day, iso3=iso3).iloc[0]
    told = (
        (_("Level 1"), "level_1_count"), (_("Level 2 (assessed)"), "level_2_count"), (_("Level 3"), "level_3_count"),
        (_("Available"), "available_count"), (_("Stale"), "stale_count"),
    )  # fmt: skip
    with st.grid(5, gap="small", min_column_width=120):
        for title, name in told:
            st.metric(title, formats.count(total[name]), border=True)
    st.caption(_("Levels count units at that level or above. Stale units are in the levels, and not available."))
    capability_units.units(view, found, "state_units", source)
    names = {row.unit_id: f"{row.unit_id} · {_(row.capability_name) if isinstance(row.capability_name, str) else row.capability}" for row in found.itertuples()}  # fmt: skip
    code = filters.choice(_("One unit by export"), "unit", {"all": _("Choose one")} | names, "all")
    if code != "all":
        history(view, code, source)


def _parts(view: View, iso3: str, source: str) -> None:
    """List where a state has a slot of a rotation or gives a unit of another state something else than its personnel."""
    found = run(PARTS, view.snapshot, iso3=iso3, as_of=view.until)
    if found.empty:
        return
    st.subheader(_("Slots, and what it gives to units of others"))
    how = capability_notes.codes(run, view)
    shown = pd.DataFrame(
        {
            "unit_id": found["unit_id"],
            "state": [_(row.country_name) if isinstance(row.country_name, str) else row.iso3 for row in found.itertuples()],
            "capability": [_(row.capability_name) if isinstance(row.capability_name, str) else row.capability for row in found.itertuples()],
            "role": [how["role"](code) for code in found["role"]],
            "slot_from": found["slot_from"].to_numpy(),
            "slot_to": found["slot_to"].to_numpy(),
            "level": [how["level"](code) for code in found["level"]],
            "status": [how["status"](code) for code in found["status"]],
            "place": [_place(row.place, row.file_name) for row in found.itertuples()],
        }
    )  # fmt: skip
    text, date = st.column_config.TextColumn, st.column_config.DateColumn
    told = capability_units.columns(
        shown,
        state=text(_("Listed for"), width=150),
        role=text(_("Gives"), width=140),
        slot_from=date(_("Slot from"), width=110),
        slot_to=date(_("Slot to"), width=110),
    )
    grids.show(shown, told, alt=_("Slots, and what it gives to units of others"))
    st.caption(
        _("A slot or a role makes no unit of its own: the unit counts once, for who gives its personnel on the day.")
    )
    capability_notes.under(view, PARTS, found, "state_parts", source)


def glance(view: View) -> None:
    """Say on the overview what could deploy, what is short and what changed; nothing more than a line without a roster."""
    if capability_notes.export(view) is None:
        st.caption(
            _("Levels in the PCRS are restricted: what could deploy is not shown here.")
            if view.is_open
            else _("No export of the PCRS is loaded: what could deploy is not reported, which is not zero.")
        )
        return
    st.header(_("Readiness"))
    asked = {"as_of": view.until, "today": view.reading_day}
    stages = run(STAGE, view.snapshot, **asked)
    total = run(TOTALS, view.snapshot, **asked).iloc[0]
    lines = run(GAP, view.snapshot, **asked)
    told = (
        (_("Units available"), total["available_count"]),
        (_("Selected and waiting"), total["selected_count"]),
        (_("Stale"), total["stale_count"]),
        (_("At RDL (verified)"), total["rdl_unit_count"]),
        (_("Critical mission gaps"), (lines["state"] == "critical_gap").sum()),
    )
    with st.grid(5, gap="small", min_column_width=150):
        for title, number in told:
            st.metric(title, formats.count(number), border=True)
    short = stages[stages["coverage"].notna()].sort_values("coverage", kind="stable").head(3)
    if len(short):
        named = naming.capabilities(run, view)
        parts = [
            _("{capability}: {n} available of {outstanding} outstanding").format(
                capability=named.get(row.capability, row.capability), n=formats.count(row.available), outstanding=formats.count(row.outstanding)
            )
            for row in short.itertuples()
        ]  # fmt: skip
        st.markdown(f"**{_('Least covered')}**: {'; '.join(parts)}.")
    days = exports(view)
    if len(days) > 1:
        number = run(CHANGE, view.snapshot, today=view.reading_day)["change"].value_counts()
        parts = [
            f"{labels.name(readiness_labels.CHANGES, code)} {formats.count(number[code])}"
            for code in FIRST
            if number.get(code, 0)
        ]
        st.markdown(
            f"**{_('Since the export of {day}').format(day=_day(days[1]))}**: {', '.join(parts) or _('no unit differs')}."
        )
    with st.container(horizontal=True):
        for script, label, query in (
            ("capabilities/gaps", _("Capability gaps"), {}),
            ("capabilities/lines", _("Mission requirements"), {"state": "critical_gap"}),
            ("capabilities/rapid", _("Rapid deployment"), {}),
            ("deployments/changes", _("What changed in the roster"), {"show": "rosters"}),
        ):
            st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:", query_params=query)
    st.caption(capability_notes.source_line(view))
