"""The rows behind the figures: each that counted in one, and each that was looked at and did not, with why."""

from collections.abc import Iterable

import pandas as pd

from charts.exhibit import Exhibit, View
from loaders.tables import TABLES

# What a reader would know a record by, the first that its table has.
LABELS = ("title", "name", "practice", "activity_id", "key")


def source_rows(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The rows that counted in an exhibit: record, sheet, row and file, under translated headings."""
    parts = [_records(name, index, view) for name, index in exhibit.measure.rows.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def left_out_rows(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """The rows that were looked at and did not count: record, why, sheet, row and file."""
    t, parts = view.t, []
    for name, why in exhibit.measure.left_out.items():
        part = _records(name, why.index, view)
        part.insert(1, t("Why not"), _reasons(why, view))
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def all_rows(exhibit: Exhibit, view: View) -> pd.DataFrame:
    """Both in one table, those that counted first: record, whether it counted, why not, sheet, row and file."""
    t = view.t
    counted, without = (rows(exhibit, view) for rows in (source_rows, left_out_rows))
    for frame, answer in ((counted, t("yes")), (without, t("no"))):
        frame.insert(min(1, len(frame.columns)), t("Counted"), answer)
    if t("Why not") not in counted:
        counted.insert(min(2, len(counted.columns)), t("Why not"), "")
    return pd.concat([frame for frame in (counted, without) if len(frame)] or [counted], ignore_index=True)


def rows_of_all(named: Iterable[tuple[str, Exhibit]], view: View) -> pd.DataFrame:
    """The rows of many exhibits, each under its name: figure, table, record, whether it counted, why not, sheet, row and file.

    Of exhibits that have one name, a row is listed once as what counted, and once as what did not.
    """
    t, parts = view.t, []
    listed: dict[tuple[str, str, bool], pd.Index] = {}
    known = {name: _records(name, frame.index, view) for name, frame in view.whole.tables.items()}
    for figure, exhibit in named:
        measure = exhibit.measure
        for name, index, why in [
            *((name, index, None) for name, index in measure.rows.items()),
            *((name, why.index, why) for name, why in measure.left_out.items()),
        ]:  # fmt: skip
            before = listed.get((figure, name, why is None), index[:0])
            index = index.difference(before, sort=False) if len(before) else index
            listed[figure, name, why is None] = before.append(index)
            if len(index):
                part = known[name].loc[index]
                part.insert(0, t("Figure"), figure)
                part.insert(1, t("Table"), TABLES[name].label(t.language))
                part.insert(3, t("Counted"), t("yes") if why is None else t("no"))
                part.insert(4, t("Why not"), "" if why is None else _reasons(why[index], view))
                parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _reasons(why: pd.Series, view: View) -> pd.Series:
    return why.map({reason: view.t(reason) for reason in why.unique()}).astype("str")


def _records(name: str, index: pd.Index, view: View) -> pd.DataFrame:
    """Rows of a table by what a reader knows them by, and where they stand; their labels stay.

    An indicator's rows may be outside the period that is looked at: they are found in the whole.
    """
    t, frame = view.t, view.whole.tables[name].loc[index]
    open_columns = frame.columns.drop([*TABLES[name].personal], errors="ignore")
    label = next((column for column in LABELS if column in open_columns), open_columns[0])
    records = frame[label].astype("str")
    if label == "activity_id":
        records = records.replace(_titles(view))
    return pd.DataFrame({
        t("Record"): records,
        t("Sheet"): frame["source_sheet"],
        t("Row"): frame["source_row"],
        t("File"): frame["source_file"],
    })  # fmt: skip


def _titles(view: View) -> dict[str, str]:
    """The title of each delegation and event: what somebody took part in."""
    return {
        one: title for name in ("delegations", "events")
        for one, title in view.whole.tables[name][[f"{name[:-1]}_id", "title"]].itertuples(index=False)
    }  # fmt: skip
