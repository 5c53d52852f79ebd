"""One of a thing: its words speak of the one, in both languages, and its column does not fill the page."""

from collections.abc import Callable

import pandas as pd
import pytest

from charts import EXHIBITS, delegations, headlines, overview, participants
from charts.exhibit import View
from loaders import Dataset, load
from loaders.template import workbook

ViewOf = Callable[..., View]
ONE: dict[str, list[dict[str, object]]] = {
    "themes": [{"theme_id": "a", "name": "Health"}],
    "cities": [{"city_id": "x", "name": "Seoul", "country_code": "KR", "kind": "city"}, {"city_id": "y", "name": "Quebec", "country_code": "CA", "kind": "city"}],
    "projects": [{"project_id": "p", "title": "Clinics", "start": "2018", "theme_ids": ["a"]}],
    "delegations": [{"delegation_id": "d", "project_id": "p", "title": "To Seoul", "theme_ids": ["a"], "from_city_id": "y", "to_city_id": "x", "start": "May 2018", "duration_days": 4}],
    "transfers": [{"transfer_id": "t", "practice": "Clinics", "project_id": "p", "theme_ids": ["a"], "from_city_id": "y", "to_city_id": "x", "stage": "adopted", "start": "2018"}],
    "publications": [{"publication_id": "b", "title": "On clinics", "kind": "report", "language": "en", "date": "2018"}],
    "participants": [{"person_id": "n", "activity_id": "d", "gender": "woman", "age_group": "18-29", "city_id": "y"}],
}  # fmt: skip


SAID = {
    "en": {
        "delegations.delegates": "known for 0 of 1 delegation",
        "participants.by_sector": "It is not on record of the one person listed. It stays open: nothing is guessed.",
        "participants.by_city": "The one person listed came from Quebec",
        "participants.by_gender": "“Woman” is the answer of the one person whose gender is known",
        "participants.by_age": "“18-29” is the age group of the one person whose age is known",
        "publications.by_kind": "Report, the one publication",
        "themes.by_city": "Seoul saw the one delegation or event",
        "themes.by_quarter": "April\u2009–\u2009June 2018 saw the one delegation or event",
        "themes.transfers": "Quebec shared the one transfer begun",
        "timeline.by_project": "Clinics saw the one delegation or event",
    },
    "fr": {
        "delegations.delegates": "donnée connue pour 0 délégation sur 1",
        "participants.by_sector": "Cette donnée manque pour toute la liste (1 personne). La question reste ouverte\u00a0: rien n’est présumé.",
        "participants.by_city": "La seule personne inscrite venait de Quebec",
        "participants.by_gender": "«\u00a0Femme\u00a0» est la réponse de la seule personne dont le genre est connu",
        "participants.by_age": "«\u00a018 à 29 ans\u00a0» est le groupe d’âge de la seule personne dont l’âge est connu",
        "publications.by_kind": "Seule publication\u00a0: Rapport",
        "themes.by_city": "Seule délégation ou seul événement\u00a0: Seoul",
        "themes.by_quarter": "Seule délégation ou seul événement\u00a0: avril\u2009–\u2009juin 2018",
        "themes.transfers": "Seul transfert commencé, de Quebec",
        "timeline.by_project": "Seule délégation ou seul événement\u00a0: Clinics",
    },
}


@pytest.fixture(scope="module")
def one() -> Dataset:
    return load(workbook(ONE))


@pytest.mark.parametrize("language", SAID)
def test_one_is_spoken_of_as_one(one: Dataset, view_of: ViewOf, language: str) -> None:
    view = view_of(one, language=language)
    for key, said in SAID[language].items():
        exhibit = EXHIBITS[key](view)
        assert said in (exhibit.title, exhibit.subtitle), (key, exhibit.title, exhibit.subtitle)


def test_no_finding_is_one_of_one(one: Dataset, view_of: ViewOf) -> None:
    for language, whole in (("en", "1 of 1 "), ("fr", "1 des 1 "), ("fr", "1 sur 1 ")):
        view = view_of(one, language=language)
        found = [f"{key}: {made.title} {made.subtitle} {made.sentence}" for key, draw in EXHIBITS.items() if not key.startswith("quality.") for made in [draw(view)]]
        assert not [said for said in found if whole in said]


def test_a_month_alone_is_no_wider_than_one_of_six(one: Dataset, view_of: ViewOf) -> None:
    figure = overview.by_month(view_of(one)).figure
    first, last = map(pd.Timestamp, figure["layout"]["xaxis"]["range"])
    assert pd.Timestamp("2018-05-01") - first == last - pd.Timestamp("2018-05-01") == pd.Timedelta(days=90)
    assert {pd.Timedelta(milliseconds=trace["width"]) for trace in figure["data"]} == {pd.Timedelta(days=22)}


def test_what_was_never_written_down_is_no_data_on_each_page(view_of: ViewOf) -> None:
    alone = view_of(load(workbook({"publications": ONE["publications"]})))
    assert headlines.headline("partner_cities")(alone).measure.value is None
    view = view_of(load(workbook({name: rows for name, rows in ONE.items() if name in ("cities", "publications")})))
    for name, there in (("delegations", delegations.held), ("people", participants.people), ("participations", participants.participations)):
        assert headlines.headline(name)(view).measure.value is there(view).measure.value is None
