"""Participants: who took part in which activity. Names and addresses are personal."""

from dataclasses import replace

from loaders.schema import Column, Table
from loaders.tables.common import CITY_ID, HEADCOUNT, SECTOR, key

TABLE = Table(
    "participants", ("Participants", "Participants|Participantes", "Participantes|Asistentes", "Participants|Assistents", "참가자|참여자"),
    "One row for each person in each activity; a row may stand for a group, with its headcount.",
    key=("person_id", "activity_id"),
    columns=(
        replace(key("person_id", "P001"), about="The same for one person in every activity, and never a name: it is how people are counted once."),
        Column("name", "text", ("Name|Full name|Participant|Participant name", "Nom|Nom complet|Nom et prénom|Prénom et nom|Nom du participant", "Nombre|Nombre completo|Nombre y apellidos|Participante", "Nom|Nom complet|Nom i cognoms|Participant", "이름|성명|성함|참가자|참가자명"), "The person's name. Personal.", personal=True, example="A. Example", width=26),
        Column("email", "email", ("E-mail|Email|E-mail address|Email address|Mail", "Courriel|Adresse courriel|E-mail|Adresse électronique|Mél", "Correo|Correo electrónico|E-mail", "Correu|Correu electrònic|Adreça electrònica", "이메일|전자우편|이메일 주소|메일"), "The person's e-mail address. Personal.", personal=True, example="a@example.org", width=28),
        Column("activity_id", "id", ("Activity|Event or delegation|Event|Delegation", "Activité|Événement|Délégation|Mission", "Actividad|Evento|Acto|Delegación", "Activitat|Esdeveniment|Acte|Delegació", "활동|행사|행사명|활동명|대표단"), "The delegation or the event.", required=True, refers_to=("delegations", "events"), example="commons-barcelona-2018", width=26),
        Column("organisation_id", "id", ("Organisation|Organization|Affiliation", "Organisation|Organisme|Affiliation|Structure", "Organización|Entidad|Institución", "Organització|Entitat|Institució", "소속 기관|소속|기관|단체|기관명"), "The organisation that the person comes from.", refers_to=("organisations",), example="tiess", width=24),
        SECTOR,
        CITY_ID,
        Column("gender", "choice", ("Gender|Sex", "Genre|Sexe", "Género|Sexo", "Gènere|Sexe", "성별"), "As the person states it; blank where not known.", choices=("woman", "man", "non-binary", "other"), width=12),
        Column("age_group", "choice", ("Age group|Age", "Groupe d'âge|Âge|Tranche d'âge", "Grupo de edad|Edad", "Grup d'edat|Edat|Franja d'edat", "연령대|나이|연령"), "In the bands used for youth statistics; blank where not known.", choices=("under 18", "18-29", "30-44", "45-64", "65 and over"), width=12),
        Column("role", "text", ("Role|Position|Function", "Rôle|Fonction|Poste", "Papel|Rol|Función|Cargo", "Paper|Rol|Funció|Càrrec", "역할|직책|직위"), "What the person did there: panellist, facilitator, member of the delegation.", example="panellist", width=20),
        replace(HEADCOUNT, default=1, about="How many people the row stands for. Blank: one.", minimum=1, example=""),
    ),
)
