"""Columns that several tables share, declared once."""

from dataclasses import replace

from loaders.schema import Column

START = Column("start", "date", ("Start|Start date|Begins|From|Date|Dates|Period", "Début|Date de début|Date début|Du|Date|Dates|Période", "Inicio|Fecha de inicio|Fecha inicio|Desde|Fecha|Fechas|Período", "Inici|Data d'inici|Data inici|Des de|Data|Dates|Període", "시작일|시작|시작 날짜|일자|날짜|일시|기간"),
               "The first day, as exactly as it is known: a day, a month, a season (Fall 2018) or a year.", required=True, example="Fall 2018", width=14)
END = Column("end", "date", ("End|End date|Ends|To|Until", "Fin|Date de fin|Date fin|Au|Jusqu'au", "Fin|Fecha de fin|Fecha fin|Fecha de finalización|Hasta", "Fi|Final|Data de finalització|Data de fi|Data fi|Fins a", "종료일|종료|종료 날짜|마감일"),
             "The last day, as exactly as it is known. Blank: as long as the start says.", example="Fall 2018", width=14)
PROJECT_ID = Column("project_id", "id", ("Project|Project name|Project ID|Programme|Program", "Projet|Nom du projet|Code du projet|Programme", "Proyecto|Nombre del proyecto|Código del proyecto|Programa", "Projecte|Nom del projecte|Codi del projecte|Programa", "프로젝트|사업|프로젝트명|사업명"),
                    "The project it belongs to.", refers_to=("projects",), example="youth-coops", width=22)
THEME_IDS = Column("theme_ids", "id", ("Themes|Theme|Topic|Topics", "Thèmes|Thème|Thématique|Thématiques|Axe", "Temas|Tema|Temática|Eje|Eje temático", "Temes|Tema|Temàtica|Eix|Eix temàtic", "주제|테마"),
                   "The themes it counts in; an activity with two themes counts in both.", many=True, required=True, refers_to=("themes",), example="youth-coops", width=24)
CITY_ID = Column("city_id", "id", ("City|Place|Location|Town", "Ville|Lieu|Endroit|Municipalité", "Ciudad|Lugar|Localidad|Municipio", "Ciutat|Lloc|Localitat|Municipi", "도시|장소|지역|개최지|개최 도시"),
                 "The city, from the cities table.", refers_to=("cities",), example="montreal", width=16)
HEADCOUNT = Column("headcount", "integer", ("Headcount|People|Participants|Number of participants|Number of people|No. of participants|No. of people|Attendance|Attendees", "Effectif|Participants|Nombre de participants|Nombre de personnes|Nb. de participants|Nb. de personnes|Nbre de participants", "Participantes|Asistentes|Número de participantes|Número de asistentes|Nº de participantes|Nº de asistentes|Asistencia", "Participants|Assistents|Nombre de participants|Nombre d'assistents|Nre. de participants|Nre. d'assistents|Assistència", "인원|참가자 수|참석자 수|인원수|참가 인원|참석 인원|참여 인원"),
                   "How many people took part. Blank where nobody counted.", minimum=0, example=20, width=12)
IS_ESTIMATE = Column("headcount_is_estimate", "boolean", ("Headcount is an estimate|Estimate", "Effectif estimé|Estimation", "Estimación", "Estimació", "인원 추정"),
                     "Yes where the headcount is about right rather than counted.", default=False, example="yes", width=14)
SUMMARY = Column("summary", "text", ("Summary|Description|Details", "Résumé|Description|Sommaire", "Resumen|Descripción|Detalle", "Resum|Descripció|Detall", "요약|설명|내용|개요"),
                 "What it is, in a sentence or two.", example="What happened, in a sentence.", width=60)
TITLE = Column("title", "text", ("Title|Name", "Titre|Intitulé|Nom", "Título|Nombre", "Títol|Nom", "제목|이름|명칭"),
               "Its title, as people know it.", required=True, example="A title", width=44)
URL = Column("url", "url", ("Link|URL|Web page|Website|Web", "Lien|URL|Page web|Site web|Adresse web", "Enlace|URL|Página web|Sitio web", "Enllaç|URL|Pàgina web|Lloc web", "링크|URL|웹사이트|홈페이지|누리집"),
             "An address on the web, beginning with https:// or http://.", example="https://example.org/", width=32)

SECTORS = ("civil society", "local government", "academia", "social economy network",
           "international organisation", "social finance", "enterprise", "other")
SECTOR = Column("sector", "choice", ("Sector|Type of organisation|Type of organization", "Secteur|Type d'organisme|Type d'organisation", "Sector|Tipo de organización|Tipo de entidad", "Sector|Tipus d'organització|Tipus d'entitat", "부문|분야|기관 유형"),
                "The kind of organisation.", choices=SECTORS, example="civil society", width=24)


def called(column: Column, *headers: str) -> Column:
    """The same column with more headers, one a language: what people call it in one table."""
    # "Title" and "Nom" may stand in both.
    en, fr, es, ca, ko = ("|".join(dict.fromkeys(f"{old}|{new}".split("|"))) for old, new in zip(column.headers, headers, strict=True))
    return replace(column, headers=(en, fr, es, ca, ko))


def key(name: str, example: str) -> Column:
    """The column that tells the rows of a table apart."""
    return Column(name, "id", ("ID|Identifier|Code|Reference|Ref", "Identifiant|Code|Référence|Réf", "Identificador|Código|Referencia|Ref", "Identificador|Codi|Referència|Ref", "식별자|코드|관리번호"),
                  "Tells the rows apart: short, and never changed once it is used.", required=True, example=example, width=22)


def required(column: Column) -> Column:
    """The same column, that may not be blank."""
    return replace(column, required=True)
