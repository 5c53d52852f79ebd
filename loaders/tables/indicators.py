"""Indicators: what the board follows, and how each is counted."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import SECTOR, TITLE, called, key

MEASURES = (
    "projects", "delegations", "events", "people", "participations", "mission_days", "partner_cities",
    "countries", "organisations", "publications", "languages", "transfers", "transfers_piloted_or_adopted",
    "share_of_sector", "share_of_women", "share_of_youth", "cost_per_participation", "measurement",
)  # fmt: skip

# What each measure can be counted by, beside theme and place; what is measured by hand is only described by it.
_OF_ACTIVITIES, _OF_PEOPLE = ("kind",), ("kind", "sector")
COUNTED_BY = {
    **dict.fromkeys(("projects", "partner_cities", "countries", "transfers", "transfers_piloted_or_adopted"), ()),
    **dict.fromkeys(("delegations", "events", "mission_days", "cost_per_participation"), _OF_ACTIVITIES),
    **dict.fromkeys(("people", "participations", "share_of_sector", "share_of_women", "share_of_youth"), _OF_PEOPLE),
    **dict.fromkeys(("publications", "languages"), ("kind", "language")),
    "organisations": ("sector",),
    "measurement": ("kind", "sector", "language"),
}

TABLE = Table(
    "indicators", ("Indicators", "Indicateurs", "Indicadores", "Indicadors", "지표"),
    "What is followed from year to year.",
    key=("indicator_id",),
    columns=(
        called(key("indicator_id", "delegations"), "Indicator ID", "Code de l'indicateur", "Código del indicador", "Codi de l'indicador", "지표 번호"),
        called(TITLE, "Indicator|Indicator name", "Indicateur|Nom de l'indicateur", "Indicador|Nombre del indicador", "Indicador|Nom de l'indicador", "지표|지표명"),
        Column("description", "text", ("Description", "Description", "Descripción", "Descripció", "설명"), "What it tells, and why it is followed.", width=60),
        Column("result", "text", ("Result", "Résultat", "Resultado", "Resultat", "성과"), "The result that it is evidence for.", width=36),
        Column("result_type", "choice", ("Result type|Level", "Type de résultat|Niveau", "Tipo de resultado", "Tipus de resultat", "성과 유형"), "The level of the result.", choices=("output", "outcome", "impact"), example="output", width=12),
        Column("measure", "choice", ("Measure", "Mesure", "Medida", "Mesura", "측정"), "What is counted.", required=True, choices=MEASURES, example="delegations", width=26),
        Column("theme_id", "id", ("Theme", "Thème", "Tema", "Tema", "주제"), "Counts this theme alone.", refers_to=("themes",), width=18),
        Column("kind", "text", ("Kind|Type", "Type|Nature", "Tipo", "Tipus", "종류"), "Counts this kind alone.", width=16),
        replace(SECTOR, about="Counts this sector alone; for share_of_sector, the sector whose share it is.", example="", width=18),
        Column("language", "language", ("Language", "Langue", "Idioma|Lengua", "Llengua|Idioma", "언어"), "Counts this language alone.", width=10),
        Column("city_id", "id", ("City|Place", "Ville|Lieu", "Ciudad|Lugar", "Ciutat|Lloc", "도시"), "Counts this place alone.", refers_to=("cities",), width=16),
        Column("unit", "text", ("Unit", "Unité", "Unidad", "Unitat", "단위"), "What one of it is.", example="delegations", width=16),
        Column("direction", "choice", ("Direction", "Sens", "Dirección", "Direcció", "방향"), "Which way is better.", choices=("increase", "decrease"), default="increase", example="increase", width=12),
        Column("is_cumulative", "boolean", ("Cumulative", "Cumulatif", "Acumulativo", "Acumulatiu", "누적"), "Yes where each period adds to those before.", default=False, example="yes", width=12),
        Column("baseline", "number", ("Baseline", "Valeur de référence", "Línea de base", "Línia de base", "기준값"), "The value at the start.", width=12),
        Column("baseline_date", "date", ("Baseline date", "Date de référence", "Fecha de base", "Data de base", "기준일"), "The day of the baseline.", width=14),
    ),
)
