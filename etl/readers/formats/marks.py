"""What a person put on a workbook beside its cells and meant something by: hidden sheets and rows, rows struck through, comments."""

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from etl.contract import Refusal
from etl.readers.formats import parts

LARGEST = 16 * 1024**2  # bytes of a list of styles or comments


@dataclass
class Marks:
    """Of one sheet; rows from 1. `comments` are the cells of a row with one, never what it says."""

    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    comments: dict[int, list[str]] = field(default_factory=dict)


def of(path: Path) -> dict[str, Marks]:
    """The marks of each sheet of a workbook by its name, none of any other file. Call once the workbook is known to be harmless."""
    if path.suffix.casefold() != ".xlsx":
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            return _of(archive)
    except (Refusal, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError):
        return {}  # whoever reads its rows says what is wrong with it


def _of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    names = set(archive.namelist())
    book = _parsed(archive, "xl/workbook.xml")
    hidden = {sheet.get("name") for sheet in book.iterfind(".//{*}sheet") if sheet.get("state", "visible") != "visible"}
    struck = _struck(archive) if "xl/styles.xml" in names else frozenset()
    found = {}
    for sheet, part in parts.listed(archive)[0].items():
        if part in names:
            seen = parts.scan(archive, part, struck)
            found[sheet] = Marks(sheet in hidden, seen.hidden_rows, seen.struck_rows, _comments(archive, part, names))
    return found


def _struck(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the styles of cells whose font is struck through."""
    styles = _parsed(archive, "xl/styles.xml")
    fonts = {
        str(number)
        for number, font in enumerate(styles.iterfind("{*}fonts/{*}font"))
        if (strike := font.find("{*}strike")) is not None and strike.get("val", "1") not in ("0", "false")
    }
    cells = enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(number) for number, style in cells if style.get("fontId") in fonts)


def _comments(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[int, list[str]]:
    links = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels"
    found: dict[int, list[str]] = {}
    for link in _parsed(archive, links) if links in names else ():
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), link.get("Target", ""))).lstrip("/")
        if link.get("Type", "").endswith("/comments") and target in names:
            for comment in _parsed(archive, target).iterfind(".//{*}comment"):
                row, _column = parts.number_of(comment.get("ref", ""))
                found.setdefault(row, []).append(comment.get("ref", ""))
    return found


def _parsed(archive: zipfile.ZipFile, part: str):
    if archive.getinfo(part).file_size > LARGEST:
        raise Refusal(f"{part} has more than {LARGEST:,} bytes.")
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
