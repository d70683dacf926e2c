"""Asks of the pledging guide as frames and sentences: where they stand, what the guide says of them, how they are searched. No Streamlit."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

import queries
from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.naming import Names
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import labels

STATUS, STANDING = "requirement_status", "requirement_standing"
PLEDGES = "requirement_pledges"
EDITIONS, LINES, CHANGE = "requirement_editions", "requirement_lines", "requirement_change"
ANNOUNCED, CONSISTENT = "announced_by_ask", "announced_consistent"
LONGEST = 52  # letters of a row's name: three lines where the screen is narrow would touch the next row's
COUNTING = ("open_call", "date_passed", "partly_met", "unmet")  # beside these it is said how many pledges there are


def standing(view: View) -> str:
    """Name of the query that says where asks stand: with available units where this view may know of them."""
    return STATUS if view.is_open else STANDING


def asks(run: Run, view: View) -> pd.DataFrame:
    """All asks and details with their status today, one row each, indexed by their code."""
    rows = run(standing(view), view.snapshot, as_of=view.until, today=view.today)
    return rows.set_index("requirement_id", drop=False)


def without_answer(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Asks of the catalogue under which, and under whose details, no pledge stands, one row each."""
    return catalogue[(catalogue["standing"] == "ask") & (catalogue["with_details_count"] == 0)]


def files_say(view: View) -> dict[str, str]:
    """What files of figures on this page say besides the usual: up to which day pledges count."""
    return {"Pledges up to": view.until.isoformat() if view.until else "all in the ledger"}


def status(row: Any) -> str:
    """Status of an ask in words; an open call says how many pledges it has, never a share.

    Where all were announced, that is said: rows of the public list are in the ledger without a reviewer's yes.
    """
    name = kit_labels.name(labels.STATUS, row.status)
    if row.status not in COUNTING or not row.confirmed_pledge_count:
        return name
    count = int(row.confirmed_pledge_count)
    words = ngettext("{status}, {n} pledge", "{status}, {n} pledges", count)
    if row.announced_pledge_count == count:
        words = ngettext("{status}, {n} announced pledge", "{status}, {n} announced pledges", count)
    return words.format(status=name, n=count)


def codes(run: Run, view: View) -> Names:
    """What turns codes of requirements, and of the pledges under them, into words, by column."""
    by_column: dict[str, Mapping[str, str]] = {
        "chapter": labels.CHAPTERS,
        "section": labels.SECTIONS,
        "kind": labels.KINDS | labels.CHANGES,
        "family": labels.FAMILIES,
        "standing": labels.STANDING,
        "recipient_kind": labels.RECIPIENTS,
        "quantity_basis": labels.BASIS,
        "quantity_from": labels.FROM,
        "unit_of_quantity": labels.UNITS,
        "guide_unit": labels.UNITS,
        "code": kit_labels.GROUPS | labels.ELSEWHERE,
        "regional_group": kit_labels.GROUPS,
        "beside": labels.BESIDE,
        "status": labels.STATUS | pledge_labels.STATUS,
        "share_of": labels.SHARES,
        "edition": labels.GUIDES,
        "ministerial": labels.ELSEWHERE,
    }
    groups = grouped(run, view)
    return (
        pledge_facts.codes(run, view)
        | {column: naming.lookup(names) for column, names in by_column.items()}
        | dict.fromkeys(("tags", "equipment_tags", "equipment_tags_before", "equipment_tags_after"), tags)
        | dict.fromkeys(("capability_name", "condition", "note", "ask"), naming.translated)
        | dict.fromkeys(("languages", "languages_before", "languages_after"), languages)
        | {"period": period, "mission": mission, "ask_group": lambda code: groups.get(code, code)}
    )


def grouped(run: Run, view: View) -> dict[str, str]:
    """Names of what uniformed asks have in common, by code: a capability, French-speaking or not, or an ask by its words."""
    capabilities = naming.capabilities(run, view)
    french = _("{capability}, French-speaking")
    names = {f"{code}_fr": french.format(capability=name) for code, name in capabilities.items()}
    rows = run("requirement_names", view.snapshot)
    alone = rows[rows["capability"].isna()]
    return names | capabilities | {row.requirement_id: _(row.ask) for row in alone.itertuples()}


def languages(codes: Any) -> str | None:
    """Languages by name; None for a blank."""
    if not isinstance(codes, str):
        return None
    names = pledge_labels.LANGUAGES | labels.PORTUGUESE
    return ", ".join(kit_labels.name(names, code) for code in codes.split(";"))


def tags(codes: Any) -> str | None:
    """Tags of a unit in words; None for a blank."""
    if not isinstance(codes, str):
        return None
    return ", ".join(kit_labels.name(labels.TAGS, code) for code in codes.split(";"))


def mission(code: str) -> str:
    """Code of a mission, or in words that a line is for any."""
    return _("any mission") if code == "general" else code


def period(text: Any) -> str | None:
    """Period of the guide in words: years, a month, the second half of a year, from one to another; None for a blank."""
    if not isinstance(text, str):
        return None
    return ", ".join(map(_span, text.split(";")))


def _span(text: str) -> str:
    start, slash, end = text.partition("/")
    if end:
        return _("{start} to {end}").format(start=_time(start), end=_time(end))
    return _("from {start}").format(start=_time(start)) if slash else _time(start)


def _time(text: str) -> str:
    year, _dash, part = text.partition("-")
    if part == "H2":
        return _("second half of {year}").format(year=year)
    return formats.month(dt.date(int(year), int(part), 1)) if part.isdigit() else year


def size(number: Any, unit: Any) -> str:
    """A number with the unit that an ask is counted in."""
    count = formats.count(number)
    return f"{count} {kit_labels.name(labels.UNITS, unit)}" if isinstance(unit, str) else count


def occasion(row: Any) -> str:
    """Ministerial of a pledge under an ask, or what its source says that it was."""
    if row.ministerial != "none":
        return _(row.ministerial)
    return formats.plain(_(row.occasion)) if isinstance(row.occasion, str) else _("At no Ministerial")


def guide(catalogue: pd.DataFrame, row: pd.Series) -> list[tuple[str, str]]:
    """What the guide says of an ask, as heading and words; what it does not say is left out."""
    words: list[tuple[str, Any]] = [
        (_("Code"), row["requirement_id"]),
        (_("Guide"), kit_labels.name(labels.GUIDES, row["edition"])),
        (_("Chapter"), naming.translated(row["guide_chapter"])),
        (_("Section"), place(row)),
        (_("Acronyms in the guide"), acronyms(row["guide_names"])),
        (_("Category of the form"), pledge_facts.category(row["pledge_category"])),
        (_("Kind"), kit_labels.name(labels.KINDS, row["kind"])),
        (_("Family"), kit_labels.name(labels.FAMILIES, row["family"])),
        (_("Capability"), naming.translated(row["capability_name"])),
        (_("Missions named"), row["missions"].replace(";", ", ") if isinstance(row["missions"], str) else None),
        (_("Languages"), languages(row["languages"])),
        (_("Condition"), naming.translated(row["condition"])),
        (_("Equipment"), tags(row["tags"])),
        (_("For whom"), naming.lookup(labels.RECIPIENTS)(row["recipient_kind"])),
        (_("Period"), period(row["period"])),
        (_("Due"), None if pd.isna(row["due_date"]) else formats.day(row["due_date"])),
        (_("Hosts wanted"), None if pd.isna(row["slot_limit"]) else formats.count(row["slot_limit"])),
        (_("Part of"), _(catalogue.loc[row["part_of"], "ask"]) if row["part_of"] in catalogue.index else None),
        (_("Size said by the guide"), _guide_size(row)),
        (_("Quantity according to"), _quantity_from(row)),
        (_("Needed by"), None if pd.isna(row["needed_by"]) else formats.day(row["needed_by"])),
    ]
    return [(heading, text) for heading, text in words if text]


def place(row: Any) -> str:
    """Where an ask stands in the printed guide: its section, else its chapter, as printed, then bullet or paragraph, and footnote."""
    parts = [_(row.guide_section if isinstance(row.guide_section, str) else row.guide_chapter)]
    if isinstance(row.guide_bullet, str):
        parts.append(_("bullet {n}").format(n=row.guide_bullet))
    if not pd.isna(row.guide_paragraph):
        parts.append(_("paragraph {n}").format(n=int(row.guide_paragraph)))
    if not pd.isna(row.guide_footnote):
        parts.append(_("footnote {n}").format(n=int(row.guide_footnote)))
    return ", ".join(parts)


def acronyms(names: Any) -> str | None:
    """Acronyms that the guide prints in an ask, as a list; None for a blank."""
    return names.replace(";", ", ") if isinstance(names, str) else None


def _guide_size(row: pd.Series) -> str | None:
    """Size that is no total: of one unit, or the least of one; with its range where the guide gives one."""
    if pd.isna(row["guide_quantity"]) or row["quantity_basis"] == "total":
        return None
    words = size(row["guide_quantity"], row["guide_unit"])
    if not pd.isna(row["guide_quantity_max"]):
        words = f"{formats.count(row['guide_quantity'])}–{size(row['guide_quantity_max'], row['guide_unit'])}"
    return f"{words}, {kit_labels.name(labels.BASIS, row['quantity_basis'])}"


def _quantity_from(row: pd.Series) -> str | None:
    if not isinstance(row["quantity_from"], str):
        return None
    name = kit_labels.name(labels.FROM, row["quantity_from"])
    return name if pd.isna(row["edition_date"]) else f"{name}, {formats.day(row['edition_date'])}"


def cards(row: pd.Series) -> list[tuple[str, str]]:
    """Status and figures of an ask, as label and value; what it has no figure of is left out."""
    values = [(_("Status"), kit_labels.name(labels.STATUS, row["status"]))]
    if not pd.isna(row["parity_as_of"]):
        women, people = row["women_count"], row["people_count"]
        words = _("{women} of {people}").format(women=formats.count(women), people=formats.count(people))
        values.append((_("Women, {day}").format(day=formats.day(row["parity_as_of"])), words))
        values.append((_("Share of women"), formats.share(women, people)))
    if not pd.isna(row["share_percent"]):
        values.append((_("Share asked for"), formats.percent(row["share_percent"])))
    is_announced = row["announced_pledge_count"] == row["confirmed_pledge_count"]
    heading = _("Announced pledges") if is_announced else _("Pledges under it")
    values.append((heading, formats.count(row["confirmed_pledge_count"])))
    if row["implemented_pledge_count"]:
        values.append((_("Of them implemented"), formats.count(row["implemented_pledge_count"])))
    if not pd.isna(row["quantity"]):
        values.append((_("Asked for in all"), size(row["quantity"], row["unit_of_quantity"])))
        available = row["available_quantity"]
        values.append((_("Available"), _("not reported") if pd.isna(available) else formats.count(available)))
    return values


def in_words(catalogue: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the catalogue as a table says them, in the same order, each with the number of its details."""
    details = catalogue[catalogue["standing"] == "detail"].groupby("part_of").size()
    return pd.DataFrame(
        {
            "requirement_id": rows["requirement_id"],
            "ask": [_(text) for text in rows["ask"]],
            "status": [status(row) for row in rows.itertuples()],
            "with_details_count": rows["with_details_count"],
            "details": details.reindex(rows["requirement_id"]).astype("Int64").to_numpy(),
            "due_date": rows["due_date"],
            "section": [place(row) for row in rows.itertuples()],
            "category": [pledge_facts.category(code) for code in rows["pledge_category"]],
        }
    )


def fold(text: str) -> str:
    """A text as it is searched: without case or accents."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def matching(catalogue: pd.DataFrame, words: str) -> pd.Series:
    """Whether all words stand in an ask or in one of its details, row by row of the catalogue.

    A word stands where its letters do, an acronym of the guide only by itself: AME is not in the name of a thing.
    """
    texts = searched(catalogue)
    short = {fold(name) for names in catalogue["guide_names"].dropna() for name in names.split(";")}
    of_ask = catalogue["requirement_id"].where(catalogue["standing"] == "ask", catalogue["part_of"])
    joined = texts.groupby(of_ask).agg(" ".join).reindex(catalogue["requirement_id"]).fillna("").to_numpy()
    edge = r"(?<!\w){}(?!\w)"
    wanted = [re.compile(edge.format(re.escape(w)) if w in short else re.escape(w)) for w in fold(words).split()]
    return pd.Series([all(word.search(text) for word in wanted) for text in joined], index=catalogue.index)


def searched(catalogue: pd.DataFrame) -> pd.Series:
    """What is searched of each row: code, wording, capability, condition, note, place, acronyms, tags and missions, as on screen."""
    texts = []
    for row in catalogue.itertuples():
        parts = (
            row.requirement_id,
            _(row.ask),
            *map(naming.translated, (row.capability_name, row.condition, row.note)),
            kit_labels.name(labels.SECTIONS, row.section),
            _(row.guide_section if isinstance(row.guide_section, str) else row.guide_chapter),
            acronyms(row.guide_names),
            tags(row.tags),
            row.missions if isinstance(row.missions, str) else None,
        )
        texts.append(fold(" ".join(part for part in parts if part)))
    return pd.Series(texts, index=catalogue.index, dtype=object)


def editions(run: Run, view: View) -> list[str]:
    """Editions of the requirements file that are loaded, as ISO days, the newest first."""
    return [day.date().isoformat() for day in run(EDITIONS, view.snapshot, as_of=view.until)["edition_date"]]


def edition_name(code: str) -> str:
    """Day of an edition in words."""
    return formats.day(pd.Timestamp(code))


def said_of(run: Run, view: View, edition: str, code: str) -> list[str]:
    """What an edition says of one ask, a sentence in Markdown for each mission."""
    lines = run(LINES, view.snapshot, edition=edition, as_of=view.until)
    sentences = []
    for row in lines[lines["requirement_id"] == code].itertuples():
        number = _("open call") if pd.isna(row.quantity) else formats.count(row.quantity)
        unit = kit_labels.name(labels.UNITS, row.unit_of_quantity) if isinstance(row.unit_of_quantity, str) else ""
        parts = [f"{number} {unit}".strip(), row.requirement, languages(row.languages), tags(row.equipment_tags)]
        if not pd.isna(row.needed_by):
            parts.append(_("needed by {day}").format(day=formats.day(row.needed_by)))
        sentences.append(
            f"**{mission(row.mission)}**{colon()}{', '.join(formats.plain(part) for part in parts if part)}"
        )
    return sentences


def asked_for(line: Any) -> str:
    """What a line of an edition asks for: its words or the ask, with its capability."""
    words = line.requirement or (_(line.ask) if isinstance(line.ask, str) else "")
    return f"{words} ({_(line.capability_name)})" if isinstance(line.capability_name, str) else words


def priority(word: str) -> str:
    """How pressing a line is, in the reader's language where it is one of the usual words."""
    return kit_labels.name(labels.PRIORITIES, word)


def differences(line: Any) -> str:
    """What differs in a line between two editions besides its quantity, as before and after; empty if nothing does."""
    if line.kind in ("new", "closed"):
        return ""
    columns: dict[str, Callable[[Any], Any]] = {
        "languages": languages,
        "equipment_tags": tags,
        "needed_by": formats.day,
        "priority": priority,
    }
    headings = queries.get(LINES).columns
    parts = []
    for column, words in columns.items():
        sides = (getattr(line, f"{column}_{side}") for side in ("before", "after"))
        before, after = (formats.DASH if pd.isna(side) else words(side) for side in sides)
        if before != after:
            parts.append(f"{_(headings[column].heading)}{colon()}{before} → {after}")
    return semicolon().join(parts)


def shortened(name: str, longest: int = LONGEST) -> str:
    """A name that fits beside a row of a grid."""
    return name if len(name) <= longest else f"{name[:longest].rsplit(' ', 1)[0]} …"


def places(announced: pd.DataFrame) -> dict[str, str]:
    """Names of the columns of announcements by code: Ministerials or regional groups. Frame: announced_by_ask."""
    names = {"none": _("At none")} | {code: _(name) for code, name in kit_labels.GROUPS_SHORT.items()}
    return {code: names.get(code) or _(code) for code in announced["code"].drop_duplicates()}


def ages(announced: pd.DataFrame) -> str:
    """How long ago each Ministerial was, in one sentence. Frame: announced_by_ask by Ministerial."""
    parts = []
    for row in announced.drop_duplicates("code").dropna(subset=["age_days"]).itertuples():
        words = ngettext("{meeting}: {days} day ago", "{meeting}: {days} days ago", int(row.age_days))
        parts.append(words.format(meeting=_(row.code), days=formats.count(row.age_days)))
    return formats.sentence(semicolon().join(parts))


def announced_pledges(run: Run, view: View, group: str, by: str, column: str, meeting: str) -> pd.DataFrame:
    """Pledges behind one number of the announcements, a row for each ask that they answer; `column` all, `meeting` empty: any."""
    pledges = run(PLEDGES, view.snapshot, ask_group=group, as_of=view.until)
    pledges = pledges[pledges["is_announced"] & (pledges["status"] != "withdrawn")]
    if meeting:
        pledges = pledges[pledges["ministerial"] == meeting]
    if column == "all":
        return pledges
    return pledges[pledges["ministerial" if by == "ministerial" else "regional_group"] == column]
