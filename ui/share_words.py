"""A link in words: what is in it, what comes with it, how long it works."""

from datetime import date, datetime, timedelta

import pandas as pd

from loaders import Dataset
from locales import Words
from sharing.grants import SHAREABLE, Grant
from sharing.links import Link

# Where more is chosen, it is counted.
MOST_NAMED = 3
# A link that ends so soon is worth a word.
SOON = timedelta(days=14)
DATED = ("projects", "delegations", "events", "transfers")


def page_title(name: str, t: Words) -> str:
    """The title of a page that a link can open."""
    # A page goes by its English title, in small letters.
    return t(name.capitalize())


def chosen(grant: Grant, data: Dataset, t: Words) -> str:
    """What was chosen, as it was chosen: "Funded by Fund North · Theme: Food · 1 January 2019 to 31 December 2020".

    What the data does not know any more is named by its identifier.
    """
    if grant.is_whole:
        return t("The whole programme")
    parts = []
    if grant.funder_id is not None:
        parts.append(t("Funded by {name}", name=_named(data, "organisations", "name", (grant.funder_id,), t)))
    if grant.project_ids:
        names = _named(data, "projects", "title", grant.project_ids, t)
        parts.append(t.plural("Project: {names}", "Projects: {names}", len(grant.project_ids), names=names))
    if grant.theme_ids:
        names = _named(data, "themes", "name", grant.theme_ids, t)
        parts.append(t.plural("Theme: {names}", "Themes: {names}", len(grant.theme_ids), names=names))
    if grant.city_ids:
        names = _named(data, "cities", "name", grant.city_ids, t)
        parts.append(t.plural("City: {names}", "Cities: {names}", len(grant.city_ids), names=names))
    if grant.start and grant.end:
        parts.append(t("{start} to {end}", start=t.day(grant.start), end=t.day(grant.end)))
    return " · ".join(parts)


def counted(part: Dataset, t: Words) -> str:
    """How much there is to see: "3 projects, 5 delegations and 1 event, February 2018 to June 2021"; blank where there is nothing."""
    n = {name: len(part.tables[name]) for name in (*DATED, "publications")}
    said = [
        (n["projects"], t.plural("{n} project", "{n} projects", n["projects"])),
        (n["delegations"], t.plural("{n} delegation", "{n} delegations", n["delegations"])),
        (n["events"], t.plural("{n} event", "{n} events", n["events"])),
        (n["transfers"], t.plural("{n} transfer", "{n} transfers", n["transfers"])),
        (n["publications"], t.plural("{n} publication", "{n} publications", n["publications"])),
    ]
    what = t.listed(words for count, words in said if count)
    if not what or (days := _days(part)) is None:
        return what
    if part.period:
        # A project that is in it goes on before and after.
        days = max(days[0], part.period[0]), min(days[1], part.period[1])
    return t("{what}, {span}", what=what, span=t.span(*days))


def conditions(grant: Grant, t: Words) -> list[str]:
    """What comes with it: how many pages, whether files, which counts are not shown."""
    pages = [page_title(name, t) for name in SHAREABLE if name in grant.pages]
    is_all = len(pages) == len(SHAREABLE)
    said = t.plural("{n} page: {pages}", "{n} pages: {pages}", len(pages), pages=t.listed(pages)) if pages else t("no page yet")
    # Slides and workbooks hold the figures of every page.
    files = t("tables, charts, slides, workbooks and web pages to take along") if is_all else t("tables and charts to take along")
    return [
        t("All pages") if is_all else said,
        files if grant.has_exports else t("no files to take along"),
        t("counts of people under {n} are not shown", n=t.number(grant.minimum_count)),
    ]


def ends(link: Link, now: datetime, t: Words) -> str:
    """Until when a link works, or since when it does not."""
    day = t.day(link.until.date())
    match link.state(now):
        case "open":
            left = days_left(link, now)
            if left > SOON.days:
                return t("Open until {day}", day=day)
            return t.plural("Open until {day}, {n} more day", "Open until {day}, {n} more days", left, day=day) if left else t("Open until tonight (UTC)")
        case "expired":
            return t("Ended on {day}", day=day)
        case "unreadable":
            return t("Of another version")
    return t("Revoked on {day}", day=t.day(link.revoked.date())) if link.revoked else ""


def days_left(link: Link, now: datetime) -> int:
    """How many days come after today, in UTC, until a link ends; below 0 where it has."""
    return (link.until.date() - now.date()).days


def is_ending(link: Link, now: datetime) -> bool:
    """Whether a link that is open ends soon."""
    return link.state(now) == "open" and days_left(link, now) <= SOON.days


def _named(data: Dataset, table: str, label: str, ids: tuple[str, ...], t: Words) -> str:
    """The first few of what was chosen, by their names in the data, and how many more there are."""
    frame = data.tables[table]
    names = dict(zip(frame[frame.columns[0]], frame[label], strict=True))
    named = [str(names.get(one, one)) for one in ids]
    if len(named) > MOST_NAMED + 1:
        named = [*named[:MOST_NAMED], t.plural("{n} more", "{n} more", len(named) - MOST_NAMED)]
    return t.listed(named)


def _days(part: Dataset) -> tuple[date, date] | None:
    """The first day and the last on which anything begins or ends; None where nothing has a date."""
    days = pd.concat([part.tables[name][side] for name in DATED for side in ("start", "end")] + [part.publications["date"]]).dropna()
    return (days.min().date(), days.max().date()) if len(days) else None
