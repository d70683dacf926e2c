"""What the words of a unit say of its kind beside a capability: that it is of the police, a unit and no person, or one named twice."""

import re

from etl.readers.roster.words import Words, squeezed
from etl.readers.stems import opened, plain

POLICE = frozenset("police policia policial policiale policier policiere policiais pol".split())  # noqa: SIM905
MILITARY = frozenset("military militaire militar mil mp provost".split())  # noqa: SIM905
UNIT = frozenset(
    """unit unite unidad unidade team equipe equipo company compagnie compania companhia coy cie platoon peloton section seccion squad squadron
    detachment detachement destacamento element battalion bataillon batallon bn""".split()  # noqa: SIM905
)
APART = re.compile(r"\s*[,:;(]\s*|\s[-–—]\s")  # between a kind and what it is in particular: `Avn unit, utility helos`


def parts(text: str) -> frozenset[str]:
    """The words of a text without case and accents."""
    return frozenset(re.findall(r"[^\W\d_]+", plain(opened(text))))


def fitting(text: str, kinds: set[str], words: Words) -> set[str]:
    """The capabilities that the words of a text allow: a police unit is of no military kind, a team no course and no police officer."""
    said = parts(text)
    is_unit = bool(said & UNIT)
    is_course = any(word in words.coded["training_word"] for word in said)
    is_police = bool(said & POLICE) and not said & MILITARY
    return {
        kind
        for kind in kinds
        if not (is_police and words.component_of.get(kind) == "military")
        and not (is_unit and not is_course and words.component_of.get(kind) == "training")
        and not (is_unit and kind == "individual_police_officer")
    }


def narrowed(text: str, kinds: set[str], words: Words) -> set[str]:
    """Capabilities without a general one behind which a text says which of its kind it is."""
    if len(APART.split(text)) < 2:
        return kinds
    general = {kind for kind in kinds if squeezed(kind) in words.coded["general_capability"]}
    special = kinds - general
    is_of = all(_is_of(one, other) for one in general for other in special)
    return special if general and len(special) == 1 and is_of else kinds


def _is_of(general: str, special: str) -> bool:
    """Whether a kind is one of a general kind."""
    of = {"helicopter_unit": "helicopter", "hospital_unspecified": "hospital", "c_uas_unspecified": "c_uas"}
    aviation = ("helicopter", "fixed_wing", "aviation")
    return any(stem in special for stem in (aviation if general == "aviation_unit" else (of.get(general, general),)))
