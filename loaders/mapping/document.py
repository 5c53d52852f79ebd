"""The text of a `mapping.toml` changed for a person to read and go on with: what was there stays as it was, comments too."""

from collections.abc import Mapping as Words

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable, Table

from loaders.mapping.rules import NAME, SheetRule, entry_lines, parse
from loaders.mapping.takes import Only, Take
from loaders.problems import SourceError
from locales import N_

HEAD = """\
# How spreadsheets that were not made for the dashboard are read. Change it here or on the Data page.
#
# Each [[sheet]] says which table a sheet holds, and which heading each column is taken from:
#   file, sheet  whose sheets are meant; * stands for any letters; left out: any
#   table        the table they hold: projects, events, organisations ...
#   header       the row of the headings; left out: found
#   day_first    true where 03/04/2019 is the 3rd of April; left out: found
#   only         take only rows with something under this heading,
#                or { heading = "Categories", is = ["Programme"] }
#   split        headings whose cells hold lists: each part makes a row
#   only_listed  true: take no column but those listed
# [sheet.columns] has a line for each column:
#   title = "Subject"                            a heading
#   start = { headings = ["Actual", "Planned"] } the first of them that is filled
#   kind = { heading = "Type", values = { "Mtg" = "meeting", "*train*" = "training" }, otherwise = "other" }
#   status = { value = "active" }                the same for every row
#   event_id = { row = "calendar-{row}" }        made from the number of the row
#   budget = { leave = true }                    not taken, though a heading fits
# Columns that are not listed are matched by their headings. Each [[row]] is a row that no file has.

"""


def with_rule(text: str, rule: SheetRule) -> str:
    """The text of a mapping with a rule in it: in place of the one in the rule's line, at the end where that is 0.

    Raises SourceError where the text is no TOML: a person is to mend it first.
    """
    document = _document(text or HEAD)
    entries = _entries(document, "sheet")
    if rule.line:
        _update(entries[_number(text, rule)], rule)
    else:
        entry = tomlkit.table()
        _update(entry, rule)
        entries.append(entry)
    return tomlkit.dumps(document)


def without_rule(text: str, rule: SheetRule) -> str:
    """The text of a mapping without the rule in that rule's line. Raises SourceError where it is no TOML."""
    document = _document(text)
    entries = _entries(document, "sheet")
    del entries[_number(text, rule)]
    if not entries:
        del document["sheet"]
    return tomlkit.dumps(document)


def _document(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, RecursionError):
        wrong = parse(text).problems[0]
        raise SourceError(wrong.template, file=NAME, **dict(wrong.values)) from None


def _entries(document: tomlkit.TOMLDocument, key: str) -> AoT:
    if key not in document:
        document.append(key, tomlkit.aot())
    entries = document[key]
    if not isinstance(entries, AoT):
        raise SourceError(N_("write each entry of “{key}” under a line [[{key}]] of its own"), file=NAME, key=key)
    return entries


def _number(text: str, rule: SheetRule) -> int:
    """Which of the entries a rule is. Raises SourceError where the file has changed and it is not there."""
    lines = entry_lines(text, "sheet")
    if rule.line not in lines:
        raise SourceError(N_("has been changed by somebody else; look at it again before you save"), file=NAME)
    return lines.index(rule.line)


def _update(entry: Table, rule: SheetRule) -> None:
    """Make an entry say what a rule says; what it says already is not touched."""
    said: dict[str, object] = {
        "file": rule.file or None, "sheet": rule.sheet or None, "table": rule.table, "header": rule.header, "day_first": rule.is_day_first,
        "only": _only(rule.only), "split": list(rule.split) or None, "only_listed": rule.is_complete or None,
    }  # fmt: skip
    columns = {name: _source(take) for name, take in rule.columns.items()}
    listed = entry.pop("columns", None)
    _set(entry, said)
    if listed is None:
        listed = tomlkit.table()
    _set(listed, columns | {name: None for name in listed if name not in columns})
    # Last, so that what is said of the sheet stands above its columns.
    entry.append("columns", listed)


def _set(table: Table, values: Words[str, object]) -> None:
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif key not in table:
            table.append(key, value)
        elif table[key] != value:
            table[key] = value


def _only(only: Only | None) -> object:
    if only is None:
        return None
    return _inline({"heading": only.heading, "is": list(only.words)}) if only.words else only.heading


def _source(take: Take) -> object:
    said: dict[str, object] = {}
    if take.row:
        said["row"] = take.row
    elif take.value is not None:
        said["value"] = take.value
    elif not take.headings:
        said["leave"] = True
    elif len(take.headings) > 1:
        said["headings"] = list(take.headings)
    else:
        said["heading"] = take.headings[0]
    if take.values:
        said["values"] = _inline(dict(take.values))
    if take.otherwise is not None:
        said["otherwise"] = take.otherwise
    return take.headings[0] if list(said) == ["heading"] else _inline(said)


def _inline(values: Words[str, object]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table


