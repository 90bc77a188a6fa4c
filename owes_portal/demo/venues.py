"""Invented venues and trainers of the demo centre's events."""

STEP_FREE = {
    "accessible_entrance": "bez progu i schodów",
    "accessible_lift": "niepotrzebna, wszystko jest na parterze",
    "accessible_toilet": "dla osób na wózku, na tym samym piętrze",
    "accessible_parking": "dwa miejsca dla osób z niepełnosprawnością przy wejściu",
}

VENUES = {
    "biuro": {
        "place": "Sala szkoleń OWES Iskra",
        "address": "ul. Lwowska 100, Zamość",
        "directions": "Z dworca autobusowego 10 minut pieszo. Wejście od podwórza, przy niebieskiej ławce.",
        "accessibility": STEP_FREE
        | {
            "accessible_lift": "jest, drzwi 90 cm, z głosem i alfabetem Braille’a",
            "has_induction_loop": True,
            "has_quiet_room": True,
        },
    },
    "bilgoraj": {
        "place": "Dom Sąsiedzki Pod Lipą",
        "address": "ul. Sitarska 12, Biłgoraj",
        "directions": "Przystanek jest 200 metrów dalej, przy aptece.",
        "accessibility": STEP_FREE,
    },
    "hrubieszow": {
        "place": "Biblioteka nad Huczwą",
        "address": "ul. Targowa 5, Hrubieszów",
        "directions": "Od rynku w dół ulicą Targową. Budynek z czerwonymi drzwiami.",
        "accessibility": STEP_FREE,
    },
    "tomaszow": {
        "place": "Klub Seniora Jarzębina",
        "address": "ul. Ogrodowa 8, Tomaszów Lubelski",
        "directions": "Wejście od ogrodu. Furtka jest otwarta.",
        "accessibility": STEP_FREE | {"has_quiet_room": True},
    },
    "chelm": {
        "place": "Spółdzielcze Centrum Spotkań",
        "address": "ul. Kredowa 3, Chełm",
        "directions": "Autobus 5 zatrzymuje się pod samym wejściem.",
        "accessibility": STEP_FREE
        | {"accessible_lift": "jest, drzwi 80 cm", "has_induction_loop": True},
    },
    "krasnystaw": {
        "place": "Dom Kultury Za Rogiem",
        "address": "ul. Chmielna 1, Krasnystaw",
        "directions": "Pięć minut pieszo od dworca kolejowego.",
        "accessibility": STEP_FREE,
    },
    "zwierzyniec": {
        "place": "Stara Stolarnia",
        "address": "ul. Leśna 4, Zwierzyniec",
        "directions": "Idź od kościoła na wodzie w stronę stawów, 300 metrów.",
        "accessibility": STEP_FREE | {"accessible_toilet": "dla osób na wózku, w budynku obok"},
    },
    "lubycza": {
        "place": "Remiza Ochotniczej Straży Pożarnej",
        "address": "ul. Kolejowa 2, Lubycza Królewska",
        "directions": "Duży parking jest przed remizą.",
        "accessibility": STEP_FREE,
    },
    "ostrowiec": {
        "place": "Centrum Aktywności Sąsiedzkiej",
        "address": "ul. Hutnicza 7, Ostrowiec Świętokrzyski",
        "directions": "Dowozi nas autokar. Kto jedzie sam, parkuje za budynkiem.",
        "accessibility": STEP_FREE | {"accessible_lift": "jest, drzwi 90 cm"},
    },
    "baltow": {
        "place": "Dom Trzech Sektorów",
        "address": "Bałtów 50, powiat ostrowiecki",
        "directions": "Z noclegu jedziemy razem autokarem, około 30 minut.",
        "accessibility": {},
    },
    "poznan": {
        "place": "Dom Współpracy",
        "address": "ul. Garbary 20, Poznań",
        "directions": "",
        "accessibility": STEP_FREE,
    },
    "spoldzielnia": {
        "place": "Spółdzielnia Socjalna Cztery Pory",
        "address": "ul. Pocztowa 9, Chełm",
        "directions": "Spotykamy się przy bramie od ulicy Pocztowej.",
        "accessibility": STEP_FREE,
    },
    "internet": {
        "place": "Internet",
        "address": "link wyślemy dzień wcześniej",
        "directions": "Wystarczy przeglądarka. Na życzenie oddzwonimy i pomożemy się połączyć.",
        "accessibility": {},
    },
}

TRAINERS = {
    "wrzos": (
        "Aleksandra Wrzos",
        "Od piętnastu lat pracuje z mieszkańcami wsi i małych miast. Lubi zaczynać od spaceru.",
    ),
    "brzoza": (
        "Paweł Brzoza",
        "Współtworzył partnerstwo dziesięciu gmin. Uczy, jak rozmawiać z urzędem i z firmą.",
    ),
    "gawron": (
        "Dorota Gawron",
        "Księgowa. Prowadzi rachunki czterech spółdzielni i tłumaczy je po ludzku.",
    ),
    "slimak": (
        "Jerzy Ślimak",
        "Radca prawny. Pomógł zarejestrować ponad sto stowarzyszeń i fundacji.",
    ),
    "jarosz": (
        "Hanna Jarosz",
        "Prezeska spółdzielni socjalnej. Zna pracę z osobami, którym najtrudniej o etat.",
    ),
}
