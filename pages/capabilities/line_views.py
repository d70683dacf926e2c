"""Lines of mission requirements: where each stands, why, and the units that are eligible for one. No selection is proposed."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_notes
from pages.capabilities import labels as capability_labels
from pages.capabilities import unit_views as capability_units
from pages.kit import filters, formats, grids, labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import facts as requirement_facts

GAP, OF_LINE = "mission_gap", "line_units"
LINES, EDITIONS = "mission_lines", "mission_editions"
# Gaps first: the order in which states are listed, not of worth.
ORDER = ("critical_gap", "matched_not_assessed", "partly_met", "met", "not_stated", "not_reported", "not_computed")


def editions(view: View) -> list[str]:
    """Return the editions that are loaded, as days, the newest first."""
    found = run(EDITIONS, view.snapshot, as_of=view.until)
    return [day.date().isoformat() for day in found["edition_date"]]


def without(view: View) -> None:
    """Say that no line is loaded, and how to load some."""
    st.info(
        _(
            "No lines of mission requirements are loaded. The guide says that no gap of a named mission was open in April 2025. A file of lines goes into the folder, made from the template:"
        )
    )
    st.code(
        "python -m etl template mission_lines\ncp <lines>.xlsx data/inbox/mission_lines/\npython -m etl build",
        language=None,
    )


def choose(view: View, days: list[str]) -> str:
    """Offer the edition and return it."""
    names = {code: formats.day(pd.Timestamp(code)) for code in days}
    return filters.choice(_("Edition"), "edition", names, days[0])


def read(view: View, edition: str) -> pd.DataFrame:
    """Return the lines with where each stands; in a view without levels only what they ask for."""
    asked = {"as_of": view.until, "edition": edition}
    if view.is_open:
        return (
            run(LINES, view.snapshot, **asked)
            .rename(columns={"quantity": "required"})
            .assign(state="asked", reason=None)
        )
    return run(GAP, view.snapshot, today=view.reading_day, **asked)


def counts(found: pd.DataFrame) -> None:
    """Say how many lines are in each state."""
    number = found["state"].value_counts()
    total = ngettext("{n} line", "{n} lines", len(found)).format(n=formats.count(len(found)))
    badges = [
        f":{'blue' if number.get(code, 0) else 'gray'}-badge[**{formats.count(number.get(code, 0))}** {_(capability_labels.LINES[code])}]"
        for code in ORDER
        if code in ORDER[:4] or number.get(code, 0)
    ]
    st.markdown(f"**{total}** {' '.join(badges)}")
    if number.get("not_computed", 0):
        st.warning(
            _(
                "The matching stopped at its bound: there are too many lines and units of one kind. Nothing is told of these lines; their eligible units are."
            )
        )


def narrow(found: pd.DataFrame, view: View) -> pd.DataFrame:
    """Offer mission, state, reason and capability, and return the lines that are left, gaps first."""
    missions = sorted(found["mission"].unique())
    kinds = {row.capability: _(row.capability_name) for row in found.drop_duplicates("capability").itertuples()}
    every = {"all": _("All")}
    restricted = not view.is_open
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mission = filters.choice(_("Mission"), "mission", every | {code: code for code in missions}, "all")
        capability = filters.choice(_("Capability"), "capability", every | kinds, "all")
        state = reason = "all"
        if restricted:
            state = filters.choice(
                _("State"), "state", every | {code: _(capability_labels.LINES[code]) for code in ORDER}, "all"
            )
            reason = filters.choice(
                _("Reason"),
                "reason",
                every | {code: _(name) for code, name in capability_labels.REASONS.items()},
                "all",
            )
    keep = pd.Series(True, index=found.index)
    for column, code in (("mission", mission), ("capability", capability), ("state", state), ("reason", reason)):
        keep &= (found[column] == code) | (code == "all")
    left = found[keep]
    order = left["state"].map({code: place for place, code in enumerate(ORDER)}).fillna(len(ORDER))
    return left.assign(order=order).sort_values(["order", "line"], kind="stable").drop(columns="order")


def table(view: View, found: pd.DataFrame, source: str) -> None:
    """List the lines; a click on one shows its units."""
    restricted = not view.is_open
    shown = pd.DataFrame(
        {
            "line": found["line"],
            "mission": found["mission"],
            "capability": [
                _(name) if isinstance(name, str) else code
                for name, code in zip(found["capability_name"], found["capability"], strict=True)
            ],
        }
    )
    if restricted:
        shown["state"] = [labels.name(capability_labels.LINES, code) for code in found["state"]]
        shown["reason"] = [
            labels.name(capability_labels.REASONS, code) if isinstance(code, str) else None for code in found["reason"]
        ]
    shown["required"] = found["required"].to_numpy()
    if restricted:
        for name in ("matched", "serving_count", "assessed_count", "not_assessed_count", "eligible_count"):
            shown[name] = found[name].to_numpy()
    shown["asks"] = [asks(row) for row in found.itertuples()]
    shown["priority"] = [
        labels.name(capability_labels.PRIORITIES, code) if isinstance(code, str) else None for code in found["priority"]
    ]
    shown["due_date"] = found["due_date"].to_numpy()

    def follow() -> None:
        st.query_params["line"] = found["line"].iloc[st.session_state["open_line"].row]

    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns = {
        "line": st.column_config.ButtonColumn(_("Line"), pinned=True, width=90, type="tertiary", alignment="left", key="open_line", on_click=follow),
        "mission": text(_("Mission"), width=90),
        "capability": text(_("Capability"), width=220),
        "state": text(_("State"), width=210),
        "reason": text(_("Reason"), width=215),
        "required": number(_("Required"), format="localized", width=80),
        "matched": number(_("Matched"), format="localized", width=80),
        "serving_count": number(_("Of them serving"), format="localized", width=100),
        "assessed_count": number(_("Of them available"), format="localized", width=110),
        "not_assessed_count": number(_("Of them not assessed"), format="localized", width=130),
        "eligible_count": number(_("Eligible units"), format="localized", width=100),
        "asks": text(_("What a unit must bring"), width=300),
        "priority": text(_("Priority"), width=80),
        "due_date": st.column_config.DateColumn(_("Due"), width=100),
    }  # fmt: skip
    kept = {name: column for name, column in columns.items() if name in shown.columns}
    grids.show(shown, kept, height=560 if len(shown) > 14 else "content", alt=_("Lines of mission requirements"))
    capability_notes.under(view, GAP if restricted else LINES, found, "lines", source)


def asks(row: Any) -> str:
    """Return what a unit must bring to serve a line."""
    told = [requirement_facts.languages(row.languages), capability_notes.tags(row.equipment_tags)]
    if not pd.isna(row.readiness_days):
        told.append(_("within {n} days").format(n=int(row.readiness_days)))
    if not pd.isna(row.women_percent):
        told.append(_("women at least {share}").format(share=formats.percent(row.women_percent)))
    return "; ".join(part for part in told if part)


def line(view: View, found: pd.DataFrame, edition: str, source: str) -> None:
    """Offer one line, and show its units with whether each is eligible and what it lacks."""
    st.header(_("Units for a line"))
    names = {
        row.line: f"{row.line} · {row.mission} · {_(row.capability_name) if isinstance(row.capability_name, str) else row.capability}"
        for row in found.itertuples()
    }
    code = filters.choice(_("Line"), "line", {"all": _("Choose one, or click a line")} | names, "all")
    if code == "all":
        return
    row = found[found["line"] == code].iloc[0]
    why = (
        f" ({labels.name(capability_labels.REASONS, row['reason']).lower()})" if isinstance(row["reason"], str) else ""
    )
    told = [
        f"**{labels.name(capability_labels.LINES, row['state'])}**{why}",
        _("required {n}").format(n=formats.count(row["required"])),
    ]
    if not pd.isna(row["matched"]):
        told.append(_("matched {n}").format(n=formats.count(row["matched"])))
    told.append(_("eligible {n}").format(n=formats.count(row["eligible_count"])))
    st.markdown(" · ".join([*told, *filter(None, [asks(row)])]))
    st.caption(
        _(
            "In file {file}, {place}. Eligible units are listed, available ones first, then in UN order. Nothing here proposes a selection: that is the Secretariat's judgement."
        ).format(file=row["file_name"], place=row["place"])
    )
    units = run(
        OF_LINE,
        view.snapshot,
        line=code,
        edition=edition,
        as_of=view.until,
        today=view.reading_day,
    )
    kinds = {"eligible": _("Eligible, or serving it"), "all": _("All of the kind")}
    which = filters.choice(_("Units"), "units", kinds, "eligible", wide=True)
    capability_units.units(
        view,
        units[units["is_eligible"] | units["is_serving"]] if which == "eligible" else units,
        "line_units",
        source,
        OF_LINE,
        lines=True,
    )


def method() -> str:
    """Return how lines are judged, in words."""
    return _(
        "One unit serves one line at a time: lines are matched to units so that as many places as can be are served, most of them by available units. Critical mission-specific gap: no existing pledge at any level can meet the line. Matched, not assessed: only pledges below Level 2 or stale ones can. What is not reported of a unit does not meet. Below Level 2 a unit has no days yet, and days are not held against it."
    )
