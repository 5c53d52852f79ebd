import pytest

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
    ],
)  # fmt: skip
def test_the_separator_is_the_one_that_parts_most_rows_alike(text, separator):
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
