"""Targets: what an indicator should reach, period by period."""

from loaders.schema import Column, Table
from loaders.tables.measurements import DIMENSION, DIMENSION_VALUE, INDICATOR_ID

TABLE = Table(
    "targets", ("Targets", "Cibles", "Metas", "Fites", "목표"),
    "What each indicator should reach in each period.",
    key=("indicator_id", "period_start", "period_end", "dimension", "dimension_value"),
    columns=(
        INDICATOR_ID,
        Column("period_start", "date", ("Period start", "Début de période", "Inicio del período", "Inici del període", "기간 시작"), "The period's first day.", required=True, example="2019", width=14),
        Column("period_end", "date", ("Period end", "Fin de période", "Fin del período", "Fi del període", "기간 종료"), "The period's last day.", required=True, example="2019", width=14),
        Column("value", "number", ("Target|Value", "Cible|Valeur", "Meta|Valor", "Fita|Valor", "목표값|값"), "What it should reach.", required=True, example=12, width=12),
        DIMENSION,
        DIMENSION_VALUE,
    ),
)
