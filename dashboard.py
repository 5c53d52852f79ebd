"""The programme dashboard: `streamlit run dashboard.py`."""

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from loaders.loading import prepare
from locales import N_
from sharing.web import server
from ui import doors, guest, present
from ui.card import show_card
from ui.indicators import card
from ui.page import current_view, foot, open_frame
from ui.who import SEEN_BY

PAGES = {
    "overview": N_("Overview"),
    "timeline": N_("Timeline"),
    "map": N_("Map"),
    "themes": N_("Themes"),
    "delegations": N_("Delegations"),
    "participants": N_("Participants"),
    "publications": N_("Publications"),
    "indicators": N_("Indicators"),
    "changes": N_("What changed"),
    "quality": N_("Data quality"),
    "present": N_("Present"),
    "data": N_("Data"),
    "share": N_("Share"),
    "audit": N_("Record of events"),
}

ASSETS = Path(__file__).parent / "ui" / "assets"

# Streamlit would take the folder pages/ for pages of its own until st.navigation has run once: who came
# first to a new server by a copied link would meet a page without its frame.
PagesManager.uses_pages_directory = False

# The process that reads spreadsheets gets ready before somebody comes.
prepare()
app = st.App(__file__, **server(doors.house, doors.may_upload, doors.may_take))

if __name__ == "__main__":
    st.set_page_config(page_title="CITIES", page_icon=ASSETS / "icon.svg", layout="wide")
    st.logo(ASSETS / "icon.svg", size="large")
    st.html(ASSETS / "frame.css")
    t = open_frame()
    names = [name for name in PAGES if st.session_state[SEEN_BY].may_open(name)]
    pages = [st.Page(f"pages/{name}.py", title=t(PAGES[name]), url_path=name, default=name == names[0]) for name in names]
    page = st.navigation(pages, position="top")
    guest.come_back()
    if "present" in names:
        present.offered(t, current_view)
    page.run()
    view = current_view()
    foot(view)
    show_card(partial(card, view))
