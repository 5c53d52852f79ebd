"""Where a figure comes from, in words for whatever is taken away: its formula, its filters, and the rows of which sheets."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from charts.exhibit import Exhibit, View
from exports.told import narrowed_to
from locales import Words

# More ranges of rows than these tell a reader nothing: the rest is counted.
MOST_RANGES = 24


def source_in_words(exhibit: Exhibit, view: View) -> list[str]:
    """How a figure was computed, under which filters, and from which rows: a sentence or a line each."""
    t = view.t
    said = exhibit.filters or narrowed_to(view)
    filters = t("Filters: {filters}", filters=said or t("none, everything is counted"))
    return [*filter(None, [t(exhibit.measure.formula) if exhibit.measure.formula else ""]), filters, *(cells_in_words(exhibit, view) or [without_rows(exhibit, view)])]


def without_rows(exhibit: Exhibit, view: View) -> str:
    """What is said of a figure that names no row: of people in a shared link, that theirs are not there."""
    measure = exhibit.measure
    is_of_people = bool(view.whole.disclosed) and (not measure.is_told or bool(measure.value))
    return view.t("Counted from the list of people, which is in no shared link.") if is_of_people else view.t("Made from no row.")


def cells_in_words(exhibit: Exhibit, view: View) -> list[str]:
    """The rows that an exhibit was computed from, a line a sheet: "programme.xlsx, events: rows 4–9, 12"."""
    t, measure = view.t, exhibit.measure
    if measure.sheets:
        return [t.plural("{file}, {sheet}: {n} row of cells", "{file}, {sheet}: {n} rows of cells", one.rows, file=one.file, sheet=one.sheet) for one in measure.sheets]
    found: dict[tuple[str, str], list[int]] = {}
    for name, labels in measure.rows.items():
        # A scope never changes a row's label: those of a part are found in the whole.
        frame = view.whole.tables[name]
        for file, sheet, row in zip(*(frame[column].loc[labels] for column in ("source_file", "source_sheet", "source_row")), strict=True):
            found.setdefault((file, sheet), []).append(row)
    return [_line(file, sheet, rows, t) for (file, sheet), rows in found.items()]


def _line(file: str, sheet: str, rows: Iterable[int], t: Words) -> str:
    found = list(ranges(rows))
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found[:MOST_RANGES])
    if rest := sum(last - first + 1 for first, last in found[MOST_RANGES:]):
        told = t.plural("{rows} and {n} more", "{rows} and {n} more", rest, rows=told)
    is_one = len(found) == 1 and found[0][0] == found[0][1]
    return t("{file}, {sheet}: row {rows}", file=file, sheet=sheet, rows=told) if is_one else t("{file}, {sheet}: rows {rows}", file=file, sheet=sheet, rows=told)


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers as ranges, each from its first to its last."""
    for _, run in groupby(enumerate(sorted({int(row) for row in rows})), key=lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], found[-1]
