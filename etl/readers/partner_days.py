"""Words of time as days, and never more exact than they are: what says less, or more, than days is not read."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from etl.readers import texts
from etl.readers.stems import plain

LINKS = r"(?:-|–|—|to|until|through|and|au?|et|bis|und|al?|hasta|y|ate|e)"
MONTHS = re.compile(rf"\b({texts.MONTH})\s*{LINKS}\s*({texts.MONTH})\s+(?:of |de |del )?({texts.YEAR})\b")
DAYS = re.compile(
    rf"\b(\d{{1,2}})\s*{LINKS}\s*(\d{{1,2}})\s+(?:of |de )?({texts.MONTH})\s+(?:of |de |del )?({texts.YEAR})\b"
)
PARTS = (  # of a year: the words, and its first and last month by the number in them
    (re.compile(rf"\b(?:q|t|quarter |trimestre |trim\.? )([1-4])[ /,-]*(?:of |de |del )?({texts.YEAR})\b"), 3),
    (
        re.compile(
            rf"\b([1-4])(?:st|nd|rd|th|er|e|o|º)? (?:quarter|trimestre|trim\.?|quartal)\s*(?:of |de |del )?({texts.YEAR})\b"
        ),
        3,
    ),
    (re.compile(rf"\b(?:h|s)([12])[ /,-]*({texts.YEAR})\b"), 6),
    (
        re.compile(
            rf"\b([12])(?:st|nd|er|e|o|º)? (?:half|semestre|semester|halbjahr)\s*(?:of |de |del )?({texts.YEAR})\b"
        ),
        6,
    ),
)
ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "premier": "1", "deuxieme": "2", "troisieme": "3", "quatrieme": "4",
    "primer": "1", "segundo": "2", "tercer": "3", "cuarto": "4", "primeiro": "1", "erstes": "1", "zweites": "2", "drittes": "3", "viertes": "4",
}  # fmt: skip
SLASHED = re.compile(r"\b(\d{1,2})([./])(\d{1,2})[./](\d{4}|\d\d)\b")
YEAR_FIRST = re.compile(rf"\b({texts.YEAR})[./](\d\d)[./](\d\d)\b")
ORDINAL_DAY = re.compile(rf"\b(\d{{1,2}})\. ?(?=(?:{texts.MONTH})\b|quartal|halbjahr)")
SEASON = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|printemps|ete|automne|hiver|primavera|verano|otono|invierno|fruhling|sommer|herbst)\b"
)
# What may stand beside a day, a month or a part of a year: with any other word a cell says more than days.
BESIDE_WORDS = (
    "q t h s st nd rd th er e o re ere to until through and au a et bis und al hasta y ate of de del the le la el der des du d from starting on in im il l"
    " by before no later than nlt not since as avant antes vor ab desde partir jusqu jusque plus tard till up available between entre end fin ende finales"
    " quarter trimestre trim quartal half semestre semester halbjahr latest spatestens mas tardar start begin starts at deadline due"
)
BESIDE = set(BESIDE_WORDS.split())
END = re.compile(r"\b(?:end|fin|ende|finales)\b")
BEFORE = re.compile(r"^(?:before|avant|antes|vor)\b")
# 30 August to 3 September 2027: the year is that of both
OVER_MONTHS = re.compile(
    rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of |de )?({texts.MONTH})\s*{LINKS}\s*(?:le |the |el )?(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of |de )?({texts.MONTH}) (?:of |de |del )?({texts.YEAR})\b"
)
NO_YEAR = re.compile(rf"\b\d{{1,2}} (?:of |de )?(?:{texts.MONTH})\b(?! (?:of |de |del )?{texts.YEAR})")
CLOSE = re.compile(rf"\b(\d{{1,2}}) ?({texts.MONTH}) ?(\d\d)\b(?!\d)")  # 01MAR27, 15 Apr 27
SHORT = re.compile(rf"\b(\d{{1,2}})-({texts.MONTH})-(\d\d)\b")  # 15-Sep-26; Sep-26 might be a day
MONTH_YEAR = re.compile(rf"\b(0?[1-9]|1[0-2])[/.]({texts.YEAR})\b")


def span(text: str, day_first: bool | None = True) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that words of time reach over: `1-15 March 2027`, `fin juin 2027`; None where they say none.

    Also where they say less, as a month or a quarter does, or more, or where 1/3/27 could be of March or of January: `day_first` is None.
    """
    low = ORDINAL_DAY.sub(
        r"\1 ", YEAR_FIRST.sub(r"\1-\2-\3", CLOSE.sub(r"\1 \2 20\3", SHORT.sub(r"\1 \2 20\3", plain(text))))
    )
    if SEASON.search(low):
        return None  # summer is not the same half of the year everywhere
    strange = set(re.findall(r"[^\W\d_]+", low)) - BESIDE - ORDINALS.keys() - texts.MONTHS.keys()
    if strange:
        return None
    is_end = bool(END.search(low))
    for word, number in ORDINALS.items():
        low = re.sub(rf"\b{word}\b", number, low)
    found: list[tuple[dt.date, dt.date]] = []
    for pattern, months in PARTS:
        for read in pattern.finditer(low):
            last = int(read[1]) * months
            found.append((dt.date(int(read[2]), last - months + 1, 1), _end(int(read[2]), last)))
        low = pattern.sub(" ", low)
    for read in SLASHED.finditer(low):
        try:
            year = int(read[4]) + (2000 if len(read[4]) == 2 else 0)
            first, second = int(read[1]), int(read[3])
            is_day_first = True if read[2] == "." or first > 12 else False if second > 12 else day_first
            if is_day_first is None and first != second:
                return None
            one = dt.date(year, first, second) if is_day_first is False else dt.date(year, second, first)
        except ValueError:
            return None
        found.append((one, one))
    low = SLASHED.sub(" ", low)
    low = MONTH_YEAR.sub(lambda read: f"{read[2]}-{int(read[1]):02}", low)
    low = OVER_MONTHS.sub(r"\1 \2 \5 - \3 \4 \5", low)
    low = DAYS.sub(r"\1 \3 \4 - \2 \3 \4", MONTHS.sub(r"\1 \3 - \2 \3", low))
    try:
        found += [_days(date) for date in texts.dates(low)]
    except ValueError:
        return None
    if not found or NO_YEAR.search(low):
        return None
    whole = (min(first for first, _ in found), max(last for _, last in found))
    if BEFORE.search(low.strip()) and whole[0] != whole[1]:
        return None  # before May may be before its first day or before its last
    if is_end and len(found) == 1:
        return whole[1], whole[1]
    return whole if all(first == last for first, last in found) else None  # a month or a quarter is no day


def is_part_of_year(text: str) -> bool:
    """Whether a text names a quarter or half of a year."""
    return any(pattern.search(plain(text)) for pattern, _months in PARTS)


def order(cells: Iterable[str | None]) -> bool | None:
    """Whether days with strokes have the day first, by those of a file that can be read only so; None where nothing tells, or some are of each."""
    read = [found for cell in cells for found in SLASHED.finditer(cell or "") if found[2] == "/"]
    day, month = any(int(one[1]) > 12 for one in read), any(int(one[3]) > 12 for one in read)
    return day if day != month else None


def reach(text: str, day_first: bool | None) -> tuple[dt.date | None, dt.date | None] | None:
    """The first and last day of a cell that holds both; only one of them where it says "from" or "until"."""
    found, low = span(text, day_first), plain(text).strip()
    if MONTHS.search(low) or DAYS.search(low):
        return found
    if (
        found
        and re.match(r"(?:from|starting|a partir d|des |desde|ab |as of|de partir)", low)
        and len(texts.dates(low)) <= 1
    ):
        return found[0], None
    if (
        found
        and re.match(r"(?:until|till|by |before|up to|jusqu|avant|hasta|antes|bis|vor )", low)
        and len(texts.dates(low)) <= 1
    ):
        return None, found[1]
    return found


def _days(date: str) -> tuple[dt.date, dt.date]:
    """First and last day of 2027, 2027-03, 2027-03-15 or 2027/2028."""
    if "/" in date:
        first, last = date.split("/")
        return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31)
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        return dt.date(*parts), dt.date(*parts)
    if len(parts) == 2:
        return dt.date(parts[0], parts[1], 1), _end(*parts)
    return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)


def _end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
