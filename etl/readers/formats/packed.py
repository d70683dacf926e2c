"""Unpack .gz and .zip within stated bounds, so that a hostile archive is refused before it fills the disk."""

import gzip
import lzma
import zipfile
import zlib
from pathlib import Path

from etl.contract import SourceError

LARGEST = 4 * 1024**3  # bytes once unpacked: thirty times the whole history of the UN's file
RATIO = 200  # times the packed size; the UN's own file packs about 20:1
KINDS = (".csv", ".txt", ".json", ".xlsx", ".ods", ".pdf")
REMEDY = "Unpack it yourself, check the content and drop the plain file."


def check_zip(path: Path) -> list[zipfile.ZipInfo]:
    """The members of a zip (an XLSX is one); refuse encryption, climbing paths, bombs and damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise SourceError(
            path.name, "whole file", f"is damaged or not what its name says ({error}).", REMEDY
        ) from error
    size = sum(member.file_size for member in members)
    for member in members:
        if member.flag_bits & 1:
            raise SourceError(path.name, member.filename, "is protected by a password.", REMEDY)
        parts = member.filename.replace("\\", "/").split("/")
        if not parts[0] or parts[0].endswith(":") or ".." in parts:
            raise SourceError(path.name, member.filename, "has a path that climbs out of the archive.", REMEDY)
    if size > LARGEST or (size > 100 * 1024**2 and size > RATIO * path.stat().st_size):
        raise SourceError(path.name, "whole file", f"would unpack to {size:,} bytes, more than is allowed.", REMEDY)
    return members


def unpack(path: Path, scratch: Path) -> Path:
    """The plain file inside a .gz or .zip, and the workbook that an .ods is, written into `scratch`; a plain file is returned as it is."""
    plain = _unpacked(path, scratch)
    if plain.suffix.casefold() != ".ods":
        return plain
    from etl.readers.formats import ods  # lxml: only where there is one

    return ods.as_workbook(plain, scratch)


def _unpacked(path: Path, scratch: Path) -> Path:
    if path.suffix.casefold() == ".gz":
        plain = scratch / path.stem
        with gzip.open(path) as source:
            return _copy(source, plain, path)
    if path.suffix.casefold() == ".zip":
        members = [
            member
            for member in check_zip(path)
            if not member.is_dir() and not member.filename.startswith("__MACOSX") and not _hidden(member.filename)
        ]
        data = [member for member in members if member.filename.casefold().endswith(KINDS)]
        if len(data) != 1:
            names = ", ".join(member.filename for member in members[:5]) or "nothing"
            raise SourceError(path.name, "whole file", f"should hold one data file and holds {names}.", REMEDY)
        plain = scratch / Path(data[0].filename).name
        try:
            with zipfile.ZipFile(path) as archive, archive.open(data[0]) as source:
                return _copy(source, plain, path)
        except (NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
            raise SourceError(path.name, "whole file", f"cannot be unpacked ({error}).", REMEDY) from error
    return path


def _hidden(name: str) -> bool:
    return Path(name).name.startswith(".")


def _copy(source, plain: Path, packed: Path) -> Path:
    """Copy a packed stream to `plain`, stopping at the bounds whatever the archive claims of its size."""
    allowed = min(LARGEST, max(100 * 1024**2, RATIO * packed.stat().st_size))
    try:
        with plain.open("wb") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
                if target.tell() > allowed:
                    raise SourceError(
                        packed.name,
                        "whole file",
                        f"unpacks to more than {allowed:,} bytes, more than is allowed.",
                        REMEDY,
                    )
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise SourceError(packed.name, "whole file", f"cannot be unpacked ({error}).", "Download it again.") from error
    return plain
