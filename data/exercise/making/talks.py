"""Calls that were made before the exercise begins: whom a co-chair is to call, what was answered, what comes next."""

import datetime as dt
import json

from making.world import HOME, dice, states

CALLERS = ("Exercise desk A", "Exercise desk B")
ANSWERS = (
    ("Interested; asks for the statement of unit requirements.", "Send the statement of unit requirements"),
    ("The capital decides after its budget.", "Call again after the budget"),
    ("Can offer one company, not a battalion.", "Ask for the form"),
    ("No unit before next year.", ""),
)
CALLED, ASSIGNED = 11, 6


def files() -> None:
    """Write the log that the call record of the exercise begins with."""
    rng = dice("calls")
    chosen = sorted(rng.sample(states(), CALLED + ASSIGNED), key=lambda state: state.code)
    called = set(rng.sample([state.code for state in chosen], CALLED))
    log = []
    for place, state in enumerate(chosen):
        by = rng.choice(CALLERS)
        at = dt.date(2026, 9, 1) + dt.timedelta(days=3 * place)
        call = dict.fromkeys(("assigned_to", "called_on", "called_by", "answer", "next_step", "due"), "")
        call["assigned_to"] = by
        if state.code in called:
            answer, then = rng.choice(ANSWERS)
            due = (at + dt.timedelta(days=rng.randint(20, 80))).isoformat() if then else ""
            call |= {"called_on": at.isoformat(), "called_by": by, "answer": answer, "next_step": then, "due": due}
        moment = dt.datetime.combine(at, dt.time(15, 0)).isoformat(timespec="milliseconds")
        entry = {"seq": place + 1, "at": moment, "about": state.code, "by": by}
        log.append(entry | {"action": "call" if state.code in called else "assign", "shared": True, "new": call})
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in log)
    (HOME / "outreach.jsonl").write_bytes(lines.encode())
