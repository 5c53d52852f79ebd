from collections.abc import Callable

import pytest

from charts import EXHIBITS, participants, participations
from charts.bars import LETTERS
from charts.exhibit import View
from loaders import Dataset, Scope
from tests.metrics.test_participants import attended

Make = Callable[..., View]
BREAKDOWNS = (participants.by_sector, participants.by_city, participants.by_gender, participants.by_age)


def ends(figure: dict) -> list[str]:
    """What is written at the bars' ends, the figure's last words."""
    return [end.strip() for end in figure["data"][-1]["text"]]


def labels(figure: dict) -> list[str]:
    return figure["data"][-2]["text"]


def test_people_and_participations_are_told_apart(real: Dataset, view_of: Make) -> None:
    view = view_of(real)
    assert participants.summary(view) == "70 people (60 of them as a group) are listed; of ≈ 290 participations in all, 218 are not detailed."
    told = [chart(view) for chart in (participants.people, participants.participations, participants.sectors, participants.places)]
    assert [(one.sentence, one.subtitle) for one in told] == [
        ("People listed: 70", "60 of them as a group"),
        ("Participations: ≈ 290", "218 not detailed"),
        ("Sectors: 5", "known for 10 of 70 people"),
        ("Places they come from: 5", "known for everybody"),
    ]


def test_the_three_sectors_took_part_but_not_together(real: Dataset, view_of: Make) -> None:
    exhibit = participants.by_sector(view_of(real))
    assert exhibit.title == "Local government (5), academia (2), and civil society (1) all took part"
    assert exhibit.subtitle.endswith("no single activity lists all three together")
    assert labels(exhibit.figure) == ["Local government", "Academia", "Civil society", "Enterprise", "International organisation", "Not detailed"]
    assert ends(exhibit.figure) == ["5", "2", "1", "1", "1", "60"]
    assert exhibit.sentence == (
        "Of 70 people listed: Local government: 5; Academia: 2; Civil society: 1; Enterprise: 1; International organisation: 1; not detailed: 60."
    )


def test_what_is_not_detailed_is_hatched(real: Dataset, view_of: Make) -> None:
    unknown = participants.by_sector(view_of(real)).figure["data"][2]
    assert unknown["x"] == [0, 0, 0, 0, 0, 60]
    assert unknown["marker"]["pattern"]["shape"] == "/"


def test_a_sector_of_the_three_that_is_missing_is_shown_as_none(view_of: Make) -> None:
    exhibit = participants.by_sector(view_of(attended({"sector": "academia"}, {"sector": "local government"})))
    assert exhibit.title == "On the lists: local government and academia; not on them: civil society"
    assert dict(zip(exhibit.table["Sector"], exhibit.table["People"], strict=True)) == {"Academia": 1, "Local government": 1, "Civil society": 0}


def test_a_room_with_all_three_is_counted(view_of: Make) -> None:
    view = view_of(attended({"sector": "academia"}, {"sector": "local government"}, {"sector": "civil society"}))
    assert participants.by_sector(view).subtitle.endswith("1 activity lists all three together")


def test_who_is_in_two_sectors_is_said_to_count_in_both(view_of: Make) -> None:
    view = view_of(attended({"sector": "academia"}, {"person_id": "p0", "activity_id": "e1", "sector": "enterprise"}))
    exhibit = participants.by_sector(view)
    assert exhibit.subtitle.endswith("who is listed under two counts in both, and once in the total")
    assert exhibit.sentence.startswith("Of 1 person listed: ")


def test_one_person_alone_is_said_to_be_one(view_of: Make) -> None:
    assert participants.by_city(view_of(attended({"city_id": "dosi"}))).title == "The one person listed came from Dosi"


def test_a_group_is_said_to_be_one(real: Dataset, view_of: Make) -> None:
    exhibit = participants.by_city(view_of(real))
    assert exhibit.title == "Of the 70 people listed, 60 came from Cuba, as one group"
    assert ends(exhibit.figure) == ["60 (a group)", "5", "3", "1", "1"]
    one_by_one, groups = exhibit.figure["data"][:2]
    assert (one_by_one["x"], groups["x"]) == ([0, 5, 3, 1, 1], [60, 0, 0, 0, 0])
    assert one_by_one["marker"] != groups["marker"]


def test_a_share_is_given_only_of_enough_people(real: Dataset, view_of: Make) -> None:
    view = view_of(real)
    # The sector of 10 is known; the gender of 2 only.
    assert participants.by_sector(view).table["Share of those known"].tolist()[:2] == [0.5, 0.2]
    assert "50%" in participants.by_sector(view).figure["data"][0]["customdata"][0]
    assert "Share of those known" not in participants.by_gender(view).table
    assert "%" not in participants.by_gender(view).figure["data"][0]["customdata"][0].replace("%{", "")


def test_gender_says_first_for_how_few_it_is_known(real: Dataset, view_of: Make) -> None:
    exhibit = participants.by_gender(view_of(real))
    assert exhibit.title == "Gender is known for 2 of 70 people"
    assert (labels(exhibit.figure), ends(exhibit.figure)) == (["Man", "Not detailed"], ["2", "68"])


def test_gender_that_most_gave_is_compared(view_of: Make) -> None:
    exhibit = participants.by_gender(view_of(attended({"gender": "woman"}, {"gender": "woman"}, {"gender": "man"}, {})))
    assert exhibit.title == "“Woman” is the most frequent: 2 of the 3 people whose gender is known"


def test_age_that_nobody_gave_is_said_calmly_and_not_drawn(real: Dataset, view_of: Make) -> None:
    exhibit = participants.by_age(view_of(real))
    assert exhibit.title == "Age is not recorded for anybody yet"
    assert exhibit.subtitle == "None of the 70 people listed has it on record. It stays open: nothing is guessed."
    assert exhibit.figure is None
    assert exhibit.is_empty


def test_ages_stand_from_the_youngest_not_by_size(view_of: Make) -> None:
    view = view_of(attended({"age_group": "45-64"}, {"age_group": "45-64"}, {"age_group": "under 18"}, {"age_group": "18-29"}))
    exhibit = participants.by_age(view)
    assert exhibit.table["Age group"].tolist() == ["under 18", "18-29", "45-64"]
    assert exhibit.title == "“45-64” is the most frequent age group: 2 of the 4 people whose age is known"


def test_of_each_activity_the_listed_and_the_rest_are_told_apart(real: Dataset, view_of: Make) -> None:
    exhibit = participations.by_activity(view_of(real))
    assert exhibit.title == "Of ≈ 290 participations, 218 are not detailed"
    assert ends(exhibit.figure) == ["≈ 100 (0 listed)", "≈ 100 (2 listed)", "60 (a group)", "20 (0 listed)", "6", "1", "1", "1", "1"]
    assert exhibit.table[["Participations", "Listed", "Not detailed"]].sum().tolist() == [290, 72, 218]


def test_a_label_is_wrapped_and_never_markup(view_of: Make) -> None:
    data = attended({"sector": "academia"})
    titles = data.events["title"].where(data.events["event_id"] != "e0", "<i>A very long title</i> that says all that was on the day's programme")
    changed = Dataset({**data.tables, "events": data.events.assign(title=titles)})
    (label,) = labels(participations.by_activity(view_of(changed)).figure)
    assert "&lt;i&gt;" in label
    assert all(len(line.replace("&lt;", "<").replace("&gt;", ">")) <= LETTERS for line in label.split("<br>"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_workbook_is_said_to_be_empty(empty: Dataset, view_of: Make, language: str) -> None:
    view = view_of(empty, language=language)
    for chart in (*BREAKDOWNS, participations.by_activity):
        exhibit = chart(view)
        assert (exhibit.is_empty, exhibit.figure) == (True, None)
        assert exhibit.title
    assert participants.summary(view)


def test_a_filter_that_leaves_nobody_is_no_failure(real: Dataset, view_of: Make) -> None:
    view = view_of(real, scope=Scope(theme_ids=("no-such-theme",)))
    assert participants.by_sector(view).title == "Nobody is listed here"
    # As on the overview: where nothing took place, nobody took part.
    assert participants.people(view).measure.value == 0


def test_no_name_and_no_address_is_in_any_exhibit(large: Dataset, view_of: Make) -> None:
    # Every participant of this workbook is "Somebody Private", private@example.org.
    view = view_of(large)
    for key, chart in EXHIBITS.items():
        if key.startswith("participants."):
            exhibit = chart(view)
            told = f"{exhibit.title} {exhibit.subtitle} {exhibit.sentence} {exhibit.table.to_csv()} {exhibit.figure}"
            assert "rivate" not in told, key


def test_five_hundred_projects_stay_legible(large: Dataset, view_of: Make) -> None:
    exhibit = participations.by_activity(view_of(large))
    assert len(exhibit.figure["data"][0]["y"]) == participants.MOST < len(exhibit.table)
    assert f"The first 20 of {len(exhibit.table)}" in exhibit.subtitle.replace(",", "")
