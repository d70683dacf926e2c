"""What is said of a mission: its standing, its relatives, its facts with their sources."""

from dataclasses import replace
from typing import Any

import pandas as pd

from pages.deployments import facts
from pages.deployments import labels as deployment_labels
from pages.kit import formats, labels, naming
from pages.kit.text import _, semicolon
from pages.kit.view import Run, View

LIST, MISSIONS = "mission_list", "missions"


def about(run: Run, view: View) -> pd.DataFrame:
    """What is known of each mission besides its figures, by code."""
    return run(MISSIONS, view.snapshot).set_index("mission_code")


def options(run: Run, view: View) -> dict[str, str]:
    """Missions to choose from as code -> words, open ones first; a former name leads to the same mission."""
    known = about(run, view)
    line = known["lineage_code"].to_dict()
    names = {"all": _("All missions")}
    for row in run(LIST, view.snapshot, as_of=view.as_of).itertuples():
        names[row.mission] = _("{mission} ({state})").format(mission=row.mission, state=state(row, known))
        names |= {
            code: _("{mission} (former name of {newest})").format(mission=code, newest=row.mission)
            for code in line
            if line[code] == line[row.mission] and code != row.mission
        }
    return names


def state(row: Any, known: pd.DataFrame) -> str:
    """Whether a mission is open, closed and when, or no longer printed since. Row: mission_list; `known` is `about`."""
    if row.state == "closed":
        return _("closed {day}").format(day=ended(known.loc[row.mission]))
    if row.state == "no longer printed":
        return _("last printed in {month}").format(month=formats.month(row.last_as_of))
    return labels.name(labels.MISSION_STATES, row.state)


def ended(mission: pd.Series) -> str:
    """A mission's end as exactly as it is sourced."""
    exact = formats.month if mission["ended_precision"] == "month" else formats.day
    return exact(mission["ended_on"])


def one(run: Run, view: View, code: str) -> tuple[pd.Series, pd.Series, View]:
    """A mission's row of mission_list, what is known of it, and the view that its figures are of.

    A mission that the month does not print, or a month that states no missions, is shown in the last month that prints it; its
    own figures do not depend on the scope.
    """
    known = about(run, view)
    line = known.loc[code, "lineage_code"]
    rows = run(LIST, view.snapshot, as_of=view.as_of)
    row = rows[[known.loc[mission, "lineage_code"] == line for mission in rows["mission"]]].iloc[0]
    scope = view.scope if known.loc[code, "is_peacekeeping"] else "all"
    last = row["last_as_of"]
    as_of = view.as_of if pd.isna(last) else last.date()
    return row, known.loc[row["mission"]], replace(view, scope=scope, as_of=as_of)


def is_printed(row: pd.Series) -> bool:
    """Whether any month up to the one shown prints people of a mission. Row: mission_list."""
    return not pd.isna(row["last_as_of"])


def names(run: Run, view: View, code: str) -> tuple[str, ...]:
    """The code of a mission, then those that it had before it was renamed."""
    return code, *relatives(run, view, code)[0]


def relatives(run: Run, view: View, code: str) -> tuple[list[str], list[str]]:
    """The codes that a mission had before it was renamed, and the missions that it succeeded."""
    known = about(run, view)
    line = known["lineage_code"] == known.loc[code, "lineage_code"]
    return sorted(known.index[line].drop(code)), sorted(known.index[known["successor_code"] == code])


def standing(run: Run, view: View, row: pd.Series, mission: pd.Series, shown: View) -> str:
    """What a reader must know first: closed, renamed, or shown as of another month; empty where there is nothing."""
    lines = []
    if row["state"] == "closed":
        lines.append(_("{mission} is closed (end: {day}).").format(mission=row["mission"], day=ended(mission)))
        if is_printed(row) and row["last_as_of"] > mission["ended_on"]:
            words = _("The files print people who wind it up until {month}.")
            lines.append(words.format(month=formats.month(row["last_as_of"])))
    if shown.as_of != view.as_of:
        words = _("{month} prints nobody of it. All figures below are of {last}, the last month that does.")
        if not facts.states_missions(run, view):
            words = _("{month} states no missions. All figures below are of {last}, the last month that prints it.")
        lines.append(words.format(month=formats.month(view.as_of), last=formats.day(shown.as_of)))
    former, succeeded = relatives(run, view, row["mission"])
    if former:
        words = _("It was called {former} before: one mission renamed, one line here.")
        lines.append(words.format(former=", ".join(former)))
    if succeeded:
        words = _("It succeeded {mission}, which is kept apart as a mission of its own.")
        lines.append(words.format(mission=", ".join(succeeded)))
    if isinstance(mission["successor_code"], str):
        lines.append(_("{mission} succeeded it and is kept apart.").format(mission=mission["successor_code"]))
    if shown.scope != view.scope:
        lines.append(_("It is not a peacekeeping operation: figures of peacekeeping operations only leave it out."))
    return " ".join(lines)


def closing(mission: pd.Series) -> str:
    """A sentence on the day on which operations cease; empty where none is known."""
    if pd.isna(mission["operations_end_on"]):
        return ""
    day = formats.day(mission["operations_end_on"])
    return _("Operations cease on {day}: {source}.").format(day=day, source=_(mission["operations_end_source"]))


def mandate(view: View, mission: pd.Series) -> str:
    """A sentence where the last known day of a mandate is past and the mission has not ended; else empty."""
    today = pd.Timestamp(view.today)
    ends = mission[["ended_on", "operations_end_on"]].dropna()
    if pd.isna(mission["mandate_last_day"]) or mission["mandate_last_day"] >= today or (ends < today).any():
        return ""
    words = _("The last known day of its mandate was {day}; renewal not in these sources.")
    return words.format(day=formats.day(mission["mandate_last_day"]))


def hosts(mission: pd.Series) -> list[str]:
    """Codes of the states and areas in which a mission is."""
    return mission["host_iso3"].split(";") if isinstance(mission["host_iso3"], str) else []


def table(run: Run, view: View, mission: pd.Series, is_open: bool) -> pd.DataFrame:
    """A mission's facts as rows of fact, value and source. A blank one reads "not sourced", never no and never 0."""
    names = naming.states(run, view)
    host = semicolon().join(names.get(code, labels.name(deployment_labels.AREAS, code)) for code in hosts(mission))
    former, succeeded = relatives(run, view, str(mission.name))
    ceiling = mission["ceiling_source"]
    # The fact, its value, a source of its own, and whether a blank one is said: most missions have no successor and no end.
    rows = [
        (_("Kind"), labels.name(deployment_labels.MISSION_KINDS, mission["kind"]), None, True),
        (_("Host"), host, None, True),
        (_("Headquarters"), mission["hq_city"], None, True),
        (_("Started"), formats.day(mission["started_on"]), None, True),
        (_("Ended"), ended(mission), mission["ended_source"], not is_open),
        (_("Operations cease"), formats.day(mission["operations_end_on"]), mission["operations_end_source"], False),
        (
            _("Mandate, last known day"),
            formats.day(mission["mandate_last_day"]),
            mission["mandate_source"],
            False,
        ),
        (_("Former name"), ", ".join(former), None, False),
        (_("Successor of"), ", ".join(succeeded), None, False),
        (_("Succeeded by"), mission["successor_code"], None, False),
        (
            _("Mandate to protect civilians"),
            labels.name(deployment_labels.ANSWERS, mission["poc_mandate"]),
            mission["poc_source"],
            True,
        ),
        (_("Working language"), mission["working_language"], mission["language_source"], True),
        *((_(name), _ceiling(mission[column]), ceiling, True) for column, name in deployment_labels.CEILINGS.items()),
        (_("Day of the ceilings"), formats.day(mission["ceiling_date"]), ceiling, False),
        (_("Note"), mission["note"], None, False),
    ]
    facts = []
    for fact, value, source, is_always_said in rows:
        if isinstance(value, str) and value not in ("", formats.DASH):
            facts.append((fact, _(value), _(source if isinstance(source, str) else mission["source"])))
        elif is_always_said:
            facts.append((fact, _("not sourced"), ""))
    return pd.DataFrame(facts, columns=["fact", "value", "source"])


def _ceiling(text: str | None) -> str | None:
    """A ceiling with its thousands apart; some are words: "3 FPU (police total 640)"."""
    return formats.count(text) if isinstance(text, str) and text.isdigit() else text
