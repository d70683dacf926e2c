"""The parts of the page on training: courses asked for by year, translations by language, who offers what, who took part."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels

ASKS = "training_asks"
GRID = "translation_grid"
HOSTS = "training_hosts"
PARTICIPANTS = "training_participation"
SUBJECTS = ("training_wmpoc", "training_child_protection", "training_c_ied", "training_medical")
FOUND = ("host_found", "pledged")


def courses(view: View) -> None:
    """Show each ask for a course by year, and whether a host or another answer is known."""
    today = view.today
    found = run(ASKS, view.snapshot, today=today)
    hosts = found[found["kind"] == "host_event"]
    counts = hosts["status"].value_counts()
    told = [
        (labels.name(pledge_labels.ANSWERS, code), counts.get(code, 0))
        for code in ("host_found", "host_unsaid", "date_passed", "no_answer")
    ]
    st.markdown(
        _(
            "Hosts wanted: {n} courses, workshops and meetings, each counted once for each year in which it is asked for."
        ).format(n=formats.count(len(hosts)))
    )
    with st.grid(4, gap="small", min_column_width=140):
        for label, value in told:
            st.metric(label, formats.count(value), border=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {"all": _("Hosts and training")} | {code: _(name) for code, name in pledge_labels.KINDS.items()}
        kind = filters.choice(_("Kind"), "kind", kinds, "host_event")
        states = {"all": _("Every answer")} | {code: _(name) for code, name in pledge_labels.ANSWERS.items()}
        answer = filters.choice(_("Answer"), "answer", states, "all")
    kept = found if kind == "all" else found[found["kind"] == kind]
    if answer != "all":
        kept = kept[kept["requirement_id"].isin(kept.loc[kept["status"] == answer, "requirement_id"])]
    if kept.empty:
        st.info(_("No ask of the guide fits these choices."))
        return
    by_year(view, kept)
    st.caption(
        _(
            "Only pledges made at the Ministerial of the guide's edition, or since its window opened, answer an ask; earlier ones that fit are counted apart. A blank cell: not asked for in that year. An answer was announced: whether the course took place is not known here."
        )
    )
    pledge_notes.under(view, ASKS, kept, "courses", f"kind={kind}; answer={answer}; today={today}")


def by_year(view: View, kept: pd.DataFrame) -> None:
    """List asks with a column a year; asks that name no year have one of their own."""
    named = naming.states(run, view)
    years = sorted(int(year) for year in kept["year"].dropna().unique())
    rows: dict[str, dict] = {}
    for ask in kept.sort_values("year", na_position="last", kind="stable").itertuples():
        row = rows.setdefault(ask.requirement_id, {"requirement_id": ask.requirement_id, "ask": _(ask.ask)})
        states = (
            "; ".join(named.get(code, code) for code in ask.states.split(";")) if isinstance(ask.states, str) else ""
        )
        answer = labels.name(pledge_labels.ANSWERS, ask.status)
        row["any" if pd.isna(ask.year) else str(int(ask.year))] = f"{states}: {answer}" if states else answer
        row["earlier"] = ask.earlier_count
    columns: dict = {
        "ask": st.column_config.TextColumn(_("Ask of the guide"), pinned=True, width=230),
        **{str(year): st.column_config.TextColumn(str(year), width=185) for year in years},
        "any": st.column_config.TextColumn(_("No year named"), width=185),
        "earlier": st.column_config.NumberColumn(_("Earlier pledges that fit"), format="localized"),
        "requirement_id": _("Code"),
    }
    shown = pd.DataFrame(list(rows.values())).reindex(columns=list(columns))
    shown = shown.dropna(axis="columns", how="all").astype({"earlier": "int64"})
    grids.show(
        shown, {key: told for key, told in columns.items() if key in shown}, height=480 if len(shown) > 12 else "content",
        alt=_("Courses asked for, by year"), placeholder="",
    )  # fmt: skip


def translations(view: View) -> None:
    """Show each text to translate by official language: done, pledged, asked for."""
    found = run(GRID, view.snapshot)
    cells = found[found["language"].notna()]
    counts = cells["state"].value_counts()
    st.markdown(
        _("{all} translations asked for: {done} done, {pledged} pledged, {asked} neither.").format(
            all=formats.count(len(cells)), done=counts.get("done", 0), pledged=counts.get("pledged", 0), asked=counts.get("asked", 0)
        )
    )  # fmt: skip
    wide = cells.pivot(index="requirement_id", columns="language", values="state")
    first = found.drop_duplicates("requirement_id").set_index("requirement_id")
    official = first[first.index.isin(wide.index)]
    shown = pd.DataFrame({"ask": [_(told) for told in official["ask"]]})
    for code in pledge_labels.LANGUAGES:
        column = wide.get(code)
        states = [None] * len(official) if column is None else [column.get(name) for name in official.index]
        shown[code] = [labels.name(pledge_labels.GRID, told) if isinstance(told, str) else None for told in states]
    shown["unsaid"] = official["unsaid_count"].to_numpy()
    columns: dict = {
        code: st.column_config.TextColumn(_(name), width=95) for code, name in pledge_labels.LANGUAGES.items()
    }
    columns["ask"] = st.column_config.TextColumn(_("Text to translate"), pinned=True, width=230)
    columns["unsaid"] = st.column_config.NumberColumn(_("Pledges that name no language"), format="localized")
    grids.show(shown, columns, height="content", alt=_("Translations by official language"), placeholder="")
    st.caption(_("A blank cell: the guide does not ask for that language. Done: a pledge for it was implemented."))
    others = first[~first.index.isin(wide.index)]
    if len(others):
        st.markdown(f"**{_('Into other languages')}**")
        lines = []
        for row in others.itertuples():
            n = int(row.unsaid_count)
            said = ngettext("{n} pledge", "{n} pledges", n).format(n=n) if n else _("no pledge")
            lines.append(f"- {_(row.ask)} :gray[{said}]")
        st.markdown("\n".join(lines))
    pledge_notes.under(view, GRID, found, "translations")


def hosts(view: View) -> None:
    """List, for one subject of training, which states pledged what, in their own words."""
    found = run(HOSTS, view.snapshot)
    named = naming.capabilities(run, view)
    counts = found["capability"].value_counts()
    codes = [*SUBJECTS, *(code for code in counts.index if code not in SUBJECTS)]
    names = {code: f"{named.get(code, code)} ({counts.get(code, 0)})" for code in codes}
    subject = filters.choice(_("Subject"), "subject", {"four": _("The four that are asked about most")} | names, "four")
    chosen = SUBJECTS if subject == "four" else (subject,)
    kept = found[found["capability"].isin(chosen)]
    for code in chosen:
        if not counts.get(code, 0):
            st.info(_("{subject}: no pledge in the ledger.").format(subject=named.get(code, code)))
    if kept.empty:
        return

    offered(view, kept, f"subject={subject}")


def offered(view: View, kept: pd.DataFrame, chosen: str, key: str = "hosts") -> None:
    """List pledges on training in their own words; a click on one opens it. `chosen` says in files which they are."""
    named, states = naming.capabilities(run, view), naming.states(run, view)

    def follow() -> None:
        st.session_state["opened_pledge"] = kept["pledge_id"].iloc[st.session_state[f"open_{key}"].row]

    shown = pd.DataFrame(
        {
            "pledge_id": kept["pledge_id"],
            "subject": [named.get(code, code) for code in kept["capability"]],
            "state": [states.get(code, code) for code in kept["iso3"]],
            "sentence": kept["sentence"],
            "ministerial": [pledge_notes.occasion(row) for row in kept.itertuples()],
            "quantity": [
                pledge_notes.quantity(row) if row.unit != "currency" else formats.count(row.quantity)
                for row in kept.itertuples()
            ],
            "status": [pledge_notes.status(code) for code in kept["status"]],
            "status_date": kept["status_date"],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "pledge_id": st.column_config.ButtonColumn(
            _("Pledge"), pinned=True, width=78, type="tertiary", alignment="left", key=f"open_{key}", on_click=follow
        ),
        "subject": text(_("Subject"), width=220), "state": text(_("Member State"), width=130), "sentence": text(_("In its own words"), width=330),
        "ministerial": text(_("Ministerial"), width=140), "quantity": _("Quantity"), "status": _("Status"),
        "status_date": st.column_config.DateColumn(_("Since")),
    }  # fmt: skip
    grids.show(
        shown, columns, height=460 if len(shown) > 12 else "content", alt=_("Training pledged, by subject and state")
    )
    st.caption(_("A pledge may host, teach, pay or equip: only its own words say which. A click on one opens it."))
    pledge_notes.under(view, HOSTS, kept, key, chosen)
    if opened := st.session_state.pop("opened_pledge", None):
        pledge_notes.open_pledge(view, opened)


def participants(view: View) -> None:
    """Show women and men who took part in each training, where the file was received: a proxy for nominees."""
    found = run(PARTICIPANTS, view.snapshot)
    st.markdown(
        _(
            "The guide sets targets for the women whom states **nominate**; the UN's file counts who **took part**: a proxy, no more."
        )
    )
    if found.empty:
        st.info(_("Participants: not reported. The file of trainings (DPO-PKTRAINING) was not loaded yet."))
        return
    shown = pd.DataFrame(
        {
            "training_name": found["training_name"],
            "fiscal_year": found["fiscal_year"],
            "women_count": found["women_count"],
            "people_count": found["people_count"],
            "share": [formats.share(row.women_count, row.people_count) for row in found.itertuples()],
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "training_name": st.column_config.TextColumn(_("Training"), pinned=True, width=300), "fiscal_year": _("Fiscal year"),
        "women_count": number(_("Women"), format="localized"), "people_count": number(_("People"), format="localized"), "share": _("Share of women"),
    }  # fmt: skip
    grids.show(
        shown,
        columns,
        height=430 if len(shown) > 11 else "content",
        alt=_("Women among those who took part in trainings"),
    )
    notes.under(view, PARTICIPANTS, found, "participants", line=False)
