"""Events: conferences, panels, workshops and the rest of what happens in one place."""

from loaders.schema import Column, Table
from loaders.tables.common import (
    CITY_ID,
    END,
    HEADCOUNT,
    IS_ESTIMATE,
    PROJECT_ID,
    START,
    SUMMARY,
    THEME_IDS,
    TITLE,
    called,
    key,
    required,
)  # fmt: skip

KINDS = ("conference", "forum", "panel", "workshop", "training", "meeting", "launch",
         "presentation", "signing", "side event", "pilot", "other")  # fmt: skip

TABLE = Table(
    "events", ("Events", "Événements|Activités", "Eventos|Actos", "Esdeveniments|Actes", "행사"),
    "What happens in one place: held, shared or attended.",
    key=("event_id",),
    columns=(
        called(key("event_id", "launch-2018"), "Event ID|Event code", "Code de l'événement|Code de l'activité", "Código del evento", "Codi de l'esdeveniment", "행사 번호|행사 코드"),
        called(TITLE, "Event|Event name|Event title|Activity", "Événement|Nom de l'événement|Activité|Nom de l'activité", "Evento|Nombre del evento|Acto|Nombre del acto|Actividad|Nombre de la actividad", "Esdeveniment|Nom de l'esdeveniment|Acte|Nom de l'acte|Activitat|Nom de l'activitat", "행사|행사명|활동명"),
        Column("kind", "choice", ("Kind|Type|Category", "Type|Nature|Catégorie", "Tipo|Categoría", "Tipus|Categoria", "종류|유형|구분|분류"), "What sort of event it is.", required=True, choices=KINDS, example="workshop", width=16),
        PROJECT_ID,
        THEME_IDS,
        required(CITY_ID),
        START,
        END,
        HEADCOUNT,
        IS_ESTIMATE,
        Column("involvement", "choice", ("Involvement|Our part", "Participation|Notre rôle", "Implicación", "Implicació", "참여 형태"), "The organisation's own part in it.", choices=("organiser", "co-organiser", "speaker", "attendee"), example="organiser", width=16),
        SUMMARY,
    ),
)
