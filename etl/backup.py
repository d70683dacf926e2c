"""Write all that cannot be made again into one file: what people noted, the files that they loaded, and what was published when.

A backup is a zip that any program opens, its files under the paths that they have in the work folder, and `manifest.json`:
  format, made_at, schema_version, program    what wrote it and reads it again
  served                                      the version being served
  settings                                    the LEDGER_ settings of the program that wrote it; a secret is none of them
  files                                       path, bytes and sha256 of each file
The databases are not in it: `etl.restore` builds them from the rest. Nor are the files that secrets stand in.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from etl import settings, temporary
from etl.build import intake, pipeline, publish
from etl.records import journal

FORMAT = 1
MANIFEST = "manifest.json"
RECORDS, INBOX, WITHDRAWN = "decisions", "inbox", "withdrawn"  # folders that are kept whole
LOGS = ("build/intake.jsonl", "build/published.jsonl")  # the days of receipt, and what was published when
HISTORY = "build/history"  # the manifests of versions, by id
PATIENCE = 900.0  # seconds to wait for a build that runs
SECRET = ("SECRET", "PASSWORD", "TOKEN", "KEY")
CHUNK = 2**20


def write(file: Path) -> dict:
    """Write a backup to a file that is not there yet, whole or not at all; return {file, files, bytes, served, left_out}.

    It waits for a build that runs, and holds the locks of the records no longer than each takes to copy. `left_out` are the
    files whose names no archive can hold. ValueError says in words what is in the way.
    """
    if os.path.lexists(file):
        raise ValueError(f"{file} is there already. A backup takes no file's place: give another name.")
    if not file.parent.is_dir():
        raise ValueError(f"There is no folder {file.parent}.")
    if _is_kept(file):
        raise ValueError("A backup is not written among the files that it keeps. Give another folder.")
    settings.own_folder(settings.build_dir())
    with temporary.folder("backup", settings.build_dir()) as staged:
        with publish.lock(patience=PATIENCE):
            served = publish.current()
            left_out = _stage(staged)
        return {"file": str(file), **_pack(staged, file, served), "left_out": left_out}


def in_words(answer: dict) -> str:
    """What a backup holds, as lines of text."""
    told = f"Wrote {answer['file']}: {answer['files']:,} files, {answer['bytes']:,} bytes. Keep it on another machine."
    left_out = "".join(f"\nLeft out: {name}: no archive can hold its name. Rename it." for name in answer["left_out"])
    return told + " The settings and secrets of the server stand in files of its own, which are not in it." + left_out


def files() -> Iterator[tuple[str, Path]]:
    """Each file of the work folder that a backup holds: its path in the backup, and where it is."""
    work = settings.work_dir()
    for name in (RECORDS, INBOX, WITHDRAWN):
        for path in sorted((work / name).rglob("*")):
            is_ours = path == work / INBOX / "README.md"  # comes with the program
            if path.is_file() and not (is_ours or path.suffix == ".lock" or path.name.startswith(intake.PART)):
                yield path.relative_to(work).as_posix(), path
    yield from ((name, work / name) for name in LOGS if (work / name).is_file())
    known = {path.stem: path for path in sorted((work / HISTORY).glob("*.json"))}
    known |= {path.parent.name: path for path in sorted(settings.versions_dir().glob("*/manifest.json"))}
    for version, path in known.items():
        if settings.VERSION_ID.fullmatch(version):
            yield f"{HISTORY}/{version}.json", path


def _is_kept(file: Path) -> bool:
    home, work = file.parent.resolve(), settings.work_dir().resolve()
    return any((work / name) in (home, *home.parents) for name in (RECORDS, INBOX, WITHDRAWN, "build"))


def _stage(staged: Path) -> list[str]:
    """Have all files in a folder as they are now; the names of those that no archive can hold. Call under the build lock."""
    left_out = []
    for name, path in files():
        try:
            name.encode()
        except UnicodeEncodeError:
            left_out.append(intake.shown(path.name))
            continue
        to = staged / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if name.startswith(f"{RECORDS}/") and path.suffix == ".jsonl":
            with journal.alone(path):  # nobody is in the middle of a line
                shutil.copyfile(path, to)
        elif name.startswith((f"{INBOX}/", f"{WITHDRAWN}/")):
            intake.link(path.resolve(), to)
        else:
            shutil.copyfile(path, to)
    return left_out


def _pack(staged: Path, file: Path, served: str | None) -> dict:
    listed: list[dict] = []
    manifest = {
        "format": FORMAT,
        "made_at": dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds"),
        "schema_version": settings.SCHEMA_VERSION,
        "program": pipeline.program_id(),
        "served": served,
        "settings": _said(),
        "files": listed,
    }
    names = sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file())
    # Beside it first: nobody takes half a backup for one. Such a file is its owner's alone from the start.
    part = tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False)  # noqa: SIM115
    try:
        with part:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in (name for name in names if name != temporary.ALIVE):
                    listed.append(_put(archive, name, staged / name))
                archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            part.flush()
            os.fsync(part.fileno())
        os.replace(part.name, file)
    except BaseException:
        Path(part.name).unlink(missing_ok=True)
        raise
    publish.sync(file.parent)
    return {"files": len(listed), "bytes": sum(one["bytes"] for one in listed), "served": served}


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> dict:
    """Put one file into an archive, and say what was put there."""
    hashed, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(
        name, (1980, 1, 1, 0, 0, 0)
    )  # a zip knows no years before; when it was received, intake.jsonl knows
    info.external_attr, info.compress_type = 0o600 << 16, zipfile.ZIP_DEFLATED
    with path.open("rb") as read, archive.open(info, "w", force_zip64=True) as written:
        while chunk := read.read(CHUNK):
            hashed.update(chunk)
            size += len(chunk)
            written.write(chunk)
    return {"path": name, "bytes": size, "sha256": hashed.hexdigest()}


def _said() -> dict[str, str]:
    """The settings of this program that are no secrets."""
    told = {name: value for name, value in sorted(os.environ.items()) if name.startswith("LEDGER_")}
    return {name: value for name, value in told.items() if not any(word in name for word in SECRET)}
