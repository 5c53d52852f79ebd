"""The mapping's lists to choose from: where each column of a table comes from, and what its words stand for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from loaders import Dataset
from loaders.headers import column_of, fold, near
from loaders.mapping.mapped_sheet import has_pattern
from loaders.mapping.rules import SheetRule
from loaders.mapping.takes import Take
from loaders.schema import Column, Table
from loaders.tables import TABLES
from loaders.values.vocabularies import choice
from locales import N_, Words
from ui.text import plain

MOST_VALUES = 30
COLUMN_PX = 260
# What can be chosen beside a heading; a heading's own option begins with "=".
SAME, ROW, LEAVE, KEPT = "same", "row", "leave", "kept"
OPTIONS = {
    SAME: N_("The same for every row …"),
    ROW: N_("Made from the row's number"),
    LEAVE: N_("Leave out"),
    KEPT: N_("As mapping.toml has it"),
}
NAMES = ("title", "name", "practice")
# Of a folder of many files, the values that are asked for are the ones under one heading of one sheet.
Values = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """What is being mapped: a table, the headings of a sheet, the rule so far, and a key that tells it from others."""

    table: Table
    headings: tuple[str, ...]
    rule: SheetRule
    key: str
    data: Dataset
    values: Values


def choose_columns(asked: Asked, t: Words) -> dict[str, Take]:
    """Show a list for each column of the table, those that every row needs first; the choices made."""
    needed = [column for column in asked.table.columns if column.required]
    others = [column for column in asked.table.columns if not column.required]
    st.markdown(t("Every row needs these:"))
    chosen = _chosen(needed, asked, t)
    found = sum(_default(column, asked) != LEAVE for column in others)
    label = t.plural("{n} more column, {found} found", "{n} more columns, {found} found", len(others), found=t.number(found))
    with st.expander(label, key=f"{asked.key}-others"):
        return chosen | _chosen(others, asked, t)


def matched(table: Table, headings: Sequence[str]) -> dict[str, str]:
    """The headings that stand for columns of a table by the declarations, by column."""
    found: dict[str, str] = {}
    for heading in headings:
        column = column_of(table, heading)
        if column is not None:
            found.setdefault(column.name, heading)
    return found


def perhaps(column: Column, headings: Sequence[str]) -> str:
    """The heading that a column may mean: one that is nearly spelt like it, else one that holds all its words; "" where none does."""
    forms = [fold(form) for form in column.spellings()]
    nearly = (heading for heading in headings if near(fold(heading), forms))
    longer = (heading for heading in headings if any(set(fold(heading).split()) > set(form.split()) for form in forms))
    return next(nearly, "") or next(longer, "")


def _chosen(columns: Sequence[Column], asked: Asked, t: Words) -> dict[str, Take]:
    chosen: dict[str, Take] = {}
    with st.grid(columns=2, min_column_width=COLUMN_PX, gap="medium", key=f"{asked.key}-{'needed' if columns[0].required else 'more'}") as grid:
        for column in columns:
            with grid.cell():
                chosen[column.name] = _column(column, asked, t)
    return chosen


def _default(column: Column, asked: Asked) -> str:
    """The option that stands first: what was chosen before, else the heading that matches by declaration."""
    take = asked.rule.columns.get(column.name)
    if take is None:
        heading = matched(asked.table, asked.headings).get(column.name)
        return f"={heading}" if heading and not asked.rule.is_complete else LEAVE
    if take.row:
        return ROW
    if take.value is not None:
        return SAME
    if not take.headings:
        return LEAVE
    most = 2 if column.kind == "date" else 1
    return f"={take.headings[0]}" if len(take.headings) <= most and set(take.headings) <= set(asked.headings) else KEPT


def _column(column: Column, asked: Asked, t: Words) -> Take:
    key, before = f"{asked.key}-{column.name}", asked.rule.columns.get(column.name, Take())
    default = _default(column, asked)
    # A key that is the same for every row would tell no row from another.
    same = [] if asked.table.key == (column.name,) and default != SAME else [SAME]
    options = [LEAVE, *(f"={heading}" for heading in asked.headings), *same, ROW, *([KEPT] if default == KEPT else [])]
    name = column.header(t.language)
    # A label's backslashes would be read aloud: declared headings need none.
    label = t("{column} · needed", column=name) if column.required else name
    choice = st.selectbox(
        label, options, index=options.index(default), key=key,
        format_func=lambda option: option[1:] if option[0] == "=" else t("Choose …") if option == LEAVE and column.required else t(OPTIONS[option]),
    )  # fmt: skip
    if choice == LEAVE and default == LEAVE and (heading := perhaps(column, asked.headings)):
        st.caption(plain(t("Perhaps “{heading}”?", heading=heading)))
    if choice == SAME:
        return Take(value=_same(column, before, asked, key, t))
    if choice == ROW:
        return Take(row=before.row or f"{asked.table.name}-{{row}}")
    if choice == KEPT:
        return before
    if choice == LEAVE:
        return Take()
    heading = choice[1:]
    if before.headings[:1] != (heading,):
        before = Take()
    if column.kind == "date":
        return replace(before, headings=(heading, *_second(column, heading, before, asked, key, t)))
    if not _offered(column, asked.data, t):
        return replace(before, headings=(heading,))
    return _meanings(column, heading, before, asked, t)


def _second(column: Column, heading: str, before: Take, asked: Asked, key: str, t: Words) -> tuple[str, ...]:
    """The heading that a date is taken from where the first has none: of what was planned, where nothing has begun."""
    options = [other for other in asked.headings if other != heading]
    index = options.index(before.headings[1]) if len(before.headings) > 1 else None
    chosen = st.selectbox(
        t("{column}, where that is blank", column=column.header(t.language)), options, index=index, placeholder=t("Where that is blank: from …"),
        key=f"{key}-{heading}-second", label_visibility="collapsed",
    )  # fmt: skip
    return (chosen,) if chosen else ()


def _same(column: Column, before: Take, asked: Asked, key: str, t: Words) -> object:
    """The value for every row; None while none is given."""
    label = t("{column}, for every row", column=column.header(t.language))
    offered = _offered(column, asked.data, t)
    if not offered:
        return st.text_input(label, str(before.value or ""), key=f"{key}-value", label_visibility="collapsed", placeholder=t("Type it here")).strip() or None
    options = list(offered)
    index = options.index(str(before.value)) if str(before.value) in offered else None
    return st.selectbox(label, options, index=index, format_func=offered.__getitem__, key=f"{key}-value", label_visibility="collapsed", placeholder=t("Choose one"))


def _offered(column: Column, data: Dataset, t: Words) -> dict[str, str]:
    """What a column may hold, each with its name for people: its words, or the rows it refers to; nothing where it is free."""
    if column.choices:
        return {choice: choice for choice in column.choices}
    if column.kind == "boolean":
        return {"yes": t("yes"), "no": t("no")}
    offered: dict[str, str] = {}
    for name in column.refers_to:
        frame, table = data.tables[name], TABLES[name]
        label = next((each for each in NAMES if each in frame), table.key[0])
        for key, said in zip(frame[table.key[0]], frame[label], strict=True):
            offered[key] = f"{said} ({key})"
    return offered


def _meanings(column: Column, heading: str, before: Take, asked: Asked, t: Words) -> Take:
    """What each of the words under a heading stands for, chosen one by one; a word that is known already stands for itself."""
    offered = _offered(column, asked.data, t)
    words = list(dict.fromkeys(part.strip() for said in asked.values(heading) for part in (said.split(";") if column.many else [said]) if part.strip()))
    known = {fold(form) for key, said in offered.items() for form in (key, said.removesuffix(f" ({key})"))}
    strange = [word for word in words if word in before.values or not (fold(word) in known or choice(word, column.choices) or has_pattern(before, word))]
    if not strange and before.otherwise is None:
        return Take((heading,), values=before.values)
    values, key = dict(before.values), f"{asked.key}-{column.name}-{heading}"
    with st.expander(t.plural("{n} word to translate", "{n} words to translate", len(strange)), key=f"{key}-words"):
        for number, word in enumerate(strange[:MOST_VALUES]):
            meant = _meaning(word, offered, str(values.pop(word, "")), f"{key}-{number}", t("as it is"))
            if meant is not None:
                values[word] = meant
        if len(strange) > MOST_VALUES:
            st.caption(plain(t("The first {n} of {all}.", n=t.number(MOST_VALUES), all=t.number(len(strange)))))
        otherwise = _meaning(t("All others, and blank ones"), offered, str(before.otherwise or ""), f"{key}-otherwise", t("as they are"))
    return Take((heading,), values=values, otherwise=otherwise)


def _meaning(word: str, offered: dict[str, str], before: str, key: str, placeholder: str) -> str | None:
    options = list(offered)
    if before and before not in offered:
        # A list of several, or a word of another table: written by hand, and kept.
        options, offered = [before, *options], {before: before, **offered}
    index = options.index(before) if before else None
    return st.selectbox(plain(word), options, index=index, format_func=offered.__getitem__, key=key, placeholder=placeholder)
