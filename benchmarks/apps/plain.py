"""Plain Streamlit, as most people write it: a filter, 4 metrics, 2 charts, 1 table."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

WORKBOOK = next((Path(__file__).parents[2] / "data").glob("*.xlsx"))


@st.cache_data
def read() -> dict[str, pd.DataFrame]:
    """Every sheet of the workbook."""
    return pd.read_excel(WORKBOOK, sheet_name=None)


sheets = read()
events = sheets["events"]
kind = st.selectbox("Period", ["all", *sorted(events["kind"].dropna().unique())], key="period")
chosen = events if kind == "all" else events[events["kind"] == kind]
st.title("Overview")
for column, (name, value) in zip(
    st.columns(4),
    {
        "Projects": len(sheets["projects"]),
        "Events": len(chosen),
        "Delegations": len(sheets["delegations"]),
        "Cities": chosen["city_id"].nunique(),
    }.items(),
    strict=True,
):
    column.metric(name, value)
left, right = st.columns(2)
left.plotly_chart(px.bar(chosen.groupby("city_id", as_index=False).size(), x="city_id", y="size"))
right.plotly_chart(px.bar(chosen.groupby("kind", as_index=False).size(), x="kind", y="size"))
st.dataframe(chosen)
