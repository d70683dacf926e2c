"""Publish a finished build: a folder per version, then one atomic swap of the pointer file. Never write a served file.

build/
  versions/<id>/   the databases of one version and manifest.json; appears whole (renamed from .making-...) or not
  current          the id being served (a text file, not a link: Windows)
  published.jsonl  what was published or rolled back to, and when
  lock             held while a build runs; freed by the operating system when its process dies (fetch.lock: a fetch)
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from etl import locks, settings
from etl.build.intake import append, read_ledger

MANIFEST = ("data_version", "schema_version", "built_at", "as_of", "files")  # what each manifest has
KEEP = 12  # source loads, and as many builds that only took in decisions


class BuildError(Exception):
    """A build, rollback or question to the versions that cannot go on, in words."""


@contextlib.contextmanager
def lock(name: str = "lock", what: str = "build", patience: float = 0) -> Iterator[None]:
    """Hold the build lock, or another one by name; BuildError when another process holds it for longer than `patience` seconds."""
    path = settings.build_dir() / name
    settings.own_folder(path.parent)
    with contextlib.ExitStack() as kept:
        try:
            kept.enter_context(locks.held(path, patience))
        except BlockingIOError as error:
            raise BuildError(
                f"Another {what} is running. Wait until it ends and start again; nothing was changed."
            ) from error
        yield


def current() -> str | None:
    """The id being served, or None before the first build, or where what says it is no id."""
    try:
        text = settings.pointer_file().read_bytes()[:100].decode("ascii", "replace").partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return text if settings.VERSION_ID.fullmatch(text) else None


def manifest(version: str) -> dict | None:
    """The manifest of a version, or None where there is none that can be read: a build then makes the version anew."""
    try:
        read = json.loads((settings.versions_dir() / version / "manifest.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) and set(MANIFEST) <= set(read) and read["data_version"] == version else None


def is_whole(version: str) -> bool:
    """Whether the databases of a version are those that were published; of a version that does not say which, whether they are there."""
    said = (manifest(version) or {}).get("databases")
    home = settings.versions_dir() / version
    if not isinstance(said, dict):
        return all((home / f"{dataset}-open.duckdb").is_file() for dataset in settings.datasets())
    try:
        return digests([home / name for name in said]) == list(said.values())
    except OSError:
        return False


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def digests(paths: list[Path]) -> list[str]:
    """The sha256 of each file, worked out beside each other."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(digest, paths))


def versions() -> list[dict]:
    """The manifests of all versions, newest first, each with `is_current`."""
    folder = settings.versions_dir()
    names = (
        [path.name for path in folder.iterdir() if settings.VERSION_ID.fullmatch(path.name)] if folder.is_dir() else []
    )
    manifests = [one for name in names if (one := manifest(name))]
    serving = current()
    manifests.sort(key=lambda one: (one["built_at"], one["data_version"]), reverse=True)
    return [one | {"is_current": one["data_version"] == serving} for one in manifests]


@contextlib.contextmanager
def making() -> Iterator[Path]:
    """Give a folder to build in beside the versions; what earlier killed builds left there is removed."""
    folder = settings.versions_dir()
    settings.own_folder(settings.build_dir())
    settings.own_folder(folder)
    for left in folder.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    made = folder / f".making-{os.getpid()}"
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def publish(made: Path, contents: dict, by: str = "", what: str = "", account: str = "") -> None:
    """Move a finished folder to its version's name and point to it; `by`, `what` and `account` are noted. Call under the lock."""
    version = contents["data_version"]
    databases = sorted(made.glob("*.duckdb"))
    names = [path.name for path in databases]
    contents |= {"databases": dict(zip(names, digests(databases), strict=True))}
    (made / "manifest.json").write_text(json.dumps(contents, indent=1, ensure_ascii=False), encoding="utf-8")
    for path in made.iterdir():
        if path.suffix == ".duckdb" and not path.stem.endswith("-open"):
            path.chmod(0o600)
        sync(path)
    home = settings.versions_dir() / version
    if home.exists():  # what an unfinished removal left, or a disk has damaged: a whole version is never built again
        _remove(home)
    os.replace(made, home)
    sync(home.parent)
    point(version, "build", by, what, account)
    _prune()


def point(version: str, why: str, by: str = "", what: str = "", account: str = "") -> None:
    """Swap the pointer to a version that exists, atomically, and note it: when, why, and who (signed in as `account`) for what, where known."""
    pointer = settings.pointer_file()
    new = pointer.with_name("current.new")
    new.write_text(version + "\n", encoding="ascii")
    sync(new)
    os.replace(new, pointer)
    sync(pointer.parent)
    stamp = dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    line = {"at": stamp, "version": version, "why": why, "by": by, "what": what}
    line |= {"account": account} if account else {}
    append(pointer.parent / "published.jsonl", [line])


def published() -> list[dict]:
    """What was published or rolled back to, oldest first: {at, version, why}, and {by, what} where a person is known."""
    return read_ledger(settings.build_dir() / "published.jsonl", ("at", "version", "why"))


def rollback(version: str | None = None, by: str = "", what: str = "", account: str = "") -> str:
    """Serve an earlier version again: the one named, or the one served before this one. Its id; BuildError where there is none."""
    serving = current()
    if version is None:
        earlier = [line["version"] for line in published() if line["version"] != serving and manifest(line["version"])]
        if not earlier:
            raise BuildError("There is no earlier version to go back to. `python -m etl versions` lists what there is.")
        version = earlier[-1]
    wanted = manifest(version) if settings.VERSION_ID.fullmatch(version) else None
    if wanted is None:
        raise BuildError(f"There is no version {version}. `python -m etl versions` lists what there is.")
    if wanted["schema_version"] != settings.SCHEMA_VERSION:
        raise BuildError(
            f"Version {version} was made by schema {wanted['schema_version']}; this program reads schema"
            f" {settings.SCHEMA_VERSION}. Run the program that made it, or `python -m etl build`."
        )
    point(version, "rollback", by, what, account)
    return version


def _prune() -> None:
    """Remove the oldest source loads past KEEP; what is served stays. Builds of decisions are counted apart."""
    for kind in ("source_load", "decisions"):
        others = [one for one in versions() if one.get("kind", "source_load") == kind and not one["is_current"]]
        for one in others[KEEP - 1 :]:
            _remove(settings.versions_dir() / one["data_version"])


def _remove(home: Path) -> None:
    """Take a version away in one step, then delete it: killed between, no half of one is left under its name."""
    gone = home.with_name(f".making-gone-{home.name}")
    with contextlib.suppress(OSError):  # Windows: someone reads it; the next build tries again
        os.replace(home, gone)
    shutil.rmtree(gone, ignore_errors=True)


def sync(path: Path) -> None:
    """Have a file or folder on disk; folders cannot be synced on Windows."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
