"""What a reader supposed of the parity of women, as codes; and what they mean: parameters of the query, and words. No Streamlit."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.deployments import event_facts
from pages.kit import formats, naming
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.women import facts as women_facts

UNITS, PLATOONS, POLICE = "roster_units", "engagement_platoon_units", "fpu_women"


@dataclass(frozen=True)
class Supposed:
    """Codes of missions that close, events, contributors at their target, units that deploy, and rotations that meet their rule ("all": each)."""

    missions: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    rotations: tuple[str, ...] = ()

    @property
    def is_of_units(self) -> bool:
        """Whether units are supposed, which only a restricted view knows of."""
        return bool(self.units or self.rotations)


def happened(run: Run, view: View, codes: tuple[str, ...]) -> pd.DataFrame:
    """The events of these codes, in their order."""
    events = event_facts.presets(run, view)
    return events.loc[[code for code in codes if code in events.index]]


def closed(run: Run, view: View, supposed: Supposed) -> list[str]:
    """Missions that close: those supposed, and those of events."""
    events = happened(run, view, supposed.events)
    return list(dict.fromkeys([*supposed.missions, *events.loc[events["kind"] == "closure", "missions"]]))


def units(run: Run, view: View) -> pd.DataFrame:
    """Units that are available and report strength and women: of others nobody knows what they would bring."""
    if capability_facts.export(run, view) is None:
        return pd.DataFrame({"unit_id": [], "capability": [], "women_count": [], "strength_count": []})
    rows = run(UNITS, view.snapshot, as_of=view.until, today=view.reading_day)
    rows = rows[rows["is_available"] & rows["women_count"].notna() & rows["strength_count"].notna()]
    return rows[rows["component"].eq("military") | rows["capability"].eq("formed_police_unit")]


def rotations(run: Run, view: View) -> pd.DataFrame:
    """Units whose next rotation could bring what the rule asks for, the soonest first: half of a platoon, one platoon of police."""
    blank = pd.DataFrame({"unit_id": [], "iso3": [], "mission": [], "head": [], "more_women_needed": []})
    if women_facts.newest(run, view) is None:
        return blank
    parts = []
    for name, head, short in ((PLATOONS, "troops", ("below",)), (POLICE, "police", ("below", "below_range"))):
        rows = run(name, view.snapshot, as_of=view.until)
        is_short = rows["status"].isin(short) & rows["more_women_needed"].gt(0)
        parts.append(
            rows.loc[is_short, ["unit_id", "iso3", "mission", "rotates_out", "more_women_needed"]].assign(head=head)
        )
    return pd.concat(parts).sort_values(["rotates_out", "unit_id"], na_position="last")


def asked(run: Run, view: View, supposed: Supposed) -> tuple[dict[str, Any], list[str], tuple[str, ...]]:
    """What is supposed as parameters of parity_supposed, in words, and the restricted queries that its numbers come from."""
    events = happened(run, view, supposed.events)
    missions = closed(run, view, supposed)
    deploying = units(run, view)
    deploying = deploying[deploying["unit_id"].isin(supposed.units)]
    turning = rotations(run, view)
    turning = turning[turning["unit_id"].isin(supposed.rotations) | ("all" in supposed.rotations)]
    turning = turning[~turning["mission"].isin(missions)]
    leaving = events[events["kind"] == "withdrawal"]
    parameters: dict[str, Any] = {
        "without_missions": ";".join(missions),
        "reach": ";".join(supposed.reach),
        "without_contingents": ";".join(f"{row.missions}:{row.states}:{row.category}" for row in leaving.itertuples()),
    }
    is_police = deploying["capability"] == "formed_police_unit"
    for head, part in (("troops", deploying[~is_police]), ("police", deploying[is_police])):
        parameters[f"{head}_women"] = int(part["women_count"].sum())
        parameters[f"{head}_people"] = int(part["strength_count"].sum())
        if supposed.rotations:
            needed = turning[turning["head"] == head].groupby("iso3")["more_women_needed"].sum()
            parameters[f"replaced_{head}"] = ";".join(f"{iso3}:{int(n)}" for iso3, n in needed.items())
    behind = ((UNITS,) if len(deploying) else ()) + ((PLATOONS, POLICE) if len(turning) else ())
    return parameters, _words(run, view, supposed, missions, leaving, len(deploying), turning), behind


def _words(
    run: Run, view: View, supposed: Supposed, missions: list[str], leaving: pd.DataFrame, deploying: int, turning: pd.DataFrame
) -> list[str]:  # fmt: skip
    """What is supposed, a part of a sentence each; words of events are as they stand."""
    words = []
    if missions:
        words.append(_("closed: {missions}").format(missions=", ".join(missions)))
    words += [_(text) for text in leaving["words"]]
    if supposed.reach:
        states = naming.states(run, view)
        named = ", ".join(states.get(code, code) for code in supposed.reach)
        words.append(_("at the target: {states}").format(states=named))
    if deploying:
        line = ngettext("{n} unit deploys as registered", "{n} units deploy as registered", deploying)
        words.append(line.format(n=formats.count(deploying)))
    if len(turning):
        line = ngettext(
            "{n} unit that rotates meets its rule by {women} more women",
            "{n} units that rotate meet their rule by {women} more women",
            len(turning),
        )
        words.append(
            line.format(n=formats.count(len(turning)), women=formats.count(turning["more_women_needed"].sum()))
        )
    return words
