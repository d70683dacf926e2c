"""What each figure on asks, training and translation shows, as a sentence that heads it. No Streamlit."""

import pandas as pd

from pages.kit import formats
from pages.kit import labels as kit_labels
from pages.kit.text import _, ngettext
from pages.requirements import labels

FOUND = ("host_found", "host_unsaid")  # answers that name a host, the second without saying for which year


def without(frame: pd.DataFrame, is_public: bool) -> str:
    """Of how many asks nothing answers, and in which chapter most of those are. Frame: asks_without_pledge.

    With `is_public` the ledger is the public list alone, which is partial: then it is told for how many asks something was found.
    """
    bare, asks = int(frame["without_pledge_count"].sum()), int(frame["ask_count"].sum())
    sentence = _answered(asks, bare, is_public)
    if is_public or not bare:
        return sentence
    chapters = frame.groupby("chapter", sort=False)[["without_pledge_count", "ask_count"]].sum()
    first = chapters[chapters["without_pledge_count"] == chapters["without_pledge_count"].max()]
    if len(first) > 1:
        return sentence
    return _("{finding}; the chapter with the most is {chapter}, {n} of {all}").format(
        finding=sentence,
        chapter=kit_labels.name(labels.CHAPTERS, first.index[0]),
        n=formats.count(first["without_pledge_count"].iloc[0]),
        all=formats.count(first["ask_count"].iloc[0]),
    )


def catalogue(asks: pd.DataFrame, is_public: bool) -> str:
    """Of how many asks of a choice nothing answers; of the public list alone as `without` says it. Frame: facts.asks."""
    return _answered(len(asks), int((asks["with_details_count"] == 0).sum()), is_public)


def _answered(n: int, bare: int, is_public: bool) -> str:
    if is_public:
        words = _("In the public list {found} of {n} asks have an announcement under them")
        return words.format(found=formats.count(n - bare), n=formats.count(n))
    if not bare:
        return _("Each of {n} asks has a pledge under it").format(n=formats.count(n))
    return _("No pledge in the ledger answers {bare} of {n} asks").format(bare=formats.count(bare), n=formats.count(n))


def editions(change: pd.DataFrame) -> str:
    """How many lines differ between two editions, and how. Frame: requirement_change."""
    counts = change["kind"].value_counts()
    new, closed, changed = (int(counts.get(code, 0)) for code in ("new", "closed", "changed"))
    if not new + closed + changed:
        return _("No line differs between the two editions")
    words = ngettext(
        "{n} of {all} line differs: {new} new, {closed} closed, {changed} changed",
        "{n} of {all} lines differ: {new} new, {closed} closed, {changed} changed",
        len(change),
    )
    return words.format(n=new + closed + changed, all=len(change), new=new, closed=closed, changed=changed)


def hosts(asks: pd.DataFrame) -> str:
    """For how many events a host was announced, each counted once a year, and for how many no answer is known. Frame: training_asks."""
    events = asks[asks["kind"] == "host_event"]
    if events.empty:
        return _("The guide asks for no host")
    answers = events["status"].value_counts()
    words = ngettext(
        "A host was announced for {found} of {n} course, workshop or meeting; no answer is known for {bare}",
        "A host was announced for {found} of {n} courses, workshops and meetings; no answer is known for {bare}",
        len(events),
    )
    return words.format(
        found=formats.count(sum(int(answers.get(code, 0)) for code in FOUND)),
        n=formats.count(len(events)),
        bare=formats.count(int(answers.get("no_answer", 0))),
    )


def translations(grid: pd.DataFrame) -> str:
    """How many translations into official languages are asked for, done, pledged and neither; those that exist are apart. Frame: translation_grid."""
    number = grid.loc[grid["language"].notna(), "state"].value_counts()
    done, pledged, asked, exists = (int(number.get(code, 0)) for code in ("done", "pledged", "asked", "exists"))
    words = _("{all} translations asked for: {done} done, {pledged} pledged, {asked} neither; {exists} exist already")
    return words.format(
        all=formats.count(done + pledged + asked), done=done, pledged=pledged, asked=asked, exists=exists
    )


def offers(rows: pd.DataFrame) -> str:
    """How many pledges on the subjects of training there are, and of how many states; each pledge once. Frame: training_hosts."""
    pledges = rows["pledge_id"].nunique()
    words = ngettext("{n} pledge on this training, of {states}", "{n} pledges on this training, of {states}", pledges)
    count = rows["iso3"].nunique()
    states = ngettext("{n} state", "{n} states", count).format(n=formats.count(count))
    return words.format(n=formats.count(pledges), states=states)
