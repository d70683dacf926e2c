"""What pages of rosters share: the day they are read on, names of codes, the source under a figure, what to do without a roster."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import labels as capability_labels
from pages.capabilities import readiness_labels
from pages.kit import formats, labels, naming, notes, snapshot
from pages.kit.cache import run
from pages.kit.naming import Names
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

EXPORT = "roster_export"
COVERAGE = "coverage"


def day(view: View) -> dt.date | None:
    """Return the day up to which exports, editions and pledges count: none while the newest month is shown."""
    return view.until


def today(view: View) -> dt.date:
    """Return the day on which a unit is available or not: the month chosen where it is not the newest, else today."""
    return day(view) or view.today


def is_open(view: View) -> bool:
    """Say whether this view has no levels."""
    return view.snapshot.audience != "restricted"


def export(view: View) -> dt.date | None:
    """Return the day of the export in use; None where there is none or this view has no levels."""
    if is_open(view):
        return None
    found = run(EXPORT, view.snapshot, as_of=day(view))["export_on"].iloc[0]
    return None if pd.isna(found) else found.date()


def without_roster(view: View, key: str, is_open_told: str = "", none_told: str = "") -> None:
    """Say why there are no levels, and what a reader can do: the template, the folder, the exercise.

    A page that shows nothing else says so in its own words: in the open view, and where no export is loaded.
    """
    if is_open(view):
        st.info(
            is_open_told
            or _(
                "A Member State's level in the PCRS is restricted. This view shows what was announced in public beside what is asked for. Announced is not registered."
            )
        )
    else:
        st.info(
            none_told
            or _(
                "No export of the PCRS is loaded, so no level is reported: cells are hatched, which is not 0. The PCRS is not public: whoever holds an export fills the template, or drops the export as it is, into the folder and builds anew."
            )
        )
        st.code(
            "python -m etl template pcrs_roster\ncp <export>.xlsx data/inbox/pcrs_roster/\npython -m etl build",
            language=None,
        )
    snapshot.offer_exercise(key)


def section(code: str) -> str:
    """Return the name of a section of the guide or of the list of capabilities."""
    return labels.name(requirement_labels.SECTIONS | capability_labels.SECTIONS, code)


def mission(code: str) -> str:
    """Return a mission's code, or in words that it is for any."""
    return requirement_facts.mission(code)


def several(names: Mapping[str, str], codes: Any) -> str | None:
    """Return codes with semicolons between them in words."""
    if not isinstance(codes, str):
        return None
    return ", ".join(labels.name(names, code) for code in codes.split(";"))


def tags(codes: Any) -> str | None:
    """Return the equipment of a unit in words, each with its number where it has one."""
    if not isinstance(codes, str):
        return None
    told = []
    for part in codes.split(";"):
        tag, _colon, number = part.partition(":")
        name = labels.name(requirement_labels.TAGS, tag)
        told.append(f"{number} × {name}" if number else name)
    return ", ".join(told)


def partners(states: Callable[[], Mapping[str, str]], codes: Any) -> str | None:
    """Return the partners of a unit and what each gives; `states` names them, asked only where there are any."""
    if not isinstance(codes, str):
        return None
    told = []
    for part in codes.split(";"):
        state, _colon, role = part.partition(":")
        told.append(f"{states().get(state, state)}: {labels.name(readiness_labels.ROLES, role)}")
    return ", ".join(told)


def codes(run: Run, view: View) -> Names:
    """Return how a table tells the codes of rosters: column -> what turns a code into words."""
    one = {
        "clock": readiness_labels.CLOCKS,
        "taken_out": readiness_labels.TAKEN,
        "role": readiness_labels.ROLES,
        "level": capability_labels.LEVELS,
        "renewal": capability_labels.RENEWALS,
        "bottleneck": capability_labels.BOTTLENECKS,
        "component": capability_labels.COMPONENTS,
        "visit_result": capability_labels.VISITS,
        "condition_state": capability_labels.CONDITIONS,
        "reason": capability_labels.REASONS,
        "priority": capability_labels.PRIORITIES,
        "state": capability_labels.STATES | capability_labels.LINES,
        "status": capability_labels.STATUS,
        "regional_group": labels.GROUPS | {"none": "In no group"},
    }
    states = functools.cache(lambda: naming.states(run, view))  # a table has a thousand rows
    told: dict = {
        column: (lambda code, names=names: labels.name(names, code) if isinstance(code, str) else None)
        for column, names in one.items()
    }
    return (
        requirement_facts.codes(run, view)
        | told
        | {
            "section": lambda code: section(code) if isinstance(code, str) else None,
            "why_not": lambda codes: several(capability_labels.WHY_NOT, codes),
            "lacks": lambda codes: several(capability_labels.LACKS, codes),
            "equipment": tags,
            "equipment_tags": tags,
            "tag": tags,
            "relies_on": lambda codes: several(states(), codes) if isinstance(codes, str) else None,
            "largest_states": lambda codes: several(states(), codes) if isinstance(codes, str) else None,
            "partners": lambda codes: partners(states, codes),
            "groups_without": lambda codes: several(labels.GROUPS, codes),
            "code": lambda code: labels.name(
                labels.GROUPS | {"all": "All", "general": "any mission", "none": "In no group"}, code
            ),
        }
    )


def source_line(view: View, edition: Any = None) -> str:
    """Return, as plain text, where figures of rosters come from; `edition` is the day of what is asked for, blank for none."""
    found = export(view)
    told = [
        _("Source: export of the PCRS of {day}.").format(day=formats.day(found))
        if found
        else _("No export of the PCRS.")
    ]
    if is_open(view):
        told = []
    if edition is not None and not pd.isna(edition) and edition != "":
        told.append(_("Requirements: edition of {day}.").format(day=formats.day(pd.Timestamp(edition))))
    elif edition is not None:
        told.append(_("Requirements: asks of the pledging guide, no edition with quantities is loaded."))
    told.append(
        _("Read on {day}. Data version {version}.").format(day=formats.day(today(view)), version=view.snapshot.version)
    )
    return " ".join(told)


def under(view: View, name: str, frame: pd.DataFrame, key: str, source: str = "", **files: Any) -> None:
    """Put definition, table and downloads under a figure of rosters."""
    notes.under(view, name, frame, key, line=False, names=codes(run, view), **files)
