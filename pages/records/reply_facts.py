"""What a Member State stated on its own figures, in words: on the page Country and in its brief. No Streamlit."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from etl import settings
from etl.records import decisions, replies
from etl.records.replies import Reply
from pages.kit import formats, labels
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.pledges import facts as pledge_facts
from pages.records.labels import REASONS, SAYS
from pages.women import facts as women_facts

MONTHS_BACK = 24  # of deployments that a state may reply on
RETURNS_BACK = 12  # months of returns
SHORT, IN_FILE = 90, 280  # letters of a pledge in a list, and of what is stated on the one page of a brief


def of(run: Run, view: View, iso3: str) -> list[Reply]:
    """The replies of a state that whoever reads may see, the newest first."""
    is_told = _is_told(run, view, iso3)
    with settings.using(view.snapshot.dataset):
        return [reply for reply in replies.standing(iso3) if is_told(reply)]


def _is_told(run: Run, view: View, iso3: str) -> Callable[[Reply], bool]:
    """Whether a view has the figure of a reply: a pledge that nobody announced, and a unit, are in no open one."""
    pledges = set() if view.has_units else set(pledge_facts.of_state(run, view, iso3)["pledge_id"])

    def is_told(reply: Reply) -> bool:
        if reply.kind in ("pledge", "evidence"):
            return view.has_units or reply.code in pledges
        return view.has_units or reply.kind != "return" or "/" not in reply.code

    return is_told


def held_back(run: Run, view: View, iso3: str) -> str:
    """How many replies of a state are withheld from whoever reads, and for which reasons; empty where none is."""
    is_told = _is_told(run, view, iso3)
    with settings.using(view.snapshot.dataset):
        reasons = replies.held_back(iso3, is_told)
    if not reasons:
        return ""
    words = ngettext(
        "{n} statement of this Member State is withheld: {reasons}.",
        "{n} statements of this Member State are withheld: {reasons}.",
        len(reasons),
    )
    return words.format(n=len(reasons), reasons=_(" or ").join(sorted({labels.name(REASONS, one) for one in reasons})))


def caller(run: Run, view: View, iso3: str) -> Callable[[str, str], str]:
    """Return what calls a figure by kind and code: a pledge by its words where this view has it."""
    sentences = dict(pledge_facts.of_state(run, view, iso3)[["pledge_id", "sentence"]].itertuples(index=False))

    def called(kind: str, code: str) -> str:
        if kind == "deployment":
            mission, _slash, personnel_type = code.partition("/")
            return _("Deployed in {mission}: {type}").format(
                mission=mission, type=labels.name(labels.TYPES, personnel_type)
            )
        if kind == "women":
            return _("Women: {category}").format(category=labels.category_name(code))
        if kind == "return":
            day, _slash, unit = code.partition("/")
            called = _("Return of {unit}, {month}") if unit else _("Return of its units, {month}")
            return called.format(unit=unit, month=formats.month(dt.date.fromisoformat(day)))
        words = _("Pledge: {words}") if kind == "pledge" else _("What figures show after the pledge: {words}")
        return words.format(words=_short(sentences.get(code) or code))

    return called


def choices(run: Run, view: View, iso3: str) -> dict[tuple[str, str], str]:
    """The figures of a state on which it may reply, as (kind, code) -> what each is called."""
    timeline = run("country_timeline", view.snapshot, iso3=iso3, scope="all", by="all")
    began = pd.Timestamp(view.as_of) - pd.DateOffset(months=MONTHS_BACK)
    recent = timeline[(timeline["as_of"] > began) & (timeline["mission"] != "not_stated")]
    served = sorted(f"{row.mission}/{row.personnel_type}" for row in recent.itertuples())
    months = run("months", view.snapshot)["as_of"].sort_values(ascending=False)
    returned = [day.date().isoformat() for day in months if day.date() <= view.as_of][:RETURNS_BACK]
    pledged = pledge_facts.of_state(run, view, iso3)["pledge_id"]
    called = caller(run, view, iso3)
    pairs = [
        *(("deployment", code) for code in dict.fromkeys(served)),
        *(("women", code) for code in labels.CATEGORIES),
        *((kind, code) for kind in ("pledge", "evidence") for code in pledged),
        *(("return", code) for code in [*_units(run, view, iso3), *returned]),
    ]
    return {(kind, code): called(kind, code) for kind, code in pairs}


def _units(run: Run, view: View, iso3: str) -> list[str]:
    """The newest return of each unit that this view shows of a state, as the code of a reply."""
    day = women_facts.newest(run, view)
    units = [code for part in women_facts.state_units(run, view, iso3) if len(part) for code in part["unit_id"]]
    return [f"{day}/{code}" for code in units]


def steps(run: Run, view: View, reply: Reply) -> list[str]:
    """The steps of which one may be noted in the ledger for what a reply states on a pledge; none for other figures."""
    if reply.kind not in ("pledge", "evidence"):
        return []
    pledges = pledge_facts.of_state(run, view, reply.iso3)
    tracks = pledges.loc[pledges["pledge_id"] == reply.code, "track"]
    return [step for track in tracks for step in (decisions.UNIT_STEPS if track == "unit" else decisions.OTHER_STEPS)]


def stated(reply: Reply) -> str:
    """What a reply states: its kind, the day where it states one, and its words."""
    kind = labels.name(SAYS, reply.says)
    if reply.day:
        kind = _("{kind}, {day}").format(kind=kind, day=formats.day(dt.date.fromisoformat(reply.day)))
    return _("{kind}: {words}").format(kind=kind, words=reply.text)


def noted(reply: Reply) -> str:
    """By which note a reply was stated, when, and on the figures of which month."""
    return _("Note {reference}, {day}; on the figures of {month}").format(
        reference=reply.reference, day=_day(reply.at), month=formats.month(dt.date.fromisoformat(reply.month))
    )


def judged(reply: Reply) -> str:
    """What a steward did about a reply; empty where nothing."""
    if reply.stands == "confirmed":
        return _("Taken over into the ledger on {day}: {words}").format(day=_day(reply.judged), words=reply.remark)
    if reply.stands == "withheld":
        return _("Withheld on {day}, because {reason}: {words}").format(
            day=_day(reply.judged), reason=labels.name(REASONS, reply.reason), words=reply.remark
        )
    return ""


def in_file(run: Run, view: View, iso3: str) -> list[tuple[str, str]]:
    """The replies of a state for a file, the newest first: on what; what it states, by which note and what became of it. Nothing that is withheld."""
    open_ones = [reply for reply in of(run, view, iso3) if reply.stands != "withheld"]
    called = caller(run, view, iso3)
    return [
        (
            called(one.kind, one.code),
            " ".join(
                formats.sentence(_short(words, IN_FILE)) for words in (stated(one), noted(one), judged(one)) if words
            ),
        )
        for one in open_ones
    ]


def _day(at: str) -> str:
    return formats.day(dt.datetime.fromisoformat(at).date())


def _short(words: str, longest: int = SHORT) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
