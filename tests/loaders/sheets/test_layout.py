"""Where the headings of a sheet are, and which rows under them are rows of the table."""

import pytest

from loaders.sheets.layout import likely
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.workbook import Sheet

FR = ["ID", "Titre", "Type", "Thèmes", "Ville", "Début", "Fin", "Effectif"]
EN = ["ID", "Title", "Kind", "Themes", "City", "Start", "End", "Headcount"]
CA = ["Codi", "Títol", "Tipus", "Temes", "Ciutat", "Data d'inici", "Data de fi", "Assistents"]
KO = ["식별자", "행사명", "종류", "주제", "도시", "시작일", "종료일", "참가자 수"]
ES = ["Código", "Nombre del evento", "Tipo", "Temas", "Lugar", "Fecha de inicio", "Fecha de fin", "Nº de asistentes"]


def event(key, **cells):
    row = {"id": key, "title": key.upper(), "kind": "workshop", "themes": "youth", "city": "mtl", "start": "May 2018", "end": None, "headcount": 10}
    return list((row | cells).values())


def read(*rows, table="events", **parts):
    return SheetTable(Sheet("book.xlsx", table, rows, **parts), TABLES[table])


def keys(part):
    return part.good()[part.table.key[0]].tolist()


def notes(part):
    return [(p.code, p.cell or p.row) for p in part.problems if p.severity == "note"]


@pytest.mark.parametrize("headings", [EN, FR, ES, CA, KO])
@pytest.mark.parametrize("above", [[], [["Programme 2018"]], [["Coop", None], [None, "page 1"], []], [[]] * 3])
@pytest.mark.parametrize("left", [0, 2])
def test_the_headings_are_found_under_titles_blank_rows_and_blank_columns(headings, above, left):
    part = read(*above, *([*[None] * left, *row] for row in (headings, event("a"), event("b"))))
    assert (part.header, keys(part), part.rows) == (len(above), ["a", "b"], [len(above) + 2, len(above) + 3])
    assert {p.severity for p in part.problems} <= {"note"}
    assert ("title_rows" in {p.code for p in part.problems}) == any(map(any, above))


@pytest.mark.parametrize("blank", [29, 30, 31, 400])
def test_the_headings_are_found_however_many_blank_rows_are_above(blank):
    part = read(*[[None] * len(EN)] * blank, EN, event("a"))
    assert (part.header, keys(part), part.problems) == (blank, ["a"], [])


def test_a_sheet_of_nothing_but_formulas_that_went_wrong_is_named():
    part = read([""], [""], faults={(1, 0): "="})
    assert (keys(part), [p.code for p in part.problems]) == ([], ["no_headings"])


def test_titles_are_told_once_with_their_rows():
    part = read(["Programme"], [], ["Printed in May"], EN, event("a"))
    [note] = part.problems
    assert (note.code, note.severity, note.row) == ("title_rows", "note", 1)
    assert note.message == "rows 1, 3 stand above the headings and were not read"


def test_a_title_that_is_a_heading_by_chance_is_no_heading():
    assert read(["Title"], EN, event("a")).header == 1


def test_the_first_of_two_rows_that_say_the_same_much_is_the_headings():
    part = read(EN, event("a"), EN, event("b"))
    assert (part.header, keys(part), notes(part)) == (0, ["a", "b"], [("repeated_headings", "A3")])


def test_values_that_look_like_headings_are_values():
    part = read(["theme_id", "name", "Other"], ["Name", "Code", "title"], ["Thème", "ID", "x"], table="themes")
    assert (part.header, keys(part)) == (0, ["Name", "Thème"])


def test_groups_stand_above_headings():
    groups = ["Event", None, None, "Programme", "Lieu", "Dates", None, None]
    subs = ["Code", "Title", "Kind", "Themes", None, "Start", "End", "Headcount"]
    part = read(["A title"], groups, subs, event("a"), merges=((1, 0, 1, 2), (1, 4, 2, 4), (1, 5, 1, 6)))
    assert keys(part) == ["a"]
    assert (part.header, part.positions["city_id"], part.positions["start"], part.positions["headcount"]) == (2, 4, 5, 7)
    assert part.report().headings == (
        ("A3", "Event · Code"), ("B3", "Event · Title"), ("C3", "Event · Kind"), ("D3", "Programme · Themes"),
        ("E2", "Lieu"), ("F3", "Dates · Start"), ("G3", "Dates · End"), ("H3", "Headcount"),
    )  # fmt: skip


def test_a_group_and_a_word_under_it_are_one_heading():
    part = read(
        ["ID", "Title", "Themes", "From", "To", "Date", None],
        [None, None, None, "City", "City", "début", "fin"],
        ["a", "A", "youth", "mtl", "bcn", 2018, 2019],
        table="delegations",
    )
    assert keys(part) == ["a"]
    assert part.frame[["from_city_id", "to_city_id"]].values.tolist() == [["mtl", "bcn"]]
    assert part.frame["end"].dt.year.tolist() == [2019]


def test_a_line_break_in_a_heading_is_a_blank():
    part = read(["ID", "Titre\nTitle", "Type", "Thèmes", "Ville", "Date de\ndébut"], event("a")[:6])
    assert part.problems == []
    assert [words for _, words in part.report().headings] == ["ID", "Titre Title", "Type", "Thèmes", "Ville", "Date de début"]


@pytest.mark.parametrize("rows", [(EN, KO), (KO, EN), (FR, EN)])
def test_headings_in_two_languages_are_one_header(rows):
    part = read(*rows, event("a"))
    assert (part.header, keys(part), part.problems) == (1, ["a"], [])


def test_a_row_of_tags_under_the_headings_is_left_out():
    part = read(EN, ["#activity+id", "#activity", "#type", "#theme", "#adm2", "#date+start", "#date+end", "#reached"], event("a"))
    assert (keys(part), notes(part)) == (["a"], [("row_of_tags", "A2")])


def test_a_colour_is_no_tag():
    part = read(["theme_id", "name", "colour"], ["a", "A", "#AA1122"], table="themes")
    assert (keys(part), part.problems) == (["a"], [])


@pytest.mark.parametrize("word", ["Total", "TOTAL :", "Totaux", "Sous-total", "Total général", "Suma", "합계", "총계", "소계", "Subtotal", "Total 2018",
                                  "Gran total", "Nombre total", "Número total", "Nombre total de participants", "총 인원", "총원", "전체"])
@pytest.mark.parametrize("place", [0, 1, 6])
def test_a_total_is_left_out_and_named(word, place):
    total = [None] * 8
    total[place], total[7] = word, 20
    part = read(EN, event("a"), total, event("b"))
    assert keys(part) == ["a", "b"]
    assert notes(part) == [("total_row", f"{'ABCDEFG'[place]}3")]
    assert part.report().left_out == 1


@pytest.mark.parametrize("word", ["Moyenne", "Average", "AVG :", "Media", "Promedio", "Mitjana", "평균"])
@pytest.mark.parametrize("place", [0, 1, 6])
def test_an_average_is_left_out_and_named(word, place):
    average = [None] * 8
    average[place], average[7] = word, 5.2
    part = read(EN, event("a"), average)
    [note] = part.problems
    assert (keys(part), note.code, note.row) == (["a"], "total_row", 3)
    assert note.message == f"the row begins with “{word}” and was taken for an average, so it was left out"


@pytest.mark.parametrize("row", [event("media", title=None), event("Media Lab", start=None), [None, "Media", "workshop", *[None] * 4, 5], [None, None, *[None] * 5, 5.2]])
def test_a_row_that_is_called_as_an_average_and_has_words_is_no_average(row):
    assert "total_row" not in {p.code for p in read(EN, event("a"), row, event("b")).problems}
    assert read(["theme_id", "name"], ["a", "A"], ["media", None], table="themes").rows == [2, 3]
    assert read(["indicator_id", "date", "value"], ["media", "2018", 5], table="measurements").rows == [2]


def test_a_total_whose_sum_is_not_stored_is_a_total_all_the_same():
    part = read(EN, event("a"), ["Total participants", *[None] * 7], faults={(2, 1): "="})
    assert (keys(part), notes(part)) == (["a"], [("total_row", "A3")])
    part = read(EN, event("a"), ["Average", *[None] * 7], faults={(2, 7): "="})
    assert (keys(part), notes(part)) == (["a"], [("total_row", "A3")])


@pytest.mark.parametrize(
    "row",
    [event("total", title="Total refusal"), event("Total"), event("x", title="Total", start=None), event("Total Energies", start=None)],
)
def test_a_row_with_words_or_a_key_of_its_own_is_no_total(row):
    part = read(EN, event("a"), row, event("b"))
    assert len(part.rows) == 3
    assert notes(part) == []


@pytest.mark.parametrize("word", ["* estimated", "Note: approximate", "Source : rapport annuel", "※ 추정치", "Fuente: informe", "출처: 보고서", "N.B. approximate"])
def test_a_footnote_is_left_out_and_named(word):
    part = read(EN, event("a"), [word, *[None] * 7])
    assert (keys(part), notes(part)) == (["a"], [("footnote", "A3")])


def test_a_legend_below_a_blank_row_is_left_out():
    part = read(EN, event("a"), [None] * 8, ["Grey", "cancelled", *[None] * 6], ["Green", "done", *[None] * 6])
    assert (keys(part), notes(part)) == (["a"], [("footnote", "A4"), ("footnote", "A5")])


def test_two_cells_between_the_rows_are_a_row_with_errors():
    part = read(EN, event("a"), ["b", "B", *[None] * 6], event("c"))
    assert keys(part) == ["a", "c"]
    assert {p.cell for p in part.problems if p.code == "required_blank"} == {"C3", "D3", "E3", "F3"}


@pytest.mark.parametrize("word", ["Barcelona", 2018.0, "Activités de 2018"])
def test_the_title_of_a_section_is_left_out_and_named(word):
    part = read(EN, [word, *[None] * 7], event("a"))
    assert (keys(part), notes(part)) == (["a"], [("section_row", "A2")])


def test_a_lone_key_in_a_small_table_is_a_row_with_an_error():
    part = read(["theme_id", "name"], ["a", "A"], ["b", None], table="themes")
    assert [(p.code, p.cell) for p in part.problems] == [("required_blank", "B3")]


@pytest.mark.parametrize("words", ["(1) estimated", "Updated March 2019", "Mise à jour : mars 2019", "2019년 3월 기준"])
@pytest.mark.parametrize("place", [0, 2])
def test_words_below_a_blank_row_of_a_small_table_are_a_footnote(words, place):
    row = [None] * 3
    row[place] = words
    part = read(["theme_id", "name"], ["a", "A"], [], row, table="themes")
    assert (keys(part), notes(part)) == (["a"], [("footnote", f"{'ABC'[place]}4")])
    assert read(["theme_id", "name"], ["a", "A"], row, [], ["b", "B"], table="themes").rows == [2, 3, 5]


@pytest.mark.parametrize("row", [["b", None], [None, "New theme"], ["New theme", "x"], [2019, None]])
def test_a_row_below_a_blank_row_of_a_small_table_stays_a_row(row):
    assert read(["theme_id", "name"], ["a", "A"], [], row, table="themes").rows == [2, 4]


def test_nobody_below_a_blank_row_is_taken_for_a_footnote_and_named():
    part = read(["person_id", "activity_id"], ["p", "a"], [], ["Ana Secret", None], table="participants")
    assert (part.rows, "Secret" in "".join(p.message for p in part.problems)) == ([2, 4], False)


def test_blank_rows_are_told_where_they_stand_between_rows():
    blank = [None, " ", *[None] * 6]
    part = read(EN, blank, event("a"), blank, event("b"), blank, blank, event("c"), blank, blank)
    [note] = part.problems
    assert (part.rows, note.code, note.severity) == ([3, 5, 8], "blank_rows", "note")
    assert note.message == "rows 4, 6–7 are blank and were passed over"


def test_a_cell_merged_downwards_counts_for_each_of_its_rows():
    rows = [EN, event("a"), event("b", city=None), event("c", city=None), [None] * 8]
    part = read(*rows, merges=((1, 4, 4, 4),))
    assert part.good()["city_id"].tolist() == ["mtl"] * 3
    [note] = part.problems
    assert (note.code, note.message) == ("merged_cells", "a merged cell counts for each of its rows: E2:E5")


def test_no_name_stands_in_a_note():
    part = read(["person_id", "name", "activity_id"], ["p", "P", "a"], [None, "* Ana Secret", None], table="participants")
    assert notes(part) == [("footnote", "B3")]
    assert "Secret" not in repr(part.problems)


def test_a_sheet_of_no_name_may_look_like_a_table():
    table, where = likely(Sheet("f", "x", [["Jan"], [], KO, event("a")]))
    assert (table and table.name, where.bottom) == ("events", 2)
    table, where = likely(Sheet("f", "x", [["Rates"], ["Room", "Price", "Season"], ["A", 7, "low"]]))
    assert (table, [heading.words for heading in where.headings]) == (None, ["Room", "Price", "Season"])


def test_many_rows_that_lack_something_are_read_in_a_breath():
    rows = [EN, *(event(str(i), city=None) for i in range(5_000))]
    part = read(*rows)
    assert len(part.rows) == 5_000
    assert part.good().empty
