"""The demo centre itself: who runs it, whom to ask, where it works, how accessible it is."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from owes_portal import teryt
from owes_portal.demo import foreign_centre
from owes_portal.models import AccessibilityDeclaration, ContactPerson, County, Office, Operator

TERC_FILE = Path(settings.BASE_DIR) / "owes_portal/data/terc_pl812_2020.csv"

OPERATOR = {
    "name": "Ośrodek Wsparcia Ekonomii Społecznej Iskra",
    "short_name": "OWES Iskra",
    "legal_name": "Stowarzyszenie Iskra",
    "mission": "Pomagamy mieszkańcom i organizacjom robić razem to, czego brakuje w okolicy.",
    "subregion": "subregion chełmsko-zamojski",
    "street": "ul. Lwowska 100",
    "postal_code": "22-400",
    "city": "Zamość",
    "directions": (
        "Mapa słowami: biuro jest między dworcem autobusowym a Starym Miastem, po prawej stronie "
        "ulicy Lwowskiej. Obok jest apteka, naprzeciwko mały park.\n\n"
        "Z dworca autobusowego: idź prosto ulicą w stronę Starego Miasta, około 10 minut. "
        "Przejdziesz przez jedną ulicę, na światłach z dźwiękiem.\n\n"
        "Z dworca kolejowego: wsiądź w autobus 3 i jedź cztery przystanki, do przystanku Lwowska "
        "Park. Stąd jest 100 metrów równym chodnikiem.\n\n"
        "Samochodem: wjedź od ulicy Parkowej na podwórze. Tam jest parking.\n\n"
        "Wejście jest od podwórza, przy niebieskiej ławce. Obok drzwi jest dzwonek, na wysokości "
        "100 cm. Na dźwięk dzwonka ktoś do Ciebie wyjdzie."
    ),
    "accessible_entrance": "bez progu i schodów, drzwi 100 cm, otwierają się same",
    "accessible_lift": "jest, drzwi 90 cm, z głosem i alfabetem Braille’a",
    "accessible_toilet": "dla osób na wózku, na parterze",
    "accessible_parking": "dwa miejsca dla osób z niepełnosprawnością, 15 metrów od wejścia",
    "has_induction_loop": True,
    "has_sign_language": True,
    "has_quiet_room": True,
    "sign_language_url": "https://tlumacz-pjm.example/iskra",
    "phone": "84 000 00 00",
    "email": "biuro@iskra.example",
    "office_hours": "od poniedziałku do piątku, godz. 8.00–16.00, w czwartki do 18.00",
    # No tax office has the number 000, so this NIP belongs to nobody.
    "nip": "0001000002",
    "data_protection_email": "iod@iskra.example",
}

# The first one is asked about training, the second about workshops, and so on.
CONTACTS = [
    {
        "name": "Katarzyna Dąbek",
        "role": "szkolenia i zapisy",
        "phone": "84 000 00 11",
        "email": "szkolenia@iskra.example",
    },
    {
        "name": "Michał Orzeł",
        "role": "warsztaty i spotkania w gminach",
        "phone": "84 000 00 12",
        "email": "animacja@iskra.example",
    },
    {
        "name": "Barbara Lipka-Żuk",
        "role": "doradztwo: założenie i prowadzenie organizacji",
        "phone": "84 000 00 13",
        "email": "doradztwo@iskra.example",
    },
    {
        "name": "Tomasz Świerszcz",
        "role": "dotacje i miejsca pracy",
        "phone": "84 000 00 14",
        "email": "dotacje@iskra.example",
    },
    {
        "name": "Ewa Ćwik",
        "role": "dostępność wydarzeń i strony",
        "phone": "84 000 00 15",
        "email": "dostepnosc@iskra.example",
    },
    {
        "name": "Oksana Bondar",
        "role": "rozmowy po ukraińsku i po angielsku",
        "phone": "84 000 00 16",
        "email": "ua@iskra.example",
    },
]

OFFICES = [
    {
        "name": "Biuro w Chełmie",
        "street": "ul. Kredowa 3",
        "postal_code": "22-100",
        "city": "Chełm",
        "phone": "82 000 00 21",
        "email": "chelm@iskra.example",
        "office_hours": "we wtorki i w czwartki, godz. 9.00–15.00",
        "directions": (
            "Autobus 5 zatrzymuje się pod samym wejściem do Spółdzielczego Centrum Spotkań. "
            "Nasz pokój jest na pierwszym piętrze, na prawo od windy."
        ),
        "accessible_entrance": "podjazd od strony przystanku",
        "accessible_lift": "jest, drzwi 80 cm",
        "accessible_toilet": "dla osób na wózku, na parterze",
        "accessible_parking": "jedno miejsce dla osób z niepełnosprawnością przy wejściu",
        "has_induction_loop": True,
        "counties": ["0662", "0603", "0606"],
    },
    {
        "name": "Punkt w Biłgoraju",
        "street": "ul. Sitarska 12",
        "postal_code": "23-400",
        "city": "Biłgoraj",
        "phone": "84 000 00 22",
        "office_hours": "w środy, godz. 10.00–16.00",
        "directions": "Dom Sąsiedzki Pod Lipą. Przystanek jest 200 metrów dalej, przy aptece.",
        "accessible_entrance": "bez progu i schodów",
        "accessible_lift": "niepotrzebna, wszystko jest na parterze",
        "accessible_toilet": "dla osób na wózku",
        "has_quiet_room": True,
        "counties": ["0602"],
    },
]

DECLARATION = {
    "entity": "Stowarzyszenie Iskra",
    "conformance": AccessibilityDeclaration.Conformance.PARTIAL,
    "shortcomings": (
        "<ul><li>Część plików PDF z lat 2013–2014 to skany. Nie przeczyta ich czytnik ekranu. "
        "Na prośbę przygotujemy wersję dostępną.</li></ul>"
    ),
    "exclusions": "<p>Pliki opublikowane przed 23 września 2018 roku, których już nie używamy.</p>",
    "facilities": (
        "<ul><li>Stronę powiększysz do 400%, a tekst ułoży się w jednej kolumnie.</li>"
        "<li>Kolory dopasują się do ustawień Twojego urządzenia: jasnych lub ciemnych.</li>"
        "<li>Każdą stronę obsłużysz samą klawiaturą, także bez skryptów.</li></ul>"
    ),
    "shortcuts": (
        "<p>Używamy skrótów przeglądarki. Pierwsze naciśnięcie klawisza Tab pokaże link "
        "„Przejdź do treści”.</p>"
    ),
    "contact_name": "Ewa Ćwik",
    "contact_email": "dostepnosc@iskra.example",
    "contact_phone": "84 000 00 15",
    "architecture": (
        "<p>Biuro jest na parterze budynku przy ul. Lwowskiej 100 w Zamościu. Do wejścia "
        "prowadzi równy chodnik. Drzwi mają 100 cm szerokości i otwierają się same.</p>"
        "<p>Na parterze jest toaleta dla osób na wózku. Sala szkoleń jest na piętrze. Wjeżdża "
        "tam winda, która ma oznaczenia w alfabecie Braille’a i mówi numer piętra.</p>"
        "<p>Możesz przyjść z psem asystującym. Przed budynkiem są dwa miejsca parkingowe "
        "dla osób z niepełnosprawnością.</p>"
    ),
    "communication": (
        "<p>Możesz zadzwonić, napisać e-mail albo przyjść. Tłumacza polskiego języka migowego "
        "(PJM) na wydarzeniu zapewnimy, gdy powiesz nam o tym 7 dni roboczych wcześniej. "
        "W godzinach pracy biura porozmawiasz z nami przez tłumacza PJM online. Link jest na "
        'stronie <a href="/kontakt/">Kontakt</a>.</p><p>'
        "W sali szkoleń jest pętla indukcyjna. Materiały przygotujemy "
        "w powiększonym druku albo w wersji elektronicznej.</p>"
    ),
}


def create_places() -> None:
    """Counties and municipalities of the subregion, from the official table of 2020."""
    terc = teryt.parse(TERC_FILE.read_bytes())
    teryt.apply(terc, served=[county.code for county in terc.counties])


def create_centre() -> list[ContactPerson]:
    """The operator, its offices, the declaration and the people to ask, in their order."""
    Operator.objects.create(**OPERATOR, translations=foreign_centre.OPERATOR)
    create_offices()
    today = timezone.localdate()
    AccessibilityDeclaration.objects.create(
        site_published_on=today - timedelta(days=400),
        site_updated_on=today - timedelta(days=20),
        drawn_up_on=today - timedelta(days=400),
        reviewed_on=today - timedelta(days=20),
        **DECLARATION,
    )
    return [
        _create_person(position=10 * place, **fields)
        for place, fields in enumerate(CONTACTS, start=1)
    ]


def _create_person(**fields):
    translations = foreign_centre.of_role(fields["role"])
    return ContactPerson.objects.create(**fields, translations=translations)


def create_offices() -> None:
    """The smaller ones, each for some of the counties."""
    for place, told in enumerate(OFFICES, start=1):
        fields = {name: value for name, value in told.items() if name != "counties"}
        fields["translations"] = foreign_centre.OFFICES[told["name"]]
        office = Office.objects.create(position=10 * place, **fields)
        office.counties.set(County.objects.filter(code__in=told["counties"]))
