"""Keep what a PDF was read as, by its hash and the reader's version, so that no build pays for it again.

What the bundled PDFs were read as comes with the project (data/read); what users' files were read as lies beside the builds.
"""

import dataclasses
import datetime as dt
import json
import os
from pathlib import Path

from etl import settings
from etl.readers.monthly.model import VERSION, Row, Table, Total

ROW = ("page", "line", "contributor", "mission", "personnel_type", "men", "women", "people")
TOTAL = ("page", "line", "contributor", "mission", "men", "women", "people", "by_type")


def load(sha256: str) -> Table | None:
    """The table of the PDF of this hash; None where this version of the reader has not read it, or where the copy is damaged."""
    for folder in (settings.data_dir() / "read", _folder()):
        try:
            lines = (folder / _name(sha256)).read_text(encoding="utf-8").splitlines()
            about, *rows = map(json.loads, lines)
            day = dt.date.fromisoformat(about["as_of"]) if about["as_of"] else None
            totals = [Total(**dict(zip(TOTAL, total, strict=True))) for total in about["totals"]]
            for total in totals:
                total.by_type = [(kind, what, number) for kind, what, number in total.by_type]
            if about["rows"] == len(rows):
                return Table([Row(**dict(zip(ROW, row, strict=True))) for row in rows], totals, day)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def keep(sha256: str, table: Table, folder: Path | None = None) -> None:
    """Write a table beside the builds (or into `folder`), whole or not at all; a folder that cannot be written keeps nothing."""
    folder = folder or _folder()
    about = {
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "rows": len(table.rows),
        "totals": [_values(total, TOTAL) for total in table.totals],
    }
    lines = [json.dumps(line, ensure_ascii=False) for line in (about, *(_values(row, ROW) for row in table.rows))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{_name(sha256)}.{os.getpid()}"
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(folder / _name(sha256))
    except OSError:
        return


def _values(entry: Row | Total, names: tuple[str, ...]) -> list:
    fields = dataclasses.asdict(entry)
    return [fields[name] for name in names]


def _folder() -> Path:
    return settings.build_dir() / "read"


def _name(sha256: str) -> str:
    return f"{sha256[:16]}-v{VERSION}.jsonl"
