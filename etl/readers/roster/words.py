"""The words that reading a roster rests on, from the reference lists of the world that is being read and from what people settled."""

import re
from collections import defaultdict
from functools import cached_property, lru_cache

from etl.readers.pledges.lexicon import Terms, known_terms
from etl.readers.reference import table
from etl.readers.roster import statuses
from etl.readers.stems import opened, plain, words
from etl.records import words as settled

ABOUT_STATES = (
    "republic", "kingdom", "state", "islamic", "federal", "federative", "democratic", "people", "arab", "plurinational", "bolivarian",
    "united", "socialist", "commonwealth", "principality", "grand", "duchy", "republique", "republica", "royaume", "reino", "gov",
    "government", "federation", "hashemite", "sultanate", "union", "pr", "ar", "ps", "islands",
    "etat", "etats", "federes", "estado", "estados", "federados", "plurinacional", "bolivarienne", "bolivariana", "islamique", "islamica",
    "populaire", "popular", "democratique", "democratica",
)  # fmt: skip
SMALL = ("the", "of", "and", "la", "le", "les", "de", "du", "des", "l", "d", "del", "el", "los", "of the")
SHORT = {
    "rep": "republic",
    "dem": "democratic",
    "st": "saint",
    "is": "islands",
    "fed": "federal",
    "utd": "united",
    "ste": "saint",
    "n": "north",
    "s": "south",
}
# `RDL 2026/27`, `RDL (60 days)`: a cycle of the Rapid Deployment Level, the days of a level's clock
CYCLE_OR_CLOCK = re.compile(
    r"\(?\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b\)?|\(?\b(?:60|120|180)[\s-]*(?:days?|jours|d[ií]as)\b\)?", re.IGNORECASE
)
OF_KIND = re.compile(
    r"^(?:unit|unite|unidad|company|compania|platoon|peloton|section|team|equipe|equipo|detachment|detachement|destacamento|group|groupe"
    r"|grupo)\s+(?:of|du|des|de la|de|d)\s+"
)
NOTE_MARK = re.compile(
    r"(?:\s*[*†‡§¹²³⁴-⁹⁰]+|\s+\d{1,2}/|\s*\((?:[a-z]|\d{1,2}|\*+|(?:see )?(?:foot)?note[^()]*|voir note[^()]*|v[ée]ase nota[^()]*)\))+\s*$"
)
TWO_OF_A_NAME = {
    "congo",
    "korea",
    "coree",
    "corea",
    "china",
    "chine",
    "virgin",
    "guinea",
    "sudan",
}  # more than one state by words left out


@lru_cache(maxsize=100_000)  # the texts of an export are mostly the same few
def squeezed(text: str) -> str:
    """A text as codes are compared: no case, accents, blanks or marks."""
    return re.sub(r"[\W_]+", "", plain(opened(text)))


@lru_cache(maxsize=20_000)
def spelled(text: str) -> str:
    """A name as names are compared: no case and accents, one blank between words."""
    return " ".join(plain(opened(text)).split())


def unmarked(text: str) -> str:
    """A text without the mark of a note at its end: `Ghana*`, `Nepal ¹`, `Inf Bn (see note)`, `Zambia 2/`."""
    bare = re.sub(r"\s+\d{1,2}\)\s*$", "", text)
    text = (
        bare if bare.count("(") == bare.count(")") else text
    )  # `Nepal 2)` bears a mark, `Hospital (Level 2)` does not
    return NOTE_MARK.sub("", text)


@lru_cache(maxsize=20_000)  # of each name once a process, and not once a file
def named(text: str) -> frozenset[str]:
    """The words of a state's name, in whatever order, without small words and with short forms in full."""
    bare = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain(opened(text)))
    parts = re.findall(r"[^\W_]+", bare.replace("'s", ""))
    return frozenset(SHORT.get(part, part) for part in parts if part not in SMALL)


class Words:
    """Spellings of everything that a cell may say; a spelling that means two things means none."""

    @cached_property
    def coded(self) -> dict[str, dict[str, str]]:
        """The codes of each meaning by their spellings; what a person settled is known where nothing else is."""
        codes: dict[str, dict[str, str]] = defaultdict(dict)
        for row in table("roster_word"):
            if not (row["meaning"] == "state" and _is_short_code(row["spelling"])):
                codes[row["meaning"]][squeezed(row["spelling"]) or row["spelling"]] = row["code"]
        for kind in settled.KINDS:
            for word, code in settled.aliases(kind).items():
                codes[kind].setdefault(squeezed(word) or word, code)
        return codes

    def has(self, meaning: str, text: str) -> bool:
        """Whether a whole text is one of the spellings of a meaning."""
        return (squeezed(text) or text.strip()) in self.coded[meaning]

    def code(self, meaning: str, text: str) -> str | None:
        """What a text is a spelling of: whole, with a second name in brackets, or among words that say nothing else."""
        known = self.coded[meaning]
        if meaning == "level" and re.search(r"[+<>?]", text):
            return None
        if (code := known.get(squeezed(text) or text.strip())) is not None:
            return code
        if (code := self._bracketed(text, lambda part: known.get(squeezed(part)))) is not None:
            return code
        if meaning == "level":
            return self.level(text)
        if meaning == "status":
            return self._among(text, "status", "status_word") or statuses.said(text, known)
        return None

    def level(self, text: str) -> str | None:
        """The level of `Level two`, `PL-2` or `Level II (assessed)`; None where a word says more or there are two numbers."""
        text = CYCLE_OR_CLOCK.sub("", text)
        parts = re.findall(r"[a-z]+|\d+|[^\W\d_a-z]+", plain(opened(text)))
        numbers, known = self.coded["abbreviation"], self.coded["level_word"]
        levels = set()
        for part in parts:
            number = part if part.isdigit() else numbers.get(part, "")
            if number in ("1", "2", "3"):
                levels.add(f"level_{number}")
            elif part == "rdl":
                levels.add("rdl")
            elif part not in known:
                return None
        if levels >= {"rdl", "level_3"}:
            levels.discard("level_3")  # the Rapid Deployment Level is one of those at Level 3
        return next(iter(levels)) if len(levels) == 1 else None

    def named_level(self, text: str) -> str | None:
        """The level that a sheet's name or a line names with a word for level: `Level 2 (September)`; a number alone is a page.

        A hospital has a level of its own.
        """
        parts = re.findall(r"[^\W\d_]+|\d+", plain(opened(text)))
        numbers, levels = self.coded["abbreviation"], set()
        for part, after in zip(parts, [*parts, ""][1:], strict=True):
            number = after if after.isdigit() else numbers.get(after, "")
            if (part in self.coded["level_name"] or part == "l") and number in ("1", "2", "3"):
                levels.add(f"level_{number}")
            elif part == "rdl" or (part, after) == ("rapid", "deployment"):
                levels.add("rdl")
            elif numbers.get(part, part) in ("hospital", "hospitals", "medical"):
                return None
        if not levels and (code := self.coded["level"].get("".join(parts))) and not "".join(parts).isdigit():
            levels = {code}
        return next(iter(levels)) if len(levels) == 1 else None

    def _among(self, text: str, meaning: str, around: str) -> str | None:
        """The one code whose spelling stands among words of another meaning, or before a bracket or dash."""
        for form in dict.fromkeys((text, re.split(r"\s*[(:;,/]|\s[-–—]\s", text)[0])):
            parts = re.findall(r"[^\W_]+", plain(opened(form)))
            while parts and (squeezed(parts[0]) in self.coded[around]):
                parts = parts[1:]
            for end in range(len(parts), 0, -1):
                code = self.coded[meaning].get("".join(parts[:end]))
                if code is not None and all(
                    p.isdigit() or p in self.coded[around] or self.mission(p) for p in parts[end:]
                ):
                    return code
        return None

    def state(self, text: str) -> set[str]:
        """The states that a code or name stands for: none, one, or more than one."""
        code = text.strip().upper()
        if code in self.members or code in self.others:
            return {code}
        if len(code) == 2 and code in self.short_codes and text.strip().isupper():
            return {self.short_codes[code]}
        known = self.states.get(spelled(text), set()) or _set(self.coded["state"].get(squeezed(text)))
        known = {iso3 for iso3 in known if iso3 in self.members or iso3 in self.others}
        return known or _set(self._bracketed(text, self._one_state)) or self._by_words(text)

    def _by_words(self, text: str) -> set[str]:
        """States by the words of a name: in another order, shortened, or with `Republic of` where that tells no two apart."""
        own = named(text)
        if not own:
            return set()
        if known := self.names.get(own):
            return known
        bare = own - set(ABOUT_STATES)
        if not bare or bare == own or bare & TWO_OF_A_NAME:
            return set()
        return self.names.get(bare, set())

    def _one_state(self, text: str) -> str | None:
        code = text.strip().upper()
        states = {code} if code in self.members else self.states.get(spelled(text), set())
        return next(iter(states)) if len(states) == 1 else None

    def capability(self, text: str) -> set[str]:
        """The capabilities that a code, name or alias stands for, by whole words and nothing like them."""
        return self._capability(text) or _set(self._bracketed(text, self._one_capability))

    def _capability(self, text: str) -> set[str]:
        if text.strip() in self.codes:
            return {text.strip()}
        if code := self.of_rosters.get(squeezed(text)):
            return {code}
        if known := self.capabilities.get(_stems(text)):
            return known
        return _set(self.coded["capability"].get(squeezed(text)))

    def _one_capability(self, text: str) -> str | None:
        kinds = self._capability(text)
        return next(iter(kinds)) if len(kinds) == 1 else None

    def capability_within(self, text: str) -> tuple[set[str], str]:
        """The capabilities whose words stand in a text, general ones left out beside a special one, and the words that say so.

        Brackets are looked at only where what stands before them says nothing.
        """
        outside = re.sub(r"\([^()]*\)", " ", text)
        for form in dict.fromkeys((outside, text)):
            full = self.in_full(form)
            hits = self.terms.find(full)
            if all(squeezed(hit.code) in self.coded["general_capability"] for hit in hits):
                hits += self.terms.find(OF_KIND.sub("", full))  # `unité d'hélicoptères armés`: of armed helicopters
            kinds = {hit.code for hit in hits}
            if len(kinds) > 1:
                kinds = self._special(full, kinds)
            if "infantry_battalion" in kinds and "mechanised" in self.in_full(text).split():
                kinds = {"infantry_battalion_mechanised"}
            is_general = all(squeezed(kind) in self.coded["general_capability"] for kind in kinds)
            if kinds and not (is_general and form == outside != text):
                return kinds, "; ".join(dict.fromkeys(hit.term for hit in hits if hit.code in kinds)) or full
        kinds = self.in_any_order.get(frozenset(full.split()) - set(SMALL), set())
        return (kinds, full) if len(kinds) == 1 else (set(), "")

    def _special(self, text: str, kinds: set[str]) -> set[str]:
        if any(word in self.coded["training_word"] for word in re.findall(r"[^\W\d_]+", plain(text))):
            kinds = {kind for kind in kinds if self.component_of.get(kind) == "training"} or kinds
        if kinds & {"helicopter_unit", "aviation_unit"}:
            kinds = kinds - {"transport_unit"}  # what flies is no transport company
        kinds = {kind for kind in kinds if squeezed(kind) not in self.coded["general_capability"]} or kinds
        units = {kind for kind in kinds if self.counted_in.get(kind) in ("units", "teams", "courses")}
        kinds = units or kinds
        if "infantry_battalion_mechanised" in kinds:
            kinds = kinds - {"infantry_battalion", "infantry_company"}
        if kinds & {"qrf_company", "force_protection_company"}:
            kinds = kinds - {"infantry_company"}
        return kinds

    def in_full(self, text: str) -> str:
        """A text with the short forms of rosters written out: `Inf Bn` is infantry battalion, `Lvl II Hosp` level 2 hospital."""
        parts = re.findall(r"[^\W_]+", re.sub(r"\b([a-z])(\d)\b", r"\1 \2", plain(opened(text))))
        full = [self.coded["abbreviation"].get(part, part) for part in parts]
        after = [*full, ""][1:]
        return " ".join(
            "level" if part in ("l", "n") and next_one in ("1", "2", "3") else part
            for part, next_one in zip(full, after, strict=True)
        )

    @cached_property
    def terms(self) -> Terms:
        """All words for capabilities in full, to be found within a text."""
        known = [(row["spelling"], row["code"]) for row in table("roster_word") if row["meaning"] == "capability"]
        known += [
            (row["alias"], row["capability"]) for row in (*table("capability_alias"), *table("capability_alias_more"))
        ]
        known += [(row[key], row["capability"]) for row in table("capability") for key in ("capability", "name")]
        # Two letters within a text may be anything.
        return known_terms(tuple((self.in_full(text), code) for text, code in known if len(squeezed(text)) > 2))

    @cached_property
    def in_any_order(self) -> dict[frozenset[str], set[str]]:
        """Capabilities by the words of what rosters call them, in whatever order: `Cie protection force`."""
        codes: dict[frozenset[str], set[str]] = defaultdict(set)
        for row in table("roster_word"):
            if row["meaning"] == "capability":
                codes[frozenset(self.in_full(row["spelling"]).split()) - set(SMALL)].add(row["code"])
        return {said: kinds for said, kinds in codes.items() if len(said) > 2}

    def mission(self, text: str) -> str | None:
        """The mission that an acronym or name stands for."""
        missions = self.missions.get(spelled(text), set()) or _set(self.coded["mission"].get(squeezed(text)))
        if not missions:
            within = {
                code for part in re.findall(r"[A-Z][A-Za-z]{3,}", text) for code in self.missions.get(spelled(part), ())
            }
            missions = within if len(text) <= 60 else set()
        return next(iter(missions)) if len(missions) == 1 else None

    @staticmethod
    def _bracketed(text: str, known) -> str | None:
        """What `Level 2 (PL2)` means where what is outside and inside the brackets means the same."""
        parts = re.fullmatch(r"([^()]+)\(([^()]+)\)\s*", text)
        outside, inside = (known(part) for part in parts.groups()) if parts else (None, None)
        return outside if outside is not None and outside == inside else None

    @cached_property
    def members(self) -> set[str]:
        """The codes of Member States."""
        return {row["iso3"] for row in table("country") if row["is_member_state"] == "true"}

    @cached_property
    def others(self) -> set[str]:
        """The codes of what is no Member State."""
        return {row["iso3"] for row in table("country")} - self.members

    @cached_property
    def short_codes(self) -> dict[str, str]:
        """The codes of this world's states by their codes of two letters."""
        listed = [row for row in table("roster_word") if row["meaning"] == "state" and _is_short_code(row["spelling"])]
        return {row["spelling"]: row["code"] for row in listed if row["code"] in self.members}

    @cached_property
    def states(self) -> dict[str, set[str]]:
        """The codes of this world by every spelling."""
        codes: dict[str, set[str]] = defaultdict(set)
        known = [(row["name"], row["iso3"]) for row in (*table("country"), *table("country_name"))]
        for name, iso3 in known + [(row["spelling"], row["iso3"]) for row in table("country_alias")]:
            if iso3 in self.members or iso3 in self.others:
                codes[spelled(name)].add(iso3)
        return codes

    @cached_property
    def names(self) -> dict[frozenset[str], set[str]]:
        """The codes of this world's states by the words of their names."""
        codes: dict[frozenset[str], set[str]] = defaultdict(set)
        spoken = [(name, iso3) for name, known in self.states.items() for iso3 in known]
        spoken += [(row["spelling"], row["code"]) for row in table("roster_word") if row["meaning"] == "state"]
        for name, iso3 in spoken:
            if (iso3 in self.members or iso3 in self.others) and len(name) > 2:
                codes[named(name)].add(iso3)
        return codes

    @cached_property
    def codes(self) -> set[str]:
        """The codes of the taxonomy."""
        return set(self.component_of)

    @cached_property
    def component_of(self) -> dict[str, str]:
        """The component of each capability."""
        return {row["capability"]: row["component"] for row in table("capability")}

    @cached_property
    def counted_in(self) -> dict[str, str]:
        """In what each capability is counted."""
        return {row["capability"]: row["unit_of_count"] for row in table("capability")}

    @cached_property
    def of_rosters(self) -> dict[str, str]:
        """Capabilities by the spellings of rosters, whose short forms mean units: `EOD` is an element in a sentence, a unit here."""
        return {
            squeezed(row["spelling"]): row["code"] for row in table("roster_word") if row["meaning"] == "capability"
        }

    @cached_property
    def capabilities(self) -> dict[tuple[str, ...], set[str]]:
        """Capabilities by the stems of their names, codes and aliases."""
        codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        known = [(row[key], row["capability"]) for row in table("capability") for key in ("capability", "name")]
        for name in ("capability_alias", "capability_alias_more"):
            known += [(row["alias"], row["capability"]) for row in table(name)]
        for text, code in known:
            codes[_stems(text)].add(code)
        return codes

    @cached_property
    def missions(self) -> dict[str, set[str]]:
        """Missions by acronym and name."""
        codes: dict[str, set[str]] = defaultdict(set)
        listed = table("mission")
        known = {row["mission_code"] for row in listed}
        for row in listed:
            codes[spelled(row["mission_code"])].add(row["mission_code"])
            codes[spelled(row["name"])].add(row["mission_code"])
        for row in table("mission_alias"):
            if row["mission_code"] in known:
                codes[spelled(row["alias"])].add(row["mission_code"])
        return codes

    @cached_property
    def tags(self) -> dict[str, str]:
        """The tags of the guide's asks by what they are without marks."""
        listed = {tag for row in table("requirement") for tag in row["tags"].split(";") if tag}
        return {squeezed(tag): tag for tag in listed}


def _stems(text: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(opened(text)))


def _is_short_code(spelling: str) -> bool:
    return len(spelling) == 2 and spelling.isupper()


def _set(code: str | None) -> set[str]:
    return {code} if code is not None else set()
