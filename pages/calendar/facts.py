"""Everything with a day ahead: rotations, renewals, pledges, asks, missions that end, targets that step up. No Streamlit."""

from typing import Any

import pandas as pd

from pages.kit import calendars, formats, naming
from pages.kit.labels import CATEGORIES, category_name
from pages.kit.labels import name as label
from pages.kit.naming import Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.pledges.labels import PROCESS
from pages.women import facts as women_facts
from pages.women.labels import DAYS

PUBLIC, UNITS = "days_public", "days_of_units"
CALLS = ("ask_by", "last_call")  # days before a rotation on which its next one is asked
OF_UNITS = ("rotation", "renewal", *CALLS)  # kinds that only the restricted view has


def days(run: Run, view: View) -> pd.DataFrame:
    """Days ahead of this view's own, one row each, the soonest first; those of units only where this view may know of them.

    The next rotation of a unit is called where there is something to ask it for.
    """
    parts = [run(query, view.snapshot, today=view.today) for query in ((PUBLIC,) if view.is_open else (PUBLIC, UNITS))]
    ahead = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    ahead = ahead[~ahead["kind"].isin(CALLS) | ahead["about"].isin(women_facts.rotation_asks(run, view))]
    return ahead.sort_values(["on_day", "kind", "about"], kind="stable", ignore_index=True)


def finding(view: View, ahead: pd.DataFrame, every: pd.DataFrame, span: str, kind: str) -> str:
    """How many rotations of a choice leave in a span of months and when the first does, or how many dates there are.

    Frames: `days`, of the choice and before it; `kind` is the one chosen, or all. Whether rotations are not reported at all is said.
    """
    leaving = ahead[ahead["kind"] == "rotation"]
    first, others = (leaving if len(leaving) else ahead)["on_day"].min(), len(ahead) - len(leaving)
    if len(leaving):
        words = ngettext(
            "{n} rotation leaves within {span}, on {day}",
            "{n} rotations leave within {span}, the first on {day}",
            len(leaving),
        )
        rest = ngettext("{said}; {n} other date", "{said}; {n} other dates", others) if others else "{said}"
    else:
        words = ngettext("{n} date within {span}, on {day}", "{n} dates within {span}, the first on {day}", len(ahead))
        rest = "{said}"
        if not view.is_open and kind == "all":
            is_reported = (every["kind"] == "rotation").any()
            rest = _("{said}; no rotation of this choice") if is_reported else _("{said}; rotations are not reported")
    number = len(leaving) or len(ahead)
    said = words.format(n=formats.count(number), span=span, day=formats.day(first))
    return rest.format(said=said, n=formats.count(others))


def codes(run: Run, view: View) -> Names:
    """What turns codes of days into words, by column: what a day is about is a category, a unit, a mission or an ask."""
    kinds = naming.capabilities(run, view)
    return dict(women_facts.codes(run, view)) | {
        "kind": lambda code: label(DAYS, code),
        "about": lambda code: category_name(code) if code in CATEGORIES else code,
        "words": lambda text: kinds.get(text, _(PROCESS.get(text, text))) if isinstance(text, str) else None,
    }


def sentences(run: Run, view: View, ahead: pd.DataFrame) -> list[str]:
    """Return each day in words: what happens, and of a rotation what to ask for."""
    states, kinds = naming.states(run, view), naming.capabilities(run, view)
    asks = women_facts.rotation_asks(run, view)
    lines = []
    for row in ahead.itertuples():
        line = _sentence(row, states, kinds)
        if row.kind in ("rotation", *CALLS) and row.about in asks:
            line += _(": ask for {what}").format(what=asks[row.about])
        lines.append(line)
    return lines


def _sentence(row: Any, states: dict[str, str], kinds: dict[str, str]) -> str:
    state = states.get(row.iso3, row.iso3) if isinstance(row.iso3, str) else ""
    if row.kind in ("rotation", *CALLS):
        return women_facts.rotation_title(row.kind, row.about, state)
    if row.kind == "renewal":
        words = _("{unit}, {capability} ({state}): renewal runs out")
        return words.format(unit=row.about, capability=kinds.get(row.words, row.words), state=state)
    if row.kind == "mission_end":
        return _("{mission}: operations end").format(mission=row.about)
    if row.kind == "mandate_end":
        return _("{mission}: last known day of its mandate").format(mission=row.about)
    if row.kind == "process":
        return f"{row.about}{colon()}{label(PROCESS, row.words)}"
    if row.kind == "target_step":
        percent = formats.percent(int(row.words))
        return _("{category}: target {percent} from now on").format(category=category_name(row.about), percent=percent)
    if row.kind == "ask_due":
        return _("{words} ({code}): falls due").format(code=row.about, words=_(row.words))
    return _("{state} said by when: {words}").format(state=state, words=row.words)


def mandates(run: Run, view: View) -> str:
    """A sentence on mandates whose last known day is past; empty where there is none."""
    past = run("mandates_past", view.snapshot, today=view.today)
    listed = [f"{row.mission} ({formats.day(row.mandate_last_day)})" for row in past.itertuples()]
    if not listed:
        return ""
    words = _("Past the last known day of the mandate, renewal not in these sources: {missions}.")
    return words.format(missions=semicolon().join(listed))


def events(ahead: pd.DataFrame, lines: list[str]) -> list[calendars.Event]:
    """Return days as events. Of a unit there is one rotation and one renewal ahead, which may move: its day is not in the key."""
    return [
        calendars.Event(
            row.on_day.date(),
            f"{row.kind}-{row.about}" + ("" if row.kind in OF_UNITS else f"-{row.on_day.date()}"),
            line,
            label(DAYS, row.kind),
        )
        for row, line in zip(ahead.itertuples(), lines, strict=True)
    ]
