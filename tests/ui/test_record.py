"""A record is told in words: names for identifiers, dates as vague as they are, nobody's name."""

from collections.abc import Callable
from datetime import date

from charts.exhibit import View
from loaders import Dataset, Scope
from metrics.disclosure import protected
from ui.record import fields, related

Make = Callable[..., View]


def told(view: View, table: str, row_id: str) -> dict[str, str]:
    frame = view.whole.tables[table]
    return dict(fields(view, table, frame[frame[f"{table[:-1]}_id"] == row_id].iloc[0]))


def test_a_delegation_in_words(real: Dataset, view_of: Make) -> None:
    said = told(view_of(real), "delegations", "gsef-2018-delegation")
    assert (said["When"], said["From"], said["To"], said["Headcount"]) == ("October 2018", "Montreal", "Bilbao", "20")
    assert said["Project"] == "GSEF2018 Bilbao"


def test_an_estimate_says_so(real: Dataset, view_of: Make) -> None:
    assert told(view_of(real), "events", "cities-launch-2018")["Headcount"] == "≈ 100"


def test_a_vague_date_stays_vague(real: Dataset, view_of: Make) -> None:
    assert told(view_of(real), "events", "cjs-pilot-barcelona-2018")["When"] == "fall 2018"


def test_labels_follow_the_language(real: Dataset, view_of: Make) -> None:
    assert "Effectif" in told(view_of(real, language="fr"), "delegations", "gsef-2018-delegation")


def test_what_belongs_to_a_project(real: Dataset, view_of: Make) -> None:
    found = dict(related(view_of(real), "projects", "tiess-methodology"))
    assert {label: len(lines) for label, lines in found.items()} == {"Delegations": 1, "Events": 1, "Publications": 2, "Transfers": 1}
    assert all(line.endswith("(March 2019)") for line in found["Delegations"] + found["Events"])


def test_nothing_personal_and_nothing_blank(real: Dataset, view_of: Make) -> None:
    view = view_of(real)
    names = ["projects", "delegations", "events", "publications"]
    for table in names:
        for row_id in view.whole.tables[table][f"{table[:-1]}_id"]:
            said = told(view, table, row_id)
            assert not {"Name", "E-mail", "Source note"} & set(said)
            assert all(value.strip() and value != "nan" for value in said.values())


def test_a_link_says_of_a_headcount_of_few_that_it_is_one(real: Dataset, view_of: Make) -> None:
    link = protected(real, Scope(minimum_count=5), real.as_of(date(2026, 1, 15)))
    title = real.delegations.set_index("title")["delegation_id"]
    assert told(view_of(link), "delegations", title["TIESS visit to Korea"])["Headcount"] == "< 5"
    assert told(view_of(link), "delegations", "gsef-2018-delegation")["Headcount"] == "20"
    assert "Headcount" not in told(view_of(link), "delegations", title["Social finance tour of Korea"])
