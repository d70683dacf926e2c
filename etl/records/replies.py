"""Keep what a Member State states on its own figures, in an append-only log beside the decisions: the right of reply.

One JSON line an entry: {"seq", "at", "reply", "by", "action", "dataset", "iso3", "kind", "code", "month", "says", "day", "reference",
"reason", "text", "account"}. `reply` is the id of a reply: the newest entry says where it stands, the newest of the state what it says.
The state's focal point alone states, edits and removes, with the reference of its mission's note; it stands at once, for every reader.
A steward confirms (the ledger was changed elsewhere, in the words of `text`), withholds what endangers or names people, or releases
what was withheld. New words of the state stand as new ones do. No entry changes a figure.

actions: state, edit, remove (of the state); confirm, withhold, release (of a steward)

A line that is damaged stays in the file and is read by nobody. It may have withheld or removed a reply that is older than it: only
the state itself and a steward read those. LEDGER_CALLS=off takes no more entries.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.records import journal
from etl.records.access import reader
from etl.records.journal import Conflict

_NAME, _PLEDGE = r"[a-z_]{3,40}", r"[A-Za-z0-9_.:-]{1,80}"
KINDS = {  # what is replied to, and how its code is written
    "deployment": re.compile(rf"[A-Za-z0-9_-]{{2,20}}/{_NAME}"),  # mission and personnel type
    "women": re.compile(_NAME),  # category of the parity targets
    "pledge": re.compile(_PLEDGE),
    "evidence": re.compile(_PLEDGE),  # of a pledge
    "return": re.compile(r"\d{4}-\d\d-\d\d(?:/[A-Z0-9./_-]{1,24})?"),  # the last day of its month, and of which unit
}
SAYS = ("status", "correction", "date")
REASONS = ("endangers", "names")
OF_THE_STATE, OF_A_STEWARD = ("state", "edit", "remove"), ("confirm", "withhold", "release")
STANDS = {"confirm": "confirmed", "withhold": "withheld"}
LONGEST, LONGEST_REFERENCE = 600, 80  # letters
ID, STATE = re.compile(r"[0-9a-f]{12}"), re.compile(r"[A-Z]{3}")
__all__ = ["Conflict", "Reply", "confirm", "damaged", "edit", "file", "held_back", "release", "remove", "standing", "state", "withhold"]  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What a reply says now and where it stands: `stated`, `confirmed` or `withheld`. `by` and `at` are of the state's newest words,
    `judge`, `judged` and `remark` of the steward's; `seq` is its newest entry."""

    reply: str
    iso3: str
    kind: str
    code: str
    month: str
    says: str
    text: str
    day: str
    reference: str
    by: str
    at: str
    stands: str = "stated"
    reason: str = ""
    remark: str = ""
    judge: str = ""
    judged: str = ""
    seq: int = 0


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "replies-exercise.jsonl" if settings.dataset() == "exercise" else "replies.jsonl"
    )


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def standing(iso3: str) -> list[Reply]:
    """The replies of a state that whoever reads may see, the newest first: what is withheld is for the state and stewards alone."""
    return [reply for reply, is_seen in _sifted(iso3) if is_seen]


def held_back(iso3: str, is_told: Callable[[Reply], bool] = lambda _reply: True) -> list[str]:
    """Why each reply of a state that whoever reads may not see is withheld, of those of which they may know: codes of REASONS."""
    held = [reply for reply, is_seen in _sifted(iso3) if not is_seen and reply.stands == "withheld"]
    return [reply.reason for reply in held if is_told(reply)]


def may_reply(iso3: str) -> bool:
    """Whether whoever reads speaks for this state."""
    return bool(iso3) and reader.may("replies") and reader.current().iso3 == iso3


def may_judge() -> bool:
    """Whether whoever reads may confirm and withhold, and so sees what is withheld."""
    return reader.may("confirm") and reader.audience() == "restricted"


def state(iso3: str, kind: str, code: str, month: str, by: str = "", **words: str) -> dict:
    """State something on a figure of one's own state; ValueError says in words what is missing. `words`: says, text, day, reference."""
    subject = {"iso3": iso3, "kind": kind, "code": code, "month": month}
    return _append(uuid.uuid4().hex[:12], "state", iso3, by, 0, lambda _now: subject | words)


def edit(reply: str, iso3: str, by: str = "", *, base: int, **words: str) -> dict:
    """Say a reply of one's own state anew. `base` is the `seq` that the person has seen, Conflict where there is a newer one."""
    return _append(reply, "edit", iso3, by, base, lambda now: _subject(now) | words)


def remove(reply: str, iso3: str, by: str = "", *, base: int) -> dict:
    """Take a reply of one's own state back; its entries stay in the log."""
    return _append(reply, "remove", iso3, by, base, _subject)


def confirm(reply: str, iso3: str, by: str, changed: str, *, base: int) -> dict:
    """Note that the ledger has taken a reply over; `changed` says what was changed in it, by a decision or file of its own."""
    return _append(reply, "confirm", iso3, by, base, lambda now: _subject(now) | {"text": changed})


def withhold(reply: str, iso3: str, by: str, reason: str, why: str, *, base: int) -> dict:
    """Keep a reply from all but its state and the stewards, for one of REASONS and in words."""
    return _append(reply, "withhold", iso3, by, base, lambda now: _subject(now) | {"reason": reason, "text": why})


def release(reply: str, iso3: str, by: str, *, base: int) -> dict:
    """Let a reply that was withheld stand for every reader again."""
    return _append(reply, "release", iso3, by, base, _subject)


def _subject(now: Reply | None) -> dict:
    if now is None:
        raise ValueError("This reply is not there any more.")
    return {"iso3": now.iso3, "kind": now.kind, "code": now.code, "month": now.month}


def _sifted(iso3: str) -> list[tuple[Reply, bool]]:
    """Each reply of a state, the newest first, and whether whoever reads may see it."""
    entries, unread = journal.entries(file(), _fits)
    is_inside, last = may_reply(iso3) or may_judge(), max(unread, default=0)
    own = [reply for reply in _replies(entries).values() if reply.iso3 == iso3]
    return [
        (reply, is_inside or (reply.stands != "withheld" and reply.seq > last))
        for reply in sorted(own, key=lambda reply: reply.seq, reverse=True)
    ]


def _replies(entries: list[dict]) -> dict[str, Reply]:
    """What every reply that stands says, by its id: an entry on another figure than the first is none of it."""
    replies: dict[str, Reply] = {}
    begun: dict[str, tuple] = {}
    for entry in entries:
        own, action = entry["reply"], entry["action"]
        subject = tuple(entry[name] for name in ("iso3", "kind", "code", "month"))
        if action == "state":
            begun.setdefault(own, subject)
        if begun.get(own) != subject or (own not in replies and action != "state"):
            continue
        now = replies.pop(own, None)
        if action in ("state", "edit"):
            said = {name: entry[name] for name in ("says", "text", "day", "reference", "by", "at", "seq")}
            replies[own] = Reply(own, *subject, **said)
        elif action in OF_A_STEWARD and now:
            judged = {"reason": entry["reason"], "remark": entry["text"], "judge": entry["by"], "judged": entry["at"]}
            said = {name: value for name, value in vars(now).items() if name not in (*judged, "stands", "seq")}
            replies[own] = Reply(**said, **judged, stands=STANDS.get(action, "stated"), seq=entry["seq"])
    return replies


def _append(reply: str, action: str, iso3: str, by: str, base: int, say: Callable[[Reply | None], dict]) -> dict:
    if action in OF_THE_STATE:
        by = journal.writer("replies", by)
        if not may_reply(iso3):
            raise ValueError("Only the focal point of a Member State replies for it.")
    else:
        by = journal.writer("confirm", by)
        if not may_judge():
            raise ValueError("Replies are confirmed and withheld where restricted data is shown.")

    def make(entries: list[dict]) -> dict:
        now = _replies([entry for entry in entries if entry["reply"] == reply]).get(reply)
        if now and now.iso3 != iso3:
            raise ValueError("This reply is of another Member State.")
        said = {name: journal.words(value) for name, value in say(now).items()}
        _judge(action, said, now)
        entry = dict.fromkeys(("says", "day", "reference", "reason", "text"), "") | {
            "by": by, "action": action, "dataset": settings.dataset(),
        } | said  # fmt: skip
        if not _fits(entry | {"reply": reply}):
            raise ValueError("A reply is on a pledge, a deployment, women, a return or evidence of one Member State.")
        return entry

    return journal.write(file(), lambda: journal.entries(file(), _fits)[0], "reply", reply, base, make)


def _judge(action: str, said: dict, now: Reply | None) -> None:
    """Raise ValueError, in words, where an entry lacks what it needs."""
    if len(said.get("text", "")) > LONGEST or len(said.get("reference", "")) > LONGEST_REFERENCE:
        raise ValueError(f"Write at most {LONGEST} letters, and {LONGEST_REFERENCE} for the reference.")
    if action in ("state", "edit"):
        if not said.get("reference"):
            raise ValueError("Give the reference of your mission's note.")
        if said.get("says") == "date" and not said.get("day"):
            raise ValueError("Give the day.")
        if not said.get("text"):
            raise ValueError("Nothing is stated yet.")
    if action == "confirm" and not said["text"]:
        raise ValueError("Say what was changed in the ledger.")
    if action == "withhold" and not (said["reason"] in REASONS and said["text"]):
        raise ValueError("Only what endangers or names people is withheld: say which, and why in a few words.")
    if action == "release" and now and now.stands != "withheld":
        raise ValueError("This reply is not withheld.")


def _fits(entry: dict) -> bool:
    """Whether a line says what this module writes, of this world."""
    action, says, text, by = (entry[name] for name in ("action", "says", "text", "by"))
    dates = [entry["month"], *([entry["day"]] if entry["day"] else [])]
    dates += [entry["code"].partition("/")[0]] if entry["kind"] == "return" else []
    for date in dates:
        dt.date.fromisoformat(date)
    is_said = action in ("state", "edit")
    return (
        action in (*OF_THE_STATE, *OF_A_STEWARD)
        and entry["dataset"] == settings.dataset()
        and bool(ID.fullmatch(entry["reply"]) and STATE.fullmatch(entry["iso3"]))
        and bool(KINDS[entry["kind"]].fullmatch(entry["code"]))
        and (says in SAYS if is_said else not says)
        and bool(entry["reference"]) == is_said
        and (entry["reason"] in REASONS if action == "withhold" else not entry["reason"])
        and bool(text) == (is_said or action in ("confirm", "withhold"))
        and all(value == journal.words(value) for value in (text, by, entry["reference"]))
        and len(text) <= LONGEST
        and len(entry["reference"]) <= LONGEST_REFERENCE
    )
