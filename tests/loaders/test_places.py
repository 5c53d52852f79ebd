import pytest

from loaders.places import candidates
from tests.loaders.books import read, said

HEADS = ["city_id", "name", "kind", "country_code", "latitude", "longitude"]


def cities(tmp_path, *row):
    return read(tmp_path, cities=[HEADS, ["mtl", *row]])


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (("Montreal", "city", "CA"), (45.5, -73.6)),
        (("Montréal", None, "CA"), (45.5, -73.6)),
        (("서울", "city", "KR"), (37.6, 127.0)),
        (("Puerto Rico", "region", "PR"), (18.5, -66.1)),
    ],
)
def test_a_place_is_looked_up(tmp_path, row, where):
    data = cities(tmp_path, *row)
    assert said(data) == []
    assert data.cities.loc[0, ["latitude", "longitude"]].astype(float).round(1).tolist() == list(where)


def test_a_name_in_two_countries_is_told_apart_by_country():
    assert [p.country_code for p in candidates("Barcelona", "ES")] == ["ES"]
    assert [p.country_code for p in candidates("Barcelona", "VE")] == ["VE"]


def test_an_unknown_place_is_a_warning_and_the_row_stays(tmp_path):
    data = cities(tmp_path, "Nowheresville", "city", "CA")
    assert said(data) == [("warning", "unknown_place", "cities!B2")]
    assert len(data.cities) == 1


def test_an_ambiguous_place_lists_the_candidates(tmp_path):
    data = cities(tmp_path, "Springfield", "city", "US")
    assert said(data) == [("warning", "ambiguous_place", "cities!B2")]
    assert "Springfield, Illinois (39.8" in data.problems[0].message
    assert data.cities["latitude"].isna().all()


def test_coordinates_that_are_typed_are_kept(tmp_path):
    data = cities(tmp_path, "Springfield", "city", "US", 1.5, 2.5)
    assert said(data) == []
    assert data.cities.loc[0, ["latitude", "longitude"]].tolist() == [1.5, 2.5]


def test_half_a_pair_of_coordinates_is_a_warning(tmp_path):
    data = cities(tmp_path, "Montreal", "city", "CA", 12.5)
    assert said(data) == [("warning", "half_coordinates", "cities!E2")]
    assert data.cities["latitude"].round(1).tolist() == [45.5]
    data = cities(tmp_path, "Springfield", "city", "US", None, 2.5)
    assert sorted(said(data)) == [("warning", "ambiguous_place", "cities!B2"), ("warning", "half_coordinates", "cities!F2")]
    assert data.cities["longitude"].isna().all()
