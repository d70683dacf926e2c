"""Method and sources: every definition from its own query, every file with its hash. Read, nothing typed."""

import streamlit as st

import queries
from pages.about import labels
from pages.kit import formats, grids, naming, notes, sources
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, colon

view = st.session_state["view"]
notes.head(view, _("Method and sources"), _("What each figure means, and which file it comes from."))

st.header(_("Sources"))
for source in run("sources", view.snapshot).itertuples():
    with st.expander(f"{source.dataset_id}{colon()}{_(source.title)}"):
        st.markdown(
            _("{producer}. Licence: {licence}. Published: {frequency}. {grain}. <{url}>").format(
                producer=errors.told(source.producer),
                licence=_(source.licence),
                frequency=_(source.frequency),
                grain=formats.sentence(_(source.grain)).rstrip("."),
                url=source.url,
            )
        )
        st.caption(_(source.note))

st.header(_("Files"))
files = run("files", view.snapshot).drop(columns=["file_id"])
alt = _("Files loaded, with hash and counts")
grids.show(files, column_config=notes.headings("files", files), alt=alt)
st.caption(_("For each file: read = loaded + set aside (quarantined) + repeated + superseded + not data."))
notes.offer(view, "files", files, "files")

st.header(_("Parity targets"))
st.markdown(_("Sourced, interpolated between sourced years, or not found: a target that is not found is not invented."))
targets = run("targets", view.snapshot)
shown = notes.named(targets, {"source": naming.translated})
alt = _("Parity targets by category and year")
grids.show(shown, height=260, column_config=notes.headings("targets", shown), alt=alt)
notes.offer(view, "targets", targets, "targets")

st.header(_("Measures"))
for name in queries.names():
    about = queries.get(name).about
    if queries.get(name).is_metric:
        with st.expander(_(about["title"])):
            parts = ("metric", "unit", "grain", "note")
            metric, unit, grain, note = (sources.in_words(name, about[part]) for part in parts)
            unit_and_grain = f"**{_('Unit')}**{colon()}{unit}. **{_('Grain')}**{colon()}{grain}."
            # One element: there are a hundred measures.
            st.markdown(f"{metric}.\n\n{unit_and_grain}\n\n**{_('Note')}**{colon()}{note}.")
            st.caption(_("Query: {name}. Reads: {tables}.").format(name=name, tables=about["from"]))

terms = run("terms", view.snapshot)
if not terms.empty:  # the exercise has none: they name real missions
    st.header(_("Terms in English and French"))
    said = _(
        "{n} terms with the place where their French was read. Of {ours} no place was found: their French is our own."
    )
    ours = terms["source"].isin(labels.TERM_SOURCES).sum()
    st.markdown(said.format(n=formats.count(len(terms)), ours=formats.count(ours)))
    shown = terms.replace({"source": {code: _(words) for code, words in labels.TERM_SOURCES.items()}})
    heads = notes.headings("terms", shown)
    brief = shown.drop(columns=["source", "note"])
    alt = _("Terms in English and French")
    grids.show(shown, column_config=heads, on_paper=(brief, heads), height=360, alt=alt)
    notes.offer(view, "terms", terms, "terms")

st.header(_("Checks that this version passed"))
checks = run("checks", view.snapshot)["sentence"]
st.markdown("\n".join(f"- {_(labels.check(code))}" for code in checks))
build = run("build", view.snapshot).iloc[0]
st.caption(
    _("Data version {version}, schema {schema}, built on {day}.").format(
        version=build["version_id"], schema=build["schema_version"], day=formats.day(build["built_at"])
    )
)
notes.foot()
