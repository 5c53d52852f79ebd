"""Measurements: values taken by hand, for what no table can compute."""

from loaders.schema import Column, Table

INDICATOR_ID = Column("indicator_id", "id", ("Indicator", "Indicateur", "Indicador", "Indicador", "지표"), "The indicator.", required=True, refers_to=("indicators",), example="delegations", width=24)
DIMENSION = Column("dimension", "choice", ("Dimension|Broken down by", "Dimension|Ventilé par", "Dimensión", "Dimensió", "구분"), "What the value is broken down by.", choices=("sector", "gender", "age_group", "city", "theme"), width=14)
DIMENSION_VALUE = Column("dimension_value", "text", ("Dimension value|Group", "Valeur de la dimension|Groupe", "Valor de la dimensión", "Valor de la dimensió", "구분값"), "The group that the value is for.", width=18)

TABLE = Table(
    "measurements", ("Measurements", "Mesures", "Mediciones", "Mesuraments", "측정값"),
    "Values that somebody measured.",
    columns=(
        INDICATOR_ID,
        Column("date", "date", ("Date", "Date", "Fecha", "Data", "날짜"), "The day it was measured.", required=True, example="2019", width=14),
        Column("value", "number", ("Value", "Valeur", "Valor", "Valor", "값"), "What was measured.", required=True, example=42, width=12),
        DIMENSION,
        DIMENSION_VALUE,
        Column("comment", "text", ("Comment", "Commentaire", "Comentario", "Comentari", "비고"), "How it was measured.", width=40),
    ),
)
