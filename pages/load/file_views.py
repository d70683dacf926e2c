"""One file before it is published: what it is, what is set aside and not read, its unknown words, what it would change."""

import functools
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

import queries
from etl import door
from etl.door import Upload
from etl.records import decisions
from pages.kit import formats, grids
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.load import facts, labels, total_views, views, word_views

SEEN, TRIED = "load_seen", "load_tried"  # what was read and tried out last, with what it was read and tried out for


def _once(kept: str, key: Any, make: Any) -> Any:
    """Return what was made for this key before, else make it."""
    if st.session_state.get(kept, (None,))[0] != key:
        st.session_state[kept] = (key, make())
    return st.session_state[kept][1]


def _log_end() -> int:
    log = decisions.log()
    return log[-1]["seq"] if log else 0


def show(view: View, upload: Upload) -> None:
    """Say what a file is; then, once nothing is missing, what it would change, and take it on a yes."""
    st.header(_("What it is"))
    upload = replace(upload, day=_said(upload))
    answer = _looked_at(upload)
    if answer is None:
        return
    if (titled := answer.get("titled_day")) and _day_key(upload) not in st.session_state:
        st.session_state[_day_key(upload)] = pd.Timestamp(titled).date()
        upload = replace(upload, day=titled)
    if form := answer.get("form"):
        upload, is_complete = _form(view, upload, form)
    else:
        is_complete = _table(view, upload, answer)
    upload = replace(upload, source=answer["source"])
    if is_complete and _change(view, upload):
        _publish(upload, answer)


def _key(upload: Upload) -> tuple:
    said = (upload.source, upload.day, upload.state, upload.ministerial)
    return (hash(upload.content), upload.name, *said, _log_end())


def _said(upload: Upload) -> str:
    """Return the day that a person gave for this very file."""
    day = st.session_state.get(_day_key(upload))
    return day.isoformat() if day else ""


def _day_key(upload: Upload) -> str:
    return f"load_day_{upload.name}_{upload.source}_{st.session_state[views.ROUND]}"


def _looked_at(upload: Upload) -> dict | None:
    """Read the file and return what is said of it; None where it is refused, which is said in words."""

    def look() -> dict | str:
        with st.spinner(_("Reading {file}").format(file=upload.name)):
            try:
                return door.look(upload)
            except door.Refused as problem:
                return errors.in_words(problem)

    answer = _once(SEEN, _key(upload), look)
    if isinstance(answer, str):
        st.error(_("It cannot be loaded. {why}").format(why=formats.plain(answer)))
        st.caption(_("If it is of another kind than was recognised, choose the kind above. Nothing was kept."))
        return None
    return answer


def _table(view: View, upload: Upload, answer: dict) -> bool:
    """Show what is read in a table or roster; whether its day is known."""
    titles = views.titles()
    how = _(labels.KNOWN_BY.get(answer["known_by"], answer["known_by"]))
    st.markdown(
        _("**{title}**, known by {how}. {rows}").format(
            title=titles[answer["source"]], how=formats.plain(how), rows=facts.counted(answer)
        )
    )
    if not answer["loaded"]:
        st.warning(_("Nothing of it would be loaded."))
    is_complete = _day(upload, answer) and total_views.ask(answer)
    word_views.unknown(view, answer.get("unknown_words", []))
    aside = facts.aside(answer)
    _listed(
        aside,
        ngettext("{n} row is set aside", "{n} rows are set aside", answer["quarantined"]).format(
            n=formats.count(answer["quarantined"])
        ),
        {
            "place": st.column_config.TextColumn(_("Place"), width=160, pinned=True),
            "why": st.column_config.TextColumn(_("Reason"), width=320),
            "detail": st.column_config.TextColumn(_("Detail"), width=420),
        },
        is_open=True,
        note=_("The first {n}; Data health has them all once it is published.").format(n=formats.count(len(aside)))
        if len(aside) < answer["quarantined"]
        else "",
    )
    _listed(
        facts.not_read(answer),
        ngettext("{n} cell is not read", "{n} cells are not read", len(answer.get("not_read", ()))),
        {
            "place": st.column_config.TextColumn(_("Place"), width=160, pinned=True),
            "field": st.column_config.TextColumn(_("Column"), width=160),
            "text": st.column_config.TextColumn(_("As it stands in the file"), width=420),
        },
        note=_("The row counts wherever that cell does not matter."),
    )
    for column in answer.get("left_out", ()):
        words = _("The column {column} of {sheet} is left out and stored nowhere: {reason}")
        told = column | {"reason": kit_labels.name(labels.LEFT_OUT, column.get("reason", ""))}
        st.markdown(
            words.format(**{name: formats.plain(str(told.get(name, ""))) for name in ("column", "sheet", "reason")})
        )
    _listed(
        facts.headings(answer),
        _("How headings are understood"),
        {"sheet": _("Sheet"), "heading": _("Heading in the file"), "field": _("Read as")},
    )
    _listed(
        facts.findings(answer),
        ngettext("{n} remark", "{n} remarks", len(answer.get("findings", ()))),
        {
            "what": st.column_config.TextColumn(_("Finding"), width=260),
            "place": _("Place"),
            "detail": st.column_config.TextColumn(_("Detail"), width=460),
        },
    )
    return is_complete


def _listed(frame: pd.DataFrame, words: str, columns: dict, is_open: bool = False, note: str = "") -> None:
    """Show rows behind what they are called; nothing where there is none."""
    if frame.empty:
        return
    words = words.format(n=formats.count(len(frame)))
    with st.expander(words, expanded=is_open):
        if note:
            st.caption(note)
        height = 320 if len(frame) > 8 else "content"
        grids.show(frame, {name: columns[name] for name in frame.columns}, alt=words, height=height)


def _day(upload: Upload, answer: dict) -> bool:
    """Say as of when the file is; where neither it nor its name says so, ask for the day. Whether it is known."""
    if not door.sources()[answer["source"]].dated_by:
        if answer["as_of"]:
            st.markdown(_("Data as of {day}.").format(day=formats.day(pd.Timestamp(answer["as_of"]))))
        return True
    if not answer["needs_day"] and not upload.day:
        st.markdown(_("Data as of {day}, as its name says.").format(day=formats.day(pd.Timestamp(answer["as_of"]))))
        return True
    if titled := answer.get("titled_day"):
        told = _("A title in the file says {day}. Change it if the file is of another day.")
        st.markdown(told.format(day=formats.day(pd.Timestamp(titled))))
    st.date_input(
        _("Day that the file describes"), value=None, key=_day_key(upload), format="YYYY-MM-DD", width=240,
        help=_("No column and no name of the file says it."),
    )  # fmt: skip
    if not upload.day:
        st.info(_("Give the day to go on: units and figures stand as of that day."))
    return bool(upload.day)


def _form(view: View, upload: Upload, form: dict) -> tuple[Upload, bool]:
    """Show what is read in a form, slide or tracker; the file with whose it is, and whether that is known."""
    if form["refused"]:
        st.error(
            _("{file} is refused. {reason}").format(
                file=formats.plain(form["file"]), reason=formats.plain(errors.told(form["reason"]))
            )
        )
        return upload, False
    if form["answers"]:
        st.info(_("It answers on pledges that were made: such answers are noted on the page Review pledges."))
        return upload, False
    count = len(form["candidates"])
    words = ngettext("**{n} commitment** was read in {file}.", "**{n} commitments** were read in {file}.", count)
    st.markdown(words.format(n=count, file=formats.plain(form["file"])))
    for note in form["notes"]:
        st.caption(formats.plain(errors.told(note)))
    if not count:
        return upload, False
    each = all(one["state"] and one["ministerial"] for one in form["candidates"])
    if form["state"] or not each:  # the rows of a tracker say it one by one
        upload = _whose(view, upload, form)
    shown = pd.DataFrame(form["candidates"], columns=["sentence", "place"])
    shown["place"] = shown["place"].map(errors.placed)
    _listed(
        shown,
        _("What was read"),
        {"sentence": st.column_config.TextColumn(_("In its own words"), width=620), "place": _("Place")},
    )
    return upload, each or bool(upload.state and upload.ministerial)


def _whose(view: View, upload: Upload, form: dict) -> Upload:
    """Offer state and meeting, as the form says them or a person does; return the file with what the person changed."""
    names = run("member_states", view.snapshot).set_index("iso3")["name"].to_dict()
    meetings = list(run("ministerials", view.snapshot)["ministerial"])
    unknown, key = _("The file does not say: choose"), hash(upload.content)
    left, right = st.columns(2)
    place = list(names).index(form["state"]) if form["state"] in names else None
    state = left.selectbox(
        _("Member State"), list(names), index=place, format_func=names.get, placeholder=unknown, key=f"load_state_{key}"
    )
    place = meetings.index(form["ministerial"]) if form["ministerial"] in meetings else None
    meeting = right.selectbox(_("Ministerial"), meetings, index=place, placeholder=unknown, key=f"load_meeting_{key}")
    if (state or "", meeting or "") == (form["state"] or "", form["ministerial"] or ""):
        return upload
    return replace(upload, state=state or "", ministerial=meeting or "")


def _change(view: View, upload: Upload) -> bool:
    """Say what would change against the version served; whether a build holds with the file."""
    st.header(_("What would change"))
    served = queries.current(audience=view.snapshot.audience)

    def of_served(name: str, **asked: Any) -> pd.DataFrame:
        return run(name, served, **asked)

    def tried() -> pd.DataFrame | str:
        try:
            with (
                views.progress(_("Trying it out. Nothing is published yet.")) as say,
                door.tried(upload, say) as database,
                queries.opened(database) as connection,
            ):
                ask = functools.partial(queries.run, connection=connection)
                before = facts.figures(upload.source, of_served, view)
                return facts.change(before, facts.figures(upload.source, ask, view))
        except door.Refused as problem:
            return errors.in_words(problem)

    found = _once(TRIED, (*_key(upload), served.version), tried)
    if isinstance(found, str):
        st.error(_("With this file nothing could be published. {why}").format(why=formats.plain(found)))
        return False
    columns = {
        "figure": st.column_config.TextColumn(_("Figure"), width=140),
        "before": st.column_config.TextColumn(_("Served now"), width=95, alignment="right"),
        "after": st.column_config.TextColumn(_("With this file"), width=120, alignment="right"),
        "change": _("Change"),
    }
    grids.show(found, columns, height="content", width="content", alt=_("Figures before and after"))
    if (found["change"] == _("stays the same")).all():
        st.caption(_("None of these figures changes: the file may be loaded already."))
    return True


def _publish(upload: Upload, answer: dict) -> None:
    """Put the file into the inbox and publish, on a yes of somebody who gives a name."""
    st.caption(_("Publishing makes a new data version with this file. An earlier one can be served again below."))
    if not views.person().strip():
        st.info(_("Say above who loads, then publish."))
    if not st.button(_("Publish"), type="primary", key="load_publish", disabled=not views.person().strip()):
        return
    try:
        with views.progress(_("Publishing. The pages go on showing what is served.")) as say:
            version = door.load(upload, views.person(), say)
    except door.Refused as problem:
        st.error(_("Nothing was published. {why}").format(why=formats.plain(errors.in_words(problem))))
        return
    words = _("{file} is published: data version {version}.").format(file=formats.plain(upload.name), version=version)
    views.published(f"{words} {facts.loaded(answer)}".strip(), upload.source)
