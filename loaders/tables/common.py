"""Columns that several tables share, declared once."""

from dataclasses import replace

from loaders.schema import Column

START = Column("start", "date", ("Start|Start date|Begins|From", "Début|Date de début|Du", "Inicio|Fecha de inicio|Desde", "Inici|Data d'inici|Des de", "시작일|시작"),
               "The first day, as exactly as it is known: a day, a month, a season (Fall 2018) or a year.", required=True, example="Fall 2018", width=14)
END = Column("end", "date", ("End|End date|Ends|To", "Fin|Date de fin|Au", "Fin|Fecha de fin|Hasta", "Fi|Final|Data de finalització|Fins a", "종료일|종료"),
             "The last day, as exactly as it is known. Blank: as long as the start says.", example="Fall 2018", width=14)
PROJECT_ID = Column("project_id", "id", ("Project", "Projet", "Proyecto", "Projecte", "프로젝트|사업"),
                    "The project it belongs to.", refers_to=("projects",), example="youth-coops", width=22)
THEME_IDS = Column("theme_ids", "id", ("Themes|Theme", "Thèmes|Thème", "Temas|Tema", "Temes|Tema", "주제"),
                   "The themes it counts in; an activity with two themes counts in both.", many=True, required=True, refers_to=("themes",), example="youth-coops", width=24)
CITY_ID = Column("city_id", "id", ("City|Place", "Ville|Lieu", "Ciudad|Lugar", "Ciutat|Lloc", "도시|장소"),
                 "The city, from the cities table.", refers_to=("cities",), example="montreal", width=16)
HEADCOUNT = Column("headcount", "integer", ("Headcount|People|Participants", "Effectif|Participants", "Participantes|Asistentes", "Participants|Assistents", "인원|참가자 수"),
                   "How many people took part. Blank where nobody counted.", minimum=0, example=20, width=12)
IS_ESTIMATE = Column("headcount_is_estimate", "boolean", ("Headcount is an estimate|Estimate", "Effectif estimé|Estimation", "Estimación", "Estimació", "인원 추정"),
                     "Yes where the headcount is about right rather than counted.", default=False, example="yes", width=14)
SUMMARY = Column("summary", "text", ("Summary|Description", "Résumé|Description", "Resumen|Descripción", "Resum|Descripció", "요약|설명"),
                 "What it is, in a sentence or two.", example="What happened, in a sentence.", width=60)
TITLE = Column("title", "text", ("Title|Name", "Titre|Intitulé", "Título", "Títol", "제목|이름"),
               "Its title, as people know it.", required=True, example="A title", width=44)
URL = Column("url", "url", ("Link|URL|Web page", "Lien|URL|Page web", "Enlace|URL|Página web", "Enllaç|URL|Pàgina web", "링크|URL"),
             "An address on the web, beginning with https:// or http://.", example="https://example.org/", width=32)

SECTORS = ("civil society", "local government", "academia", "social economy network",
           "international organisation", "social finance", "enterprise", "other")
SECTOR = Column("sector", "choice", ("Sector", "Secteur", "Sector", "Sector", "부문|분야"),
                "The kind of organisation.", choices=SECTORS, example="civil society", width=24)


def key(name: str, example: str) -> Column:
    """The column that tells the rows of a table apart."""
    return Column(name, "id", ("ID|Identifier|Code", "Identifiant|Code", "Identificador|Código", "Identificador|Codi", "식별자|코드"),
                  "Tells the rows apart: short, and never changed once it is used.", required=True, example=example, width=22)


def required(column: Column) -> Column:
    """The same column, that may not be blank."""
    return replace(column, required=True)
