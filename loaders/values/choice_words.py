"""The words of the closed vocabularies as Spanish, Catalan and Korean have them, and other names for them in English and French.

English itself and French are in the catalogues. Only what can mean one thing stands here: "M" is a man or una mujer.
"""

SPOKEN = {
    # statuses
    "planned": "previsto|planificado|previst|planificat|예정|계획",
    "active": "ongoing|in progress|en cours|activo|en curso|actiu|en curs|진행|진행 중",
    "completed": "done|finished|terminé|completado|terminado|finalizado|completat|acabat|finalitzat|완료|종료",
    "suspended": "on hold|suspendido|suspès|중단|보류",
    "cancelled": "cancelado|cancel·lat|취소",
    # kinds of place, and what a place is to the organisation
    "city": "ciudad|ciutat|도시",
    "region": "región|regió|지역",
    "country": "país|국가|나라",
    "founding": "fundadora|창립",
    "partner": "socio|socia|soci|sòcia|협력|파트너",
    "visited": "visitada|방문",
    # sectors
    "civil society": "sociedad civil|societat civil|시민사회|시민단체",
    "local government": "gobierno local|administración local|ayuntamiento|govern local|administració local|ajuntament|municipality|municipalité|지방정부|지방자치단체|지자체",
    "academia": "university|université|universidad|acadèmia|universitat|학계|대학|대학교",
    "social economy network": "red de economía social|xarxa d'economia social|사회적경제 네트워크",
    "international organisation": "organización internacional|organismo internacional|organització internacional|organisme internacional|국제기구",
    "social finance": "finance sociale|finanzas sociales|finances socials|사회적금융",
    "enterprise": "empresa|기업",
    "other": "otro|otra|altre|altra|기타",
    # roles of organisations
    "founder": "fundador|창립자|설립자",
    "member": "miembro|회원",
    "funder": "financiador|finançador|후원|후원자",
    "host": "anfitrión|anfitriona|amfitrió|amfitriona",
    # kinds of delegation
    "study mission": "study visit|study trip|voyage d'étude|misión de estudio|viaje de estudio|missió d'estudi|viatge d'estudi|견학|시찰",
    "exploratory mission": "misión exploratoria|missió exploratòria|사전 조사",
    "expert visit": "visita de expertos|visita d'experts|전문가 방문",
    "training": "formación|capacitación|formació|교육|훈련",
    # kinds of event
    "conference": "colloque|congrès|conferencia|congreso|conferència|congrés|콘퍼런스|컨퍼런스|학술대회",
    "forum": "foro|fòrum|포럼",
    "panel": "panel discussion|round table|table ronde|mesa redonda|taula rodona|패널|패널 토론|토론회",
    "workshop": "taller|워크숍|워크샵",
    "meeting": "réunion|rencontre|reunión|encuentro|reunió|trobada|회의|간담회",
    "launch": "lanzamiento|llançament|출범|출범식",
    "presentation": "presentación|presentació|발표|발표회",
    "signing": "firma|signatura|협약식|서명식",
    "side event": "evento paralelo|acte paral·lel|부대행사",
    "pilot": "piloto|prueba piloto|prova pilot|시범사업",
    # involvement
    "organiser": "organizador|organizadora|organitzador|organitzadora|주최|주관",
    "co-organiser": "coorganizador|coorganizadora|coorganitzador|coorganitzadora|공동 주최",
    "speaker": "ponente|ponent|발표자|연사",
    "attendee": "asistente|assistent|참석자",
    # gender and age
    "woman": "female|f|mujer|mujeres|femenino|dona|dones|femení|여|여자|여성",
    "man": "male|h|hombre|masculino|home|masculí|남|남자|남성",
    "non-binary": "no binario|no binaria|no binari|no binària|논바이너리",
    "under 18": "menor de 18|menos de 18|menys de 18|18세 미만",
    "65 and over": "65+|65 y más|65 o más|65 i més|65 o més|65세 이상",
    # kinds of publication
    "report": "informe|보고서",
    "case study": "estudio de caso|estudi de cas|사례 연구",
    "guide": "guía|guia|안내서|가이드",
    "tool": "herramienta|eina|도구",
    "video": "영상|동영상",
    "article": "artículo|기사",
    # stages of a transfer
    "documented": "documentado|documentada|documentat|문서화",
    "presented": "presentado|presentada|presentat",
    "adapted": "adaptado|adaptada|adaptat",
    "piloted": "pilotado|pilotada|pilotat",
    "adopted": "adoptado|adoptada|adoptat|채택",
    # results
    "output": "producto|producte|산출",
    "outcome": "resultado|resultat|성과",
    "impact": "impacto|impacte|영향",
    "increase": "aumento|augment|증가",
    "decrease": "disminución|disminució|감소",
}  # fmt: skip
