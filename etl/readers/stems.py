"""Words as they are compared: without case and accents, digits of every script as 0 to 9, without the endings that grammar adds."""

import re
import unicodedata
from dataclasses import dataclass

from etl import remembered

LONGEST_WORD = 40  # letters of a word that is remembered
LONGEST_TEXT = 200  # and of a text: a name, a heading, what a form says
SPELLED = {
    "defense": "defence", "armored": "armoured", "center": "centre", "program": "programme", "programs": "programme",
    "motorized": "motorised", "mechanized": "mechanised", "specialized": "specialised", "organize": "organise",
    "organizing": "organise", "advisor": "adviser", "advisors": "adviser", "canine": "dog", "batallion": "battalion",
}  # fmt: skip
PLURALS = (  # ending of a plural or feminine, and what stands for it
    ("ies", "y"), ("ie", "y"), ("iones", "ion"), ("ones", "on"), ("ades", "ad"), ("ores", "or"), ("oras", "or"), ("ares", "ar"),
    ("ora", "or"), ("ieres", "ier"), ("iere", "ier"), ("ales", "al"), ("eaux", "eau"), ("aux", "al"),
)  # fmt: skip
RUSSIAN = re.compile(
    r"(?:иями|ями|ами|ыми|ими|ого|его|ому|ему|иях|иям|ией|ые|ие|ых|их|ая|яя|ое|ее|ую|юю|ои|еи|ыи|ии|ов|ев|ам|ям|ах|ях|ом|ем|ью|ия|ию|а|я|о|е|ы|и|у|ю|ь)$"
)
ARABIC_BEFORE = re.compile(r"^[وف]?(?:بال|كال|ال|لل)(?=..)|^[وف](?=....)")
ARABIC_LETTER = re.compile(r"^[بلكس](?=....)")
ARABIC_AFTER = re.compile(r"(?<=...)(?:تين|تان|ات|ون|ين|ان|ية|يا|ها|تي|ة|ه|ي|ا)$")


@dataclass(frozen=True)
class Word:
    """A word of a text: its stem, where it starts and ends."""

    stem: str
    start: int
    end: int


def plain(text: str) -> str:
    """Text in lower case without accents, digits as 0 to 9, as long as the text itself (oe and ae are two letters already)."""
    if text.isascii():
        return text.lower()
    return _plain(text)


@remembered.up_to(LONGEST_TEXT)  # names of states in many languages, for each file anew
def _plain(text: str) -> str:
    folded = []
    for letter in text.replace("\u2019", "'"):
        base = unicodedata.normalize("NFD", letter)[0].lower()
        digit = unicodedata.decimal(letter, None)
        folded.append(str(digit) if digit is not None else base if len(base) == 1 else letter)
    return "".join(folded)


def opened(text: str) -> str:
    """Text with joined letters apart and blanks of every kind as one."""
    return re.sub(r"[^\S\n]+", " ", text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae")).strip()


def words(text: str) -> list[Word]:
    """The words of a text; hyphens and apostrophes part them, and each Chinese character is one."""
    found = re.finditer(r"[a-z0-9]+|[\u4e00-\u9fff]|[^\W_a-z0-9\u4e00-\u9fff]+|%", plain(text))
    return [Word(stem(m[0]), m.start(), m.end()) for m in found]


@remembered.up_to(LONGEST_WORD)  # a long file says the same few words again and again
def stem(word: str) -> str:
    """A plain word without its plural and in British spelling; enough for the words of pledges."""
    if not word.isascii():
        return _stem(word)
    word = SPELLED.get(word, word)
    if len(word) <= 3 or word.isdigit():
        return word
    for end, to in PLURALS:
        if word.endswith(end) and len(word) > len(end) + (3 if end == "ie" else 1):
            return word.removesuffix(end) + to
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "uas", "gis")):
        word = word[:-1]
    return SPELLED.get(word, word)


def _stem(word: str) -> str:
    """A Russian word without its ending, an Arabic one without article, particles and ending; another as it is."""
    if "\u0400" <= word[0] <= "\u04ff":
        return RUSSIAN.sub("", word) if len(word) > 4 else word
    if "\u0600" <= word[0] <= "\u06ff":
        word = ARABIC_BEFORE.sub("", word)
        return ARABIC_AFTER.sub("", ARABIC_LETTER.sub("", word))
    return word
