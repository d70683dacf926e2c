"""Note each file's hash and when it was first received, in an append-only ledger. What is received later wins.

One JSON line a file: {"received_at", "source", "name", "sha256"}, and {"day"} where the file's name tells what day it
describes: the same bytes under two days are two snapshots. The order of the lines is the order of receipt,
whatever the files' own times say; files first seen by the same build are ordered by name. A half-written last line is
dropped.
"""

import contextlib
import datetime as dt
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from etl import settings
from etl.build import readers
from etl.contract import Source, SourceError, fold, named, refused, sources
from etl.readers.stems import plain
from etl.readers.texts import MONTH, MONTHS

NAMED = (
    ".csv",
    ".txt",
    ".json",
    ".xlsx",
    ".ods",
    ".gz",
    ".zip",
    ".docx",
    ".pptx",
    ".pdf",
)  # endings that a folder has by mistake
PART = ".part-"  # how the name of a file begins that is being written into the inbox
DAY = re.compile(r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{4})(\d{2})(\d{2}))(?!\d)")

IN_WORDS = re.compile(
    rf"(?<![a-z\d])(\d{{1,2}})(?:st|nd|rd|th|er)?[ ._-]*({MONTH})[ ._-]*(\d{{4}})(?!\d)"
)  # 31 October 2026


class Changed(SourceError):
    """A file that is no longer the one that was hashed: nothing is published under that hash."""

    def __init__(self, file: str):
        super().__init__(file, "whole file", "changed while it was read.", "Build again once it is copied whole.")

    def __reduce__(self):
        """What it is made of."""
        return type(self), (self.parts["file"],)


@dataclass(frozen=True)
class Drop:
    """One file to load: `path` on disk, `name` as users know it, `sha256` of its bytes, `rank` by receipt.

    `day` is what the file's name says that it describes, for a source that is dated by it.
    """

    source: Source
    path: Path
    name: str
    sha256: str
    received_at: dt.datetime
    is_bundled: bool
    rank: int
    day: dt.date | None = None


def waiting() -> list[tuple[Source, Path]]:
    """The files users dropped, each with its source."""
    return sorted_out()[0]


def sorted_out() -> tuple[list[tuple[Source, Path]], list[dict]]:
    """The files users dropped, each with its source, and what is left out of them, as contract.refused tells it.

    Left out are a stray file, a folder that is no source's, and what its name or kind forbids to read.
    """
    known = sources()
    dropped: list[tuple[Source, Path]] = []
    left_out = []
    inbox = settings.inbox_dir()
    for folder in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        if _is_litter(folder.name) or folder.name == "README.md":
            continue
        source = next((source for source in known.values() if fold(folder.name) in source.aliases), None)
        if source is None or not folder.is_dir():
            remedy = f"Put files into inbox/<source>/, one of: {', '.join(known)}."
            problem = "is not the folder of a known source."
            error = SourceError(f"inbox/{shown(folder.name)}", "its place", problem, remedy)
            left_out.append(refused(error, None, shown(folder.name)))
            continue
        closed: set[Path] = set()
        for path in sorted(folder.rglob("*")):
            if not closed.isdisjoint(path.parents):
                continue
            try:
                if not _is_litter(path.name) and is_file(path):
                    agree(source, path.name, place(path))
                    day_of(source, path.name, place(path), path)
                    dropped.append((source, path))
            except SourceError as error:
                left_out.append(refused(error, source))
                closed.add(path)  # what stands in a folder that is left out is left out with it
    return dropped, left_out


def is_file(path: Path) -> bool:
    """Whether a path is a file to read; False for a folder of files or for nothing, SourceError for what only has a file's name."""
    if shown(path.name) != path.name:
        problem = "holds letters that cannot be shown, such as the end of a line."
        raise SourceError(shown(path.name), "its name", problem, "Rename it.")
    if path.is_file():
        return True
    is_nothing = not path.exists() and not path.is_symlink()
    if is_nothing or (path.is_dir() and path.suffix.casefold() not in NAMED):
        return False
    kind = "folder" if path.is_dir() else "pipe, a device or a link that leads nowhere"
    raise SourceError(
        path.name, "whole file", f"is no file: it is a {kind}.", "Put the file itself there, or take it away."
    )


def shown(name: str) -> str:
    """A file's name as it can be printed on one line."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def place(path: Path) -> str:
    """A file's name with the sub-folders of its source's folder: all that its user says of it."""
    parts = _within(path)
    return "/".join(parts[1:]) if len(parts) > 1 else path.name


def home(path: Path) -> Source | None:
    """The source in whose folder of the inbox a file lies; None elsewhere."""
    parts = _within(path)
    known = sources().values() if len(parts) > 1 else ()
    return next((source for source in known if fold(parts[0]) in source.aliases), None)


def _within(path: Path) -> tuple[str, ...]:
    """The parts of a path below the inbox, none where it lies elsewhere."""
    inbox, path = Path(os.path.abspath(settings.inbox_dir())), Path(os.path.abspath(path))
    return path.relative_to(inbox).parts if inbox in path.parents else ()


def agree(source: Source, name: str, said: str) -> None:
    """Refuse a file of which a name says that it is of another source than the one it is taken for."""
    others = [other for other in named(said) if other.name != source.name]
    if others:
        other = others[0]
        raise SourceError(
            name,
            "its name",
            f"says {other.dataset}, and the file is taken for {source.dataset} (source {source.name}).",
            f"Put it into inbox/{other.name}/, or rename it if its name is wrong.",
        )


def agree_inside(drop: Drop, inner: str) -> None:
    """Refuse an archive whose one file is named for another source or another day than the archive is taken for."""
    agree(drop.source, drop.name, inner)
    others = [day for day in days_in(inner) if day != drop.day] if drop.day else []
    if others:
        raise SourceError(
            drop.name,
            inner,
            f"says {others[0]}, and the file is taken for {drop.day}.",
            "Give the archive and the file in it the same day.",
        )


def days_in(text: str) -> list[dt.date]:
    """The different days (2026-10-31, 20261031, 31 October 2026) that stand in a name, in order."""
    days = set()
    for parts in DAY.findall(text):
        with contextlib.suppress(ValueError):  # eight digits that are no day
            days.add(dt.date(*(int(part) for part in parts if part)))
    for day, month, year in IN_WORDS.findall(plain(text)):
        with contextlib.suppress(ValueError):
            days.add(dt.date(int(year), MONTHS[month.rstrip(".")], int(day)))
    return sorted(day for day in days if 1948 <= day.year <= 2100)


def day_of(source: Source, name: str, said: str, path: Path | None = None) -> dt.date | None:
    """The day that a file of a source without dates describes, from its name or from a title in it; None for a source with dates.

    SourceError where the name says no day and the file at `path` none either, or the name more than one.
    """
    if not source.dated_by:
        return None
    days = days_in(said) or titled(source, path)
    if len(days) == 1:
        return days[0]
    remedy = (
        f"Name the file by the one day it was downloaded or is of, such as {source.dataset}_2026-10-31.csv,"
        f" or put it into inbox/{source.name}/2026-10-31/."
    )
    listed = ", ".join(day.isoformat() for day in days)
    problem = f"says more than one day: {listed}." if days else "says no day, and the file has no date in it."
    raise SourceError(name, "its name", problem, remedy)


def titled(source: Source, path: Path | None) -> list[dt.date]:
    """The one day, or none, as of which a title in a file says that it is, where its source has a reader of it."""
    if path is None or source.is_table or not path.is_file():
        return []
    read_day = getattr(readers.reader(source), "day", lambda plain: None)
    return [day] if (day := read_day(path)) else []


def _is_litter(name: str) -> bool:
    """Whether the operating system or an office program, not a user, left a file there."""
    return name.startswith((".", "~")) or name.casefold() in ("thumbs.db", "desktop.ini")


def link(path: Path, to: Path) -> None:
    """Have a file in a second place without its bytes, or with them where the system has no such links."""
    try:
        os.link(path, to)
    except OSError:
        shutil.copyfile(path, to)


def clear_parts() -> None:
    """Remove what processes that were killed left half written in the inbox. Call under the lock: nobody else writes there then."""
    for path in settings.inbox_dir().rglob(f"{PART}*"):
        path.unlink(missing_ok=True)


def bundled() -> list[tuple[Source, Path]]:
    """The files that come with this world, each with its source, for the sources that declare them."""
    folder = settings.bundled_dir()
    declared = [source for source in sources().values() if source.bundled or settings.dataset() == "exercise"]
    return [(source, path) for source in declared for path in sorted((folder / source.name).rglob("*.*"))]


def read_ledger(path: Path, needed: tuple[str, ...] = ()) -> list[dict]:
    """The ledger's lines, oldest first; one that a crash cut short, or that lacks a text that is needed, is left out."""
    return [entry for _, entry in _read(path) if entry and all(isinstance(entry.get(name), str) for name in needed)]


def _read(path: Path) -> list[tuple[int, dict]]:
    return numbered(path.read_bytes() if path.exists() else b"")


def numbered(content: bytes, first: int = 1) -> list[tuple[int, dict]]:
    """Every complete line of a log by its number, from `first` on; one that holds no object is an empty one.

    A last line without an end was cut short by a crash: nobody was told that it is written.
    """
    return [(number, _object(line)) for number, line in enumerate(content.split(b"\n")[:-1], first)]


def _object(line: bytes) -> dict:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):  # a text that is no UTF-8 is a ValueError too
        return {}
    return entry if isinstance(entry, dict) else {}


def append(ledger: Path, lines: list[dict]) -> None:
    """Write whole lines at the end of the last whole line, and have them on disk before going on. Only its owner may read a log."""
    settings.own_folder(ledger.parent)
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    with open(ledger, "ab+", buffering=0, opener=settings.own) as handle:
        handle.seek(0)
        whole = handle.read().rfind(b"\n") + 1
        handle.truncate(whole)
        try:
            while written:
                written = written[handle.write(written) :]
            os.fsync(handle.fileno())
        except OSError:  # mostly a full disk; who is told that nothing was written must be right
            handle.truncate(whole)
            raise


def _receipts() -> tuple[Path, list[dict], list[int]]:
    """The ledger, its lines, oldest first, and the numbers of those that are none."""
    ledger = settings.build_dir() / "intake.jsonl"
    lines, damaged = [], []
    for number, line in _read(ledger):
        try:
            dt.datetime.fromisoformat(line["received_at"])
            is_receipt = all(isinstance(line[name], str) for name in ("source", "name", "sha256"))
        except (KeyError, TypeError, ValueError):
            is_receipt = False
        lines += [line] if is_receipt else []
        damaged += [] if is_receipt else [number]
    return ledger, lines, damaged


def damaged() -> dict[Path, list[int]]:
    """The numbers of the lines of the ledger that are none, by the ledger, if there are some."""
    ledger, _lines, numbers = _receipts()
    return {ledger: numbers} if numbers else {}


def receive(hashed: list[tuple[Source, Path, str]], now: dt.datetime) -> list[Drop]:
    """Append what is new to the ledger; every file, oldest receipt first, bundled files before all."""
    ledger, lines, _damaged = _receipts()
    known = {_key(line) for line in lines}
    # A clock that was set back makes nothing older than what came before it, nor its days days of the future.
    now = max([now, *(dt.datetime.fromisoformat(line["received_at"]) for line in lines[-1:])])
    new = []
    inbox = settings.inbox_dir()
    keyed = []
    for source, path, sha256 in sorted(hashed, key=lambda item: (item[0].name, item[1].name, item[2])):
        day = day_of(source, path.name, place(path), path)
        line = {"received_at": now.isoformat(timespec="seconds"), "source": source.name, "name": path.name}
        line |= {"sha256": sha256} | ({"day": day.isoformat()} if day else {})
        keyed.append((source, path, sha256, day, _key(line)))
        if inbox in path.parents and _key(line) not in known:
            known.add(_key(line))
            new.append(line)
    if new:
        append(ledger, new)
    order = {_key(line): nth for nth, line in enumerate(lines + new)}
    times = {_key(line): line["received_at"] for line in lines + new}
    drops = []
    for source, path, sha256, day, key in keyed:
        is_bundled = inbox not in path.parents
        if is_bundled:
            on = source.received
            if settings.dataset() == "exercise" or on is None:
                on = max(days_in(path.name), default=settings.EXERCISE_DAY)
            received, rank = dt.datetime.combine(on, dt.time()), -1
        else:
            received, rank = dt.datetime.fromisoformat(times[key]), order[key]
        drops.append(Drop(source, path, path.name, sha256, received, is_bundled, rank, day))
    return sorted(drops, key=lambda drop: (drop.rank, drop.source.name, drop.name, drop.sha256))


def _key(line: dict) -> tuple:
    return line["source"], line["sha256"], line.get("day")
