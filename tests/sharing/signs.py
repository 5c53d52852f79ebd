"""How a word, a number or a date of the canaries' folder is known again in what came: in bytes, in tables and files, in figures for machines and for people."""

import re
from datetime import date, timedelta

# Budgets of projects; values that were measured or aimed at: seven digits, and no sum of others.
BUDGETS, MEASURED = 7_319_100, 5_523_100
# Headcounts: the first, and the next ones. A sum in which one stands is of ten digits or more, as no other number here is.
CROWD, CROWD_STEP, CROWDS_END = 8_800_000_000, 1_000, 8_900_000_000
SUM = "a sum with a headcount"
# How long something lasted is drawn in milliseconds: half days of them are no sum.
HALF_DAY = 43_200_000
# Long ago is 84 years: the days of the week are the same.
YEARS_BEFORE, DAYS_BEFORE = 84, 30_681
YEARS = ("1935", "1936", "1937", "1938")
# What stands between thousands, for people (comma, apostrophe, narrow and wide blanks that do not break) and as it is escaped in JSON and HTML.
_GROUP = rb"(?:[,'\xa0]|\xc2\xa0|\xe2\x80[\x89\x99\xaf]|\\u00a0|\\u2009|\\u202f|&nbsp;|&#(?:160|8201|8239);)"
_YEAR = rb"193[5-8]"
SIGN = re.compile(
    # With one look at each byte before all others, it takes a tenth of the time.
    rb"(?=[q1-9-])(?:" + b"|".join((
        # Short, so that no figure breaks it in two, and told from every other word.
        rb"qz[0-9a-z]{4}zq",
        rb"(?<![\w.])(?:7G?319|5G?523)G?\d{3}(?:[.,]00?)?(?!\w|\.\d)".replace(b"G", rb"(?:" + _GROUP + rb"|[.\s])"),
        # Neither the end of an address, nor a part of a longer name or of packed bytes.
        rb"(?<![\w.+/=-])(?:8[89]\d{8}|9\d{9}|[1-9]\d{10,11})(?:\.0+)?(?![\w.+/=-])",
        rb"(?<![\w.,[])[1-9]\d{0,2}(?:G\d{3}){3}(?![\w,\]])".replace(b"G", _GROUP),
        # A day or a month for machines; a year after a word, in a string or a cell of its own, at one end of a span.
        rb"(?<![\w.])Y-(?:0[1-9]|1[0-2])(?!\d)|(?:(?<=[A-Za-z0-9,.]\s)|(?<=\xc2\xa0)|(?<=\xe2\x80\xaf))Y(?!\w|\.\d)|(?<=[\"'>])Y(?=[\"'<])|(?<![\w.])Y(?=\xe2\x80\x93)|(?<=\xe2\x80\x93)Y(?!\w|\.\d)".replace(b"Y", _YEAR),
        # Days as a workbook counts them, and milliseconds before 1970.
        rb"(?<=<v>)1[234]\d{3}(?=(?:\.0+)?</v>)",
        rb"(?<![\w.])-(?:1[01]\d{11}|9[789]\d{10})(?!\d)",
    )) + rb")",
    re.IGNORECASE,
)  # fmt: skip


def plain(found: str) -> str:
    """A match as it is written in the folder; what a sum or a year is called; what is no word of the folder, as it stands."""
    if found.startswith("qz"):
        return found
    if found.startswith("-"):
        return str((date(1970, 1, 1) + timedelta(milliseconds=int(found))).year)
    digits = re.sub(r"\\u[0-9a-f]{4}|&#?\w+;|\D", "", re.sub(r"\.0+$|,00?$", "", found))
    if (year := re.search(r"193[5-8]", digits)) and len(digits) <= 6:
        return year[0]
    number = int(digits)
    if len(digits) == 5:
        return str((date(1899, 12, 30) + timedelta(days=number)).year)
    if number < CROWD or number % HALF_DAY == 0:
        return digits
    # Few more are of the link itself.
    return str(number - number % CROWD_STEP) if number < CROWDS_END else SUM
