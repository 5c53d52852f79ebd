"""Projects: the programme's units of work."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import END, START, SUMMARY, THEME_IDS, TITLE, URL, called, key

STATUSES = ("planned", "active", "completed", "suspended", "cancelled")

TABLE = Table(
    "projects", ("Projects", "Projets", "Proyectos", "Projectes", "프로젝트|사업"),
    "What the organisation undertakes, from an idea to its end.",
    key=("project_id",),
    is_open_ended=True,
    columns=(
        called(key("project_id", "youth-coops"), "Project ID|Project code", "Code du projet|Numéro du projet", "Código del proyecto", "Codi del projecte", "프로젝트 번호|사업 번호|사업 코드"),
        called(TITLE, "Project|Project name|Project title", "Projet|Nom du projet|Titre du projet|Intitulé du projet", "Proyecto|Nombre del proyecto|Título del proyecto", "Projecte|Nom del projecte|Títol del projecte", "프로젝트|프로젝트명|사업|사업명|과제명"),
        SUMMARY,
        THEME_IDS,
        Column("status", "choice", ("Status|State", "Statut|État", "Estado|Situación", "Estat|Situació", "상태|진행 상태|현황"), "Where it stands.", choices=STATUSES, example="active", width=12),
        START,
        replace(END, about="The last day, as exactly as it is known. Blank: it goes on, or nobody said."),
        Column("lead_organisation_id", "id", ("Lead organisation|Lead|Lead organization|Lead partner", "Organisme responsable|Responsable|Organisme porteur|Porteur", "Organización responsable|Entidad responsable|Responsable", "Organització responsable|Entitat responsable|Responsable", "주관 기관|주관|담당 기관"), "Who leads it.", refers_to=("organisations",), example="tiess", width=22),
        Column("partner_ids", "id", ("Partners|Partner", "Partenaires|Partenaire", "Socios|Socio|Entidades colaboradoras", "Socis|Soci|Entitats col·laboradores", "협력 기관|파트너|협력"), "Who works on it.", many=True, refers_to=("organisations",), example="tiess", width=32),
        Column("funder_ids", "id", ("Funders|Funder|Donor|Donors|Funded by", "Bailleurs|Financeurs|Bailleurs de fonds|Bailleur de fonds|Financeur|Financé par", "Financiadores|Financiador|Financiado por|Donantes", "Finançadors|Finançador|Finançat per", "후원 기관|후원|지원 기관"), "Who pays for it.", many=True, refers_to=("organisations",), width=24),
        Column("city_ids", "id", ("Cities|Places|City|Place|Location|Locations", "Villes|Lieux|Ville|Lieu", "Ciudades|Lugares|Ciudad|Lugar", "Ciutats|Llocs|Ciutat|Lloc", "도시|장소|지역"), "The places it links.", many=True, refers_to=("cities",), example="montreal", width=28),
        Column("sdgs", "integer", ("SDGs|SDG", "ODD", "ODS", "ODS", "지속가능발전목표|SDG"), "The Sustainable Development Goals it serves, 1 to 17.", many=True, minimum=1, maximum=17, example="8; 11", width=12),
        URL,
        Column("budget", "number", ("Budget|Amount|Total budget", "Budget|Montant|Budget total", "Presupuesto|Importe|Presupuesto total", "Pressupost|Import|Pressupost total", "예산|사업비|금액|총예산"), "Its budget, in the currency beside it.", minimum=0, width=14),
        Column("currency", "text", ("Currency", "Devise|Monnaie", "Moneda|Divisa", "Moneda|Divisa", "통화"), "The budget's currency, in three letters (ISO 4217).", width=10),
    ),
)
