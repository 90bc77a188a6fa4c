"""What the demo centre invites to: every state that a sign-up can have is among them."""

from events.models import Event
from owes_portal.demo.abc_training import ABC

Kind, Audience = Event.Kind, Event.Audience

COMING_EVENTS = [
    {
        "kind": Kind.ADVICE,
        "title": "Dyżur doradcy w Krasnymstawie",
        "slug": "dyzur-doradcy-krasnystaw",
        "lead": "Przyjdź z pytaniem o statut, księgowość albo dotację. Nie trzeba się zapisywać.",
        "programme": "<p>Rozmowa trwa około 30 minut. Weź dokumenty, jeśli o nie chcesz zapytać.</p>",
        "signup_mode": Event.SignupMode.NONE,
        "capacity": 10,
        "start": 2,
        "days": [("10.00", "14.00", "krasnystaw", "", "slimak")],
        "topics": ["ekonomizacja"],
        "counties": ["0606"],
        "audience": [Audience.RESIDENTS, Audience.GROUPS, Audience.NGO],
        "contact": 2,
    },
    {
        "kind": Kind.TRAINING,
        "title": "Budżet spółdzielni na cały rok",
        "slug": "budzet-spoldzielni",
        "lead": "Ułożysz budżet, który mieści się na jednej kartce i zgadza się w grudniu.",
        "programme": "<ul><li>koszty stałe i zmienne,</li><li>rezerwa na gorszy miesiąc,</li><li>kiedy podnieść ceny.</li></ul>",
        "capacity": 14,
        "start": 3,
        "is_closed": True,
        "days": [("9.00", "14.30", "biuro", "", "gawron")],
        "topics": ["ekonomizacja", "spoldzielnie"],
        "audience": [Audience.ENTERPRISES],
        "has_catering": True,
        "contact": 0,
        "people": 9,
    },
    {
        "kind": Kind.MEETING,
        "title": "Spotkanie dla kół gospodyń i strażaków",
        "slug": "spotkanie-kgw-osp-chelm",
        "lead": "Koło lub remiza może dać pracę sąsiadom. Pokażemy, jak inni to zrobili.",
        "programme": "<ul><li>przykłady z trzech wsi,</li><li>co zmienia wpis do rejestru,</li><li>rozmowy przy stolikach.</li></ul>",
        "capacity": 30,
        "start": 7,
        "days": [("17.00", "19.00", "chelm", "", "wrzos")],
        "topics": ["ekonomizacja", "sieci"],
        "counties": ["0662", "0603"],
        "audience": [Audience.GROUPS, Audience.NGO],
        "contact": 1,
        "people": 5,
    },
    {
        "kind": Kind.WORKSHOP,
        "title": "Warsztaty wyjazdowe: Ostrowiec i Bałtów",
        "slug": "warsztaty-wyjazdowe-ostrowiec-baltow",
        "lead": (
            "Dwa dni u sąsiadów, którym się udało. Zobaczysz, jak pracuje się z całą "
            "społecznością i jak gmina, firmy i organizacje działają razem."
        ),
        "programme": (
            "<h3>Dzień pierwszy: Ostrowiec</h3><p>Poznasz organizowanie społeczności lokalnej, "
            "w skrócie OSL. To sprawdzony model pracy socjalnej, która zaczyna od sąsiadów.</p>"
            "<ul><li>spacer po dzielnicy z tymi, którzy ją zmienili,</li>"
            "<li>jak włączyć szkołę, parafię i sklep,</li>"
            "<li>co robić, gdy zapał gaśnie.</li></ul>"
            "<h3>Dzień drugi: Bałtów</h3><p>Mała gmina postawiła na turystykę i współpracę trzech "
            "sektorów: samorządu, organizacji i firm. Jej przykład trafił do Atlasu Dobrych "
            "Praktyk.</p><ul><li>rozmowa z założycielami stowarzyszenia,</li>"
            "<li>partnerstwo dziesięciu gmin: kto o czym decyduje,</li>"
            "<li>co z tego przeniesiesz do siebie.</li></ul>"
            "<h3>Co zapewniamy</h3><p>Autokar, nocleg, posiłki i materiały. Udział jest bezpłatny. "
            "Nie trzeba nic drukować ani przynosić do biura.</p>"
        ),
        "capacity": 40,
        "start": 11,
        "closes": 5,
        "days": [
            ("11.00", "18.00", "ostrowiec", "Organizowanie społeczności lokalnej", "brzoza"),
            ("9.00", "16.00", "baltow", "Współpraca trzech sektorów", "brzoza"),
        ],
        "pickup_points": [
            ("Zamość, parking przy ul. Lwowskiej 100", "7.00"),
            ("Biłgoraj, przystanek przy ul. Sitarskiej 12", "7.50"),
        ],
        "topics": ["samorzad", "sieci", "turystyka"],
        "audience": [Audience.RESIDENTS, Audience.GROUPS, Audience.NGO, Audience.LOCAL_GOVERNMENT],
        "partners": ["Lokalna Grupa Działania Roztoczański Krąg"],
        "has_catering": True,
        "has_accommodation": True,
        "has_transport": True,
        "contact": 1,
        "people": 35,
    },
    ABC
    | {
        "title": "ABC ekonomii społecznej w Tomaszowie Lubelskim",
        "slug": "abc-ekonomii-spolecznej-tomaszow-lubelski",
        "capacity": 12,
        "start": 15,
        "days": [
            ("9.00", "15.00", "tomaszow", "Od pomysłu do organizacji", "wrzos"),
            ("9.00", "15.00", "tomaszow", "Skąd wziąć pieniądze", "gawron"),
        ],
        "counties": ["0618"],
        "people": 17,
    },
    {
        "kind": Kind.WORKSHOP,
        "title": "Statut przy kuchennym stole",
        "slug": "statut-przy-kuchennym-stole",
        "lead": "Mała grupa, jeden prawnik i Twój statut. Wyjdziesz z gotowym tekstem.",
        "programme": "<p>Przynieś to, co masz, nawet na kartce. Napiszemy razem punkt po punkcie.</p>",
        "capacity": 6,
        "start": 20,
        "days": [("16.00", "19.00", "zwierzyniec", "", "slimak")],
        "topics": ["ekonomizacja"],
        "counties": ["0620"],
        "audience": [Audience.GROUPS],
        "contact": 2,
        "people": 3,
    },
    {
        "kind": Kind.MEETING,
        "title": "Spotkanie sąsiedzkie w Lubyczy Królewskiej",
        "slug": "spotkanie-sasiedzkie-lubycza-krolewska",
        "lead": "Kawa, ciasto i rozmowa o tym, co zrobić z pustą świetlicą.",
        "programme": "<ul><li>czego brakuje we wsi,</li><li>kto co umie,</li><li>co dalej.</li></ul>",
        "capacity": 30,
        "start": 24,
        "days": [("17.00", "19.00", "lubycza", "", "wrzos")],
        "topics": ["sieci", "samorzad"],
        "counties": ["0618"],
        "audience": [Audience.RESIDENTS],
        "contact": 1,
        "people": 4,
        "cancelled": (
            "W remizie pękła rura i sali nie można używać. Nowy termin podamy, gdy skończy się "
            "remont. Przepraszamy."
        ),
    },
    {
        "kind": Kind.WEBINAR,
        "title": "Sprzedaję w internecie, choć mam tylko telefon",
        "slug": "sprzedaz-w-internecie",
        "lead": "Zdjęcie, opis, cena i wysyłka. Pokażemy to na przykładzie miodu i haftu.",
        "programme": "<ul><li>dobre zdjęcie w pięć minut,</li><li>opis, który mówi prawdę i sprzedaje,</li><li>prawa kupującego.</li></ul>",
        "capacity": 50,
        "start": 27,
        "days": [("18.00", "19.30", "internet", "", "jarosz")],
        "topics": ["technologie", "ekonomizacja"],
        "audience": [Audience.RESIDENTS, Audience.ENTERPRISES],
        "has_sign_language": True,
        "contact": 0,
        "people": 8,
    },
    {
        "kind": Kind.STUDY_VISIT,
        "title": "Wizyta w spółdzielni, która daje pracę",
        "slug": "wizyta-w-spoldzielni-chelm",
        "lead": "Zajrzysz do kuchni i pralni. Porozmawiasz z tymi, którzy tam pracują.",
        "signup_mode": Event.SignupMode.APPROVAL,
        "programme": "<ul><li>jak wygląda zwykły dzień,</li><li>kto pomaga nowym osobom,</li><li>z czego spółdzielnia żyje.</li></ul>",
        "capacity": 15,
        "start": 34,
        "days": [("10.00", "13.00", "spoldzielnia", "", "jarosz")],
        "topics": ["spoldzielnie", "zatrudnienie"],
        "counties": ["0662", "0603", "0606"],
        "audience": [Audience.GROUPS, Audience.NGO, Audience.LOCAL_GOVERNMENT],
        "has_catering": True,
        "contact": 3,
        "people": 7,
    },
    ABC
    | {
        "title": "ABC ekonomii społecznej w Krasnymstawie",
        "slug": "abc-ekonomii-spolecznej-krasnystaw",
        "start": 41,
        "days": [
            ("9.00", "15.00", "krasnystaw", "Od pomysłu do organizacji", "wrzos"),
            ("9.00", "15.00", "krasnystaw", "Skąd wziąć pieniądze", "gawron"),
        ],
        "counties": ["0606"],
        "people": 5,
    },
    {
        "kind": Kind.CONFERENCE,
        "title": "Iskra w gminie: konferencja subregionu",
        "slug": "konferencja-iskra-w-gminie",
        "lead": "Gminy, organizacje i firmy opowiedzą, co razem zrobiły. Ty też możesz.",
        "programme": (
            "<h3>Przed południem</h3><ul><li>pięć gmin, pięć krótkich historii,</li>"
            "<li>rozmowa: skąd się biorą innowacje.</li></ul><h3>Po południu</h3>"
            "<ul><li>stoliki: opieka, praca, kultura, odpady,</li>"
            "<li>jarmark przedsiębiorstw społecznych.</li></ul>"
        ),
        "capacity": 80,
        "start": 52,
        "days": [("9.30", "16.00", "biuro", "", None)],
        "topics": ["sieci", "samorzad", "wartosci"],
        "audience": [Audience.LOCAL_GOVERNMENT, Audience.NGO, Audience.ENTERPRISES],
        "partners": ["Lokalna Grupa Działania Roztoczański Krąg"],
        "has_catering": True,
        "has_sign_language": True,
        "contact": 1,
        "people": 10,
    },
    {
        "kind": Kind.WORKSHOP,
        "title": "Laboratorium pomysłów",
        "slug": "laboratorium-pomyslow",
        "lead": "Przyjdź z kłopotem, wyjdź z małym testem do zrobienia w miesiąc.",
        "programme": "<ul><li>co naprawdę jest kłopotem,</li><li>dziesięć rozwiązań w kwadrans,</li><li>test za mniej niż 200 zł.</li></ul>",
        "capacity": 18,
        "start": 60,
        "opens": 14,
        "days": [("10.00", "15.00", "hrubieszow", "", "brzoza")],
        "topics": ["edukacja", "wartosci"],
        "counties": ["0604"],
        "audience": [Audience.RESIDENTS, Audience.GROUPS],
        "has_catering": True,
        "contact": 1,
    },
    ABC
    | {
        "title": "ABC ekonomii społecznej w Chełmie",
        "slug": "abc-ekonomii-spolecznej-chelm",
        "start": 75,
        "days": [
            ("9.00", "15.00", "chelm", "Od pomysłu do organizacji", "wrzos"),
            ("9.00", "15.00", "chelm", "Skąd wziąć pieniądze", "gawron"),
        ],
        "counties": ["0662", "0603"],
        "people": 2,
    },
    {
        "kind": Kind.MEETING,
        "title": "Narada partnerów projektu",
        "slug": "narada-partnerow-projektu",
        "lead": "Podsumujemy pół roku i ułożymy plan na drugie. Zapraszamy partnerów imiennie.",
        "programme": "<ul><li>co się udało,</li><li>co zmieniamy,</li><li>kto co bierze na siebie.</li></ul>",
        "signup_mode": Event.SignupMode.INVITATION,
        "capacity": 20,
        "start": 25,
        "days": [("11.00", "14.00", "biuro", "", None)],
        "topics": ["sieci"],
        "audience": [Audience.LOCAL_GOVERNMENT, Audience.NGO],
        "has_catering": True,
        "contact": 1,
    },
    {
        "kind": Kind.CONFERENCE,
        "title": "Targi przedsiębiorstw społecznych w Lublinie",
        "slug": "targi-przedsiebiorstw-spolecznych",
        "lead": "Jedziemy razem na targi do Lublina. Zapisy prowadzi organizator targów.",
        "programme": "<p>Zobaczysz, co robią i sprzedają przedsiębiorstwa społeczne z całego regionu.</p>",
        "signup_mode": Event.SignupMode.EXTERNAL,
        "external_url": "https://targi.example/zapisy/",
        "capacity": 50,
        "start": 45,
        "days": [("10.00", "17.00", "biuro", "", None)],
        "topics": ["sieci", "wartosci"],
        "audience": [Audience.ENTERPRISES],
        "contact": 0,
    },
    {
        "kind": Kind.ADVICE,
        "title": "Trzy rozmowy z księgową",
        "slug": "trzy-rozmowy-z-ksiegowa",
        "lead": "Godzina tylko dla Twojej organizacji: faktury, podatki i sprawozdanie.",
        "programme": "<p>Przynieś pytania i to, co Cię niepokoi. Nie zostawiamy sobie kopii.</p>",
        "capacity": 3,
        "has_waiting_list": False,
        "start": 13,
        "days": [("13.00", "16.00", "biuro", "", "gawron")],
        "topics": ["ekonomizacja"],
        "audience": [Audience.NGO, Audience.ENTERPRISES],
        "contact": 2,
    },
]
