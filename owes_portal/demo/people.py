"""Invented people and organisations that sign up in the demo centre."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from stdnum.pl import nip

from owes_portal import polish

WOMEN = (
    "Agnieszka Aleksandra Alicja Anna Barbara Beata Bożena Danuta Dorota Elżbieta Ewa Grażyna "
    "Halina Irena Iwona Jadwiga Joanna Julia Justyna Katarzyna Krystyna Łucja Magdalena Maria "
    "Marta Monika Natalia Olga Paulina Renata Róża Stanisława Sylwia Teresa Urszula Wanda Zofia"
)
MEN = (
    "Adam Andrzej Bartłomiej Bogdan Cezary Dariusz Dominik Grzegorz Henryk Jacek Jakub Jan "
    "Jerzy Józef Kacper Kamil Krzysztof Łukasz Maciej Marek Mateusz Michał Paweł Piotr Rafał "
    "Roman Stanisław Szymon Tadeusz Tomasz Wiesław Wojciech Zbigniew Zenon"
)
# A surname that ends with -ski or -cki has a form for women; the others serve both.
SURNAMES = (
    "Banaś Bąk Chmiel Ciesielski Cybulski Czyż Ćwik Dąbrowski Drozd Dziedzic Gąsior Głąb Góra "
    "Grądzki Jabłoński Jaśkiewicz Jędrzejewski Karaś Kąkol Kępa Kłos Kołodziej Kozioł Krawiec "
    "Kruk Kurek Lewandowski Lis Łoś Łukasik Malec Marzec Mazurek Michalski Niedźwiedź "
    "Ogórek Olszewski Ostrowski Pająk Pawłowski Pokrzywa Puchacz Rębacz Rogalski Sikora Skiba "
    "Słowik Sokół Sowa Stępień Sucharski Świątek Świderski Tarnowski Wilk Wójtowicz Wróbel "
    "Wrzos Zaręba Zieliński Źrebiec Żak Żmuda Żurawski"
)
# Whoever is not so easily sorted, spelt or squeezed into a column.
SPECIAL = [
    ("Олена", "Ковальчук"),
    ("Oksana", "Shevchenko"),
    ("Małgorzata", "Zielińska-Wójcik"),
    ("Anna Maria", "Żółkiewska-Grzegorzewska"),
    ("Jan", "O’Connor"),
    ("Mirosława", "Szczęsna-Brzęczyszczykiewicz"),
    ("Zdzisława", "Kłos-Ćwiertnia"),
    ("Ludwik", "von Ende"),
]

# Name and municipality; who acts for public institutions comes last.
ORGANISATIONS = [
    ("Koło Gospodyń Wiejskich „Lipowe Wzgórze”", "0620153"),
    ("Stowarzyszenie Nasza Łąka", "0602132"),
    ("Fundacja Otwarta Stodoła", "0618082"),
    ("Spółdzielnia Socjalna Cztery Pory", "0662011"),
    ("Stowarzyszenie Dolina Wieprza", "0606092"),
    ("Ochotnicza Straż Pożarna pod Lasem", "0603142"),
    ("Fundacja Dobry Początek", "0664011"),
    ("Spółdzielnia Socjalna Ciepły Piec", "0604011"),
    ("Stowarzyszenie Rodzin „Parasol”", "0602011"),
    ("Klub Seniora Jarzębina", "0618011"),
]
INSTITUTIONS = [
    ("Biblioteka Pod Kasztanem", "0620032"),
    ("Ośrodek Pomocy Społecznej nad Bugiem", "0604032"),
    ("Dom Kultury Za Rogiem", "0606011"),
    ("Szkoła Podstawowa im. Babci Anieli", "0603102"),
]
TOWNS_OUTSIDE = ["Lublin", "Janów Lubelski", "Świdnik"]


@dataclass(frozen=True)
class Organisation:
    name: str
    nip: str
    municipality_code: str
    is_public: bool


def make_names(random: Random) -> Iterator[tuple[str, str]]:
    """First name and surname, never the same twice; the special ones among the first hundred."""
    surnames = SURNAMES.split()
    pairs = [
        *itertools.product(WOMEN.split(), map(_of_a_woman, surnames)),
        *itertools.product(MEN.split(), surnames),
    ]
    names = random.sample(pairs, len(pairs))
    for place, special in enumerate(SPECIAL, start=1):
        names.insert(11 * place, special)
    return iter(names)


def _of_a_woman(surname: str) -> str:
    return f"{surname[:-1]}a" if surname.endswith(("ski", "cki", "dzki")) else surname


def email_of(first_name: str, last_name: str, number: int) -> str:
    """An address that no mail can reach; Cyrillic leaves only the number."""
    return f"{polish.slug(f'{first_name} {last_name}') or 'poczta'}.{number}@poczta.example"


def make_organisations() -> list[Organisation]:
    """All of them, every third one without a NIP: people need not tell it."""
    numbers = _nips()
    everyone = [(*one, False) for one in ORGANISATIONS] + [(*one, True) for one in INSTITUTIONS]
    return [
        Organisation(name, next(numbers) if place % 3 else "", code, is_public)
        for place, (name, code, is_public) in enumerate(everyone)
    ]


def _nips() -> Iterator[str]:
    """Numbers with a right check digit that nobody has: no tax office is called 000."""
    for stem in itertools.count(100_001):
        for digit in range(10):
            if nip.is_valid(number := f"000{stem}{digit}"):
                yield number
