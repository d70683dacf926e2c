"""Keep whom co-chairs called, what was answered and what they may see, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "about", "by", "action", "shared", "new"}. `about` is a state's code, or `ask:` or
`state:` and a code for what a data steward releases. The open view is the co-chairs': it reads and takes back what is
shared, and whatever is noted in it is. A call that is noted in the restricted view is shared only on a yes, because its
words may say what is restricted.

actions: call, assign, release, withhold, undo

A line that is damaged or says something else is left in the file, counted and read by nobody: what was not surely shared
is not shared. LEDGER_CALLS=off takes no more entries.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl import settings
from etl.records import journal
from etl.records.access import reader
from etl.records.journal import Conflict

FIELDS = ("assigned_to", "called_on", "called_by", "answer", "next_step", "due")
DAYS = ("called_on", "due")
PEOPLE = ("assigned_to", "called_by")
RELEASES = ("release", "withhold")
LONGEST, LONGEST_NAME = 2000, journal.LONGEST_NAME
CODES = 40  # letters of a code at most
__all__ = [
    "Conflict",
    "State",
    "are_taken",
    "assign",
    "assigned",
    "damaged",
    "file",
    "log",
    "newest",
    "note",
    "release",
    "states",
    "take_back",
    "withheld",
]


@dataclass
class State:
    """What stands for one state: who is assigned, the calls, the next step and its day, and the newest entry seen."""

    assigned_to: str = ""
    next_step: str = ""
    due: str = ""
    calls: list[dict] = field(default_factory=list)
    seq: int = 0


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "outreach-exercise.jsonl" if settings.dataset() == "exercise" else "outreach.jsonl"
    )


def are_taken(write: str = "calls") -> bool:
    """Whether this reader can write calls here, or with `release` what co-chairs see."""
    return settings.calls_are_taken() and reader.may(write)


def log(audience: str = "restricted") -> list[dict]:
    """The entries that an audience may see, oldest first: the open one sees what is shared."""
    return [entry for entry in _read()[0] if _seen(audience, entry)]


def damaged() -> list[int]:
    """The numbers of the complete lines of the log that cannot be read as entries."""
    return _read()[1]


def _read() -> tuple[list[dict], list[int]]:
    """The entries that can be read, oldest first, and the numbers of all other complete lines."""
    own = file()
    # The exercise begins with the calls that come with it.
    paths = [settings.bundled_dir() / "outreach.jsonl", own] if settings.dataset() == "exercise" else [own]
    entries: dict[int, dict] = {}
    unread = []
    for path in paths:
        read, none = journal.numbered_entries(path, _is_entry)
        again = [number for number, entry in read if entries.setdefault(entry["seq"], entry) is not entry]
        unread += sorted([*none, *again])
    return list(entries.values()), unread


def _is_entry(entry: dict) -> bool:
    """Whether each field is what this module writes."""
    texts = all(isinstance(entry[name], str) for name in ("at", "about", "action"))
    return (
        texts
        and type(entry["shared"]) is bool
        and len(entry["about"]) <= CODES
        and _fits(entry["action"], entry["about"], entry["new"])
    )


def _fits(action: str, about: str, new: Mapping[str, Any]) -> bool:
    if action in ("call", "assign"):
        days = [new[name] for name in DAYS if new[name]]
        return ":" not in about and all(isinstance(new[name], str) for name in FIELDS) and days == list(map(_day, days))
    if action == "undo":
        return type(new["seq"]) is int
    return action in RELEASES and about.partition(":")[0] in ("ask", "state")


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day such as 2026-02-14.") from error


def _seen(audience: str, entry: dict) -> bool:
    return audience == "restricted" or entry["shared"]


def _write(about: str, action: str, by: str, base: int, audience: str, shared: bool, new: dict | None) -> dict:
    by = journal.writer("release" if action in RELEASES else "calls", by)

    def make(entries: list[dict]) -> dict:
        # Lines that cannot be read have numbers of their own, which must not be given twice.
        readable, unread = _read()
        highest = max([len(readable) + len(unread), *(entry["seq"] for entry in entries)])
        entry = {
            "seq": highest + 1,
            "by": by,
            "action": action,
            "shared": shared or audience == "open",
            "new": new or {},
        }
        if action == "undo":
            own = journal.standing("about", about, [entry for entry in entries if _seen(audience, entry)])
            if not own:
                raise ValueError("There is nothing to take back.")
            entry |= {"shared": own[-1]["shared"], "new": {"seq": own[-1]["seq"]}}
        return entry

    return journal.write(file(), log, "about", about, base, make, lambda entry: _seen(audience, entry))


def note(iso3: str, by: str, new: dict[str, str], *, base: int, audience: str, shared: bool = False) -> dict:
    """Note a call, or only who is to call; ValueError says in words what is missing, Conflict that another was first.

    `base` is the `seq` of the newest entry about this state that the person has seen, 0 for none.
    """
    texts = {name: journal.words(new.get(name)) for name in FIELDS}
    texts |= {name: _day(texts[name]) for name in DAYS if texts[name]}
    if not any(texts.values()):
        raise ValueError("Nothing is written down yet.")
    if max(map(len, texts.values())) > LONGEST:
        raise ValueError(f"Write at most {LONGEST} letters.")
    if max(len(texts[name]) for name in PEOPLE) > LONGEST_NAME:
        raise ValueError(f"Write a name of at most {LONGEST_NAME} letters.")
    is_call = any(texts[name] for name in ("called_on", "called_by", "answer"))
    if is_call and not texts["called_on"]:
        raise ValueError("Give the day of the call.")
    return _write(iso3, "call" if is_call else "assign", by, base, audience, shared, texts)


def assign(
    bases: Mapping[str, int], by: str, person: str, *, audience: str, shared: bool = False
) -> tuple[dict[str, int], dict[str, Conflict]]:
    """Assign one person to several states, an entry each; return what was written and what another was first on.

    `bases` holds the `seq` of the newest entry seen, by state. One state that another wrote on keeps none of the others back.
    """
    if not journal.words(person):
        raise ValueError("Say to whom the states are assigned.")
    done, refused = {}, {}
    for iso3, base in bases.items():
        try:
            done[iso3] = note(iso3, by, {"assigned_to": person}, base=base, audience=audience, shared=shared)["seq"]
        except Conflict as problem:
            refused[iso3] = problem
    return done, refused


def take_back(about: str, by: str, *, base: int, audience: str) -> dict:
    """Take back the newest entry that stands; it stays in the log."""
    return _write(about, "undo", by, base, audience, False, None)


def release(about: str, by: str, is_released: bool, *, base: int) -> dict:
    """Say whether co-chairs see an ask (`ask:` and its code) or a state (`state:` and its code). Everybody sees the choice's effect."""
    return _write(about, RELEASES[not is_released], by, base, "restricted", True, None)


def newest(about: str, entries: Iterable[dict]) -> int:
    """The `seq` of the newest entry on something, 0 for none."""
    entry = journal.last_on("about", about, entries)
    return entry["seq"] if entry else 0


def states(entries: Iterable[dict]) -> dict[str, State]:
    """What stands for every state of which anything was noted, by its code."""
    entries = list(entries)
    by_state = {}
    for about in dict.fromkeys(entry["about"] for entry in entries if ":" not in entry["about"]):
        state = State(seq=newest(about, entries))
        for entry in journal.standing("about", about, entries):
            new = entry["new"]
            state.assigned_to = new["assigned_to"] or state.assigned_to
            # A call that names no next step has done the one before it.
            is_call = entry["action"] == "call"
            state.next_step = new["next_step"] or ("" if is_call else state.next_step)
            state.due = new["due"] or ("" if is_call else state.due)
            if is_call:
                state.calls.append(new | {"by": entry["by"], "at": entry["at"], "shared": entry["shared"]})
        by_state[about] = state
    return by_state


def assigned(entries: Iterable[dict]) -> dict[str, list[str]]:
    """The states that each person is assigned to, by name."""
    by_person: dict[str, list[str]] = {}
    for iso3, state in states(entries).items():
        if state.assigned_to:
            by_person.setdefault(state.assigned_to, []).append(iso3)
    return dict(sorted(by_person.items()))


def withheld(kind: str, entries: Iterable[dict]) -> set[str]:
    """The codes of asks (`ask`) or states (`state`) that co-chairs do not see; whatever nobody withheld is released."""
    last = {entry["about"]: entry["action"] for entry in entries if entry["action"] in RELEASES}
    head = f"{kind}:"
    return {
        about.removeprefix(head) for about, action in last.items() if action == "withhold" and about.startswith(head)
    }
