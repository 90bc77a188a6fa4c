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


def topic(slug: str) -> Topic:
    """The topic of that slug, made when it is first asked for."""
    return Topic.objects.get_or_create(slug=slug, defaults={"name": TOPICS[slug]})[0]


def topics(slugs: list[str]) -> list[Topic]:
    """The topics of those slugs."""
    return [topic(slug) for slug in slugs]
