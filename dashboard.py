"""The one entry: page frame, language, snapshot and the table of contents. Every page runs through here, deep links too."""

import logging
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import queries
from etl import settings
from etl.records.access import reader, sign_in
from pages.access import session
from pages.access import views as access_views
from pages.handover import keeping
from pages.kit import links, snapshot, text
from pages.kit.cache import run
from pages.kit.text import _
from pages.kit.view import marked
from pages.records import note_views, saved_views
from serving import leavings, turns

PAGES = Path(__file__).parent / "pages"
# The table of contents: the questions that its readers ask, in order; of each, its pages in order, seven at most: name in the address, script, title.
# The first page is the one that opens without a name.
CONTENTS = {
    "": [
        ("overview", "overview/page.py", "Overview"),
        ("today", "today/page.py", "Today"),
        ("hand_over", "handover/page.py", "Hand over"),
    ],
    "Where are we short?": [
        ("capability_gaps", "capabilities/gaps.py", "Capability gaps"),
        ("mission_requirements", "capabilities/lines.py", "Mission requirements"),
        ("rapid_deployment", "capabilities/rapid.py", "Rapid deployment"),
        ("scenario", "scenario/page.py", "Scenario"),
        ("requirements", "requirements/page.py", "Requirements"),
        ("training", "requirements/training.py", "Training and translation"),
    ],
    "Whom do we ask?": [
        ("outreach", "outreach/page.py", "Outreach"),
        ("partners", "partners/page.py", "Partners"),
        ("country", "deployments/country.py", "Country"),
        ("contributors", "deployments/contributors.py", "Contributors"),
        ("pledges", "pledges/page.py", "Pledges"),
        ("review", "pledges/review.py", "Review pledges"),
        ("calendar", "calendar/page.py", "Calendar"),
    ],
    "Where are women missing?": [
        ("gender_parity", "parity/page.py", "Gender parity"),
        ("engagement_platoons", "women/platoons.py", "Engagement platoons"),
        ("police", "women/police.py", "Police"),
        ("officers", "women/officers.py", "Officers and training"),
    ],
    "What is behind it?": [
        ("explore", "explore/page.py", "Explore"),
        ("missions", "deployments/missions.py", "Missions"),
        ("compare", "deployments/compare.py", "Compare"),
        ("what_changed", "deployments/changes.py", "What changed"),
        ("load_data", "load/page.py", "Load data"),
        ("method_and_sources", "about/method.py", "Method and sources"),
        ("data_health", "about/health.py", "Data health"),
    ],
    "Who may what?": [
        ("roles", "access/roles.py", "People and roles"),
        ("audit", "access/audit.py", "Audit"),
    ],
}
# What a reader needs for a page: `restricted`, or a code of access.roles.WRITES. A page that a reader lacks is not named, and a link to it says so.
NEEDS = {
    "today/page.py": "restricted",
    "pledges/review.py": "decisions",
    "load/page.py": "load",
    "access/roles.py": "roles",
    "access/audit.py": "roles",
}
# A view without sign-in names this one, which says there how it is done.
NAMED = {"pledges/review.py"}


def contents() -> dict[str, list]:
    """Return the pages by section as Streamlit takes them, in the reader's language; a script that is missing says so in its place."""
    sections: dict[str, list] = {}
    for heading, pages in CONTENTS.items():
        for name, script, title in pages:
            is_first = not sections
            path = PAGES / script
            page = st.Page(
                path if path.is_file() else _missing(script), title=_(title), url_path=None if is_first else name, default=is_first,
                visibility="visible" if has(script) or (script in NAMED and not sign_in.is_configured()) else "hidden",
            )  # fmt: skip
            sections.setdefault(_(heading), []).append(page)
    return sections


def has(script: str) -> bool:
    """Whether the reader has what a page needs: the right to what is restricted, or to write there."""
    need, is_restricted = NEEDS.get(script, ""), reader.audience() == "restricted"
    if need in ("", "restricted"):
        return is_restricted or not need
    return reader.may(need) and (is_restricted or need == "roles")


def _missing(script: str):
    """Return a page that says that its script is not there."""

    def say() -> None:
        raise FileNotFoundError(f"pages/{script}, which dashboard.py names, is not there")

    return say


def show(page) -> None:
    """Run one page. What it raises is said in its place and logged; the other pages work."""
    try:
        page.run()
    except queries.NoData:
        raise  # is of the whole version, not of the page
    except Exception:
        logging.getLogger(__name__).exception("The page %s could not be shown", page.title)
        st.error(
            _("This page could not be shown, because of a fault in it. The other pages work. What happened stands in the log of the server."),
            icon=":material/error:",
        )  # fmt: skip


def spoken() -> str:
    """The language that the reader of the session at hand chose, English where there is none."""
    chosen = st.session_state.get("language") if get_script_run_ctx(suppress_warning=True) else None
    return chosen if chosen in text.languages() else "en"


def speak() -> None:
    """Answer in the language that the reader chose, else that of the link, else that of the reader's last page; the link says it."""
    text.tell_by(spoken)
    asked = st.session_state.get("language") or st.query_params.get("lang") or st.context.cookies.get("lang")
    st.session_state["language"] = asked if asked in text.languages() else "en"
    text.use(st.session_state["language"])
    links.say(lang=text.said().get("lang", ""))


def offer_languages() -> None:
    """Offer the languages of the pages, each by its own name; nothing where there is one."""
    if len(offered := text.languages()) > 1:
        st.segmented_control(
            _("Language"), offered, key="language", format_func=text.NAMES.__getitem__, required=True, width="stretch",
            label_visibility="collapsed",
        )  # fmt: skip


def main() -> None:
    """Run the frame and the page that was asked for."""
    leavings.let_go()
    session.begin()
    speak()
    name = marked(snapshot.dataset(), _("Force generation ledger"))
    st.set_page_config(page_title=name, page_icon="🌐", layout="wide", initial_sidebar_state=312)

    chosen = st.navigation(contents(), expanded=True)
    scripts = {name: script for pages in CONTENTS.values() for name, script, _title in pages}
    saved_views.follow(scripts)
    with st.sidebar:
        st.markdown(f"**{name}**  \n:gray[{_('Requirement, pledge, readiness, deployment')}]")
        offer_languages()
    access_views.offer()
    served = snapshot.resolve()
    try:
        st.session_state["view"] = view = snapshot.choose(served, run("months", served))
        note_views.of_month(view)
        keeping.follow(view)
        with settings.using(served.dataset):
            script = scripts.get(chosen.url_path, "")
            if has(script) or not (sign_in.is_configured() or NEEDS[script] == "roles"):
                show(chosen)  # without sign-in a page says itself how what it shows is opened
            else:
                access_views.closed(view, chosen.title, NEEDS[script])
    except queries.NoData as problem:
        snapshot.explain(problem, served.version)
    snapshot.offer_link()
    saved_views.offer(view, chosen.url_path, scripts)


if __name__ == "__main__":  # how Streamlit runs it; whoever imports it reads the table of contents
    with turns.turn():
        main()
