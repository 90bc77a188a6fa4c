"""Projects of the demo centre, from 2009 until today, with their partners and marks."""

from datetime import date

from django.utils import timezone

from owes_portal.demo.dates import moment
from owes_portal.demo.marks import create_marks
from owes_portal.models import ContactPerson, County, FundingMark, Partner, Project

# Parts of a description that are not fields of the row.
RELATIONS = ("dates", "partners", "marks")

PARTNERS = [
    {
        "name": "Instytut Kształcenia i Badań Regionalnych",
        "country": "Włochy",
        "city": "Potenza",
        "description": "Uczy zawodu i bada, jak pracują spółdzielnie na południu Włoch.",
    },
    {
        "name": "Bruksela Bliżej Ludzi",
        "country": "Belgia",
        "city": "Bruksela",
        "website": "https://bruksela.example",
        "description": "Stowarzyszenie, które tłumaczy mieszkańcom, jak działa Europa.",
    },
    {
        "name": "Ośrodek Badań i Edukacji Most",
        "country": "Cypr",
        "city": "Nikozja",
        "description": "Prowadzi szkolenia dla przedsiębiorstw społecznych na wyspie.",
    },
    {
        "name": "Centrum Zasobów Pod Platanem",
        "country": "Francja",
        "city": "Nîmes",
        "description": "Pomaga gminom i stowarzyszeniom wspólnie planować usługi.",
    },
    {
        "name": "Stowarzyszenie Wspólny Stół",
        "country": "Polska",
        "city": "Poznań",
        "website": "https://wspolnystol.example",
        "description": "Zakłada spółdzielnie socjalne i wspiera je w pierwszych latach.",
    },
    {
        "name": "Lokalna Grupa Działania Roztoczański Krąg",
        "country": "Polska",
        "city": "Zwierzyniec",
        "website": "https://roztoczanski-krag.example",
        "description": "Łączy gminy, organizacje i firmy z Roztocza.",
    },
]

PROJECTS = [
    {
        "slug": "iskra-w-subregionie",
        "title": "Iskra w subregionie – wsparcie ekonomii społecznej",
        "number": "FELU.08.06-IP.00-0000/00",
        "period": Project.Period.FE,
        "programme": "Fundusze Europejskie dla Lubelskiego 2021–2027",
        "fund": "Europejski Fundusz Społeczny Plus",
        "funding_sentence": (
            "Projekt współfinansowany ze środków Europejskiego Funduszu Społecznego Plus "
            "w ramach programu Fundusze Europejskie dla Lubelskiego 2021–2027."
        ),
        "lead": "Szkolimy, doradzamy i pomagamy tworzyć miejsca pracy w ośmiu powiatach.",
        "description": (
            "<p>W subregionie chełmsko-zamojskim pomagamy ludziom razem tworzyć usługi i miejsca "
            "pracy. Przyjeżdżamy do gmin, szkolimy i doradzamy. Wszystko jest bezpłatne.</p>"
        ),
        "goals": (
            "<p>Chcemy, żeby w każdej gminie działała choć jedna organizacja, która daje pracę "
            "i usługi. Chcemy też, żeby spółdzielnie i fundacje, które już są, dały sobie radę "
            "po zakończeniu wsparcia.</p>"
        ),
        "target_groups": (
            "Mieszkańcy, grupy nieformalne, organizacje, przedsiębiorstwa społeczne i samorządy "
            "z ośmiu powiatów.\n\nDo 20% miejsc mogą zająć osoby spoza subregionu."
        ),
        "tasks": (
            "<ul><li>Animacja: spotkania i warsztaty w gminach.</li>"
            "<li>Szkolenia „ABC ekonomii społecznej” i dalsze kursy.</li>"
            "<li>Doradztwo na miejscu i przez telefon.</li>"
            "<li>Wizyty studyjne u tych, którym się udało.</li>"
            "<li>Dotacje na miejsca pracy w przedsiębiorstwach społecznych.</li></ul>"
        ),
        "results": (
            "<ul><li>Wesprzemy 120 organizacji i 40 grup, które dopiero zaczynają.</li>"
            "<li>Pomożemy utworzyć 90 miejsc pracy w przedsiębiorstwach społecznych.</li>"
            "<li>Przeszkolimy 600 osób.</li></ul>"
        ),
        "support": (
            "<ul><li>szkolenie albo warsztat z materiałami i posiłkiem,</li>"
            "<li>do 20 godzin doradztwa dla organizacji,</li>"
            "<li>dotację i wsparcie pomostowe – dla nowych miejsc pracy,</li>"
            "<li>dojazd, opiekę nad bliskimi i to, czego potrzebujesz, aby wziąć udział.</li></ul>"
        ),
        "joining": (
            "<p>Nabór trwa przez cały projekt, dopóki są miejsca.</p>"
            "<ol><li>Wybierz wydarzenie i zapisz się na stronie albo zadzwoń.</li>"
            "<li>W ciągu 2 dni roboczych potwierdzimy Twoje miejsce.</li>"
            "<li>Przyjdź. Na miejscu podpiszesz listę obecności.</li></ol>"
        ),
        "value": "6840000.00",
        "grant": "6498000.00",
        "partners": ["Lokalna Grupa Działania Roztoczański Krąg"],
        "marks": ["fe-lubelskie", "rp", "ue", "lubelskie"],
    },
    {
        "slug": "wspolny-klaster",
        "title": "Wspólny klaster – współpraca ponad granicami",
        "number": "2020-1-PL01-KA204-000000",
        "period": Project.Period.OTHER,
        "programme": "Erasmus+, partnerstwa strategiczne",
        "fund": "Erasmus+",
        "funding_sentence": "Projekt dofinansowany przez Unię Europejską z programu Erasmus+.",
        "lead": "Z partnerami z Cypru, Włoch, Belgii i Francji budujemy sieć przedsiębiorstw społecznych.",
        "description": (
            "<p>Małe przedsiębiorstwo społeczne rzadko ma czas na szukanie "
            "partnerów za granicą. Wirtualny klaster ma mu to ułatwić.</p>"
        ),
        "goals": (
            "<p>Chcieliśmy sprawdzić, jak przedsiębiorstwa społeczne z pięciu krajów mogą się "
            "poznać, razem uczyć i razem sprzedawać bez wielkich kosztów.</p>"
        ),
        "tasks": (
            "<ul><li>Zebraliśmy wspólną bazę przedsiębiorstw.</li>"
            "<li>Opisaliśmy model wirtualnego klastra: kto co wnosi i kto o czym decyduje.</li>"
            "<li>Spotkaliśmy się w Poznaniu, Nikozji i Nîmes.</li></ul>"
        ),
        "results": (
            "<ul><li>W bazie jest 60 przedsiębiorstw z pięciu krajów.</li>"
            "<li>Model klastra wypróbowało 12 z nich.</li>"
            "<li>Trzy pary prowadzą wspólną sprzedaż do dziś.</li></ul>"
        ),
        "support": (
            "<ul><li>wyjazdy do partnerów i wizyty u siebie nawzajem,</li>"
            "<li>materiały w pięciu językach,</li><li>pomoc w nawiązaniu kontaktu.</li></ul>"
        ),
        "value": "912000.00",
        "grant": "912000.00",
        "target_groups": "Przedsiębiorstwa społeczne i organizacje, które je wspierają.",
        "dates": (date(2020, 10, 1), date(2022, 9, 30)),
        "partners": [
            "Instytut Kształcenia i Badań Regionalnych",
            "Bruksela Bliżej Ludzi",
            "Ośrodek Badań i Edukacji Most",
            "Centrum Zasobów Pod Platanem",
            "Stowarzyszenie Wspólny Stół",
        ],
        "marks": ["ue", "erasmus"],
    },
    {
        "slug": "energia-spoleczna",
        "title": "Energia Społeczna – pakiety usług dla mieszkańców",
        "number": "RPWP.07.02.02-30-0000/00",
        "period": Project.Period.RPO,
        "programme": "Wielkopolski Regionalny Program Operacyjny na lata 2014–2020",
        "fund": "Europejski Fundusz Społeczny",
        "funding_sentence": "Projekt współfinansowany ze środków Europejskiego Funduszu Społecznego.",
        "lead": "Spółdzielnie socjalne łączą kilka usług w jeden pakiet, prosty dla rodziny.",
        "description": (
            "<p>Opiekun chorej osoby zwykle szuka pomocy w wielu "
            "miejscach. W pakiecie dostaje ją pod jednym adresem: opiekę, asystenta i poradę.</p>"
        ),
        "goals": (
            "<p>Rodzina, która opiekuje się bliskim, miała dostać pomoc od jednej osoby, pod jednym "
            "numerem telefonu. Spółdzielnie miały zyskać stałych klientów.</p>"
        ),
        "tasks": (
            "<ul><li>Zbadaliśmy, czego brakuje opiekunom.</li>"
            "<li>Ułożyliśmy dwa pakiety usług i policzyliśmy ich cenę.</li>"
            "<li>Przeszkoliliśmy załogi spółdzielni.</li>"
            "<li>Przez rok sprawdzaliśmy pakiety z rodzinami.</li></ul>"
        ),
        "results": (
            "<ul><li>Dwie spółdzielnie z Konina wprowadziły pakiety opieki wytchnieniowej "
            "i rehabilitacji.</li><li>Skorzystało z nich 140 rodzin.</li>"
            "<li>Powstało 11 miejsc pracy.</li></ul>"
        ),
        "support": (
            "<ul><li>dla rodzin: asystent, opieka w domu i w hostelu, transport, porada,</li>"
            "<li>dla spółdzielni: szkolenia, doradztwo i sprzęt.</li></ul>"
        ),
        "value": "2480000.00",
        "grant": "2356000.00",
        "target_groups": "Opiekunowie, osoby zależne i mieszkańcy, którzy potrzebują rehabilitacji.",
        "dates": (date(2019, 1, 1), date(2022, 12, 31)),
        "partners": ["Stowarzyszenie Wspólny Stół"],
        "marks": ["fe-pr", "rp", "wielkopolskie", "efs-2014"],
    },
    {
        "slug": "male-wielkie-zmiany",
        "title": "Małe Wielkie Zmiany – sieć innowacji społecznych",
        "number": "POWR.04.01.00-00-0000/00",
        "period": Project.Period.RPO,
        "programme": "Program Operacyjny Wiedza Edukacja Rozwój 2014–2020",
        "fund": "Europejski Fundusz Społeczny",
        "funding_sentence": "Projekt współfinansowany ze środków Europejskiego Funduszu Społecznego.",
        "lead": "Szukaliśmy nowych sposobów, aby do pracy wróciły osoby, którym jest najtrudniej.",
        "description": (
            "<p>Każdy mógł przyjść z pomysłem. Pomagaliśmy go nazwać, "
            "sprawdzić w małej skali i opisać tak, aby inni mogli go powtórzyć.</p>"
        ),
        "goals": (
            "<p>Szukaliśmy rozwiązań, których nie ma w ustawach: jak osoba po chorobie, po wyroku "
            "albo po latach w domu może wrócić do pracy i w niej zostać.</p>"
        ),
        "tasks": (
            "<ul><li>Ogłosiliśmy trzy nabory pomysłów.</li>"
            "<li>Każdy pomysłodawca miał opiekuna i pół roku na próbę.</li>"
            "<li>Opisaliśmy to, co zadziałało, i to, co nie wyszło.</li></ul>"
        ),
        "results": (
            "<ul><li>Wypróbowaliśmy 24 pomysły.</li><li>Siedem z nich działa dalej bez nas.</li>"
            '<li>Przykłady są w <a href="/innowacje/">katalogu innowacji</a>. Na nowe pomysły '
            "czekamy dalej.</li></ul>"
        ),
        "support": (
            "<ul><li>grant na próbę w małej skali,</li><li>opiekun i rozmowy z praktykami,</li>"
            "<li>pomoc w opisaniu wyników.</li></ul>"
        ),
        "value": "3150000.00",
        "grant": "3150000.00",
        "target_groups": "Innowatorzy, organizacje i instytucje rynku pracy.",
        "dates": (date(2016, 9, 1), date(2019, 8, 31)),
        "partners": [
            "Stowarzyszenie Wspólny Stół",
            "Lokalna Grupa Działania Roztoczański Krąg",
        ],
        "marks": ["fe-wer", "rp", "efs-2014"],
    },
    {
        "slug": "innowacje-przedsiebiorczosc-rozwoj",
        "title": "Innowacje – przedsiębiorczość – rozwój",
        "number": "POKL.07.02.02-00-000/00",
        "period": Project.Period.PO_KL,
        "programme": "Program Operacyjny Kapitał Ludzki 2007–2013",
        "fund": "Europejski Fundusz Społeczny",
        "funding_sentence": (
            "Projekt współfinansowany ze środków Unii Europejskiej "
            "w ramach Europejskiego Funduszu Społecznego. Człowiek – najlepsza inwestycja."
        ),
        "lead": "Pytaliśmy, czy zmiana przychodzi z góry, czy zaczyna się od sąsiadów.",
        "description": (
            "<p>W powiecie płockim powstała spółdzielnia socjalna, którą "
            "założyły osoby prawne. W Słupnie ośrodek pomocy wypróbował model usług blisko domu.</p>"
        ),
        "goals": (
            "<p>Chcieliśmy sprawdzić, czy gmina, organizacje i firmy mogą razem zaplanować usługi "
            "dla mieszkańców, i opisać to tak, aby inni mogli powtórzyć.</p>"
        ),
        "tasks": (
            "<ul><li>Prowadziliśmy laboratorium społeczne: cykl spotkań w powiecie.</li>"
            "<li>Wypróbowaliśmy model Centrum Usług Środowiskowych.</li>"
            "<li>Nakręciliśmy film o spółdzielni osób prawnych.</li>"
            "<li>Zorganizowaliśmy konferencję w Warszawie.</li></ul>"
        ),
        "results": (
            "<ul><li>Wydaliśmy dwa poradniki: "
            '<a href="/publikacje/laboratorium-ekonomii-spolecznej/">o wspólnym planowaniu ekonomii '
            'społecznej</a> i <a href="/publikacje/klastry-w-sektorze-ekonomii-spolecznej/">'
            "o klastrach</a>.</li><li>Powstała spółdzielnia socjalna osób prawnych.</li></ul>"
        ),
        "support": (
            "<ul><li>spotkania i warsztaty,</li><li>opieka doradcy dla zespołów z gmin.</li></ul>"
        ),
        "value": "1290000.00",
        "grant": "1290000.00",
        "target_groups": "Samorządy, organizacje i grupy, które chcą razem planować.",
        "dates": (date(2009, 9, 1), date(2012, 8, 31)),
        "partners": ["Stowarzyszenie Wspólny Stół"],
        "marks": ["kl", "efs-2007"],
    },
]


def create_projects(contact: ContactPerson) -> dict[str, Project]:
    """Partners, marks and projects; the newest serves the whole subregion and has somebody to ask."""
    partners = {fields["name"]: Partner.objects.create(**fields) for fields in PARTNERS}
    marks = create_marks()
    projects = {fields["slug"]: _create(fields, partners, marks) for fields in PROJECTS}
    newest = projects["iskra-w-subregionie"]
    newest.contact = contact
    newest.save(update_fields=["contact"])
    newest.counties.set(County.objects.served())
    return projects


def _create(fields: dict, partners: dict[str, Partner], marks: dict[str, FundingMark]) -> Project:
    starts_on, ends_on = fields.get("dates") or _present_dates()
    project = Project.objects.create(
        status=Project.Status.PUBLISHED,
        published_from=moment(starts_on, "8.00"),
        beneficiary="Stowarzyszenie Iskra",
        starts_on=starts_on,
        ends_on=ends_on,
        **{name: value for name, value in fields.items() if name not in RELATIONS},
    )
    project.partners.set(partners[name] for name in fields["partners"])
    project.marks.set(marks[name] for name in fields["marks"])
    return project


def _present_dates() -> tuple[date, date]:
    """From the beginning of last year, for four years."""
    this_year = timezone.localdate().year
    return date(this_year - 1, 1, 1), date(this_year + 2, 12, 31)
