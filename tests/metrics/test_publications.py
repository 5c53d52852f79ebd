"""Publications by language, kind and year, and the texts they are editions of."""

from datetime import date

import pandas as pd
import pytest

from loaders import Dataset, load
from loaders.template import workbook
from metrics.publications import publications_by_kind, publications_by_language, publications_by_year, texts

AS_OF = date(2019, 7, 31)


def of(*rows: dict[str, object]) -> Dataset:
    return load(workbook({"publications": [{"title": str(row["publication_id"]).upper(), "language": "fr", **row} for row in rows]}))


def counts(table: pd.DataFrame, by: str) -> list[tuple]:
    frame = table.astype({by: object}).where(table.notna(), None)
    return list(frame[[by, "held", "planned"]].itertuples(index=False, name=None))


def test_real_languages(real: Dataset) -> None:
    measure = publications_by_language(real, AS_OF)
    # The unknown ones last, though they are most; the guide that is still to come is of no known language.
    assert counts(measure.table, "language") == [("fr", 2, 0), ("ko", 2, 0), ("en", 1, 0), ("und", 5, 1)]
    assert (measure.value, measure.planned, len(measure.rows["publications"])) == (10, 1, 11)


def test_real_kinds(real: Dataset) -> None:
    table = publications_by_kind(real, AS_OF).table
    assert counts(table, "kind")[:2] == [("case study", 4, 0), ("report", 3, 0)]
    assert sorted(counts(table, "kind")[2:]) == [("guide", 0, 1), ("policy brief", 1, 0), ("tool", 1, 0), ("video", 1, 0)]


def test_real_years(real: Dataset) -> None:
    assert counts(publications_by_year(real, AS_OF).table, "year") == [(2018, 1, 0), (None, 9, 1)]


def test_a_year_without_a_publication_is_a_zero_between_others() -> None:
    data = of({"publication_id": "a", "date": "2016"}, {"publication_id": "b", "date": "May 2018"}, {"publication_id": "c", "date": "2020"})
    assert counts(publications_by_year(data, AS_OF).table, "year") == [
        (2016, 1, 0), (2017, 0, 0), (2018, 1, 0), (2019, 0, 0), (2020, 0, 1),
    ]  # fmt: skip


def test_real_texts(real: Dataset) -> None:
    measure = texts(real, AS_OF)
    assert measure.table["text_id"].nunique() == 8
    assert (measure.value, measure.planned) == (7, 1)
    editions = measure.table.groupby("text_id")["language"].agg(list)
    assert editions["health-engagement-fr"] == ["fr", "en", "ko"]
    assert editions["tiess-history-fr"] == ["fr", "ko"]
    assert measure.table["text_id"].iloc[0] == "social-finance-strategy"
    assert measure.table["text_id"].iloc[-1] == "assessment-guide-publication"


def test_a_translation_of_a_translation_is_of_the_first_text() -> None:
    data = of({"publication_id": "c", "translation_of": "b"}, {"publication_id": "b", "translation_of": "a"}, {"publication_id": "a"})
    table = texts(data, AS_OF).table
    assert set(table["text_id"]) == {"a"}
    assert table["publication_id"].iloc[0] == "a"


def test_translations_of_each_other_are_one_text() -> None:
    data = of({"publication_id": "a", "translation_of": "b"}, {"publication_id": "b", "translation_of": "a"})
    assert texts(data, AS_OF).table["text_id"].tolist() == ["a", "a"]


def test_the_latest_text_stands_first_and_one_without_a_date_after_all_dated() -> None:
    data = of({"publication_id": "old", "date": "2015"}, {"publication_id": "undated"}, {"publication_id": "new", "date": "2018"},
              {"publication_id": "coming", "is_forthcoming": True})  # fmt: skip
    assert texts(data, AS_OF).table["publication_id"].tolist() == ["new", "old", "undated", "coming"]


@pytest.mark.parametrize("measure", [publications_by_language, publications_by_kind, publications_by_year, texts])
def test_nothing_in_an_empty_workbook(empty: Dataset, measure) -> None:
    found = measure(empty, AS_OF)
    assert (found.value, found.planned, len(found.table)) == (0, 0, 0)
