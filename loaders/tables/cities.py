"""Cities: the places that activities happen in and practices move between."""

from loaders.schema import Column, Table
from loaders.tables.common import key

TABLE = Table(
    "cities", ("Cities|Places", "Villes|Lieux", "Ciudades|Lugares", "Ciutats|Llocs", "도시|장소"),
    "Cities, and the regions and countries that stand for one where the record says no more.",
    key=("city_id",),
    columns=(
        key("city_id", "montreal"),
        Column("name", "text", ("Name|City|Place|City name", "Nom|Ville|Lieu|Nom de la ville", "Nombre|Ciudad|Lugar|Nombre de la ciudad", "Nom|Ciutat|Lloc|Nom de la ciutat", "이름|도시|도시명|장소"), "The place's name.", required=True, example="Montreal", width=22),
        Column("kind", "choice", ("Kind|Type", "Type|Nature", "Tipo", "Tipus", "종류"), "Whether it is a city, a region or a country.", choices=("city", "region", "country"), default="city", example="city", width=10),
        Column("country_code", "country", ("Country|Country code", "Pays|Code du pays|Code pays", "País|Código de país|Código del país", "País|Codi de país|Codi del país", "국가|국가 코드|나라"), "The country's two letters (ISO 3166-1).", required=True, example="CA", width=12),
        Column("latitude", "number", ("Latitude", "Latitude", "Latitud", "Latitud", "위도"), "Degrees north. Blank: looked up by name and country.", minimum=-90, maximum=90, width=11),
        Column("longitude", "number", ("Longitude", "Longitude", "Longitud", "Longitud", "경도"), "Degrees east. Blank: looked up by name and country.", minimum=-180, maximum=180, width=11),
        Column("role", "choice", ("Role", "Rôle", "Papel|Rol", "Paper|Rol", "역할"), "What the place is to the organisation.", choices=("founding", "partner", "visited"), example="founding", width=12),
        Column("member_since", "date", ("Member since", "Membre depuis", "Miembro desde", "Membre des de", "가입일"), "When it joined.", example="2016", width=14),
    ),
)
