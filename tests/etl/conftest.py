"""Worlds that several tests of loading start from: built once, copied for each test."""

import pytest

from tests.support.etl_fixtures import Site, copied
from tests.support.pledge_forms import form, know_states


@pytest.fixture(scope="session")
def world_of_a_form(tmp_path_factory):
    """A built site that knows Member States QMB and QMC and has received one pledge form of QMB."""
    with pytest.MonkeyPatch.context() as patch:
        site = Site(tmp_path_factory.mktemp("form"), patch)
        know_states(site.data, "QMB", "QMC")
        site.drop("QMB pledge form.docx", form(), "pledges")
        site.build()
        return site


@pytest.fixture
def form_site(world_of_a_form, tmp_path, monkeypatch):
    """A copy of that site, to which this process points."""
    return copied(world_of_a_form, tmp_path, monkeypatch)
