"""Put back what a backup holds. All of it is read and held against its manifest before anything here is touched.

What was here and is not the same is moved aside, to `replaced-...` in the work folder, and never deleted. The version that was
served goes on being served until one is built from what was put back.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from etl import backup, settings, temporary
from etl.build import pipeline, publish

MOST_MANIFEST = 2**28  # bytes
NEEDED = ("format", "made_at", "schema_version", "program", "served", "settings", "files")
FOLDERS = (backup.RECORDS, backup.INBOX, backup.WITHDRAWN)


@dataclass(frozen=True)
class File:
    """One file of a backup: where it goes within the work folder, how long it is, and its sha256."""

    path: str
    bytes: int
    sha256: str


def run(file: Path, yes: bool = False) -> dict:
    """Put back what a backup holds and return {file, made_at, files, served, settings, is_same_program, moved_to}.

    Where it would take the place of something, and nobody said `yes`, nothing is done and the answer has `needs` and `replaces`,
    the paths that would be moved aside. ValueError says in words why a file is no backup, or not one of this program's.
    """
    with _opened(file) as (archive, manifest):
        listed = _listed(archive, manifest)
        for one in listed:
            _copy(archive, one)
        replaced = _replaced(listed)
        told = {"file": str(file), **{name: manifest[name] for name in ("made_at", "served", "settings")}}
        told |= {"files": len(listed), "is_same_program": manifest["program"] == pipeline.program_id()}
        if replaced and not yes:
            return told | {"needs": "--yes", "replaces": replaced}
        settings.own_folder(settings.work_dir())
        _check_room(listed)
        with temporary.folder("restore", settings.work_dir()) as staged:
            for one in listed:
                _write(archive, one, staged)
            with publish.lock(patience=backup.PATIENCE):
                return told | {"moved_to": _swap(staged, listed)}


def in_words(answer: dict) -> str:
    """What a restore did, or would do, as lines of text."""
    if "needs" in answer:
        listed = answer["replaces"]
        more = f" and {len(listed) - 10} more" if len(listed) > 10 else ""
        return (
            f"The backup of {answer['made_at']} would take the place of {len(listed)} files that are here:"
            f" {', '.join(listed[:10])}{more}. They would be moved aside, not deleted. Nothing was done."
            " Stop the server, and say so with --yes."
        )
    lines = [f"Put back {answer['files']:,} files of the backup of {answer['made_at']}."]
    if answer["moved_to"]:
        lines.append(f"What was here before is in {answer['moved_to']}.")
    if not answer["is_same_program"]:
        lines.append("It was made by another version of this program: figures may differ where the program does.")
    if answer["settings"]:
        said = " ".join(f"{name}={value}" for name, value in answer["settings"].items())
        lines.append(f"The server that it is of ran with {said}; its secrets are in no backup.")
    return "\n".join(lines)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """A backup with its manifest; whatever is wrong with the archive is said in words, here and while it is read."""
    if not file.is_file():
        raise ValueError(f"There is no file {file}.")
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive, _manifest(file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"{file.name} is no whole backup: it was cut short or changed. Nothing was done.") from error


def _manifest(file: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = archive.getinfo(backup.MANIFEST)
        read = json.loads(archive.read(info)) if info.file_size <= MOST_MANIFEST else None
    except (KeyError, ValueError, RecursionError):
        read = None
    if not isinstance(read, dict) or type(read.get("format")) is not int:
        raise ValueError(f"{file.name} is no backup of this program. Nothing was done.")
    schema = read.get("schema_version")
    if read["format"] > backup.FORMAT or (isinstance(schema, int) and schema > settings.SCHEMA_VERSION):
        raise ValueError(
            f"{file.name} was written by a later program (format {read['format']}, schema {schema}); this one"
            f" reads format {backup.FORMAT}, schema {settings.SCHEMA_VERSION}. Restore it with that program. Nothing was done."
        )
    if read["format"] < 1 or not set(NEEDED) <= set(read) or not isinstance(read["settings"], dict):
        raise ValueError(f"{file.name} is no backup of this program. Nothing was done.")
    return read


def _listed(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> list[File]:
    """The files of a backup; ValueError where the archive holds others, links, or files that go elsewhere."""
    try:
        listed = [File(str(one["path"]), int(one["bytes"]), str(one["sha256"])) for one in manifest["files"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("The list of files in this backup cannot be read. Nothing was done.") from error
    for one in listed:
        if not _is_kept(one.path):
            raise ValueError(f"This backup holds {one.path!r}, which is no place of its files. Nothing was done.")
    held = archive.infolist()
    for info in held:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or info.is_dir():
            raise ValueError(f"This backup holds {info.filename!r}, which is a link or no file. Nothing was done.")
    if sorted(info.filename for info in held) != sorted([backup.MANIFEST, *(one.path for one in listed)]):
        raise ValueError("This backup holds other files than its list says. Nothing was done.")
    return listed


def _is_kept(path: str) -> bool:
    """Whether a path is one that a backup's files have: within the work folder, and of those that are kept."""
    pure, work = PurePosixPath(path), os.path.abspath(settings.work_dir())
    is_plain = pure.as_posix() == path and not {"..", "."} & set(pure.parts) and "\0" not in path
    if not is_plain or not os.path.abspath(os.path.join(work, path)).startswith(os.path.join(work, "")):
        return False
    is_history = pure.parent.as_posix() == backup.HISTORY and pure.suffix == ".json"
    return (
        path in backup.LOGS
        or (len(pure.parts) > 1 and pure.parts[0] in FOLDERS)
        or (is_history and bool(settings.VERSION_ID.fullmatch(pure.stem)))
    )


def _copy(archive: zipfile.ZipFile, one: File, write: Callable[[bytes], object] = len) -> None:
    """Read one file of a backup, hand it on, and hold it against the list; ValueError where it is another."""
    hashed, size = hashlib.sha256(), 0
    with archive.open(one.path) as read:
        while size <= one.bytes and (chunk := read.read(backup.CHUNK)):
            hashed.update(chunk)
            size += len(chunk)
            write(chunk)
    if (size, hashed.hexdigest()) != (one.bytes, one.sha256):
        raise ValueError(f"{one.path} in this backup is not what was put there. Take another backup.")


def _write(archive: zipfile.ZipFile, one: File, staged: Path) -> None:
    path = staged / one.path
    for folder in reversed([parent for parent in path.parents if staged in parent.parents]):
        settings.own_folder(folder)
    with open(path, "wb", opener=settings.own) as written:
        _copy(archive, one, written.write)
        written.flush()
        os.fsync(written.fileno())


def _replaced(listed: list[File]) -> list[str]:
    """The paths of files that are here and in the backup are others or none; what was only built is none of them."""
    coming = {one.path: one.sha256 for one in listed}
    return [
        name
        for name, path in backup.files()
        if not name.startswith(f"{backup.HISTORY}/") and coming.get(name) != publish.digest(path)
    ]


def _check_room(listed: list[File]) -> None:
    needed, free = sum(one.bytes for one in listed), shutil.disk_usage(settings.work_dir()).free
    if needed > free:
        raise ValueError(f"The backup holds {needed:,} bytes, and {free:,} are free on the disk. Nothing was done.")


def _swap(staged: Path, listed: list[File]) -> str | None:
    """Put the files of a folder into their places; where those that had been there are now, None where there were none."""
    work = settings.work_dir()
    replaced = _replaced(listed)
    aside = work / f"replaced-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
    for name in replaced:
        _move(work / name, aside / name)
    for one in listed:
        _move(staged / one.path, work / one.path)
    for folder in filter(Path.is_dir, (work / name for name in (*FOLDERS, "build"))):
        publish.sync(folder)
    return str(aside) if replaced else None


def _move(path: Path, to: Path) -> None:
    for folder in reversed([to.parent, *to.parents]):
        if settings.work_dir() in folder.parents:
            settings.own_folder(folder)
    shutil.move(path, to)  # a folder of the work folder may be a disk of its own
