"""Transfers: a practice that moves from one place to another, and how far it has come."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import CITY_ID, END, PROJECT_ID, START, key

STAGES = ("documented", "presented", "adapted", "piloted", "adopted")

TABLE = Table(
    "transfers", ("Transfers", "Transferts", "Transferencias", "Transferències", "이전|전수"),
    "Practices on the way from one place to another.",
    key=("transfer_id",),
    columns=(
        key("transfer_id", "cjs-barcelona"),
        Column("practice", "text", ("Practice", "Pratique", "Práctica", "Pràctica", "실천|사례"), "The practice that moves.", required=True, example="Youth services co-operative", width=36),
        PROJECT_ID,
        replace(CITY_ID, name="from_city_id", headers=("From|From city|From place|Origin", "De|Ville d'origine|Origine", "Desde|Origen", "Des de|Origen", "출발지|출발 도시"), about="Where the practice comes from.", required=True),
        replace(CITY_ID, name="to_city_id", headers=("To|To city|To place|Destination", "Vers|Ville de destination|Destination", "Hacia|Destino", "Cap a|Destinació", "도착지|도착 도시"), about="Where it goes.", required=True, example="barcelona"),
        Column("stage", "choice", ("Stage", "Étape|Stade", "Etapa", "Etapa", "단계"), "How far it has come.", required=True, choices=STAGES, example="piloted", width=14),
        replace(START, headers=("Start|Start date|Begins|Date|Dates", "Début|Date de début|Date début|Date|Dates", "Inicio|Fecha de inicio|Fecha inicio|Fecha|Fechas", "Inici|Data d'inici|Data inici|Data|Dates", "시작일|시작|시작 날짜|날짜|일자|기간")),
        replace(END, headers=("End|End date|Ends", "Fin|Date de fin|Date fin", "Fin|Fecha de fin|Fecha fin", "Fi|Final|Data de fi|Data fi", "종료일|종료|종료 날짜")),
    ),
)
