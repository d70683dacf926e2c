"""Read a pledge form, a slide or a tracker into candidates; what cannot be read is refused in words, never with a traceback."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import python_calamine

from etl import child
from etl.contract import Refusal, SourceError
from etl.readers.formats import docx, guard, ods, pptx, rows
from etl.readers.pledges import candidates, of_states, origin, remarks, segment, trackers, updates
from etl.readers.pledges.forms import Walk
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Candidate, Form, Passage, Reading
from etl.readers.roster.recognise import is_table_of_units

KINDS = {".docx": "form", ".pptx": "slide", ".xlsx": "tracker", ".ods": "tracker", ".csv": "tracker"}
FIRST, LAST = 8, 4  # paragraphs in which a letter or a speech says who writes, and who signs
FEW = 20  # words below which a form with pictures may be a scan
SHOWN, FEW_SHOWN = 12, 3  # lines that a note lists, of entries and of other text
LOOKED = 300  # lines passed over that are looked at once more
SECONDS_OF_PASSAGE, MOST_SECONDS = 0.05, 60  # that a child may take: some 17 ms are measured
LONGEST = 5_000  # letters of a cell of a tracker
MOST = 2_000  # commitments of a form; of a tracker as many as it may have rows


def read(
    path: Path, lexicon: Lexicon, name: str | None = None, iso3: str = "", ministerial: str = "", together: bool = False
) -> Reading:
    """The candidates of one file. `iso3` and `ministerial` are what a person says and go before what the file says.

    Remarks that compare candidates are added too, unless the file is read together with others (`read_all`).
    """
    name = name or path.name
    reading = Reading(file=name)
    try:
        reading.kind = KINDS.get(Path(name).suffix.casefold(), "")
        with child.reading(path, name), ods.opened(path) as plain:
            _read(plain, name, reading, lexicon, iso3, ministerial)
    except Refusal as refusal:
        return Reading(name, reading.kind, refused=True, reason=str(refusal))
    except SourceError as error:
        where = "" if error.parts["where"] == "whole file" else f"{error.parts['where']} "
        message = f"It cannot be read: {where}{error.parts['problem']} {error.parts['remedy']}"
        return Reading(name, reading.kind, refused=True, reason=message)
    if not together:
        remarks.remark([reading], lexicon)
    return reading


def read_all(
    paths: list[Path], lexicon: Lexicon, iso3: str = "", ministerial: str = "", names: list[str] | None = None
) -> list[Reading]:
    """The candidates of several files, a Reading each, with remarks over all of them: a form and a slide often say the same."""
    named = zip(paths, names or [path.name for path in paths], strict=True)
    readings = [read(path, lexicon, name, iso3, ministerial, together=True) for path, name in named]
    remarks.remark(readings, lexicon)
    return readings


def changed(old: list[Candidate], new: list[Candidate]) -> list[tuple[str, str]]:
    """Pair each new candidate with the old one whose place it takes: (new id, old id), best likeness first.

    Only what is gone can be replaced, of the same state and meeting; the same category counts for likeness.
    """
    from rapidfuzz import fuzz

    same = {candidate.candidate_id for candidate in old} & {candidate.candidate_id for candidate in new}
    gone = [candidate for candidate in old if candidate.candidate_id not in same]
    come = [candidate for candidate in new if candidate.candidate_id not in same]
    scores = []
    for after in come:
        for before in gone:
            if (after.iso3, after.ministerial) == (before.iso3, before.ministerial):
                alike = fuzz.token_sort_ratio(after.sentence.casefold(), before.sentence.casefold())
                alike = max(alike, fuzz.ratio(after.sentence.casefold(), before.sentence.casefold()))
                alike += 8 * (after.category == before.category) - 8 * (after.category != before.category)
                alike += 6 * bool(after.capability and after.capability == before.capability)
                if alike >= 62:
                    scores.append((-alike, after.candidate_id, before.candidate_id))
    pairs: list[tuple[str, str]] = []
    taken: set[str] = set()
    for _, later, earlier in sorted(scores):
        if later not in taken and earlier not in taken:
            taken |= {later, earlier}
            pairs.append((later, earlier))
    return pairs


def _read(path: Path, name: str, reading: Reading, lexicon: Lexicon, iso3: str, ministerial: str) -> None:
    kind = Path(name).suffix.casefold()
    kind = ".xlsx" if kind == ".ods" else kind  # what it was opened as
    if kind == ".csv":
        guard.size(path)
    else:
        guard.check(path, kind)
    if reading.kind == "tracker":
        if rows.is_windows(path, name):
            reading.notes.append(f"{rows.READ_AS_WINDOWS[0].upper()}{rows.READ_AS_WINDOWS[1:]}.")
        tracked = _tracker(path, name, kind, lexicon)
        if not tracked.is_tracker:
            raise Refusal(
                "No row of it has the headings of a list of pledges: at least a pledge's text and one thing beside it."
            )
        first, last = [], []
        form = Form(tracked.passages, tracked.headings, tracked.notes, columns=tracked.columns)
        form.passed = [where for count, where in tracked.passed for _ in range(count)]
        margins, has_states = [], tracked.has_states
    else:
        document = docx.read(path) if kind == ".docx" else pptx.read(path)
        lines = [item.text for item in document.body if isinstance(item, docx.Paragraph) and item.text]
        first, last = lines[:FIRST], lines[FIRST:][-LAST:]
        form, margins = _document(document, lexicon, kind), [m.text for m in document.margins if m.text]
        has_states = form.has_states
    reading.updates = form.updates
    reading.notes += [updates.in_words(update) for update in form.updates]
    body = "\n".join(passage.text for passage in form.passages)
    owner = origin.find(form.headings, margins, name, lexicon, body, first, last)
    reading.notes += form.notes
    if not has_states:
        reading.iso3, reading.state_from = (iso3, "what you say") if iso3 else (owner.iso3, owner.state_from)
    reading.ministerial = ministerial or owner.ministerial
    given = [bool(iso3 or has_states), bool(ministerial or all(p.ministerial for p in form.passages) and form.passages)]
    reading.notes += [
        note for note in owner.notes if not given["Ministerial" in note and "State" not in note.split()[0]]
    ]
    if len(form.passages) > (trackers.MOST_ROWS if reading.kind == "tracker" else MOST):
        raise Refusal(f"It holds {len(form.passages):,} commitments, more than a {reading.kind} can have.")
    child.allow(min(len(form.passages) * SECONDS_OF_PASSAGE, MOST_SECONDS))
    passages = [_meeting(passage, lexicon) for passage in form.passages]
    reading.candidates = candidates.build(passages, reading, lexicon)
    states = Counter(candidate.iso3 for candidate in reading.candidates)
    if has_states and len(states) == 1:
        reading.iso3, reading.state_from = next(iter(states)), "its rows"
    meetings = {candidate.ministerial for candidate in reading.candidates}
    if not reading.ministerial and len(meetings) == 1:
        reading.ministerial = meetings.pop()
    reading.columns, reading.passed = form.columns, form.left + form.passed
    if reading.passed:
        listed = list(dict.fromkeys(form.left))[:SHOWN] or list(dict.fromkeys(form.passed))[:FEW_SHOWN]
        rest = len(set(reading.passed)) - len(listed)
        more = f" and {rest:,} more" if rest else ""
        count = f"{len(reading.passed):,} {'passage' if len(reading.passed) == 1 else 'passages'}"
        reading.notes.append(f"Not taken for commitments, {count}: {'; '.join(listed)}{more}.")
    looked = form.passed[:LOOKED] if reading.kind != "tracker" else []
    doubtful = [line.split(": “")[0] for line in looked if "“" in line and segment.may_promise(line, lexicon)]
    if doubtful:
        places = "; ".join(dict.fromkeys(doubtful[:SHOWN])) + (" and more" if len(doubtful) > SHOWN else "")
        some = "passage of these names or counts" if len(doubtful) == 1 else "passages of these name or count"
        reading.notes.append(f"{len(doubtful):,} {some} something that can be promised: look at {places}.")


def _meeting(passage: Passage, lexicon: Lexicon) -> Passage:
    """A passage whose own meeting is spelt as ours, where a row names one."""
    if not passage.ministerial:
        return passage
    known = {row["ministerial"].casefold(): row["ministerial"] for row in lexicon.ministerials}
    meeting = known.get(passage.ministerial.casefold()) or origin.meeting(
        [f"Ministerial {passage.ministerial}"], lexicon
    )
    return Passage(**{**passage.__dict__, "ministerial": meeting or passage.ministerial})


def _document(document: docx.Document, lexicon: Lexicon, kind: str) -> Form:
    units = [item for item in document.body if isinstance(item, docx.Table) and is_table_of_units(item.by_column())]
    document.body = [item for item in document.body if item not in units]
    form = _walked(document, lexicon, kind == ".pptx")
    if units and not form.passages:
        raise Refusal(f"{_of_units(units)}, and nothing else that is a commitment.")
    if units:
        form.notes.append(f"{_of_units(units)}.")
        form.passed += [f"{table.place}, row {number}" for table in units for number, _ in table.rows]
    words = sum(len(p.text.split()) for p in [*docx.flat(document.body), *document.footnotes.values()])
    if document.picture_count and not form.passages and words < FEW:
        raise Refusal(
            "It holds a picture, such as a scan, and no text: pictures are not read. Send the form as it was typed."
        )
    if document.picture_count:
        form.notes.append(f"Pictures in it that are not read: {document.picture_count}.")
    if document.change_count:
        form.notes.append("It holds tracked changes: what was inserted is read, what was deleted is not.")
    if not form.passages and not words:
        raise Refusal("It is empty: no text stands in it.")
    return form


def _of_units(tables: list[docx.Table]) -> str:
    """What is said of tables of units in a document, whose women and levels would be read as pledges."""
    places = ", ".join(table.place for table in tables[:SHOWN])
    return (
        f"It holds a list of units with their strength or level ({places}), which is a roster and is not read from a document:"
        " copy the table into a workbook, save it as XLSX and load that"
    )


def _walked(document: docx.Document, lexicon: Lexicon, is_slide: bool) -> Form:
    """What a document holds; each part of one that has a part for each state with that state."""
    parts = of_states.parts(document, lexicon, is_slide)
    if not parts:
        return Walk(document, lexicon, is_slide).run()
    joined = Form(has_states=True)
    for iso3, part in parts:
        form = Walk(part, lexicon, is_slide).run()
        joined.passages += [replace(passage, iso3=passage.iso3 or iso3) for passage in form.passages]
        for name in ("headings", "notes", "left", "passed", "columns", "updates"):
            getattr(joined, name).extend(getattr(form, name))
    return joined


def _tracker(path: Path, name: str, kind: str, lexicon: Lexicon) -> trackers.Tracked:
    sheets: dict[str, trackers.Sheet] = {}
    long: list[tuple[int, str]] = []
    for count, row in enumerate(trackers.listed(path, name), 1):
        if count > trackers.MOST_ROWS:
            raise Refusal(f"It has more than {trackers.MOST_ROWS:,} rows: too many for a list of pledges. Split it.")
        sheet = sheets.setdefault(row.sheet or "", trackers.Sheet(row.sheet or ""))
        place = f"sheet {row.sheet}, row {row.line}" if row.sheet is not None else f"line {row.line}"
        sheet.rows.append((place, [cell if cell and len(cell) <= LONGEST else "" for cell in row.cells]))
        long += [(1, f"{place}, a text of {len(cell):,} letters") for cell in row.cells if cell and len(cell) > LONGEST]
    if kind == ".xlsx":
        _merged(path, sheets)
    tracked = trackers.read(list(sheets.values()), lexicon)
    tracked.passed += long
    return tracked


def _merged(path: Path, sheets: dict[str, trackers.Sheet]) -> None:
    """Give every cell of a merged range what its first one says, downwards in one column only."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name, sheet in sheets.items():
        for (top, left), (bottom, right) in book.get_sheet_by_name(name).merged_cell_ranges or ():
            if left != right or top >= len(sheet.rows):
                continue
            for _, cells in sheet.rows[top + 1 : bottom + 1]:
                if left < len(cells) and left < len(sheet.rows[top][1]):
                    cells[left] = cells[left] or sheet.rows[top][1][left]
