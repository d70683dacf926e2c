"""What deployment figures show of pledges, in words; and what the public list covers. No Streamlit."""

from typing import Any

import pandas as pd

from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.pledges import labels
from queries.pledges import pledge_silence

EVIDENCE = "pledge_evidence"
SILENCE = "pledge_silence"
NOT_PUBLIC = "pledges_content_not_public"
RISES = ("seen", "partly_seen")
PUBLIC = "public report"


def of(run: Run, view: View, iso3: str = "") -> pd.DataFrame:
    """What the figures show of each pledge (of a state, in its own view of it alone), one row each by its id."""
    return run(EVIDENCE, view.snapshot, iso3=iso3 or view.snapshot.state).set_index("pledge_id")


def news(code: Any) -> str:
    """What is to be said of a pledge without a later step: in_figures, cannot_be_seen or no_news. As pledge_silence."""
    return pledge_silence.GROUPS.get(code, "cannot_be_seen")


def sentences(run: Run, view: View, iso3: str = "") -> dict[str, str]:
    """A sentence on each pledge (of a state) by its id."""
    months = run("months", view.snapshot)
    unstated = set(months.loc[~months["states_mission"], "as_of"])
    return {row.Index: _sentence(row, unstated) for row in of(run, view, iso3).itertuples()}


def _sentence(row: Any, unstated: set[pd.Timestamp]) -> str:
    if row.evidence == "cannot_be_seen":
        words = _("Cannot be seen in these figures: {reason}.")
        return words.format(reason=kit_labels.name(labels.UNSEEN, row.reason))
    if row.evidence == "shared":
        return _("Shared with {pledge}: the same people.").format(pledge=row.shared_with)
    if row.evidence == "too_early":
        return _("Too early to be seen in these figures.")
    if row.evidence == "not_seen":
        return _("Not seen in these figures. Deployment depends on a United Nations requirement and selection.")
    types, place = _whom(row)
    if row.evidence == "already_there":
        words = _("{n} {types} in {place} before the pledge: these figures do not tell more.")
        return words.format(n=formats.count(row.before_count), types=types, place=place)
    words = _("Consistent with: {n} {types} in {place}, first seen {month}{gap}. To be confirmed.")
    if row.evidence == "partly_seen":
        words = _("Consistent with a part of it: {n} {types} in {place}, first seen {month}{gap}. To be confirmed.")
    if row.before_count:
        types = _("{types} ({n} before)").format(types=types, n=formats.count(row.before_count))
    return words.format(
        n=formats.count(row.after_count),
        types=types,
        place=place,
        month=formats.month(row.first_month),
        gap=_gap(row, unstated),
    )


def _whom(row: Any) -> tuple[str, str]:
    """The people that a pledge speaks of and where, within a sentence."""
    types = ", ".join(kit_labels.name(labels.PEOPLE, code) for code in row.personnel_type.split(";"))
    return types, row.mission if isinstance(row.mission, str) else _("all missions together")


def step(run: Run, view: View, pledge: Any) -> dict[str, str]:
    """The step that a person may confirm from what deployment figures show of a pledge, as a decision holds it; empty for none.

    A part that is seen is no step: the ledger would say that the pledge as such was deployed.
    """
    row = of(run, view, pledge["iso3"]).loc[pledge["pledge_id"]]
    if row["evidence"] != "seen" or pledge["status"] in ("deployed", "withdrawn"):
        return {}
    types, place = _whom(row)
    words = _("deployment figures: {n} {types} in {place}, first seen {month}, confirmed by a person")
    source = words.format(
        n=formats.count(row["after_count"]), types=types, place=place, month=formats.month(row["first_month"])
    )
    return {"status": "deployed", "date": row["first_month"].date().isoformat(), "source": source}


def _gap(row: Any, unstated: set[pd.Timestamp]) -> str:
    """What was not reported just before a rise, in brackets; empty where the month before it was."""
    if pd.isna(row.gap_from):
        return ""
    is_mission = row.gap_from in unstated
    if row.gap_from == row.gap_to:
        words = _(" (missions not stated in {first})") if is_mission else _(" (no figures for {first})")
        return words.format(first=formats.month(row.gap_from))
    words = (
        _(" (missions not stated {first} to {last})")
        if is_mission
        else _(" (not all months reported, {first} to {last})")
    )
    return words.format(first=formats.month(row.gap_from), last=formats.month(row.gap_to))


def chance(run: Run, view: View) -> str:
    """How often the same rules hold on random days, where they hold most often."""
    most = run("pledge_placebo", view.snapshot)["held_fraction"].max()
    words = _("By chance: on random days, for states that pledged nothing, the rules hold of at most {share} % of days; above 10 % nothing would be said.")  # fmt: skip
    return "" if pd.isna(most) else words.format(share=formats.written(f"{100 * most:.1f}"))


def counts(run: Run, view: View, pledges: pd.DataFrame) -> dict[str, int]:
    """How many pledges without a later step there are, by what is to be said of them."""
    codes = pledges["pledge_id"].map(of(run, view)["evidence"]).map(news)
    return {code: int((codes == code).sum()) for code in ("no_news", "in_figures", "cannot_be_seen")}


def conversion(run: Run, view: View, meeting: str, category: str) -> pd.DataFrame:
    """Stages of a cohort, what has no later step parted by what deployment figures show. As pledge_conversion."""
    stages = run("pledge_conversion", view.snapshot, ministerial=meeting, category=category)
    silent = run(SILENCE, view.snapshot, ministerial=meeting, category=category)
    return pd.concat([stages[stages["stage"] != "no_news"], silent.assign(kind="state")], ignore_index=True)


def beside_ledger(run: Run, view: View, meeting: str, category: str) -> str:
    """How many pledges the ledger holds beside the cohort of the same choice, and why; empty where it holds no other."""
    rows = run("pledge_ledger", view.snapshot, ministerial=meeting, category=category)
    out = rows["ministerial"].isna() & (meeting != "none")
    kept_back = int((~out & (rows["status"] == "confirmed")).sum())
    parts = [_("{n} confirmed, not announced").format(n=formats.count(kept_back))] if kept_back else []
    parts += [_("{n} made at no Ministerial").format(n=formats.count(out.sum()))] if out.any() else []
    words = _("The ledger counts {n} for the same choice: those followed here, and {parts}. Its later news include what was withdrawn or is too general to assess.")  # fmt: skip
    return words.format(n=formats.count(len(rows)), parts=", ".join(parts)) if parts else ""


def words_heading(pledges: pd.DataFrame) -> str:
    """What the words of these pledges are: a page's summary, a state's own words, or both."""
    public = pledges["origin"].eq(PUBLIC) if "origin" in pledges else pledges["source_url"].notna()
    if public.all():
        return _("Summary of a public page")
    return _("Summary of a public page, or own words") if public.any() else _("In its own words")


def not_public(run: Run, view: View, iso3: str = "", meeting: str = "", pledge_id: str = "") -> list[str]:
    """Lines on states (or the one of a pledge) of which a page says that they pledged, and not what."""
    states = naming.states(run, view)
    rows = run(NOT_PUBLIC, view.snapshot, iso3=iso3, ministerial=meeting)
    rows = rows[rows["pledge_id"] == pledge_id] if pledge_id else rows
    return [
        f"- {states.get(row.iso3, row.iso3)} · {_(row.ministerial)} · [{_('page')}](<{row.source_url}>) · {formats.day(row.dated)}"
        for row in rows.itertuples()
    ]


def coverage(run: Run, view: View, meeting: str = "") -> str:
    """How many of the states that pledged at a meeting (or at the newest of which it is known) are in the ledger."""
    totals = run("pledge_totals", view.snapshot, ministerial=meeting)
    whole = totals[totals["counts"].eq("states") & totals["category"].isna() & totals["capability"].isna()]
    if whole.empty:
        return ""
    row = whole.iloc[0]
    held = run("ministerials", view.snapshot).set_index("ministerial").loc[row["ministerial"]]
    words = _("The ledger holds {n} of the {all} states that pledged in {city} in {year}.")
    if row["printed"].startswith("more than"):
        words = _("The ledger holds {n} of more than {all} states that pledged in {city} in {year}.")
    return words.format(
        n=formats.count(row["ledger_count"]),
        all=formats.count(row["announced_count"]),
        city=held["city"],
        year=held["held_from"].year,
    )
