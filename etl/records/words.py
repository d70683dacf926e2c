"""Words of files that a person has settled: what each means from then on, in every file of its kind.

A choice is a decision in the log (action `word`), so that it says who and when, survives rebuilds and can be taken back. An alias
never changes what a known word means: readers ask for it where they know nothing.
"""

import re
import unicodedata
from collections.abc import Iterable

from etl.readers.reference import table
from etl.records import decisions

KINDS = ("capability", "state", "mission", "level", "component", "status", "visit_result", "load_list", "condition_state", "mou_state", "role")  # fmt: skip
LONGEST = 200  # letters of a word


def settle(kind: str, word: str, means: str, by: str) -> dict:
    """Write down that a word means a code from now on and return the decision; ValueError, in words, where that cannot be."""
    word = " ".join(word.split())
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of word: it is one of {', '.join(KINDS)}.")
    if means not in codes(kind):
        raise ValueError(f"{means!r} is no {kind.replace('_', ' ')} that is known.")
    if not folded(word) or len(word) > LONGEST:
        raise ValueError(f"Give the word, of {LONGEST} letters at most.")
    return decisions.note(_about(kind, word), "word", by, {"kind": kind, "word": word, "means": means})


def undo(kind: str, word: str, by: str) -> dict:
    """Take the newest choice about a word back, so that the one before stands, if any; ValueError where there is none."""
    return decisions.take_back(_about(kind, word), by)


def aliases(kind: str) -> dict[str, str]:
    """What each settled word of a kind means: code by the word as it was written."""
    return {word["word"]: word["means"] for word in settled() if word["kind"] == kind}


def settled() -> list[dict]:
    """Every choice that stands, in the order in which they were made: kind, word, means, by, account, at."""
    entries = [entry for entry in decisions.log() if is_word(entry)]
    newest = {}
    for about in dict.fromkeys(entry["candidate_id"] for entry in entries):
        if standing := decisions.standing(about, entries):
            entry = standing[-1]
            newest[entry["seq"]] = entry["new"] | {
                "by": entry["by"],
                "account": entry.get("account", ""),
                "at": entry["at"],
            }
    return [newest[seq] for seq in sorted(newest)]


def is_word(entry: dict) -> bool:
    """Whether a decision of the log is about a word, and not about a pledge."""
    return str(entry.get("candidate_id", "")).startswith("word/")


def codes(kind: str) -> list[str]:
    """The codes that a word of a kind may mean, in the order of the reference lists."""
    if kind == "capability":
        return [row["capability"] for row in table("capability")]
    if kind == "state":
        return [row["iso3"] for row in table("country") if row["is_member_state"] == "true"]
    if kind == "mission":
        return [row["mission_code"] for row in table("mission")]
    return _unique(row["code"] for row in table("roster_word") if row["meaning"] == kind)


def folded(text: str) -> str:
    """A word as words are compared: no case, accents, blanks or marks."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", letters)


def _about(kind: str, word: str) -> str:
    return f"word/{kind}/{folded(word)}"


def _unique(listed: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(listed) if code]
