"""Headings that stand in two rows, such as “Period” over “from” and “to”: made one row before anything else is read.

Of merged cells a sheet holds the first alone, so that what stands left of a blank holds for it too.
"""

from collections.abc import Iterator
from itertools import chain

from etl import contract
from etl.contract import Source
from etl.readers.formats.rows import Row

PARTED = {"period", "words", "kind", "areas"}  # of ours, that a heading over others may have been taken for
WITHIN = 20  # rows of a sheet in which headings are looked for


def joined(rows: Iterator[Row], source: Source) -> Iterator[Row]:
    """The rows of a file, as many as there are. Where two rows are the headings of a source whose cells are words, the lower holds them and the upper nothing."""
    if not source.reads_words:
        yield from rows
        return
    above: Row | None = None
    seen, sheet = 0, object()
    for row in chain(rows, (None,)):
        if row is not None and row.sheet != sheet:
            seen, sheet = 0, row.sheet
        if above is not None and row is not None and above.sheet == row.sheet and seen < WITHIN:
            heads = _both(above, row, source)
            if heads:
                above, row, seen = above._replace(cells=[None] * len(above.cells)), row._replace(cells=heads), WITHIN
            elif not contract.pick_columns(source, [cell or "" for cell in above.cells])[1]:
                seen = WITHIN  # the headings are found: a row below them is none, whatever its words
        seen += 1
        if above is not None:
            yield above
        above = row


def _both(above: Row, below: Row, source: Source) -> list[str | None]:
    """What two rows say together as headings; nothing where the lower one is none, or adds nothing."""
    upper, lower = _picked(above.cells, source), _picked(below.cells, source)
    if heads := _parted(above, below, upper, source):
        return heads
    if (
        len(lower) < 2
        and not (lower and upper)
        or any(cell and place not in lower.values() for place, cell in enumerate(below.cells))
    ):
        return []
    last, heads = None, []
    for place in range(max(len(above.cells), len(below.cells))):
        own = above.cells[place] if place < len(above.cells) else None
        under = below.cells[place] if place < len(below.cells) else None
        last = own or last
        heads.append(under if under and place in lower.values() else f"{last} {under}" if under else own)
    together = _picked(heads, source)
    return (
        heads
        if len(together) > len(upper) and len(together) > len(lower) and upper.keys() - together.keys() <= PARTED
        else []
    )


def _parted(above: Row, below: Row, upper: dict[str, int], source: Source) -> list[str | None]:
    """Two rows as headings where only both have all that is needed: “Need” over “Kind, Area”, and “Unit” over “Type”, which is the type of the unit."""
    whole = {above.cells[place] for ours, place in upper.items() if ours not in PARTED}
    last, heads, known, count = None, [], 0, 0
    for place in range(max(len(above.cells), len(below.cells))):
        own, under = (row.cells[place] if place < len(row.cells) else None for row in (above, below))
        last = own or last
        is_known = bool(under) and bool(contract.pick_columns(source, [under or ""], loosely=False)[0])
        known, count = known + is_known, count + bool(under)
        heads.append(under if is_known and last not in whole else f"{last} {under}" if under else own)
    rows = (above.cells, below.cells, heads)
    lacks = [bool(contract.pick_columns(source, [cell or "" for cell in cells])[1]) for cells in rows]
    return heads if count > 2 and known * 2 > count and lacks == [True, True, False] else []


def _picked(cells: list[str | None], source: Source) -> dict[str, int]:
    return contract.pick_columns(source, [cell or "" for cell in cells])[0]
