"""The record of events: who made, opened, renewed and revoked links, took files, signed in and changed the data."""

from locales import N_
from ui.share import show_events

show_events(N_("Record of events"))
