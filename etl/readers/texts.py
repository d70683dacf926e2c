"""Take text apart: folding, words and their stems, sentences, numbers with their unit, dates, languages, conditions."""

import re
import unicodedata
from dataclasses import dataclass

SPELLED = {
    "defense": "defence", "armored": "armoured", "center": "centre", "program": "programme", "programs": "programme",
    "motorized": "motorised", "mechanized": "mechanised", "specialized": "specialised", "organize": "organise",
    "organizing": "organise", "advisor": "adviser", "advisors": "adviser", "canine": "dog", "batallion": "battalion",
}  # fmt: skip
ABBREVIATED = r"(?<!\bapprox)(?<!\bincl)(?<!\bno)(?<!\bMr)(?<!\bDr)(?<!\bGen)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bDec)(?<!\bNov)(?<!\bOct)(?<!\bSept)(?<!\bJan)(?<!\bFeb)"
SENTENCE_END = re.compile(rf"{ABBREVIATED}[.!?](?:[\"”»)]|\[\d+\])*\s+(?=[\"“«(¿¡]?[A-ZÀ-ÞА-Я0-9])|[。！？]")
ITEM = re.compile(r"^\s*(?:[•●○◦▪■□◆►▶➢➤✓✔⁃‣∙·*–—>-]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
UNIT_WORDS = {
    "company": "company compagnie compania coy escadron escuadron squadron",
    "platoon": "platoon peloton section seccion",
    "unit": "unit unite unidad battalion bataillon batallon bn hospital hopital fpu upc detachment detachement team"
    " destacamento equipe equipo squad qrf force amet laboratory laboratoire laboratorio contingent contingente capability"
    " element regiment brigade detachments mtt spt ambulance module infbatt group groupe grupo clinic clinique uas set"
    " kit jammer system systeme sistema hospitals plant planta installation instalacion panel panneau container contenedor"
    " conteneur generator generador generateur device dispositif dispositivo station estacion",
    "aircraft": "aircraft helicopter helicoptere helicoptero aeronef aeronave avion plane c-130 c130 c-295 c295 c-17 il-76"
    " mi-17 mi-8 drone dron airplane",
    "vehicle": "vehicle vehicule vehiculo apc truck camion boat vedette lancha patrullera ship vessel frigate mrap hmltv",
    "person": "person people personnel soldier troop officer soldat militaire officier police policeman policewoman"
    " policier soldado efectivo oficial policia policial expert experto observer observateur observador peacekeeper women woman"
    " femme mujer mujeres mulher mulheres policiais oficiais men trainee participant participante instructor trainer instructeur formateur staff adviser conseiller"
    " asesor interpreter specialist specialiste especialista planner doctor nurse medecin magistrate judge engineer"
    " assistant auxiliar investigator enqueteur investigador analyst analyste analista psychologist psychologue psicologo"
    " paramedic prosecutor procureur juge juez counsellor mediator mediateur mediador pilot pilote piloto commander"
    " commandant comandante leader dirigeant observatrice formatrice experte infirmier enfermero medico interprete traducteur"
    " traductor translator delegate delegue delegado youth candidate candidat candidato nominee graduate fellow pax integrante homme hombre gendarme carabinero uniformada"
    " ingenieur ingeniero member casque ipo unmo uniformado stagiaire stagiaires alumno agent agente student trainees",
    "course": "course cours curso training session formation stage workshops seminar",
    "event": "workshop atelier taller conference conferencia symposium simposio forum meeting reunion seminaire seminario"
    " roundtable exercise exercice ejercicio",
    "programme": "programme programa project projet proyecto initiative",
    "camp": "camp campamento pilot",
    "centre": "centre centro academy academie academia",
    "percent": "% percent",
}
UNITS = {word: unit for unit, words in UNIT_WORDS.items() for word in words.split()}
NUMBERS = {
    word: number
    for number, words in {
        1: "one a an un une una uno single", 2: "two deux dos", 3: "three trois tres", 4: "four quatre cuatro",
        5: "five cinq cinco", 6: "six seis", 7: "seven sept siete", 8: "eight huit ocho", 9: "nine neuf nueve",
        10: "ten dix diez", 11: "eleven onze once", 12: "twelve douze doce dozen", 15: "fifteen quinze quince",
        20: "twenty vingt veinte", 30: "thirty trente treinta", 40: "forty quarante cuarenta", 50: "fifty cincuenta",
        100: "hundred cent cien",
    }.items()
    for word in words.split()
}  # fmt: skip
ARTICLES = {"a", "an", "un", "une", "una"}
MONEY = r"(?:US\s?\$|USD|EUR|GBP|CAD|AUD|NOK|SEK|DKK|CHF|JPY|CNY|RMB|KRW|\$|€|£|¥)"
CODES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "RMB": "CNY"}
NAMED_MONEY = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "dolar": "USD", "livre": "GBP", "kroner": "NOK"}
FIGURE = r"\d{1,3}(?:[,.  '’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
SCALE = {"k": 1e3, "thousand": 1e3, "mille": 1e3, "mil": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "millions": 1e6,
         "millon": 1e6, "millones": 1e6, "billion": 1e9, "bn": 1e9, "milliard": 1e9, "milliards": 1e9}  # fmt: skip
MONTH_NAMES = """january jan janvier enero
february feb fevrier febrero
march mar mars marzo
april apr avril abril
may mai mayo
june jun juin junio
july jul juillet julio
august aug aout agosto
september sept sep septembre septiembre
october oct octobre octubre
november nov novembre noviembre
december dec decembre diciembre"""
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES.splitlines(), 1) for name in names.split()}
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


PLURALS = (  # ending of a plural or feminine, and what stands for it
    ("ies", "y"), ("ie", "y"), ("iones", "ion"), ("ones", "on"), ("ades", "ad"), ("ores", "or"), ("oras", "or"), ("ares", "ar"),
    ("ora", "or"), ("ieres", "ier"), ("iere", "ier"), ("ales", "al"), ("eaux", "eau"), ("aux", "al"),
)  # fmt: skip


def plain(text: str) -> str:
    """Text in lower case without accents, as long as the text itself (oe and ae are two letters already)."""
    if text.isascii():
        return text.lower()
    folded = []
    for letter in text.replace("\u2019", "'"):
        base = unicodedata.normalize("NFD", letter)[0].lower()
        folded.append(base if len(base) == 1 else letter)
    return "".join(folded)


def opened(text: str) -> str:
    """Text with joined letters apart and blanks of every kind as one."""
    return re.sub(r"[^\S\n]+", " ", text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae")).strip()


@dataclass(frozen=True)
class Word:
    """A word of a text: its stem, where it starts and ends."""

    stem: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text; hyphens and apostrophes part them."""
    return [Word(stem(m[0]), m.start(), m.end()) for m in re.finditer(r"[a-z0-9]+|[^\W_a-z0-9]+|%", plain(text))]


def stem(word: str) -> str:
    """A plain word without its plural and in British spelling; enough for the words of pledges."""
    word = SPELLED.get(word, word)
    if len(word) <= 3 or word.isdigit():
        return word
    for end, to in PLURALS:
        if word.endswith(end) and len(word) > len(end) + (3 if end == "ie" else 1):
            return word.removesuffix(end) + to
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "uas", "gis")):
        word = word[:-1]
    return SPELLED.get(word, word)


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


@dataclass(frozen=True)
class Amount:
    """A number of a text with what it counts; `code` is the currency of money."""

    number: int
    unit: str
    start: int
    end: int
    code: str = ""
    spelled: str = ""


def amounts(text: str) -> list[Amount]:
    """Quantities of a text, in order; years, levels, dates, resolutions and type names are none."""
    low = plain(text)
    counted = _money(low)
    taken = [(a.start, a.end) for a in counted] + [(m.start(), m.end()) for m in _no_quantity(low)]
    spelled = "|".join(sorted(NUMBERS, key=len, reverse=True))
    for m in re.finditer(rf"(?<![\w.,/-])(?:({FIGURE})|({spelled}))(\s?%| percent| per cent)?(?![\w])(?!-\w)", low):
        if any(start < m.end() and m.start() < end for start, end in taken):
            continue
        number = _number(m[1]) if m[1] else NUMBERS[m[2]]
        if m[3]:
            counted.append(Amount(number, "percent", m.start(), m.end()))
            continue
        if text[m.start() : m.end()] in ("UN", "à", "À") or (
            m[2] in ARTICLES and re.match(r"\s+\d+(?![\w-])", low[m.end() :])
        ):
            continue  # the organisation; "en un 40 %"
        unit, end = _counted(low, m.end())
        if unit or (m[1] and end):
            counted.append(Amount(number, unit, m.start(), end or m.end(), spelled=m[2] or ""))
    return sorted(counted, key=lambda amount: amount.start)


def _money(low: str) -> list[Amount]:
    sums: list[Amount] = []
    scale = "|".join(sorted(SCALE, key=len, reverse=True))
    named = "|".join(NAMED_MONEY)
    forms = (
        rf"(?P<code>{MONEY})\s?(?P<n>{FIGURE})\s?(?P<x>{scale})?\b",
        rf"(?P<n>{FIGURE})\s?(?P<x>{scale})?\s?(?:d'|de |of )?(?:us )?(?P<code>{MONEY}|(?:{named})(?:s|es)?)(?!\w)",
    )
    for form in forms:
        for m in re.finditer(form, low, re.IGNORECASE):
            if any(a.start < m.end() and m.start() < a.end for a in sums):
                continue
            code = m["code"].upper().replace(" ", "")
            code = CODES.get(
                code, NAMED_MONEY.get(re.sub("e?s$", "", m["code"]), NAMED_MONEY.get(m["code"][:-1], code))
            )
            number = round(float(_decimal(m["n"])) * SCALE.get(m["x"] or "", 1))
            sums.append(Amount(number, "currency", m.start(), m.end(), code))
    return sums


def _no_quantity(low: str):
    patterns = [pattern for pattern, _ in DATES] + [
        re.compile(r"\b(?:level|niveau|nivel|role|phase|line|resolution|resolucion|unscr|scr|chapter|n°|no\.)[ -]?\d+\+?"),
        re.compile(r"\b[a-z]{1,4}-?\d+[a-z]?\b(?<!-\d-)"), re.compile(r"\b\d+x\d+\b"), re.compile(r"\ba4p\+?"),
        re.compile(r"\b(?:\d+|[a-z]+)[ -](?:days?|hours?|weeks?|months?|years?|jours?|mois|ans|dias?|meses|anos?)\b(?! old)"),
        re.compile(r"\b\d+(?:st|nd|rd|th|e|er)\b"), re.compile(rf"\b{MONTH} \d{{1,2}}\b"), re.compile(r"\b\d+ ?(?:km|kw|kva|m2|kwh|mw|beds?|lits?|camas?)\b"),
    ]  # fmt: skip
    for pattern in patterns:
        yield from pattern.finditer(low)


def _decimal(figure: str) -> str:
    figure = re.sub(r"[  '’]", "", figure)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", figure):
        return re.sub("[.,]", "", figure)
    return figure.replace(",", ".")


def _number(figure: str) -> int:
    return int(float(_decimal(figure)))


def _counted(low: str, start: int) -> tuple[str, int]:
    """Unit that the words after a number count, the last one of the noun phrase, and where it ends; empty where there is none."""
    unit, end, before = "", start, ""
    for place, m in enumerate(re.finditer(r"[a-z0-9]+(?:-[a-z0-9]+)*|[.,;:()\n]|\S", low[start : start + 90])):
        word = m[0]
        if place > 7 or word in ".;:()\n," or word in STOPS and (unit or word not in ("de", "of", "d")):
            break
        is_number = word.isdigit() or (word in NUMBERS and word not in ARTICLES)
        if place and is_number and before not in LEVELS:
            break  # another figure, with a noun of its own
        before = word
        last = word.rsplit("-", 1)[-1]
        counted = UNITS.get(word) or UNITS.get(stem(word)) or UNITS.get(last) or UNITS.get(stem(last))
        if counted and not (unit in ("company", "platoon") and counted in ("unit", "person")):
            unit, end = counted, start + m.end()
    return unit, end


LEVELS = ("level", "niveau", "nivel", "role", "type", "stufe")
STOP_WORDS = """of de du des d for pour para with avec con in en dans to a au aux from by par por and et y e or ou o under
at on sur that which who que qui between than around near across into through during within autour alrededor entre per each chaque cada plus
no na da do dos das em ao aos nas um uma"""
STOPS = set(STOP_WORDS.split())


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
