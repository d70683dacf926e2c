"""The one door through which a page loads: read an upload, try it out, put it into the inbox, publish, go back.

What is in the way is a Refused with words for the person at the page.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl import child, contract, settings, template, temporary
from etl.build import publish as versions
from etl.build import state_files, uploads
from etl.build.publish import BuildError
from etl.contract import SourceError
from etl.readers.pledges.model import Reading
from etl.records.access import audit, reader

PLEDGES = uploads.PLEDGES
Say = Callable[[float], object]  # is told how far a build is, from 0 to 1


class Refused(Exception):
    """What cannot be done, in words."""


@dataclass(frozen=True)
class Upload:
    """A file at the page, with what a person says of it: `source`, the `day` of a file without dates, whose pledges for which meeting."""

    name: str
    content: bytes
    source: str = ""
    day: str = ""
    state: str = ""
    ministerial: str = ""


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Whatever a file or a build meets, as Refused."""
    try:
        yield
    except (SourceError, BuildError, child.Refused, ValueError, OSError) as error:
        raise Refused(child.of_the_disk(error) or str(error)) from error


@contextlib.contextmanager
def _written(upload: Upload) -> Iterator[Path]:
    """The upload as a file of its own name, for as long as it is read."""
    with temporary.folder("upload") as folder:
        path = folder / uploads.safe(upload.name)
        path.write_bytes(upload.content)
        yield path


def sources() -> dict[str, contract.Source]:
    """Every kind of file that can be loaded, by name."""
    return contract.sources()


def template_of(source: str, say: Callable[[str], str] = str) -> bytes:
    """The empty workbook of a source; `say` puts what explains it into the reader's language."""
    with tempfile.TemporaryDirectory(prefix="ledger-template-") as folder:
        return template.write(contract.find(source), Path(folder) / "template.xlsx", say).read_bytes()


def look(upload: Upload) -> dict:
    """What a file is and what a build would take of it, as `uploads.look` says it, and nothing stored."""
    said = (upload.source, upload.day, upload.state, upload.ministerial)
    with _in_words(), _written(upload) as path:
        return child.call("etl.build.uploads.look", path, *said)


def read_pledges(name: str, content: bytes) -> Reading:
    """An upload as a reading, and nothing stored: its state, meeting and candidates, or why it is refused."""
    with _in_words(), _written(Upload(name, content)) as path:
        return child.call("etl.build.uploads.read_pledges", path)


def _under(upload: Upload) -> tuple[str, ...]:
    return tuple(filter(None, (upload.day, upload.state, upload.ministerial)))


@contextlib.contextmanager
def tried(upload: Upload, say: Say = lambda share: None) -> Iterator[Path]:
    """The database that a build with this file would make, while it is looked at; nobody is served it."""
    with contextlib.ExitStack() as kept:
        with _in_words():
            folder = kept.enter_context(uploads.beside())
            file = (upload.source, upload.name, upload.content, *_under(upload))
            database = child.call("etl.build.uploads.try_out", folder, *file, heard=_heard(say))
        yield database


def load(upload: Upload, by: str, say: Say = lambda share: None) -> str:
    """Put a file into the inbox and publish; the new data version. A file that no build takes is not kept."""
    by = name_of(by)
    with _in_words(), versions.lock():  # no build meets a file that it does not know of
        path, is_new = uploads.store(upload.source, upload.name, upload.content, *_under(upload))
    try:
        return publish(by, f"{upload.source}/{path.name}", say, path)
    except Refused:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def publish(by: str = "", what: str = "", say: Say = lambda share: None, needed: Path | None = None) -> str:
    """Build all files and decisions in and publish; the new data version. Files that cannot be read are left out, but for `needed`."""
    with _in_words():
        reader.require("load")
        version = child.call("etl.build.uploads.publish", by, what, needed, reader.current().subject, heard=_heard(say))
        audit.note(reader.current(), "publish", subject=what, version=version)
        return version


def state_file(version: str, iso3: str) -> None:
    """Make the file of the state that whoever reads speaks for, of this world and beside a version, where it is not there yet."""
    if iso3 != reader.own_state():
        raise Refused("Only the focal point of a Member State reads its file.")
    with _in_words():
        state_files.ensure(version, iso3)


def _heard(say: Say) -> Callable[[str, float], None]:
    """What hears a build and tells how far it is, never going back: one world is made after the other."""
    shares = [0.0]

    def hear(_what: str, share: float) -> None:
        shares.append(max(shares[-1], min(1.0, share)))
        say(shares[-1])

    return hear


def name_of(by: str) -> str:
    """The name of a person as it is noted; Refused where none is given, or where they may not publish."""
    try:
        by = " ".join(reader.require("load", by).split())
    except ValueError as problem:
        raise Refused(str(problem)) from problem
    if not by:
        raise Refused("Say who publishes: a name, initials or an office.")
    return by[:80]


def loaded_since(version: str) -> list[str]:
    """The names of the files that were loaded after an earlier version."""
    with _in_words():
        return [path.name for path in uploads.loaded_since(version)]


def roll_back(version: str, by: str, with_files: bool) -> str:
    """Serve an earlier version again; `with_files` also takes what was loaded after it out of the inbox."""
    by = name_of(by)
    with _in_words(), versions.lock():
        since = uploads.loaded_since(version) if with_files else []
        served = versions.rollback(version, by, "; ".join(path.name for path in since), reader.current().subject)
        audit.note(reader.current(), "roll back", version=version, files=len(since))
        uploads.take_out(since)
        return served


def history() -> list[dict]:
    """What was published or rolled back to, the newest first: at, version, why, by, account, what; whether it `is_served`, and can be again."""
    kept = {one["data_version"]: one for one in versions.versions()}
    lines = []
    for line in reversed(versions.published()):
        one = kept.get(line["version"])
        lines.append(
            {"by": "", "account": "", "what": ""}
            | line
            | {
                "is_served": bool(one and one["is_current"]),
                "can_be_served": bool(one and one["schema_version"] == settings.SCHEMA_VERSION),
            }
        )
    return lines


def refused() -> list[dict]:
    """The files that the version being served was built without: file, source, where, what, expected, do."""
    return (versions.manifest(versions.current() or "") or {}).get("refused", [])
