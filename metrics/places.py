"""What happened in each place, and what moves between places."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.left_out import NOT_BEGUN, left_out, not_held
from metrics.measure import Measure, begun, held

# Each way in which an activity touches a place: its table, the place's column, and the column of
# the place at the other end.
WAYS = {
    "delegations_out": ("delegations", "from_city_id", "to_city_id"),
    "delegations_in": ("delegations", "to_city_id", "from_city_id"),
    "events": ("events", "city_id", None),
    "transfers_out": ("transfers", "from_city_id", "to_city_id"),
    "transfers_in": ("transfers", "to_city_id", "from_city_id"),
}
DATES = ["start", "start_precision", "end", "end_precision"]


def touches(data: Dataset, as_of: date) -> pd.DataFrame:
    """A row for each way that an activity touches a place, in order of time.

    city_id, way (a key of WAYS), other_id (missing for an event), table, row (the activity's label
    there), title, the dates with their precision, is_planned (not yet held by the day).
    """
    parts = []
    for way, (table, here, there) in WAYS.items():
        frame = data.tables[table]
        done = begun(frame, as_of) if table == "transfers" else held(frame, as_of)
        parts.append(frame[DATES].assign(
            city_id=frame[here],
            way=way,
            other_id=frame[there] if there else pd.Series(pd.NA, index=frame.index, dtype="str"),
            table=table,
            row=frame.index,
            title=frame["practice" if table == "transfers" else "title"],
            is_planned=~frame.index.isin(done.index),
        ))  # fmt: skip
    return pd.concat(parts, ignore_index=True).sort_values(["start", "end", "title"], kind="stable", ignore_index=True)


def places(data: Dataset, as_of: date) -> Measure:
    """Every place with its activities: delegations and transfers to or from it, and events in it.

    `value` is the number of activities that have taken place, each once, and `planned` those ahead.
    `table` has a row a place, the busiest first: city_id, name, kind, country_code, role, latitude,
    longitude, a count for each of WAYS, activities (each once in a place) and planned.
    """
    found = touches(data, as_of)
    once = found.drop_duplicates(["city_id", "table", "row"])
    done = found[~found["is_planned"]]
    cities = data.cities.set_index("city_id")
    table = cities[["name", "kind", "country_code", "role", "latitude", "longitude"]].copy()
    for way in WAYS:
        table[way] = _counted(done[done["way"] == way], table.index)
    table["activities"] = _counted(once[~once["is_planned"]], table.index)
    table["planned"] = _counted(once[once["is_planned"]], table.index)
    table = table.sort_values(["activities", "planned", "name"], ascending=[False, False, True]).reset_index()
    whole = found.drop_duplicates(["table", "row"])
    rows = {name: data.tables[name].index for name in ("delegations", "events", "transfers")}
    planned = int(whole["is_planned"].sum())
    formula = N_("Of each place: the delegations to or from it, the events in it and the transfers to or from it that have taken place; one that links two places counts in both, and once in the total.")
    return Measure("places", len(whole) - planned, {**rows, "cities": data.cities.index}, formula, table, planned=planned)


def in_place(data: Dataset, as_of: date, city_id: str) -> Measure:
    """What has taken place in one place: the delegations and transfers to or from it and the events in it, each once."""
    own = touches(data, as_of)
    own = own[own["city_id"] == city_id].drop_duplicates(["table", "row"])
    rows, without = {}, {}
    for name in ("delegations", "events", "transfers"):
        frame, here = data.tables[name], own[own["table"] == name]
        rows[name] = frame.index[frame.index.isin(here.loc[~here["is_planned"], "row"])]
        elsewhere = (N_("it has to do with other places"), ~frame.index.to_series().isin(here["row"]))
        ahead = () if name == "transfers" else not_held(frame, as_of)
        without[name] = left_out(frame, rows[name], elsewhere, *ahead, otherwise=NOT_BEGUN)
    formula = N_("Delegations to or from the place, events in it and transfers to or from it that have taken place, each counted once.")
    return Measure("in_place", sum(map(len, rows.values())), rows, formula, left_out=without)


def links(data: Dataset, as_of: date) -> pd.DataFrame:
    """Delegations and transfers between two different places, counted.

    from_id, to_id, table ("delegations" or "transfers"), is_planned, count; the way back apart.
    """
    grouped = moves(data, as_of).groupby(["from_id", "to_id", "table", "is_planned"], sort=True)
    return grouped.size().rename("count").reset_index()


def moves(data: Dataset, as_of: date) -> pd.DataFrame:
    """Each delegation and transfer between two different places: from_id, to_id, table, row, is_planned."""
    found = touches(data, as_of)
    out = found[found["way"].isin(["delegations_out", "transfers_out"]) & (found["city_id"] != found["other_id"])]
    return out.rename(columns={"city_id": "from_id", "other_id": "to_id"})[["from_id", "to_id", "table", "row", "is_planned"]]


def _counted(rows: pd.DataFrame, city_ids: pd.Index) -> pd.Series:
    return rows.groupby("city_id").size().reindex(city_ids, fill_value=0)
