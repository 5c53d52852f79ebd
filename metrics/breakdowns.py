"""The value of an indicator broken down: by sector, gender, age group, city or theme."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics import counts
from metrics.indicators import Indicator, is_part, value
from metrics.measure import Measure, activities
from metrics.narrowed import Cut, Kept, keeping, narrowed, within_period
from metrics.participants import described
from metrics.periods import Period

OF_PEOPLE = ("sector", "gender", "age_group")
DIMENSIONS = (*OF_PEOPLE, "city", "theme")
# What can be broken down, and by what; all else is a whole alone.
BY: dict[str, tuple[str, ...]] = {
    "people": ("sector", "gender", "age_group", "city"),
    "participations": DIMENSIONS,
    **dict.fromkeys(("projects", "delegations", "events", "mission_days", "transfers", "transfers_piloted_or_adopted"), ("city", "theme")),
    "publications": ("theme",),
    "organisations": ("sector", "city"),
    "measurement": DIMENSIONS,
}
FORMULA = N_("The same count for each group; what belongs to several counts in each, and once in the total. What no row says is not detailed.")


class Parts(Protocol):
    """Breaks indicators of the same data down."""

    def __call__(self, indicator: Indicator, as_of: date, period: Period, dimension: str) -> Measure:
        """The parts of its value in a period, up to a day, as `breakdown` finds them."""


def parting(data: Dataset, whole: Dataset | None = None, *, kept: Kept | None = None) -> Parts:
    """Who breaks many indicators of the same data down: what was found once is kept, in `kept` for others too."""
    kept = {} if kept is None else kept
    found: dict[tuple[Indicator, date, Period, str], Measure] = kept.setdefault(("parts", data.mark, whole.mark if whole else None), {})

    def parts(indicator: Indicator, as_of: date, period: Period, dimension: str) -> Measure:
        mark = indicator, as_of, period, dimension
        if mark not in found:
            found[mark] = breakdown(indicator, data, as_of, period, dimension, whole=whole, cut=keeping(kept))
        return found[mark]

    return parts


def breakdown(indicator: Indicator, data: Dataset, as_of: date, period: Period, dimension: str, *, whole: Dataset | None = None, cut: Cut = within_period) -> Measure:
    """The parts of a value: `table` has group and value, the largest first; `not_detailed` what is in no group.

    `members` has group (missing: of none), table and row.

    `value` is the total, counted as `value` does. `table.attrs["overlap"]` is what counts in more than one group: all parts and
    what is not detailed, less the overlap, are the total.
    """
    total = value(indicator, data, as_of, period, whole=whole, cut=cut)
    has_no_rows = data.disclosed is not None and (indicator.needs_people or (indicator.measure == "participations" and dimension in OF_PEOPLE))
    if total.value is None or has_no_rows or dimension not in BY.get(indicator.measure, ()):
        return Measure(indicator.measure, None, {}, FORMULA)
    if indicator.measure == "measurement":
        # Nobody measures the women of a theme.
        if is_part(data):
            return Measure(indicator.measure, None, {}, FORMULA)
        return _measured(indicator, data, dimension, total)
    part = narrowed(cut(data, indicator.where, period, as_of, is_cumulative=indicator.is_cumulative), indicator.where)
    part = replace(part, tables=MappingProxyType({**part.tables, "transfers": _themed(part.transfers, data.projects)}))
    units = UNITS.get(indicator.measure, _of_table(indicator.measure))(part, min(period.end, as_of), dimension, total)
    grouped = units.explode("groups").dropna(subset=["groups"])
    # One person on two rows of a group counts once in it.
    once = grouped.groupby(["groups", "unit"])["weight"].max().reset_index()
    table = once.groupby("groups")["weight"].sum().rename("value").rename_axis("group").reset_index()
    table = table.sort_values(["value", "group"], ascending=[False, True], ignore_index=True)
    in_any = once.groupby("unit")["weight"].max().sum()
    table.attrs["overlap"] = float(once["weight"].sum() - in_any)
    return Measure(indicator.measure, total.value, total.rows, FORMULA, table, is_estimate=total.is_estimate, not_detailed=int(total.value - in_any), members=_members(units), left_out=total.left_out)


Units = Callable[[Dataset, date, str, Measure], pd.DataFrame]


def _people(part: Dataset, as_of: date, dimension: str, whole: Measure) -> pd.DataFrame:
    rows = described(counts.attended(part, as_of), part)
    return _units(rows["person_id"], rows["headcount"], _singles(rows["city_id" if dimension == "city" else dimension]), "participants", rows.index)


def _participations(part: Dataset, as_of: date, dimension: str, whole: Measure) -> pd.DataFrame:
    if dimension in OF_PEOPLE:
        rows = described(counts.attended(part, as_of), part)
        listed = _units(rows.index.astype("str"), rows["headcount"], _singles(rows[dimension]), "participants", rows.index)
        # Who is in a headcount alone is of no group that anybody knows.
        unlisted = whole.table[whole.table["not_detailed"] > 0]
        nobody = pd.Series([()] * len(unlisted), dtype="object")
        return pd.concat([listed, _units(unlisted["activity_id"], unlisted["not_detailed"], nobody, unlisted["table"], unlisted["row"])], ignore_index=True)
    own = whole.table.merge(activities(part)[["activity_id", "theme_ids"]], on="activity_id")
    # Its own row, and those of the people listed for it.
    listed = part.participants.loc[whole.rows["participants"], ["activity_id"]]
    listed = listed.assign(table="participants", row=listed.index).merge(own.drop(columns=["table", "row"]), on="activity_id")
    table = pd.concat([own, listed], ignore_index=True)
    return _units(table["activity_id"], table["participations"], table["theme_ids"] if dimension == "theme" else _singles(table["city_id"]), table["table"], table["row"])


def _mission_days(part: Dataset, as_of: date, dimension: str, whole: Measure) -> pd.DataFrame:
    frame = part.delegations.loc[whole.rows["delegations"]]
    return _units(frame["delegation_id"], counts.days_of(frame).astype("float64"), _groups(part, "delegations", frame, dimension), "delegations", frame.index)


def _of_table(measure: str) -> Units:
    """The units of a measure that counts the rows of a table."""
    name = "transfers" if measure.startswith("transfers") else measure

    def units(part: Dataset, as_of: date, dimension: str, whole: Measure) -> pd.DataFrame:
        frame = part.tables[name].loc[whole.rows[name]]
        return _units(frame.index.astype("str"), pd.Series(1, index=frame.index), _groups(part, name, frame, dimension), name, frame.index)

    return units


UNITS: dict[str, Units] = {"people": _people, "participations": _participations, "mission_days": _mission_days}


def _groups(part: Dataset, name: str, frame: pd.DataFrame, dimension: str) -> pd.Series:
    """The groups that each row of a table is in: tuples."""
    if dimension == "sector":
        return _singles(frame["sector"])
    if dimension == "city":
        if name == "projects":
            return frame["city_ids"]
        return _singles(frame[next(column for column in ("to_city_id", "city_id") if column in frame)])
    return frame["theme_ids"]


def _themed(transfers: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Transfers with the themes of their projects, whenever those began."""
    themes = projects.set_index("project_id")["theme_ids"]
    return transfers.assign(theme_ids=[themes.get(project, ()) for project in transfers["project_id"]])


def _singles(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: () if pd.isna(cell) else (cell,))


def _units(unit: pd.Series | pd.Index, weight: pd.Series, groups: pd.Series, table: str | pd.Series, row: pd.Index | pd.Series) -> pd.DataFrame:
    """What is counted, how much it counts, the groups it is in, and a row that it stands in: one line for each such row."""
    return pd.DataFrame({"unit": list(unit), "weight": list(weight), "groups": list(groups), "table": table if isinstance(table, str) else list(table), "row": list(row)})


def _members(units: pd.DataFrame) -> pd.DataFrame:
    return units.assign(group=[groups or (None,) for groups in units["groups"]]).explode("group")[["group", "table", "row"]]


def _measured(indicator: Indicator, data: Dataset, dimension: str, whole: Measure) -> Measure:
    """The parts that were measured on the day of the whole."""
    day = data.measurements.loc[whole.rows["measurements"], "date"].iloc[0]
    rows = data.measurements
    rows = rows[(rows["indicator_id"] == indicator.indicator_id) & (rows["dimension"] == dimension) & (rows["date"] == day)]
    last = rows.drop_duplicates("dimension_value", keep="last")
    members = pd.DataFrame({"group": last["dimension_value"], "table": "measurements", "row": last.index})
    table = last.set_index("dimension_value")["value"].rename_axis("group").reset_index()
    table = table.sort_values(["value", "group"], ascending=[False, True], ignore_index=True)
    assert whole.value is not None
    rest = whole.value - table["value"].sum()
    table.attrs["overlap"] = max(0.0, -rest)
    found = {"measurements": whole.rows["measurements"].union(rows.index)}
    # What no group's measurement tells of stands in the whole's alone.
    members = pd.concat([members, pd.DataFrame({"group": None, "table": "measurements", "row": whole.rows["measurements"]})], ignore_index=True)
    return Measure("measurement", whole.value, found, FORMULA, table, not_detailed=max(0, round(rest)), members=members)
