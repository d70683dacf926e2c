"""A small world for outreach: three states, two pledges and a roster of three units; and what tests do on its page."""

import datetime as dt
import html
import io
import re

import docx
import pandas as pd

import queries
from pages.kit.view import View
from tests.support import figures, screen

VIEW = "outreach/page.py"
JULY = figures.month_end(2025, 7)
UNIT = {
    "export_on": dt.date(2026, 9, 30), "component": "military", "capability": "qrf_company", "strength_count": 180, "women_count": None,
    "date_pledged": None, "visit_date": None, "visit_result": None, "verification_date": None, "rdl_cycle": None, "has_load_list": None,
    "sur_reference": None, "available_from": None, "available_to": None, "condition": None, "condition_state": None, "languages": "en",
    "mission_specific": None, "status": "available", "deployed_mission": None, "requirement_line": None, "ministerial_pledge_id": None,
    "is_smart": False, "slots": [], "partners": [],
}  # fmt: skip
RECENT, LONG_AGO = dt.date.today() - dt.timedelta(30), dt.date(2020, 1, 1)
# QMA: one unit at Level 1; QMB: a stale one; QMC: a candidate.
ROSTER = [
    UNIT | {"unit_id": "CANARY_A", "iso3": "QMA", "level": "level_1", "date_accepted": RECENT, "last_renewed": None},
    UNIT | {"unit_id": "CANARY_B", "iso3": "QMB", "level": "rdl", "date_accepted": LONG_AGO, "last_renewed": LONG_AGO},
    UNIT | {"unit_id": "CANARY_C", "iso3": "QMC", "level": "level_3", "date_accepted": RECENT, "last_renewed": None},
]  # fmt: skip
SAID = ("at level 1 only", "stale", "candidate")


def view(audience="open"):
    return View(queries.current(audience=audience), JULY, "all")


def table(at):
    """The list of states as paper has it, in words: name, reasons, asks, calls."""
    (body,) = [
        part.proto.body for part in at.get("html") if "<th" in part.proto.body and "Why to call" in part.proto.body
    ]
    rows = [re.findall(r"<td.*?>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", body)[1:]]
    columns = ["name", "reasons", "asks", "calls"]
    return pd.DataFrame(
        [[html.unescape(cell) for cell in row] + [""] * (4 - len(row)) for row in rows], columns=columns
    )


def listed(at):
    """The same list as the screen has it, in figures and days."""
    return next(frame.value for frame in at.dataframe if "more_women_by_replacement" in frame.value)


def cards(at):
    """The states whose cards are in sight, in their order: code -> all words on the card."""
    found = [part for part in screen.blocks(at.main) if str(getattr(part, "key", "")).startswith("compact_")]
    return {
        part.key.removeprefix("compact_"): "\n".join(one.value for one in screen.blocks(part) if one.type == "markdown")
        for part in found
    }


def asks_of(at):
    """The drawn asks of the state that is open, by their words: what stands beside each."""
    drawn = [
        found for part in at.markdown if (found := re.match(r"(\d+)\. \*\*(.*?)\*\*  \n(.*)", part.value, re.DOTALL))
    ]
    assert [int(found[1]) for found in drawn] == list(range(1, len(drawn) + 1))
    return {found[2]: found[3] for found in drawn}


def due_of(at):
    return next(frame.value for frame in at.dataframe if "standing" in frame.value)


def told(at):
    """Everything that a reader of the page sees, tables and headings too."""
    return "\n".join(text for _where, text in screen.texts(screen.unfold(at)))


def press(at, key):
    (button,) = [button for button in at.button if button.key == key]
    return button.click().run()


def note(at, iso3, by="AB", **new):
    at.text_input(key="caller").set_value(by)
    for name, value in new.items():
        kind = at.date_input if name in ("called_on", "due") else at.text_area if name == "answer" else at.text_input
        kind(key=f"{name}_{iso3}").set_value(value)
    return press(at, f"note_{iso3}")


def text_of(content):
    """All words of a Word file, and its parts that no reader sees."""
    page = docx.Document(io.BytesIO(content))
    cells = [cell.text for grid in page.tables for row in grid.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])
