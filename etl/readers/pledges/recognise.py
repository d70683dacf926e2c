"""Tell forms, slides and trackers from other files by their first rows, within bounds, before anything opens them."""

from pathlib import Path

from etl import contract
from etl.contract import Refusal, Source, SourceError
from etl.readers.formats import guard, ods
from etl.readers.formats.peek import FIRST, WIDEST, first_rows
from etl.readers.pledges import columns, trackers
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.roster.recognise import is_roster
from etl.readers.stems import words

DATA = (".gz", ".zip", ".json", ".txt", ".pdf")


def is_form(path: Path, lexicon: Lexicon) -> bool:
    """Whether a file is read as a form, slide or tracker, or refused as one; data files are not."""
    kind = path.suffix.casefold()
    if kind in DATA or not path.is_file():
        return False
    if kind in (".docx", ".pptx") or kind in guard.TODAY:
        return True
    if kind == ".ods":
        try:
            with ods.opened(path, FIRST) as plain:
                return is_form(plain, lexicon)
        except SourceError:  # whoever reads it as data says what is wrong
            return False
    first = first_rows(path)
    if is_roster(first) or _is_data(_headed(first, lexicon)):
        return False
    if kind == ".csv":
        sheets = {"": trackers.Sheet("", [("", row) for row in first])}
    elif kind == ".xlsx":
        sheets = {}
        try:
            guard.check(path)
            for row in trackers.listed(path, path.name):
                sheet = sheets.setdefault(row.sheet or "", trackers.Sheet(row.sheet or ""))
                if len(sheet.rows) < FIRST:
                    sheet.rows.append(("", [cell or "" for cell in row.cells[:WIDEST]]))
        except (Refusal, SourceError):
            return True
        listed = [[cells for _, cells in sheet.rows] for sheet in sheets.values()]
        if _is_data([row for rows in listed for row in _headed(rows, lexicon)]):
            return False
    else:
        return False
    return trackers.is_one(sheets.values(), lexicon)


def _headed(rows: list[list[str]], lexicon: Lexicon) -> list[list[str]]:
    """The rows in which headings may stand: below those of pledges the words of a row are none."""
    known = columns.find(rows, lexicon)
    return rows if known is None or known.is_by_content else rows[: known.row + 1]


def _is_data(listed: list[list[str]]) -> bool:
    """Whether a row has the headings of a declared table."""
    return any(
        not contract.pick_columns(source, row)[1] and not (source.reads_words and _names_pledges(row, source))
        for row in listed
        if any(row)
        for source in contract.tables().values()
    )


def _names_pledges(row: list[str], source: Source) -> bool:
    """Whether a heading that is none of a source's own says pledge, commitment or Ministerial: then words such as “Description” are of pledges."""
    own = {contract.fold(theirs) for column in source.columns.values() for theirs in column.theirs}
    said = {word.stem for meaning in ("pledge", "ministerial") for word in words(columns.WITHIN[meaning])}
    return any(contract.fold(cell) not in own and said & {word.stem for word in words(cell)} for cell in row if cell)
