"""One heading of a sheet, alone or under a group, and the column of a table that it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.headers import column_of, fold, is_exact, table_of
from loaders.problems import letters
from loaders.schema import Column, Table
from loaders.sheets.made_keys import LABELS
from loaders.sheets.row_words import TOTAL
from loaders.tables import TABLES

# Groups that say nothing of what stands under them but that it is told of the row.
GENERAL = {
    "general", "information", "general information", "details", "description", "identification", "programme", "program",
    "informations", "informations generales", "renseignements", "renseignements generaux", "generalites", "identite",
    "datos", "datos generales", "informacion", "informacion general", "identificacion", "detalles", "descripcion", "programa",
    "dades", "dades generals", "informacio", "informacio general", "identificacio", "detalls", "descripcio",
    "기본 정보", "기본정보", "일반", "정보", "개요",
}  # fmt: skip
# A person, a room or a supplier is told in so few columns; more, and all of them ours, tell of the row itself.
FEW_PARTS = 3


@dataclass(frozen=True)
class Group:
    """What stands above headings: the place of its first column and its row (both from 0), its words, and those under it."""

    position: int
    row: int
    words: str
    parts: tuple[str, ...]

    def column(self, table: Table) -> Column | None:
        """The column of a table that the group as a whole would stand for."""
        return column_of(table, self.words)

    def is_general(self, table: Table) -> bool:
        """Whether it is called as the table itself is, or says nothing."""
        own = self.column(table)
        return fold(self.words) in GENERAL or table_of(self.words) is table or (own is not None and own.name in LABELS)

    def lets(self, table: Table, column: Column) -> bool:
        """Whether words under it may mean a column that they mean alone: the name under "Contact" is nobody's title."""
        own = self.column(table)
        tells_apart = column.name in (*table.key, *LABELS) or column.personal
        if column == own:
            return True
        if self.is_general(table):
            return not (tells_apart and own is not None and own.refers_to)
        if own is not None:
            return not (tells_apart or own.refers_to or column.refers_to)
        return not tells_apart or self._tells_of_rows(table)

    def whole(self, table: Table) -> str | None:
        """The words of the part that stands for all of it: the only one, the total, or the ID or the name of what it refers to."""
        if part := self.only or self.total:
            return part
        own = self.column(table)
        others = [TABLES[name] for name in own.refers_to] if own is not None else []
        named = [(part, other, column.name) for part in self.parts for other in others if not _may_name_people(part) and (column := column_of(other, part))]
        key = next((part for part, other, name in named if name in other.key), None)
        return key or next((part for part, _, name in named if name in LABELS), None)

    @property
    def only(self) -> str | None:
        """Its part where it has but one."""
        return self.parts[0] if len(self.parts) == 1 else None

    @cached_property
    def total(self) -> str | None:
        """Its part that is called a total."""
        return next((part for part in self.parts if TOTAL.fullmatch(fold(part))), None)

    def _tells_of_rows(self, table: Table) -> bool:
        """Whether all that stands under it tells of the table's rows, and not of somebody or something named in them."""
        columns = [column_of(table, part) for part in self.parts]
        if None in columns:
            return False
        names_others = any(not column.personal and _may_name_people(part) for column, part in zip(columns, self.parts, strict=True) if column)
        return len(columns) > (FEW_PARTS if names_others else 1)


@dataclass(frozen=True)
class Heading:
    """One heading: the place of its column and its row (both from 0), its own words, and the group above it."""

    position: int
    row: int
    own: str
    group: Group | None = None

    @property
    def cell(self) -> str:
        """Its address."""
        return letters(self.position) + str(self.row + 1)

    @property
    def words(self) -> str:
        """What it is called: under a group by both, "Dates · Début"."""
        return flat(f"{self.group.words} · {self.own}" if self.group else self.own)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What somebody may call it; by its group alone where that leads to no other heading."""
        if self.group is None:
            return (self.own,)
        is_whole = self.own in (self.group.only, self.group.total)
        return (self.words, *self.together, self.own, *([self.group.words] if is_whole else []))

    @cached_property
    def together(self) -> tuple[str, ...]:
        """Its words and its group's, either first; folded, so that "Participants (people)" over "Women" is not read as people."""
        if self.group is None:
            return ()
        group, own = fold(self.group.words), fold(self.own)
        return f"{group} {own}", f"{own} {group}"

    def column(self, table: Table) -> Column | None:
        """The column of a table that it stands for."""
        return column_of(table, self._form(table))

    def is_exact(self, table: Table) -> bool:
        """Whether that by which it stands for its column is one of the headings of the declarations."""
        return is_exact(table, self._form(table))

    def _form(self, table: Table) -> str:
        """The words by which it stands for a column: with its group's, its own, or its group's alone; "" where by none."""
        if self.group is None:
            return self.own
        if together := next((form for form in self.together if column_of(table, form)), ""):
            return together
        alone = column_of(table, self.own)
        if alone is not None and self.group.lets(table, alone):
            return self.own
        return self.group.words if self.own == self.group.whole(table) else ""

    def is_called(self, name: str) -> bool:
        """Whether somebody who names a heading may mean this one."""
        return said(name) in map(said, self.names)


def called(headings: Sequence[Heading], name: str) -> list[Heading]:
    """The headings that a name is that of, or else those that it may mean: more than one where it occurs twice."""
    return [heading for heading in headings if said(heading.words) == said(name)] or [heading for heading in headings if heading.is_called(name)]


def flat(words: str) -> str:
    """Words without the line breaks of a narrow column."""
    return " ".join(words.split())


def said(words: str) -> str:
    """Words for comparing; those of signs alone, "%" and "#", as they are."""
    return fold(words) or words.strip()


def _may_name_people(words: str) -> bool:
    """Whether words such as "Nom" may stand above the names of people."""
    column = column_of(TABLES["participants"], words)
    return column is not None and column.personal
