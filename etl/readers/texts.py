"""Take text apart: sentences, dates, languages, conditions."""

import re

from etl.readers.stems import opened, plain

ABBREVIATED = r"(?<!\bapprox)(?<!\bincl)(?<!\bno)(?<!\bMr)(?<!\bDr)(?<!\bGen)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDec)(?<!\bNov)(?<!\bOct)(?<!\bSept)(?<!\bJan)(?<!\bFeb)"
SENTENCE_END = re.compile(rf"{ABBREVIATED}[.!?](?:[\"”»)]|\[\d+\])*\s+(?=[\"“«(¿¡]?[A-ZÀ-ÞА-Я0-9])|[。！？]")
ITEM = re.compile(r"^\s*(?:[•●○◦▪■□◆►▶➢➤✓✔⁃‣∙·*–—>-]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
MONTH_NAMES = """january jan januar janvier enero janeiro январь января январю январе يناير
february feb februar fevrier febrero fevereiro февраль февраля февралю феврале فبراير
march mar marz mars marzo marco март марта марту марте مارس
april apr avril abril апрель апреля апрелю апреле ابريل
may mai mayo maio май мая маю мае مايو
june jun juni juin junio junho июнь июня июню июне يونيو
july jul juli juillet julio julho июль июля июлю июле يوليو
august aug aout agosto август августа августу августе اغسطس
september sept sep septembre septiembre setembro сентябрь сентября сентябрю сентябре سبتمبر
october oct oktober okt octobre octubre outubro октябрь октября октябрю октябре اكتوبر
november nov novembre noviembre novembro ноябрь ноября ноябрю ноябре نوفمبر
december dec dezember dez decembre diciembre dezembro декабрь декабря декабрю декабре ديسمبر"""
MONTHS = {plain(name): number for number, names in enumerate(MONTH_NAMES.splitlines(), 1) for name in names.split()}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(?:19[89]\d|20[1-4]\d)"


def _month_of_year(match: re.Match) -> str:
    """2026-06 as that month, and 2025-26 and 2011-12 as two years."""
    year, month = match[1], match[2]
    return f"{year}/{year[:2]}{month}" if int(month) == int(year[2:]) + 1 else f"{year}-{month}"


DATES = (
    (re.compile(rf"\b({YEAR})-(\d\d)-(\d\d)\b"), lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
    (re.compile(rf"(?<![-/\d])({YEAR})-(0[1-9]|1[0-2])(?![-/\d])"), _month_of_year),
    (re.compile(rf"\b(\d{{1,2}})[./](\d{{1,2}})[./]({YEAR})\b"), lambda m: m[3]),
    (
        re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of |de )?({MONTH})\s+(?:of |de |del )?({YEAR})\b"),
        lambda m: f"{m[3]}-{MONTHS[m[2].rstrip('.')]:02}-{int(m[1]):02}",
    ),
    (
        re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({YEAR})\b"),
        lambda m: f"{m[3]}-{MONTHS[m[1].rstrip('.')]:02}-{int(m[2]):02}",
    ),
    (re.compile(rf"\b({MONTH})\s+(?:of |de |del )?({YEAR})\b"), lambda m: f"{m[2]}-{MONTHS[m[1].rstrip('.')]:02}"),
    (re.compile(rf"\b({YEAR})\s?[-–/]\s?({YEAR}|\d\d)\b"), lambda m: m[1] + "/" + (m[1][:2] + m[2])[-4:]),
    (re.compile(rf"\b(?:q([1-4])|(first|second|third|fourth) quarter(?: of)?)\s?({YEAR})\b"), lambda m: m[3]),
    (re.compile(rf"(?<!resolution )(?<!resolucion )\b({YEAR})\b"), lambda m: m[1]),
)
DURATION = re.compile(
    r"\b(?:over|for|during|within|in|pendant|sur|dans|durante|en|at least|au moins|al menos)\s+(?:the next |a period of |"
    r"los proximos |les |a further )?(?:\d+|[a-z]+)(?: more)? (?:days?|months?|years?|jours?|mois|ans?|dias?|mes|meses|anos?)\b"
    r"|\b\d+ (?:months|years|mois|ans|meses|anos)\b"
)
LANGUAGES = {
    "en": "english anglais ingles",
    "fr": "french francais francaise frances francophone francophones",
    "es": "spanish espagnol espanol hispanophone",
    "ar": "arabic arabe",
    "pt": "portuguese portugais portugues",
    "ru": "russian russe ruso",
    "zh": "chinese chinois chino mandarin",
}
SPOKEN = {word: code for code, words in LANGUAGES.items() for word in words.split()}
CONDITION = re.compile(
    r"\b(?:subject to|provided (?:that|the)|on condition|conditional (?:on|upon)|contingent (?:on|upon)|depending on|"
    r"pending|if (?:requested|required|needed|the|a|approved|parliament|funding|selected)|once (?:funding|approved)|"
    r"sous reserve|a condition|si (?:le|la|les|un|une|el|los|las|se)|en fonction d|sujeto a|sujeta a|siempre que|a condicion|"
    r"supeditad[oa]|condicionad[oa]|salvo)\b[^.;]*"
)


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences and the parts that stand apart by lines, bullets or semicolons."""
    pieces = []
    for line in opened(text).split("\n"):
        line = re.sub(r"(?<=[.;:])\s+(?=\(?[a-h1-9ivx]{1,3}\)\s)", "\n", line)
        for part in re.split(r"\n|(?<=\S)\s*[•●▪■➢➤]\s*", line):
            part = ITEM.sub("", part).strip()
            start = 0
            for match in SENTENCE_END.finditer(part):
                pieces += _clauses(part[start : match.end()])
                start = match.end()
            pieces += _clauses(part[start:])
    return [part for part in pieces if re.search(r"[^\W_]", part)]


def _clauses(sentence: str) -> list[str]:
    parts = [part.strip() for part in re.split(r";\s+(?=\S)", sentence)]
    # A piece of three words or fewer belongs to its neighbour.
    are_long = all(len(part.split()) > 3 for part in parts)
    return [ITEM.sub("", part) for part in parts] if are_long else [sentence.strip()]


def dates(text: str) -> list[str]:
    """The dates of a text as 2026, 2026-03, 2026-03-15 or 2026/2027, in order."""
    low = plain(text)
    dated = []
    taken: list = []
    for pattern, form in DATES:
        for m in pattern.finditer(low):
            if not any(start < m.end() and m.start() < end for start, end in taken):
                taken.append((m.start(), m.end()))
                dated.append((m.start(), form(m)))
    return [date for _, date in sorted(dated)]


def languages(text: str) -> tuple[str, ...]:
    """The codes of the languages that a text names."""
    return tuple(sorted({SPOKEN[word] for word in re.findall(r"[a-z]+", plain(text)) if word in SPOKEN}))


def condition(text: str) -> str:
    """The words that make a pledge conditional, as they stand."""
    match = CONDITION.search(plain(text))
    return text[match.start() : match.end()].strip(" ,.") if match else ""
