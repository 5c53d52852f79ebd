"""Delegations: people who travel from one place to another to learn or to teach."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import (
    CITY_ID,
    END,
    HEADCOUNT,
    IS_ESTIMATE,
    PROJECT_ID,
    START,
    SUMMARY,
    THEME_IDS,
    TITLE,
    called,
    key,
)  # fmt: skip

KINDS = ("study mission", "exploratory mission", "conference delegation", "expert visit", "training", "other")

TABLE = Table(
    "delegations", ("Delegations|Missions", "Délégations|Missions", "Delegaciones|Misiones", "Delegacions|Missions", "대표단|파견단"),
    "Study missions, visits and delegations: who went where.",
    key=("delegation_id",),
    columns=(
        called(key("delegation_id", "commons-barcelona-2018"), "Delegation ID|Delegation code", "Code de la délégation|Code de la mission", "Código de la delegación", "Codi de la delegació", "대표단 번호|대표단 코드"),
        called(TITLE, "Delegation|Mission|Delegation name", "Délégation|Mission|Nom de la délégation|Nom de la mission", "Delegación|Misión|Nombre de la delegación", "Delegació|Missió|Nom de la delegació", "대표단|파견단|대표단명|파견단명"),
        Column("kind", "choice", ("Kind|Type|Category", "Type|Nature|Catégorie", "Tipo|Categoría", "Tipus|Categoria", "종류|유형|구분|분류"), "What sort of journey it is.", choices=KINDS, example="study mission", width=22),
        PROJECT_ID,
        THEME_IDS,
        replace(CITY_ID, name="from_city_id", headers=("From|From city|Origin", "De|Ville de départ|Départ|Ville d'origine|Origine", "Desde|Ciudad de origen|Origen", "Des de|Ciutat d'origen|Origen", "출발 도시|출발지"), about="Where the people come from.", required=True),
        replace(CITY_ID, name="to_city_id", headers=("To|To city|Destination", "Vers|Ville d'arrivée|Arrivée|Destination|Ville de destination", "Hacia|Ciudad de destino|Destino", "Cap a|Ciutat de destinació|Destinació", "도착 도시|도착지|방문 도시|방문지"), about="Where they go.", required=True, example="barcelona"),
        replace(START, headers=("Start|Start date|Begins|Date|Dates", "Début|Date de début|Date début|Date|Dates", "Inicio|Fecha de inicio|Fecha inicio|Fecha|Fechas", "Inici|Data d'inici|Data inici|Data|Dates", "시작일|시작|시작 날짜|날짜|일자|기간")),
        replace(END, headers=("End|End date|Ends", "Fin|Date de fin|Date fin", "Fin|Fecha de fin|Fecha fin", "Fi|Final|Data de fi|Data fi", "종료일|종료|종료 날짜")),
        Column("duration_days", "integer", ("Duration in days|Days|Duration", "Durée en jours|Jours|Durée", "Duración en días|Días|Duración", "Durada en dies|Dies|Durada", "기간(일)|일수"), "How many days it lasts, where that is known and its days are not.", minimum=1, example=6, width=12),
        HEADCOUNT,
        IS_ESTIMATE,
        SUMMARY,
    ),
)
