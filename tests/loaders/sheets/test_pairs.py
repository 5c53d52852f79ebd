"""Two rows that are one header: groups above, and which of our columns the words beneath them stand for."""

import pytest

from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.workbook import Sheet

ALONE = {
    "events": {"Code": "e", "Titre": "T", "Type": "forum", "Début": 2018, "Ville": "mtl", "Thèmes": "coop"},
    "projects": {"Code": "p", "Projet": "P", "Début": 2018, "Thèmes": "coop"},
    "organisations": {"Code": "o", "Organisme": "O", "Secteur": "other"},
    "participants": {"Code": "p", "Activité": "e"},
    "delegations": {"Code": "d", "Titre": "D", "Thèmes": "coop"},
}
NAMES = {"events": "title", "projects": "title", "organisations": "name"}
HEAD = ["Code", "Titre", "Type", "Début", "Ville", "Thèmes"]
ROW = ["e", "T", "forum", 2018, "mtl", "coop"]
# They stand beside the groups unless a group holds them.
MOVED = {"Début": "Du", "Ville": "Municipalité", "Thèmes": ""}


def read(groups, *values, table="events", without=(), is_merged=True):
    """A sheet with columns that stand alone and then groups, each with its parts; the cells of one row under these."""
    inside = {words for parts in groups.values() for words in parts}
    gone = {*without, *(words for words, other in MOVED.items() if inside & {words, other})}
    alone = {words: cell for words, cell in ALONE[table].items() if words not in gone}
    upper, lower, merges = list(alone), [None] * len(alone), []
    for group, parts in groups.items():
        merges += [(0, len(upper), 0, len(upper) + len(parts) - 1)] if len(parts) > 1 else []
        upper += [group, *[None] * (len(parts) - 1)]
        lower += parts
    merges += [(0, place, 1, place) for place in range(len(alone))]
    row = [*alone.values(), *values]
    return SheetTable(Sheet("book", table, [upper, lower, row], merges=tuple(merges) if is_merged else ()), TABLES[table])


def first(part, column):
    assert part.rows == [3]
    return part.cells(column)[0]


def said(part):
    return [(p.severity, p.code, p.cell) for p in part.problems if p.severity != "note"]


@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize(
    ("table", "groups", "values", "expected"),
    [
        ("events", {"Participants": ["Femmes", "Hommes", "Total"]}, [3, 2, 5], {"headcount": 5}),
        ("events", {"참가자 수": ["여", "남", "계"]}, [3, 2, 5], {"headcount": 5}),
        ("events", {"참가자 수": ["여", "남", "전체"]}, [3, 2, 5], {"headcount": 5}),
        ("events", {"Participants / Asistentes": ["Mujeres", "Hombres", "Total"]}, [3, 2, 5], {"headcount": 5}),
        ("events", {"Participants (people)": ["Women", "Men", "Total"]}, [3, 2, 5], {"headcount": 5}),
        ("events", {"Effectif": ["Femmes", "Hommes"], "Lieu": ["Pays", "Ville"]}, [3, 2, "CA", "bcn"], {"headcount": None, "city_id": "bcn"}),
        ("projects", {"Budget": ["Prévu", "Réel", "Écart"]}, [3, 2, 5], {"budget": None}),
        ("projects", {"Budget": ["Montant", "Devise"]}, [3, "EUR"], {"budget": 3, "currency": "EUR"}),
        ("projects", {"Budget (CAD)": ["Dépensé", "Total"]}, [3, 5], {"budget": 5}),
        ("delegations", {"Origin": ["City", "Country"], "Destination": ["City", "Country"], "Dates": ["Start", "End"]}, ["mtl", "CA", "bcn", "ES", 2018, 2019],
         {"from_city_id": "mtl", "to_city_id": "bcn", "start": 2018, "end": 2019}),
        ("delegations", {"Origin": ["Country", "City"], "To": ["Country", "Ville"], "Date": ["Du", "Fin"]}, ["CA", "mtl", "ES", "bcn", 2018, 2019],
         {"from_city_id": "mtl", "to_city_id": "bcn", "end": 2019}),
        ("delegations", {"Dates": ["From", "To"]}, [2018, 2019], {"from_city_id": None, "to_city_id": None}),
        ("participants", {"Organisation": ["Nom", "Ville"]}, ["O", "mtl"], {"name": None, "organisation_id": None, "city_id": None}),
        ("participants", {"Organisation": ["Ville", "Nom de l'organisme", "Code"]}, ["mtl", "O", "o"], {"organisation_id": "o", "city_id": None}),
        ("events", {"Lieu": ["Adresse", "Municipalité"], "Dates": ["Du", "Au"]}, ["x", "bcn", 2018, 2019], {"city_id": "bcn", "start": 2018, "end": 2019}),
        ("participants", {"Contact d'urgence": ["Courriel", "Téléphone"]}, ["a@x.org", 5], {"email": None}),
        ("participants", {"Participant": ["Nom", "Courriel"]}, ["A", "a@x.org"], {"name": "A", "email": "a@x.org"}),
        ("participants", {"Personne": ["Nom", "Courriel"]}, ["A", "a@x.org"], {"name": "A", "email": "a@x.org"}),
    ],
)  # fmt: skip
def test_a_column_is_taken_from_the_part_that_is_meant(table, groups, values, expected, is_merged):
    part = read(groups, *values, table=table, is_merged=is_merged)
    assert {column: first(part, column) for column in expected} == expected
    assert "double_header" not in {p.code for p in part.problems}


@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize(
    ("table", "label", "groups"),
    [
        ("events", "Titre", {"Contact": ["Nom", "Courriel"]}),
        ("events", "Titre", {"Intervenant": ["Titre", "Courriel"]}),
        ("events", "Titre", {"Contact": ["Nom"], "Dates": ["Début", "Fin"]}),
        ("events", "Titre", {"Participantes": ["Nombre", "Número"]}),
        ("events", "Titre", {"Projet": ["Nom", "Titre"]}),
        ("events", "Titre", {"Salle": ["Code", "Nom"]}),
        ("events", "Titre", {"Programme": ["Nom", "Thèmes"]}),
        ("projects", "Projet", {"Responsable": ["Nom", "Courriel"]}),
        ("organisations", "Organisme", {"Contact": ["Nom", "Rôle", "Ville"]}),
    ],
)
def test_the_name_of_something_else_is_no_title(table, label, groups, is_merged):
    values = ["x"] * sum(map(len, groups.values()))
    known = read(groups, *values, table=table, is_merged=is_merged)
    assert first(known, NAMES[table]) == ALONE[table][label]
    assert "double_header" not in {p.code for p in known.problems}
    assert NAMES[table] not in read(groups, *values, table=table, is_merged=is_merged, without=[label]).taken


@pytest.mark.parametrize(
    ("group", "parts"),
    [
        ("Événement", ["Titre", "Code"]), ("Activités", ["Code", "Nom"]), ("Général", ["Nom", "N° interne"]), ("기본 정보", ["코드", "행사명"]),
        ("Fiche", ["Code", "Titre", "Résumé"]), ("Obligatoire", ["Code", "Nom", "Effectif", "Résumé"]),
    ],
)  # fmt: skip
def test_what_tells_the_rows_apart_stands_under_the_tables_own_group(group, parts):
    part = read({group: parts}, *parts, without=["Code", "Titre"])
    place = next(place for place, words in enumerate(parts, start=4) if words in ("Titre", "Nom", "행사명"))
    assert (part.positions["title"], said(part)) == (place, [])


def test_a_name_under_groups_alone_is_no_title():
    rows = [["Activité", None, None, None, None, None, "Contact", None], ["Code", "Type", "Début", "Ville", "Thèmes", "Résumé", "Nom", "Courriel"],
            ["e", "forum", 2018, "mtl", "coop", "x", "Ana", "a@x.org"]]  # fmt: skip
    part = SheetTable(Sheet("book", "events", rows, merges=((0, 0, 0, 5), (0, 6, 0, 7))), TABLES["events"])
    assert (part.rows, "title" in part.positions, part.positions["event_id"]) == ([3], False, 0)


def test_what_a_lower_row_says_alone_does_not_part_it_from_its_group():
    rows = [["Fin", "Effectif", "Contact", *[None] * 5], [None, None, "Nom", "Courriel", "Type", "Début", "Ville", "Thèmes"], [2018, 5, "Ana", "a@x.org", "forum", 2018, "mtl", "coop"]]
    part = SheetTable(Sheet("book", "events", rows), TABLES["events"])
    assert (part.rows, "title" in part.positions, part.positions["end"]) == ([3], False, 0)


@pytest.mark.parametrize(
    ("table", "group", "parts", "message"),
    [
        ("events", "Participantes", ["Mujeres", "Hombres"],
         "“Participantes” stands above G2, H2 and none of them is the total, so none was taken: add a column “Total” there, or choose one on the Data page"),
        ("participants", "Organisation", ["Nom", "Ville"],
         "“Organisation” stands above C2, D2, so none of them was taken: call the one that is meant “Organisation” too, or choose it on the Data page"),
    ],
)  # fmt: skip
def test_a_group_of_which_no_part_is_the_whole_is_told(table, group, parts, message):
    part = read({group: parts}, "x", "y", table=table)
    [warning] = [p for p in part.problems if p.severity == "warning"]
    assert (warning.code, warning.cell, warning.message) == ("group_without_total", f"{'G' if table == 'events' else 'C'}1", message)
    assert sorted(heading.words for heading in part.own) == sorted(f"{group} · {words}" for words in parts)


@pytest.mark.parametrize("groups", [{"Effectif": ["Femmes", "Hommes"], "Participants": ["Total"]}, {"Général": ["Femmes", "Hommes"]}, {"Description": ["Courte", "Longue"]}])
def test_a_group_whose_column_is_found_elsewhere_or_that_says_nothing_is_not_told(groups):
    assert said(read(groups, 1, 2, 3)) == []


def test_the_part_that_is_called_as_its_group_is_taken():
    part = read({"Organisation": ["Organisation", "Ville"]}, "o", "mtl", table="participants")
    assert (first(part, "organisation_id"), said(part)) == ("o", [])


@pytest.mark.parametrize(
    ("upper", "lower", "merges"),
    [
        ([*HEAD, "Effectif", None], [*[None] * 5, "coop", "Femmes", "Hommes"], ()),
        ([*HEAD, "Effectif", None], [*[None] * 6, "Femmes", 2], ((0, 6, 0, 7),)),
        ([*HEAD, "Effectif", None, None], [*[None] * 7, "Femmes", "Hommes"], ()),
        ([*HEAD, "Effectif", None], [*ROW[:3], "2018", *ROW[4:], "x", "y"], ((0, 6, 0, 7),)),
        ([words for head in HEAD for words in (head, None)], [cell for words in ROW for cell in (str(words), None)], [(0, place, 0, place + 1) for place in range(0, 12, 2)]),
        ([*HEAD, "Effectif", "Remarques"], [*[None] * 6, "vingt", "x"], ()),
    ],
)  # fmt: skip
def test_a_row_under_the_headings_that_proves_nothing_is_a_row(upper, lower, merges):
    part = SheetTable(Sheet("book", "events", [upper, lower, [*ROW, 1, 2]], merges=tuple(merges)), TABLES["events"])
    assert (part.header, part.rows) == (0, [2, 3])


@pytest.mark.parametrize(
    ("title", "merges"),
    [(["Programme 2018"], ()), (["Programme 2018"], ((0, 0, 0, 5),)), (["Programme", *[None] * 4, "printed in May"], ()), (["Programme", *[None] * 5, "page 1"], ())],
)
def test_a_title_over_the_headings_is_no_group(title, merges):
    part = SheetTable(Sheet("book", "events", [title, HEAD, ROW], merges=merges), TABLES["events"])
    assert (part.header, part.good()["title"].tolist(), [p.code for p in part.problems]) == (1, ["T"], ["title_rows"])


def test_a_title_in_two_merged_parts_does_no_harm():
    rows = [["Coop", None, "Programme 2018"], HEAD, ROW]
    part = SheetTable(Sheet("book", "events", rows, merges=((0, 0, 0, 1), (0, 2, 0, 5))), TABLES["events"])
    assert (part.header, part.good()["title"].tolist()) == (1, ["T"])
