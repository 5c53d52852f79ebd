"""Settings: what the dashboard should know about the organisation."""

from loaders.schema import Column, Table

KEYS = ("organisation", "as_of", "fiscal_year_start_month", "minimum_denominator", "small_count", "languages", "logo")

TABLE = Table(
    "settings", ("Settings", "Paramètres|Réglages", "Ajustes|Configuración", "Configuració", "설정"),
    "One setting a row. as_of is the day that the data speaks of; today where it is blank.",
    key=("key",),
    columns=(
        Column("key", "choice", ("Setting|Key", "Paramètre|Clé", "Ajuste|Clave", "Paràmetre|Clau", "설정|키"), "Which setting.", required=True, choices=KEYS, example="organisation", width=26),
        Column("value", "text", ("Value", "Valeur", "Valor", "Valor", "값"), "Its value.", example="Our organisation", width=60),
    ),
)
