"""What returns of units and lists of officers say of women: of one state, one unit, at a glance. Nothing of it in an open view.

Persons before percentages: under ten people a share would identify somebody.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from pages.deployments import event_facts
from pages.kit import cache, calendars, formats, naming
from pages.kit.labels import name
from pages.kit.naming import Names, lookup, translated
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.women import labels

RETURN_DAYS, OFFICER_DAYS = "return_days", "officer_days"
PLATOONS, PLATOON_STATUS, POLICE, CADRE = (
    "engagement_platoon_units",
    "engagement_platoon_status",
    "fpu_women",
    "command_cadre",
)
POLICE_GROUPS = "police_by_group"
POLICE_GROUPS = "police_by_group"
REPORTED, PLEDGED = "national_measures", "measures_pledged"


def newest(run: Run, view: View, days: str = RETURN_DAYS) -> dt.date | None:
    """Return the day of the newest return or list up to the month shown; None where there is none or this view has none."""
    if not view.has_units:
        return None
    reported = run(days, view.snapshot, as_of=view.until)
    return None if reported.empty else reported["as_of"].iloc[0].date()


def first_day(run: Run, view: View, source: str) -> dt.date | None:
    """Return the first day that files of a source tell of; None where none is loaded."""
    files = run("files", view.snapshot)
    days = files.loc[files["source"] == source, "as_of_first"].dropna()
    return None if days.empty else days.min().date()


def codes(run: Run, view: View, **own: dict[str, str]) -> Names:
    """What turns codes of returns and lists into words, by column; `own` are names that one table has otherwise."""
    states, kinds = naming.states(run, view), naming.capabilities(run, view)
    by_code = {
        "status": labels.STATUSES,
        "last_status": labels.STATUSES,
        "state": labels.CHASES,
        "counts": labels.COUNTS,
        "about": labels.CASES,
        "poc_mandate": labels.MANDATES,
    } | own
    return {column: lookup(names) for column, names in by_code.items()} | {
        "iso3": lambda code: naming.listed(code, states),
        "unit_type": lambda code: naming.listed(code, kinds),
        "name": translated,
        "poc_source": translated,
        "reason": translated,
        "words": translated,
        "working_language": translated,
    }


def yes(flag: Any) -> str | None:
    """Return yes or no; nothing where it is not reported."""
    return None if pd.isna(flag) else _("yes") if flag else _("no")


def platoon_women(row: Any) -> str | None:
    """Return women of a platoon's strength, with a share where it has ten people or more; None where either is blank."""
    if pd.isna(row.platoon_women) or pd.isna(row.platoon_strength):
        return None
    return formats.women(row.platoon_women, row.platoon_strength)


def last_return(row: Any) -> str | None:
    """Return what was last said of a platoon, and when; None where this month's return says it."""
    if row.status not in labels.SILENT:
        return None
    if row.last_status == "not_reported":
        return _("nothing of a platoon, ever")
    status = f"{formats.day(row.said_on)}{colon()}{name(labels.STATUSES, row.last_status)}"
    if pd.isna(row.last_platoon_women) or pd.isna(row.last_platoon_strength):
        return status
    return f"{status}{colon()}" + _("{women} of {people}").format(
        women=int(row.last_platoon_women), people=int(row.last_platoon_strength)
    )


def more_women(number: Any) -> str:
    """Return how many more women are missing, in words."""
    return ngettext("{n} more woman", "{n} more women", int(number)).format(n=int(number))


def platoon_ask(row: Any) -> str:
    """Return what to ask the next rotation of an infantry unit for, in a few words."""
    if row.status == "below":
        return more_women(row.more_women_needed)
    asks = {
        "absent": _("a platoon"),
        "meets": _("half women again"),
        "share_not_reported": _("how many women it has"),
        "blank": _("the platoon, left blank"),
    }
    return asks.get(row.status) or _("the return")


def rotations(run: Run, view: View, chosen: Mapping[str, Any]) -> tuple[pd.DataFrame, pd.Timestamp, pd.Timestamp]:
    """Units in scope that leave within twelve months after the newest return, the soonest first, and both ends of that time.

    Frame: engagement_platoon_units, by the parameters `chosen`. Only where there are returns.
    """
    first = pd.Timestamp(newest(run, view))
    last = first + pd.DateOffset(months=12)
    units = run(PLATOONS, view.snapshot, **chosen)
    leaves = (units["rotates_out"] > first) & (units["rotates_out"] <= last)
    units = units[leaves & units["status"].isin(labels.IN_SCOPE)]
    return units.sort_values(["rotates_out", "unit_id"], kind="stable"), first, last


def rotation_events(run: Run, view: View, units: pd.DataFrame, after: dt.date) -> list[calendars.Event]:
    """Days of a calendar after `after`, for each unit when it leaves, and when its next rotation is asked for first and last.

    Frame: engagement_platoon_units.
    """
    states = naming.states(run, view)
    silent = set(units.loc[event_facts.is_silent(run, view, units, "contingent_troops"), "unit_id"])
    return [
        calendars.Event(
            day.date(),
            f"{kind}-{row.unit_id}",
            rotation_title(kind, row.unit_id, states.get(row.iso3, row.iso3)),
            row.iso3 if row.unit_id in silent else f"{row.iso3}{colon()}{platoon_ask(row)}",
        )
        for row in units.itertuples()
        for kind, day in (("rotation", row.rotates_out), ("ask_by", row.ask_by), ("last_call", row.last_call))
        if day.date() > after and (kind == "rotation" or row.unit_id not in silent)
    ]


def rotation_title(kind: str, unit: str, state: str) -> str:
    """Return what happens on a day of a rotation: kind is rotation (it leaves), ask_by or last_call."""
    titles = {
        "rotation": _("{unit} ({state}) rotates out"),
        "ask_by": _("{unit} ({state}): day to ask its next rotation"),
        "last_call": _("{unit} ({state}): last call to its next rotation"),
    }
    return titles[kind].format(unit=unit, state=state)


def rotation_asks(run: Run, view: View) -> dict[str, str]:
    """What to ask each unit's rotation for, by unit; units of which nothing is to be asked are left out."""
    if newest(run, view) is None:
        return {}
    platoons, police = _asked_units(run, view)
    asks = {row.unit_id: platoon_ask(row) for row in platoons.itertuples() if row.status != "undetermined"}
    short = police[police["more_women_needed"].gt(0)]
    return asks | {row.unit_id: more_women(row.more_women_needed) for row in short.itertuples()}


def state_units(run: Run, view: View, iso3: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Infantry and formed police units of one state, as its last returns say; both empty without returns."""
    if newest(run, view) is None:
        return pd.DataFrame(), pd.DataFrame()
    platoons, police = _units(run, view)
    return platoons[platoons["iso3"] == iso3], police[police["iso3"] == iso3]


def _units(run: Run, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Infantry units that must have a platoon, and formed police units, of all states."""
    return run(PLATOONS, view.snapshot, as_of=view.until), run(POLICE, view.snapshot, as_of=view.until)


def _asked_units(run: Run, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those units of which something may be asked: their mission goes on, and they do not go home."""
    platoons, police = _units(run, view)
    return (
        platoons[~event_facts.is_silent(run, view, platoons, "contingent_troops")],
        police[~event_facts.is_silent(run, view, police, "formed_police_units")],
    )


def rows(run: Run, view: View, iso3: str) -> list[tuple[str, str, str]] | None:
    """Units of a state for its brief, one row each: unit, what its return says, what to ask for; None without returns.

    Persons, never a percentage. Units of which most is to be asked stand first.
    """
    if newest(run, view) is None:
        return None
    platoons, police = state_units(run, view, iso3)
    units = [
        *(
            (row, row.platoon_women, row.platoon_strength, labels.STATUSES, _("Engagement platoon"))
            for row in platoons.itertuples()
        ),
        *(
            (row, row.women_count, row.fpu_platoon_size, labels.POLICE, _("Formed police unit"))
            for row in police.itertuples()
        ),
    ]
    asked = {code for part in _asked_units(run, view) for code in part["unit_id"]}
    ordered = []
    for row, women, size, names, kind in units:
        if row.status == "undetermined":
            continue
        status = name(names, row.status)
        if not pd.isna(women) and not pd.isna(size):
            status = _("{n} women, {all} people in one platoon: {said}").format(
                n=formats.count(women), all=formats.count(size), said=status.lower()
            )
        elif not pd.isna(women):
            status = _("{n} women: {said}").format(n=formats.count(women), said=status.lower())
        missing = 0 if pd.isna(row.more_women_needed) else int(row.more_women_needed)
        asks = {
            "missing": _("Ask for the return"),
            "not_reported": _("Ask for the return"),
            "blank": _("Ask for the platoon, left blank in its return"),
            "absent": _("Ask for a platoon"),
            "share_not_reported": _("Ask for the women in it"),
        }
        ask = asks.get(row.status) or (more_women(missing) if missing else "")
        ask = ask if row.unit_id in asked else ""
        leaves = "" if pd.isna(row.rotates_out) else _("rotation on {day}").format(day=formats.day(row.rotates_out))
        cells = f"{row.unit_id} · {kind}", status, semicolon().join(filter(None, (ask, leaves))) or formats.DASH
        ordered.append((-missing, not ask, cells))
    return [cells for *_order, cells in sorted(ordered)]


def glance(run: Run, view: View) -> list[tuple[str, str]] | None:
    """Figures of the overview, (heading, value) each: platoons and police units, with how much of them reports; None without returns."""
    if newest(run, view) is None:
        return None
    status = run(PLATOON_STATUS, view.snapshot, as_of=view.until)
    police = run(POLICE, view.snapshot, as_of=view.until)
    if status.empty and police.empty:
        return None
    figures = []
    for row in status.itertuples():  # one row, or none
        figures += [
            (_("Platoons half women or more"), of(row.meets_count, row.meets_count + row.below_count)),
            (_("Infantry units without a platoon"), formats.count(row.absent_count)),
            (_("Did not report on a platoon"), of(row.not_reported_count, row.in_scope_count)),
        ]
    sized = police[police["status"].isin(("meets", "below"))]  # those that tell the size of one platoon
    if len(sized):
        figures.append((_("Police units at one platoon"), of((sized["status"] == "meets").sum(), len(sized))))
    return figures


def platoon_finding(row: Any) -> str:
    """A sentence on platoons of half women, and on the units that do not report. Row: engagement_platoon_status."""
    shared = row.meets_count + row.below_count
    words = _("{n} engagement platoons with a reported share are half women or more")
    first = words.format(n=of(row.meets_count, shared)) if shared else _("No engagement platoon has a reported share")
    if not row.not_reported_count:
        return first
    rest = _("{n} units did not report whether they have one").format(n=of(row.not_reported_count, row.in_scope_count))
    return f"{first}{semicolon()}{rest}"


def of(part: Any, total: Any) -> str:
    """Return "3 of 8"."""
    return _("{n} of {all}").format(n=formats.count(part), all=formats.count(total))


def reasons(run: Run, view: View) -> dict[str, list[str]]:
    """Why units and nominations of a state are a reason to call it, by state; empty without returns or the right to them."""
    return cache.kept(_reasons, view) if run is cache.run else _reasons(run, view)


def _reasons(run: Run, view: View) -> dict[str, list[str]]:
    if newest(run, view) is None:
        return {}
    now = pd.Timestamp(view.reading_day)
    platoons, police = _asked_units(run, view)
    rotating = platoons["rotates_out"].between(now, now + pd.DateOffset(months=6))
    by_state: dict[str, list[str]] = {}
    for iso3, units in platoons[(platoons["status"] == "below") & rotating].groupby("iso3"):
        words = ngettext(
            "{n} platoon below half women rotates within six months",
            "{n} platoons below half women rotate within six months",
            len(units),
        )
        by_state.setdefault(iso3, []).append(words.format(n=len(units)))
    for iso3, units in police[police["status"] == "below"].groupby("iso3"):
        words = ngettext(
            "{n} formed police unit has fewer women than one platoon",
            "{n} formed police units have fewer women than one platoon",
            len(units),
        )
        by_state.setdefault(iso3, []).append(words.format(n=len(units)))
    for iso3, units in police[police["status"] == "below_range"].groupby("iso3"):
        words = ngettext(
            "{n} formed police unit does not tell the size of its platoon and has fewer than {least} women",
            "{n} formed police units do not tell the size of their platoon and have fewer than {least} women",
            len(units),
        )
        by_state.setdefault(iso3, []).append(words.format(n=len(units), least=int(units["printed_from"].iloc[0])))
    cadre = run(CADRE, view.snapshot, as_of=view.until)
    for row in cadre[(cadre["state"] == "below") & cadre["iso3"].notna()].itertuples():
        words = _("{n} of {all} women cleared for the Command Cadre are nominated, below {asked}")
        by_state.setdefault(row.iso3, []).append(
            words.format(n=row.women_nominated, all=row.women_cleared, asked=formats.percent(row.asked_percent))
        )
    return by_state


def cadre(run: Run, view: View, iso3: str) -> list[str]:
    """Sentences on the women of a state who are cleared for the Command Cadre and nominated; empty where none is cleared."""
    day = newest(run, view, OFFICER_DAYS)
    if day is None:
        return []
    states = run(CADRE, view.snapshot, as_of=view.until)
    sentences = []
    for row in states[(states["iso3"] == iso3) & states["women_cleared"].gt(0)].itertuples():
        more = int(row.more_nominations_needed)
        sentence = _("UNPOL Command Cadre: {n} of {all} women cleared are nominated").format(
            n=formats.count(row.women_nominated), all=formats.count(row.women_cleared)
        )
        if row.as_of.date() < day:  # a state that the newest list leaves out stands as an older one says
            sentence += f" ({formats.day(row.as_of)})"
        if more:
            words = ngettext(
                "; {n} more nomination would reach {asked}.", "; {n} more nominations would reach {asked}.", more
            )
            sentence += words.format(n=more, asked=formats.percent(row.asked_percent))
        sentences.append(sentence if more else f"{sentence}.")
    return sentences


class Measures(NamedTuple):
    """Measures at home, one row per state and measure, and the query that they answer: a sheet's, or an open view's pledges."""

    query: str
    rows: pd.DataFrame

    @property
    def is_reported(self) -> bool:
        """Whether a sheet reports on any of them."""
        return self.query == REPORTED and bool((self.rows["standing"] != "not_reported").any())


def measures(run: Run, view: View, iso3: str = "") -> Measures:
    """Measures at home of all states, or of one."""
    query = REPORTED if view.has_units else PLEDGED
    states = run(query, view.snapshot, as_of=view.until)
    return Measures(query, states[states["iso3"] == iso3] if iso3 else states)


def measure_codes(run: Run, view: View) -> Names:
    """What turns codes of measures at home into words, by column."""
    return codes(run, view) | {"measure_at_home": lookup(labels.MEASURES), "standing": lookup(labels.STANDINGS)}


def measure_standing(row: Any, newest_day: Any = None) -> str | None:
    """Return what is known of one measure in words, with its day unless that is `newest_day`; None where nothing is known."""
    parts = []
    if getattr(row, "standing", "not_reported") != "not_reported":
        standing = name(labels.STANDINGS, row.standing)
        parts.append(standing if row.reported_on == newest_day else f"{standing} ({formats.day(row.reported_on)})")
    if row.implemented_count:
        parts.append(_("pledge implemented"))
    elif row.pledge_count:
        parts.append(_("pledged"))
    words = semicolon().join(parts)
    return words[:1].upper() + words[1:] or None


def measure_lines(of_state: pd.DataFrame) -> str:
    """Return the measures of one state as a list in Markdown."""
    return "\n".join(
        f"- {name(labels.MEASURES, row.measure_at_home)}{colon()}{measure_standing(row) or _('neither reported nor pledged')}"
        for row in of_state.itertuples()
    )
