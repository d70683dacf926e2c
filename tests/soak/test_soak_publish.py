"""The long forms of the tests of loading: 50 kills, many random files, many swaps."""

import os

import pytest

from tests.support import both_readers
from tests.support.etl_fixtures import Site
from tests.support.killing import kill_builds

pytestmark = pytest.mark.soak


@pytest.mark.skipif(os.name == "nt", reason="process groups are killed otherwise there")
def test_killed_at_fifty_moments_old_or_new_is_served(tmp_path, monkeypatch, capsys):
    site = Site(tmp_path, monkeypatch)
    seen = kill_builds(site, [0.02 + 1.2 * count / 50 for count in range(50)], measure_again=True)
    assert seen["old"] > 15, seen
    assert seen["new"] > 0, seen


def test_the_readers_agree_on_four_thousand_random_files(tmp_path):
    taken, left = both_readers.compare(range(10_000, 14_000), tmp_path)
    assert min(taken, left) > 500
