"""Keep the views that people saved: a name for a page with its choices, in an append-only log beside the decisions.

One JSON line an entry: {"seq", "at", "view", "by", "action", "name", "page", "choices"}. `view` is the id of a saved view: it is its
newest entry. `by` is whose it is, empty on a machine of one's own; `page` is the name of a page in the address, empty for the
first, and `choices` are the parameters of the address: with `v` and `month` the day is pinned, without them it is the newest.

actions: save, delete

A line that is damaged stays in the file and is read by nobody. Only a view with the right to restricted data writes.
LEDGER_CALLS=off takes no more entries.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl import settings
from etl.records import journal
from etl.records.access import reader

LONGEST, LONGEST_NAME = 80, 254  # letters of a name, of a view or a person, and of an account
MOST, LONGEST_CHOICE = 60, 4000  # choices of one view, and letters of one
PAGE, CHOICE, ID = re.compile(r"[a-z0-9_]{0,60}"), re.compile(r"[A-Za-z0-9_]{1,60}"), re.compile(r"[0-9a-f]{12}")
PINNED = ("v", "month")


@dataclass(frozen=True)
class Saved:
    """One saved view; `seq` is its newest entry."""

    view: str
    by: str
    name: str
    page: str
    choices: dict[str, str]
    seq: int

    @property
    def is_pinned(self) -> bool:
        """Whether it opens the figures of a day, whatever is loaded later."""
        return "v" in self.choices


def file() -> Path:
    """The log of this world."""
    return settings.decisions_file().with_name(
        "views-exercise.jsonl" if settings.dataset() == "exercise" else "views.jsonl"
    )


def damaged() -> list[int]:
    """The numbers of the lines that are no entries."""
    return journal.entries(file(), _fits)[1]


def owner(by: str) -> str:
    """Whose views these are: of the account that signed in, else of the name that was typed."""
    return reader.current().subject or journal.words(by)


def are_kept() -> bool:
    """Whether this reader's views are saved: a view that is open to all keeps none, a link says there what is seen."""
    person = reader.current()
    return person.may("views") and (bool(person.subject) or reader.audience() == "restricted")


def of(by: str) -> list[Saved]:
    """The views of a person, by name."""
    by = owner(by)
    own = [one for one in _standing(_entries()).values() if _same(one.by, by)]
    return sorted(own, key=lambda one: one.name.casefold())


def save(by: str, name: str, page: str, choices: Mapping[str, str], is_pinned: bool) -> dict:
    """Save a view; the one of that person with the same name is replaced. ValueError says in words what is missing."""
    typed, by, name = journal.words(by), owner(by), journal.words(name)
    if not name:
        raise ValueError("Give the view a name.")
    if max(len(name), len(typed)) > LONGEST:
        raise ValueError(f"Write a name of at most {LONGEST} letters.")
    kept = {key: value for key, value in choices.items() if key != "lang" and (is_pinned or key not in PINNED)}
    named = _standing([one for one in _entries() if _same(one["name"], name)]).values()
    same = next((one for one in named if _same(one.by, by)), None)
    entry = {"by": by, "action": "save", "name": name, "page": page, "choices": kept}
    return _append(same.view if same else uuid.uuid4().hex[:12], same.seq if same else 0, entry)


def delete(view: str, *, base: int) -> dict:
    """Take a view off its person's list; its entries stay in the log. `base` is the `seq` that the person has seen."""
    own = _standing(_entries()).get(view)
    if own is None or not _same(own.by, owner(own.by)):
        raise ValueError("This view is not there any more.")
    return _append(view, base, {"by": own.by, "action": "delete", "name": own.name, "page": own.page, "choices": {}})


def _append(view: str, base: int, entry: dict[str, Any]) -> dict:
    if not are_kept():
        raise ValueError("Views are saved where restricted data is shown: here a link says what you see.")
    if not settings.calls_are_taken():
        raise ValueError("This dashboard takes no entries: whoever runs it has switched that off.")
    if not _fits(entry | {"view": view}):
        raise ValueError("This view cannot be saved: its address says too much.")
    return journal.write(file(), _entries, "view", view, base, lambda _known: entry)


def _entries() -> list[dict]:
    return journal.entries(file(), _fits)[0]


def _standing(entries: list[dict]) -> dict[str, Saved]:
    views: dict[str, Saved] = {}
    for entry in entries:
        views.pop(entry["view"], None)
        if entry["action"] == "save":
            said = {name: entry[name] for name in ("view", "by", "name", "page", "choices", "seq")}
            views[entry["view"]] = Saved(**said)
    return views


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _fits(entry: dict) -> bool:
    """Whether a line says what this module writes, of this world."""
    choices, texts = entry["choices"], (entry["name"], entry["by"])
    return (
        entry["action"] in ("save", "delete")
        and bool(ID.fullmatch(entry["view"]) and PAGE.fullmatch(entry["page"]))
        and all(text == journal.words(text) and len(text) <= LONGEST_NAME for text in texts)
        and bool(entry["name"])
        and len(choices) <= MOST
        and all(CHOICE.fullmatch(key) and len(value) <= LONGEST_CHOICE for key, value in choices.items())
        and (entry["action"] == "delete" or choices.get("dataset", "public") == settings.dataset())
    )
