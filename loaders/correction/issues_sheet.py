"""The Issues sheet of a corrected workbook: what stands in it, how it is known again, what became of what it listed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from loaders.correction.marks import SEVERITIES, cell_of
from loaders.problems import Problem
from loaders.sheets.reports import SheetReport
from loaders.tables import TABLES
from loaders.workbook import Sheet
from locales import LANGUAGES, N_, Words, words

Status = Literal["new", "remaining", "fixed"]
# What a column is called, by the file, the sheet and its name in the tables.
Called = Mapping[tuple[str, str, str], str]
NOTHING_CALLED: Called = MappingProxyType({})
# A name of its own, said alike in every language: the sheet is known by it, whatever its tab is called.
MARK = "CITIES dashboard"
NAME = N_("Issues")
HEADINGS = (N_("Status"), N_("Severity"), N_("Sheet"), N_("Cell"), N_("Column"), N_("Value"), N_("What to type"), N_("Code"))
STATUSES: dict[Status, str] = {"new": N_("new"), "remaining": N_("remaining"), "fixed": N_("fixed")}
SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}
# The headings are looked for no further down.
TOP = 10


@dataclass(frozen=True)
class Listed:
    """One line of an Issues sheet, in the words that it was written in; `status` and `severity` in English."""

    file: str
    status: str
    severity: str
    sheet: str
    cell: str
    column: str
    value: str
    message: str
    code: str


@dataclass(frozen=True)
class Compared:
    """What became of the problems that a corrected workbook listed: those fixed, those still there, and the new."""

    fixed: tuple[Listed, ...]
    remaining: tuple[Problem, ...]
    new: tuple[Problem, ...]


def called(sheets: Iterable[SheetReport], t: Words) -> Called:
    """What each column of each sheet is called: as its keeper heads it, else as the tables do in the reader's language."""
    names: dict[tuple[str, str, str], str] = {}
    for sheet in sheets:
        declared = TABLES[sheet.table].columns if sheet.table else ()
        names |= {(sheet.file, sheet.sheet, column.name): column.header(t.language) for column in declared}
        names |= {(sheet.file, sheet.sheet, column.name): column.heading for column in sheet.columns if column.heading}
    return names


def is_listing(sheet: Sheet) -> bool:
    """Whether a sheet is the Issues sheet of a corrected workbook, whatever its tab is called."""
    return _header(sheet) is not None


def set_apart(sheets: Sequence[Sheet]) -> tuple[list[Sheet], tuple[Listed, ...] | None]:
    """A file's own sheets, and what its Issues sheet listed before: as if that sheet were not there."""
    own = [sheet for sheet in sheets if not is_listing(sheet)]
    if len(own) == len(sheets):
        return own, None
    shown = [sheet for sheet in own if not sheet.is_hidden]
    return [replace(sheet, is_alone=shown == [sheet]) for sheet in own], before(sheets)


def before(sheets: Iterable[Sheet]) -> tuple[Listed, ...] | None:
    """What the Issues sheets among these listed as not yet fixed; None where there is no Issues sheet."""
    listings = [(sheet, header) for sheet in sheets if (header := _header(sheet)) is not None]
    if not listings:
        return None
    lines = (_listed(sheet.file, row) for sheet, header in listings for row in sheet.rows[header + 1 :])
    return tuple(line for line in lines if line is not None and line.status != "fixed")


def compared(listed: Sequence[Listed] | None, problems: Sequence[Problem], names: Called = NOTHING_CALLED) -> Compared:
    """What became of what was listed; all problems are new where nothing was.

    A problem is the same one where code, sheet, column, value and cell are. One whose cell moved is still
    the same, as after a row was inserted; and so is one whose cell holds another wrong value now, or whose
    column is called something else. `names` are what columns are listed under.
    """

    def column(one: Listed | Problem) -> str:
        return names.get((one.file, one.sheet, one.column), one.column)

    open_before, open_now = list(listed or ()), list(problems)
    remaining: set[int] = set()
    for mark in (_exactly, _elsewhere, _otherwise):
        waiting: dict[Hashable, list[Listed]] = defaultdict(list)
        for line in open_before:
            waiting[mark(line, column(line), line.cell)].append(line)
        for place, one in enumerate(open_now):
            if place not in remaining and (found := waiting[mark(one, column(one), shown_at(one))]):
                found.pop(0)
                remaining.add(place)
        open_before = [line for lines in waiting.values() for line in lines]
    order = {id(line): place for place, line in enumerate(listed or ())}
    return Compared(
        tuple(sorted(open_before, key=lambda line: order[id(line)])),
        tuple(one for place, one in enumerate(open_now) if place in remaining),
        tuple(one for place, one in enumerate(open_now) if place not in remaining),
    )


def shown_at(one: Problem) -> str:
    """The cell that a problem is looked for at: its own, else its row's first; "" for a whole sheet or file."""
    return one.cell or (f"A{one.row}" if one.row else "")


def lines(result: Compared, *, sheets: Sequence[str], t: Words, names: Called = NOTHING_CALLED) -> list[Listed]:
    """The lines of an Issues sheet: by severity, then place; what is fixed comes last. Columns go by their `names`."""
    told: list[Listed] = []
    for status, problems in (("new", result.new), ("remaining", result.remaining)):
        told += [
            Listed(one.file, status, one.severity, one.sheet, shown_at(one), names.get((one.file, one.sheet, one.column), one.column), one.value, said(one, t), one.code)
            for one in problems
        ]
    rank = {name: number for number, name in enumerate(sheets)}

    def place(line: Listed) -> tuple[object, ...]:
        return _severity_rank(line), rank.get(line.sheet, -1), cell_of(line.cell) if line.cell else (-1, -1)

    return [*sorted(told, key=place), *sorted((_fixed(line) for line in result.fixed), key=place)]


def said(one: Problem, t: Words) -> str:
    """A problem's sentence in a language."""
    return t(one.template, **dict(one.values)) if one.template else one.message


def title(t: Words) -> str:
    """The sheet's first line, by which it is known again."""
    return f"{MARK} · {t(NAME)}"


def summary(told: Sequence[Listed], *, uncommented: int, unlisted: int, t: Words) -> list[str]:
    """The sentences under the title: about every line there is; how many cells got no comment, and how many lines do not follow."""
    fixed = sum(line.status == "fixed" for line in told)
    to_mend = len(told) - fixed
    sentences = [
        t.plural("{n} thing to look at: mend it in its cell, save the workbook and load it again.",
                 "{n} things to look at: mend each in its cell, save the workbook and load it again.", to_mend)
        if to_mend else t("Nothing to mend."),
        t("This sheet is written anew each time and is not read as data, so write nothing of your own in it. The coloured cells keep their own colours underneath."),
    ]  # fmt: skip
    if fixed:
        sentences.append(t.plural("{n} that was listed before is fixed.", "{n} that were listed before are fixed.", fixed))
    if uncommented:
        sentences.append(t.plural("{n} cell is coloured but has no comment: there are too many.", "{n} cells are coloured but have no comment: there are too many.", uncommented))
    if unlisted:
        sentences.append(t.plural("{n} more is not listed: mend these first.", "{n} more are not listed: mend these first.", unlisted))
    return sentences


def cells(line: Listed, t: Words) -> tuple[str, ...]:
    """One line's cells, in the order of the headings."""
    status = t(STATUSES.get(line.status, STATUSES["new"]))  # type: ignore[call-overload]
    severity = t(SEVERITY_WORDS.get(line.severity, line.severity))
    return status, severity, line.sheet, line.cell, line.column, line.value, line.message, line.code


def _fixed(line: Listed) -> Listed:
    return replace(line, status="fixed")


def _severity_rank(line: Listed) -> int:
    return SEVERITIES.index(line.severity) if line.severity in SEVERITIES else len(SEVERITIES)


def _header(sheet: Sheet) -> int | None:
    """The row of the headings of an Issues sheet, from 0; None where the sheet is another."""
    if not sheet.rows or not any(str(cell).startswith(MARK) for cell in sheet.rows[0][:1]):
        return None
    spellings = {tuple(words(language)(heading) for heading in HEADINGS) for language in LANGUAGES}
    rows = enumerate(sheet.rows[:TOP])
    return next((i for i, row in rows if tuple(map(_text, row[: len(HEADINGS)])) in spellings), None)


def _listed(file: str, row: Sequence[object]) -> Listed | None:
    told = [_text(cell) for cell in row[: len(HEADINGS)]]
    if len(told) < len(HEADINGS) or not told[-1]:
        return None
    status, severity, sheet, cell, column, value, message, code = told
    return Listed(file, _english(status, STATUSES), _english(severity, SEVERITY_WORDS), sheet, cell, column, value, message, code)


def _english(said: str, known: dict[str, str] | dict[Status, str]) -> str:
    """The word that stands for what a language says; as it stands where none does."""
    forms = {words(language)(message): name for language in LANGUAGES for name, message in known.items()}
    return str(forms.get(said, said))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _same_value(value: str) -> str:
    # A cell may hold less than a problem quotes, and blanks travel badly.
    return "".join(letter for letter in value if letter.isprintable() and not letter.isspace())[:200]


_Mark = Callable[[Listed | Problem, str, str], Hashable]


def _exactly(one: Listed | Problem, column: str, cell: str) -> Hashable:
    return one.code, one.sheet, column, _same_value(one.value), cell


def _elsewhere(one: Listed | Problem, column: str, cell: str) -> Hashable:
    return one.code, one.sheet, column, _same_value(one.value)


def _otherwise(one: Listed | Problem, column: str, cell: str) -> Hashable:
    return one.code, one.sheet, cell
