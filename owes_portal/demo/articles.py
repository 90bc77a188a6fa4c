"""News of the demo centre: three old pieces with their own dates, the others counted from today."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from events.models import Article, Event
from events.services import note_people
from owes_portal.demo.dates import moment, working_day
from owes_portal.demo.topics import topics
from owes_portal.models import Project

# `event` is the slug of what the piece is about; its first day becomes the day of what happened.
ARTICLES = [
    {
        "slug": "iskra-ktora-staje-sie-zmiana",
        "title": "Czy iskra z jednej gminy może zmienić cały system?",
        "lead": "W Warszawie rozmawialiśmy o tym, skąd biorą się innowacje: od sąsiadów czy z góry.",
        "body": (
            "<p>Konferencja „Lokalne innowacje czy odgórne schematy?” odbyła się 21 marca 2012 roku. "
            "Przyszli ludzie z bibliotek, szkół, urzędów i organizacji. Pytali, gdzie w tym "
            "wszystkim jest miejsce dla nich.</p>"
            "<h2>Terytorium, które czuje się odpowiedzialne</h2>"
            "<p>Na początku obejrzeliśmy francuskie przykłady. Tam gmina, firmy i mieszkańcy razem "
            "planują, co będzie się działo w okolicy. Powstają z tego nowe przedsiębiorstwa.</p>"
            "<h2>Sześć stopni</h2><p>Innowacja rośnie jak spirala:</p>"
            "<ol><li>inspiracja,</li><li>projekt,</li><li>pilotaż,</li><li>test trwałości,</li>"
            "<li>poszerzenie skali,</li><li>zmiana systemowa.</li></ol>"
            "<p>Najtrudniej jest ludziom, którzy idą pod prąd. To oni mają najwięcej energii. "
            "Dlatego potrzebują miejsca, w którym mogą spróbować. Takim miejscem bywa "
            "laboratorium społeczne.</p>"
            "<h2>Usługi blisko domu</h2><p>Ośrodek pomocy w Słupnie pokazał swoje Centrum Usług "
            "Środowiskowych. Obejrzeliśmy też film o spółdzielni socjalnej, którą w powiecie płockim "
            "założyły osoby prawne.</p>"
            "<h2>Do przeczytania</h2><p>Z projektu zostały dwa poradniki: "
            '<a href="/publikacje/laboratorium-ekonomii-spolecznej/">„Laboratorium Ekonomii '
            "Społecznej”</a> i "
            '<a href="/publikacje/klastry-w-sektorze-ekonomii-spolecznej/">„Klastry w sektorze '
            "ekonomii społecznej”</a>.</p>"
        ),
        "published_on": date(2012, 3, 22),
        "happened_on": date(2012, 3, 21),
        "project": "innowacje-przedsiebiorczosc-rozwoj",
        "topics": ["samorzad", "sieci", "edukacja"],
    },
    {
        "slug": "podsumowanie-kwietnia-i-maja-2016",
        "title": "Kwiecień i maj 2016: co zrobiliśmy i czego się dowiedzieliśmy",
        "lead": "Dwa miesiące szkoleń i spotkań za nami. Wiemy już, co boli najbardziej.",
        "body": (
            "<p>Wiosną jeździliśmy po gminach. Spotykaliśmy się z grupami, które dopiero zaczynają, "
            "i prowadziliśmy „ABC ekonomii społecznej”.</p>"
            "<h2>O czym mówili mieszkańcy</h2><p>Najczęściej wracały trzy sprawy: życie osób "
            "z niepełnosprawnościami, samotność osób starszych i bezdomność. Szukamy rozwiązań, "
            "które choć trochę to zmienią.</p>"
            "<h2>Skąd wziąć pieniądze</h2><p>Rozmawialiśmy o tym, jak organizacja może zarabiać. "
            "Kto ma własny przychód, mniej boi się końca dotacji. Można też dostać środki "
            "z Europejskiego Funduszu Społecznego na nowe przedsiębiorstwo społeczne.</p>"
            "<h2>Co dalej</h2><p>Zaczynamy doradztwo: ogólne i specjalistyczne. Potem pójdziemy do "
            "urzędów. Pokażemy, jak wpisać klauzule społeczne do zamówień i co gmina na tym zyska.</p>"
            "<p>Dziękujemy za wspólny czas. Do zobaczenia przy następnym stole.</p>"
        ),
        "published_on": date(2016, 6, 3),
        "happened_on": date(2016, 5, 31),
        "topics": ["ekonomizacja", "klauzule", "opieka"],
    },
    {
        "slug": "wspolny-klaster-spotkanie-w-poznaniu",
        "is_report": True,
        "title": "Wspólny klaster: pięć krajów przy jednym stole",
        "lead": "25 i 26 października 2021 roku gościliśmy w Poznaniu partnerów z czterech krajów.",
        "body": (
            "<p>Przyjechali do nas partnerzy z Cypru, Włoch, Belgii i Francji. Rozmawialiśmy o tym, "
            "jak ekonomia społeczna znosi kryzysy i czego się z nich uczy.</p>"
            "<h2>Pakiety usług z Konina</h2><p>Dwie spółdzielnie socjalne opowiedziały o swojej pracy. "
            "Jedna łączy opiekę wytchnieniową, asystenta i poradę dla opiekunów. Druga łączy "
            "rehabilitację, transport, poradę o sprzęcie i projekt mieszkania bez barier.</p>"
            "<h2>Nad czym pracowaliśmy</h2><ul><li>opieka i spółdzielnie socjalne,</li>"
            "<li>mechanizm zakupowy,</li><li>siła współpracy,</li><li>znaczenie wartości,</li>"
            "<li>pakiety usług,</li><li>nowe technologie,</li><li>edukacja.</li></ul>"
            "<h2>Drugi dzień</h2><p>Odwiedziliśmy poznańską pracownię, która sprzedaje rzeczy zrobione "
            "przez spółdzielnie. Na koniec była gra miejska o historii spółdzielczości. Goście "
            "zagrali w nią po angielsku.</p>"
        ),
        "published_on": date(2021, 10, 27),
        "event": "spotkanie-partnerow-poznan-2021",
        "project": "wspolny-klaster",
        "topics": ["odpornosc", "klastry", "pakiety"],
    },
    {
        "slug": "bilgoraj-abc-relacja",
        "is_report": True,
        "title": "Biłgoraj: siedem pomysłów po dwóch dniach „ABC”",
        "lead": "Od świetlicy po warsztat rowerowy. Zobacz, co grupa z Biłgoraja chce zrobić najpierw.",
        "body": (
            "<p>Pierwszego dnia każdy opisał swój pomysł jednym zdaniem. Drugiego policzyliśmy, ile "
            "kosztuje pierwszy rok.</p><p>Trzy grupy umówiły się już z naszą doradczynią. Jedna "
            "z nich chce naprawiać rowery i pożyczać je turystom.</p>"
            "<p>Jeśli Ciebie nie było, zapraszamy na „ABC” w innych powiatach.</p>"
        ),
        "days_ago": 66,
        "event": "abc-ekonomii-spolecznej-bilgoraj",
        "topics": ["edukacja", "ekonomizacja"],
    },
    {
        "slug": "hrubieszow-abc-relacja",
        "is_report": True,
        "title": "Hrubieszów: „nie wiedziałam, że mogę to zrobić sama”",
        "lead": "Po szkoleniu w Hrubieszowie powstaje klub dla opiekunek osób starszych.",
        "body": (
            "<p>Na szkolenie przyszły kobiety, które na co dzień opiekują się rodzicami. Szybko "
            "okazało się, że mają ten sam kłopot: nikt ich nie zastąpi nawet na godzinę.</p>"
            "<p>Grupa zakłada klub i szuka lokalu. Pomoże jej nasz prawnik i ośrodek pomocy "
            "społecznej.</p>"
        ),
        "days_ago": 52,
        "event": "abc-ekonomii-spolecznej-hrubieszow",
        "topics": ["opieka", "edukacja"],
    },
    {
        "slug": "masz-pomysl-napisz-do-nas",
        "title": "Masz pomysł na innowację? Opowiedz nam o nim",
        "lead": "Nie musisz mieć gotowego projektu. Wystarczy kłopot, który znasz z bliska.",
        "body": (
            "<p>Innowacja to nie zawsze technologia. Czasem to nowy sposób, w jaki sąsiedzi "
            'dzielą się pracą.</p><p>W naszym <a href="/innowacje/">katalogu innowacji</a> znajdziesz '
            "przykłady z Polski, Włoch i Austrii. Przy każdym piszemy, jak przenieść go do siebie.</p>"
            "<p>Chcesz spróbować u siebie? Zadzwoń: 84 000 00 12. Porozmawiamy bez formularzy.</p>"
        ),
        "days_ago": 40,
        "project": "male-wielkie-zmiany",
        "topics": ["zatrudnienie", "edukacja"],
    },
    {
        "slug": "klauzule-spoleczne-pytania-z-webinaru",
        "title": "Klauzule społeczne: odpowiadamy na trzy pytania",
        "lead": "Po webinarze dla gmin dostaliśmy dużo pytań. Te trzy wracały najczęściej.",
        "body": (
            "<h2>Czy klauzula podnosi cenę?</h2><p>Czasem trochę. Gmina oszczędza jednak na "
            "zasiłkach, bo ktoś znalazł pracę.</p>"
            "<h2>Czy mała gmina da radę?</h2><p>Tak. Na początek wystarczy jedno zamówienie, na "
            "przykład na sprzątanie.</p>"
            "<h2>Skąd wziąć wzór?</h2><p>Napisz do nas. Prześlemy przykładowe zapisy i pomożemy je "
            "dopasować.</p>"
        ),
        "days_ago": 32,
        "event": "klauzule-spoleczne-w-gminie",
        "topics": ["klauzule", "zakupy", "samorzad"],
    },
    {
        "slug": "zapisz-sie-bez-komputera",
        "title": "Nie masz komputera? Zapiszemy Cię przez telefon",
        "lead": "Na wydarzenia zapisujemy na stronie, przez telefon, e-mailem i w biurze.",
        "body": (
            "<p>Formularz na stronie działa też na starym telefonie. Wypełnisz go w dwie minuty. "
            "Nie trzeba nic drukować, podpisywać ani skanować.</p>"
            "<p>Wolisz rozmowę? Zadzwoń: 84 000 00 11. Powiedz nam też, czego potrzebujesz, aby "
            "wygodnie wziąć udział.</p><p>Gdy plany się zmienią, odwołaj zgłoszenie. Ktoś inny "
            "ucieszy się z miejsca.</p>"
        ),
        "days_ago": 25,
        "topics": ["edukacja"],
    },
    {
        "slug": "jedziemy-do-ostrowca-i-baltowa",
        "title": "Jedziemy do Ostrowca i Bałtowa. Zapisy już trwają",
        "lead": "Dwa dni u ludzi, którzy zmienili swoją okolicę. Autokar rusza z Zamościa i Biłgoraja.",
        "body": (
            "<p>W Ostrowcu zobaczymy, jak pracować z całą społecznością, a nie tylko z jedną rodziną. "
            "W Bałtowie posłuchamy, jak mała gmina dogadała się z firmami i organizacjami.</p>"
            "<p>Wyjazd jest bezpłatny. Zapewniamy autokar, nocleg i posiłki. Zapisy kończą się "
            "o godz. 15.00 w dniu podanym przy wydarzeniu.</p>"
        ),
        "days_ago": 14,
        "event": "warsztaty-wyjazdowe-ostrowiec-baltow",
        "happened_on": None,
        "topics": ["samorzad", "sieci", "turystyka"],
    },
    {
        "slug": "mapa-zasobow-zwierzyniec-relacja",
        "is_report": True,
        "title": "Zwierzyniec: na mapie przybyło 46 skarbów",
        "lead": "Stolarz, trzy maszyny do szycia i pusty garaż. Tego szukaliśmy na spacerze.",
        "body": (
            "<p>Chodziliśmy dwie godziny. Pytaliśmy, kto co umie i czego nie używa. Potem wszystko "
            "trafiło na dużą mapę.</p><p>Pierwszy krok już jest: w garażu powstanie wypożyczalnia "
            "narzędzi. Klucz ma sołtyska.</p>"
        ),
        "days_ago": 3,
        "event": "mapa-zasobow-zwierzyniec",
        "topics": ["samorzad", "turystyka"],
    },
    {
        "slug": "lubycza-spotkanie-odwolane",
        "title": "Spotkanie w Lubyczy Królewskiej odwołane",
        "lead": "W remizie pękła rura. Przepraszamy i szukamy nowego terminu.",
        "body": (
            "<p>Remont potrwa kilka tygodni. Każdej osobie, która się zapisała, powiemy o nowym "
            "terminie.</p><p>Świetlica dalej czeka na pomysły. Jeśli nie chcesz czekać, zadzwoń: "
            "84 000 00 12.</p>"
        ),
        "days_ago": 2,
        "event": "spotkanie-sasiedzkie-lubycza-krolewska",
        "happened_on": None,
        "topics": ["sieci"],
    },
]
# What visitors do not see, and staff do: to be checked, to appear later, withdrawn.
UNSEEN = [
    {
        "slug": "co-zmieni-sie-w-dotacjach",
        "title": "Co zmieni się w dotacjach od nowego roku",
        "lead": "Trzy zmiany, o które najczęściej pytacie.",
        "body": "<p>Tekst czeka, aż kwoty sprawdzi specjalista od dotacji.</p>",
        "status": Article.Status.REVIEW,
        "days_ago": 1,
        "topics": ["zatrudnienie"],
    },
    {
        "slug": "biuro-czynne-dluzej-w-czwartki",
        "title": "W czwartki jesteśmy dla Ciebie do 18.00",
        "lead": "Kto pracuje do szesnastej, też zdąży do nas przyjść.",
        "body": "<p>W czwartki biuro w Zamościu jest otwarte dwie godziny dłużej. Doradcy "
        "przyjmują wtedy bez umawiania.</p>",
        "days_ago": -2,
        "topics": ["edukacja"],
    },
    {
        "slug": "nabor-wnioskow-o-dotacje",
        "title": "Nabór wniosków o dotacje",
        "lead": "Wnioski przyjmujemy przez trzy tygodnie.",
        "body": "<p>Wniosek złożysz w biurze albo e-mailem.</p>",
        "status": Article.Status.WITHDRAWN,
        "withdrawal_reason": (
            "Podaliśmy w tej wiadomości zły termin naboru. Nowy nabór ogłosimy w aktualnościach."
        ),
        "days_ago": 20,
        "topics": ["zatrudnienie"],
    },
]
RELATIONS = {"topics", "event", "project", "published_on", "days_ago", "happened_on"}


def create_articles(projects: dict[str, Project]) -> list[Article]:
    """All pieces of news, tied to their events and projects; reports know how many people came."""
    created = [_create(text, projects) for text in [*ARTICLES, *UNSEEN]]
    for article in created:
        note_people(article)
    return created


def _create(text: dict, projects: dict[str, Project]) -> Article:
    event = Event.objects.filter(slug=text.get("event")).first()
    fields = {name: value for name, value in text.items() if name not in RELATIONS}
    article = Article.objects.create(
        **{"status": Article.Status.PUBLISHED} | fields,
        published_from=_published_from(text),
        happened_on=_happened_on(text, event),
        event=event,
        project=projects.get(text.get("project")) or (event and event.project),
    )
    article.topics.set(topics(text["topics"]))
    if article.project and article.project.slug == "wspolny-klaster":
        article.partners.set(article.project.partners.all())
    return article


def _published_from(text: dict) -> datetime:
    """In the evening, after any event of the day; what is past is never in the future."""
    day = text.get("published_on") or working_day(-text["days_ago"])
    if text.get("days_ago", 0) < 0:
        return moment(day, "8.00")
    return min(moment(day, "18.30"), timezone.now() - timedelta(minutes=5))


def _happened_on(text: dict, event: Event | None) -> date | None:
    if "happened_on" in text or event is None:
        return text.get("happened_on")
    return timezone.localdate(event.starts_at)
