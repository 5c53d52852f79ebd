"""Which table a sheet's name stands for, which column a heading, and what a misspelt one may have meant."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import PurePath

from rapidfuzz.distance import DamerauLevenshtein

from loaders.schema import Column, Table
from loaders.tables import TABLES
from loaders.values.columns import is_blank, text
from loaders.workbook import Sheet

# What stands around a sheet's name and means nothing: years, numbers, copies, "list of", "new".
NUMBERED = re.compile(r"(?:fy|v|ver|version|q|t|no)?\d+(?:년|년도|월|분기|차)?")
NOISE = {
    "copy", "copie", "copia", "kopie", "사본", "final", "finale", "list", "liste", "lista", "llista", "목록", "명단",
    "table", "tableau", "tabla", "taula", "data", "donnees", "datos", "dades", "of", "the", "de", "des", "del", "dels",
    "la", "le", "les", "los", "las", "els", "d", "our", "nos", "nuestros", "fy",
    "new", "updated", "update", "revised", "latest", "nouveau", "nouvelle", "nouveaux", "nouvelles", "maj",
    "nuevo", "nueva", "nuevos", "nuevas", "actualizado", "actualizada", "actualizados", "actualizadas", "nou", "nova", "nous", "noves",
    "actualitzat", "actualitzada", "actualitzats", "actualitzades", "신규", "최신", "수정", "업데이트",
}  # fmt: skip
# Where a name's words part: at years, and in Korean at lists and copies, also without a blank.
PARTS = re.compile(r"(?<=[^\W\d]{2})(?=\d{2}|(?:목록|명단|사본)(?!\w))|(?<=\d{4}년)| |\bmise?s? a jour\b")
# Events or delegations: nearly a name, and asked about.
ACTIVITIES = {"activities", "actividades", "activitats", "활동"}
# What Excel, LibreOffice and others call a sheet that nobody named.
UNNAMED = {"sheet", "feuil", "feuille", "hoja", "full", "tabelle", "foglio", "worksheet", "시트", "workbook"}
# A unit that stands behind a heading without brackets.
UNITS = {"cad", "usd", "eur", "krw", "won", "dollars", "euros", "jours", "days", "dias", "dies", "원", "명", "일"}
BRACKETS = re.compile(r"[(\[（［【]([^)\]）］】]*)[)\]）］】]?")
SIDES = re.compile(r"[/|\n\r·,，]")
# A word of less letters has too many neighbours to guess from.
LEAST_LETTERS = 5
LONGEST_HEADING = 200


# The same few words are asked for again and again while a sheet is looked over.
@lru_cache(maxsize=4_096)
def fold(heading: str) -> str:
    """A heading without case, accents, punctuation and doubled blanks, for comparing."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Hangul comes apart into its letters under NFKD: put it together again.
    return unicodedata.normalize("NFKC", " ".join(re.sub(r"[\W_]+", " ", plain).split()))


@cache
def _tables_by_spelling() -> dict[str, Table]:
    return {fold(form): table for table in TABLES.values() for form in reversed(table.spellings())}


@cache
def _columns_by_spelling(name: str) -> dict[str, Column]:
    table = TABLES[name]
    return {fold(form): column for column in reversed(table.columns) for form in column.spellings()}


def table_of(sheet_name: str) -> Table | None:
    """The table that a sheet's name stands for, in any of the languages; None for another sheet."""
    tables = _tables_by_spelling()
    return tables.get(fold(sheet_name)) or tables.get(_bare(sheet_name))


def table_of_sheet(sheet: Sheet) -> Table | None:
    """The table that a sheet stands for: by its name, or by its file's where the sheet has none of its own."""
    return table_of(sheet.name) or (table_of(PurePath(sheet.file).stem) if is_unnamed(sheet) else None)


def is_unnamed(sheet: Sheet) -> bool:
    """Whether a sheet goes by its file's name: it is alone there, or called Sheet1, Feuil1, 시트1."""
    return sheet.is_alone or re.sub(r"\W|\d", "", fold(sheet.name)) in UNNAMED | {""}


def _bare(name: str) -> str:
    """A folded name without years, numbers and the words around it: "Copie de Projets 2018 (2)" is "projets"."""
    kept = [word for word in PARTS.split(fold(name)) if word and word not in NOISE and not NUMBERED.fullmatch(word)]
    return " ".join(kept).removesuffix("의")


def column_of(table: Table, heading: object) -> Column | None:
    """The column of a table that a heading stands for; None for a column of the keeper's own."""
    return None if is_blank(heading) else _column_of(table.name, text(heading)[:LONGEST_HEADING])


def is_exact(table: Table, heading: str) -> bool:
    """Whether a heading is one of a column's own, and needs no leaving out of units or languages."""
    return fold(heading) in _columns_by_spelling(table.name)


@lru_cache(8192)
def _column_of(name: str, heading: str) -> Column | None:
    columns = _columns_by_spelling(name)
    if found := columns.get(fold(heading)):
        return found
    for forms in _forms(heading):
        # "Start / End" stands for two, and is taken for neither.
        known = {column.name: column for form in forms if (column := columns.get(form))}
        if known:
            return next(iter(known.values())) if len(known) == 1 else None
    return None


@lru_cache(8192)
def _forms(heading: str) -> tuple[tuple[str, ...], ...]:
    """What a heading may be matched by, step by step: up to its first bracket's end, without brackets, its sides, what is in brackets, without units."""
    first = BRACKETS.search(heading)
    # "기간(일)" is a length and "기간" a time, whatever is said behind it: "(required)".
    begins = fold(heading[: first.end()]) if first and first.start() else ""
    outside = BRACKETS.sub(" ", heading)
    sides = tuple(fold(side) for side in SIDES.split(outside))
    inside = tuple(fold(part) for part in BRACKETS.findall(heading))
    bare = tuple(" ".join(word for word in side.split() if word not in UNITS) for side in sides)
    return (begins,), (fold(outside),), sides, inside, bare


def near_table(sheet_name: str) -> Table | None:
    """The table whose name a sheet's name is nearly; None where none is near enough to be asked about."""
    tables, name = _tables_by_spelling(), _bare(sheet_name)
    found = "events" if name in ACTIVITIES else near(name, tables)
    return tables[found] if found else None


def near_column(table: Table, heading: object) -> str:
    """The spelling of a column that a heading is nearly; "" where none is near enough to be asked about."""
    words = fold(text(heading))
    turned = {" ".join(sorted(form.split())): form for form in _columns_by_spelling(table.name)}
    return turned.get(" ".join(sorted(words.split()))) or near(words, _columns_by_spelling(table.name))


def near(word: str, known: Iterable[str]) -> str:
    """The nearest of some folded words: one slip of the fingers away, two in a long word; "" where none is."""
    # Letter by letter: a syllable of Hangul is two or three of them.
    letters = unicodedata.normalize("NFD", word)
    if len(letters) < LEAST_LETTERS:
        return ""
    allowed = 1 if len(letters) < 2 * LEAST_LETTERS else 2
    best, found = allowed + 1, ""
    for other in known:
        away = DamerauLevenshtein.distance(letters, unicodedata.normalize("NFD", other), score_cutoff=allowed)
        if away < best and min(len(letters), len(other)) > 2 * away:
            best, found = away, other
    return found
