"""Say where things are. Standard library only: both halves of the project import this.

Two folders can be moved by environment variables, for tests and for servers whose checkout is read-only:
``LEDGER_DATA`` holds what comes with the project (bundled, exercise, reference); ``LEDGER_WORK`` holds what
grows with use (inbox, build, decisions). Both default to ``data/`` beside this package.
"""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Raised whenever a table or column that a query reads changes: a link to a version with another number says so.
SCHEMA_VERSION = 3
VERSION_ID = re.compile(r"[0-9a-f]{12}")


def data_dir() -> Path:
    """Return the folder of bundled, exercise and reference files."""
    return Path(os.environ.get("LEDGER_DATA") or ROOT / "data")


def work_dir() -> Path:
    """Return the folder that holds the inbox and the builds."""
    return Path(os.environ.get("LEDGER_WORK") or data_dir())


def inbox_dir() -> Path:
    """Return the folder where users drop files, one sub-folder per source."""
    return work_dir() / "inbox"


def build_dir() -> Path:
    """Return the folder of published versions, the pointer and the intake ledger."""
    return work_dir() / "build"


def audience() -> str:
    """Return whom the dashboard serves: open, or restricted where LEDGER_AUDIENCE says so; any other word is open."""
    return "restricted" if os.environ.get("LEDGER_AUDIENCE", "").strip().casefold() == "restricted" else "open"


def decisions_file() -> Path:
    """Return the append-only log of what people decided; no part of what a build makes, so that it survives all builds."""
    return work_dir() / "decisions" / "decisions.jsonl"


def versions_dir() -> Path:
    """Return the folder that holds one sub-folder per published version."""
    return build_dir() / "versions"


def pointer_file() -> Path:
    """Return the text file whose first line is the id of the version being served."""
    return build_dir() / "current"


def database_file(version: str, dataset: str, audience: str) -> Path:
    """Return the path of one published database; `version` must look like an id."""
    if not VERSION_ID.fullmatch(version):
        raise ValueError(f"{version!r} is not a data version: expected 12 hexadecimal digits")
    return versions_dir() / version / f"{dataset}-{audience}.duckdb"
