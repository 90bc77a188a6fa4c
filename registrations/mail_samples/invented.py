"""Whom and what the samples speak of: long names, Polish and Cyrillic; none of them is anybody."""

NAMES = [
    ("Żaneta", "Szczęśniak-Grzegżółka"),
    ("Оксана", "Шевченко"),
    ("Łucja", "Źdźbło"),
    ("Stanisław", "Mączka"),
    ("Ignacy", "Bąk"),
]
CONTACT, OWN = "zaneta.szczesniak-grzegzolka@poczta.example", "oksana@poczta.example"
# Of a year without a portal, so that no number is anybody's.
NUMBER, NUMBER_AHEAD = "W-2000-0147", "W-2000-0146"

TRIP = "Warsztaty wyjazdowe: Ostrowiec i Bałtów"
MEETING = "Dzień otwarty w spółdzielni"
LEAD = "Dwa dni u sąsiadów, którym się udało."
# From, until, topic, place and address of each day.
DAYS = [
    (
        "11.00",
        "18.00",
        "Organizowanie społeczności lokalnej",
        "Centrum Aktywności Sąsiedzkiej",
        "ul. Hutnicza 7, Ostrowiec Świętokrzyski",
    ),
    (
        "9.00",
        "16.00",
        "Współpraca trzech sektorów",
        "Dom Trzech Sektorów",
        "Bałtów 50, powiat ostrowiecki",
    ),
]

REFUSAL = "Warsztaty są dla mieszkańców i organizacji z ośmiu powiatów."
SUBJECT = "Zmiana miejsca zbiórki"
MESSAGE = (
    "Autokar odjeżdża z parkingu przy ul. Lwowskiej 100, a nie spod biura.\n"
    "Odjazd jest o 7.00. Prosimy o 10 minut zapasu.\n\n"
    "Do zobaczenia!"
)

SURVEY = "https://www.ankieta.example/warsztaty"
CANCELLATION = "Prowadząca zachorowała."
OTHER_PLACE, OTHER_ADDRESS = "Biblioteka Miejska", "ul. Siennieńska 54, Ostrowiec Świętokrzyski"
