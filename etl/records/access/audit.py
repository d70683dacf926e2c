"""The audit of a server where people sign in: who came, was refused, wrote, loaded, and took restricted figures away.

An append-only log, `audit.jsonl` beside the decisions, one JSON line an entry: {"seq", "at", "what", "account", "role", "facts",
"before"}. `before` is the SHA-256 of the line before, so that a line that is changed, put in or taken out breaks the chain there; the
newest digest is in the server's log at each start, so that a cut end shows too. Who reads open pages is not followed, and on a machine of one's own nothing is
noted.

what: session, out, refused, entry (in another record), publish, roll back, export; of a command: publish, roll back, backup, restore
"""

import datetime as dt
import getpass
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from etl import locks, settings
from etl.records.access import sign_in
from etl.records.access.roles import LOCAL, Person

START = "0" * 64  # what the first line says of the line before it
LONGEST = 300  # letters of a fact
PATIENCE = 20  # seconds for which a writer waits for another
BLOCK = 64 * 1024  # bytes from the end in which the last line is looked for: no line is as long


def file() -> Path:
    """The log, one for both worlds."""
    with settings.using("public"):
        return settings.decisions_file().with_name("audit.jsonl")


def note(person: Person, what: str, **facts: object) -> None:
    """Write one entry down, on disk before it returns; nothing where nobody signs in. OSError where it cannot be written."""
    if sign_in.is_configured():
        _write(person, what, facts)


def of_command(what: str, **facts: object) -> None:
    """Note what a command did beside a server where people sign in: it needs no sign-in of its own, and none of the server's secrets."""
    if sign_in.is_configured() or file().exists():
        _write(LOCAL, what, {"command": _user()} | facts)


def _user() -> str:
    """Whose command it is, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a number without a name
        return str(os.getuid())


def _write(person: Person, what: str, facts: dict[str, object]) -> None:
    path = file()
    settings.own_folder(path.parent)
    with (
        locks.held(path.with_suffix(".lock"), PATIENCE),
        open(path, "ab+", buffering=0, opener=settings.own) as handle,
    ):
        last = _last(handle)
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        entry = {
            "seq": json.loads(last)["seq"] + 1 if last else 1, "at": now, "what": what, "account": person.subject,
            "role": f"{person.role}:{person.iso3}" if person.iso3 else person.role,
            "facts": {name: str(value)[:LONGEST] for name, value in facts.items()}, "before": _digest(last),
        }  # fmt: skip
        end = handle.seek(0, os.SEEK_END)
        try:
            handle.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
            os.fsync(handle.fileno())
        except OSError:
            handle.truncate(end)
            raise


def _last(handle) -> bytes:
    """The last whole line without its end; what a crash left after it is taken away."""
    size = handle.seek(0, os.SEEK_END)
    handle.seek(max(0, size - BLOCK))
    whole, newline, rest = handle.read().rpartition(b"\n")
    if rest:
        handle.truncate(size - len(rest))
    return whole.rpartition(b"\n")[2] if newline else b""


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest() if line else START


def entries() -> Iterator[dict]:
    """Every entry that can be read, oldest first."""
    for _number, entry, _fits in _read():
        if entry:
            yield entry


def broken() -> list[int]:
    """The numbers of the lines that do not follow from the line before, or are none."""
    return [number for number, _entry, fits in _read() if not fits]


def _read() -> Iterator[tuple[int, dict, bool]]:
    """Each whole line: its number, what it says, and whether it follows from the one before."""
    try:
        handle = file().open("rb")
    except FileNotFoundError:
        return
    with handle:
        before, seq = START, 0
        for number, line in enumerate(handle, 1):
            if not line.endswith(b"\n"):
                return  # cut short by a crash: nobody was told that it is noted
            line = line[:-1]
            try:
                entry = json.loads(line)
                fits = entry["before"] == before and entry["seq"] == seq + 1
            except (ValueError, KeyError, TypeError, RecursionError):
                entry, fits = {}, False
            yield number, entry if isinstance(entry, dict) else {}, fits
            before = _digest(line)
            seq = entry["seq"] if isinstance(entry, dict) and type(entry.get("seq")) is int else seq + 1


def say_at_start(log: logging.Logger) -> None:
    """Say in the server's log whether the chain is whole, and its newest digest."""
    if not sign_in.is_configured():
        return
    bad, count, head = broken(), 0, START
    if file().exists():
        lines = file().read_bytes().splitlines()
        count, head = len(lines), _digest(lines[-1] if lines else b"")
    if bad:
        log.error(
            "The audit was changed at line %s: %d entries, newest digest %s", ", ".join(map(str, bad[:20])), count, head
        )
    else:
        log.info("The audit is whole: %d entries, newest digest %s", count, head)
