"""Themes: what each saw, when, where, and which practices moved from place to place."""

from charts.sdgs import has_goals
from charts.themes import summary
from locales import N_
from ui.page import open_page
from ui.show import beside, show

view = open_page(N_("Themes"), summary)
show("themes.by_kind", view)
left, right = beside()
with left:
    show("themes.by_quarter", view)
with right:
    show("themes.by_city", view)
if has_goals(view):
    show("themes.by_goal", view)
show("themes.transfers", view)
