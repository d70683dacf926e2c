"""Keep who decided what about a pledge, and when, in an append-only log outside the database.

One JSON line a decision: {"seq", "at", "by", "candidate_id", "action", "reason", "old", "new"}. The log is the memory of the
review: it survives rebuilds, new versions of a form and the removal of data/build. A decision is on disk before it is
acknowledged; a last line that a crash cut short was never acknowledged and is dropped. Who decides says on which
decision of that candidate theirs rests (`base`): where another person decided since, it is refused and both are told.

actions: confirm, edit, reject, split (into parts), merge (into another), status (a dated step with its source), undo. What a person settles
about a word of a file (etl/records/words.py) stands in the same log under an id that begins with `word/`, as the action `word`; a month that
is loaded although its printed totals do not meet (etl/records/totals.py) under `total/`, as the action `total`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.access import reader
from etl.records.journal import Conflict

ACTIONS = ("confirm", "edit", "reject", "split", "merge", "status", "undo")
VERDICTS = {"confirm": "confirmed", "reject": "rejected", "split": "split", "merge": "merged"}
# What a reviewer may change of a reading; a sentence, its file and place are never changed.
FIELDS = (
    "iso3", "ministerial", "category", "capability", "quantity", "unit", "currency", "mission", "by_when", "languages",
    "condition", "women_percent", "is_tangible", "requirement_ids",
)  # fmt: skip
LISTED = ("languages", "requirement_ids", "parts")  # of what a decision says, these are lists and all else one value
UNIT_STEPS = ("announced", "level_1", "assessed", "level_3", "rdl", "selected", "deployed", "withdrawn", "too_general")
OTHER_STEPS = ("announced", "planned", "under_way", "implemented", "withdrawn", "too_general")
IN_PCRS = ("level_1", "assessed", "level_3", "rdl", "selected")  # tell a Member State's level or candidacy: restricted
SIDE_MARKS = ("rdl",)  # beside the steps, not one of them
__all__ = ["Conflict", "State", "decide", "judge", "last_on", "log", "standing", "states", "undoable"]


@dataclass
class State:
    """What stands for one candidate: verdict (empty: waiting), changed fields, steps, and the decision that it rests on."""

    verdict: str = ""
    reason: str = ""
    fields: dict = field(default_factory=dict)
    parts: list[dict] = field(default_factory=list)
    into: str = ""
    steps: list[dict] = field(default_factory=list)
    seq: int = 0
    by: str = ""
    at: str = ""


def files() -> list[Path]:
    """The logs of this world: the exercise begins with decisions that come with it."""
    own = settings.decisions_file()
    return [settings.bundled_dir() / "decisions.jsonl", own] if settings.dataset() == "exercise" else [own]


def log() -> list[dict]:
    """Every decision, oldest first; a line that is none is left out."""
    return [entry for path in files() for entry in journal.entries(path, _fits)[0]]


def damaged() -> dict[Path, list[int]]:
    """The numbers of the lines that are no decisions, by the log that has some."""
    lines = {path: journal.entries(path, _fits)[1] for path in files()}
    return {path: numbers for path, numbers in lines.items() if numbers}


def _fits(entry: dict) -> bool:
    """Whether a line says what this module, or that of words, writes."""
    new, action = entry["new"], entry["action"]
    texts = all(isinstance(entry[name], str) for name in ("candidate_id", "reason"))
    if not (texts and isinstance(entry["old"], dict) and isinstance(new, dict)):
        return False
    if action == "undo":
        return type(new["seq"]) is int
    if action == "word":
        return all(isinstance(new[name], str) for name in ("kind", "word", "means"))
    if action == "total":
        return isinstance(new["as_of"], str) and type(new["people_read"]) is int
    judge(action, entry["by"], entry["reason"], new)
    return all(isinstance(new.get(name, []), list) for name in LISTED) and all(
        isinstance(value, str | int | float | bool | None) for name, value in new.items() if name not in LISTED
    )


def last_on(candidate_id: str, entries: Iterable[dict]) -> dict | None:
    """The newest decision on a candidate."""
    return journal.last_on("candidate_id", candidate_id, entries)


def decide(
    candidate_id: str,
    action: str,
    by: str,
    *,
    base: int = 0,
    reason: str = "",
    old: dict | None = None,
    new: dict | None = None,
) -> dict:
    """Write one decision down and return it once it is on disk.

    `base` is the `seq` of the newest decision on this candidate that the person has seen, 0 for none: Conflict where
    there is a newer one. ValueError says in words what is missing.
    """
    by = " ".join(reader.require("decisions", by).split())
    judge(action, by, reason, new or {})

    def make(entries: list[dict]) -> dict:
        entry = {"by": by, "action": action, "reason": reason.strip(), "old": old or {}, "new": new or {}}
        if action == "undo":
            undone = undoable(candidate_id, entries)
            if undone is None:
                raise ValueError("There is no decision on this pledge to take back.")
            entry["new"] = {"seq": undone["seq"]}
        return entry

    return journal.write(settings.decisions_file(), log, "candidate_id", candidate_id, base, make)


def note(about: str, action: str, by: str, new: dict, reason: str = "") -> dict:
    """Write down what a person settles about a file, over what was settled about the same before; ValueError where nobody is named."""
    by = " ".join(reader.require("decisions", by).split())
    if not by:
        raise ValueError("Say who decides: a name, initials or an office.")
    last = last_on(about, log())
    entry = {"by": by, "action": action, "reason": reason.strip(), "old": {}, "new": new}
    return journal.write(
        settings.decisions_file(), log, "candidate_id", about, last["seq"] if last else 0, lambda _known: entry
    )


def take_back(about: str, by: str) -> dict:
    """Take the newest decision on something back, so that the one before stands, if any; ValueError where none does."""
    decided = undoable(about, log())
    if decided is None:
        raise ValueError("Nothing is settled about it.")
    return note(about, "undo", by, {"seq": decided["seq"]})


def judge(action: str, by: str, reason: str, new: dict) -> None:
    """Raise ValueError, in words, where a decision lacks what it needs."""
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is not a decision: it is one of {', '.join(ACTIONS)}.")
    if not by:
        raise ValueError("Say who decides: a name, initials or an office.")
    if action in ("reject", "merge") and not reason.strip():
        raise ValueError("Give the reason in a few words.")
    unknown = sorted(set(new) - set(FIELDS)) if action in ("confirm", "edit") else []
    if unknown:
        raise ValueError(f"{', '.join(unknown)} cannot be changed.")
    if action == "split" and not (len(new.get("parts", ())) > 1 and all(part.get("sentence") for part in new["parts"])):
        raise ValueError("A split needs two parts or more, each with its words.")
    if action == "merge" and not new.get("into"):
        raise ValueError("Say into which pledge it goes.")
    if action == "status":
        if new.get("status") not in {*UNIT_STEPS, *OTHER_STEPS}:
            raise ValueError(f"{new.get('status')!r} is not a status.")
        try:
            dt.date.fromisoformat(str(new.get("date")))
        except ValueError as error:
            raise ValueError("Give the day of the change, such as 2025-11-14.") from error
        if not str(new.get("source", "")).strip():
            raise ValueError("Give the source of the change.")


def standing(candidate_id: str, entries: Iterable[dict]) -> list[dict]:
    """The decisions on a candidate that were not taken back, oldest first."""
    return journal.standing("candidate_id", candidate_id, entries)


def undoable(candidate_id: str, entries: Iterable[dict]) -> dict | None:
    """The newest decision on a candidate that stands, or None."""
    own = standing(candidate_id, entries)
    return own[-1] if own else None


def states(entries: Iterable[dict]) -> dict[str, State]:
    """What stands for every candidate that was ever decided on, by its id."""
    grouped: dict[str, list[dict]] = {}
    for entry in entries:
        grouped.setdefault(entry["candidate_id"], []).append(entry)
    return {candidate_id: _state(candidate_id, own) for candidate_id, own in grouped.items()}


def _state(candidate_id: str, own: list[dict]) -> State:
    state = State(seq=own[-1]["seq"], by=own[-1]["by"], at=own[-1]["at"])
    for entry in standing(candidate_id, own):
        new = entry["new"]
        if entry["action"] in VERDICTS:
            state.verdict, state.reason = VERDICTS[entry["action"]], entry["reason"]
            state.parts, state.into = new.get("parts", []), new.get("into", "")
        if entry["action"] in ("confirm", "edit"):
            state.fields |= new
        if entry["action"] == "status":
            state.steps.append(new | {"by": entry["by"], "at": entry["at"]})
    return state
