"""Names that people write and no source gives; read by build_gazetteer.py alone."""

# By GeoNames' identifier.
CITY_NAMES = {
    "3104499": "Vitoria|Gasteiz",
    "3114472": "Iruña|Iruñea|Pampelune",
    "3128026": "Bilbo",
    "3530597": "CDMX|México D.F.",
    "5128581": "New York|NYC|Nueva York|Nova York|뉴욕",
}

# By ISO 3166-1 code.
COUNTRY_NAMES = {
    "AE": "UAE|EAU",
    "BO": "Plurinational State of Bolivia",
    "CD": "DRC|DR Congo|RDC|RD Congo|Democratic Republic of Congo|République démocratique du Congo",
    "CG": "Republic of Congo|Congo|République du Congo",
    "CI": "Cote d'Ivoire|Costa de Marfil",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic|République tchèque|República Checa",
    "GB": "UK|U.K.|Great Britain|Britain|Grande-Bretagne|Gran Bretaña",
    "KP": "DPRK|Democratic People's Republic of Korea",
    "KR": "Korea|Republic of Korea|Korea, Republic of|Corée|République de Corée|Corea"
    "|República de Corea|한국|남한",
    "LA": "Lao PDR",
    "MM": "Burma|Birmanie",
    "NL": "The Netherlands|Holland|Hollande|Holanda",
    "PS": "Palestine|State of Palestine|Palestina",
    "RU": "Russian Federation|Fédération de Russie|Federación de Rusia",
    "SZ": "Swaziland",
    "TR": "Turkey|Turquie",
    "TW": "Taiwan|Taïwan|Taiwán",
    "US": "USA|U.S.A.|US|U.S.|United States of America|États-Unis d'Amérique|EUA|EE. UU.|EEUU",
    "VA": "Holy See|Saint-Siège",
    "VN": "Viet Nam|Viêt Nam",
}

# By GeoNames' code of the first level below the state.
REGION_NAMES = {
    "BE.BRU": "Région de Bruxelles-Capitale|Bruxelles-Capitale|Bruselas Capital",
    "BE.VLG": "Flandre|Vlaanderen|Flandes|플란데런",
    "BE.WAL": "Wallonie|Valonia|Valònia|왈롱",
    "CA.02": "Colombie-Britannique|Columbia Británica|Colúmbia Britànica|브리티시컬럼비아",
    "CA.04": "Nouveau-Brunswick|Nuevo Brunswick|뉴브런즈윅",
    "CA.05": "Terre-Neuve-et-Labrador|Terranova y Labrador",
    "CA.07": "Nouvelle-Écosse|Nueva Escocia|노바스코샤",
    "CA.08": "온타리오",
    "CA.09": "Île-du-Prince-Édouard|Isla del Príncipe Eduardo",
    "CA.10": "Québec|Province of Quebec|Province de Québec|Quebec Province|퀘벡주",
    "CA.13": "Territoires du Nord-Ouest|Territorios del Noroeste",
    "ES.07": "Illes Balears|Islas Baleares|Baleares|Îles Baléares",
    "ES.29": "Comunidad de Madrid|Communauté de Madrid|Comunitat de Madrid|마드리드주",
    "ES.32": "Nafarroa|Navarre|나바라",
    "ES.51": "Andalucía|Andalousie|Andalusia|안달루시아",
    "ES.52": "Aragón|Aragó|아라곤",
    "ES.53": "Canarias|Islas Canarias|Îles Canaries|Illes Canàries|카나리아 제도",
    "ES.54": "Castilla-La Mancha|Castile-La Mancha|Castille-La Manche|Castella-la Manxa",
    "ES.55": "Castilla y León|Castile and León|Castille-et-León|Castella i Lleó",
    "ES.56": "Catalunya|Cataluña|Catalogne|카탈루냐|카탈로니아",
    "ES.58": "Galice|Galiza|갈리시아",
    "ES.59": "Euskadi|País Vasco|Pays basque|País Basc|Euskal Autonomia Erkidegoa|바스크"
    "|바스크 지방",
    "ES.60": "Comunitat Valenciana|Comunidad Valenciana|Communauté valencienne|País Valencià",
    "FR.11": "Île-de-France|Isla de Francia|일드프랑스",
    "FR.28": "Normandie|Normandía|Normandia|노르망디",
    "FR.52": "Pays de la Loire|Países del Loira",
    "FR.53": "Bretagne|Bretaña|Bretanya|Breizh|브르타뉴",
    "FR.75": "Nouvelle-Aquitaine|Nueva Aquitania|Nova Aquitània",
    "FR.76": "Occitanie|Occitania|Occitània|옥시타니",
    "FR.93": "PACA",
    "FR.94": "Corse|Córcega|Còrsega|코르시카",
    "KR.01": "Jeju-do|Jejudo|제주|제주도|제주특별자치도",
    "KR.03": "Jeollabuk-do|Jeonbuk|전북|전라북도|전북특별자치도",
    "KR.05": "Chungcheongbuk-do|충북|충청북도",
    "KR.06": "Gangwon-do|Gangwon|강원|강원도|강원특별자치도",
    "KR.10": "부산|부산광역시|Pusan",
    "KR.11": "서울|서울특별시|서울시|Séoul|Seúl|Seül",
    "KR.12": "인천|인천광역시",
    "KR.13": "Gyeonggi|경기|경기도",
    "KR.14": "Gyeongsangbuk-do|경북|경상북도",
    "KR.15": "대구|대구광역시",
    "KR.16": "Jeollanam-do|전남|전라남도",
    "KR.17": "Chungcheongnam-do|충남|충청남도",
    "KR.18": "광주|광주광역시|Kwangju",
    "KR.19": "대전|대전광역시",
    "KR.20": "Gyeongsangnam-do|경남|경상남도",
    "KR.21": "울산|울산광역시",
    "KR.22": "세종|세종특별자치시",
    "MX.09": "Ciudad de México|CDMX|Mexico City|Ville de Mexico|Ciutat de Mèxic",
    "MX.21": "Estado de Puebla|푸에블라주",
}

# Territories that have a code of their own and are also a region of a state.
OUTLYING = {
    "AS": "US", "GU": "US", "MP": "US", "PR": "US", "VI": "US",
    "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "YT": "FR",
}  # fmt: skip
