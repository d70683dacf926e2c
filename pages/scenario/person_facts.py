"""Persons that a mission model asks for individually, beside the lists that say who could come, as frames and sentences; and what each state could bring."""

from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.scenario.facts import Model, parameters, total
from pages.scenario.listed_facts import JUDGED

STATES, PERSONS, DEPLOYED = "scenario_states", "scenario_persons", "parity_by_category"
LIST = "officers"  # the source that says who could come


def mine(gap: pd.DataFrame) -> pd.DataFrame:
    """Lines that are counted in persons. Frame: of `facts.lines`."""
    return gap[gap["unit_of_quantity"] == "persons"]


def are_listed(gap: pd.DataFrame) -> bool:
    """Whether any list speaks of persons that a model asks for. Frame: of `facts.lines`."""
    return bool(gap["state"].isin(JUDGED).any())


def finding(gap: pd.DataFrame) -> str:
    """How many places of persons those in lists could fill, as a sentence; of what no list speaks stands beside it. Frame: of `facts.lines`."""
    lines = mine(gap)
    asked = int(lines["required"].sum())
    words = ngettext("{n} person is asked for individually", "{n} persons are asked for individually", asked)
    said = words.format(n=formats.count(asked))
    spoken = lines[lines["state"].isin(JUDGED)]
    if spoken.empty:
        return _("{finding}; no list says who could come").format(finding=said)
    silent = asked - int(spoken["required"].sum())
    there = total(spoken, "matched") or 0
    told = _("{finding}; lists name {n} who could come").format(finding=said, n=formats.count(there))
    if not silent:
        return told
    return _("{finding}; no list speaks of {n} of them").format(finding=told, n=formats.count(silent))


def deployed(run: Run, view: View) -> dict[str, str]:
    """By category the women deployed in the month and scope shown, as words; nothing of a category without figures."""
    told = run(DEPLOYED, view.snapshot, as_of=view.as_of, scope=view.scope)
    rows = told[told["women_fraction"].notna() | (told["people_count"] < formats.SMALL)]
    return {row.category: formats.share_to_goal(row) for row in rows.itertuples() if not pd.isna(row.people_count)}


def in_lists(row: Any) -> str:
    """Women of the lists who could fill places of a category, against the women asked for there, in words. Row: scenario_women."""
    if pd.isna(row.listed_women_count):
        return formats.DASH
    said = _("{women} for {n} places").format(
        women=formats.count(row.listed_women_count), n=formats.count(row.spoken_count)
    )
    if not pd.isna(row.asked_count) and row.spoken_count < row.asked_count:
        rest = _("{n} without a list").format(n=formats.count(row.asked_count - row.spoken_count))
        return f"{said} ({rest})"
    return said


def states(run: Run, view: View, model: Model, group: str = "all") -> pd.DataFrame:
    """Member States with units or persons that fit, of one regional group or of all: scenario_states; none in the open view."""
    if view.is_open:
        return pd.DataFrame()
    told = run(STATES, view.snapshot, **parameters(view, model))
    return told if group == "all" else told[told["regional_group"] == group]


def states_finding(told: pd.DataFrame, group: str) -> str:
    """How many states could bring how much, as a sentence. Frame: of `states`."""
    where = "" if group == "all" else kit_labels.name(kit_labels.GROUPS, group)
    if told.empty:
        said = _("No Member State has a unit or person that fits a line")
    else:
        units, people = total(told, "unit_count") or 0, total(told, "person_count") or 0
        parts = [
            ngettext("{n} unit", "{n} units", units).format(n=formats.count(units)),
            ngettext("{n} person", "{n} persons", people).format(n=formats.count(people)),
        ]
        words = ngettext(
            "{n} Member State has what fits a line: {list}",
            "{n} Member States have what fits a line: {list}",
            len(told),
        )
        said = words.format(n=formats.count(len(told)), list=_(" and ").join(parts))
    return _("{group}: {finding}").format(group=where, finding=said) if where else said


def women(row: Any) -> str:
    """Women among the persons of a state, as far as lists tell, in words. Row: scenario_states."""
    if pd.isna(row.women_count):
        return formats.DASH
    if not row.sex_not_told_count:
        return formats.count(row.women_count)
    words = _("{women}; {n} not told by sex")
    return words.format(women=formats.count(row.women_count), n=formats.count(row.sex_not_told_count))


def state_rows(told: pd.DataFrame, gap: pd.DataFrame) -> pd.DataFrame:
    """A row for each state: units and persons that fit, and for what, in words. Frames: of `states`, of `facts.lines`."""
    names = dict(zip(gap["line"], capability_facts.names_or_codes(gap, "capability"), strict=True))

    def what(codes: Any) -> str:
        if not isinstance(codes, str):
            return formats.DASH
        of: dict[str, list[str]] = {}
        for line in codes.split(";"):
            of.setdefault(names.get(line, line), []).append(line)
        return ", ".join(f"{name} ({', '.join(lines)})" for name, lines in of.items())

    return pd.DataFrame(
        {
            "state": capability_facts.names_or_codes(told, "iso3"),
            "group": [capability_facts.group(code, short=True) for code in told["regional_group"]],
            "units": told["unit_count"],
            "unit_lines": [what(codes) for codes in told["unit_lines"]],
            "people": told["person_count"],
            "women": [women(row) for row in told.itertuples()],
            "person_lines": [what(codes) for codes in told["person_lines"]],
        }
    )


def codes(run: Run, view: View) -> naming.Names:
    """What turns codes of lists of persons into words, by column, besides those of lines."""
    return {"list": naming.lookup(LISTS)}


LISTS = {
    "nominee": "Nominees",
    "registered": "Registered in the PCRS",
    "command_cadre": "Command Cadre",
    "talent_pipeline": "Talent Pipeline",
}
