"""The parts of the page on training: courses asked for by year, translations by language, who offers what, who took part."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, links, naming, notes, snapshot
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import finding_facts
from pages.requirements import training_facts as facts
from pages.women import officer_facts

OPENED = "opened_pledge"
TALL = 12  # rows; a longer table scrolls


def courses(view: View) -> None:
    """Show each ask for a course by year, and whether a host or another answer is known."""
    frame = run(facts.ASKS, view.snapshot, today=view.today)
    hosts = frame[frame["kind"] == "host_event"]
    counts = hosts["status"].value_counts()
    notes.finding(finding_facts.hosts(frame), _("Courses, workshops and meetings that want a host, by year"))
    st.caption(
        _(
            "Each counts once for each year in which it is asked for. Requirements counts each of them once whatever its years, and calls it met once a pledge for it was implemented: its numbers differ from these."
        )
    )
    with st.grid(4, gap="small", min_column_width=140):
        for code in ("host_found", "host_unsaid", "date_passed", "no_answer"):
            label = kit_labels.name(pledge_labels.ANSWERS, code)
            st.metric(label, formats.count(counts.get(code, 0)), border=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {"all": _("Hosts and training")} | {code: _(name) for code, name in pledge_labels.KINDS.items()}
        kind = filters.choice(_("Kind"), "kind", kinds, "host_event")
        answers = {"all": _("Every answer")} | {code: _(name) for code, name in pledge_labels.ANSWERS.items()}
        answer = filters.choice(_("Answer"), "answer", answers, "all")
    asks = frame if kind == "all" else frame[frame["kind"] == kind]
    if answer != "all":
        asks = asks[asks["requirement_id"].isin(asks.loc[asks["status"] == answer, "requirement_id"])]
    if asks.empty:
        st.info(_("No ask of the guide fits these choices."))
        return
    _by_year(facts.by_year(run, view, asks))
    st.caption(
        _(
            "Only pledges made at the Ministerial of the guide's edition, or since its window opened, answer an ask; earlier ones that fit are counted apart. A blank cell: not asked for in that year. An answer was announced: whether the course took place is not known here."
        )
    )
    chosen = f"kind={kind}; answer={answer}; today={view.today}"
    notes.under(view, facts.ASKS, asks, "courses", names=pledge_facts.codes(run, view), more={"Filters": chosen})


def _by_year(shown: pd.DataFrame) -> None:
    text = st.column_config.TextColumn
    columns = {code: text(code, width=185) for code in shown.columns} | {
        "ask": text(_("Ask of the guide"), pinned=True, width=230),
        "any": text(_("No year named"), width=185),
        "earlier": st.column_config.NumberColumn(_("Earlier pledges that fit"), format="localized"),
        "requirement_id": _("Code"),
    }
    columns = {code: column for code, column in columns.items() if code in shown}
    height = 480 if len(shown) > TALL else "content"
    grids.show(shown, columns, height=height, alt=_("Courses asked for, by year"), placeholder="")


def translations(view: View) -> None:
    """Show each text to translate by official language: done, pledged, asked for."""
    frame = run(facts.GRID, view.snapshot)
    notes.finding(finding_facts.translations(frame), _("Translations by official language"))
    text = st.column_config.TextColumn
    shown = facts.by_language(frame)
    columns = {code: text(_(name), width=95) for code, name in pledge_labels.LANGUAGES.items() if code in shown} | {
        "ask": text(_("Text to translate"), pinned=True, width=230),
        "so_far": text(_("So far"), width=150),
        "unsaid": st.column_config.NumberColumn(_("Pledges that name no language"), format="localized"),
    }
    alt = _("Translations by official language")
    grids.show(shown, columns, height="content", alt=alt, placeholder="")
    st.caption(
        _(
            "A blank cell: the guide does not ask for that language. Exists: the guide says that the translation is there. English, in which the packages are written, has no column. Done: a pledge for it was implemented."
        )
    )
    if lines := facts.other_languages(frame):
        st.markdown(f"**{_('Into other languages')}**")
        st.markdown("\n".join(f"- {line}" for line in lines))
    notes.under(view, facts.GRID, frame, "translations", names=pledge_facts.codes(run, view))


def hosts(view: View) -> None:
    """List, for one subject of training, which states pledged what, in words."""
    offers = facts.offers(run, view)
    capabilities = naming.capabilities(run, view)
    counts = offers["capability"].value_counts()
    codes = [*facts.SUBJECTS, *(code for code in counts.index if code not in facts.SUBJECTS)]
    names = {code: f"{capabilities.get(code, code)} ({counts.get(code, 0)})" for code in codes}
    subject = filters.choice(_("Subject"), "subject", {"four": _("The four that are asked about most")} | names, "four")
    subjects = facts.SUBJECTS if subject == "four" else (subject,)
    for code in subjects:
        if not counts.get(code, 0):
            st.info(_("{subject}: no pledge in the ledger.").format(subject=capabilities.get(code, code)))
    offers = offers[offers["capability"].isin(subjects)]
    if not offers.empty:
        notes.finding(finding_facts.offers(offers), _("Training pledged, by subject and state"))
        _offers(view, offers, f"subject={subject}")


def _offers(view: View, offers: pd.DataFrame, chosen: str) -> None:
    """List pledges on training in words; a click on one opens it. `chosen` says in files which they are."""

    def follow() -> None:
        st.session_state[OPENED] = offers["pledge_id"].iloc[st.session_state["open_hosts"].row]

    text = st.column_config.TextColumn
    columns = {
        "state": st.column_config.ButtonColumn(
            _("Member State"),
            pinned=True,
            width=150,
            type="tertiary",
            alignment="left",
            key="open_hosts",
            on_click=follow,
        ),
        "subject": text(_("Subject"), width=220),
        "sentence": text(evidence_facts.words_heading(offers), width=330),
        "ministerial": text(_("Ministerial"), width=140),
        "quantity": _("Quantity"),
        "status": _("Status"),
        "status_date": st.column_config.DateColumn(_("Since")),
        "pledge_id": text(_("Code of the pledge"), width=150),
    }
    shown = facts.offers_in_words(run, view, offers)
    height = 460 if len(shown) > TALL else "content"
    grids.show(shown, columns, height=height, alt=_("Training pledged, by subject and state"))
    st.caption(
        _(
            "A pledge may host, teach, pay or equip: only its words say which. A click on the state of a row opens that pledge."
        )
    )
    names, more = pledge_facts.codes(run, view), {"Filters": chosen}
    notes.under(view, facts.OFFERS, offers, "hosts", names=names, more=more)
    if opened := st.session_state.pop(OPENED, None):
        links.open_page("pledges/page.py", view, pledge=opened)


def participants(view: View) -> None:
    """Show women and men who took part in each training, where the file was received: a proxy for nominees."""
    frame = run(facts.PARTICIPANTS, view.snapshot)
    st.markdown(
        _(
            "The guide sets targets for the women whom states **nominate**; the UN's file counts who **took part**: a proxy, no more."
        )
    )
    if frame.empty:
        st.info(_("Participants: not reported. The file of trainings (DPO-PKTRAINING) was not loaded yet."))
        snapshot.offer_load("training")
        return
    notes.finding(officer_facts.training_finding(frame), _("Women among those who took part in trainings"))
    shares = [formats.share(row.women_count, row.people_count) for row in frame.itertuples()]
    shown = frame[["training_name", "fiscal_year", "women_count", "people_count"]].assign(share=shares)
    columns = notes.headings(facts.PARTICIPANTS, shown) | {
        "training_name": st.column_config.TextColumn(_("Training"), pinned=True, width=300),
        "fiscal_year": _("Fiscal year"),
        "share": _("Share of women"),
    }
    height = 430 if len(shown) > 11 else "content"
    grids.show(shown, columns, height=height, alt=_("Women among those who took part in trainings"))
    notes.under(view, facts.PARTICIPANTS, frame, "participants")
