"""The states, missions and meetings of the exercise world, and how its files are written so that the same seed gives the same bytes."""

import csv
import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
REAL = HOME.parent / "reference"
SEED = "exercise 1"
WHERE = "invented for the exercise"
NOTE = "EXERCISE: an invented world. No state, mission or figure in it is real."
FIRST_MONTH, MONTHS = (2023, 11), 36
# Real members of each regional group (54, 54, 23, 33, 29) in proportion to sixty.
GROUPS = {"african_group": 17, "asia_pacific_group": 17, "eastern_european_group": 7, "grulac": 10, "weog": 9}
AREAS = {
    "african_group": (
        ("Africa", "Sub-Saharan Africa", "Western Africa"), ("Africa", "Sub-Saharan Africa", "Eastern Africa"),
        ("Africa", "Sub-Saharan Africa", "Middle Africa"), ("Africa", "Sub-Saharan Africa", "Southern Africa"),
        ("Africa", "Northern Africa", ""),
    ),
    "asia_pacific_group": (
        ("Asia", "Southern Asia", ""), ("Asia", "South-eastern Asia", ""), ("Asia", "Western Asia", ""), ("Asia", "Eastern Asia", ""),
        ("Asia", "Central Asia", ""), ("Oceania", "Melanesia", ""), ("Oceania", "Polynesia", ""),
    ),
    "eastern_european_group": (("Europe", "Eastern Europe", ""), ("Europe", "Southern Europe", ""), ("Europe", "Northern Europe", "")),
    "grulac": (
        ("Americas", "Latin America and the Caribbean", "South America"), ("Americas", "Latin America and the Caribbean", "Caribbean"),
        ("Americas", "Latin America and the Caribbean", "Central America"),
    ),
    "weog": (("Europe", "Western Europe", ""), ("Europe", "Northern Europe", ""), ("Europe", "Southern Europe", ""), ("Americas", "Northern America", "")),
}  # fmt: skip
# How much a state gives: contingents of battalions, of companies, people one by one, nobody.
SIZES = {
    "african_group": ("large",) * 5 + ("medium",) * 6 + ("small",) * 4 + ("none",) * 2,
    "asia_pacific_group": ("large",) * 5 + ("medium",) * 4 + ("small",) * 4 + ("none",) * 4,
    "eastern_european_group": ("medium",) * 1 + ("small",) * 5 + ("none",) * 1,
    "grulac": ("large",) * 1 + ("medium",) * 2 + ("small",) * 4 + ("none",) * 3,
    "weog": ("medium",) * 3 + ("small",) * 6,
}
FRENCH = 14  # states that work in French, most of them in the African group


@dataclass(frozen=True)
class State:
    """One invented Member State: how much it gives, the language of its units, how many women stand in them."""

    code: str
    m49: int
    area: tuple[str, str, str]
    group: str
    size: str
    language: str
    women: float

    @property
    def name(self) -> str:
        """Return its name in English."""
        return f"Member State {self.code}"


@dataclass(frozen=True)
class Mission:
    """One invented mission. `troops` and `police` are what it is built for."""

    code: str
    name: str
    kind: str
    french: bool
    protects: bool
    troops: int
    police: int
    started: str
    closing: str = ""
    mandate: str = ""


MISSIONS = (
    Mission("XMA", "Exercise Stabilization Mission in the First Region", "peacekeeping_operation", True, True, 12400, 2600, "2014-04-10", mandate="2026-12-15"),
    Mission("XMB", "Exercise Mission in the Second Region", "peacekeeping_operation", False, True, 10200, 1500, "2011-07-08", mandate="2026-04-30"),
    Mission("XMC", "Exercise Organization Mission in the Third Region", "peacekeeping_operation", True, True, 8600, 1300, "2010-07-01", "2026-12-31"),
    Mission("XMD", "Exercise Interim Security Force in the Fourth Region", "peacekeeping_operation", False, True, 3100, 500, "2013-06-27"),
    Mission("XME", "Exercise Observer Force in the Fifth Region", "peacekeeping_operation", False, False, 1050, 0, "1998-03-19"),
    Mission("XMF", "Exercise Assistance Mission in the Sixth Region", "special_political_mission", False, False, 0, 40, "2019-10-16"),
)  # fmt: skip
EVENTS = (
    ("XEV01", "2026-11-01", "XMC", "", "closure", "", "un_document", "the end of XMC on 31 December 2026", WHERE, "", "2026-11-01"),
    ("XEV02", "2026-11-01", "XMA", "QMC", "withdrawal", "formed_police_units", "press", "the formed police of Member State QMC in XMA to go home", WHERE, "", "2026-11-01"),
)  # fmt: skip
MEETINGS = (
    ("Exercise City 2023", "2023-11-14", "2023-11-15", "Exercise City", "2023-11-07"),
    ("Exercise Harbour 2025", "2025-10-21", "2025-10-22", "Exercise Harbour", "2025-10-14"),
)


def dice(what: str) -> random.Random:
    """Return dice of their own for one part of the world, so that changing one part leaves the others as they were."""
    return random.Random(f"{SEED} {what}")


def states() -> list[State]:
    """Return the sixty states in the order of their codes, QMA to QOH."""
    rng = dice("states")
    groups = [group for group, count in GROUPS.items() for _ in range(count)]
    rng.shuffle(groups)
    sizes = {group: rng.sample(of_group, len(of_group)) for group, of_group in SIZES.items()}
    seen = dict.fromkeys(GROUPS, 0)
    members, french = [], 0
    for number, group in enumerate(groups):
        areas = AREAS[group]
        area = areas[seen[group] % len(areas)]
        size = sizes[group][seen[group]]
        seen[group] += 1
        is_french = french < FRENCH and (rng.random() < (0.7 if group == "african_group" else 0.12))
        french += is_french
        language = "fr" if is_french else "es" if group == "grulac" else "en"
        code = "Q" + "MNO"[number // 26] + chr(ord("A") + number % 26)
        members.append(State(code, 9001 + number, area, group, size, language, round(rng.uniform(0.55, 1.6), 3)))
    return members


def month_ends() -> list[dt.date]:
    """Return the last days of the months of the exercise, oldest first."""
    year, month = FIRST_MONTH
    firsts = [dt.date(year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, 1) for step in range(1, MONTHS + 1)]
    return [first - dt.timedelta(days=1) for first in firsts]


def write(path: str, headings: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Write a CSV under data/exercise."""
    target = HOME / path
    target.parent.mkdir(parents=True, exist_ok=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    target.write_bytes(out.getvalue().encode())


def save(path: str, package: bytes) -> None:
    """Write an Office file under data/exercise with one time in all its parts and in its properties."""
    target = HOME / path
    target.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in given.namelist():
            if name == "docProps/thumbnail.jpeg":  # of the library's template; a relation to it may stay
                continue
            entry = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            part = given.read(name)
            if name == "docProps/core.xml":  # openpyxl stamps the moment of saving
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2026-11-01T00:00:00Z", part)
            made.writestr(entry, part, compresslevel=9)
    target.write_bytes(out.getvalue())


def lists() -> None:
    """Write the reference lists that are this world's own; those that only speak of the real one are empty here."""
    own = states()
    write(
        "reference/country.csv",
        ("iso3", "name", "m49", "m49_region", "m49_subregion", "m49_intermediate", "regional_group", "regional_group_second",
         "is_member_state", "note", "source"),
        [(s.code, s.name, s.m49, *s.area, s.group, "", "true", "", WHERE) for s in own],
    )  # fmt: skip
    write(
        "reference/country_name.csv",
        ("name", "language", "iso3", "source"),
        [
            (f"{word} {s.code}", language, s.code, WHERE)
            for s in own
            for word, language in (("État Membre", "fr"), ("Estado Miembro", "es"))
        ],
    )
    spoken = ("en", "fr", "es", "ar")
    write(
        "reference/country_language.csv",
        ("iso3", "language", "source"),
        [(s.code, spoken[place % len(spoken)], WHERE) for place, s in enumerate(own)],
    )
    hosts = dict(zip(MISSIONS, (s.code for s in own if s.size in ("small", "none")), strict=False))
    with (REAL / "mission.csv").open(encoding="utf-8", newline="") as handle:
        columns = next(csv.reader(handle))
    write(
        "reference/mission.csv", columns, [[_mission(m, hosts[m]).get(name, "") for name in columns] for m in MISSIONS]
    )
    write(
        "reference/mission_alias.csv",
        ("alias", "language", "mission_code", "source"),
        [(f"M{m.code}", "fr", m.code, WHERE) for m in MISSIONS if m.french],
    )
    write(
        "reference/ministerial.csv",
        ("ministerial", "held_from", "held_to", "city", "spellings", "host", "host_iso3", "details_due", "window_months", "source"),
        [
            (name, first, last, city, city, host.name, host.code, due, 6, WHERE)
            for (name, first, last, city, due), host in zip(MEETINGS, (s for s in own if s.group == "weog"), strict=False)
        ],
    )  # fmt: skip
    for name in (
        "country_alias",
        "erratum",
        "known_break",
        "missing_month",
        "ministerial_date",
        "published_total",
        "published_share",
        "public_pledge_reading",
        "ministerial_total",
        "published_women_case",
        "term",  # they name real missions
    ):
        with (REAL / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            write(f"reference/{name}.csv", next(csv.reader(handle)), [])
    # No source gives the size of most units: here they have one, so that deployments can be held against pledges.
    with (REAL / "capability_people.csv").open(encoding="utf-8", newline="") as handle:
        columns, *units = csv.reader(handle)
    sizes = [(code, kind, size or _size(code), source if size else WHERE) for code, kind, size, source in units]
    write("reference/capability_people.csv", columns, sizes)
    with (REAL / "m49_area.csv").open(encoding="utf-8", newline="") as handle:
        columns, *rows = csv.reader(handle)
    write(
        "reference/m49_area.csv", columns, [row for row in rows if row[0] != "053"]
    )  # it is named after two real states
    with (REAL / "mission_event.csv").open(encoding="utf-8", newline="") as handle:
        write("reference/mission_event.csv", next(csv.reader(handle)), EVENTS)
    # Of our drafts what is drawn from a mission of today names a real one.
    with (REAL / "scenario_module.csv").open(encoding="utf-8", newline="") as handle:
        columns, *drafts = csv.reader(handle)
    source = columns.index("source")
    drafts = [
        [WHERE if at == source and cell.startswith("Uniformed") else cell for at, cell in enumerate(row)]
        for row in drafts
    ]
    write("reference/scenario_module.csv", columns, drafts)
    _requirements()


def _size(capability: str) -> int:
    """Invented persons of a unit, by its kind."""
    kinds = {"battalion": 700, "company": 180, "platoon": 30, "team": 15, "hospital": 60, "unspecified": 1}
    return next((size for kind, size in kinds.items() if kind in capability), 120)


def _mission(mission: Mission, host: str) -> dict[str, object]:
    """Return one row of the list of missions; of places it has a name, and no coordinates."""
    return {
        "mission_code": mission.code, "name": mission.name, "kind": mission.kind, "lineage_code": mission.code, "host_iso3": host,
        "hq_city": f"Headquarters of {mission.code}", "started_on": mission.started, "operations_end_on": mission.closing,
        "operations_end_source": WHERE if mission.closing else "", "mandate_last_day": mission.mandate, "mandate_source": WHERE if mission.mandate else "",
        "poc_mandate": "yes" if mission.protects else "no",
        "poc_source": WHERE, "working_language": "French" if mission.french else "English", "language_source": WHERE,
        "ceiling_military": mission.troops + 600, "ceiling_individual_police": mission.police // 4,
        "ceiling_formed_police": mission.police - mission.police // 4, "ceiling_date": "2025-12-19", "ceiling_source": WHERE,
        "source": WHERE,
    }  # fmt: skip


def _requirements() -> None:
    """Take over what the guide asks for; where it names a real mission or place, an invented one stands.

    An acronym that is a real state's code too (SUR, ISR) is left out: no such code may stand in this world.
    """
    swapped = {
        "MINUSCA": "XMA", "UNMISS": "XMB", "MONUSCO": "XMC", "UNISFA": "XMD", "UNIFIL": "XME", "UNFICYP": "XMF", "UNMOGIP": "XME",
        "in Bangui": "in the capital",
    }  # fmt: skip
    with (REAL / "country.csv").open(encoding="utf-8", newline="") as handle:
        states = {row["iso3"] for row in csv.DictReader(handle)}
    with (REAL / "requirement.csv").open(encoding="utf-8", newline="") as handle:
        columns, *rows = csv.reader(handle)
    names, asks = columns.index("guide_names"), []
    for row in rows:
        for real, own in swapped.items():
            row = [cell.replace(real, own) for cell in row]
        row[names] = ";".join(name for name in row[names].split(";") if name not in states)
        asks.append(row)
    write("reference/requirement.csv", columns, asks)
