"""What the demo's publications say: two guides with templates of their own, the rest short texts."""

LEAFLET = "demo/guides/leaflet.html"

PUBLICATIONS = [
    {
        "publication": {
            "title": "Laboratorium Ekonomii Społecznej",
            "subtitle": "Jak organizować lokalne planowanie ekonomii społecznej i refleksję nad nim",
            "slug": "laboratorium-ekonomii-spolecznej",
            "kind": "guide",
            "abstract": "Cztery spotkania, jedna strona planu i raz na kwartał godzina refleksji. Poradnik prowadzi krok po kroku przez laboratorium, w którym mieszkańcy, organizacje, firmy i gmina razem sprawdzają, co może zrobić ekonomia społeczna.",
            "contents": "<ol><li>Po co laboratorium</li><li>Kogo zaprosić</li><li>Cztery spotkania krok po kroku</li><li>Od iskry do zmiany: spirala innowacji</li><li>Plan na jednej stronie</li><li>Refleksja: co zmieniamy po drodze</li><li>Lista dla organizatora</li></ol>",
            "audience": "samorządy, organizacje, animatorzy",
        },
        "topics": ["samorzad", "sieci"],
        "project": "innowacje-przedsiebiorczosc-rozwoj",
        "edition": {"label": "wydanie 1", "place": "Zamość", "year": 2012},
        "template": "demo/guides/laboratory.html",
    },
    {
        "publication": {
            "title": "Klastry w sektorze ekonomii społecznej",
            "subtitle": "Jak stworzyć sieć współpracujących podmiotów z korzyścią dla wszystkich mieszkańców",
            "slug": "klastry-w-sektorze-ekonomii-spolecznej",
            "kind": "guide",
            "abstract": "Małe podmioty razem mogą więcej: wspólna oferta, wspólne zakupy, jeden numer telefonu. Poradnik mówi, kiedy warto tworzyć sieć, jak przejść pierwsze sto dni i co zapisać w umowie.",
            "contents": "<ol><li>Czym jest klaster</li><li>Kiedy warto, a kiedy nie</li><li>Jak zacząć: pierwsze sto dni</li><li>Zasady i umowa</li><li>Pieniądze i wspólna sprzedaż</li><li>Korzyść dla wszystkich mieszkańców</li><li>Trudności i sposoby na nie</li></ol>",
            "audience": "spółdzielnie socjalne, organizacje, samorządy",
        },
        "topics": ["sieci", "spoldzielnie", "klauzule"],
        "project": "innowacje-przedsiebiorczosc-rozwoj",
        "edition": {"label": "wydanie 1", "place": "Zamość", "year": 2012},
        "template": "demo/guides/clusters.html",
    },
    {
        "publication": {
            "title": "ABC ekonomii społecznej",
            "subtitle": "Słowa, które usłyszysz na pierwszym spotkaniu",
            "slug": "abc-ekonomii-spolecznej",
            "kind": "brochure",
            "abstract": "Krótko i po ludzku: kim jest podmiot ekonomii społecznej, czym różni się spółdzielnia socjalna od stowarzyszenia i co robi ośrodek wsparcia.",
            "audience": "mieszkańcy, grupy nieformalne",
        },
        "topics": ["edukacja", "spoldzielnie"],
        "edition": {"label": "wydanie 2, uzupełnione", "place": "Zamość"},
        "years_ago": 0,
        "sections": [
            (
                "Ekonomia społeczna",
                [
                    "To działalność, która zarabia, żeby pomagać. Daje pracę osobom, którym trudno ją znaleźć, i usługi, których brakuje w okolicy."
                ],
                [
                    "zysk jest narzędziem, nie celem",
                    "decyzje podejmuje się wspólnie",
                    "liczy się miejscowa społeczność",
                ],
            ),
            (
                "Kto ją prowadzi",
                [
                    "Stowarzyszenia, fundacje, koła gospodyń wiejskich, spółdzielnie socjalne, warsztaty terapii zajęciowej, zakłady aktywności zawodowej, centra i kluby integracji społecznej."
                ],
                [],
            ),
            (
                "Spółdzielnia socjalna",
                [
                    "To firma, którą zakłada kilka osób albo kilka organizacji i gmin. Pracują w niej między innymi ludzie po długim bezrobociu, z niepełnosprawnością, po kryzysie bezdomności."
                ],
                [
                    "każdy członek ma jeden głos",
                    "nadwyżka zostaje w spółdzielni",
                    "praca łączy się ze wsparciem",
                ],
            ),
            (
                "Ośrodek wsparcia",
                [
                    "Pomaga założyć i prowadzić taki podmiot. Bezpłatnie organizuje warsztaty, doradza w sprawach prawnych, księgowych i biznesowych, łączy ludzi z gminą i firmami."
                ],
                [],
            ),
            (
                "Od czego zacząć",
                [
                    "Nie musisz mieć pomysłu na firmę. Wystarczy sprawa, która Cię obchodzi, i dwie osoby, które myślą podobnie."
                ],
                ["przyjdź na warsztaty", "zadzwoń do doradcy", "zobacz, jak robią to inni"],
            ),
        ],
    },
    {
        "publication": {
            "title": "Klauzule społeczne bez strachu",
            "subtitle": "Krótki poradnik dla gmin",
            "slug": "klauzule-spoleczne-bez-strachu",
            "kind": "guide",
            "abstract": "Gmina i tak kupuje sprzątanie, obiady i opiekę nad zielenią. Może to robić tak, żeby przy okazji powstała praca dla mieszkańców.",
            "audience": "samorządy i ich jednostki",
        },
        "topics": ["klauzule", "samorzad"],
        "edition": {"label": "wydanie 1", "place": "Zamość"},
        "years_ago": 1,
        "sections": [
            (
                "Co to jest",
                [
                    "Klauzula społeczna to wymaganie albo kryterium, które w zamówieniu bierze pod uwagę cel społeczny. Cena i jakość nadal są ważne."
                ],
                [],
            ),
            (
                "Pierwszy raz w pięciu krokach",
                ["Zacznij od małego zamówienia i jednego wymagania."],
                [
                    "wybierz usługę, która powtarza się co roku",
                    "zapytaj ośrodek wsparcia, kto w okolicy może ją wykonać",
                    "porozmawiaj z wykonawcami, zanim napiszesz opis",
                    "zapisz wymaganie tak, żeby dało się je sprawdzić",
                    "po roku policz, ile godzin pracy powstało",
                ],
            ),
            (
                "Czego się bać, a czego nie",
                [
                    "Nie bój się odwołań, jeśli wymaganie ma związek z zamówieniem i jest opisane jasno. Uważaj na zapisy, których nikt nie sprawdza: uczą wykonawców, że to tylko papier. Zanim ogłosisz zamówienie, zapytaj prawnika urzędu o obowiązujące przepisy."
                ],
                [],
            ),
        ],
    },
    {
        "publication": {
            "title": "Porozumienie o partnerstwie lokalnym",
            "slug": "porozumienie-o-partnerstwie-lokalnym",
            "kind": "template",
            "abstract": "Wzór na dwie strony: kto, po co, na jak długo, kto odpowiada i jak się rozstać w zgodzie.",
            "audience": "organizacje, samorządy, firmy",
        },
        "topics": ["sieci", "samorzad"],
        "edition": {"label": "wersja 3", "place": "Zamość"},
        "years_ago": 0,
        "in_force": True,
        "sections": [
            (
                "Strony i cel",
                [
                    "Porozumienie zawierają: (nazwy, adresy, osoby, które podpisują). Wspólnym celem jest: (jedno zdanie, które zrozumie każdy mieszkaniec)."
                ],
                [],
            ),
            (
                "Co robimy razem",
                ["Strony wspólnie:"],
                [
                    "organizują (co i jak często)",
                    "udostępniają sobie (sale, sprzęt, wiedzę)",
                    "informują się o (naborach, wydarzeniach, kłopotach)",
                ],
            ),
            (
                "Jak decydujemy",
                [
                    "Każda strona ma jeden głos. Spotkania odbywają się co najmniej raz na kwartał. Ustalenia spisuje koordynator i wysyła wszystkim w ciągu tygodnia."
                ],
                [],
            ),
            (
                "Pieniądze i dane",
                [
                    "Porozumienie nie tworzy zobowiązań finansowych. Wspólne wydatki wymagają osobnej umowy. Strony nie przekazują sobie danych osób, którym pomagają."
                ],
                [],
            ),
            (
                "Czas i zakończenie",
                [
                    "Porozumienie obowiązuje od dnia podpisania przez rok i przedłuża się o kolejny. Każda strona może odejść z miesięcznym wyprzedzeniem."
                ],
                [],
            ),
        ],
    },
    {
        "publication": {
            "title": "Dostępne warsztaty",
            "subtitle": "Standard organizatora",
            "slug": "dostepne-warsztaty",
            "kind": "model",
            "abstract": "Co sprawdzić, zanim zaprosisz ludzi: wejście, toaleta, dźwięk, materiały, przerwy i sposób zapisów.",
            "audience": "organizatorzy szkoleń i spotkań",
        },
        "topics": ["edukacja", "opieka"],
        "edition": {"label": "wydanie 1", "place": "Zamość"},
        "years_ago": 0,
        "in_force": True,
        "sections": [
            (
                "Zaproszenie",
                ["Ktoś, kto je czyta, ma wiedzieć, czy da radę przyjść."],
                [
                    "data, godziny, miejsce i jak dojechać, słowami",
                    "wejście, winda, toaleta, parking",
                    "pytanie o potrzeby i dzień, do którego można je zgłosić",
                    "kilka dróg zapisów: strona, telefon, osobiście",
                ],
            ),
            (
                "Sala",
                ["Obejrzyj ją wcześniej, najlepiej z osobą, która porusza się na wózku."],
                [
                    "przejścia szerokie na 90 centymetrów",
                    "pętla indukcyjna albo mikrofon",
                    "cichy pokój i przerwa co półtorej godziny",
                    "miejsce dla asystenta i psa asystującego",
                ],
            ),
            (
                "Materiały",
                [
                    "Wyślij je kilka dni wcześniej w wersji elektronicznej. Slajdy mają duży druk, mało słów i opisane obrazy."
                ],
                [],
            ),
            (
                "Po warsztatach",
                ["Zapytaj, czego zabrakło. Odpowiedzi wpisz do następnego planu."],
                [],
            ),
        ],
    },
    {
        "publication": {
            "title": "O czym mówią mieszkańcy",
            "subtitle": "Raport z rozmów w sześciu powiatach i dwóch miastach",
            "slug": "o-czym-mowia-mieszkancy",
            "kind": "report",
            "abstract": "Czego brakuje osobom starszym, osobom z niepełnosprawnościami i ich rodzinom? Zebraliśmy wnioski ze spotkań, po których wiemy, od czego zacząć.",
            "audience": "samorządy, organizacje, radni",
        },
        "topics": ["opieka", "samorzad"],
        "edition": {"label": "wydanie 1", "place": "Zamość"},
        "years_ago": 1,
        "sections": [
            (
                "Jak rozmawialiśmy",
                [
                    "Spotykaliśmy się w świetlicach, remizach i bibliotekach. Pytaliśmy o zwykły dzień. Nie zbieraliśmy nazwisk. Raport jest przykładem: opisuje wymyślone centrum i nie zawiera wyników badań."
                ],
                [],
            ),
            (
                "Trzy sprawy, które wracają",
                ["W każdym powiecie padały te same słowa."],
                [
                    "dojazd: ostatni autobus odjeżdża za wcześnie",
                    "zastępstwo: opiekunowie nie mają kiedy odpocząć",
                    "praca blisko domu, choćby na kilka godzin",
                ],
            ),
            (
                "Co już działa",
                [
                    "Koła gospodyń gotują dla sąsiadów, straże wożą do lekarza, biblioteki uczą obsługi telefonu. Rzadko ktoś nazywa to ekonomią społeczną, a szkoda."
                ],
                [],
            ),
            (
                "Co proponujemy",
                [
                    "Zacznijmy od trzech małych prób, po jednej w każdej sprawie. Po kwartale wrócimy z liczbami."
                ],
                [
                    "wspólny kalendarz kursów busów",
                    "weekend wytchnienia w dwóch gminach",
                    "spółdzielnia usług opiekuńczych",
                ],
            ),
        ],
    },
    {
        "publication": {
            "title": "Biuletyn Iskra: wiosna",
            "slug": "biuletyn-iskra-wiosna",
            "kind": "bulletin",
            "abstract": "Dwa miesiące pracy w pigułce: animacja, szkolenia, doradztwo i rozmowy z gminami.",
            "audience": "wszyscy",
        },
        "topics": ["ekonomizacja", "klauzule", "edukacja"],
        "edition": {"label": "numer 1", "place": "Zamość"},
        "years_ago": 0,
        "sections": [
            (
                "Kwiecień i maj",
                [
                    "Odwiedziliśmy grupy, które dopiero myślą o założeniu organizacji. Prowadziliśmy szkolenia z podstaw ekonomii społecznej i słuchaliśmy, czego brakuje w Waszych miejscowościach."
                ],
                [],
            ),
            (
                "Co usłyszeliśmy",
                [
                    "Najczęściej mówiliście o sytuacji osób starszych, osób z niepełnosprawnościami i osób w kryzysie bezdomności."
                ],
                [],
            ),
            (
                "Organizacja, która zarabia",
                [
                    "Dotacja kiedyś się kończy. Na szkoleniach szukaliśmy usług, za które ktoś chce zapłacić, i liczyliśmy ich prawdziwy koszt."
                ],
                ["wynajem sprzętu", "warsztaty dla firm", "poczęstunki i upominki"],
            ),
            (
                "Co dalej",
                [
                    "Ruszają dyżury doradcze, ogólne i specjalistyczne. Jesienią porozmawiamy z gminami o klauzulach społecznych."
                ],
                [],
            ),
        ],
    },
    {
        "publication": {
            "title": "Social economy in hard times",
            "subtitle": "Notes from a meeting of partners",
            "slug": "social-economy-in-hard-times",
            "kind": "article",
            "language": "en",
            "authors": "the OWES Iskra team",
            "abstract": "What helps social enterprises to stand a crisis? A short note for partners abroad, in plain English.",
            "audience": "partners abroad",
        },
        "topics": ["sieci", "spoldzielnie"],
        "edition": {"label": "1st edition", "place": "Zamość"},
        "years_ago": 2,
        "sections": [
            (
                "Why this note",
                [
                    "Partners from five countries met to plan a virtual cluster of social enterprises. This note tells in our own words what we took home."
                ],
                [],
            ),
            (
                "What helps in a crisis",
                ["Those who stood firm had neighbours to rely on."],
                [
                    "several services instead of one",
                    "customers who know the people behind the name",
                    "a network that lends a van or a cook",
                    "tools that work from home",
                ],
            ),
            (
                "What we shall try",
                [
                    "A shared catalogue of services, one telephone number and a day each quarter for honest talk about money."
                ],
                [],
            ),
        ],
    },
]
