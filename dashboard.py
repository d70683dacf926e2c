"""The one entry: page frame, language, snapshot and the list of pages. Every page runs through here, deep links too."""

from pathlib import Path

import streamlit as st

from etl import settings
from pages.parts import labels, snapshot, text
from pages.parts.cache import run
from pages.parts.text import _

PAGES = Path(__file__).parent / "pages"
VIEWS = PAGES / "views"

asked = st.session_state.get("language") or st.query_params.get("lang", "en")
language = asked if asked in text.languages() else "en"
text.use(language)
st.session_state["language"] = language
if language != "en":
    st.query_params["lang"] = language
else:
    st.query_params.pop("lang", None)
name = snapshot.marked(snapshot.dataset(), _("Force generation ledger"))
st.set_page_config(page_title=name, page_icon="🌐", layout="wide", initial_sidebar_state=312)
st.html(PAGES / "parts" / "print.css")

scripts = sorted(VIEWS.glob("[0-9]*.py"))
names = [path.stem.partition("_")[2] for path in scripts]
sections: dict[str, list] = {}
for path, page_name in zip(scripts, names, strict=True):
    page = st.Page(
        path, title=_(labels.PAGES[page_name]), url_path=page_name if sections else None, default=not sections
    )
    heading = labels.section(path.stem)
    sections.setdefault(_(heading) if heading else "", []).append(page)
chosen = st.navigation(sections, expanded=True)
with st.sidebar:
    st.markdown(f"**{name}**  \n:gray[{_('Requirement, pledge, readiness, deployment')}]")
served = snapshot.resolve()
st.session_state["view"] = snapshot.choose(served, run("lists/months", served))
with settings.using(served.dataset):
    chosen.run()
snapshot.offer_link()
