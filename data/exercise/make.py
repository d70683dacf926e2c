"""Write the exercise world beside this script: the same seed gives the same files, byte for byte.

    python data/exercise/make.py

Everything is invented: 60 states (QMA to QOH, given to the real regional groups in proportion), 6 missions (XMA to XMF: two work in
French, four protect civilians, XMC closes), 36 months of contributions, two Ministerials of pledge forms with decisions on
them, three editions of requirements and of mission lines, three mission models, three exports of a roster over two cycles of the Rapid Deployment Level, a
record of calls, twelve returns of units, two lists of officers, two sheets of measures at home, two of
offers and of needs of partners, the smaller files of the Hub. The files have the shapes of real
ones and go through the readers of real ones; the candidates that decisions name are those that the reader of forms finds. Gaps are where the pledging guide says
they are: aviation, counter-drone, French-speaking police, bridging.

reference/ holds the lists that this world has instead of the real ones; all others it shares (data/reference). Change the seed
or a table in making/, run this, and commit what it wrote.
"""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from making import asks, models, partners, people, promises, returns, talks, units, world  # noqa: E402

WRITTEN = (
    "reference",
    "deployments",
    "police",
    "missions",
    "gpp",
    "training",
    "air_assets",
    "pledges",
    "requirements",
    "mission_lines",
    "scenario_module",
    "pcrs_roster",
    "unit_return",
    "officers",
    "national_measures",
    "partner_offer",
    "partner_need",
)


def make() -> None:
    """Write the world anew: lists first, for the reader of forms knows its states and missions from them."""
    for name in WRITTEN:
        shutil.rmtree(world.HOME / name, ignore_errors=True)
    world.lists()
    people.files()
    asks.files()
    models.files()
    talks.files()
    units.files(promises.files())
    returns.files()
    partners.files()


if __name__ == "__main__":
    make()
