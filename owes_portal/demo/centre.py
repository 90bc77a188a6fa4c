"""The demo centre itself: who runs it, whom to ask, where it works, how accessible it is."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from owes_portal import teryt
from owes_portal.models import AccessibilityDeclaration, ContactPerson, Operator

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
        "Z dworca autobusowego idź ulicą w stronę Starego Miasta, około 10 minut. "
        "Wejście jest od podwórza, przy niebieskiej ławce. Nie ma progu ani schodów. "
        "Przed budynkiem są dwa miejsca parkingowe dla osób z niepełnosprawnością."
    ),
    "phone": "84 000 00 00",
    "email": "biuro@iskra.example",
    "office_hours": "od poniedziałku do piątku, godz. 8.00–16.00",
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
        "(PJM) zapewnimy, gdy powiesz nam o tym 7 dni roboczych wcześniej. Tłumacza online "
        "na razie nie mamy.</p><p>W sali szkoleń jest pętla indukcyjna. Materiały przygotujemy "
        "w powiększonym druku albo w wersji elektronicznej.</p>"
    ),
}


def create_places() -> None:
    """Counties and municipalities of the subregion, from the official table of 2020."""
    terc = teryt.parse(TERC_FILE.read_bytes())
    teryt.apply(terc, served=[county.code for county in terc.counties])


def create_centre() -> list[ContactPerson]:
    """The operator, the declaration and the people to ask, in their order."""
    Operator.objects.create(**OPERATOR)
    today = timezone.localdate()
    AccessibilityDeclaration.objects.create(
        site_published_on=today - timedelta(days=400),
        site_updated_on=today - timedelta(days=20),
        drawn_up_on=today - timedelta(days=400),
        reviewed_on=today - timedelta(days=20),
        **DECLARATION,
    )
    return [
        ContactPerson.objects.create(position=10 * place, **fields)
        for place, fields in enumerate(CONTACTS, start=1)
    ]
