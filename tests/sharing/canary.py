"""A data folder in which every word that somebody could see is a word of its own, so that whatever gets out says where it came from; how those words look is said in signs.py.

What a link may show is worked out here from the rows themselves, by rules of a few lines: not by the code that is tested.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from exports import saved_decks
from exports.decks import Item
from loaders import editions
from loaders.tables import TABLES
from loaders.tables.settings import VALUES
from loaders.template import workbook
from tests.fixtures import demo
from tests.sharing.signs import BUDGETS, CROWD, CROWD_STEP, DAYS_BEFORE, MEASURED, SUM, YEARS, YEARS_BEFORE

# The projects of two funders, who have none in common.
YOUTH = ("summer-coops", "coop-schools")
SOUTH = ("commons-atlas", "shared-roofs", "mobile-clinics", "short-chains")
# Of no link here, nor of health or Dakar: so many came to what they did that no other number, nor a sum of others, is as large.
CROWDED = ("solidarity-funds", "buying-well", "tender-clinic", "night-markets", "next-assembly")
# What these did was long ago, in years in which nothing else was.
OLD = ("patient-capital", "buying-well")
# What the link of a period is for.
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2020, 6, 30)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
ACTIVITIES = ("delegations", "events")
# What belongs to a project.
OF_PROJECTS = (*ACTIVITIES, "publications", "transfers")
# What a link says of the organisation itself.
PUBLIC_SETTINGS = ("organisation", "notice", "notice_fr", "iati_organisation_id")
# Nobody's business but the keepers', whatever row it stands in.
NEVER = {("notes", "author"), *((table, "source_note") for table in TABLES), *(("participants", column.name) for column in TABLES["participants"].columns)}
# Of the whole programme: what was aimed at and measured is not the part's.
OF_ALL = ("targets", "measurements")
# Words that are looked up, and columns whose kind takes no word of one's own.
AS_IT_IS = {("indicators", "kind"), ("targets", "dimension_value"), ("measurements", "dimension_value"), ("notes", "subject")}
OWN_COLUMN = "Keeper’s own remark"
# One of each way to be counted: every indicator's card is opened.
INDICATORS = ("new-practices", "women", "cost", "satisfaction", "events", "people", "finance-events", "korean")
# The project whose events and publications stand in a file of their own.
ELSEWHERE = "short-chains"
# So many who took part in what is of no link: the more, the longer the workbook takes to write.
BYSTANDERS = 60
Row = dict[str, object]


@dataclass(frozen=True)
class Place:
    """Where a word stands: the table, the row's own name in the invented programme, the column."""

    table: str
    row: str
    column: str


@dataclass
class Canary:
    """The folder, where each word stands, and the rows before they were marked."""

    folder: Path
    places: dict[str, Place] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)

    def new(self, table: str, row: str, column: str) -> str:
        """A word for a place."""
        number, letters = len(self.places) + 36**3, ""
        while number:
            number, rest = divmod(number, 36)
            letters = DIGITS[rest] + letters
        word = f"qz{letters:0>4}zq"
        self.places[word] = Place(table, row, column)
        return word

    def number(self, table: str, row: str, column: str, *, first: int, step: int = 7) -> int:
        """A number for a place, the next from `first` on: no other place has it, and no sum makes it."""
        number = first + step * self.counts[first]
        self.counts[first] += 1
        self.places[str(number)] = Place(table, row, column)
        return number

    def allowed(self, projects: Iterable[str]) -> set[str]:
        """The words that a link for these projects may say."""
        inside = shown(self.rows, set(projects))
        return {word for word, place in self.places.items() if (place.table, place.column) not in NEVER and place.row in inside.get(place.table, set())}

    def forbidden(self, projects: Iterable[str]) -> set[str]:
        """The words that it may not."""
        return self.places.keys() - self.allowed(projects)

    def told(self, words: Iterable[str]) -> list[str]:
        """Where words stand, for a failure to be read."""
        return sorted(f"{word}: {self.places[word].table}/{self.places[word].row}/{self.places[word].column}" for word in words)


def shown(rows: dict[str, list[Row]], projects: set[str]) -> dict[str, set[str]]:
    """The rows, by table, that a link for some projects may show: what is of them, what that names, and what is said of it."""
    found: dict[str, set[str]] = {"projects": projects}
    within = {"projects": [row for row in rows["projects"] if row["project_id"] in projects]}
    for name in OF_PROJECTS:
        within[name] = [row for row in rows[name] if row.get("project_id") in projects]
        found[name] = {name_of(name, row) for row in within[name]}
    for target in ("organisations", "themes", "cities"):
        found[target] = {one for name, some in within.items() for row in some for column in TABLES[name].columns if target in column.refers_to for one in _listed(row.get(column.name))}
        within[target] = [row for row in rows[target] if name_of(target, row) in found[target]]
    # An organisation's city, and where those who took part came from: charts of them name the place.
    activities = found["delegations"] | found["events"]
    found["cities"] |= {str(row["city_id"]) for row in within["organisations"]} | {str(row["city_id"]) for row in rows["participants"] if row["activity_id"] in activities and row.get("city_id")}
    found["settings"], found["files"] = set(PUBLIC_SETTINGS), {ELSEWHERE} & projects
    found["indicators"] = {
        name_of("indicators", row) for row in rows["indicators"] if row.get("theme_id") in (None, *found["themes"]) and row.get("city_id") in (None, *found["cities"])
    }  # fmt: skip
    ids = set().union(*(found[name] for name in ("projects", *OF_PROJECTS)))
    found["notes"] = {name_of("notes", row) for row in rows["notes"] if row["subject"] in ids}
    return found


def name_of(table: str, row: Row) -> str:
    """What a row is called here: its key, or for what has none its first words."""
    key = TABLES[table].key
    return str(row[key[0]]) if key else str(row.get("subject") or row.get("indicator_id"))


def made(folder: Path) -> Canary:
    """Write the folder: two workbooks, an edition of before, saved decks, all of it marked."""
    canary = Canary(folder, rows=_rows())
    canary.places[SUM] = Place("sums", "several", "headcount")
    canary.places |= {year: Place("dates", " or ".join(OLD), year) for year in YEARS}
    _frozen(canary)
    marked = _marked(canary)
    elsewhere = canary.new("files", ELSEWHERE, "name")
    other = {name: [row for row in marked[name] if ELSEWHERE in str(row.get("project_id"))] for name in ("events", "publications")}
    here = {name: [row for row in some if row not in other.get(name, [])] for name, some in marked.items()}
    (folder / "programme.xlsx").write_bytes(_with_own(canary, workbook(here)))
    (folder / f"{elsewhere} south.xlsx").write_bytes(workbook(other))
    figures = ("overview.months", "themes.by_kind", "map.places")
    items = tuple(Item(key, canary.new("decks", key, "title"), canary.new("decks", key, "note")) for key in figures)
    saved_decks.save(folder, f"Board {canary.new('decks', 'board', 'name')}", items, at=datetime(2026, 1, 2))
    return canary


def _rows() -> dict[str, list[Row]]:
    """The invented programme, with what could lead out of a part of it."""
    rows = demo.rows()
    for name in ("indicators", "targets", "measurements"):
        rows[name] = [row for row in rows[name] if row["indicator_id"] in INDICATORS]
    of_links = {row[f"{name[:-1]}_id"] for name in ACTIVITIES for row in rows[name] if row["project_id"] in (*YOUTH, *SOUTH)}
    others = [row for row in rows["participants"] if row["activity_id"] not in of_links]
    rows["participants"] = [row for row in rows["participants"] if row["activity_id"] in of_links] + others[:BYSTANDERS]
    youth = [row for row in rows["publications"] if row["project_id"] in YOUTH]
    north = [row for row in rows["publications"] if row["project_id"] in ("solidarity-funds", "buying-well")]
    youth[0]["translation_of"], north[-1]["translation_of"] = north[0]["publication_id"], youth[-1]["publication_id"]
    # What no project owns, though it has a theme and a city of one.
    rows["events"].append({"event_id": "nobodys", "title": "Nobody’s event", "kind": "workshop", "theme_ids": "youth-coops", "city_id": "barcelona", "start": date(2020, 2, 3), "headcount": 30})
    rows["publications"].append({"publication_id": "nobodys-text", "title": "Nobody’s text", "language": "en", "date": date(2020, 2, 3), "theme_ids": "youth-coops"})
    mission = next(row for row in rows["delegations"] if row["project_id"] == "coop-schools")
    for subject in ("coop-schools", str(mission["delegation_id"]), "patient-capital", "social-finance", "themes.by_kind", "participants"):
        rows["notes"].append({"subject": subject, "date": date(2021, 5, 4), "text": f"Said of {subject}.", "author": "Somebody", "language": "en"})
    for name in OF_PROJECTS:
        for row in rows[name]:
            # But for Dakar, whose link has what came from there.
            if row.get("project_id") in OLD and "dakar" not in row.values():
                row.update({column.name: _long_ago(row[column.name]) for column in TABLES[name].columns if column.kind == "date" and row.get(column.name)})
    for row in rows["participants"]:
        row["role"] = row.get("role") or "participant"
    for row in others[:BYSTANDERS]:
        row["headcount"] = row.get("headcount") or 1
    rows["settings"] += [{"key": "logo", "value": "logo"}, {"key": "iati_organisation_id", "value": "CA-CRA_ACR-1234567"}, {"key": "iati_organisation_type", "value": "22"}]
    return rows


def _marked(canary: Canary) -> dict[str, list[Row]]:
    """The rows with a word in front of every text, in every identifier and address, and a budget of each project's own."""
    ids = canary.ids
    for name, table in TABLES.items():
        if table.key and table.column(table.key[0]).kind == "id" and not table.column(table.key[0]).refers_to:
            for row in canary.rows[name]:
                old = str(row[table.key[0]])
                if (name, old) not in ids:
                    ids[name, old] = f"{canary.new(name, old, table.key[0])}-{old}"
    return {name: [_marked_row(canary, name, row) for row in some] for name, some in canary.rows.items()}


def _marked_row(canary: Canary, name: str, row: Row) -> Row:
    table, called, found = TABLES[name], name_of(name, row), dict(row)
    for column in table.columns:
        said = row.get(column.name)
        if column.refers_to:
            found[column.name] = "; ".join(_id(canary, column.refers_to, one) for one in _listed(said)) or None
        elif column.name in table.key and (name, str(said)) in canary.ids:
            found[column.name] = canary.ids[name, str(said)]
        elif column.kind == "text" and (name, column.name) not in AS_IT_IS and (name != "settings" or VALUES[called].kind == "text"):
            found[column.name] = f"{canary.new(name, called, column.name)} {said or ''}".strip()
        elif column.kind == "url":
            found[column.name] = f"https://example.org/{canary.new(name, called, column.name)}"
        elif column.kind == "email":
            found[column.name] = f"{canary.new(name, called, column.name)}@example.org"
    if called == "iati_organisation_id":
        # IATI takes an identifier without blanks.
        found["value"] = f"CA-CRA_ACR-{str(found['value']).split()[0]}"
    if name == "projects":
        found["budget"], found["currency"] = canary.number(name, called, "budget", first=BUDGETS), "CAD"
    if name in ("measurements", "targets"):
        found["value"] = canary.number(name, called, "value", first=MEASURED)
    if row.get("headcount") and _is_crowded(canary.rows, row):
        # How many one row of those who took part stands for can be a sum of the whole programme.
        found["headcount"] = canary.number("sums" if name == "participants" else name, called, "headcount", first=CROWD, step=CROWD_STEP)
    if name == "notes":
        found["subject"] = next((new for (_, old), new in canary.ids.items() if old == row["subject"]), row["subject"])
    if name == "cities":
        # A place is found on the map by its name, which now is no place's.
        at = [one["city_id"] for one in canary.rows["cities"]].index(row["city_id"])
        found.update(latitude=4 * at, longitude=3 * at)
    return found


def _is_crowded(rows: dict[str, list[Row]], row: Row) -> bool:
    """Whether a row, of an activity or of who took part, counts for so many: not in the months of the link of a period."""
    mine = next((one for name in ACTIVITIES for one in rows[name] if name_of(name, one) == row["activity_id"]), {}) if "person_id" in row else row
    return mine.get("project_id") in CROWDED and isinstance(mine["start"], date) and not FIRST_DAY <= mine["start"] <= LAST_DAY


def _long_ago(said: object) -> object:
    """A date, or the words of one, 84 years before: on the same day of the week."""
    if isinstance(said, date):
        return said - timedelta(days=DAYS_BEFORE)
    return re.sub(r"20\d\d", lambda year: str(int(year[0]) - YEARS_BEFORE), str(said)) if said else None


def _id(canary: Canary, tables: tuple[str, ...], old: str) -> str:
    return next(canary.ids[name, old] for name in tables if (name, old) in canary.ids)


def _listed(said: object) -> list[str]:
    return [one.strip() for one in str(said).split(";")] if said else []


def _with_own(canary: Canary, content: bytes) -> bytes:
    """The workbook with a column of the keepers' own on some sheets, and a row that cannot be read, whose words its problem quotes."""
    book = load_workbook(BytesIO(content))
    for name in ("projects", "events", "participants"):
        sheet = book[name]
        last = sheet.max_column + 1
        sheet.cell(1, last, OWN_COLUMN)
        for at in range(2, sheet.max_row + 1):
            sheet.cell(at, last, canary.new("extras", f"{name} {at}", OWN_COLUMN))
    sheet = book["events"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    at = sheet.max_row + 1
    bad = {"event_id": f"{canary.new('problems', 'events', 'event_id')}-bad", "title": canary.new("problems", "events", "title"), "kind": "workshop", "start": canary.new("problems", "events", "start")}
    for column, value in {**bad, "project_id": canary.ids["projects", "coop-schools"], "city_id": canary.ids["cities", "barcelona"]}.items():
        sheet.cell(at, heads[column], value)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _frozen(canary: Canary) -> None:
    """An edition whose every row, also of the same projects, has words that are said no more."""
    before = Canary(canary.folder, places=canary.places, rows=canary.rows, counts=canary.counts)
    held = dict(canary.places)
    marked = _marked(before)
    for word in canary.places.keys() - held.keys():
        place = canary.places[word]
        canary.places[word] = Place("editions", f"{place.table} {place.row}", place.column)
    path = canary.folder / "programme.xlsx"
    path.write_bytes(workbook(marked))
    name, by = canary.new("editions", "card", "name"), canary.new("editions", "card", "by")
    editions.freeze(canary.folder, f"Board {name}", at=datetime(2026, 1, 1).astimezone(), by=by)
    path.unlink()


def records(canary: Canary, projects: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The records whose titles a link for these projects must say somewhere, with the word in each title."""
    inside = shown(canary.rows, set(projects))
    for word, place in canary.places.items():
        if place.table in ("projects", *OF_PROJECTS) and place.column in ("title", "practice") and place.row in inside[place.table]:
            yield f"{place.table}/{place.row}", word
