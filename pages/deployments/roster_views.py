"""Rosters on the pages of deployments: what two exports differ in, and the units of one state, each across exports."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.kit import filters, formats, grids, labels, notes, snapshot
from pages.kit.cache import kept, run
from pages.kit.naming import Heading
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View

TALL, LONG = 520, 13  # pixels of a table that scrolls, and rows from which one does


def changes(view: View) -> None:
    """Show what changed from one export to another: how many units, then each with what it was and is."""
    days = capability_facts.exports(run, view)
    if not days:
        restricted = _("What rosters say of a Member State's units is restricted, and so is what changed in them.")
        first = capability_facts.first_export(run, view)
        snapshot.nothing_loaded(*capability_facts.no_levels(view, if_open=restricted), "roster_changes", first)
        return
    if len(days) < 2:
        st.info(_("One export of the PCRS is loaded: with the next one, what changed is told here."))
        return
    names = {code: formats.day(pd.Timestamp(code)) for code in days}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        before = filters.choice(_("From the export of"), "from", names, days[1])
        after = filters.choice(_("To the export of"), "to", names, days[0])
    units = run(capability_facts.CHANGE, view.snapshot, from_export=before, to_export=after)
    notes.not_read(view, capability_facts.CHANGE)
    if units.empty:
        st.info(_("No unit differs between these two exports."))
    else:
        _counts(units)
        chosen = _narrowed(units)
        if chosen.empty:
            st.info(_("Nothing fits these choices."))
        else:
            _changed_units(view, chosen)
        _one_unit(view, units)
    rest = _("Exports of {before} and {after}: whether a renewal has run out is judged on the day of each.")
    st.caption(rest.format(before=names[before], after=names[after]))
    st.caption(notes.source_line(view, capability_facts.CHANGE))


def _counts(units: pd.DataFrame) -> None:
    number = units["change"].value_counts()
    with st.grid(6, gap="small", min_column_width=120):
        for code in capability_facts.MAIN_CHANGES:
            st.metric(labels.name(capability_labels.CHANGES, code), formats.count(number.get(code, 0)), border=True)
    others = [
        f":gray-badge[**{formats.count(number[code])}** {labels.name(capability_labels.CHANGES, code)}]"
        for code in capability_labels.CHANGES
        if code not in capability_facts.MAIN_CHANGES and number.get(code, 0)
    ]
    count = units["unit_id"].nunique()
    sentence = ngettext("**{n}** unit differs.", "**{n}** units differ.", count).format(n=formats.count(count))
    st.markdown(" ".join([sentence, *others]))


def _narrowed(units: pd.DataFrame) -> pd.DataFrame:
    """Offer kind of change, group, state and capability, each only with what is there, and return the units left."""
    every = {"all": _("All")}
    states = {row.iso3: _(row.country_name) for row in units.itertuples() if isinstance(row.country_name, str)}
    kinds = {
        row.capability: _(row.capability_name) for row in units.itertuples() if isinstance(row.capability_name, str)
    }
    kinds_of_change = {
        code: _(name) for code, name in capability_labels.CHANGES.items() if code in set(units["change"])
    }
    groups = {code: _(name) for code, name in labels.GROUPS.items() if code in set(units["regional_group"])}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = {
            "change": filters.choice(_("What happened"), "change", every | kinds_of_change, "all"),
            "regional_group": filters.choice(_("UN regional group"), "group", every | groups, "all"),
            "iso3": filters.choice(_("Member State"), "state", every | states, "all"),
            "capability": filters.choice(_("Capability"), "cap", every | kinds, "all"),
        }
    fits = pd.Series(True, index=units.index)
    for column, code in chosen.items():
        fits &= (units[column] == code) | (code == "all")
    return units[fits]


def _changed_units(view: View, units: pd.DataFrame) -> None:
    words = capability_facts.codes(run, view)
    first = units.head(grids.MOST)
    if len(first) < len(units):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(first))))
    ids = list(first["unit_id"])

    def follow() -> None:
        st.query_params["unit"] = ids[st.session_state["open_changed"].row]

    def turned(column: str) -> list[str | None]:
        pairs = zip(first[f"{column}_before"], first[f"{column}_after"], strict=True)
        return [_turned(words[column](before), words[column](after)) for before, after in pairs]

    table = pd.DataFrame(
        {
            "unit_id": first["unit_id"],
            "change": [words["change"](code) for code in first["change"]],
            "state": capability_facts.names_or_codes(first, "iso3"),
            "capability": [_(name) if isinstance(name, str) else None for name in first["capability_name"]],
            **{column: turned(column) for column in ("level", "status", "renewal")},
            "strength_count": first["strength_count"].to_numpy(),
            "deployed_mission": first["deployed_mission"].to_numpy(),
            "before": capability_facts.places(first, "_before"),
            "after": capability_facts.places(first, "_after"),
        }
    )
    headings: dict[str, Any] = {
        "unit_id": st.column_config.ButtonColumn(
            _("Unit"), pinned=True, width=110, type="tertiary", alignment="left", key="open_changed", on_click=follow
        ),
        "change": Heading(_("What happened"), 130),
        "level": Heading(_("Level"), 190),
        "status": Heading(_("Status"), 170),
        "before": Heading(_("Place before"), 260),
        "after": Heading(_("Place after"), 260),
    }
    columns = grids.columns(table, capability_facts.unit_headings() | headings)
    height = TALL if len(table) > LONG else "content"
    grids.show(table, columns, height=height, alt=_("Units that differ between two exports"))
    notes.under(view, capability_facts.CHANGE, units, "roster_change", line=False, names=words)


def _turned(before: str | None, after: str | None) -> str | None:
    """What was and what is, with an arrow where they differ; only the one that an export tells where the other does not."""
    if before == after or before is None or after is None:
        return after or before
    return f"{before} → {after}"


def _one_unit(view: View, units: pd.DataFrame) -> None:
    """Offer one unit, and show what each export says of it."""
    st.header(_("One unit by export"))
    names = {
        row.unit_id: f"{row.unit_id} · {capability_facts.name_or_code(row.country_name, row.iso3)}"
        for row in units.drop_duplicates("unit_id").itertuples()
    }
    unit_id = filters.choice(_("Unit"), "unit", {"all": _("Choose one, or click a unit")} | names, "all")
    if unit_id != "all":
        _history(view, unit_id)


def _history(view: View, unit_id: str) -> None:
    exports = capability_facts.history(run, view, unit_id)
    table = capability_facts.history_words(run, view, exports)
    headings = {
        "export_on": Heading(_("Export of"), 110, "day", is_pinned=True),
        "change": Heading(_("What happened"), 130),
        "date_accepted": Heading(_("Accepted"), 110, "day"),
        "last_renewed": Heading(_("Renewed"), 110, "day"),
    }
    columns = grids.columns(table, capability_facts.unit_headings() | headings)
    grids.show(table, columns, alt=_("One unit by export"))
    names = capability_facts.codes(run, view)
    notes.under(view, capability_facts.HISTORY, exports, "roster_history", line=False, names=names)


def of_state(view: View, iso3: str, name: str) -> None:
    """Show the units of one state: how many at which level, what is available, each with what it waits for."""
    st.header(_("In the PCRS"))
    if not view.has_units:
        st.caption(_("A Member State's level in the PCRS is restricted: this view does not hold it."))
        return
    notes.not_read(view, capability_facts.UNITS)
    if capability_facts.export(run, view) is None:
        if first := capability_facts.first_export(run, view):
            snapshot.nothing_yet(first, "roster_state")
        else:
            st.caption(_("No export of the PCRS is loaded: not reported, which is not zero."))
            snapshot.offer_load(capability_facts.ROSTER)
        return
    units = capability_facts.state_units(run, view, iso3)
    if units.empty:
        st.info(_("The export lists no unit of {name}.").format(name=name))
    else:
        _state_units(view, iso3, units)
    _state_parts(view, iso3)
    if view.snapshot.state:
        st.caption(
            _("A unit that is listed for another Member State does not stand here, also where yours has a slot in it.")
        )
    st.caption(capability_facts.basis(run, view))
    st.caption(notes.source_line(view, capability_facts.UNITS))


def _unit_table(run: Run, view: View, iso3: str) -> tuple[str, grids.Made]:
    """How many units of a state there are, in words, and their table."""
    units = capability_facts.state_units(run, view, iso3)
    table = capability_facts.unit_words(run, view, units.head(grids.MOST))
    made = grids.made(table, grids.columns(table, capability_facts.unit_headings()))
    return capability_facts.how_many(units), made


def _state_units(view: View, iso3: str, units: pd.DataFrame) -> None:
    with st.grid(5, gap="small", min_column_width=120):
        for heading, number in capability_facts.state_totals(run, view, iso3):
            st.metric(heading, number, border=True)
    st.caption(_("Levels count units at that level or above. Stale units are in the levels, and not available."))
    number, table = kept(_unit_table, view, iso3)
    st.markdown(number)
    height = TALL if len(units) > LONG else "content"
    grids.draw(table, height=height, alt=_("Units behind the number"))
    words = capability_facts.codes(run, view)
    notes.under(view, capability_facts.UNITS, units, "state_units", line=False, names=words)
    names = {
        row.unit_id: f"{row.unit_id} · {capability_facts.name_or_code(row.capability_name, row.capability)}"
        for row in units.itertuples()
    }
    unit_id = filters.choice(_("One unit by export"), "unit", {"all": _("Choose one")} | names, "all")
    if unit_id != "all":
        _history(view, unit_id)


def _state_parts(view: View, iso3: str) -> None:
    """List where a state has a slot of a rotation or gives a unit of another state something else than its personnel."""
    parts = capability_facts.state_parts(run, view, iso3)
    if parts.empty:
        return
    st.subheader(_("Slots, and what it gives to units of others"))
    table = capability_facts.part_words(run, view, parts)
    headings = {
        "state": Heading(_("Listed for"), 150),
        "role": Heading(_("Gives"), 140),
        "slot_from": Heading(_("Slot from"), 110, "day"),
        "slot_to": Heading(_("Slot to"), 110, "day"),
    }
    columns = grids.columns(table, capability_facts.unit_headings() | headings)
    grids.show(table, columns, alt=_("Slots, and what it gives to units of others"))
    st.caption(
        _("A slot or a role makes no unit of its own: the unit counts once, for who gives its personnel on the day.")
    )
    words = capability_facts.codes(run, view)
    notes.under(view, capability_facts.PARTS, parts, "state_parts", line=False, names=words)
