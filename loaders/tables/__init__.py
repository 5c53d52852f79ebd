"""Every table, in the order in which a workbook shows them. A new table is a file here and a line below."""

from loaders.schema import Table
from loaders.tables import (
    cities,
    delegations,
    events,
    indicators,
    measurements,
    notes,
    organisations,
    participants,
    projects,
    publications,
    settings,
    targets,
    themes,
    transfers,
)  # fmt: skip

TABLES: dict[str, Table] = {
    module.TABLE.name: module.TABLE
    for module in (
        projects, delegations, events, participants, publications, transfers, themes, cities,
        organisations, indicators, targets, measurements, settings, notes,
    )
}  # fmt: skip
