"""Rapid deployment: what a reader supposes, the two clocks, and answers as they are beside answers as asked."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.capabilities import facts, labels
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext, semicolon
from pages.kit.view import Run, View

LEVELS = "readiness_levels"


@dataclass(frozen=True)
class Question:
    """What is supposed: units, states and missions that drop out, and units that a region adds at a level.

    Nothing of it is a figure of the roster.
    """

    units: tuple[str, ...]
    states: tuple[str, ...]
    missions: tuple[str, ...]
    add: int
    group: str
    level: str

    @property
    def is_asked(self) -> bool:
        """Whether anything is supposed."""
        return bool(self.units or self.states or self.missions or self.adds)

    @property
    def adds(self) -> int:
        """Units supposed: none before a region is chosen."""
        return self.add if self.group != "none" else 0

    def without(self) -> dict[str, Any]:
        """What is taken out, as parameters of queries."""
        return {
            "without_units": ";".join(self.units),
            "without_states": ";".join(self.states),
            "without_missions": ";".join(self.missions),
        }

    def of_curve(self) -> dict[str, Any]:
        """Parameters of the readiness curve."""
        return self.without() | {"add_count": self.adds, "add_level": self.level}

    def of_pool(self) -> dict[str, Any]:
        """Parameters of the queries of the Rapid Deployment Level: units of another level add nothing there."""
        adds = self.adds if self.level == "rdl" else 0
        return self.without() | {"add_count": adds, "add_group": self.group if adds else ""}


def words(run: Run, view: View, question: Question) -> str:
    """What is supposed, in words."""
    states = naming.states(run, view)
    gone = (question.units, [states.get(code, code) for code in question.states], question.missions)
    parts = [_("without {names}").format(names=", ".join(names)) for names in gone if names]
    if question.adds:
        sentence = ngettext(
            "with {n} unit more at {level}, {group}", "with {n} units more at {level}, {group}", question.adds
        )
        level = kit_labels.name(labels.LEVELS, question.level)
        group = kit_labels.name(kit_labels.GROUPS_SHORT, question.group)
        parts.append(sentence.format(n=formats.count(question.adds), level=level, group=group))
    return semicolon().join(parts)


def finding(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """A sentence on how many units could be there by each day, as asked and, where that is another number, as it is. Frames: readiness_curve."""
    parts = []
    for was, now in zip(before.itertuples(), after.itertuples(), strict=True):
        is_same = was.unit_count == now.unit_count
        words = _("{n} by day {day}") if is_same else _("{n} by day {day} instead of {before}")
        parts.append(words.format(n=formats.count(now.unit_count), day=now.day, before=formats.count(was.unit_count)))
    return _("Units that could be there: {list}").format(list=", ".join(parts))


def groups_finding(groups: pd.DataFrame) -> str:
    """A sentence on how many regional groups the units of the Rapid Deployment Level come from, and which have none. Frame: rdl_diversity."""
    known = groups[groups["regional_group"].notna()]
    units = int(groups["rdl_unit_count"].sum())
    words = ngettext(
        "{n} unit at the Rapid Deployment Level comes from {given} of {all} regional groups",
        "{n} units at the Rapid Deployment Level come from {given} of {all} regional groups",
        units,
    )
    sentence = words.format(n=formats.count(units), given=int((known["rdl_unit_count"] > 0).sum()), all=len(known))
    none = [facts.group(code, short=True) for code in known.loc[known["rdl_unit_count"] == 0, "regional_group"]]
    return _("{finding}, none from {groups}").format(finding=sentence, groups=", ".join(none)) if none and units else sentence  # fmt: skip


def cycles_finding(cycles: pd.DataFrame) -> str:
    """A sentence on the units and states of each cycle. Frame: rdl_cycle, one row a cycle."""
    parts = [
        _("{cycle}: {n} of {states}").format(
            cycle=row.rdl_cycle if isinstance(row.rdl_cycle, str) else _("no cycle reported"),
            n=ngettext("{n} unit", "{n} units", row.cycle_unit_count).format(n=formats.count(row.cycle_unit_count)),
            states=ngettext("{n} state", "{n} states", row.cycle_state_count).format(n=formats.count(row.cycle_state_count)),
        )
        for row in cycles.itertuples()
    ]  # fmt: skip
    return semicolon().join(parts)


def candidates_finding(units: pd.DataFrame) -> str:
    """A sentence on the units at Level 2 and Level 3, and how many are available. Frame: rdl_candidates."""
    words = ngettext(
        "{n} unit is at Level 2 or Level 3 and not at the Rapid Deployment Level, {available} of them available",
        "{n} units are at Level 2 or Level 3 and not at the Rapid Deployment Level, {available} of them available",
        len(units),
    )
    return words.format(n=formats.count(len(units)), available=formats.count(units["why_not"].isna().sum()))


def supposed(run: Run, view: View, question: Question) -> dict[str, str]:
    """What files say of a question; nothing where nothing is supposed."""
    return {"Supposed": words(run, view, question)} if question.is_asked else {}


def both(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Two answers as one table that says which row is which."""
    return pd.concat([before.assign(question=_("as it is")), after.assign(question=_("as asked"))], ignore_index=True)


def own_headings() -> dict[str, str]:
    """Heading of the column that `both` adds."""
    return {"question": _("As it is, or as asked")}


def clock(days: int, level: str, code: str) -> str:
    """Within how many days units of a level could be there, and from when that is counted."""
    return _("{level}: within {n} days {clock}.").format(
        level=kit_labels.name(labels.LEVELS, level), n=days, clock=kit_labels.name(labels.CLOCKS, code)
    )


def arrow(before: Any, after: Any, is_asked: bool) -> str:
    """A number; where something is asked, what it is and what it would be."""
    return f"{formats.count(before)} → {formats.count(after)}" if is_asked else formats.count(before)


def changed(before: Any, after: Any) -> str:
    """A number, with what it would be where that is another."""
    was, now = formats.count(before), formats.count(after)
    return was if was == now else f"{was} → {now}"


def by_capability(run: Run, view: View, before: pd.DataFrame, after: pd.DataFrame, is_asked: bool) -> pd.DataFrame:
    """A row for each capability with units and people by each day; texts where something is asked, else numbers."""
    names = naming.capabilities(run, view)
    was, now = ({(row.capability, row.day): row for row in frame.itertuples()} for frame in (before, after))
    rows = []
    for code in before["capability"].drop_duplicates():
        row: dict[str, Any] = {"capability": names.get(code, code)}
        for measure in ("unit_count", "person_count"):
            for day in before["day"].drop_duplicates():
                first, second = (getattr(answer[code, day], measure) for answer in (was, now))
                row[f"{measure}_{day}"] = changed(first, second) if is_asked else first
        rows.append(row)
    table = pd.DataFrame(rows)
    return table if is_asked else table.astype({name: "Int64" for name in table.columns if name != "capability"})
