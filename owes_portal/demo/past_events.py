"""What the demo centre did in the last three months, and one meeting of 2021."""

from datetime import date

from events.models import Event
from owes_portal.demo.abc_training import ABC

Kind, Audience = Event.Kind, Event.Audience

PAST_EVENTS = [
    {
        "kind": Kind.CONFERENCE,
        "title": "Spotkanie partnerów Wspólnego klastra w Poznaniu",
        "slug": "spotkanie-partnerow-poznan-2021",
        "lead": "Dwa dni z partnerami z Cypru, Włoch, Belgii i Francji o tym, jak przetrwać kryzys.",
        "programme": (
            "<h3>Dzień pierwszy</h3><ul><li>kryzys i odporność: doświadczenia pięciu krajów,</li>"
            "<li>spółdzielnie z Konina opowiadają o pakietach usług,</li>"
            "<li>zakupy, sieci, wartości, technologie i edukacja – praca przy stolikach.</li></ul>"
            "<h3>Dzień drugi</h3><ul><li>wizyta w pracowni ekonomii społecznej,</li>"
            "<li>rozmowa z poznańskimi spółdzielniami,</li><li>gra miejska po angielsku.</li></ul>"
        ),
        "signup_mode": Event.SignupMode.NONE,
        "capacity": 40,
        "starts_on": date(2021, 10, 25),
        "days": [
            ("10.00", "17.00", "poznan", "Odporność na kryzys", None),
            ("9.30", "15.00", "poznan", "Wizyta studyjna i gra miejska", None),
        ],
        "topics": [
            "odpornosc",
            "klastry",
            "zakupy",
            "sieci",
            "wartosci",
            "pakiety",
            "technologie",
            "edukacja",
        ],
        "project": "wspolny-klaster",
        "has_catering": True,
        "people_came": 34,
        "audience": [Audience.ENTERPRISES],
        "contact": 1,
    },
    {
        "kind": Kind.MEETING,
        "title": "Co może dla Ciebie zrobić OWES",
        "slug": "co-moze-owes-zamosc",
        "lead": "Dwie godziny rozmowy o tym, z jakim pomysłem i kiedy warto do nas przyjść.",
        "programme": "<ul><li>czym jest ekonomia społeczna,</li><li>w czym pomagamy,</li><li>Twoje pytania.</li></ul>",
        "capacity": 25,
        "start": -84,
        "days": [("16.00", "18.00", "biuro", "", "wrzos")],
        "topics": ["ekonomizacja"],
        "counties": ["0664", "0620"],
        "audience": [Audience.RESIDENTS, Audience.GROUPS],
        "contact": 1,
        "people": 10,
    },
    ABC
    | {
        "title": "ABC ekonomii społecznej w Biłgoraju",
        "slug": "abc-ekonomii-spolecznej-bilgoraj",
        "start": -70,
        "days": [
            ("9.00", "15.00", "bilgoraj", "Od pomysłu do organizacji", "wrzos"),
            ("9.00", "15.00", "bilgoraj", "Skąd wziąć pieniądze", "gawron"),
        ],
        "counties": ["0602"],
        "people": 11,
    },
    ABC
    | {
        "title": "ABC ekonomii społecznej w Hrubieszowie",
        "slug": "abc-ekonomii-spolecznej-hrubieszow",
        "start": -56,
        "days": [
            ("9.00", "15.00", "hrubieszow", "Od pomysłu do organizacji", "wrzos"),
            ("9.00", "15.00", "hrubieszow", "Skąd wziąć pieniądze", "gawron"),
        ],
        "counties": ["0604"],
        "people": 9,
    },
    {
        "kind": Kind.WEBINAR,
        "title": "Klauzule społeczne w zamówieniach gminy",
        "slug": "klauzule-spoleczne-w-gminie",
        "lead": "Jak zapisać w zamówieniu, że liczy się nie tylko cena. Z przykładami z małych gmin.",
        "programme": (
            "<ul><li>co wolno wymagać od wykonawcy,</li><li>jak opisać klauzulę w trzech zdaniach,</li>"
            "<li>kiedy można zlecić usługę przedsiębiorstwu społecznemu.</li></ul>"
        ),
        "capacity": 60,
        "start": -35,
        "days": [("10.00", "12.00", "internet", "", "slimak")],
        "topics": ["klauzule", "zakupy", "samorzad"],
        "audience": [Audience.LOCAL_GOVERNMENT],
        "has_sign_language": True,
        "contact": 0,
        "people": 12,
    },
    {
        "kind": Kind.TRAINING,
        "title": "Jak organizacja może zarabiać",
        "slug": "jak-organizacja-moze-zarabiac",
        "lead": "Działalność odpłatna i gospodarcza bez tajemnic. Policzysz cenę własnej usługi.",
        "programme": (
            "<ul><li>co wolno stowarzyszeniu i fundacji,</li><li>ile naprawdę kosztuje godzina pracy,</li>"
            "<li>jak powiedzieć klientowi cenę,</li><li>podatki: trzy rzeczy, które trzeba wiedzieć.</li></ul>"
        ),
        "capacity": 16,
        "start": -21,
        "days": [("9.00", "15.00", "chelm", "", "gawron")],
        "topics": ["ekonomizacja"],
        "counties": ["0662", "0603"],
        "audience": [Audience.NGO, Audience.ENTERPRISES],
        "has_catering": True,
        "contact": 0,
        "people": 10,
    },
    {
        "kind": Kind.WORKSHOP,
        "title": "Mapa zasobów: co mamy w gminie",
        "slug": "mapa-zasobow-zwierzyniec",
        "lead": "Spacer i warsztat. Szukamy ludzi, miejsc i umiejętności, których nikt nie zauważa.",
        "programme": (
            "<ul><li>spacer po okolicy z aparatem,</li><li>wspólna mapa na dużym stole,</li>"
            "<li>jeden mały krok na najbliższy miesiąc.</li></ul>"
        ),
        "capacity": 20,
        "start": -5,
        "days": [("10.00", "14.00", "zwierzyniec", "", "brzoza")],
        "topics": ["samorzad", "turystyka", "sieci"],
        "counties": ["0620"],
        "audience": [Audience.RESIDENTS, Audience.GROUPS, Audience.LOCAL_GOVERNMENT],
        "has_catering": True,
        "contact": 1,
        "people": 9,
    },
]
