"""The topics that tie the demo's events, news, innovations and guides together."""

from owes_portal.models import Topic

TOPICS = {
    "opieka": "opieka i usługi społeczne",
    "zatrudnienie": "praca i aktywizacja zawodowa",
    "spoldzielnie": "spółdzielnie socjalne",
    "sieci": "współpraca i sieci",
    "samorzad": "samorząd i partnerstwa",
    "klauzule": "klauzule społeczne",
    "ekonomizacja": "zarabianie organizacji",
    "srodowisko": "środowisko i drugi obieg",
    "turystyka": "turystyka i dziedzictwo",
    "edukacja": "edukacja",
    "zakupy": "zakupy i zamówienia",
    "pakiety": "pakiety usług",
    "wartosci": "znaczenie wartości",
    "technologie": "nowe technologie",
    "odpornosc": "odporność na kryzys",
    "klastry": "klastry",
}


IN_ENGLISH = {
    "opieka": "care and social services",
    "zatrudnienie": "jobs and getting back to work",
    "spoldzielnie": "social co-operatives",
    "sieci": "co-operation and networks",
    "samorzad": "local government and partnerships",
    "klauzule": "social clauses",
    "ekonomizacja": "how organisations earn",
    "srodowisko": "environment and reuse",
    "turystyka": "tourism and heritage",
    "edukacja": "education",
    "zakupy": "purchases and tenders",
    "pakiety": "packages of services",
    "wartosci": "why values matter",
    "technologie": "new technologies",
    "odpornosc": "resilience to crises",
    "klastry": "clusters",
}
IN_UKRAINIAN = {
    "opieka": "догляд і соціальні послуги",
    "zatrudnienie": "робота й професійна активність",
    "spoldzielnie": "соціальні кооперативи",
    "sieci": "співпраця і мережі",
    "samorzad": "самоврядування і партнерства",
    "klauzule": "соціальні застереження",
    "ekonomizacja": "заробіток організацій",
    "srodowisko": "довкілля і повторне використання",
    "turystyka": "туризм і спадщина",
    "edukacja": "освіта",
    "zakupy": "закупівлі й замовлення",
    "pakiety": "пакети послуг",
    "wartosci": "значення цінностей",
    "technologie": "нові технології",
    "odpornosc": "стійкість до кризи",
    "klastry": "кластери",
}


def topic(slug: str) -> Topic:
    """The topic of that slug, made when it is first asked for."""
    translations = {"en": {"name": IN_ENGLISH[slug]}, "uk": {"name": IN_UKRAINIAN[slug]}}
    told = {"name": TOPICS[slug], "translations": translations}
    return Topic.objects.get_or_create(slug=slug, defaults=told)[0]


def topics(slugs: list[str]) -> list[Topic]:
    """The topics of those slugs."""
    return [topic(slug) for slug in slugs]
