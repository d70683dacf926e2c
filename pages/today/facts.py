"""What those who generate forces need in the morning: who waits for what, what happens by week, what is missing. No Streamlit."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.kit import calendars, naming
from pages.kit.labels import name
from pages.kit.naming import Names
from pages.kit.text import _, colon
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts
from pages.today import labels
from pages.women import facts as women_facts

WAITING, UNITS = "selected_waiting", "roster_units"
ROTATIONS, VISITS, SLOTS = "rotations_ahead", "visits_ahead", "slots_uncovered"
SHORTFALLS, COLUMNS = "line_shortfalls", "columns_reported"
ROSTER = capability_facts.ROSTER
DAYS = 60  # ahead, of all but the slots of smart pledges, which are filled a year before
DAYS_OF_SLOTS = 365
WEEK = 7
AHEAD = (WAITING, UNITS, ROTATIONS, VISITS, SLOTS)
RESTRICTED = (WAITING, UNITS, ROTATIONS, VISITS, SLOTS, SHORTFALLS, COLUMNS)


@dataclass(frozen=True)
class Morning:
    """Answers of the queries on the day of reading; `ahead` is what has a day within 60 days, the soonest first.

    Columns of `ahead`: kind (a code of KINDS), on_day, in_days, unit_id, iso3, what (words beside the unit).
    """

    waiting: pd.DataFrame
    units: pd.DataFrame
    rotations: pd.DataFrame
    visits: pd.DataFrame
    slots: pd.DataFrame
    shortfalls: pd.DataFrame
    columns: pd.DataFrame
    ahead: pd.DataFrame
    names: Names
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what `make` makes of these answers alone, worked out once and kept beside them; it is shared."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def columns(run: Run, view: View) -> pd.DataFrame:
    """How many rows report each column that the page reads (columns_reported); empty where no file is there for the day."""
    return run(COLUMNS, view.snapshot, as_of=view.until)


def morning(run: Run, view: View) -> Morning:
    """Ask all that the page tells, on the day of reading."""
    dated = capability_facts.dated(view)
    near = dated | {"days": DAYS}
    waiting, units = run(WAITING, view.snapshot, **dated), run(UNITS, view.snapshot, **dated)
    rotations, visits = run(ROTATIONS, view.snapshot, **near), run(VISITS, view.snapshot, **near)
    slots = run(SLOTS, view.snapshot, **dated, days=DAYS_OF_SLOTS)
    shortfalls = run(SHORTFALLS, view.snapshot, **dated)
    providers = units.set_index("unit_id")["iso3"]  # who gives the personnel on the day: a unit stands under that state
    waiting = waiting.assign(iso3=waiting["unit_id"].map(providers).fillna(waiting["iso3"]))
    slots = slots.assign(iso3=slots["unit_id"].map(providers))
    ahead = _ahead(run, view, waiting, units, rotations, visits, slots)
    return Morning(waiting, units, rotations, visits, slots, shortfalls, columns(run, view), ahead, codes(run, view))


def _ahead(run: Run, view: View, waiting, units, rotations, visits, slots) -> pd.DataFrame:
    """Everything with a day within 60 days, one row each."""
    states = naming.states(run, view)
    leaving = rotations.rename(columns={"unit_type": "capability"})
    leaving["more"] = [rotation_words(states, row) for row in rotations.itertuples()]
    parts = [
        _days(visits.rename(columns={"visit": "kind", "deployed_mission": "mission"}), "on_day"),
        _days(leaving.drop(columns="mission"), "rotates_out", "rotation"),
        _days(waiting.rename(columns={"deployed_mission": "mission"}), "arrives_on", "arrival"),
        _days(waiting.rename(columns={"deployed_mission": "mission"}), "ready_by", "ready"),
        _days(slots, "slot_from", "slot"),
        _days(units[units["renewal"] == "current"], "renew_by", "renewal"),
    ]
    days = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    days["in_days"] = (days["on_day"] - pd.Timestamp(view.reading_day)).dt.days
    days = days[days["in_days"].between(0, DAYS)]
    kinds = naming.capabilities(run, view)
    beside = zip(days["capability"].map(lambda code: kinds.get(code, code)), days["mission"], days["more"], strict=True)
    days["what"] = pd.Series(
        [", ".join(part for part in parts if isinstance(part, str)) for parts in beside], days.index, dtype=object
    )
    place = {code: number for number, code in enumerate(labels.KINDS)}
    days["place"] = days["kind"].map(place)
    days = days.sort_values(["on_day", "place", "unit_id"], kind="stable", ignore_index=True)
    return days[["kind", "on_day", "in_days", "unit_id", "iso3", "what"]]


def _days(frame: pd.DataFrame, column: str, kind: str = "") -> pd.DataFrame:
    """Rows with a day in a column as kind, on_day, unit_id, iso3, capability, mission, more."""
    rows = frame[frame[column].notna()].rename(columns={column: "on_day"})
    rows = rows.assign(kind=kind) if kind else rows
    return rows.reindex(columns=["kind", "on_day", "unit_id", "iso3", "capability", "mission", "more"]).astype(
        {"on_day": "datetime64[us]", "mission": object, "more": object}
    )


def codes(run: Run, view: View) -> Names:
    """What turns codes of this page into words, by column."""
    states = naming.states(run, view)
    by_column = {
        "visit": labels.VISITS,
        "replacement": labels.REPLACEMENTS,
        "kind": labels.SLOTS,
        "source": labels.SOURCES,
        "column_name": labels.COLUMNS,
    }
    named = dict.fromkeys(("replaced_by", "before_iso3", "after_iso3"), naming.lookup(states))
    asked = {"equipment_asked": capability_facts.tags, "languages_asked": requirement_facts.languages}
    return {
        **capability_facts.codes(run, view),
        "unit_type": women_facts.codes(run, view)["unit_type"],
        **{column: naming.lookup(names) for column, names in by_column.items()},
        "lacks": lambda text: capability_facts.several(labels.LACKS, text),
        **named,
        **asked,
    }


def steps(waiting: pd.DataFrame) -> pd.DataFrame:
    """How many selected units are blocked at each step, most first, with their units: step, unit_count, units."""
    place = {code: number for number, code in enumerate(capability_labels.STEPS)}
    groups = waiting.groupby("step", sort=False)["unit_id"].agg(unit_count="size", units=", ".join).reset_index()
    groups["place"] = groups["step"].map(place)
    return groups.sort_values(["unit_count", "place"], ascending=[False, True], ignore_index=True).drop(columns="place")


def rotation_words(states: dict[str, str], row: Any) -> str:
    """Who replaces a rotation, in words. Row: rotations_ahead."""
    if row.replacement == "named":
        return _("replaced by {state}").format(state=states.get(row.replaced_by, row.replaced_by))
    return {
        "not_named": _("nobody named to replace it"),
        "repatriation": _("goes home"),
        "not_read": _("replacement not read"),
    }.get(row.replacement, _("replacement not reported"))


def renewals(units: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Units whose renewal runs out within 60 days, the soonest first, those that are available before others of a day. Frame: roster_units."""
    days = (units["renew_by"] - pd.Timestamp(today)).dt.days
    near = units[(units["renewal"] == "current") & days.between(0, DAYS)].assign(in_days=days)
    order = near.assign(rank=~near["is_available"].astype(bool))
    return order.sort_values(["renew_by", "rank", "unit_id"], ignore_index=True).drop(columns="rank")


def tongues(units: pd.DataFrame) -> pd.DataFrame:
    """How many available units work in each language, most first: languages, unit_count; null where not reported. Frame: roster_units.

    A unit that works in two counts in both, so the numbers do not add up to the units.
    """
    available = units[units["is_available"].astype(bool)]
    each = available["languages"].str.split(";").explode()
    return each.value_counts(dropna=False).rename_axis("languages").reset_index(name="unit_count")


def reports(columns: pd.DataFrame, *names: str) -> bool:
    """Whether any row reports one of these columns. Frame: columns_reported."""
    return bool(columns.loc[columns["column_name"].isin(names), "reported_count"].sum())


def weeks(ahead: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """How many days of each kind lie in each week from today on: kind, week (0 is this one), first_day, day_count, units."""
    rows = ahead.assign(week=ahead["in_days"] // WEEK)
    groups = rows.groupby(["kind", "week"])["unit_id"].agg(day_count="size", units=", ".join).reset_index()
    groups["first_day"] = pd.Timestamp(today) + pd.to_timedelta(WEEK * groups["week"], unit="D")
    return groups


def events(run: Run, view: View, ahead: pd.DataFrame) -> list[calendars.Event]:
    """Days ahead as events of a calendar; one that moves is the same event. Frame: Morning.ahead."""
    states = naming.states(run, view)
    return [
        calendars.Event(
            row.on_day.date(),
            f"{row.kind}-{row.unit_id}",
            f"{name(labels.ONE, row.kind)}{colon()}{row.unit_id}, {states.get(row.iso3, row.iso3)}, {row.what}",
            name(labels.KINDS, row.kind),
        )
        for row in ahead.itertuples()
    ]


def kinds(columns: pd.DataFrame) -> list[str]:
    """The kinds of days whose column is reported, in their order: of the others nothing can be said. Frame: columns_reported."""
    return [code for code in labels.KINDS if reports(columns, labels.RESTS_ON[code])]


def reported_columns(columns: pd.DataFrame) -> dict[str, bool]:
    """Whether any row reports each column that the page reads, by column. Frame: columns_reported."""
    return {row.column_name: row.reported_count > 0 for row in columns.itertuples()}


def has(columns: pd.DataFrame, source: str) -> bool:
    """Whether there is a file of a source up to the day. Frame: columns_reported."""
    return bool((columns["source"] == source).any())
