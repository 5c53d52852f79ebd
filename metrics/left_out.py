"""Why rows that a measure looked at did not count: a reason by row label."""

from datetime import date

import numpy as np
import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.measure import activities_held, is_held, published

Reason = tuple[str, pd.Series]

CANCELLED = N_("cancelled")
NOT_BEGUN = N_("it has not begun by the day of the data")
NOT_HELD = N_("it has not taken place by the day of the data")
VAGUE = N_("its date is vague: by the day of the data nobody can say whether it has taken place")
NOT_ATTENDED = N_("its delegation or event has not taken place by the day of the data, as far as is known")
FORTHCOMING = N_("forthcoming")
NOT_OUT = N_("its date is after the day of the data")
FEW = N_("of fewer people than a shared link tells")
SEASON = N_("dated only to a season or a year")
# Why a row without a value in a column does not count.
NOT_STATED = {
    "duration_days": N_("its length is not known"),
    "headcount": N_("its headcount is not stated"),
    "language": N_("its language is not stated"),
    "budget": N_("its budget is not stated"),
    "gender": N_("the gender is not stated"),
    "age_group": N_("the age group is not stated"),
    "sector": N_("the sector is not stated, nor that of the organisation"),
    "city_id": N_("the place is not stated, nor that of the organisation"),
}


def left_out(frame: pd.DataFrame, counted: pd.Index, *reasons: Reason, otherwise: str) -> pd.Series:
    """The reason of each row of a frame that is not among the counted, in the frame's order.

    `reasons` are pairs of a reason and a mask aligned with the frame: the first that holds is given.
    """
    rest = ~frame.index.isin(counted)
    why = np.full(int(rest.sum()), otherwise, dtype="object")
    for reason, holds in reversed(reasons):
        mask = holds if holds.index is frame.index else holds.reindex(frame.index)
        why[mask.to_numpy(dtype=bool, na_value=False)[rest]] = reason
    return pd.Series(why, index=frame.index[rest], dtype="str")


def not_held(frame: pd.DataFrame, as_of: date) -> tuple[Reason, Reason]:
    """Why delegations or events have not been held by a day: it is not there yet, or may be there."""
    out = ~is_held(frame, as_of)
    return (VAGUE, out & (frame["start"] <= pd.Timestamp(as_of))), (NOT_HELD, out)


def not_attended(data: Dataset, as_of: date) -> Reason:
    """Why participants' rows do not count: what they took part in has not been held by a day."""
    return NOT_ATTENDED, ~data.participants["activity_id"].isin(activities_held(data, as_of))


def not_published(data: Dataset, as_of: date) -> tuple[Reason, Reason]:
    """Why publications are not out by a day."""
    frame = data.publications
    out = frame.index.to_series().isin(published(data, as_of).index)
    return (FORTHCOMING, frame["is_forthcoming"].fillna(False).astype(bool)), (NOT_OUT, ~out)
