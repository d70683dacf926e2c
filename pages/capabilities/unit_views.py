"""What is behind a figure of capability: units with what each waits for and where the export has it, and pledges in their own words."""

from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import labels as capability_labels
from pages.kit import formats, grids, labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

UNITS, TAGS, PLEDGES, WAITING = (
    "roster_units",
    "roster_tags",
    "capability_pledges",
    "selected_waiting",
)
MOST_UNITS = 1000  # units listed on screen
MOST = 40  # pledges read on screen; the files hold them all


def show(view: View, row: pd.Series, by: str, cell: str, column: str, stale: str, source: str) -> None:
    """Show one capability, or one column of it."""
    code = row["capability"]
    st.subheader(_(row["capability_name"]) if isinstance(row["capability_name"], str) else code)
    st.markdown(_figures(view, row))
    if not view.is_open:
        _tags(view, code)
        found = of_cell(_units(view, code), by, cell, column, stale)
        units(view, found, "cell_units", source)
    _pledges(view, code, by, cell)


def _figures(view: View, row: pd.Series) -> str:
    """Return the figures of a capability as one line."""
    told = [f"**{labels.name(capability_labels.STATES, row['state'])}**"]
    if not pd.isna(row["required"]):
        unit = (
            labels.name(requirement_labels.UNITS, row["unit_of_quantity"])
            if isinstance(row["unit_of_quantity"], str)
            else ""
        )
        told.append(_("required {n} {unit}").format(n=formats.count(row["required"]), unit=unit))
    if not view.is_open:
        if not pd.isna(row["outstanding"]):
            told.append(_("serving {n}").format(n=formats.count(row["serving_count"])))
            told.append(_("outstanding {n}").format(n=formats.count(row["outstanding"])))
        if not pd.isna(row["available"]):
            told.append(_("available {n}").format(n=formats.count(row["available"])))
        if not pd.isna(row["coverage"]):
            told.append(_("coverage {share}").format(share=f"{100 * row['coverage']:.0f} %"))
        for column, words in (
            ("stale_count", _("{n} stale")),
            ("condition_unknown_count", _("{n} only kept by a condition not known to be met")),
            ("slot_uncovered_count", _("{n} only kept by an uncovered slot")),
        ):
            if not pd.isna(row[column]) and row[column]:
                told.append(words.format(n=formats.count(row[column])))
    told.append(_("announced {n}").format(n=formats.count(row["announced"])))
    return " · ".join(told)


def _units(view: View, code: str) -> pd.DataFrame:
    asked = {"as_of": view.until, "today": view.reading_day, "capability": code}
    return run(UNITS, view.snapshot, **asked)


def of_cell(found: pd.DataFrame, by: str, cell: str, column: str, stale: str) -> pd.DataFrame:
    """Return the units that a cell counts; with no column chosen, all of the capability."""
    if cell == "all":
        return found
    level, status = found["level"], found["status"]
    if by == "region":
        found = found[found["regional_group"] == cell]
    elif by == "mission":
        found = found[found["mission_specific"].isna() | (found["mission_specific"] == cell)]
    in_use = (found["renewal"] != "stale") | (stale == "in")
    level, status = found["level"], found["status"]
    counted = {
        "announced": found["level"].isna() & False,
        "level_1": level.notna() & in_use,
        "level_2": found["ready_days"].notna() & in_use,
        "level_3": level.isin(("level_3", "rdl")) & in_use,
        "rdl": (level == "rdl") & in_use,
        "selected": status == "selected",
        "deployed": status == "deployed",
        "available": found["is_available"],
        "available_level_3": found["is_available"] & level.isin(("level_3", "rdl")),
        "available_rdl": found["is_available"] & (level == "rdl"),
    }
    return found[counted[column].astype(bool)]


def units(view: View, found: pd.DataFrame, key: str, source: str, name: str = UNITS, lines: bool = False) -> None:
    """List units: state, level, status, whether stale, why not available, what each waits for, its place in the sheet."""
    count = ngettext("{n} unit", "{n} units", len(found)).format(n=formats.count(len(found)))
    states = found["iso3"].nunique()
    if found.empty:
        st.info(
            _("No unit is eligible for it, and none serves it.") if lines else _("No unit of the export is behind it.")
        )
        return
    st.markdown(
        f"**{count}**, "
        + ngettext("of {n} Member State", "of {n} Member States", states).format(n=formats.count(states))
    )
    whole, found = found, found.head(MOST_UNITS)
    if len(whole) > len(found):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(found))))
    told = capability_notes.codes(run, view)
    shown = pd.DataFrame(
        {
            "unit_id": found["unit_id"],
            "state": [
                _(name) if isinstance(name, str) else code
                for name, code in zip(found["country_name"], found["iso3"], strict=True)
            ],
            "level": [told["level"](code) for code in found["level"]],
            "status": [told["status"](code) for code in found["status"]],
        }
    )
    if found["capability"].nunique() > 1:
        kinds = zip(found["capability_name"], found["capability"], strict=True)
        shown.insert(2, "capability", [_(name) if isinstance(name, str) else code for name, code in kinds])
    if lines:
        shown["fits"] = [_fits(row) for row in found.itertuples()]
        shown["lacks"] = [told["lacks"](codes) for codes in found["lacks"]]
    shown["renewal"] = [told["renewal"](code) for code in found["renewal"]]
    if "renew_by" in found.columns:
        shown["renew_by"] = found["renew_by"].to_numpy()
    shown["why_not"] = [_("available") if pd.isna(codes) else told["why_not"](codes) for codes in found["why_not"]]
    shown["bottleneck"] = [told["bottleneck"](code) for code in found["bottleneck"]]
    shown["ready_days"] = found["ready_days"].to_numpy()
    shown["strength_count"] = found["strength_count"].to_numpy()
    shown["place"] = [_place(row) for row in found.itertuples()]
    grids.show(shown, columns(shown), height=520 if len(shown) > 13 else "content", alt=_("Units behind the number"))
    capability_notes.under(view, name, whole, key, source)


def columns(shown: pd.DataFrame, **more: Any) -> dict[str, Any]:
    """Return how the columns of a table of units are headed; `more` are those that only this table has, or has otherwise."""
    text, number, date = st.column_config.TextColumn, st.column_config.NumberColumn, st.column_config.DateColumn
    known = {
        "unit_id": text(_("Unit"), pinned=True, width=110),
        "state": text(_("Member State"), width=150),
        "capability": text(_("Capability"), width=190),
        "level": text(_("Level"), width=130),
        "status": text(_("Status"), width=120),
        "fits": text(_("Eligible"), width=160),
        "lacks": text(_("Lacks"), width=170),
        "renewal": text(_("Renewal"), width=130),
        "renew_by": date(_("Renewal holds until"), width=130),
        "why_not": text(_("Available, or why not"), width=230),
        "bottleneck": text(_("Waits for"), width=120),
        "ready_days": number(_("Ready within days"), width=90),
        "strength_count": number(_("People"), format="localized", width=80),
        "deployed_mission": text(_("Mission"), width=80),
        "place": text(_("In the export"), width=300),
    } | more
    return {name: known[name] for name in shown.columns}


def _fits(row: Any) -> str:
    if row.is_serving:
        return _("serves it")
    if not row.is_eligible:
        return _("no") if isinstance(row.lacks, str) else _("no, cannot be had today")
    return _("yes") if row.is_available else _("yes, not assessed")


def _place(row: Any) -> str | None:
    """Return the sheet and cell of a unit in its file."""
    parts = [part for part in (row.place, row.file_name) if isinstance(part, str)]
    return " · ".join(parts) or None


def _tags(view: View, code: str) -> None:
    """Say what the units of a capability bring, as tags with how many bring each; the tags are never added."""
    asked = {"as_of": view.until, "today": view.reading_day, "capability": code}
    found = run(TAGS, view.snapshot, **asked)
    if found.empty:
        return
    told = [
        f":blue-badge[{labels.name(requirement_labels.TAGS, row.tag)} **{formats.count(row.unit_count)}** ({_('available {n}').format(n=formats.count(row.available_count))})]"
        for row in found.itertuples()
    ]
    st.markdown(_("Units that bring:") + " " + " ".join(told))


def _pledges(view: View, code: str, by: str, cell: str) -> None:
    """Show announced pledges of the capability in their own words, each with its page or its place in a file."""
    found = run(PLEDGES, view.snapshot, capability=code, as_of=view.until)
    if by == "region" and cell != "all":
        found = found[found["regional_group"] == cell]
    if by == "mission" and cell != "all":
        found = found[found["mission"].isin(("general", cell))]
    st.subheader(_("Announced pledges"))
    if found.empty:
        st.info(
            _(
                "No announced pledge of a unit is behind it. The public list is partial: one may have been made that nobody printed."
            )
        )
        return
    st.markdown(ngettext("{n} pledge. Announced is not registered.", "{n} pledges. Announced is not registered.", len(found)).format(n=formats.count(len(found))))  # fmt: skip
    for row in found.head(MOST).itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(_headed(view, row))
            st.markdown(formats.plain(row.sentence))
    capability_notes.under(view, PLEDGES, found, "cell_pledges", pledge_notes.collected(run, view))


def _headed(view: View, row: Any) -> str:
    here = {
        "v": view.snapshot.version,
        "dataset": view.snapshot.dataset,
        "month": view.as_of.isoformat(),
        "scope": view.scope,
    }
    name = _(row.country_name) if isinstance(row.country_name, str) else row.iso3
    told = [
        f"**[{name}](country?{urlencode(here | {'iso3': row.iso3})})**",
        requirement_facts.occasion(row),
        labels.name(pledge_labels.STATUS, row.status),
    ]
    if not pd.isna(row.quantity):
        unit = pledge_notes.units(row.unit, int(row.quantity)) if isinstance(row.unit, str) else ""
        told.append(f"{formats.count(row.quantity)} {unit}".strip())
    url = row.source_url if isinstance(row.source_url, str) else ""
    if urlsplit(url).scheme in ("http", "https"):
        told.append(f"[{urlsplit(url).hostname}](<{url.replace('>', '%3E')}>)")
    else:
        told.append(" · ".join(formats.plain(part) for part in (row.file, row.place) if isinstance(part, str)) or labels.name(pledge_labels.ORIGINS, row.origin))  # fmt: skip
    told.append(f"[{row.pledge_id}](pledges?{urlencode(here | {'pledge': row.pledge_id})})")
    return " · ".join(told)


def waiting(view: View, source: str) -> None:
    """List units that are selected and not deployed yet, longest first, and what each waits for."""
    st.header(_("Selected and waiting"))
    found = run(WAITING, view.snapshot, as_of=view.until, today=view.reading_day)
    if found.empty:
        st.info(_("No unit of the export is selected and not deployed yet."))
        return
    st.markdown(
        ngettext("{n} unit is selected and not deployed yet.", "{n} units are selected and not deployed yet.", len(found)).format(n=formats.count(len(found)))
        + " " + _("Days are counted from the first export that has it so: an export does not say when a unit was selected.")
    )  # fmt: skip
    told = capability_notes.codes(run, view)
    shown = pd.DataFrame(
        {
            "unit_id": found["unit_id"],
            "state": [
                _(name) if isinstance(name, str) else code
                for name, code in zip(found["country_name"], found["iso3"], strict=True)
            ],
            "capability": [_(name) if isinstance(name, str) else None for name in found["capability_name"]],
            "deployed_mission": found["deployed_mission"],
            "requirement_line": found["requirement_line"],
            "level": [told["level"](code) for code in found["level"]],
            "bottleneck": [told["bottleneck"](code) for code in found["bottleneck"]],
            "selected_since": found["selected_since"],
            "waiting_days": found["waiting_days"],
            "place": [_place(row) for row in found.itertuples()],
        }
    )
    told = columns(
        shown,
        deployed_mission=st.column_config.TextColumn(_("For mission"), width=100),
        requirement_line=st.column_config.TextColumn(_("Line"), width=80),
        selected_since=st.column_config.DateColumn(_("Since the export of")),
        waiting_days=st.column_config.NumberColumn(_("Days"), width=70),
    )
    grids.show(shown, told, height=520 if len(shown) > 13 else "content", alt=_("Units selected and waiting"))
    capability_notes.under(view, WAITING, found, "waiting", source)
