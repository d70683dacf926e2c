"""Say where things are. Standard library only: both halves of the project import this.

Two folders can be moved by environment variables, for tests and for servers whose checkout is read-only:
``LEDGER_DATA`` holds what comes with the project (bundled, exercise, reference); ``LEDGER_WORK`` holds what
grows with use (inbox, build, decisions). Both default to ``data/`` beside this package.
"""

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Raised whenever a table or column that a query reads changes: a link to a version with another number says so.
SCHEMA_VERSION = 16
VERSION_ID = re.compile(r"[0-9a-f]{12}")
AUDIENCE = re.compile(r"open|restricted|state-[A-Z]{3}")
DATASETS = ("public", "exercise")
EXERCISE_DAY = dt.date(2026, 11, 1)  # today in the exercise, so that nothing of it ages as the real days go by
_dataset: ContextVar[str] = ContextVar("dataset", default="public")
_work: ContextVar[Path | None] = ContextVar("work", default=None)


def data_dir() -> Path:
    """The folder of bundled, exercise and reference files."""
    return Path(os.environ.get("LEDGER_DATA") or ROOT / "data")


def dataset() -> str:
    """Which world is being read: `public`, made of real files only, or `exercise`, which is all invented."""
    return _dataset.get()


@contextlib.contextmanager
def using(name: str) -> Iterator[None]:
    """Read one world for a while: its bundled files, reference lists and decisions, and nothing of the other."""
    token = _dataset.set(name)
    try:
        yield
    finally:
        _dataset.reset(token)


def datasets() -> tuple[str, ...]:
    """The worlds that there is data of."""
    return DATASETS if (data_dir() / "exercise").is_dir() else DATASETS[:1]


def bundled_dir() -> Path:
    """The folder of files that come with the project, one sub-folder per source."""
    return data_dir() / ("exercise" if dataset() == "exercise" else "bundled")


def reference_file(name: str) -> Path:
    """A reference list of this world: the exercise has its own states, missions and spellings, and shares the rest."""
    own = data_dir() / "exercise" / "reference" / f"{name}.csv"
    return own if dataset() == "exercise" and own.exists() else data_dir() / "reference" / f"{name}.csv"


def reference_files() -> list[Path]:
    """Every reference list of this world, in order of name."""
    return [reference_file(path.stem) for path in sorted((data_dir() / "reference").glob("*.csv"))]


def work_dir() -> Path:
    """The folder that holds the inbox and the builds."""
    return _work.get() or Path(os.environ.get("LEDGER_WORK") or data_dir())


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Take another folder for the inbox and the builds for a while: what is tried out there is published nowhere."""
    token = _work.set(folder)
    try:
        yield
    finally:
        _work.reset(token)


def inbox_dir() -> Path:
    """The folder where users drop files, one sub-folder per source."""
    return work_dir() / "inbox"


def build_dir() -> Path:
    """The folder of published versions, the pointer and the intake ledger."""
    return work_dir() / "build"


def audience() -> str:
    """What this process may show at most: open, or restricted where LEDGER_AUDIENCE says so; any other word is open."""
    return "restricted" if os.environ.get("LEDGER_AUDIENCE", "").strip().casefold() == "restricted" else "open"


def is_own_machine() -> bool:
    """Whether the dashboard serves only who sits at its machine: it has no public address and listens on the loopback one."""
    host = os.environ.get("LEDGER_HOST", "").strip()
    return not os.environ.get("LEDGER_ORIGIN", "").strip() and (
        host in ("", "localhost", "::1") or host.startswith("127.")
    )


def calls_are_taken() -> bool:
    """Whether the shared call record can be written: yes, unless LEDGER_CALLS says anything but on."""
    return os.environ.get("LEDGER_CALLS", "").strip().casefold() in ("", "on")


def decisions_file() -> Path:
    """The append-only log of what people decided; no part of what a build makes, so that it survives all builds."""
    return work_dir() / "decisions" / ("exercise.jsonl" if dataset() == "exercise" else "decisions.jsonl")


def own(path: str, flags: int) -> int:
    """Open a file, as the opener of `open`, that its owner alone may read and write where it is new."""
    return os.open(path, flags, 0o600)


def own_folder(path: Path) -> None:
    """Make a folder that its owner alone may enter; one that is there keeps the rights that it was given."""
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)


def versions_dir() -> Path:
    """The folder that holds one sub-folder per published version."""
    return build_dir() / "versions"


def pointer_file() -> Path:
    """The text file whose first line is the id of the version being served."""
    return build_dir() / "current"


def database_file(version: str, dataset: str, audience: str) -> Path:
    """The path of one published database; `version` must look like an id and `audience` like open, restricted or state-FJI."""
    if not VERSION_ID.fullmatch(version):
        raise ValueError(f"{version!r} is not a data version: expected 12 hexadecimal digits")
    if not AUDIENCE.fullmatch(audience):
        raise ValueError(f"{audience!r} is not an audience: open, restricted, or state- and the code of a Member State")
    return versions_dir() / version / f"{dataset}-{audience}.duckdb"
