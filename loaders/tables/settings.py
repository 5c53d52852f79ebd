"""Settings: what the dashboard should know about the organisation."""

from dataclasses import replace

from loaders.schema import Column, Table

VALUE = Column("value", "text", ("Value", "Valeur", "Valor", "Valor", "값"), "Its value.", example="Our organisation", width=60)
# The codes of IATI's list OrganisationType.
ORGANISATION_TYPES = ("10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90")
# What each setting's value must be.
VALUES = {
    "organisation": VALUE,
    "as_of": replace(VALUE, kind="date"),
    "fiscal_year_start_month": replace(VALUE, kind="integer", minimum=1, maximum=12),
    "minimum_denominator": replace(VALUE, kind="integer", minimum=1),
    "small_count": replace(VALUE, kind="integer", minimum=0),
    "languages": replace(VALUE, kind="language", many=True),
    "logo": VALUE,
    "notice": VALUE,
    "notice_fr": VALUE,
    "iati_organisation_id": VALUE,
    "iati_organisation_type": replace(VALUE, kind="choice", choices=ORGANISATION_TYPES),
}

TABLE = Table(
    "settings", ("Settings", "Paramètres|Réglages", "Ajustes|Configuración", "Configuració", "설정"),
    "One setting a row. as_of is the day that the data speaks of; today where it is blank. The two iati_ settings are for files in the IATI standard alone.",
    key=("key",),
    columns=(
        Column("key", "choice", ("Setting|Key", "Paramètre|Clé", "Ajuste|Clave", "Paràmetre|Clau", "설정|키"), "Which setting.", required=True, choices=tuple(VALUES), example="organisation", width=26),
        VALUE,
    ),
)
