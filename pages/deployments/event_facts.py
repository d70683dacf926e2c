"""What happened after the month shown, which its figures cannot show, and of whom nothing is asked for that reason. No Streamlit."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from pages.deployments.time_charts import Events
from pages.kit import formats, labels
from pages.kit.text import _, colon, semicolon
from pages.kit.view import Run, View

EVENTS, SILENT, SILENT_NEEDS, BREAKS = "mission_events", "silent_contingents", "silent_needs", "known_breaks"
WEIGHT = ["drawdown", "withdrawal", "closure", "new", "budget"]  # which event is named first
AHEAD = pd.DateOffset(years=1)  # how far behind the month shown the announcement of a drawdown is still marked
NEEDS = ["more_women_by_replacement", "more_women_by_addition"]


def not_shown(run: Run, view: View, is_handed_over: bool = False, **about: str) -> list[str]:
    """What the figures of the month do not show, of all, one `mission` or one state (`iso3`): the event that matters most, then the rest.

    Markdown with links to the sources, or plain text for a brief; empty where nothing happened since. What press alone
    says, or names a state that leaves, is said so, only in a restricted view and in no brief.
    """
    events = run(EVENTS, view.snapshot, as_of=view.as_of, **about)
    is_open = _is_open(events)
    if is_handed_over:
        events = events[is_open]
    is_of_others = (events["missions"] != about["mission"]) if "mission" in about else False
    weight = events["kind"].map(WEIGHT.index)
    order = pd.DataFrame(
        {"press": ~is_open[events.index], "others": is_of_others, "weight": weight, "on_day": events["on_day"]}
    )
    lines = []
    for place, row in enumerate(events.loc[order.sort_values(list(order)).index].itertuples()):
        words = (
            _("{event} ({source})")
            if is_open[row.Index]
            else _("restricted, press, to be confirmed: {event} ({source})")
        )
        event, source = _(row.words), _(row.source)
        if not is_handed_over:
            event, source = formats.plain(event), f"[{formats.plain(source)}]({row.source_url})"
        line = words.format(event=event, source=source)
        said = _("Not in these figures of {month}: {event}.").format(month=formats.month(view.as_of), event=line)
        lines.append(line if place else said)
    return lines


def _is_open(events: pd.DataFrame) -> pd.Series:
    """Whether an event may be told without a word of caution: neither press alone, nor a named state that leaves."""
    return (events["standing"] != "press") & ~((events["kind"] == "withdrawal") & events["states"].notna())


def first_not_shown(run: Run, view: View) -> str:
    """The event after the month that matters most, by its name: what stands before the colon. Empty where none may be told in a few words."""
    events = run(EVENTS, view.snapshot, as_of=view.as_of)
    events = events[_is_open(events)]
    if events.empty:
        return ""
    weight = events["kind"].map(WEIGHT.index)
    first = events.assign(weight=weight).sort_values(["weight", "on_day"], kind="stable").iloc[0]
    return _(first["words"]).partition(":")[0]


def is_silent(run: Run, view: View, rows: pd.DataFrame, category: str = "") -> pd.Series:
    """Whether nothing is asked of each row: its mission has ended or ends soon, or its contingent goes home.

    Frame: mission, and iso3 and category where the rows have them; `category` is that of all rows.
    """
    silent = run(SILENT, view.snapshot, today=view.today)
    missions = silent.loc[silent["iso3"].isna(), "mission"]
    homeward = set(silent.dropna(subset=["iso3"])[["mission", "iso3", "category"]].itertuples(index=False, name=None))
    nothing = [None] * len(rows)
    kinds = [category] * len(rows) if category else rows.get("category", nothing)
    codes = zip(rows["mission"], rows.get("iso3", nothing), kinds, strict=True)
    leaves = pd.Series([code in homeward for code in codes], index=rows.index, dtype=bool)
    return rows["mission"].isin(missions) | leaves


def is_asked_nothing(run: Run, view: View, parity: pd.DataFrame) -> pd.Series:
    """Whether nothing is asked of anybody in each row. Frame: parity_by_mission or parity_by_contributor."""
    silent = run(SILENT_NEEDS, view.snapshot, today=view.today, as_of=view.as_of, scope=view.scope)
    key = "mission" if "mission" in parity else "iso3"
    nobody = set(silent[[key, "category"]].dropna().itertuples(index=False, name=None))
    silenced = [row in nobody for row in parity[[key, "category"]].itertuples(index=False, name=None)]
    return pd.Series(silenced, index=parity.index, dtype=bool)


def asked_nothing(view: View, states: list[str]) -> str:
    """A sentence on states, by their names, of whom no women are asked in a category, and why; empty where there is none."""
    if not states:
        return ""
    words = (
        _(
            "No more women are asked of {states}: all of their people here serve in a mission that has ended or ends soon."
        )
        if view.is_open
        else _(
            "No more women are asked of {states}: all of their people here serve in a mission that has ended or ends soon, or go home."
        )
    )
    return words.format(states=", ".join(states))


def without_needs(run: Run, view: View, parity: pd.DataFrame) -> pd.DataFrame:
    """A frame of parity_by_mission or parity_by_contributor without needs of women where nothing is asked of anybody in the row."""
    rows = is_asked_nothing(run, view, parity)
    parity = parity.astype(dict.fromkeys(NEEDS, "Int64"))
    parity.loc[rows, NEEDS] = pd.NA
    return parity


def presets(run: Run, view: View) -> pd.DataFrame:
    """Events after the month that can be supposed: missions that end, contingents that go home (mission, iso3 and category)."""
    events = run(EVENTS, view.snapshot, as_of=view.as_of)
    ends, leaves = events["kind"] == "closure", (events["kind"] == "withdrawal") & events["category"].notna()
    return events[ends | leaves].set_index("event_id")


def broken(run: Run, view: View, other: dt.date, category: str = "") -> tuple[str, pd.DataFrame]:
    """The first line of a comparison of the month shown with another that meets a known break, and the breaks; empty where it meets none."""
    asked = {"from_date": other, "to_date": view.as_of, "category": category or None, "scope": view.scope}
    breaks = run(BREAKS, view.snapshot, **asked)
    parts = []
    for place, words in (
        (
            "starts",
            _("This comparison starts at a known break ({breaks}): its change of women is not to be relied on."),
        ),
        ("ends", _("This comparison ends at a known break ({breaks}): its change of women is not to be relied on.")),
        ("passes", _("Between the two months lies a known break ({breaks}).")),
    ):
        rows = breaks[breaks["place"] == place]
        if len(rows):
            told = semicolon().join(
                _break_in_words(own) for _key, own in rows.groupby(["mission", "personnel_type", "reason"], sort=False)
            )
            parts.append(words.format(breaks=told))
            clean = rows["clean_as_of"].dropna()
            if place != "passes" and len(clean):
                parts.append(_("The next clean month is {month}.").format(month=formats.month(clean.min())))
    return " ".join(parts), breaks


def _break_in_words(months: pd.DataFrame) -> str:
    """Known breaks of one mission, type and reason, as a part of a sentence. Frame: known_breaks."""
    row, first, last = months.iloc[0], months["as_of"].min(), months["as_of"].max()
    when = _months(first, last)
    return f"{row['mission']}, {labels.name(labels.TYPES, row['personnel_type'])}, {when}{colon()}{_(row['reason'])}"


def _months(first: dt.date, last: dt.date) -> str:
    """A month, or from which to which."""
    if first == last:
        return formats.month(first)
    return _("{first} to {last}").format(first=formats.month(first), last=formats.month(last))


def clean(view: View, breaks: pd.DataFrame, other: dt.date, key: str) -> list[tuple[str, str, str]]:
    """For each of two compared months that is a known break: its widget (`key` is that of the other), words of a button, next clean month.

    Frame: known_breaks. Nothing where the two months would then be one.
    """
    offers = []
    for widget, words, day, beside in (
        (key, _("Compare with {month}"), other, view.as_of),
        ("month", _("Show {month}"), view.as_of, other),
    ):
        month = breaks.loc[breaks["as_of"] == pd.Timestamp(day), "clean_as_of"].min()
        if pd.notna(month) and month.date() != beside:
            offers.append((widget, words.format(month=formats.month(month)), month.date().isoformat()))
    return offers


def over_time(
    run: Run, view: View, frame: pd.DataFrame, missions: Collection[str] | None = None, category: str = ""
) -> Events:
    """What a figure over time must be read with, from the first month of the frame to the month shown; all of it from the lists.

    Frame: as_of. `missions` are those that it counts, else all of the scope; known breaks are those of `category`.
    """
    if frame.empty:
        return Events()
    first, last = frame["as_of"].min(), pd.Timestamp(view.as_of)
    apart = run("categories", view.snapshot)["reported_from"].dropna()
    apart = apart[apart.between(first, last)]
    silent = run("missing_months", view.snapshot)["as_of"]
    known = run("missions", view.snapshot)
    known = known[
        known["mission_code"].isin(missions)
        if missions is not None
        else known["is_peacekeeping"] | (view.scope == "all")
    ]
    closed = known[known["ended_on"].between(first, last)].sort_values(["ended_on", "mission_code"])
    return Events(
        None if apart.empty else apart.min().date(),
        tuple(day.date() for day in silent[silent.between(first, last)]),
        tuple((row.ended_on.date(), row.mission_code) for row in closed.itertuples()),
        _broken(run, view, first, last, category) if category and first < last else (),
        _drawdown(run, view, first, last, known),
    )


def _broken(run: Run, view: View, first: pd.Timestamp, last: pd.Timestamp, category: str) -> tuple:
    """Runs of months that are known breaks of a category: first and last month, and missions."""
    asked = {"from_date": first, "to_date": last, "category": category, "scope": view.scope}
    months = run(BREAKS, view.snapshot, **asked).sort_values("as_of")
    runs = (months["as_of"].diff().dt.days > 31).cumsum()
    return tuple(
        (own["as_of"].min().date(), own["as_of"].max().date(), ", ".join(sorted(set(own["mission"]))))
        for _place, own in months.groupby(runs)
    )


def _drawdown(run: Run, view: View, first: pd.Timestamp, last: pd.Timestamp, missions: pd.DataFrame) -> dt.date | None:
    """The day that the first drawdown of these missions was announced, by what may be told of it openly.

    None where all of them had ended by then, or where it lies farther ahead than a year. Frame: missions.
    """
    events = run(EVENTS, view.snapshot, as_of=first)
    events = events[_is_open(events) & (events["kind"] == "drawdown") & (events["on_day"] <= last + AHEAD)]
    for event in events.itertuples():
        there = set(missions.loc[~(missions["ended_on"] < event.on_day), "mission_code"])
        if there and (event.missions == "ALL" or there & set(event.missions.split(";"))):
            return event.on_day.date()
    return None


def of_stack(events: Events, by: str) -> Events:
    """What is marked on people over time: there months without a report are hatched, and the split of troops matters by `type` alone."""
    return replace(events, missing=(), apart=events.apart if by == "type" else None)


def told(events: Events) -> str:
    """What the marks of a figure over time stand for, in words; empty where there is none."""
    parts = []
    if events.apart:
        parts.append(_("Before {month} staff officers stand inside troops.").format(month=formats.month(events.apart)))
    if events.closed:
        parts.append(_("Upright names: missions on the day they ended."))
    if events.drawdown:
        parts.append(_("A drawdown was announced on {day}.").format(day=formats.day(events.drawdown)))
    if events.missing:
        words = _("Grey bands: months that were not reported ({months}).")
        parts.append(words.format(months=", ".join(map(formats.month, events.missing))))
    for first, last, missions in events.broken:
        words = _("Orange band: women of {missions} are printed as they cannot be ({months}).")
        parts.append(words.format(missions=missions, months=_months(first, last)))
    return " ".join(parts)
