"""The publications' figures and the list of works."""

from collections.abc import Callable

import pytest

from charts import publications, style
from charts.exhibit import Exhibit, View
from loaders import Dataset, load
from loaders.template import workbook

ALL = (publications.by_language, publications.by_kind, publications.by_year, publications.texts)
ViewOf = Callable[..., View]


def of(*rows: dict[str, object]) -> Dataset:
    return load(workbook({"publications": [{"title": "T", "language": "fr", **row} for row in rows]}))


def test_the_findings_of_the_real_programme(real: Dataset, view_of: ViewOf) -> None:
    view = view_of(real)
    assert [draw(view).title for draw in ALL] == [
        "French and Korean, 2 each; for 5 the language is not stated",
        "Case study comes first, with 4 of 10",
        "9 of 10 publications have no date",
        "8 works, 2 of them in several languages",
    ]
    assert publications.summary(view) == "10 publications are out, editions of 7 works, in 3 known languages; 1 more is forthcoming."


def test_languages_that_are_not_stated_are_hatched_and_forthcoming_ones_hollow(real: Dataset, view_of: ViewOf) -> None:
    exhibit = publications.by_language(view_of(real))
    solid, hatched, hollow = exhibit.figure["data"][:3]
    assert [solid["x"], hatched["x"], hollow["x"]] == [[2, 2, 1, 0], [0, 0, 0, 5], [0, 0, 0, 1]]
    assert hatched["marker"]["pattern"] == style.hatched()["pattern"]
    assert hollow["marker"] == {"color": style.CLEAR, "line": {"color": style.ACCENT, "width": [0, 0, 0, 1.5]}}
    assert exhibit.table.to_numpy().tolist() == [["French", 2, 0], ["Korean", 2, 0], ["English", 1, 0], ["Language not stated", 5, 1]]
    assert exhibit.sentence == "Publications: French: 2; Korean: 2; English: 1; Language not stated: 5, and 1 forthcoming."


def test_languages_are_named_in_the_readers_language(real: Dataset, view_of: ViewOf) -> None:
    assert publications.by_language(view_of(real, language="fr")).table.iloc[:3, 0].tolist() == ["Français", "Coréen", "Anglais"]


def test_translations_stand_beside_their_original_in_one_row(real: Dataset, view_of: ViewOf) -> None:
    table = publications.texts(view_of(real)).table.set_index("Work")
    engaged = table[table.index.str.startswith("The engagement of citizens")]
    assert engaged[["Languages", "Date", "Kind", "Theme", "Link"]].to_numpy().tolist() == [
        ["French, English, and Korean", "no date", "case study", "Health co-operatives", ""],
    ]  # fmt: skip
    guide = table.loc["A Guide to the Assessment of Social Economy Enterprises"]
    assert (guide["Languages"], guide["Date"]) == ("language not stated (forthcoming)", "forthcoming")
    assert table["Date"].iloc[0] == "July 2018"
    assert table["Link"].str.startswith("http").sum() == 3
    assert table.columns[publications.FIRST_LINK - 1] == "Link"


def test_each_address_of_a_text_has_its_column(view_of: ViewOf) -> None:
    data = of({"publication_id": "a", "url": "https://example.org/a"},
              {"publication_id": "b", "url": "https://example.org/b", "translation_of": "a"},
              {"publication_id": "c"})  # fmt: skip
    table = publications.texts(view_of(data)).table
    assert table[["Link", "Link 2"]].to_numpy().tolist() == [["https://example.org/a", "https://example.org/b"], ["", ""]]


def test_no_address_but_one_of_the_web_becomes_a_link(view_of: ViewOf) -> None:
    table = publications.texts(view_of(of({"publication_id": "a", "url": "javascript:alert(1)"}))).table
    assert not table.astype(str).stack().str.contains("javascript").any()


def test_a_year_leads_where_most_are_dated(view_of: ViewOf) -> None:
    data = of({"publication_id": "a", "date": "2016"}, {"publication_id": "b", "date": "2016"}, {"publication_id": "c", "date": "May 2018"})
    exhibit = publications.by_year(view_of(data))
    assert exhibit.title == "2016 comes first, with 2 of 3"
    assert exhibit.table.iloc[:, 0].tolist() == ["2016", "2017", "2018"]


def test_what_is_only_forthcoming_leads_nowhere(view_of: ViewOf) -> None:
    view = view_of(of({"publication_id": "a", "is_forthcoming": "yes", "kind": "report"}))
    assert {draw(view).title for draw in ALL[:3]} == {"1 publication is forthcoming, none is out yet"}


def test_languages_that_share_the_first_place_are_named_and_many_are_not_all(view_of: ViewOf) -> None:
    view = view_of(of(*({"publication_id": code, "language": code} for code in ("fr", "en", "ko", "es"))))
    assert publications.by_language(view).title.endswith("and 2 others, 1 each")


@pytest.mark.parametrize("draw", ALL)
def test_an_empty_workbook_says_so_calmly(empty: Dataset, view_of: ViewOf, draw: Callable[[View], Exhibit]) -> None:
    exhibit = draw(view_of(empty))
    assert exhibit.is_empty and exhibit.figure is None
    assert exhibit.title in ("No publication is on record here", "No work is on record")
    assert publications.summary(view_of(empty)) == "No publication is on record here."
