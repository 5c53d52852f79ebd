"""Themes: the fields of work that activities count in."""

from loaders.schema import Column, Table
from loaders.tables.common import key

TABLE = Table(
    "themes", ("Themes", "Thèmes", "Temas", "Temes", "주제"),
    "The fields of work. Their order decides their colours.",
    key=("theme_id",),
    columns=(
        key("theme_id", "youth-coops"),
        Column("name", "text", ("Name|Theme", "Nom|Thème", "Nombre|Tema", "Nom|Tema", "이름|주제"), "The theme's name.", required=True, example="Youth co-operatives", width=30),
        Column("colour", "colour", ("Colour|Color", "Couleur", "Color", "Color", "색"), "A colour of its own, such as #117733. Blank: chosen by the dashboard.", example="", width=10),
        Column("description", "text", ("Description", "Description", "Descripción", "Descripció", "설명"), "What the theme takes in.", example="Young people learn to run a co-operative.", width=60),
    ),
)
