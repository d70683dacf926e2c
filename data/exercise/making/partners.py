"""Offers and needs of partners as their sheets say them, on two days, and what people noted of introductions.

Those who give few people offer most; those who give many need. Some areas are offered by nobody, one is needed by nobody, and some offers say less
than the guide asks: no recipient, not in its own institution, not self-sustaining.
"""

import datetime as dt
import io
import json

import openpyxl
from making.world import HOME, NOTE, State, dice, save, states

DAYS = (dt.date(2026, 7, 31), dt.date(2026, 10, 31))
OFFER = (
    "As of", "Offer number", "Offering state", "Kind", "Area", "Language", "Place", "From", "To", "How many", "People", "Through whom", "For whom",
    "In its own institution", "Self-sustaining",
)  # fmt: skip
NEED = (
    "As of",
    "Need number",
    "State in need",
    "Unit",
    "Kind",
    "Area",
    "Language",
    "From",
    "By when",
    "How many",
    "People",
    "Through whom",
)
# Area, kind, and how many needs one offer of it serves; data and digital skills are offered and in no sheet of needs.
OFFERED = (
    ("Medical support", "Training course", 2), ("Medical support", "Mobile training team", 3), ("Engineering", "Training course", 2),
    ("Engineering", "Equipment", 1), ("Counter-IED", "Mobile training team", 4),
    ("Counter-IED", "Training course", 2), ("Preparation for assessment visits", "Mobile training team", 6),
    ("Preparation for assessment visits", "Trainers", 3), ("Logistics and equipment of units", "Equipment", 2),
    ("Logistics and equipment of units", "Expertise", 5), ("Language", "Training course", 3), ("Women's participation and gender", "Training course", 2),
    ("Engagement platoons", "Mobile training team", 2), ("Environment and energy", "Equipment", 1), ("Convoy operations", "Mobile training team", 2),
    ("Data and digital skills", "Training course", 1), ("Police training", "Hosting", 1), ("Child protection", "Trainers", 2),
    ("Protection of civilians", "Training course", 2), ("Medical support", "Telemedicine", 1),
)  # fmt: skip
NEEDED = (
    ("Medical support", "Training course"), ("Engineering", "Training course"), ("Counter-IED", "Training course"),
    ("Counter-UAS", "Training course"), ("Weapons and ammunition management", "Mobile training team"), ("Language", "Training course"),
    ("Protection of civilians", "Training course"), ("Environment and energy", "Equipment"), ("Medical support", "Telemedicine"), ("Convoy operations", "Training course"),
    ("Women's participation and gender", "Training course"), ("Camp security and force protection", "Infrastructure"),
)  # fmt: skip
SPOKEN = {"en": "English", "fr": "French", "es": "Spanish"}
NOTED = (  # day, status, number of the offer, number of the need (both by place in the newest sheets)
    ("2026-09-14", "introduced", 0, 0), ("2026-10-05", "agreed", 0, 0), ("2026-10-12", "introduced", 4, 2), ("2026-10-20", "introduced", 10, 5),
    ("2026-10-26", "fell_through", 10, 5),
)  # fmt: skip


def files() -> None:
    """Write all of it."""
    for place, day in enumerate(DAYS):
        _save(
            f"partner_offer/PARTNER-OFFER_{day}.xlsx",
            OFFER,
            [row for row in _offers(day) if place or len(row[1]) % 2 == 0],
        )
        _save(
            f"partner_need/PARTNER-NEED_{day}.xlsx", NEED, [row for row in _needs(day) if place or row[1].endswith("1")]
        )
    _introductions()


def _givers() -> list[State]:
    return [state for state in states() if state.size in ("none", "small", "medium") and state.group != "african_group"]


def _offers(day: dt.date) -> list[list]:
    """Rows of a day: one to three of every second state that could give."""
    rng, rows = dice("offers of partners"), []
    giving = _givers()
    for place, (area, kind, serves) in enumerate(OFFERED * 2):
        state = giving[(place * 5) % len(giving)]
        first = dt.date(2026, 11, 1) + dt.timedelta(days=30 * rng.randint(0, 8))
        last = first + dt.timedelta(days=30 * rng.randint(1, 9)) if rng.random() < 0.8 else None
        named = [one for one in states() if one.size == "large"][rng.randint(0, 10)]
        recipient = rng.choice((named.name, named.name, "African Group", "any", None, None))
        languages = "; ".join(dict.fromkeys((SPOKEN[state.language], rng.choice(("English", "French", "English")))))
        rows.append([
            day, f"{state.code}-O{place + 1}", state.name, kind, area, languages if kind != "Equipment" else None,
            rng.choice(("National training centre", "Regional training school", None)), first, last, serves, rng.choice((None, 24, 30)),
            rng.choice(("LCM", "TPP", "bilateral", None)), recipient, rng.choice(("yes", "yes", "no", None)), rng.choice(("yes", "no", None)),
        ])  # fmt: skip
    return rows


def _needs(day: dt.date) -> list[list]:
    """Rows of a day, of states that give many people."""
    rng, rows = dice("needs of partners"), []
    giving = [state for state in states() if state.size == "large"]
    for place, (area, kind) in enumerate(NEEDED * 2):
        state = giving[(place * 3) % len(giving)]
        due = dt.date(2026, 12, 15) + dt.timedelta(days=30 * rng.randint(0, 8))
        rows.append([
            day, f"{state.code}-N{place + 1}", state.name, None, kind, area, SPOKEN[state.language] if kind != "Equipment" else None, None,
            due if rng.random() < 0.85 else None, 1, rng.choice((None, 20, 40)), rng.choice((None, None, "TPP", "LCM")),
        ])  # fmt: skip
    return rows


def _introductions() -> None:
    """The record that the exercise begins with."""
    offers, needs = _offers(DAYS[1]), _needs(DAYS[1])
    lines = []
    for seq, (day, status, offer, need) in enumerate(NOTED, 1):
        pair = f"{needs[need][1]}>{offers[offer][1]}"
        entry = {
            "seq": seq,
            "at": f"{day}T09:00:00.000",
            "pair": pair,
            "by": "Exercise desk A",
            "action": "note",
            "new": {"status": status, "on": day, "words": ""},
        }
        lines.append(json.dumps(entry, ensure_ascii=False, sort_keys=True))
    (HOME / "introductions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _save(path: str, headings: tuple, rows: list[list]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in ([NOTE], headings, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    save(path, out.getvalue())
