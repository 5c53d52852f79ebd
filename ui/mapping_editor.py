"""Mapping a sheet that nothing matched: choose from lists, see the rows as they would load, save."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from loaders import Dataset, SourceError, load, shelf
from loaders.mapping import rules as mapping
from loaders.mapping.document import with_rule, without_rule
from loaders.mapping.rules import NAME, SheetRule
from loaders.mapping.takes import Only, Take
from loaders.schema import Column, Table
from loaders.sheets.reports import SheetReport
from loaders.sheets.taking import is_guide
from loaders.shelf import ShelfError
from loaders.tables import TABLES
from loaders.values.cells import text as cell_text
from locales import Words
from ui import data as in_use
from ui.fragment import fragment
from ui.mapping_columns import Asked, choose_columns, matched, perhaps
from ui.problem_list import said, why
from ui.text import plain
from ui.who import told

NOTICE, CHOSEN = "mapping-notice", "mapping-chosen"
SHOWN_ROWS, SHOWN_PROBLEMS, KEPT_TRIALS = 8, 5, 32
# A title, how many rows, the rows, what is wrong with them, and how much more is.
PREVIEW_PARTS = 5
# What is chosen cannot be None: it would stand there as a choice that can be taken away.
DATE_ORDERS = {"found": None, "day": True, "month": False}


@fragment
def show_mapping(folder: Path, data: Dataset, t: Words) -> None:
    """Show the editor for the sheets of a folder, whose Dataset is `data`: whole, as for a keeper."""
    # Each part that comes and goes has a place of its own: what follows it would stand there twice.
    with st.container():
        if notice := st.session_state.pop(NOTICE, None):
            st.success(plain(notice))
    try:
        text = mapping.text_beside(folder)
    except SourceError as reason:
        st.error(plain(why(reason, t)))
        return
    now = mapping.parse(text)
    if broken := [p for p in now.problems if p.severity == "error"]:
        st.error(plain(t("{file} is to be mended by hand before it can be changed here.", file=NAME)))
        st.markdown("\n".join(f"- {plain(said(problem, t))}" for problem in broken))
        return
    sheets = _sheets(data)
    if not sheets:
        st.markdown(plain(t("There is no sheet to map.")))
        return
    report = _choose_sheet(sheets, t)
    rule = _choose_table(report, sheets, now.rules, t)
    if rule is not None:
        _edit(folder, data, text, report, rule, t)


def _sheets(data: Dataset) -> dict[tuple[str, str], list[SheetReport]]:
    """The sheets that have headings, and how each was read: those of which no row was first, sheets of words for people last."""
    found: dict[tuple[str, str], list[SheetReport]] = {}
    for report in data.sheets:
        if report.headings and report.file != NAME:
            found.setdefault((report.file, report.sheet), []).append(report)

    def rank(place: tuple[str, str]) -> int:
        return 2 if is_guide(place[1]) else int(any(report.loaded for report in found[place]))

    return {place: found[place] for place in sorted(found, key=rank)}


def _choose_sheet(sheets: dict[tuple[str, str], list[SheetReport]], t: Words) -> SheetReport:
    def name(place: tuple[str, str]) -> str:
        loaded = Counter[str]()
        for report in sheets[place]:
            loaded[report.table] += report.loaded
        labels = [(TABLES[table].label(t.language), rows) for table, rows in loaded.items() if table]
        tables = [t.plural("{table} ({n} row)", "{table} ({n} rows)", rows, table=label) for label, rows in labels]
        where = place[0] if place[1] in ("", Path(place[0]).stem) else f"{place[0]} › {place[1]}"
        return t("{sheet}: read as {tables}", sheet=where, tables=t.listed(tables)) if tables else t("{sheet}: not read yet", sheet=where)

    names = {place: name(place) for place in sheets}
    places = list(names)
    before = st.session_state.get(CHOSEN)
    # A list of its own for other names: a browser keeps the name of what it has chosen.
    chosen = st.selectbox(
        t("Sheet"), places, index=places.index(before) if before in places else 0, format_func=names.__getitem__, key=f"mapping-sheet-{_mark(*names.values())}",
    )  # fmt: skip
    st.session_state[CHOSEN] = chosen
    return sheets[chosen][0]


def _choose_table(report: SheetReport, sheets: dict[tuple[str, str], list[SheetReport]], rules: Sequence[SheetRule], t: Words) -> SheetRule | None:
    """The rule to change: one that there is, by its line, or a new one for a table; None while none is chosen."""
    headings = [heading for _, heading in report.headings]
    there = {f"{rule.table}-{rule.line}": rule for rule in rules if rule.names(report.file, report.sheet)}
    # A file of one sheet keeps its rule when somebody renames the sheet.
    is_one_of_many = sum(file == report.file for file, _ in sheets) > 1
    sheet = report.sheet if is_one_of_many else ""
    # The first table may take what its headings fit; for another they mean something else.
    new = {name: SheetRule(name, file=report.file, sheet=sheet, is_complete=bool(there)) for name in TABLES}
    offered = {**there, **new}

    def name(key: str) -> str:
        label = TABLES[offered[key].table].label(t.language)
        if key in there:
            return t("{table} (line {line} of the mapping)", table=label, line=there[key].line)
        return t("{table}, as one more table of this sheet", table=label) if there else label

    likeliest = max(new, key=lambda table: _likeness(TABLES[table], headings))
    first = next(iter(there), likeliest if _likeness(TABLES[likeliest], headings) else None)
    keys = list(offered)
    chosen = st.selectbox(
        t("Table that it holds"), keys, index=keys.index(first) if first else None, format_func=name,
        placeholder=t("Choose a table"), key=f"mapping-table-{_mark(report.file, report.sheet, *there)}",
    )  # fmt: skip
    return offered[chosen] if chosen else None


def _likeness(table: Table, headings: Sequence[str]) -> float:
    """How much of what every row of a table needs stands under some headings, surely or perhaps: a share of 1."""
    found, needed = matched(table, headings), [column for column in table.columns if column.required]
    return sum(1 if column.name in found else 0.5 * bool(perhaps(column, headings)) for column in needed) / len(needed)


def _edit(folder: Path, data: Dataset, text: str, report: SheetReport, rule: SheetRule, t: Words) -> None:
    headings = tuple(dict.fromkeys(heading for _, heading in report.headings))
    table, key = TABLES[rule.table], f"map-{_mark(report.file, report.sheet, rule.table, str(rule.line))}"
    asked = Asked(table, headings, rule, key, data, lambda heading: _words(folder, data, report, heading))
    chosen = choose_columns(asked, t)
    drafted = _rows_meant(replace(rule, columns=_worth_saying(rule, chosen, headings)), headings, key, t)
    try:
        drawn = with_rule(text, drafted)
    except SourceError as reason:
        st.error(plain(why(reason, t)))
        return
    open_still = [column.header(t.language) for column in table.columns if column.required and chosen[column.name] == Take()]
    with st.container():
        if open_still:
            st.info(plain(t("Still to choose: {columns}. Then the rows are shown here as they would load.", columns=t.listed(open_still))))
            # A fragment that ends as another begins leaves what it no longer shows: each of the preview's places is emptied.
            for _ in range(PREVIEW_PARTS - 1):
                st.empty()
        else:
            _preview(folder, data, drawn, report, table, [name for name, take in chosen.items() if take != Take()], t)
    with st.container(horizontal=True, gap="small", key=f"{key}-buttons"):
        is_saved = st.button(t("Save the mapping"), type="primary", disabled=bool(open_still), key=f"{key}-save")
        is_gone = bool(rule.line) and st.button(t("Take it away"), key=f"{key}-remove")
    st.caption(plain(t("It is kept beside the data, in {file}, which can also be changed by hand.", file=NAME)))
    if is_saved:
        _save(folder, drawn, data, t("Saved: the sheet is read so from now on."), t)
    if is_gone:
        _save(folder, without_rule(text, rule), data, t("Taken away: the sheet is read as it was before."), t)


def _worth_saying(rule: SheetRule, chosen: dict[str, Take], headings: Sequence[str]) -> dict[str, Take]:
    """The choices to write down: what is left out is said only where a heading would be taken all the same."""
    by_declaration = {} if rule.is_complete else matched(TABLES[rule.table], headings)
    return {name: take for name, take in chosen.items() if take != Take() or name in by_declaration}


def _rows_meant(rule: SheetRule, headings: Sequence[str], key: str, t: Words) -> SheetRule:
    """The rule with what is said of its rows: which are meant, where the headings are, how dates are written."""
    with st.expander(t("Which rows, and how dates are meant"), key=f"{key}-rows"):
        options = list(headings)
        before = rule.only.heading if rule.only and rule.only.heading in options else None
        heading = st.selectbox(t("Only rows that have something under"), options, index=options.index(before) if before else None, placeholder=t("All rows"), key=f"{key}-only")
        words: tuple[str, ...] = ()
        if heading:
            said_before = "; ".join(rule.only.words) if rule.only else ""
            given = st.text_input(t("… and one of these words in it, parted by ;"), said_before, key=f"{key}-is")
            words = tuple(word.strip() for word in given.split(";") if word.strip())
        labels = {"found": t("Found in the column"), "day": t("3 April (day first)"), "month": t("March 4 (month first)")}
        order = st.selectbox(t("03/04/2019 means"), list(labels), index=list(DATE_ORDERS.values()).index(rule.is_day_first), format_func=labels.__getitem__, key=f"{key}-order")
        header = st.number_input(t("Row of the headings; 0 to have it found"), min_value=0, value=rule.header or 0, step=1, key=f"{key}-header")
    return replace(rule, only=Only(heading, words) if heading else None, is_day_first=DATE_ORDERS[order], header=int(header) or None)


def _preview(folder: Path, data: Dataset, text: str, report: SheetReport, table: Table, names: Sequence[str], t: Words) -> None:
    """The first rows as they would load, how many there are, and what would be wrong with them."""
    title = plain(t("As it would load"))
    st.markdown(f"**{title}**")
    try:
        with st.spinner(t("Reading …"), show_time=False):
            trial = _tried(folder, data.fingerprint, text)
    except SourceError as reason:
        st.error(plain(why(reason, t)))
        return
    frame = trial.tables[table.name]
    rows = frame[(frame["source_file"] == report.file) & (frame["source_sheet"] == report.sheet)]
    read = [one for one in trial.sheets if (one.file, one.sheet, one.table) == (report.file, report.sheet, table.name)]
    aside = sum(one.rows - one.loaded for one in read)
    told = [t.plural("{n} row would load", "{n} rows would load", len(rows))]
    if aside:
        told.append(t.plural("{n} would be set aside", "{n} would be set aside", aside))
    st.markdown(plain("; ".join(told) + "."))
    columns = [column for column in table.columns if column.name in names and not column.personal]
    if len(rows) and columns:
        shown = pd.DataFrame({column.header(t.language): _as_shown(rows.head(SHOWN_ROWS), column, t) for column in columns})
        st.dataframe(shown, hide_index=True, key=f"mapping-preview-{table.name}")
    problems = [p for p in trial.problems if (p.file, p.sheet) == (report.file, report.sheet) and p.severity != "note"]
    problems += [p for p in trial.problems if p.file == NAME and p.severity != "note"]
    st.markdown("\n".join(f"- **{plain(problem.cell or problem.place)}** {plain(said(problem, t))}" for problem in problems[:SHOWN_PROBLEMS]))
    if len(problems) > SHOWN_PROBLEMS:
        st.caption(plain(t.plural("and {n} more", "and {n} more", len(problems) - SHOWN_PROBLEMS)))


def _save(folder: Path, text: str, data: Dataset, notice: str, t: Words) -> None:
    try:
        place = folder if folder.is_dir() else folder.parent
        rows = sum(map(len, data.tables.values()))
        shelf.put(place, {NAME: text.encode()}, seen=shelf.mark(shelf.contents(place)), at=datetime.now(), rows=rows)
    except ShelfError as reason:
        st.error(plain(t(reason.template, **reason.values)))
        return
    in_use.live().refresh()
    told("data_changed", NAME)
    st.session_state[NOTICE] = notice
    st.rerun()


def _words(folder: Path, data: Dataset, report: SheetReport, heading: str) -> Sequence[str]:
    path = folder if folder.is_file() else folder / report.file
    try:
        return _distinct(path, data.fingerprint, report.sheet, heading)
    except (SourceError, OSError):
        return ()


@st.cache_data(max_entries=KEPT_TRIALS, show_spinner=False)
def _distinct(path: Path, fingerprint: str, sheet: str, heading: str) -> list[str]:
    """The distinct values under a heading of a sheet, in their order. Raises SourceError."""
    # Read as a table of two text columns, by the process that reads everything else.
    rule = SheetRule("themes", sheet=sheet, only=Only(heading), is_complete=True, columns={"theme_id": Take((heading,)), "name": Take((heading,))})
    with TemporaryDirectory() as alone:
        (Path(alone) / path.name).write_bytes(path.read_bytes())
        found = load(Path(alone), mapping=with_rule("", rule)).themes
        # The file's own themes are read beside it.
        return found.loc[found["source_sheet"] == sheet, "theme_id"].tolist()


@st.cache_resource(max_entries=KEPT_TRIALS, show_spinner=False)
def _tried(folder: Path, fingerprint: str, text: str) -> Dataset:
    return load(folder, mapping=text)


def _as_shown(rows: pd.DataFrame, column: Column, t: Words) -> list[str]:
    """The cells of a column of some rows as people write them, dates no more exactly than they are known."""
    if column.kind == "date":
        return ["" if pd.isna(day) else t.moment(day, known) for day, known in rows[[column.name, f"{column.name}_precision"]].itertuples(index=False)]
    return [_said(value, t) for value in rows[column.name]]


def _said(value: object, t: Words) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    return "" if pd.isna(value) else cell_text(value)


def _mark(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:12]
