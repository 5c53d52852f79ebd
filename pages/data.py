"""Data: what is in use, trying and using other files, going back, files to take home."""

import streamlit as st

from locales import N_
from ui.data import folder, source
from ui.editions import freezing
from ui.in_use import show_downloads, show_former, show_in_use
from ui.mapping_editor import show_mapping
from ui.page import open_keepers_page
from ui.text import plain
from ui.upload import upload

view = open_keepers_page(N_("Data"), N_("Try other files before they are used, and go back where that was a mistake."))
t = view.t
show_in_use(t)
st.subheader(plain(t("Upload")), anchor=False)
upload(source(), t)
# It reads files to show them as they would load: only for who asks.
mapping = st.expander(plain(t("Mapping: say what the sheets and columns of your own are")), on_change="rerun", key="mapping")
if mapping.open:
    with mapping:
        show_mapping(folder(), source(), t)
st.subheader(plain(t("Freeze an edition")), anchor=False)
freezing(t)
st.subheader(plain(t("Go back")), anchor=False)
show_former(t)
st.subheader(plain(t("Files to download")), anchor=False)
show_downloads(t)
