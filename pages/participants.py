"""Participants: the mix of people, each counted once, and what is not detailed of those who came."""

from charts.participants import summary
from locales import N_
from ui.data import exhibit
from ui.page import open_page
from ui.show import beside, figures, show

view = open_page(N_("Participants"), summary)
figures([f"participants.{name}" for name in ("people", "participations", "sectors", "places")], view)
if exhibit("participants.people", view).measure.value:
    for first, second in (("by_sector", "by_city"), ("by_gender", "by_age")):
        left, right = beside()
        with left:
            show(f"participants.{first}", view)
        with right:
            show(f"participants.{second}", view)
show("participants.by_activity", view)
