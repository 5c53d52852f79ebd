"""Streamlit pieces that the pages share: filters, figures, sources, downloads; the only cache."""
