"""Decks that the tests share, each made once: ready ones of the real programme and of the invented one."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pptx import Presentation

from exports.asked import Earlier
from exports.decks import ready, shown
from exports.slides import deck_file
from loaders import Dataset, Scope
from tests.conftest import TODAY
from tests.exports.slides.reading import Made, asked_of

# By name: the data, the ready deck, its scope, its language.
DECKS = {
    "demo board": ("demo", "board", Scope(), "en"),
    "demo annual": ("demo", "annual", Scope(), "en"),
    "demo funder": ("demo", "funder", Scope(project_ids=("summer-coops", "coop-schools")), "en"),
    "demo theme": ("demo", "theme", Scope(theme_ids=("urban-commons",)), "fr"),
    "demo city": ("demo", "city", Scope(city_ids=("bilbao",)), "en"),
    "real board": ("real", "board", Scope(), "en"),
    "real annual": ("real", "annual", Scope(), "fr"),
    "real city": ("real", "city", Scope(city_ids=("barcelona",)), "fr"),
}


@pytest.fixture(scope="session")
def made(demo: Dataset, real: Dataset) -> Callable[[str], Made]:
    """A deck of DECKS by its name."""
    kept: dict[str, Made] = {}

    def make(name: str) -> Made:
        if name not in kept:
            data, deck, scope, language = DECKS[name]
            whole = {"demo": demo, "real": real}[data]
            # Of the invented programme an earlier state is known, without its last thirty events.
            before = replace(whole, tables={**whole.tables, "events": whole.events.iloc[:-30]}) if name == "demo board" else None
            wanted = asked_of(whole, scope, language, Earlier("June", before, whole.as_of(TODAY)) if before else None)
            found = ready(deck, wanted)
            file = deck_file(found, wanted)
            kept[name] = Made(found, wanted, list(shown(found, wanted)), file, Presentation(io.BytesIO(file)))
        return kept[name]

    return make
