"""Every page is run as people would: through dashboard.py, with links, filters and blanks."""

import re

import pytest
from streamlit.testing.v1 import AppTest

import queries
from etl.settings import ROOT
from pages.parts import labels, text
from tests import figures

VIEWS = sorted(path.name for path in (ROOT / "pages" / "views").glob("*.py"))
SHOWN = ("categories", "missions", "contributors", "closing", "lines")


def app(view: str | None = None, **asked) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, value in asked.items():
        at.query_params[key] = value
    at.run()
    if view:
        at.switch_page(f"pages/views/{view}").run()
    return at


def words(at: AppTest) -> str:
    kinds = (at.title, at.header, at.markdown, at.caption, at.info, at.warning, at.metric)
    return "\n".join(f"{getattr(e, 'label', '')} {e.value}" for kind in kinds for e in kind)


def param(at: AppTest, key: str) -> str:
    value = at.query_params[key]
    return value[0] if isinstance(value, list) else value


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scope", ["all", "peacekeeping"])
def test_every_page_runs_and_keeps_month_and_version_in_the_link(view, scope, published):
    at = app(view, scope=scope)
    assert not at.exception
    assert param(at, "month") == "2025-07-31" and param(at, "scope") == scope
    assert param(at, "v") == queries.current().version and param(at, "dataset") == "public"


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("month", ["2025-07-31", "2016-01-31"])
def test_every_look_at_parity_runs(shown, month, published):
    at = app("20_gender_parity.py", month=month, show=shown)
    assert not at.exception and param(at, "show") == shown
    for code in ("unmem_staff_officers", "justice_corrections_gpp"):
        if shown in ("categories", "contributors", "closing"):
            at.selectbox(key="category").set_value(code).run()
            assert not at.exception and param(at, "category") == code


def test_overview_says_the_figures(published):
    told = words(app())
    assert "61,127" in told and "6,212" in told and "10.2 %" in told and "117" in told
    assert "delinquent" in told and "not reported" in told


def test_scope_changes_the_figures_and_the_link(published):
    at = app(scope="peacekeeping")
    assert "59,913" in words(at)


def test_rows_set_aside_are_said_under_the_figures_of_their_month(published):
    told = words(app(month="2016-01-31"))
    assert "1 row of this month is set aside" in told
    assert "set aside" not in words(app(month="2025-07-31")).replace("missing or set aside", "")


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
    at = app("20_gender_parity.py", show="everything")
    assert not at.exception and "everything" in words(at) and param(at, "show") == "categories"


def test_an_unknown_scope_or_language_falls_back_and_the_scope_is_said(published):
    at = app(scope="everywhere", lang="../xx")
    assert not at.exception and "everywhere" in words(at)
    assert param(at, "scope") == "all" and "lang" not in at.query_params


def test_a_cell_without_lines_says_so_and_is_not_zero(published):
    told = words(app("20_gender_parity.py", show="lines", cell="justice_corrections_gpp"))
    assert "nothing is printed for it" in told and "0 lines" not in told


def test_the_link_to_what_is_set_aside_keeps_version_month_and_scope(published):
    told = words(app(month="2016-01-31", scope="peacekeeping"))
    assert f"data_health?v={queries.current().version}&month=2016-01-31&scope=peacekeeping" in told


def test_nothing_on_the_trend_is_later_than_the_month_it_names(published):
    at = app("20_gender_parity.py", month="2016-01-31")
    drawn = [str(element.proto) for element in at.get("echarts_chart")]
    assert len(drawn) == 2 and any("2016-01-31" in option for option in drawn)
    assert not any("2016-02-29" in option or "2025-07-31" in option for option in drawn)


def test_small_contributors_none_of_them_is_said_in_words(published):
    at = app("20_gender_parity.py", show="contributors", category="formed_police_units")
    assert not at.exception and "has ten people or more" in words(at)


@pytest.mark.parametrize("name", [name for name in queries.names() if name.startswith("metrics/")])
def test_every_column_of_a_metric_has_a_heading(name, published):
    needed = {key: "none" for key, told in queries.get(name).params.items() if told.required}
    assert not [column for column in queries.run(name, **needed).columns if column not in labels.COLUMNS]


def test_a_copied_link_opens_the_same_figures_after_a_new_load(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    rows = [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 11, 1000)]
    figures.publish(tmp_path, rows, "aaaaaaaaaaaa")
    link = {key: param(app(), key) for key in ("v", "month", "scope", "dataset")}
    figures.publish(tmp_path, [(figures.month_end(2025, 6), "MINUSCA", "BGD", "troops", 22, 1000)], "bbbbbbbbbbbb")
    old, new = app(**link), app()
    assert "1,011" in words(old) and "pinned to an earlier data version" in words(old)
    assert "1,022" in words(new) and "pinned" not in words(new)


def test_before_the_first_build_the_page_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_WORK", str(tmp_path))
    at = app()
    assert not at.exception and at.code[0].value == "python -m etl build"


def test_every_text_goes_through_gettext(published, monkeypatch):
    """With a catalogue that marks each message, what is unmarked on screen is data or was forgotten."""

    class Marked:
        def gettext(self, message):
            return f"⟦{message}⟧"

        def ngettext(self, one, many, number):
            return f"⟦{many}⟧"

    monkeypatch.setattr(text, "_catalogue", lambda language: Marked())
    data = re.compile(r"[\d\s.,%–·:\-*#|<>()\[\]~`_/+]|:gray|DPO-UCHISTORICAL|DPPADPOSS-PKO|data_health|UTC")
    for view in VIEWS:
        at = app(view)
        assert not at.exception
        for kind in (at.title, at.header, at.caption, at.info, at.warning, at.markdown):
            for element in kind:
                if "Every row read" in element.value:
                    continue  # names of checks
                assert "⟦" in element.value or not data.sub("", element.value), element.value
        for kind in (at.metric, at.selectbox, at.button, at.expander):
            for element in kind:
                assert "⟦" in element.label, element.label


def test_tables_on_screen_have_names_and_files_have_codes(published):
    at = app("20_gender_parity.py", show="lines", mission="UNDOF")
    assert set(at.dataframe[0].value["personnel_type"]) <= set(labels.TYPES.values())
    assert set(queries.run("lists/cell_rows", mission="UNDOF")["personnel_type"]) <= set(labels.TYPES)
