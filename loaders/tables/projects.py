"""Projects: the programme's units of work."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import END, START, SUMMARY, THEME_IDS, TITLE, URL, key

STATUSES = ("planned", "active", "completed", "suspended", "cancelled")

TABLE = Table(
    "projects", ("Projects", "Projets", "Proyectos", "Projectes", "프로젝트|사업"),
    "What the organisation undertakes, from an idea to its end.",
    key=("project_id",),
    is_open_ended=True,
    columns=(
        key("project_id", "youth-coops"),
        TITLE,
        SUMMARY,
        THEME_IDS,
        Column("status", "choice", ("Status|State", "Statut|État", "Estado", "Estat", "상태"), "Where it stands.", choices=STATUSES, example="active", width=12),
        START,
        replace(END, about="The last day, as exactly as it is known. Blank: it goes on, or nobody said."),
        Column("lead_organisation_id", "id", ("Lead organisation|Lead", "Organisme responsable|Responsable", "Organización responsable", "Organització responsable", "주관 기관"), "Who leads it.", refers_to=("organisations",), example="tiess", width=22),
        Column("partner_ids", "id", ("Partners", "Partenaires", "Socios", "Socis", "협력 기관"), "Who works on it.", many=True, refers_to=("organisations",), example="tiess", width=32),
        Column("funder_ids", "id", ("Funders|Funder", "Bailleurs|Financeurs|Bailleurs de fonds", "Financiadores", "Finançadors", "후원 기관"), "Who pays for it.", many=True, refers_to=("organisations",), width=24),
        Column("city_ids", "id", ("Cities|Places", "Villes|Lieux", "Ciudades|Lugares", "Ciutats|Llocs", "도시|장소"), "The places it links.", many=True, refers_to=("cities",), example="montreal", width=28),
        Column("sdgs", "integer", ("SDGs|SDG", "ODD", "ODS", "ODS", "지속가능발전목표|SDG"), "The Sustainable Development Goals it serves, 1 to 17.", many=True, minimum=1, maximum=17, example="8; 11", width=12),
        URL,
        Column("budget", "number", ("Budget", "Budget", "Presupuesto", "Pressupost", "예산"), "Its budget, in the currency beside it.", minimum=0, width=14),
        Column("currency", "text", ("Currency", "Devise|Monnaie", "Moneda|Divisa", "Moneda|Divisa", "통화"), "The budget's currency, in three letters (ISO 4217).", width=10),
    ),
)
