"""Overview: the programme at a glance."""

from charts import overview
from charts.headlines import HEADLINES
from locales import N_
from ui.page import open_comparing_page
from ui.show import beside, figures, show, show_records

view = open_comparing_page(N_("Overview"), overview.summary)
figures([f"overview.{name}" for name in HEADLINES], view)
show("overview.months", view)
left, right = beside()
with left:
    show_records("overview.next", view)
with right:
    show_records("overview.latest", view)
