"""Organisations: who leads, funds, hosts and takes part."""

from loaders.schema import Column, Table
from loaders.tables.common import CITY_ID, SECTOR, key, required

TABLE = Table(
    "organisations", ("Organisations|Organizations", "Organisations|Organismes", "Organizaciones|Entidades", "Organitzacions|Entitats", "기관|단체"),
    "Organisations of every kind: founders, members, funders, partners, hosts.",
    key=("organisation_id",),
    columns=(
        key("organisation_id", "tiess"),
        Column("name", "text", ("Name|Organisation|Organization|Organisation name|Organization name", "Nom|Organisation|Organisme|Nom de l'organisme|Nom de l'organisation", "Nombre|Organización|Entidad|Nombre de la organización|Nombre de la entidad", "Nom|Organització|Entitat|Nom de l'organització|Nom de l'entitat", "이름|기관|기관명|단체|단체명"), "The organisation's name.", required=True, example="Territoires innovants", width=44),
        required(SECTOR),
        CITY_ID,
        Column("roles", "choice", ("Roles|Role", "Rôles|Rôle", "Papeles|Roles", "Papers|Rols", "역할"), "What it is to us.", many=True, choices=("founder", "member", "funder", "partner", "host"), example="partner", width=22),
    ),
)
