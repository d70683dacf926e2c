"""The words that reading rests on, from the reference lists of this world: capabilities, categories, states, missions, asks, meetings."""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from etl import remembered, settings
from etl.readers.reference import table
from etl.readers.stems import Word, opened, plain, words
from etl.records import words as settled


@dataclass(frozen=True)
class Hit:
    """A known term found in a text: its code, the words as they stand and the span of letters."""

    code: str
    term: str
    start: int
    end: int
    length: int


class Terms:
    """Known terms by their stems; finds the longest ones in a text, none overlapping another."""

    def __init__(self, terms: list[tuple[str, str]]):
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.all: dict[tuple[str, ...], str] = {}
        for term, code in terms:
            stems = tuple(word.stem for word in words(opened(term)))
            if stems and stems not in self.all:
                self.all[stems] = code
                self.by_first[stems[0]].append((stems, code))
        for known in self.by_first.values():
            known.sort(key=lambda term: -len(term[0]))
        # Terms of two words or more, long enough to be known though spelt a little wrong: (stems, number of words, code, numbers).
        spelled = (
            (said := " ".join(stems), len(stems), code, re.findall(r"\d+", said))
            for stems, code in self.all.items()
            if len(stems) > 1
        )
        self.long = [term for term in spelled if len(term[0]) >= 12]

    def find(self, text: str, tokens: list[Word] | None = None) -> list[Hit]:
        """The terms of a text in the order in which they stand."""
        tokens = words(text) if tokens is None else tokens
        stems = [word.stem for word in tokens]
        hits, place = [], 0
        while place < len(stems):
            for term, code in self.by_first.get(stems[place], ()):
                if tuple(stems[place : place + len(term)]) == term:
                    start, end = tokens[place].start, tokens[place + len(term) - 1].end
                    hits.append(Hit(code, text[start:end], start, end, len(term)))
                    place += len(term) - 1
                    break
            place += 1
        return hits


@lru_cache(maxsize=60)
def known_terms(known: tuple[tuple[str, str], ...]) -> Terms:
    """The terms of a list: a build asks for the same few once a file."""
    return Terms(list(known))


LONGEST_HEADING = 200  # letters of one that is remembered
FUTURE = re.compile(r"(?<=[aei]r)(?:emos?|ons?|a)$")  # formerons, capacitaremos, formera: endings after the infinitive


@dataclass
class Lexicon:
    """Everything known; `states` adds spellings of the fictional world, which the real one never has."""

    states: dict[str, str] = field(default_factory=dict)

    @cached_property
    def capabilities(self) -> dict[str, dict[str, str]]:
        """The taxonomy by code."""
        return {row["capability"]: row for row in table("capability")}

    @cached_property
    def capability_terms(self) -> Terms:
        """The words for capabilities; what a person settled is known where nothing else is."""
        named = [
            (row["alias"], row["capability"]) for row in (*table("capability_alias"), *table("capability_alias_more"))
        ]
        named += [(row["term"], row["capability"]) for row in table("pledge_term")]
        named += [(row["name"], code) for code, row in self.capabilities.items()]
        return known_terms((*named, *settled.aliases("capability").items()))

    @cached_property
    def categories(self) -> dict[str, str]:
        """The form's ten names by code, in the form's order."""
        return {row["category"]: row["name"] for row in table("pledge_category")}

    @cached_property
    def category_aliases(self) -> dict[str, str]:
        """Categories by every heading that is known, folded."""
        own = {row["meaning"]: (row["fr"], row["es"]) for row in table("form_text")}
        known = {heading(word): code for code in self.categories for word in own.get(code, ())}
        return known | {heading(row["alias"]): row["category"] for row in table("pledge_category_alias")}

    @cached_property
    def form_words(self) -> dict[str, dict[str, None]]:
        """What columns, labels and empty entries of forms and trackers mean, by meaning, folded."""
        known: dict[str, dict[str, None]] = defaultdict(dict)
        for row in table("form_word"):
            known[row["meaning"]][heading(row["word"])] = None
        for row in table("form_text"):
            known[row["meaning"]] |= {heading(row[language]): None for language in ("fr", "es")}
        return known

    def says(self, text: str, *meanings: str) -> str:
        """The first of `meanings` that a text has as a label or entry of a form; empty where none."""
        folded = heading(text)
        return next((meaning for meaning in meanings if folded in self.form_words[meaning]), "")

    @cached_property
    def requirements(self) -> list[dict[str, str]]:
        """Requirements of the guide: asks and their details, not what it only mentions."""
        return [row for row in table("requirement") if row["standing"] in ("ask", "detail")]

    @cached_property
    def missions(self) -> Terms:
        """Missions by name and by acronym in several languages; a successor's name stands for itself alone."""
        known = [(row["alias"], row["mission_code"]) for row in table("mission_alias")]
        known += [(row[key], row["mission_code"]) for row in table("mission") for key in ("mission_code", "name")]
        return known_terms(tuple(known))

    @cached_property
    def ministerials(self) -> list[dict[str, str]]:
        """The meetings, oldest first."""
        return table("ministerial")

    def held(self, ministerial: str) -> tuple[dt.date, dt.date] | None:
        """First and last day of a meeting; None where it is not known."""
        for row in self.ministerials:
            if row["ministerial"] == ministerial:
                return dt.date.fromisoformat(row["held_from"]), dt.date.fromisoformat(row["held_to"])
        return None

    @cached_property
    def cities(self) -> list[tuple[str, str, str]]:
        """The places of meetings as folded words, each with its meeting and its host's code."""
        return [
            (" ".join(word.stem for word in words(spelled)), row["ministerial"], row["host_iso3"])
            for row in reversed(self.ministerials)
            for spelled in filter(None, row["spellings"].split(";"))
        ]

    @cached_property
    def state_codes(self) -> set[str]:
        """The codes that a heading or a file's name may give a state by."""
        return {row["iso3"] for row in table("country") if row["is_member_state"] == "true"} | set(self.states.values())

    @cached_property
    def state_terms(self) -> Terms:
        """States by every spelling, in the UN's languages and some others."""
        members = [row for row in table("country") if row["is_member_state"] == "true"]
        known = [(row["name"], row["iso3"]) for row in members]
        known += [(row["spelling"], row["iso3"]) for row in table("country_alias")]
        known += [(row["name"], row["iso3"]) for row in table("country_name")]
        return known_terms((*known, *self.states.items()))

    @cached_property
    def concepts(self) -> dict[str, str]:
        """The meaning of words in several languages, by stem."""
        known = [(words(row["word"]), row["concept"]) for row in table("pledge_word")]
        return {tokens[0].stem: concept for tokens, concept in known if len(tokens) == 1}

    @cached_property
    def concept_phrases(self) -> Terms:
        """The meanings that are written in several words, or in several characters of Chinese."""
        return Terms([(row["word"], row["concept"]) for row in table("pledge_word") if len(words(row["word"])) > 1])

    def meaning(self, text: str) -> dict[str, str]:
        """The concepts of a text, each with the word as it stands; words that say nothing are left out."""
        concepts = {hit.code: hit.term for hit in self.concept_phrases.find(text)}
        for word in words(text):
            concept = self.concepts.get(word.stem) or self.concepts.get(FUTURE.sub("", word.stem), word.stem)
            if concept and len(concept) > 1 and not concept.isdigit() and concept not in EMPTY:
                concepts.setdefault(concept, text[word.start : word.end])
        return concepts

    @cached_property
    def ask_meanings(self) -> list[set[str]]:
        """The concepts of each requirement: of its ask and of the name of its capability."""
        return [
            set(self.meaning(f"{row['ask']} {self.capabilities.get(row['capability'], {}).get('name', '')}"))
            for row in self.requirements
        ]

    @cached_property
    def ask_increases(self) -> list[bool]:
        """Whether each requirement begins by asking for more of something."""
        return [next(iter(self.meaning(row["ask"].split()[0])), "") == "increase" for row in self.requirements]

    @cached_property
    def ask_phrases(self) -> Terms:
        """Phrases that point to a requirement, each coded as its own words."""
        return Terms([(row["phrase"], row["phrase"]) for row in table("requirement_word")])

    @cached_property
    def phrase_weights(self) -> dict[str, list[tuple[str, float]]]:
        """The requirements that a phrase points to, with how much."""
        weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for row in table("requirement_word"):
            weights[row["phrase"]].append((row["requirement_id"], float(row["weight"])))
        return weights

    @cached_property
    def kin(self) -> dict[str, set[str]]:
        """The capabilities whose asks one said in more general words may answer."""
        kin: dict[str, set[str]] = defaultdict(set)
        for row in table("capability_kin"):
            kin[row["capability"]].add(row["answers_as"])
        return kin

    @cached_property
    def homes(self) -> dict[str, str]:
        """Each capability's own category: units and persons are uniformed, the rest as the guide asks for it."""
        counts: dict[str, Counter] = defaultdict(Counter)
        for row in self.requirements:
            if row["capability"] and row["standing"] == "ask":
                counts[row["capability"]][row["pledge_category"]] += 1
        homes = {code: count.most_common(1)[0][0] for code, count in counts.items()}
        for code, row in self.capabilities.items():
            if row["component"] in ("military", "police", "justice_corrections"):
                if row["unit_of_count"] in ("units", "persons", "teams", "services", "boats") or code not in homes:
                    homes[code] = "uniformed_capabilities"
            elif code not in homes:
                homes[code] = "training_capacity_building_partnerships" if row["component"] == "training" else "other"
        return homes | {"mine_clearance": "safety_security_medical"}

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Weight of each concept, 0 to 1: the fewer asks have it, the more (inverse document frequency)."""
        counts = Counter(concept for meaning in self.ask_meanings for concept in meaning)
        most = math.log(len(self.ask_meanings))
        return {concept: math.log(len(self.ask_meanings) / count) / most for concept, count in counts.items()}


@remembered.up_to(LONGEST_HEADING)  # the words of forms, for each file anew
def heading(text: str) -> str:
    """A heading as it is compared: without accents, numbers, marks and blanks."""
    return " ".join(
        re.findall(r"[a-z]+|[^\W\d_a-z]+", re.sub(r"^\W*\d+[.)]?", "", plain(opened(text)).replace("&", " and ")))
    )


def bundled(name: str) -> Path:
    """A file of pledges that comes with this world."""
    return settings.bundled_dir() / "pledges" / name


EMPTY_WORDS = """a an the of and or to in for on with at by from as is are be will its it their his our we this that
which who into other such than more most all any each own also new one two three not no per can may must has have been
being de la le les des du un une et en au aux pour par sur dans avec nos notre ses leur el los las del y para con por su
sus que se al una unos ce cette qui sera seront state member country states un united nations peacekeeping mission
missions peace operation operations peacekeeper onu nation unite"""
EMPTY = set(EMPTY_WORDS.split())
# Words of many pledges, which do not tell one ask from another.
GENERAL = {
    "pcr",
    "company",
    "platoon",
    "force",
    "least",
    "unit",
    "national",
    "registered",
    "register",
    "centre",
    "day",
    "within",
}
