"""Words of closed vocabularies in any of our languages → the one word that is kept; a near miss is suggested, never taken."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from loaders.schema import LANGUAGES
from loaders.values.cells import plain
from loaders.values.choice_words import SPOKEN
from locales import words

LANGUAGE_CODES = {code for code in map(str, Locale("en").languages) if len(code) == 2} | {"und"}
COUNTRY_CODES = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)} - {"ZZ", "EZ", "XA", "XB", "QO"}
# What people call them and CLDR does not.
COUNTRIES = {
    "Korea": "KR", "Republic of Korea": "KR", "Corée": "KR", "République de Corée": "KR", "Corea": "KR", "República de Corea": "KR",
    "한국": "KR", "남한": "KR", "North Korea": "KP", "DPRK": "KP", "U.S.": "US", "United States of America": "US", "États-Unis d'Amérique": "US",
    "EE. UU.": "US", "EUA": "US", "미합중국": "US", "Great Britain": "GB", "England": "GB", "Angleterre": "GB", "Inglaterra": "GB",
    "Holland": "NL", "Ivory Coast": "CI", "Costa de Marfil": "CI", "Czech Republic": "CZ", "République tchèque": "CZ", "Turkey": "TR",
}  # fmt: skip
TONGUES = {
    "Castilian": "es", "castellano": "es", "castellà": "es", "castillan": "es", "valenciano": "ca", "valencià": "ca", "catalán": "ca",
    "카탈루냐어": "ca", "한국말": "ko", "불어": "fr", "Mandarin": "zh",
}  # fmt: skip
TRUE = {"yes", "y", "true", "x", "1", "oui", "o", "vrai", "si", "s", "verdadero", "cert", "예", "네", "참", "✓", "✔", "☑"}
FALSE = {"no", "n", "false", "0", "non", "faux", "falso", "fals", "아니오", "아니요", "거짓", "☐"}
# How like two words must be, of 100, for one to be taken for a slip in the other.
LIKENESS, LONGEST = 80, 60


def choice(said: str, choices: tuple[str, ...]) -> str | None:
    """The choice that a word stands for, in any of our languages, in one or several; None for another word."""
    # English first: the catalogue of French is only loaded where it is met.
    key = _key(said)
    return _english(choices).get(key) or _french(choices).get(key) or _spoken(choices).get(key)


def near_choice(said: str, choices: tuple[str, ...]) -> str:
    """The choice, as its language spells it, that a word may be a slip of; "" where it is like none."""
    return _near(_key(said), _choice_keys(choices))


def country(said: str) -> str | None:
    """The ISO 3166-1 code of a country given by code or name; None where there is none."""
    code = said.strip().upper().replace(".", "")
    if code in COUNTRY_CODES:
        return code
    # CLDR lists the codes of three letters beside those of countries that are no more.
    alias = get_global("territory_aliases").get(code, []) if len(code) == 3 or code == "UK" else []
    return alias[0] if len(alias) == 1 and alias[0] in COUNTRY_CODES else _countries().get(_name(said))


def near_country(said: str) -> str:
    """The name of the country that a word may be a slip of; "" where it is like none."""
    return _near(_name(said), _country_keys())


def language(said: str) -> str | None:
    """The ISO 639-1 code of a language given by code, with or without a country, or by name; None where there is none."""
    code = said.strip().lower()
    # "en-CA" and "fr_CA" are languages of a place; "en français" is none.
    stem = re.split("[-_]", code)[0] if re.fullmatch("[a-z]{2}[-_][a-z]{2}", code) else code
    stem = get_global("language_aliases").get(stem, stem) if len(stem) == 3 and stem != "und" else stem
    return stem if stem in LANGUAGE_CODES else _tongues().get(_name(said))


def near_language(said: str) -> str:
    """The name of the language that a word may be a slip of; "" where it is like none."""
    return _near(_name(said), _tongue_keys())


def _near(key: str, spellings: dict[str, str]) -> str:
    # Loaded where somebody slipped, and not for everybody.
    from rapidfuzz import fuzz, process

    found = process.extractOne(key, spellings, scorer=fuzz.ratio, score_cutoff=LIKENESS) if len(key) <= LONGEST else None
    return found[2] if found else ""


@cache
def _choice_keys(choices: tuple[str, ...]) -> dict[str, str]:
    return {word: _key(word) for word in (*choices, *map(_french_word, choices), *(word for choice in choices for word in _words(choice)))}


@cache
def _country_keys() -> dict[str, str]:
    return {name: _name(name) for name in _country_names()}


@cache
def _tongue_keys() -> dict[str, str]:
    return {name: _name(name) for name in _tongue_names()}


def _key(said: str) -> str:
    """A word without hyphens and blanks, s for z, and without the endings that number and gender give it."""
    parts = re.split(r"[\W_]+", plain(said).replace("z", "s"))
    return "".join(part.rstrip("s").rstrip("e") if len(part) > 3 else part for part in parts)


def _name(said: str) -> str:
    return "".join(re.split(r"[\W_]+", plain(said)))


def _french_word(choice: str) -> str:
    return words("fr")(choice)


@cache
def _english(choices: tuple[str, ...]) -> dict[str, str]:
    return {_key(choice): choice for choice in reversed(choices)}


@cache
def _french(choices: tuple[str, ...]) -> dict[str, str]:
    keys = [_key(_french_word(choice)) for choice in choices]
    # A word that is French for two choices stands for neither.
    return {key: choice for key, choice in zip(keys, choices, strict=True) if keys.count(key) == 1}


@cache
def _spoken(choices: tuple[str, ...]) -> dict[str, str]:
    pairs = [(_key(word), choice) for choice in choices for word in _words(choice)]
    keys = [key for key, _ in dict.fromkeys(pairs)]
    return {key: choice for key, choice in pairs if keys.count(key) == 1}


def _words(choice: str) -> list[str]:
    return SPOKEN[choice].split("|") if choice in SPOKEN else []


@cache
def _country_names() -> dict[str, str]:
    names = {name: code for tongue in LANGUAGES for code, name in Locale(tongue).territories.items() if code in COUNTRY_CODES}
    return names | COUNTRIES


@cache
def _countries() -> dict[str, str]:
    return {_name(name): code for name, code in _country_names().items()}


@cache
def _tongue_names() -> dict[str, str]:
    names = {name: code for tongue in LANGUAGES for code, name in Locale(tongue).languages.items() if code in LANGUAGE_CODES}
    return names | {name: code for code in sorted(LANGUAGE_CODES) if (name := _own_name(code))} | TONGUES


@cache
def _tongues() -> dict[str, str]:
    return {_name(name): code for name, code in _tongue_names().items()}


def _own_name(code: str) -> str:
    return Locale(code).get_display_name() or "" if code in LANGUAGES else ""
