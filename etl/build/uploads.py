"""Say what files that people upload are, put them into the inbox, try out what a build would make of one more, and publish."""

import contextlib
import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from etl import contract, file_check, form_check, settings, temporary
from etl.build import intake, kept, pipeline, raw
from etl.build import publish as versions
from etl.contract import SourceError
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Reading

PLEDGES = "pledges"


def safe(name: str) -> str:
    """A file's own name without folders and without what some system cannot store."""
    stem, dot, ending = re.sub(r"[^\w .()-]", "_", name.replace("\\", "/").rpartition("/")[2]).rpartition(".")
    return f"{stem.strip(' .-')[:100] or 'upload'}{dot}{ending.casefold()[:10]}"


def store(source: str, name: str, content: bytes, *under: str) -> tuple[Path, bool]:
    """Put a file into the inbox under its source and what else is said of it (a day, a state, a meeting); never over another.

    Its path, and whether it is new there. Only its owner may read it.
    """
    parts = [source, *filter(None, under)]
    if any(part in (".", "..") or re.search(r"[/\\:\0]", part) for part in parts):
        raise ValueError("What is said of a file is no name of a folder: a day, a state, a meeting.")
    folder = settings.inbox_dir().joinpath(*parts)
    path, number = folder / safe(name), 1
    for agree in (intake.agree, intake.day_of):  # a file that a build would refuse is not kept
        agree(contract.find(source), path.name, intake.place(path))
    for depth in range(len(parts)):
        home = settings.inbox_dir().joinpath(*parts[: depth + 1])
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
    while path.exists():
        if path.read_bytes() == content:
            return path, False
        number += 1
        path = folder / f"{Path(safe(name)).stem}-{number}{path.suffix}"
    # Beside it first and then renamed: a build never meets half of a file. Such a file is its owner's alone from the start.
    part = tempfile.NamedTemporaryFile(dir=folder, prefix=intake.PART, delete=False)  # noqa: SIM115
    try:
        with part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        os.replace(part.name, path)
    except OSError:
        Path(part.name).unlink(missing_ok=True)
        raise
    return path, True


def _titled(path: Path, source: str) -> str:
    days = [] if intake.days_in(path.name) else intake.titled(contract.find(source), path)
    return days[0].isoformat() if days else ""


def look(path: Path, source: str, day: str, state: str, ministerial: str) -> dict:
    """What `check` says of a file. `form` holds what is read in a form, slide or tracker.

    `needs_day` says that nobody gives the day of a file without dates: it is looked at as one of today. `titled_day` is that of a
    title in it where its name says none.
    """
    if source in ("", PLEDGES):
        forms, _words = form_check.check([path], state or None, ministerial or None)
        if forms and forms[0]:
            return {"source": PLEDGES, "file": forms[0]["file"], "form": forms[0]}
    try:
        answer = file_check.check(path, source or None, day or None)
        return answer | {"needs_day": False, "titled_day": _titled(path, answer["source"])}
    except SourceError as error:
        if not day:
            with contextlib.suppress(SourceError):
                return file_check.check(path, source or None, dt.date.today()) | {"needs_day": True}
        if "--" not in error.parts["remedy"] and "python -m" not in error.parts["remedy"]:
            raise
        # Who looks at a page has no command line before them.
        remedy = {"remedy": "Choose the kind of file, or fill the template of its kind."}
        raise SourceError(**error.parts | remedy) from error


@contextlib.contextmanager
def beside() -> Iterator[Path]:
    """Give a work folder with all files, receipts and decisions of the real one; what is done there touches nothing here."""
    home = settings.build_dir()
    home.mkdir(parents=True, exist_ok=True)
    with temporary.folder("trial", home) as folder:
        for path in settings.inbox_dir().rglob("*"):
            if path.is_file():
                to = folder / "inbox" / path.relative_to(settings.inbox_dir())
                to.parent.mkdir(parents=True, exist_ok=True)
                intake.link(path, to)
        (folder / "build").mkdir()
        copied = [home / "intake.jsonl", *(settings.work_dir() / "decisions").glob("*.jsonl")]
        for path in filter(Path.is_file, copied):
            to = folder / path.relative_to(settings.work_dir())
            to.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, to)
        yield folder


def try_out(folder: Path, source: str, name: str, content: bytes, *under: str) -> Path:
    """Build the real world with one more file in a folder of `beside`; return the database, which nobody serves."""
    with settings.working_in(folder):
        path, _is_new = store(source, name, content, *under)
        database, refused = pipeline.try_out(folder)
        _taken(path, source, refused)
        return database


def publish(by: str, what: str, needed: Path | None, account: str = "") -> str:
    """Build all in and publish; the new data version. SourceError where `needed`, a file of the inbox, was left out of it."""
    answer = pipeline.run(by=by, what=what, account=account)
    if needed:
        _taken(needed, needed.relative_to(settings.inbox_dir()).parts[0], answer["refused"])
    return answer["data_version"]


def loaded_since(version: str) -> list[Path]:
    """The files of the inbox that the version being served holds and an earlier one did not."""
    then, now = (
        {(file["source"], file["sha256"]) for file in (versions.manifest(one) or {}).get("files", ())}
        for one in (version, versions.current() or "")
    )
    return [path for source, path in intake.waiting() if (source.name, _hash(path)) in now - then]


def _hash(path: Path) -> str:
    """The hash of a file, nothing of one that no build takes."""
    try:
        return raw.shape(path).sha256
    except SourceError:
        return ""


def take_out(paths: list[Path]) -> None:
    """Move files out of the inbox to where no build looks, each under its source; never over another."""
    for path in paths:
        to = settings.work_dir() / "withdrawn" / path.relative_to(settings.inbox_dir())
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = 1
        while to.exists():
            number += 1
            to = to.with_name(f"{path.stem}-{number}{path.suffix}")
        os.replace(path, to)
    kept.keep({}, [path for _, path in intake.waiting()])


def _taken(path: Path, source: str, refused: list[dict]) -> None:
    """Say why a build left a file out, if it did."""
    for one in refused:
        if (one["file"], one["source"]) == (path.name, source):
            raise SourceError(one["file"], one["where"], one["what"], one["do"])


def read_pledges(path: Path) -> Reading:
    """What stands in a form, slide or tracker."""
    from etl.readers.pledges import read  # python-docx and its like: only where there is a form

    return read.read(path, Lexicon(), path.name)
