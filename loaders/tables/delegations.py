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
    key,
)  # fmt: skip

KINDS = ("study mission", "exploratory mission", "conference delegation", "expert visit", "training", "other")

TABLE = Table(
    "delegations", ("Delegations|Missions", "Délégations|Missions", "Delegaciones|Misiones", "Delegacions|Missions", "대표단|파견단"),
    "Study missions, visits and delegations: who went where.",
    key=("delegation_id",),
    columns=(
        key("delegation_id", "commons-barcelona-2018"),
        TITLE,
        Column("kind", "choice", ("Kind|Type", "Type|Nature", "Tipo", "Tipus", "종류"), "What sort of journey it is.", choices=KINDS, example="study mission", width=22),
        PROJECT_ID,
        THEME_IDS,
        replace(CITY_ID, name="from_city_id", headers=("From|From city", "De|Ville de départ", "Desde|Ciudad de origen", "Des de|Ciutat d'origen", "출발 도시"), about="Where the people come from.", required=True),
        replace(CITY_ID, name="to_city_id", headers=("To|To city", "Vers|Ville d'arrivée", "Hacia|Ciudad de destino", "Cap a|Ciutat de destinació", "도착 도시"), about="Where they go.", required=True, example="barcelona"),
        replace(START, headers=("Start|Start date|Begins", "Début|Date de début", "Inicio|Fecha de inicio", "Inici|Data d'inici", "시작일|시작")),
        replace(END, headers=("End|End date|Ends", "Fin|Date de fin", "Fin|Fecha de fin", "Fi|Final", "종료일|종료")),
        Column("duration_days", "integer", ("Duration in days|Days", "Durée en jours|Jours", "Duración en días|Días", "Durada en dies|Dies", "기간(일)"), "How many days it lasts, where that is known and its days are not.", minimum=1, example=6, width=12),
        HEADCOUNT,
        IS_ESTIMATE,
        SUMMARY,
    ),
)
