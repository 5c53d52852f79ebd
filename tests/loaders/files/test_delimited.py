import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.files import delimited
from loaders.files.limits import LIMITS, Limits
from loaders.problems import SourceError


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a,b\nx;y;z,1\nx;y,2\n", ","),
        ("title, with commas, and more\n\na;b\n1;2\n3;4\n", ";"),
        ('a,b\n"1;2;3",x\n"4;5;6",y\n', ","),
        ("alone\n", ","),
        # Titles with a comma each, then decimals with one each.
        ("Réseau, Montréal\nMis à jour le 3 mars 2019, provisoire\ncode;titre;budget\n" + "p;A;200,50\n" * 8, ";"),
        ("Réseau, Montréal\nProvisoire, 2019\ncode;titre;budget\np;A;1,5\n", ";"),
        # As many commas in each row, below headings that have none.
        ("code;latitude;longitude\n" + "p;45,5;73,6\n" * 50, ";"),
        ("titre;notes\n" + "A;x, y, z\n" * 50, ";"),
        # A list of two in each row, and a row that is parted once too often.
        ("id,title,themes\np1,A,coop;care\np2,B, and C,coop;care\n", ","),
        # A footnote with a comma.
        ("code;titre;budget\n" + "p;A;1,5\n" * 5 + "Source : Ville de Montréal, 2019\n", ";"),
        # The other sign in the last rows alone.
        ("a,b\n" + "x,y\n" * 20 + "section\n" + "x,y\n" * 20 + "x|y,z\n", ","),
    ],
)  # fmt: skip
def test_the_separator_is_the_one_that_parts_the_table_and_its_rows_alike(text, separator):
    assert delimited.separator_of(text) == separator


@pytest.mark.parametrize("text", ["é", "에너지 협동조합", "Català, l·l", "a,b\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_comes_back_as_it_was_written(text, encoding):
    assert delimited.decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_pairs(encoding):
    assert delimited.decoded("theme_id;nom\r\n청년;Jeunesse\r\n".encode(encoding)) == "theme_id;nom\r\n청년;Jeunesse\r\n"


@pytest.mark.parametrize(("content", "text"), [(b"\x93caf\xe9\x94 5 \x80", "“café” 5 €"), (b"caf\xe9 \x81", "café \x81")])
def test_windows_1252_is_read_where_it_is_no_utf_8(content, text):
    assert delimited.decoded(content) == text


WESTERN = st.sampled_from([
    "l’été", "l’ami", "d’une", "déjà", "Çà et là", "CRÉÉE", "À", "élève", "“fin”", "cœur", "ÉCOLE", "naïve", "où", "Noël", "…", "5 €", "«", "»", "coopérative", "Montréal",
    "año", "ÑANDÚ", "¿qué?", "¡sí!", "acción", "ACCIÓN", "GÜELL", "nº", "1ª", "col·lectiu", "COL·LECTIU", "això", "ÀNGELS", "Núria", "pàgina", "ÇA", "aïllat", "–", "’", "n°", "½", "····", "¿¿¿¿",
])  # fmt: skip


@given(st.lists(WESTERN, min_size=1, max_size=12), st.sampled_from([" ", ",", ";", "\r\n", "-", "/"]))
@example(["¿¿¿¿", "····"], " ")
def test_what_is_written_in_french_spanish_and_catalan_is_never_taken_for_korean(found, between):
    content = between.join(found).encode("cp1252")
    assert delimited.decoded(content) == content.decode("cp1252")


@pytest.mark.parametrize(
    "text",
    ["Event ID,Title\ne1,사회연대경제 포럼\n", "한글", "행사,날짜\r\n똠방각하 협동조합,2018. 10. 5.\r\n", "社會的 경제 · 협동조합 ～ “모임”", "a" * 200_000 + ",서울"],
)
def test_korean_as_its_excel_saves_it_is_read(text):
    assert delimited.decoded(text.encode("cp949")) == text


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    content = b'title\n\n"a\nb",c\n\nd,e\n'
    assert delimited.rows(content, LIMITS) == [["title", ""], ["", ""], ["a\nb", "c"], ["", ""], ["d", "e"]]


def test_blanks_and_numbers_stay_texts():
    assert delimited.rows(b"a,b,c\n007,, x \n", LIMITS) == [["a", "b", "c"], ["007", "", " x "]]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;"])
def test_a_line_that_states_the_separator_is_no_row(first):
    assert delimited.rows(f"{first}\r\na,b;c\r\n".encode(), LIMITS) == [["a,b", "c"]]


def test_blank_rows_after_the_limit_are_no_rows():
    assert delimited.rows(b"a,b\nc,d\n,\n\n\n", Limits(rows=2)) == [["a", "b"], ["c", "d"]]
    with pytest.raises(SourceError, match=r"^has more than the 2 rows that are read"):
        delimited.rows(b"a,b\nc,d\n\ne,f\n", Limits(rows=2))


def test_blank_cells_after_the_limit_are_no_columns():
    assert delimited.rows(b"a,b,,\nc,d,,\n", Limits(columns=2)) == [["a", "b"], ["c", "d"]]
    with pytest.raises(SourceError, match=r"^reaches to cell D2, more than the 2 columns"):
        delimited.rows(b"a,b,,\nc,d,,x\n", Limits(columns=2))
