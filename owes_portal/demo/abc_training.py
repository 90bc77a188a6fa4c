"""The training that goes from county to county: what is the same everywhere."""

from events.models import Event

ABC = {
    "kind": Event.Kind.TRAINING,
    "series": "ABC ekonomii społecznej w powiatach",
    "lead": "Dwa dni dla tych, którzy chcą coś założyć, ale nie wiedzą, od czego zacząć.",
    "programme": (
        "<h3>Dzień pierwszy: od pomysłu do organizacji</h3><ul>"
        "<li>ekonomia społeczna na przykładach z sąsiednich gmin,</li>"
        "<li>stowarzyszenie, fundacja, spółdzielnia – co pasuje do Ciebie,</li>"
        "<li>kto z kim i za co odpowiada.</li></ul>"
        "<h3>Dzień drugi: skąd wziąć pieniądze</h3><ul>"
        "<li>składki, dotacje, sprzedaż – co daje niezależność,</li>"
        "<li>prosty budżet na pierwszy rok,</li><li>plan: trzy kroki i trzy daty.</li></ul>"
    ),
    "capacity": 16,
    "topics": ["edukacja", "ekonomizacja", "spoldzielnie"],
    "audience": [Event.Audience.RESIDENTS, Event.Audience.GROUPS, Event.Audience.NGO],
    "has_catering": True,
    "contact": 0,
}
