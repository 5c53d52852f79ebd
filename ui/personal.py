"""Names and addresses of people: for a signed-in director, on the card of what they took part in, and nowhere else."""

import pandas as pd
import streamlit as st

from charts.exhibit import View
from loaders.tables import TABLES
from ui import editions
from ui.text import plain
from ui.who import viewer

SHOWN = ("name", "email", "organisation_id", "role", "headcount")


def who_was_there(view: View, activity_id: str) -> None:
    """For a director, who is listed for a delegation or an event, once they ask."""
    if viewer().is_director and st.toggle(view.t("Names and e-mail addresses"), key=f"people-{activity_id}"):
        st.dataframe(listed(view, activity_id), hide_index=True, key=f"people-list-{activity_id}")
        st.caption(plain(view.t("Only directors see this list. It is in no file that the dashboard makes.")))


def listed(view: View, activity_id: str) -> pd.DataFrame:
    """The people of an activity under translated headings, by name; columns in which nothing is stated are left out."""
    # The only place that reads the data with its personal columns.
    rows = editions.shown()[0].participants
    rows = rows[rows["activity_id"] == activity_id].sort_values("name", na_position="last")
    names = view.whole.organisations.set_index("organisation_id")["name"]
    shown = rows[list(SHOWN)].assign(organisation_id=rows["organisation_id"].map(names).fillna(rows["organisation_id"]))
    columns = TABLES["participants"]
    return shown.dropna(axis="columns", how="all").rename(columns={name: columns.column(name).header(view.t.language) for name in SHOWN})
