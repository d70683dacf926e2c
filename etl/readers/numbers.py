"""Numbers of a text: figures, digits of other scripts, words in several languages, thousands and millions, and ranges."""

import re
from dataclasses import dataclass
from itertools import pairwise

from etl.readers.stems import plain, stem

FIGURE = r"\d{1,3}(?:[,.  '’٬]\d{3})+(?!\d)|\d+(?:[.,٫]\d+)?"
SMALL_WORDS = {
    1: "one single un une uno una um uma один одна одно одну одного одной 一",
    2: "two couple deux dos dois duas два две двух двумя اثنان اثنين اثني اثنا 二 两",
    3: "three trois tres три трех тремя ثلاث ثلاثة 三", 4: "four quatre cuatro quatro четыре четырех اربع اربعة 四",
    5: "five cinq cinco пять пяти خمس خمسة 五", 6: "six seis шесть шести ست ستة 六", 7: "seven sept siete sete семь семи سبع سبعة 七",
    8: "eight huit ocho oito восемь восьми ثمان ثماني ثمانية 八", 9: "nine neuf nueve nove девять девяти تسع تسعة 九",
    10: "ten dix diez dez dizaine decena dezena десять десяти عشر عشرة 十", 11: "eleven onze once одиннадцать одиннадцати",
    12: "twelve douze doce doze dozen douzaine docena duzia двенадцать двенадцати", 13: "thirteen treize trece treze тринадцать",
    14: "fourteen quatorze catorce catorze четырнадцать", 15: "fifteen quinze quince quinzaine пятнадцать пятнадцати",
    16: "sixteen seize dieciseis dezesseis dezasseis шестнадцать", 17: "seventeen diecisiete dezessete dezassete семнадцать",
    18: "eighteen dieciocho dezoito восемнадцать", 19: "nineteen diecinueve dezenove dezanove девятнадцать",
    20: "twenty vingt vingts vingtaine veinte veintena vinte двадцать двадцати عشرون عشرين", 21: "veintiun veintiuno veintiuna",
    22: "veintidos", 23: "veintitres", 24: "veinticuatro", 25: "veinticinco", 26: "veintiseis", 27: "veintisiete",
    28: "veintiocho", 29: "veintinueve", 30: "thirty trente trentaine treinta trinta тридцать тридцати ثلاثون ثلاثين",
    40: "forty fourty quarante quarantaine cuarenta quarenta сорок сорока اربعون اربعين",
    50: "fifty cinquante cinquantaine cincuenta cinquenta пятьдесят пятидесяти خمسون خمسين",
    60: "sixty soixante soixantaine sesenta sessenta шестьдесят шестидесяти ستون ستين",
    70: "seventy septante setenta семьдесят سبعون سبعين", 80: "eighty huitante octante ochenta oitenta восемьдесят ثمانون ثمانين",
    90: "ninety nonante noventa девяносто تسعون تسعين", 200: "doscientos doscientas duzentos duzentas двести مائتان مائتين مئتان مئتين",
    300: "trescientos trescientas trezentos trezentas триста ثلاثمائة ثلاثمئة", 400: "cuatrocientos cuatrocientas quatrocentos четыреста اربعمائة",
    500: "quinientos quinientas quinhentos quinhentas пятьсот خمسمائة خمسمئة", 600: "seiscientos seiscientas seiscentos seiscentas шестьсот ستمائة",
    700: "setecientos setecientas setecentos setecentas семьсот سبعمائة", 800: "ochocientos ochocientas oitocentos oitocentas восемьсот ثمانمائة",
    900: "novecientos novecientas novecentos novecentas девятьсот تسعمائة",
}  # fmt: skip
SCALE_WORDS = {
    100: "hundred cent cents cien ciento cem cento centaine centenar centena сто ста مائة مئة 百",
    1_000: "thousand mille mil millier milliers millar milhar k тысяч тысяча тысячи тысячу الف الاف हजार हज़ार হাজার 千",
    10_000: "万", 1_000_000: "million millions millon millones milhao milhoes mn m миллион миллиона миллионов مليون ملايين",
    1_000_000_000: "billion billions bn milliard milliards миллиард миллиардов مليار",
}  # fmt: skip
SMALL = {plain(word): number for number, known in SMALL_WORDS.items() for word in known.split()}
SCALE = {plain(word): number for number, known in SCALE_WORDS.items() for word in known.split()}
ARTICLES = {"a", "an", "un", "une", "una", "um", "uma"}
ARABIC = {stem(word): number for word, number in SMALL.items() if "\u0600" <= word[0] <= "\u06ff"}
MULTIPLIES_ALONE = set(
    plain("cent cien ciento cem cento сто mille mil тысяча тысячу الف مائة مئة مليون миллион").split()
)
DOZEN = {"dozen", "douzaine", "docena", "duzia"}
ONLY_AFTER_FIGURES = {"k", "m", "mn", "bn"}
# "400k" and "€1.2m" are money; "12m" alone may be metres.
MONEY_MARK = r"(?:(?<=[$€£¥])|(?<=(?:usd|eur|gbp|cad|aud|nok|sek|dkk|chf) ))"
FIGURES = re.compile(
    rf"(?:(?<![a-z0-9_.,/-])|(?<=\d[-–—]))(?:{FIGURE})(?:(?![a-z_])(?![.,]?\d)|(?=(?:k|mn|bn)(?!\w)))(?!-[a-z])"
    rf"|{MONEY_MARK}(?:{FIGURE})(?=m(?!\w))"
)
WORDS = re.compile(r"[一二两三四五六七八九十百千万]|[^\W\d_\u4e00-\u9fff](?:[^\W\d_\u4e00-\u9fff]|[\u0900-\u09ff])*")
JOINS = re.compile(r"^(?:[ -]|[ -](?:and|et|y|e)[ -]|)$")
RANGE = re.compile(r"^(?: ?[-–—] ?| (?:to|up to|a|à|до|الى|至) | ?[至到] ?)$")
BETWEEN = re.compile(r"(?:\bbetween|\bentre|между|بين)\s$")
PER = re.compile(r"\b(?:por|pour|per) $")  # before "cent": no number, but what it is counted in
AND = re.compile(r"^ (?:and|et|y|e|и) | و$")


@dataclass(frozen=True)
class Number:
    """A number where it stands: its value, the upper end of a range (0 where it is none), and its words if it is spelled out."""

    value: float
    start: int
    end: int
    most: float = 0
    spelled: str = ""


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    value: float
    kind: str  # figure, small, scale, article
    word: str = ""
    is_joined: bool = False  # an Arabic number with "and" before it


def scan(text: str) -> list[Number]:
    """The numbers of a text in order; an article counts as one where no other number follows it."""
    low = plain(text)
    tokens = _tokens(low)
    numbers: list[Number] = []
    place = 0
    while place < len(tokens):
        number, used = _one(tokens, place, low)
        place += used
        if number:
            numbers.append(_twice(number, low))
            while place < len(tokens) and tokens[place].start < numbers[-1].end:
                place += 1
    after = [*numbers[1:], None][: len(numbers)]
    return _ranges([one for one, other in zip(numbers, after, strict=True) if not _leads(one, other, low)], low)


def _tokens(low: str) -> list[_Token]:
    tokens = [_Token(m.start(), m.end(), decimal(m[0]), "figure") for m in FIGURES.finditer(low)]
    for m in WORDS.finditer(low):
        word = m[0]
        if word in ("cent", "cento", "ciento") and PER.search(low[: m.start()]):
            continue
        if word in ARTICLES:
            tokens.append(_Token(m.start(), m.end(), 1, "article", word))
        elif word in SCALE:
            tokens.append(_Token(m.start(), m.end(), SCALE[word], "scale", word))
        elif word in SMALL:
            tokens.append(_Token(m.start(), m.end(), SMALL[word], "small", word))
        elif "\u0600" <= word[0] <= "\u06ff" and (bare := word.lstrip("و")):
            small = SMALL.get(bare) or SMALL.get(re.sub("^(?:ال|ب|ل)", "", bare)) or ARABIC.get(stem(bare))
            if small or bare in SCALE:
                kind = "small" if small else "scale"
                tokens.append(_Token(m.start(), m.end(), small or SCALE[bare], kind, bare, word != bare))
    return sorted(tokens, key=lambda token: token.start)


def _one(tokens: list[_Token], place: int, low: str) -> tuple[Number | None, int]:
    """The number that begins at a token, and how many tokens it takes."""
    first = tokens[place]
    total, current, used, last = 0.0, first.value, 1, first
    if first.kind == "scale":
        if first.word not in MULTIPLIES_ALONE:
            return None, 1
        total, current = (first.value, 0.0) if first.value >= 1000 else (0.0, first.value)
    for token in tokens[place + 1 :]:
        gap = low[last.end : token.start]
        together = JOINS.match(gap) or (token.is_joined and gap == " ")
        if not together or token.kind == "figure":
            break
        is_and = len(gap) > 1 or token.is_joined
        if token.kind == "scale":
            if is_and or (token.word in ONLY_AFTER_FIGURES and first.kind != "figure"):
                break
            if token.value >= 1000:
                total, current = total + max(current, 1) * token.value, 0.0
            elif 0 < current < 10 or (current and first.kind == "figure"):
                current *= token.value
            else:
                break
        elif token.word in DOZEN and current < 10 and not is_and:
            current *= token.value
        elif (
            first.kind == "figure"
            or last.kind == "article"
            or (token.kind == "article" and (len(gap) < 3 or current < 20))
        ):
            break
        elif token.word == "十" and current < 10:
            current *= 10
        elif token.value == 10 and current < 10 and token.word.startswith("عشر"):
            current += 10
        elif current == 4 and token.word in ("vingt", "vingts"):
            current = 80
        elif _fits(current, token.value, gap, token.is_joined):
            current += token.value
        else:
            break
        used, last = used + 1, token
    spelled = "" if first.kind == "figure" else low[first.start : last.end]
    return Number(total + current, first.start, last.end, spelled=spelled), used


def _fits(current: float, value: float, gap: str, is_joined: bool) -> bool:
    """Whether a smaller number goes on a larger one: one hundred + fifty, thirty + five, soixante + dix, dix + sept."""
    if not current:
        return value < 1000 and not (len(gap) > 1 and value < 10)
    if not current % 100:
        return value < 100
    tens = current % 100
    if is_joined and tens < 10:  # five-and-twenty
        return 20 <= value < 100
    if tens == 10:
        return gap == "-" and value in (7, 8, 9)
    return (not current % 10 and tens >= 20 and value < 10) or (tens in (60, 80) and 10 <= value < 20)


def _twice(number: Number, low: str) -> Number:
    """A number with the same number in brackets behind it as one: "twenty-five (25)"."""
    behind = re.match(r"\s*[(（]\s*([^()（）]{1,40}?)\s*[)）]", low[number.end :])
    if not behind:
        return number
    inside = _tokens(behind[1])
    again = _one(inside, 0, behind[1])[0] if inside and inside[0].start == 0 else None
    if again is None or again.value != number.value or again.end != len(behind[1]):
        return number
    return Number(number.value, number.start, number.end + behind.end(), number.most, number.spelled)


def _leads(number: Number, after: Number | None, low: str) -> bool:
    """Whether an article only stands before another number: "a 40 % share"."""
    is_article = number.spelled in ARTICLES
    return is_article and after is not None and low[number.end : after.start].isspace()


def _ranges(numbers: list[Number], low: str) -> list[Number]:
    """Numbers with the two ends of a range as one."""
    whole: list[Number] = []
    gone = set()
    for one, other in pairwise(numbers):
        gap = low[one.end : other.start]
        between = AND.match(gap) and BETWEEN.search(low[: one.start])
        if (
            other.value > one.value
            and one not in gone
            and (RANGE.match(gap) or between)
            and one.spelled not in ARTICLES
        ):
            whole.append(Number(one.value, one.start, other.end, other.value, one.spelled))
            gone |= {one, other}
    return sorted([*whole, *(number for number in numbers if number not in gone)], key=lambda number: number.start)


def decimal(figure: str) -> float:
    """A figure as a number, whichever mark parts its thousands or its decimals."""
    figure = re.sub(r"[  '’٬]", "", figure).replace("٫", ".")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", figure):
        return float(re.sub("[.,]", "", figure))
    return float(figure.replace(",", "."))
