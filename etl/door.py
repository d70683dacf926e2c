"""The one door through which a page starts a load: read an upload, put it into the inbox, build and publish.

What is in the way is a Refused with words for the person at the page.
"""

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


class Refused(Exception):
    """What cannot be done, in words."""


def read_pledges(name: str, content: bytes) -> Reading:
    """An upload as a reading, and nothing stored: its state, meeting and candidates, or why it is refused."""
    from etl.readers.pledges import read  # python-docx and its like: only where there is a form

    with tempfile.TemporaryDirectory(prefix="ledger-upload-") as folder:
        path = Path(folder) / safe(name)
        path.write_bytes(content)
        return read.read(path, Lexicon(), path.name)


def safe(name: str) -> str:
    """A file's own name without folders and without what some system cannot store."""
    stem, dot, ending = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rpartition("/")[2]).rpartition(".")
    return f"{stem.strip(' .')[:100] or 'pledges'}{dot}{ending.casefold()}"


def store_pledges(name: str, content: bytes, iso3: str, ministerial: str) -> Path:
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
    # Beside it first and then renamed: a build never meets half of a file.
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as part_written:
        part_written.write(content)
    shutil.move(part_written.name, path)
    path.chmod(0o644)
    return path


def publish() -> str:
    """Build all files and decisions in and publish; the new data version."""
    try:
        return pipeline.run()["data_version"]
    except (SourceError, BuildError, OSError) as error:
        raise Refused(str(error)) from error
