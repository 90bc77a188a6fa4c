"""Pages of the demo centre and the wordings that people acknowledge when they sign up."""

from datetime import timedelta

from django.utils import timezone

from owes_portal.demo.about_pages import ABOUT
from owes_portal.demo.foreign_wordings import translate
from owes_portal.demo.more_pages import MORE_PAGES
from owes_portal.models import ConsentText, Page

# On the page the address of the centre stands below the text, in a wording it is a part of it.
WHO_ON_THE_PAGE = """
<h2>1. Kto odpowiada za Twoje dane</h2>
<p>Administratorem Twoich danych jest organizacja, która prowadzi ten ośrodek. Jej nazwa, adres
i telefon są na końcu strony.</p>
<h2>2. Kogo zapytać o ochronę danych</h2>
<p>Zapytaj inspektora ochrony danych. Adres e-mail jest na końcu strony.</p>
"""
WHO = """
<h2>1. Kto odpowiada za Twoje dane</h2>
<p>Administratorem Twoich danych jest Stowarzyszenie Iskra, ul. Lwowska 100, 22-400 Zamość.
Napisz na <a href="mailto:biuro@iskra.example">biuro@iskra.example</a> albo zadzwoń: 84 000 00 00.</p>
<h2>2. Kogo zapytać o ochronę danych</h2>
<p>Inspektor ochrony danych odpowiada pod adresem
<a href="mailto:iod@iskra.example">iod@iskra.example</a>.</p>
"""
PRIVACY = """
<h2>3. Po co nam te dane</h2>
<p>Chcemy zorganizować wydarzenie i wykazać, że się odbyło. Podstawą jest art. 6 ust. 1 lit. e
RODO. Informacje o potrzebach przetwarzamy za Twoją zgodą, na podstawie art. 9 ust. 2 lit. a.</p>
<h2>4. Kto jeszcze je zobaczy</h2>
<p>Trener pozna Twoje imię i nazwisko. Przewoźnik i miejsce noclegu – tylko to, co konieczne.
Listę obecności mogą obejrzeć instytucje, które kontrolują projekt. Serwer prowadzi dla nas
dostawca hostingu.</p>
<h2>5. Jak długo je trzymamy</h2>
<p>Dane kontaktowe i potrzeby usuniemy 30 dni po wydarzeniu. Listę obecności przechowujemy tak
długo, jak każe umowa o dofinansowanie.</p>
<h2>6. Jakie masz prawa</h2>
<p>Możesz zobaczyć swoje dane, poprawić je, usunąć albo ograniczyć. Możesz wnieść sprzeciw
i wycofać zgodę. Możesz też złożyć skargę do Prezesa Urzędu Ochrony Danych Osobowych.</p>
<h2>7. Czy musisz je podać</h2>
<p>Nie musisz. Bez imienia, nazwiska i kontaktu nie zapiszemy Cię jednak na wydarzenie.</p>
<h2>8. Czego nie robimy</h2>
<p>Nie profilujemy i nie przekazujemy danych poza Europejski Obszar Gospodarczy. Nie prosimy
o PESEL ani o skan podpisu.</p>
"""

RULES = """
<h2>Kto może przyjść</h2>
<p>Zapraszamy mieszkańców i organizacje z ośmiu powiatów subregionu chełmsko-zamojskiego.
Osoby spoza subregionu mogą zająć do 20% miejsc.</p>
<h2>Jak się zapisać</h2>
<p>Zapisz się na stronie, przez telefon, e-mailem albo w biurze. Zapisy kończą się w dniu
i o godzinie, które podajemy przy wydarzeniu.</p>
<h2>Kto dostaje miejsce</h2>
<p>Liczy się kolejność zgłoszeń. Gdy zabraknie miejsc, trafisz na listę rezerwową. Napiszemy,
gdy zwolni się miejsce.</p>
<h2>Gdy nie możesz przyjść</h2>
<p>Odwołaj zgłoszenie, najpóźniej dzień wcześniej. Wystarczy link z e-maila albo telefon.
Twoje miejsce dostanie ktoś inny.</p>
<h2>Ile to kosztuje</h2>
<p>Udział jest bezpłatny. Jeśli zapewniamy dojazd, posiłek lub nocleg, napiszemy o tym przy
wydarzeniu. Kosztów własnego dojazdu nie zwracamy.</p>
<h2>Obecność i zaświadczenie</h2>
<p>Każdego dnia podpisz listę obecności. Zaświadczenie dostaniesz, gdy będziesz co najmniej
na 80% godzin.</p>
<h2>Twój wizerunek</h2>
<p>Zdjęcia robimy tylko za zgodą. Możesz odmówić, a udział i tak jest Twój.</p>
<h2>Zmiany</h2>
<p>Gdy zmienimy termin lub miejsce, napiszemy do Ciebie. Możesz wtedy odwołać zgłoszenie.</p>
<h2>Skargi i nieprawidłowości</h2>
<p>Reklamację zgłoś do biura w ciągu 14 dni. Odpowiemy w ciągu 14 dni. Jeśli coś narusza Kartę
praw podstawowych lub Konwencję o prawach osób niepełnosprawnych, napisz do nas albo do
instytucji, która finansuje projekt.</p>
"""

# How the portal itself treats data; the first part of the page, before the notice.
PORTAL_DATA = """
<h2>Ta strona Cię nie śledzi</h2>
<p>Nie używamy ciasteczek reklamowych ani statystycznych. Nie pobieramy niczego z innych stron.
Ciasteczko dostaniesz tylko wtedy, gdy wypełniasz formularz. Pilnuje, żeby nikt nie wysłał zgłoszenia za Ciebie.</p>
"""

PAGES = [
    {
        "slug": "o-nas",
        "translations": {"en": {"title": "About the centre"}, "uk": {"title": "Про центр"}},
        "footer_position": 10,
        "title": "O nas",
        "lead": "Wspieramy ludzi, którzy chcą razem coś zrobić: dla siebie i dla okolicy.",
        "body": ABOUT,
    },
    {
        "slug": "ochrona-danych",
        "translations": {"en": {"title": "Data protection"}, "uk": {"title": "Захист даних"}},
        "footer_position": 30,
        "title": "Ochrona danych",
        "lead": "Prosimy tylko o to, co potrzebne do wydarzenia. Tu piszemy, co z tym robimy.",
        "body": PORTAL_DATA + WHO_ON_THE_PAGE + PRIVACY,
    },
    {
        "slug": "regulamin",
        "translations": {
            "en": {"title": "Terms of participation"},
            "uk": {"title": "Правила участі"},
        },
        "footer_position": 40,
        "title": "Regulamin udziału",
        "lead": "Krótkie zasady: kto może przyjść, jak się zapisać i co zrobić, gdy nie możesz.",
        "body": RULES,
    },
]

CONSENTS = [
    (ConsentText.Kind.PRIVACY_NOTICE, "Informacja o przetwarzaniu danych", WHO + PRIVACY),
    (ConsentText.Kind.RULES, "Regulamin udziału", RULES),
]

NEEDS_CONSENT = (
    "<p>Informacje o Twoich potrzebach przetwarzamy tylko za Twoją zgodą (art. 9 ust. 2 lit. a "
    "RODO) i tylko po to, żeby przygotować wydarzenie. Widzi je osoba, która je organizuje. "
    "Usuniemy je 30 dni po wydarzeniu.</p>"
)
IMAGE_CONSENT = (
    "<p>Podczas wydarzenia robimy zdjęcia. Jeśli się zgodzisz, możemy pokazać Twój wizerunek na "
    "tej stronie i w sprawozdaniu z projektu. Bez tej zgody też możesz wziąć udział.</p>"
)
OPTIONAL_CONSENTS = [
    {
        "kind": ConsentText.Kind.NEEDS,
        "title": "Zgoda na przetwarzanie informacji o potrzebach",
        "label": "Zgadzam się, żeby Iskra zapisała, czego potrzebuję, aby wziąć udział",
        "body": NEEDS_CONSENT,
        "withdrawal_effect": (
            "Usuniemy informacje o Twoich potrzebach i nie będziemy mogli się do nich przygotować. "
            "Twoje miejsce zostaje."
        ),
    },
    {
        "kind": ConsentText.Kind.IMAGE,
        "title": "Zgoda na wizerunek",
        "label": "Zgadzam się na pokazanie zdjęć, na których jestem",
        "body": IMAGE_CONSENT,
        "withdrawal_effect": (
            "Nie pokażemy nowych zdjęć, na których jesteś, a te, które już są na stronie, "
            "zdejmiemy. Twoje miejsce zostaje."
        ),
    },
]


def create_pages() -> list[Page]:
    """About us, what we offer, data protection and the rules, published from the first day."""
    since = timezone.now() - timedelta(days=400)
    return [
        Page.objects.create(status=Page.Status.PUBLISHED, published_from=since, **fields)
        for fields in [*PAGES, *MORE_PAGES]
    ]


def create_consents() -> dict[str, ConsentText]:
    """The two wordings of the sign-up form, by the names of the event's fields."""
    valid_from = timezone.localdate() - timedelta(days=400)
    privacy, rules = (
        ConsentText.objects.create(kind=kind, title=title, body=body, valid_from=valid_from)
        for kind, title, body in CONSENTS
    )
    translate(privacy, valid_from)
    return {"privacy_notice": privacy, "rules": rules}


def create_optional_consents() -> list[ConsentText]:
    """What people may agree to if they like: their needs and pictures of them."""
    valid_from = timezone.localdate() - timedelta(days=400)
    made = [
        ConsentText.objects.create(valid_from=valid_from, **fields) for fields in OPTIONAL_CONSENTS
    ]
    for text in made:
        translate(text, valid_from)
    return made
