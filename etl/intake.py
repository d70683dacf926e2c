"""Note each file's hash and when it was first received, in an append-only ledger. What is received later wins.

One JSON line a file: {"received_at", "source", "name", "sha256"}. The order of the lines is the order of receipt,
whatever the files' own times say; files first seen by the same build are ordered by name. A half-written last line is
dropped.
"""

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.contract import Source, SourceError, fold, sources


@dataclass(frozen=True)
class Drop:
    """One file to load: `path` on disk, `name` as users know it, `sha256` of its bytes, `rank` by receipt."""

    source: Source
    path: Path
    name: str
    sha256: str
    received_at: dt.datetime
    is_bundled: bool
    rank: int


def waiting() -> list[tuple[Source, Path]]:
    """Return the files users dropped, by source; a folder that is no source's, or a stray file, is said in words."""
    known = sources()
    found = []
    inbox = settings.inbox_dir()
    for folder in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        if folder.name.startswith((".", "~")) or folder.name == "README.md":
            continue
        source = next((source for source in known.values() if fold(folder.name) in source.folders), None)
        if source is None or not folder.is_dir():
            raise SourceError(
                f"inbox/{folder.name}",
                "its place",
                "is not the folder of a known source.",
                f"Put files into inbox/<source>/, one of: {', '.join(known)}.",
            )
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_litter(path.name)]
        found += [(source, path) for path in files]
    return found


def _is_litter(name: str) -> bool:
    """Say whether the operating system or an office program, not a user, left a file there."""
    return name.startswith((".", "~")) or name.casefold() in ("thumbs.db", "desktop.ini")


def bundled() -> list[tuple[Source, Path]]:
    """Return the real files that come with the project, for the sources that declare them."""
    folder = settings.data_dir() / "bundled"
    declared = [source for source in sources().values() if source.bundled]
    return [(source, path) for source in declared for path in sorted((folder / source.name).glob("*.*"))]


def read_ledger(path: Path) -> list[dict]:
    """Return the ledger's lines; a last line that a crash cut short is left out."""
    if not path.exists():
        return []
    whole = path.read_bytes()
    return [json.loads(line) for line in whole[: whole.rfind(b"\n") + 1].splitlines()]


def append(ledger: Path, lines: list[dict]) -> None:
    """Write whole lines at the end of the last whole line, and have them on disk before going on."""
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with ledger.open("ab+") as handle:
        handle.seek(0)
        handle.truncate(handle.read().rfind(b"\n") + 1)
        handle.seek(0, os.SEEK_END)
        handle.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())
        handle.flush()
        os.fsync(handle.fileno())


def receive(hashed: list[tuple[Source, Path, str]], now: dt.datetime) -> list[Drop]:
    """Append what is new to the ledger and return every file, oldest receipt first, bundled files before all."""
    ledger = settings.build_dir() / "intake.jsonl"
    lines = read_ledger(ledger)
    known = {(line["source"], line["sha256"]) for line in lines}
    new = []
    inbox = settings.inbox_dir()
    for source, path, sha256 in sorted(hashed, key=lambda item: (item[0].name, item[1].name, item[2])):
        if inbox in path.parents and (source.name, sha256) not in known:
            known.add((source.name, sha256))
            stamp = now.isoformat(timespec="seconds")
            new.append({"received_at": stamp, "source": source.name, "name": path.name, "sha256": sha256})
    if new:
        append(ledger, new)
    order = {(line["source"], line["sha256"]): place for place, line in enumerate(lines + new)}
    times = {(line["source"], line["sha256"]): line["received_at"] for line in lines + new}
    drops = []
    for source, path, sha256 in hashed:
        is_bundled = inbox not in path.parents
        if is_bundled:
            received, rank = dt.datetime.combine(source.received, dt.time()), -1
        else:
            received = dt.datetime.fromisoformat(times[source.name, sha256])
            rank = order[source.name, sha256]
        drops.append(Drop(source, path, path.name, sha256, received, is_bundled, rank))
    return sorted(drops, key=lambda drop: (drop.rank, drop.source.name, drop.name, drop.sha256))
