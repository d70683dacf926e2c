"""What a card says of a state: what it deploys, why to call it, what it pledged, and in the restricted view its last call and next step."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from etl.records.calls import State
from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon, ngettext, quoted, semicolon
from pages.kit.view import Run, View
from pages.outreach import facts, labels
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

BY_STATE = "deployment_by_state"
SOON = 7  # days: this week
ASKS = 1  # asks that a card names; a state that is open names them all
ON_CARD = ("deploys", "pledged")  # reasons that have a line of their own
LONGEST = 60  # letters of a pledge, an answer or an ask on a card; a state that is open has them whole


class Card(NamedTuple):
    """One state: `marks` say why it stands before others; `assigned` and `contact`, who calls and what was said, are empty in the open view."""

    iso3: str
    name: str
    marks: list[str]
    deploys: str
    reasons: list[str]
    asks: list[str]
    more_asks: int
    pledged: str
    assigned: str
    contact: list[tuple[str, str]]


def days_left(state: State | None, today: dt.date) -> int | None:
    """Days until the next step is due, below 0 where that is past; None without a day."""
    return (dt.date.fromisoformat(state.due) - today).days if state and state.due else None


def is_first(state: State | None, reader: str, today: dt.date) -> bool:
    """Whether a state stands before others: assigned to the reader, or its next step due within a week or overdue."""
    left = days_left(state, today)
    return _is_readers(state, reader) or (left is not None and left <= SOON)


def _is_readers(state: State | None, reader: str) -> bool:
    return bool(state and reader.strip() and state.assigned_to.casefold() == reader.strip().casefold())


def in_turn(view: View, states: pd.DataFrame, record: Mapping[str, State], reader: str) -> tuple[pd.DataFrame, int]:
    """States with those that stand first moved to the top, both parts in the order they come in; and how many those are."""
    first = [is_first(record.get(code), reader, view.today) for code in states["iso3"]]
    later = [not one for one in first]
    return pd.concat([states[first], states[later]]), sum(first)


def cards(run: Run, view: View, states: pd.DataFrame, record: Mapping[str, State], reader: str) -> list[Card]:
    """A card for each of these states, in their order. Frame: outreach with names."""
    people = run(BY_STATE, view.snapshot, as_of=view.as_of, scope=view.scope).set_index("iso3")
    asked = run("requirement_names", view.snapshot).set_index("requirement_id")["ask"].to_dict()
    units, women = facts.units(run, view), women_facts.reasons(run, view)
    ledger = run(pledge_facts.LEDGER, view.snapshot)
    stands = ledger[ledger["status"] != "withdrawn"]
    pledges = {str(code): own for code, own in stands.groupby("iso3")}
    is_public = bool(pledge_facts.partial(run, view))
    made = []
    for row in states.itertuples():
        asks = [requirement_facts.shortened(_(asked[code]), LONGEST) for code in facts.split(row.requirement_ids)]
        reasons = [
            formats.sentence(one) for one in facts.reasons(row, units, women, ON_CARD, is_short=not view.is_open)
        ]
        if asks and not reasons:  # nothing else says why
            code, number = facts.split(row.signals)[0].split("=")
            asks[0] += f"{colon()}{facts.because(code, int(number))}"
        own = pledges.get(str(row.iso3), stands.iloc[:0])
        state = record.get(str(row.iso3))
        made.append(
            Card(
                str(row.iso3),
                str(row.name),
                _marks(state, reader, view.today),
                deploys(view, people.loc[row.iso3], row.personnel_types if view.is_open else None),
                reasons,
                asks[:ASKS],
                len(asks[ASKS:]),
                pledged(view, own, is_public),
                "" if view.is_open or state is None or _is_readers(state, reader) else formats.plain(state.assigned_to),
                [] if view.is_open else contact(state, view.today),
            )
        )
    return made


def _marks(state: State | None, reader: str, today: dt.date) -> list[str]:
    left = days_left(state, today)
    marks = [_("assigned to you")] if _is_readers(state, reader) else []
    if left is None or left > SOON:
        return marks
    words = _("next step due {when}") if left > 0 else _("next step {when}")
    return [*marks, words.format(when=due_in(left))]


def due_in(days: int) -> str:
    """How far off the day of a next step is, in words."""
    if days < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=formats.count(-days))
    return ngettext("in {n} day", "in {n} days", days).format(n=formats.count(days)) if days else _("due today")


def deploys(view: View, row: Any, types: Any) -> str:
    """People of a state on the day shown, women among them, and of which types. Row: deployment_by_state."""
    day = formats.day(view.as_of)
    if pd.isna(row["people_count"]):
        return _("What it deploys is not reported for {day}.").format(day=day)
    people = int(row["people_count"])
    if not people:
        return _("No uniformed personnel deployed on {day}.").format(day=day)
    words = ngettext("Deploys {n} person", "Deploys {n} people", people).format(n=formats.count(people))
    women = row["women_count"]
    if pd.isna(women):
        words += _(", women not reported")
    else:
        number = formats.women_of(row)
        words += ngettext(", {n} woman among them", ", {n} women among them", int(women)).format(n=number)
        words += f" ({formats.share_of(row)})" if people >= formats.SMALL and pd.notna(row["women_fraction"]) else ""
    named = ", ".join(kit_labels.name(labels.TYPES, one) for one in facts.split(types))
    return f"{words}{colon()}{named}." if named else f"{words}."


def pledged(view: View, rows: pd.DataFrame, is_public: bool) -> str:
    """How many pledges of a state are known and the newest of them in its words. Frame: pledge_ledger of one state."""
    if rows.empty:
        return _("None found in the public list.") if is_public else _("None in the ledger.")
    # The ledger has the newest Ministerial first.
    newest = next(rows.itertuples())
    words = formats.plain(requirement_facts.shortened(newest.sentence, LONGEST))
    said = words if newest.origin == evidence_facts.PUBLIC else quoted(words)
    n = len(rows)
    head = ngettext("{n} in the ledger", "{n} in the ledger", n).format(n=formats.count(n))
    return f"{head}{semicolon()}{pledge_facts.occasion(newest)}{colon()}{said} ({facts.pledge_standing(view, newest)})"


def contact(state: State | None, today: dt.date) -> list[tuple[str, str]]:
    """The last call and the next step, as (what, words); empty where nothing is noted."""
    if state is None:
        return []
    lines = []
    if state.calls:
        last = max(state.calls, key=lambda call: call["called_on"])
        words = formats.day(dt.date.fromisoformat(last["called_on"]))
        answer = formats.plain(requirement_facts.shortened(last["answer"], LONGEST))
        lines.append((_("Last contact"), f"{words}{colon()}{answer}" if answer else words))
    step = formats.plain(state.next_step)
    left = days_left(state, today)
    if left is not None:
        due = formats.day(dt.date.fromisoformat(state.due))
        due = due if left <= SOON else f"{due} ({due_in(left)})"
        step = f"{step}, {due}" if step else due
    lines.append((_("Next step"), step))
    return [(what, words) for what, words in lines if words]
