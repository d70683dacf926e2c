"""Every page is run as people would: through dashboard.py, with links, filters and blanks."""

import datetime as dt
import functools
import re
import tomllib

import pandas as pd
import pytest
from babel.messages.pofile import read_po
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

import queries
from etl.build import publish
from etl.settings import ROOT
from pages.kit import cache, labels, text
from pages.kit.languages import names as un_names
from pages.parity import facts as parity_facts
from tests.support import figures, screen
from tests.support.etl_fixtures import Site, record
from tests.support.screen import VIEWS, Script, app, param, words

AT_ONCE = ("title", "header", "markdown", "caption")  # drawn by the scripts that Streamlit starts with
SHOWN = ("categories", "missions", "contributors", "closing", "lines")


# What a page asks of more than the month and scope: the missions to choose from, and the month compared with.
# Without a day, gpp_parity asks for the latest snapshot, which is told with its own day.
UNBOUND = {
    "deployments/country.py": ("mission_events",),  # marks on lines over time: from the line's first month on
    "parity/page.py": ("set_aside", "mission_events"),
    "deployments/missions.py": ("mission_list",),
    "deployments/compare.py": ("set_aside",),
}


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("month", ["2016-01-31", pytest.param("2025-07-31", marks=pytest.mark.more)])
def test_every_look_at_parity_runs(shown, month, published):
    at = app("parity/page.py", month=month, show=shown)
    assert not at.exception and param(at, "show") == shown
    for code in ("unmem_staff_officers", "justice_corrections_gpp"):
        if shown in ("categories", "contributors", "closing"):
            at.selectbox(key="category").set_value(code).run()
            assert not at.exception and param(at, "category") == code


def test_overview_says_the_figures(published):
    said = words(app())
    assert "61,127" in said and "6,212" in said and "10.2 %" in said and "117" in said
    assert "overdue" in said and "delinquent" not in said and "not reported" in said


def test_scope_changes_the_figures_and_the_link(published):
    at = app(scope="peacekeeping")
    assert "59,913" in words(at)


def test_a_scope_that_the_browser_reports_as_empty_stays_what_the_link_says(published):
    """An interrupted browser may send no scope at all: the figures and what is said of them must not part."""
    for scope, people in (("peacekeeping", "59,913"), ("all", "61,127")):
        at = app(scope=scope)
        at.session_state["scope"] = None
        at.run()
        assert not at.exception and param(at, "scope") == scope and people in words(at)
        assert ("peacekeeping operations only" in words(at)) == (scope == "peacekeeping")


def test_rows_set_aside_are_said_under_the_figures_of_their_month_with_the_way_to_them(tmp_path, monkeypatch):
    site = Site(tmp_path, monkeypatch)
    site.drop("download.csv", [record(), record(-1, mission="UNIFIL")])
    site.build()
    said = words(app(month="2024-01-31", scope="peacekeeping"))
    assert "1 row of this month is set aside" in said
    assert f"data_health?v={queries.current().version}&month=2024-01-31&scope=peacekeeping" in said
    assert "set aside" not in words(app(month="2025-07-31")).replace("missing or set aside", "")


def test_people_whose_sex_is_not_reported_are_counted_and_said(published):
    said = words(app(month="2016-04-30"))
    assert "104,279" in said and "at least 4,227" in said and "The sex of 719 people is not reported" in said
    assert "not reported: women" not in words(app())
    at = app("deployments/country.py", iso3="MAR", month="2016-04-30")
    assert not at.exception and "2,302" in words(at)
    bars = [str(part.proto) for part in at.get("echarts_chart")]
    assert any("sex not reported of 719 of 2,298" in option for option in bars)


def test_a_month_that_was_not_reported_is_said_in_words(published):
    at = app(month="2020-06-30")
    assert "a gap, not zero" in words(at) and param(at, "month") == "2025-07-31"


@pytest.mark.parametrize("version", ["ffffffffffff", "../../etc", "x"])
def test_an_unknown_version_is_said_in_words(version, published):
    at = app(v=version)
    assert not at.exception and version in words(at)
    at.button[0].click().run()
    assert "61,127" in words(at)


def test_an_unknown_code_in_a_link_is_said(published):
    at = app("parity/page.py", show="everything")
    assert not at.exception and "everything" in words(at) and param(at, "show") == "categories"


def test_an_unknown_scope_or_language_falls_back_and_the_scope_is_said(published):
    at = app(scope="everywhere", lang="../xx")
    assert not at.exception and "everywhere" in words(at)
    assert param(at, "scope") == "all" and "lang" not in at.query_params


def test_a_cell_without_lines_says_so_and_is_not_zero(published):
    said = words(app("parity/page.py", show="lines", cell="justice_corrections_gpp"))
    assert "nothing is printed for it" in said and "0 lines" not in said


def test_nothing_on_the_trend_is_later_than_the_month_it_names(published):
    at = app("parity/page.py", month="2016-01-31")
    drawn = [str(element.proto) for element in at.get("echarts_chart")]
    assert len(drawn) == 2 and any("2016-01-31" in option for option in drawn)
    assert not any("2016-02-29" in option or "2025-07-31" in option for option in drawn)


def test_small_contributors_none_of_them_is_said_in_words(published):
    at = app("parity/page.py", show="contributors", category="formed_police_units")
    assert not at.exception and "has ten people or more" in words(at)


def test_small_contributors_without_a_woman_are_counted_and_those_that_cannot_be_told(published):
    rows = queries.run("parity_by_contributor", category="contingent_troops").itertuples()
    known = sum(row.people_count < 10 and row.women_count == 0 for row in rows)
    at = app("parity/page.py", show="contributors")
    assert any(h.value.startswith(f"{known} of ") and h.value.endswith("have no woman among them") for h in at.header)
    small = pd.DataFrame(
        [(0, 4, 0), (1, 4, 0), (None, 5, 2), (0, 9, 0)],
        columns=["women_count", "people_count", "sex_not_reported_count"],
    )
    said = parity_facts.without_women(small)
    assert said == "2 of 4 contributors with fewer than ten people have no woman among them; of 1 it cannot be told"


def test_a_copied_link_opens_the_same_figures_after_a_new_load(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    rows = [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 11, 1000)]
    figures.publish(tmp_path, rows, "aaaaaaaaaaaa")
    link = {key: param(app(), key) for key in ("v", "month", "scope", "dataset")}
    figures.publish(tmp_path, [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 22, 1000)], "bbbbbbbbbbbb")
    old, new = app(**link), app()
    assert "1,011" in words(old) and "pinned to an earlier data version" in words(old)
    assert "1,022" in words(new) and "pinned" not in words(new)


def test_before_the_first_build_the_open_view_says_who_builds_and_the_restricted_one_builds(tmp_path, monkeypatch):
    Site(tmp_path, monkeypatch)
    at = app()
    assert not at.exception and not at.button and "Whoever keeps the restricted view" in words(at)
    monkeypatch.setenv("LEDGER_AUDIENCE", "restricted")
    at = app()
    at.button("build_now").click().run()
    assert not at.exception and "cannot be shown" not in words(at) and publish.current()


@functools.cache
def template() -> set[str]:
    """The messages that translators are given, and those that are terms of the United Nations."""
    with (ROOT / "locale" / "messages.pot").open("rb") as handle:
        return {one.id if isinstance(one.id, str) else one.id[0] for one in read_po(handle)} | set(un_names.terms("fr"))


@pytest.mark.parametrize("view", VIEWS)
def test_every_look_runs_keeps_its_link_is_translatable_and_has_files_under_its_figures(view, published, monkeypatch):
    """With a catalogue that marks the words of each message, what is unmarked on screen is known data or was forgotten."""
    catalogue = screen.Marked()
    monkeypatch.setattr(text, "_catalogue", lambda language: catalogue)
    monkeypatch.setattr(cache, "_kept", lambda make, view, of, rest: make(cache.run, view, *rest))  # texts of this test
    known = screen.known_data(queries.current())
    invented = screen.codes("exercise")
    forgotten = {}
    for look, at in screen.looks(view, monkeypatch):
        assert not at.exception and not screen.without_offer(at) and not screen.ranks_left_out(at), look
        assert (param(at, "month"), param(at, "scope"), param(at, "dataset")) == ("2025-07-31", "all", "public"), look
        assert param(at, "v") == queries.current().version
        # What stood there first, Streamlit's sign of waiting, makes React draw all anew at each script that the page's first element asks for.
        assert isinstance(at.main.children[0], Block) or at.main.children[0].type in AT_ONCE, look
        # Who reads the open view has no command line and no inbox.
        told = [shown for _, shown in screen.texts(at)] + [code.value for code in at.code]
        assert not [shown for shown in told if "python -m etl" in shown or "data/inbox" in shown], look
        for where, shown in screen.texts(at):
            assert not invented & set(re.split(r"[^A-Za-z0-9]+", shown)) and "EXERCISE" not in shown, (
                look,
                where,
                shown[:200],
            )
            if rest := screen.unmarked(shown, known):
                forgotten[where, shown[:120]] = rest[:60]
    assert not forgotten
    assert not [message for message in sorted(catalogue.asked - template()) if screen.unmarked(message, known)]


@pytest.mark.parametrize("page", ["parity/page.py", "deployments/contributors.py"])
def test_each_figure_with_files_can_be_cited_with_day_source_version_and_link(page, published):
    at = screen.unfold(app(page))
    version = queries.current().version
    cited = [code.value for code in at.code if not code.value.startswith("None?")]  # without those of “Copy link”
    assert len(cited) == len([one for one in at.get("download_button") if one.label == "CSV"]) > 1
    for sentence in cited:
        title, rest = sentence.split(", as of 31 July 2025. ")
        assert title and rest.startswith("Source: ") and f"Data version {version}. " in rest and f"v={version}" in rest
    assert len(set(cited)) == len(cited)


def test_the_strict_reading_of_texts_sees_what_was_forgotten():
    marked = screen.Marked().gettext("of {people} people")
    known = screen.re.compile(r"\bMINUSCA\b")
    assert screen.unmarked(f"{marked.format(people='13,482')} · MINUSCA", known) == ""
    assert screen.unmarked(marked.format(people="many"), known) == "many"
    assert screen.unmarked(f"{marked.format(people=3)} and more", known) == "andmore"


def test_a_table_or_chart_without_files_under_it_is_seen():
    def page():
        import streamlit as st

        st.echarts_chart({"series": []}, alt="chart")
        st.header("Next")
        st.echarts_chart({"series": []}, alt="its twin is below")
        st.dataframe({"a": [1]}, alt="first")
        st.dataframe({"a": [1]}, alt="second")
        for kind in ("CSV", "XLSX"):
            st.download_button(kind, b"", key=kind)

    assert screen.without_offer(AppTest.from_function(page, default_timeout=60).run()) == [
        "chart",
        "its twin is below",
        "first",
    ]


def test_tables_have_no_button_of_streamlits_own_for_files():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["disableDataExport"] is True


@pytest.fixture
def asked(monkeypatch):
    """Note every query that pages really run: name, snapshot, parameters."""
    calls = []
    real = queries.run

    def noted(name, *, snapshot=None, **parameters):
        calls.append((name, snapshot, parameters))
        return real(name, snapshot=snapshot, **parameters)

    cache.forget()
    monkeypatch.setattr(queries, "run", noted)
    yield calls
    cache.forget()


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_follows_month_and_scope(view, published, monkeypatch, asked):
    for look, at in screen.looks(view, monkeypatch, month="2016-01-31", scope="peacekeeping"):
        assert not at.exception and (param(at, "month"), param(at, "scope")) == ("2016-01-31", "peacekeeping"), look
    for name, snapshot, parameters in asked:
        about = queries.get(name).params
        assert snapshot == queries.current(), name
        if name in UNBOUND.get(view, ()) or (name == "gpp_parity" and "as_of" not in parameters):
            continue
        if "as_of" in about:
            assert parameters.get("as_of") == dt.date(2016, 1, 31), name
        if "scope" in about:
            assert parameters.get("scope") == "peacekeeping", name
    aside = [parameters for name, _, parameters in asked if name == "set_aside"]
    assert {parameters["scope"] for parameters in aside} <= {"peacekeeping"}
    assert not aside or dt.date(2016, 1, 31) in {parameters["as_of"] for parameters in aside}


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory):
    """A work folder with two versions, aaaaaaaaaaaa and after it bbbbbbbbbbbb with other figures."""
    work = tmp_path_factory.mktemp("versions")
    rows = [(figures.month_end(2025, 6), "MINUSCA", iso3, "troops", 11, 1000) for iso3 in ("BGD", "FJI")]
    figures.publish(work, rows, "aaaaaaaaaaaa")
    figures.publish(work, [(*row[:4], 22, 1000) for row in rows], "bbbbbbbbbbbb")
    return work


@pytest.mark.parametrize("view", VIEWS)
def test_an_earlier_version_stays_pinned_on_every_page(view, two_versions, monkeypatch, asked):
    monkeypatch.setenv("LEDGER_WORK", str(two_versions))
    at = screen.unfold(app(view, v="aaaaaaaaaaaa", month="2025-06-30"))
    assert not at.exception and param(at, "v") == "aaaaaaaaaaaa" and "pinned to an earlier data version" in words(at)
    # Only whether the served version is newer is asked of another one.
    assert {name for name, snapshot, _ in asked if snapshot != queries.Snapshot("aaaaaaaaaaaa")} <= {"build"}


def test_tables_on_screen_have_names_and_files_have_codes(published):
    at = app("parity/page.py", show="lines", mission="UNDOF")
    assert set(at.dataframe[0].value["personnel_type"]) <= set(labels.TYPES.values())
    assert set(queries.run("cell_rows", mission="UNDOF")["personnel_type"]) <= set(labels.TYPES)


SCRIPT = """
from pathlib import Path
import dashboard
dashboard.PAGES = Path({folder!r})
dashboard.CONTENTS = {{"": [("first", "{first}.py", "First"), ("second", "{second}.py", "Second")]}}
dashboard.main()
"""
PAGE = "import streamlit as st\nst.title('{title}')\n"


@pytest.mark.parametrize("first", ["raises", "missing", "cannot_be_read"])
def test_a_page_with_a_fault_says_so_in_its_own_place_and_the_others_work(first, published, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "raises.py").write_text(PAGE.format(title="Half") + "raise ValueError('no figure')", encoding="utf-8")
    (folder / "cannot_be_read.py").write_text("def (", encoding="utf-8")
    (folder / "works.py").write_text(PAGE.format(title="Whole"), encoding="utf-8")
    for names in ((first, "works"), ("works", first)):
        script = tmp_path / f"{names[0]}_first.py"
        script.write_text(SCRIPT.format(folder=str(folder), first=names[0], second=names[1]), encoding="utf-8")
        at = Script(script, default_timeout=60).run()
        is_faulty = names[0] == first
        assert not at.exception and len(at.selectbox) == 1  # the frame stands: month, scope, version
        assert [error.value[:32] for error in at.error] == (["This page could not be shown, be"] if is_faulty else [])
        assert ("Whole" in words(at)) != is_faulty
        at = at.switch_page("pages/works.py").run() if is_faulty else at
        assert not at.error and "Whole" in words(at)
