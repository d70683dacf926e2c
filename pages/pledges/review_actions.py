"""What the Review page does: keep an upload, log a decision, publish decisions. The only page code that changes anything."""

import re
import shutil
import tempfile
from pathlib import Path

from etl import contract, settings
from etl.build import intake, pipeline
from etl.build.publish import BuildError
from etl.contract import SourceError
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Reading
from etl.records import decisions

TYPES = ("docx", "pptx", "xlsx", "csv")
LARGEST_MB = 50


class Refused(Exception):
    """What cannot be done, in words."""


def look(name: str, content: bytes) -> Reading:
    """Read an upload without keeping it: its state, meeting and candidates, or why it is refused."""
    from etl.readers.pledges import read

    with tempfile.TemporaryDirectory(prefix="ledger-upload-") as folder:
        path = Path(folder) / safe(name)
        path.write_bytes(content)
        return read.read(path, Lexicon(), path.name)


def safe(name: str) -> str:
    """Return a file's own name without folders and without what some system cannot store."""
    stem, dot, ending = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rpartition("/")[2]).rpartition(".")
    return f"{stem.strip(' .')[:100] or 'pledges'}{dot}{ending.casefold()}"


def keep(name: str, content: bytes, iso3: str, ministerial: str) -> Path:
    """Put an upload into the inbox, under the state and meeting that a person chose; never over another file."""
    try:
        intake.agree(contract.find("pledges"), safe(name), safe(name))
    except SourceError as error:
        raise Refused(str(error)) from error
    folder = settings.inbox_dir() / "pledges"
    for part in filter(None, (iso3, ministerial)):
        folder /= part
    folder.mkdir(parents=True, exist_ok=True)
    stem, _, ending = safe(name).rpartition(".")
    path, number = folder / f"{stem}.{ending}", 1
    while path.exists() and path.read_bytes() != content:
        number += 1
        path = folder / f"{stem}-{number}.{ending}"
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as whole:
        whole.write(content)
    shutil.move(whole.name, path)
    path.chmod(0o644)
    return path


def publish() -> str:
    """Build all forms and decisions in and return the new data version; Refused says what is in the way."""
    try:
        return pipeline.run()["data_version"]
    except (SourceError, BuildError, OSError) as error:
        raise Refused(str(error)) from error


def decide(candidate_id: str, action: str, by: str, base: int, **told) -> dict:
    """Log one decision; Refused says what is missing, decisions.Conflict that another person was there first."""
    try:
        return decisions.decide(candidate_id, action, by, base=base, **told)
    except (ValueError, OSError) as error:
        raise Refused(str(error)) from error


def log() -> list[dict]:
    """Return every decision, also those that no data version holds yet."""
    return decisions.log()


def states(entries: list[dict]) -> dict[str, decisions.State]:
    """Return what stands for each candidate."""
    return decisions.states(entries)
