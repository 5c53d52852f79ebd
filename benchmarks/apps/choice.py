"""The floor of a filter change: a choice that changes a text."""

import streamlit as st

st.write("Chosen: " + st.selectbox("Period", [str(year) for year in range(2010, 2030)], key="period"))
