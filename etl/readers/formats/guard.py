"""Refuse a hostile or wrong package before anything in it is parsed: only sizes, names and raw bytes are looked at."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError

from etl.contract import Refusal

LARGEST_FILE = 50 * 1024**2  # bytes as sent
LARGEST = 100 * 1024**2  # bytes once unpacked
LARGEST_XML = {".xlsx": 20 * 1024**2}  # bytes of one text part, which is parsed whole: a form has some kilobytes
LARGEST_TEXT = 8 * 1024**2
MARKS = {"rows": rb"</(?:\w+:)?(?:tr|row)>", "paragraphs": rb"</(?:\w+:)?p>"}
# In one part of the file: a form has some dozens, a tracker of pledges some hundreds.
MOST = {
    ".docx": (("rows", 2_000), ("paragraphs", 5_000)),
    ".pptx": (("rows", 2_000), ("paragraphs", 5_000)),
    ".xlsx": (("rows", 10_000),),
}
MOST_CELLS = 2_000_000  # from the first to the last of a sheet: a reader holds the empty ones between them too
LARGEST_STRINGS = 48 * 1024**2
LARGEST_STYLES = 8 * 1024**2  # bytes of a list of styles, which is parsed whole: Excel has at most 64,000
LONGEST_RUN = 1024**2  # bytes of one text: a cell of Excel has at most 32,767 letters
LONGEST_TAG = 8 * 1024
LARGEST_LINKS = 256 * 1024  # bytes of a list of links between parts
RATIO = 100  # times the packed size
SMALL = 64 * 1024  # bytes below which a ratio says nothing
MOST_MEMBERS = 5_000
OLD = bytes.fromhex("D0CF11E0A1B11AE1")
ENDINGS = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/", ".ods": "content.xml"}
TODAY = {".doc": ".docx", ".dot": ".docx", ".docm": ".docx", ".dotm": ".docx", ".dotx": ".docx", ".rtf": ".docx",
         ".odt": ".docx", ".fods": ".ods", ".ots": ".ods", ".sxc": ".ods", ".ppt": ".pptx", ".pps": ".pptx", ".pptm": ".pptx", ".ppsx": ".pptx", ".odp": ".pptx",
         ".pdf": ".docx"}  # fmt: skip
# Hyperlinks to the outside are text; everything else would be fetched or run by who opens the file.
HARMLESS = ("/hyperlink",)


@dataclass(frozen=True)
class Bounds:
    """How large a package of one kind may be: bytes as sent, unpacked and of one text part, marks and cells of one part.

    `strings` are the bytes of the list of a workbook's texts, which is held whole. What a package fetches from outside is no
    matter to a reader that only takes its cells: `may_link`.
    """

    file: int = LARGEST_FILE
    total: int = LARGEST
    xml: int = LARGEST_TEXT
    marks: tuple[tuple[str, int], ...] = ()
    cells: int = MOST_CELLS
    strings: int = LARGEST_STRINGS
    may_link: bool = False


FORMS = {kind: Bounds(xml=LARGEST_XML.get(kind, LARGEST_TEXT), marks=MOST[kind]) for kind in MOST}


def check(path: Path, kind: str = "", bounds: Bounds | None = None) -> None:
    """Raise Refusal with the reason unless a package is small, closed in itself and without macros or DTDs.

    `kind` is the ending of the name under which the file was sent, where the path has another; `bounds` those of its use.
    """
    kind = kind or path.suffix.casefold()
    if kind in TODAY:
        macros = " It may carry macros." if kind.endswith("m") else ""
        raise Refusal(f"{kind} files are not read.{macros} Save it as {TODAY[kind]} and send it again.")
    if kind not in ENDINGS:
        raise Refusal(
            f"{kind or 'Files without an ending'} {'files ' * bool(kind)}are not read: send .docx, .pptx, .xlsx, .ods or .csv."
        )
    bounds = bounds or FORMS[kind]
    packed = size(path, bounds.file)
    with path.open("rb") as handle:
        start = handle.read(8)
        if start == OLD:
            handle.seek(0)
            if "EncryptedPackage".encode("utf-16-le") in handle.read():
                raise Refusal("It is protected by a password. Remove the password and send it again.")
            raise Refusal(f"It is an old Office file renamed {kind}. Open it and save it as {kind}.")
    try:
        with zipfile.ZipFile(path) as archive:
            _members(archive, kind, packed, bounds)
            for member in archive.infolist():
                if kind != ".ods" or member.filename == ENDINGS[kind]:  # no other part of it is parsed
                    _content(archive, member, kind, bounds)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Refusal(f"It is damaged or not a {kind} file ({error}). Open it and save it again.") from error


def size(path: Path, most: int = LARGEST_FILE) -> int:
    """The bytes of a file; Refusal where it is none, is empty or too large."""
    if not path.is_file():
        raise Refusal("This is not a file.")
    count = path.stat().st_size
    if count > most:
        raise Refusal(f"It has {count:,} bytes; more than {most:,} are not read.")
    if not count:
        raise Refusal("It is empty.")
    return count


def _members(archive: zipfile.ZipFile, kind: str, size: int, bounds: Bounds) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refusal(f"It holds {len(members):,} parts, more than is allowed.")
    total = 0
    for member in members:
        name = member.filename
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
            raise Refusal(f"The path of a part climbs out of the file ({name[:80]}).")
        if member.flag_bits & 1:
            raise Refusal("It is protected by a password. Remove the password and send it again.")
        low = name.casefold()
        if "vbaproject" in low or low.endswith(("vbadata.xml", ".xlm")) or "/macrosheets/" in low:
            raise Refusal(f"It holds macros ({name[:80]}). Save it without macros and send it again.")
        if "/activex/" in low or ("/embeddings/" in low and low.endswith((".bin", ".exe"))):
            raise Refusal(f"It holds an embedded object ({name[:80]}). Remove it and send it again.")
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > SMALL and ratio > RATIO:
            raise Refusal(f"It is packed over {RATIO}:1 ({name[:80]}), as only a zip bomb is.")
        most = LARGEST_LINKS if low.endswith(".rels") else bounds.xml
        most = min(most, bounds.strings) if low.endswith("sharedstrings.xml") else most
        most = min(most, LARGEST_STYLES) if low.endswith("styles.xml") else most
        if low.endswith((".xml", ".rels", ".vml")) and member.file_size > most:
            raise Refusal(
                f"A part of it would unpack to {member.file_size:,} bytes ({name[:80]}): too much for what this is."
            )
        total += member.file_size
    if total > bounds.total:
        raise Refusal(f"It would unpack to {total:,} bytes; more than {bounds.total:,} is not read.")
    if total > SMALL and total > RATIO * size:
        raise Refusal(f"It is packed over {RATIO}:1, as only a zip bomb is.")
    if kind in ENDINGS and not any(member.filename.startswith(ENDINGS[kind]) for member in members):
        raise Refusal(f"It is not a {kind} file: what such a file holds is missing.")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: str, bounds: Bounds) -> None:
    name = member.filename.casefold()
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    with archive.open(member) as part:
        tail, last_row, last_column, since, seen = b"", 0, 0, 0, 0
        count = dict.fromkeys(MARKS, 0)
        while chunk := part.read(1 << 20):
            # A DTD in UTF-16 has a NUL after each letter; taking them away is enough to find it.
            text = tail + chunk.replace(b"\0", b"")
            if re.search(rb"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
                raise Refusal(
                    f"It declares a DOCTYPE or entities ({member.filename[:80]}), which no office program does."
                )
            opened = text.rfind(b"<")
            since = since + len(chunk) if opened < 0 else len(text) - opened
            if since > LONGEST_RUN:
                raise Refusal(f"A text in it has more than {LONGEST_RUN:,} bytes: too long for a cell or a paragraph.")
            for mark, most in bounds.marks:
                count[mark] += len(re.findall(MARKS[mark], text)) - len(re.findall(MARKS[mark], tail))
                if count[mark] > most:
                    raise Refusal(f"It has more than {most:,} {mark}: too many for what this should be. Split it.")
            if kind == ".xlsx":
                for letters, number in re.findall(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']", text):
                    last_row, last_column = max(last_row, int(number)), max(last_column, _column(letters))
                seen += text.count(b"<c ") + text.count(b"<c>") - tail.count(b"<c ") - tail.count(b"<c>")
                if seen > bounds.cells:
                    raise Refusal(f"A sheet of it has more than {bounds.cells:,} cells. Split it.")
                if last_row * last_column > bounds.cells:
                    raise Refusal(
                        f"A sheet of it reaches to row {last_row:,}, column {last_column:,}: delete what is empty."
                    )
            tail = text[-24:]
    if name == "[content_types].xml":
        if re.search(rb"macroEnabled|vbaProject", archive.read(member)):
            raise Refusal("It is a file with macros. Save it without macros and send it again.")
    elif name.endswith(".rels"):
        for piece in archive.read(member).replace(b"\0", b"").split(b">"):
            tag = piece[max(piece.rfind(b"<"), 0) :]
            if bounds.may_link or not re.match(rb"<(?:\w+:)?Relationship\b", tag):
                continue
            if len(tag) > LONGEST_TAG:
                raise Refusal("It is damaged: a link between its parts has no end. Open it and save it again.")
            kind, target = (_attribute(tag, key) for key in (b"Type", b"Target"))
            outside = _attribute(tag, b"TargetMode").casefold() == "external" or re.match(r"(\\\\|[a-z]{3,}:)", target)
            if outside and not kind.endswith(HARMLESS):
                what = kind.rsplit("/", 1)[-1] or "part"
                raise Refusal(f"It fetches a {what} from outside ({target[:80]}). Put it into the file or remove it.")
            if "/../../../" in f"/{target}/":
                raise Refusal(f"The path of a part climbs out of the file ({target[:80]}).")


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\b" + name + rb"\s*=\s*([\"'])(.*?)\1", tag, re.DOTALL)
    return match.group(2).decode("utf-8", "replace").strip() if match else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
