"""A figure cites exactly the sources behind its query: on screen, in its files, in both datasets, for both audiences."""

import csv
import datetime as dt
import io

import pandas as pd
import pytest

import queries
from pages.kit import exports, sources
from pages.kit.view import View

LICENSED = ("public", "exercise")
# The declared sources behind a query; of these the loaded ones are cited.
BEHIND = {
    "parity_by_category": {"deployments", "gpp"},
    "deployment_by_state": {"deployments"},
    "pledge_ledger": {"pledges"},
    "roster_units": {"pcrs_roster"},
    "fpu_women": {"unit_return"},
    "countries": set(),
}


def run(name, snapshot, **parameters):
    return queries.run(name, snapshot=snapshot, **parameters)


def view_of(dataset: str, audience: str, **more) -> View:
    snapshot = queries.current(dataset, audience)
    newest = run("months", snapshot)["as_of"].max().date()
    return View(snapshot, more.pop("as_of", newest), "all", **more)


def loaded(view: View) -> set[str]:
    return set(run("files", view.snapshot)["source"])


@pytest.fixture(
    params=[(dataset, audience) for dataset in LICENSED for audience in ("open", "restricted")], ids="-".join
)
def view(request, published) -> View:
    return view_of(*request.param)


@pytest.mark.parametrize("name", BEHIND)
def test_exactly_the_loaded_sources_behind_a_query_are_cited(name, view):
    if view.is_open and name in ("roster_units", "fpu_women"):
        assert sources.cited(run, view, name) == []  # no row of a restricted source is in an open database
        return
    cited = sources.cited(run, view, name)
    assert {source.name for source in cited} == BEHIND[name] & loaded(view)
    assert all(source.loaded_on and source.licence and source.producer for source in cited)
    assert {source.is_restricted for source in cited if source.name in ("pcrs_roster", "unit_return")} <= {True}


def test_the_line_names_each_cited_source_and_no_other(view):
    names = run("sources", view.snapshot).set_index("source")["dataset_id"]
    for name, behind in BEHIND.items():
        cited = {source.name for source in sources.cited(run, view, name)}
        line = sources.line(run, view, name)
        assert {source for source in names.index if f"{names[source]}" in line} == cited <= behind
        assert line.startswith("EXERCISE") == view.is_exercise and view.snapshot.version in line


def test_parity_cites_deployments_and_justice_only_where_a_file_is_loaded(published):
    assert [s.name for s in sources.cited(run, view_of("public", "open"), "parity_by_category")] == ["deployments"]
    exercise = sources.cited(run, view_of("exercise", "open"), "parity_by_category")
    assert [source.name for source in exercise] == ["deployments", "gpp"]


@pytest.mark.parametrize("name", ["parity_by_category", "pledge_ledger", "roster_units"])
def test_a_file_says_what_the_line_says_with_licence_and_audience_of_those_alone(name, view):
    about = sources.head(run, view, name)
    cited = sources.cited(run, view, name)
    assert about["Source"] == "; ".join(f"{s.producer}: {s.title} ({s.dataset_id})" for s in cited)
    assert about.get("Licence", "") == "; ".join(dict.fromkeys(s.licence for s in cited))
    # Pledges that were not announced are in a restricted ledger; monthly figures are open to everybody.
    is_restricted = not view.is_open and name != "parity_by_category" and bool(cited)
    assert about["Audience"] == ("restricted" if is_restricted else "open")
    assert about["Title"].startswith("EXERCISE") == view.is_exercise and about["Dataset"] == view.snapshot.dataset
    rows = list(csv.reader(io.StringIO(exports.to_csv(pd.DataFrame({"n": [1]}), about).decode("utf-8-sig"))))
    assert {key.removeprefix("# "): value for key, value in rows[3:]} == about


def test_several_queries_of_a_page_cite_the_sources_of_all(view):
    one, other = "deployment_by_state", "pledge_ledger"
    together = {source.name for source in sources.cited(run, view, one, other)}
    assert together == (BEHIND[one] | BEHIND[other]) & loaded(view)


def test_in_an_earlier_month_only_what_was_reported_by_then_is_cited(published):
    early = view_of("exercise", "restricted", as_of=dt.date(2015, 1, 31), is_newest=False)
    assert {source.name for source in sources.cited(run, early, "fpu_women")} == set()
    assert all(
        source.as_of is None or source.as_of <= early.as_of
        for name in BEHIND
        if "as_of" in queries.get(name).params
        for source in sources.cited(run, early, name)
    )


def test_pledges_that_are_shown_whatever_the_month_are_cited_with_their_own_day(published):
    early, newest = view_of("public", "open", as_of=dt.date(2024, 6, 30), is_newest=False), view_of("public", "open")
    assert queries.get("pledge_ledger").params.keys().isdisjoint({"as_of"})
    (pledges,) = sources.cited(run, newest, "pledge_ledger")
    assert sources.cited(run, early, "pledge_ledger") == [pledges] and pledges.as_of > early.as_of
    # Beside a query that reads pledges on the day shown, the line is of both: it names the newer day.
    for names in (("requirement_status", "pledge_ledger"), ("pledge_ledger", "requirement_status")):
        assert {source.name: source.as_of for source in sources.cited(run, early, *names)} == {
            "deployments": early.as_of,
            "pledges": pledges.as_of,
        }
    assert {source.as_of for source in sources.cited(run, early, "requirement_status")} == {early.as_of}


def test_the_day_of_a_figure_is_the_month_shown_or_that_of_its_own_sources(published):
    view = view_of("public", "open")
    assert sources.day(run, view, "parity_by_category") == view.as_of
    (pledges,) = sources.cited(run, view, "pledge_ledger")
    assert sources.day(run, view, "pledge_ledger") == pledges.as_of != view.as_of
    assert sources.day(run, view, "countries") == view.as_of


@pytest.mark.parametrize("name", queries.names())
def test_a_definition_on_a_page_says_headings_and_titles_and_no_code(name):
    about = queries.get(name).about
    for part in ("metric", "unit", "note"):
        if text := about[part]:
            assert not sources.CODE.search(sources.in_words(name, text)), text


def test_a_column_is_told_by_its_heading_a_query_by_its_title_and_a_table_as_it_is():
    said = sources.in_words("pledge_by_region", "member_count as in pledge_ledger of mart.pledge_step, never not_this")
    assert said == "“Member States of the group” as in “Pledges, one by one” of mart.pledge_step, never not this"


def test_a_file_is_named_by_all_that_was_filtered_and_by_nothing_that_was_not(published):
    view = view_of("public", "open")
    told = sources.chosen(iso3="BGD", mission="", states="NPL;IND", edition=None)["Filters"]
    assert told == "iso3=BGD; mission=all; states=NPL, IND" and sources.chosen(edition=None) == {}
    name = sources.file_name(run, view, "deployment_by_state", "deployment_by_state", filters=told)
    assert name == f"deployment_by_state-BGD-NPL-IND-{view.as_of}-all-{view.snapshot.version}"
