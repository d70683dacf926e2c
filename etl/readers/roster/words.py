"""The words that reading a roster rests on, all from the reference lists of the world that is being read."""

import re
from collections import defaultdict
from functools import cached_property, lru_cache

from etl.readers.reference import table
from etl.readers.stems import opened, plain, words


@lru_cache(maxsize=100_000)  # the texts of an export are mostly the same few
def squeezed(text: str) -> str:
    """A text as codes are compared: no case, accents, blanks or marks."""
    return re.sub(r"[\W_]+", "", plain(opened(text)))


def spelled(text: str) -> str:
    """A name as names are compared: no case and accents, one blank between words."""
    return " ".join(plain(opened(text)).split())


class Words:
    """Spellings of everything that a cell may say; a spelling that means two things means none."""

    @cached_property
    def coded(self) -> dict[str, dict[str, str]]:
        """The codes of each meaning by their spellings."""
        codes: dict[str, dict[str, str]] = defaultdict(dict)
        for row in table("roster_word"):
            codes[row["meaning"]][squeezed(row["spelling"]) or row["spelling"]] = row["code"]
        return codes

    def has(self, meaning: str, text: str) -> bool:
        """Whether a whole text is one of the spellings of a meaning."""
        return (squeezed(text) or text.strip()) in self.coded[meaning]

    def code(self, meaning: str, text: str) -> str | None:
        """What a text is a spelling of; a name with a second one in brackets where both mean the same."""
        known = self.coded[meaning]
        if (code := known.get(squeezed(text))) is not None:
            return code
        return self._bracketed(text, lambda part: known.get(squeezed(part)))

    def state(self, text: str) -> set[str]:
        """The states that a code or name stands for: none, one, or more than one."""
        code = text.strip().upper()
        if code in self.members or code in self.others:
            return {code}
        return self.states.get(spelled(text), set()) or _set(self._bracketed(text, self._one_state))

    def _one_state(self, text: str) -> str | None:
        code = text.strip().upper()
        states = {code} if code in self.members else self.states.get(spelled(text), set())
        return next(iter(states)) if len(states) == 1 else None

    def capability(self, text: str) -> set[str]:
        """The capabilities that a code, name or alias stands for, by whole words and nothing like them."""
        return self._capability(text) or _set(self._bracketed(text, self._one_capability))

    def _capability(self, text: str) -> set[str]:
        stems = tuple(word.stem for word in words(opened(text)))
        return {text.strip()} if text.strip() in self.codes else self.capabilities.get(stems, set())

    def _one_capability(self, text: str) -> str | None:
        kinds = self._capability(text)
        return next(iter(kinds)) if len(kinds) == 1 else None

    def mission(self, text: str) -> str | None:
        """The mission that an acronym or name stands for."""
        missions = self.missions.get(spelled(text), set())
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
    def states(self) -> dict[str, set[str]]:
        """The codes of this world by every spelling."""
        codes: dict[str, set[str]] = defaultdict(set)
        known = [(row["name"], row["iso3"]) for row in (*table("country"), *table("country_name"))]
        for name, iso3 in known + [(row["spelling"], row["iso3"]) for row in table("country_alias")]:
            if iso3 in self.members or iso3 in self.others:
                codes[spelled(name)].add(iso3)
        return codes

    @cached_property
    def codes(self) -> set[str]:
        """The codes of the taxonomy."""
        return {row["capability"] for row in table("capability")}

    @cached_property
    def capabilities(self) -> dict[tuple[str, ...], set[str]]:
        """Capabilities by the stems of their names, codes and aliases."""
        codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
        known = [(row[key], row["capability"]) for row in table("capability") for key in ("capability", "name")]
        for name in ("capability_alias", "capability_alias_more"):
            known += [(row["alias"], row["capability"]) for row in table(name)]
        for text, code in known:
            codes[tuple(word.stem for word in words(opened(text)))].add(code)
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


def _set(code: str | None) -> set[str]:
    return {code} if code is not None else set()
