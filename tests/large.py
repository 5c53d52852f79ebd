"""A programme of 500 projects, the same at every call: what the dashboard must stay legible with."""

from datetime import date, timedelta
from random import Random

PROJECTS, PLACES, THEMES = 500, 40, 9
NAMES = (
    "Montreal CA", "Seoul KR", "Barcelona ES", "Bilbao ES", "Paris FR", "Lyon FR", "Rennes FR", "Lille FR", "Puebla MX",
    "Sabadell ES", "Gwangju KR", "Busan KR", "Incheon KR", "Daegu KR", "Lisbon PT", "Porto PT", "Turin IT", "Bologna IT",
    "Brussels BE", "Ghent BE", "Vienna AT", "Berlin DE", "Hamburg DE", "Dublin IE", "Dakar SN", "Bamako ML", "Accra GH",
    "Nairobi KE", "Quito EC", "Bogota CO", "Lima PE", "Rosario AR", "Recife BR", "Osaka JP", "Taipei TW", "Manila PH",
    "Auckland NZ", "Suva FJ", "Halifax CA", "Winnipeg CA",
)  # fmt: skip
VAGUE = ("{season} {year}", "{year}", "{month} {year}")
SEASONS, MONTHS = ("Winter", "Spring", "Summer", "Fall"), ("March", "June", "October")
# Thirty lines for the board.
MEASURES = (
    "projects", "delegations", "events", "people", "participations", "mission_days", "partner_cities", "countries", "organisations",
    "publications", "languages", "transfers", "transfers_piloted_or_adopted", "share_of_women", "share_of_youth",
) * 2
SECTORS = ("civil society", "local government", "academia", "social finance")


def rows(count: int = PROJECTS) -> dict[str, list[dict[str, object]]]:
    """Rows by table, as loaders.template.workbook takes them; 2015 to 2025, as of 30 June 2024."""
    luck = Random(500)
    themes = [{"theme_id": f"t{i}", "name": f"Theme number {i}"} for i in range(THEMES)]
    cities = [
        {"city_id": name[:-3].lower(), "name": name[:-3], "kind": "city", "country_code": name[-2:],
         "role": ("founding", "partner", "visited")[min(i // 3, 2)]}
        for i, name in enumerate(NAMES[:PLACES])
    ]  # fmt: skip
    places = [city["city_id"] for city in cities]
    projects, delegations, events, participants = [], [], [], []
    for i in range(count):
        start = date(2015, 1, 1) + timedelta(days=luck.randrange(3600))
        end = start + timedelta(days=luck.randrange(60, 900))
        topics = [f"t{luck.randrange(THEMES)}" for _ in range(luck.choice((1, 1, 2)))]
        stays = luck.sample(places, luck.choice((1, 2, 3)))
        projects.append({
            "project_id": f"p{i}", "title": f"Project {i} on what cities learn from each other", "theme_ids": topics,
            "status": "planned" if start > date(2024, 6, 30) else luck.choice(("active", "completed")),
            "start": _vague(luck, start) if i % 4 == 0 else start, "end": None if i % 5 == 0 or i % 4 == 0 else end, "city_ids": stays,
        })  # fmt: skip
        for j in range(luck.choice((0, 1, 1, 2))):
            day = start + timedelta(days=luck.randrange(400))
            delegations.append({
                "delegation_id": f"d{i}-{j}", "title": f"Mission {j} of project {i}", "kind": "study mission", "project_id": f"p{i}",
                "theme_ids": topics, "from_city_id": luck.choice(places), "to_city_id": stays[0], "start": day,
                "end": day + timedelta(days=luck.randrange(1, 9)), "headcount": luck.randrange(3, 30),
            })  # fmt: skip
        for j in range(luck.choice((1, 2, 4))):
            day = start + timedelta(days=luck.randrange(400))
            events.append({
                "event_id": f"e{i}-{j}", "title": f"Event {j} of project {i}", "kind": luck.choice(("conference", "workshop", "panel")),
                "project_id": f"p{i}", "theme_ids": topics, "city_id": luck.choice(stays),
                "start": _vague(luck, day) if j == 3 else day, "involvement": "organiser",
            })  # fmt: skip
            participants.append({
                "person_id": f"q{luck.randrange(900)}", "activity_id": f"e{i}-{j}", "name": "Somebody Private",
                "email": "private@example.org", "sector": luck.choice(SECTORS), "city_id": luck.choice(places),
                "gender": luck.choice(("woman", "man", None)), "age_group": luck.choice(("18-29", "30-44", None)),
            })  # fmt: skip
    publications = [
        {"publication_id": f"b{i}", "title": f"Report {i}", "language": luck.choice(("en", "fr", "ko", "es")), "kind": "report",
         "date": date(2016, 1, 1) + timedelta(days=luck.randrange(3000)), "project_id": f"p{i}", "theme_ids": [f"t{i % THEMES}"]}
        for i in range(min(count, 120))
    ]  # fmt: skip
    transfers = [
        {"transfer_id": f"x{i}", "practice": f"Practice {i}", "project_id": f"p{i}", "from_city_id": luck.choice(places),
         "to_city_id": luck.choice(places), "stage": "presented", "start": date(2016, 1, 1) + timedelta(days=luck.randrange(2500))}
        for i in range(min(count, 80))
    ]  # fmt: skip
    indicators = [
        {"indicator_id": f"i{i}", "title": f"Indicator {i}: {measure.replace('_', ' ')} of the programme", "result": f"Result {i % 7}", "result_type": ("impact", "outcome", "output")[i % 3],
         "measure": measure, "theme_id": f"t{i % THEMES}" if i % 2 else None, "is_cumulative": "yes" if i % 3 else "no"}
        for i, measure in enumerate(MEASURES)
    ]  # fmt: skip
    targets = [
        {"indicator_id": one["indicator_id"], "period_start": date(year, 1, 1), "period_end": date(year, 12, 31), "value": luck.randrange(5, 400)}
        for one in indicators for year in range(2020, 2026)
    ]  # fmt: skip
    return {
        "themes": themes, "cities": cities, "projects": projects, "delegations": delegations, "events": events,
        "participants": participants, "publications": publications, "transfers": transfers,
        "indicators": indicators, "targets": targets,
        "settings": [{"key": "as_of", "value": date(2024, 6, 30)}],
    }  # fmt: skip


def _vague(luck: Random, day: date) -> str:
    return luck.choice(VAGUE).format(season=luck.choice(SEASONS), month=luck.choice(MONTHS), year=day.year)
