"""No file that is made of a shared link's part has a number of few people in it."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from lxml import etree

from charts import EXHIBITS
from charts.exhibit import View
from exports.asked import Asked
from exports.cells import source_in_words
from exports.iati import iati_file
from exports.tables import tables_file
from loaders import Dataset, Scope
from locales import words
from metrics.disclosure import protected
from tests.exports.inside import texts
from tests.exports.test_matrix import EXPORTS
from tests.exports.test_tables import unpacked, validated
from tests.fixtures import few_of
from tests.fixtures.attended import AS_OF, programme

LINK = Scope(minimum_count=5)


@pytest.mark.parametrize("export", EXPORTS)
def test_a_link_exports_no_count_of_few(export: str) -> None:
    language = "fr" if export in ("slides", "page") else "en"

    def said(data: Dataset) -> str:
        return texts(EXPORTS[export](Asked(View(data, data, AS_OF, words(language)))))

    exact = programme(*few_of.PROGRAMME, sizes=few_of.SIZES, is_for_iati=True).within(Scope())
    link = said(protected(exact, Scope(minimum_count=few_of.MINIMUM), AS_OF))
    # What a file of nobody has too is of its own making: a width, a place in a picture.
    if found := few_of.told(link):
        assert not found - few_of.told(said(protected(programme({}, [], is_for_iati=True), LINK, AS_OF))), "neither the counts of few nor their shares"
    # IATI has neither sectors nor activities: what of the few it could tell is how many scholars there are, and their share.
    expected = {"iati": {"7919", "39.7"}, "tables": {"7351"}}.get(export, {"7351", "40%"})
    assert expected <= few_of.told(said(exact)), "what is not told would be found"
    assert {"29467" if export == "iati" else "40009"} <= few_of.numbers(link), "what is told is in it"


def for_iati(data: Dataset) -> Dataset:
    """The data with all that IATI asks for."""
    settings = pd.DataFrame({"key": ["iati_organisation_id", "iati_organisation_type"], "value": ["CA-CRA_ACR-1234567", "22"]}, dtype="str")
    with_ids = pd.concat([data.settings, settings], ignore_index=True).ffill()
    return replace(data, tables=MappingProxyType({**data.tables, "settings": with_ids, "projects": data.projects.assign(currency="CAD")}))


@pytest.mark.parametrize("export", EXPORTS)
def test_no_file_of_a_link_has_the_mark_of_all_that_was_read(demo: Dataset, export: str) -> None:
    def said(data: Dataset) -> str:
        return texts(EXPORTS[export](Asked(View(data, data, AS_OF, words("en")))))

    assert demo.fingerprint not in said(protected(for_iati(demo), Scope(project_ids=("coop-schools",), minimum_count=5), AS_OF))
    assert export != "workbook" or demo.fingerprint in said(for_iati(demo)), "it would be found"


def test_the_tables_say_of_a_headcount_that_it_is_of_few_and_are_a_valid_package(real: Dataset, tmp_path: Path) -> None:
    link = protected(real, Scope(minimum_count=5), AS_OF)
    content = tables_file(View(link, link, AS_OF, words("en")))
    rows = list(csv.DictReader(io.StringIO(unpacked(content)["csv/delegations.csv"].decode("utf-8-sig"))))
    headcounts = {row["title"]: row["headcount"] for row in rows}
    assert (headcounts["TIESS visit to Korea"], headcounts["Montreal delegation to GSEF2018"], headcounts["Social finance tour of Korea"]) == ("< 5", "20", "")
    assert validated(content, tmp_path) == []


def test_a_source_in_a_file_says_that_people_are_in_no_link() -> None:
    link = protected(programme({"fair": 40}, [(("fair",), "academia")] * 9), LINK, AS_OF)
    view = View(link, link, AS_OF, words("en"))
    assert source_in_words(EXHIBITS["participants.by_sector"](view), view)[-2:] == ["Filters: all that this link shows", "Counted from the list of people, which is in no shared link."]
    nobody = protected(programme({"fair": None}, []), LINK, AS_OF)
    assert source_in_words(EXHIBITS["participants.people"](View(nobody, nobody, AS_OF, words("en"))), view)[-1] == "Made from no row."


def test_what_iati_is_told_of_people_is_of_all_of_the_link_and_of_no_year_before(demo: Dataset) -> None:
    day = demo.as_of(AS_OF)
    exact = for_iati(demo)
    link = protected(exact, Scope(minimum_count=5), day)
    assert link.disclosed is not None
    told = {}
    for data in (exact, link):
        file = etree.fromstring(iati_file(View(data, data, day, words("en"))))
        own = file.xpath("//indicator[reference/@code = 'people']//actual/@value")
        told[data is link] = [float(one) for one in own]
    assert len(told[False]) > len(told[True])
    assert set(told[True]) <= {link.disclosed.indicators["people"]}
