"""Sentences of the morning, each from the frame that stands under it. No Streamlit."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.kit import formats
from pages.kit.labels import name
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View
from pages.requirements import facts as requirement_facts
from pages.today import facts, labels
from pages.today.facts import DAYS, WEEK

ARRIVES_SOON = 30  # days


def counted(pairs: Iterable[tuple[str, int]]) -> str:
    """Return "3 for this, 2 for that" of (name, number) pairs."""
    return ", ".join(_("{n} for {what}").format(n=formats.count(number), what=what) for what, number in pairs)


def waiting_finding(waiting: pd.DataFrame) -> str:
    """A sentence on what selected units wait for. Frame: selected_waiting."""
    if waiting.empty:
        return _("No unit is selected and waiting")
    parts = counted((name(labels.WAITS, row.step), row.unit_count) for row in facts.steps(waiting).itertuples())
    words = ngettext("{n} selected unit waits: {parts}", "{n} selected units wait: {parts}", len(waiting))
    return words.format(n=formats.count(len(waiting)), parts=parts)


def clocks(waiting: pd.DataFrame) -> str:
    """A sentence on the clocks of selected units: which are over, how many run, how many have not begun. Frame: selected_waiting."""
    left = waiting["ready_in_days"]
    over, running, none = waiting[left < 0], waiting[left >= 0], int(left.isna().sum())
    parts = []
    if len(over):
        words = ngettext("{n} is over ({units})", "{n} are over ({units})", len(over))
        units = [f"{row.unit_id}{colon()}{formats.day(row.ready_by)}" for row in over.itertuples()]
        parts.append(words.format(n=formats.count(len(over)), units=", ".join(units)))
    if len(running):
        words = ngettext("{n} runs ({unit}, to {day})", "{n} run (the next is {unit}, to {day})", len(running))
        next_one = running.sort_values("ready_by", kind="stable").iloc[0]
        day = formats.day(next_one["ready_by"])
        parts.append(words.format(n=formats.count(len(running)), unit=next_one["unit_id"], day=day))
    if none:
        words = ngettext("of {n} no first day is reported", "of {n} no first day is reported", none)
        parts.append(words.format(n=formats.count(none)))
    return formats.sentence(semicolon().join(parts))


def pressing(waiting: pd.DataFrame, today: dt.date) -> list[str]:
    """A sentence on each unit that is to arrive within 30 days while a step is open, the soonest first. Frame: selected_waiting."""
    days = (waiting["arrives_on"] - pd.Timestamp(today)).dt.days
    rows = waiting[(days <= ARRIVES_SOON) & waiting["open_steps"].notna()].sort_values("arrives_on", kind="stable")
    words = _("{unit} is expected in {mission} on {day}; open: {steps}.")
    return [
        words.format(
            unit=row.unit_id,
            mission=row.deployed_mission if isinstance(row.deployed_mission, str) else _("its mission"),
            day=formats.day(row.arrives_on),
            steps=capability_facts.several(capability_labels.STEPS, row.open_steps),
        )
        for row in rows.itertuples()
    ]


def rotations_finding(rotations: pd.DataFrame) -> str:
    """A sentence on the rotations of the next 60 days and who replaces them. Frame: rotations_ahead."""
    ahead = rotations[rotations["in_days"] >= 0]
    if ahead.empty:
        return _("No rotation leaves within {days} days").format(days=DAYS)
    number = ahead["replacement"].value_counts()
    told = {
        "named": _("replacement named for {n}"),
        "not_named": _("nobody named for {n}"),
        "repatriation": _("{n} to go home"),
        "not_reported": _("not reported for {n}"),
        "not_read": _("not read for {n}"),
    }
    parts = ", ".join(words.format(n=formats.count(number[code])) for code, words in told.items() if code in number)
    words = ngettext(
        "{n} rotation leaves within {days} days, the first on {day}: {parts}",
        "{n} rotations leave within {days} days, the first on {day}: {parts}",
        len(ahead),
    )
    first = formats.day(ahead["rotates_out"].min())
    return words.format(n=formats.count(len(ahead)), days=DAYS, day=first, parts=parts)


def visits_finding(visits: pd.DataFrame) -> str:
    """A sentence on the visits of the next 60 days. Frame: visits_ahead."""
    ahead = visits[visits["in_days"] >= 0]
    if ahead.empty:
        return _("No visit has a day within {days} days").format(days=DAYS)
    week = int((ahead["in_days"] < WEEK).sum())
    number = ahead["visit"].value_counts()
    kinds = {
        "assessment": _("{n} of assessment"),
        "predeployment": _("{n} before deployment"),
        "verification": _("{n} of verification"),
    }
    parts = ", ".join(words.format(n=formats.count(number[code])) for code, words in kinds.items() if code in number)
    words = ngettext(
        "{n} visit has a day within {days} days, {week} of them this week: {parts}",
        "{n} visits have a day within {days} days, {week} of them this week: {parts}",
        len(ahead),
    )
    return words.format(n=formats.count(len(ahead)), days=DAYS, week=formats.count(week), parts=parts)


def past(frame: pd.DataFrame) -> str:
    """A sentence on days that are past and of which no file tells what came of them. Frame: visits_ahead or rotations_ahead."""
    gone = int((frame["in_days"] < 0).sum())
    if not gone:
        return ""
    words = ngettext(
        "{n} day is past, and what came of it is not in the files yet: it stands first.",
        "{n} days are past, and what came of them is not in the files yet: they stand first.",
        gone,
    )
    return words.format(n=formats.count(gone))


def slots_finding(slots: pd.DataFrame) -> str:
    """A sentence on slots of smart pledges that no state covers. Frame: slots_uncovered."""
    if slots.empty:
        return _("No slot of a smart pledge is left uncovered within a year")
    units, now = slots["unit_id"].nunique(), slots.loc[slots["in_days"] <= 0, "unit_id"].nunique()
    words = ngettext(
        "{n} smart pledge has days within a year that no state covers: {now} today, the next from {day}",
        "{n} smart pledges have days within a year that no state covers: {now} today, the next from {day}",
        units,
    )
    later = slots.loc[slots["in_days"] > 0, "slot_from"]
    if later.empty:
        words = ngettext(
            "{n} smart pledge has no state that covers today",
            "{n} smart pledges have no state that covers today",
            units,
        )
    day = formats.day(later.min()) if len(later) else ""
    return words.format(n=formats.count(units), now=formats.count(now) if now else _("none"), day=day)


def renewals_finding(near: pd.DataFrame) -> str:
    """A sentence on renewals that run out within 60 days. Frame: that of `renewals`."""
    if near.empty:
        return _("No renewal runs out within {days} days").format(days=DAYS)
    words = ngettext(
        "{n} renewal runs out within {days} days, {week} this week; {available} of these units are available today",
        "{n} renewals run out within {days} days, {week} this week; {available} of these units are available today",
        len(near),
    )
    return words.format(
        n=formats.count(len(near)),
        days=DAYS,
        week=formats.count((near["in_days"] < WEEK).sum()),
        available=formats.count(near["is_available"].sum()),
    )


def shortfalls_finding(shortfalls: pd.DataFrame) -> str:
    """A sentence on units that do not show all that their line asks for. Frame: line_shortfalls."""
    if shortfalls.empty:
        return _("No unit that is selected or deployed names a line of the mission requirements that are loaded")
    short = shortfalls["lacks"].dropna()
    words = ngettext(
        "{n} of {all} unit that serves a line does not show all that it asks for{parts}",
        "{n} of {all} units that serve a line do not show all that it asks for{parts}",
        len(shortfalls),
    )
    number = short.str.split(";").explode().value_counts()
    parts = ", ".join(
        f"{name(labels.LACKS, code)} {formats.count(number[code])}" for code in labels.LACKS if code in number
    )
    return words.format(
        n=formats.count(len(short)), all=formats.count(len(shortfalls)), parts=f"{colon()}{parts}" if parts else ""
    )


def tongues_finding(units: pd.DataFrame) -> str:
    """A sentence on languages and caveats of available units. Frame: roster_units."""
    available = units[units["is_available"].astype(bool)]
    if available.empty:
        return _("No unit is available today")
    parts = [
        _("{n} {language}").format(n=formats.count(row.unit_count), language=requirement_facts.languages(row.languages))
        if isinstance(row.languages, str)
        else _("{n} not reported").format(n=formats.count(row.unit_count))
        for row in facts.tongues(units).itertuples()
    ]
    caveats = int(available["caveats"].notna().sum())
    words = ngettext(
        "{n} unit is available; languages: {parts}; with a caveat: {caveats}",
        "{n} units are available; languages: {parts}; with a caveat: {caveats}",
        len(available),
    )
    told = formats.count(caveats) if units["caveats"].notna().any() else _("not reported")
    return words.format(n=formats.count(len(available)), parts=", ".join(parts), caveats=told)


def not_reported(columns: pd.DataFrame) -> list[str]:
    """A sentence on each file that is not there and each column that no row reports, with what cannot be said for it. Frame: columns_reported."""
    there = set(columns["source"])
    missing = _("{source}: none for this day, so {what} cannot be told, which is not none.")
    lines = [
        missing.format(source=name(labels.SOURCES, source), what=name(labels.WITHOUT_FILE, source))
        for source in labels.SOURCES
        if source not in there
    ]
    silent = columns[(columns["reported_count"] == 0) & (columns["row_count"] > 0)]
    words = _("{column}: no row reports it, so {what} cannot be told, which is not none.")
    return lines + [
        words.format(column=name(labels.COLUMNS, row.column_name), what=name(labels.WITHOUT, row.column_name))
        for row in silent.itertuples()
    ]


def basis(view: View, columns: pd.DataFrame) -> str:
    """On which day the page is read, and from files of which days. Frame: columns_reported."""
    parts = [_("Read on {day}.").format(day=formats.day(view.reading_day))]
    told = {"pcrs_roster": _("Export of {day}"), "unit_return": _("Returns of {day}")}
    for source, words in told.items():
        days = columns.loc[columns["source"] == source, "as_of"]
        if len(days):
            newest = days.max().date()
            age = (view.reading_day - newest).days
            old = ngettext("{n} day old", "{n} days old", age).format(n=formats.count(age))
            parts.append(f"{words.format(day=formats.day(newest))}, {old}.")
    return " ".join(parts)


def unread_slots(units: pd.DataFrame) -> str:
    """A sentence on rotations whose slots could not be read; empty where there is none. Frame: roster_units."""
    unread = int(units["why_not"].str.contains("slots_not_read", na=False).sum())
    if not unread:
        return ""
    words = ngettext(
        "The slots of {n} rotation could not be read.", "The slots of {n} rotations could not be read.", unread
    )
    return words.format(n=formats.count(unread))


def weeks_finding(ahead: pd.DataFrame) -> str:
    """A sentence on how many days lie ahead, and in which week from today on most. Frame: Morning.ahead."""
    if ahead.empty:
        return _("No file tells of a date within {days} days").format(days=DAYS)
    this, then = (int((ahead["in_days"] // WEEK == week).sum()) for week in (0, 1))
    words = ngettext(
        "{n} date lies ahead within {days} days: {this} this week, {then} next week",
        "{n} dates lie ahead within {days} days: {this} this week, {then} next week",
        len(ahead),
    )
    return words.format(n=formats.count(len(ahead)), days=DAYS, this=formats.count(this), then=formats.count(then))


def next_rotation(ahead: pd.DataFrame) -> str:
    """A sentence for a week in which no rotation leaves: when the next does, and how many. Frame: Morning.ahead."""
    days = ahead.loc[ahead["kind"] == "rotation", "on_day"]
    if days.empty:
        return _("No rotation leaves within {days} days.").format(days=DAYS)
    count = int((days == days.min()).sum())
    words = ngettext(
        "No rotation leaves; the next, {n} unit, does on {day}.",
        "No rotation leaves; the next, {n} units, do on {day}.",
        count,
    )
    return words.format(n=formats.count(count), day=formats.day(days.min()))
