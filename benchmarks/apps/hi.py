"""Streamlit's floor: the smallest page there is."""

import streamlit as st

st.write("hi")
