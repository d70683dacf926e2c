"""Keep whom co-chairs called, what was answered and what they may see, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "about", "by", "action", "shared", "new"}. `about` is a state's code, or `ask:` or
`state:` and a code for what a data steward releases. The open view is the co-chairs': it reads and takes back what is
shared, and whatever is noted in it is. A call that is noted in the restricted view is shared only on a yes, because its
words may say what is restricted.

actions: call, assign, release, withhold, undo
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from etl import journal, settings
from etl.intake import read_ledger
from etl.journal import Conflict

FIELDS = ("assigned_to", "called_on", "called_by", "answer", "next_step", "due")
DAYS = ("called_on", "due")
RELEASES = ("release", "withhold")
LONGEST = 2000
__all__ = [
    "Conflict",
    "State",
    "assigned",
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
    """Return the log of this world."""
    return settings.decisions_file().with_name(
        "outreach-exercise.jsonl" if settings.dataset() == "exercise" else "outreach.jsonl"
    )


def log(audience: str = "restricted") -> list[dict]:
    """Return the entries that an audience may see, oldest first: the open one sees what is shared."""
    own = file()
    # The exercise begins with the calls that come with it.
    paths = [settings.bundled_dir() / "outreach.jsonl", own] if settings.dataset() == "exercise" else [own]
    entries = [entry for path in paths for entry in read_ledger(path)]
    return [entry for entry in entries if _seen(audience, entry)]


def _seen(audience: str, entry: dict) -> bool:
    return audience == "restricted" or entry["shared"]


def _write(about: str, action: str, by: str, base: int, audience: str, shared: bool, new: dict | None) -> dict:
    by = " ".join(by.split())
    if not by:
        raise ValueError("Say who writes: a name, initials or an office.")

    def make(entries: list[dict]) -> dict:
        told = {"by": by, "action": action, "shared": shared or audience == "open", "new": new or {}}
        if action == "undo":
            own = journal.standing("about", about, [entry for entry in entries if _seen(audience, entry)])
            if not own:
                raise ValueError("There is nothing to take back.")
            told |= {"shared": own[-1]["shared"], "new": {"seq": own[-1]["seq"]}}
        return told

    return journal.write(file(), log, "about", about, base, make, lambda entry: _seen(audience, entry))


def note(iso3: str, by: str, new: dict[str, str], *, base: int, audience: str, shared: bool = False) -> dict:
    """Note a call, or only who is to call; ValueError says in words what is missing, Conflict that another was first.

    `base` is the `seq` of the newest entry about this state that the person has seen, 0 for none.
    """
    told = {name: " ".join(str(new.get(name) or "").split()) for name in FIELDS}
    for name in DAYS:
        if told[name]:
            try:
                dt.date.fromisoformat(told[name])
            except ValueError as error:
                raise ValueError(f"{told[name]!r} is not a day such as 2026-02-14.") from error
    if not any(told.values()):
        raise ValueError("Nothing is written down yet.")
    if max(map(len, told.values())) > LONGEST:
        raise ValueError(f"Write at most {LONGEST} letters.")
    is_call = any(told[name] for name in ("called_on", "called_by", "answer"))
    if is_call and not told["called_on"]:
        raise ValueError("Give the day of the call.")
    return _write(iso3, "call" if is_call else "assign", by, base, audience, shared, told)


def take_back(about: str, by: str, *, base: int, audience: str) -> dict:
    """Take back the newest entry that stands; it stays in the log."""
    return _write(about, "undo", by, base, audience, False, None)


def release(about: str, by: str, is_released: bool, *, base: int) -> dict:
    """Say whether co-chairs see an ask (`ask:` and its code) or a state (`state:` and its code). Everybody sees the choice's effect."""
    return _write(about, RELEASES[not is_released], by, base, "restricted", True, None)


def newest(about: str, entries: Iterable[dict]) -> int:
    """Return the `seq` of the newest entry on something, 0 for none."""
    found = journal.last_on("about", about, entries)
    return found["seq"] if found else 0


def states(entries: Iterable[dict]) -> dict[str, State]:
    """Return what stands for every state of which anything was noted, by its code."""
    entries = list(entries)
    found = {}
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
        found[about] = state
    return found


def assigned(entries: Iterable[dict]) -> dict[str, list[str]]:
    """Return the states that each person is assigned to, by name."""
    found: dict[str, list[str]] = {}
    for iso3, state in states(entries).items():
        if state.assigned_to:
            found.setdefault(state.assigned_to, []).append(iso3)
    return dict(sorted(found.items()))


def withheld(kind: str, entries: Iterable[dict]) -> set[str]:
    """Return the codes of asks (`ask`) or states (`state`) that co-chairs do not see; whatever nobody withheld is released."""
    last = {entry["about"]: entry["action"] for entry in entries if entry["action"] in RELEASES}
    head = f"{kind}:"
    return {
        about.removeprefix(head) for about, action in last.items() if action == "withhold" and about.startswith(head)
    }
