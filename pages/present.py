"""Present: a deck put together, looked at and worded, presented on the screen or taken along as files."""

import streamlit as st

from loaders import SourceError
from locales import N_
from ui import deck
from ui.deck_choice import choose, keeping
from ui.deck_files import others, slides
from ui.deck_list import figures, summary
from ui.page import open_page
from ui.present import begin
from ui.problem_list import why
from ui.text import plain

view = open_page(N_("Present"), summary)
t = view.t
# On a telephone what presents stands above the list, and the files below it.
left, right = st.columns([3, 2], gap="large", vertical_alignment="top")
with left:
    found = choose(view)
try:
    wanted = deck.asked(view, found.keys)
except SourceError as reason:
    st.markdown(plain(why(reason, t)))
    st.stop()
if found.keys:
    with right:
        begin(t)
left, right = st.columns([3, 2], gap="large")
with left:
    if found.keys:
        figures(found, view, wanted)
    elif not found.reason:
        st.subheader(plain(t("No figure is in the deck yet")), anchor=False)
        st.markdown(plain(t("Choose a ready deck above, or press “Add to deck” beside a figure on any page.")))
with right:
    if found.keys:
        slides(found, view, wanted)
    keeping(found, view)
    others(view)
