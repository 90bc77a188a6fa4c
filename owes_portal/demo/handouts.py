"""Files of the demo's events: a programme to take along, and materials that were shown there."""

from django.core.files.base import ContentFile

from events.models import Attachment, Event
from owes_portal import pdf, polish

TEMPLATE = "demo/handout.html"
HANDOUTS = [
    {
        "event": "warsztaty-wyjazdowe-ostrowiec-baltow",
        "title": "Program wyjazdu, godzina po godzinie",
        "sections": [
            (
                "Dzień pierwszy: Ostrowiec",
                [
                    "7.00 – wyjazd z Zamościa, 7.50 – z Biłgoraja",
                    "11.00 – spacer po dzielnicy z mieszkańcami",
                    "13.30 – obiad",
                    "14.30 – warsztat: jak włączyć szkołę, parafię i sklep",
                    "18.00 – przejazd na nocleg i kolacja",
                ],
            ),
            (
                "Dzień drugi: Bałtów",
                [
                    "9.00 – rozmowa z założycielami stowarzyszenia",
                    "11.00 – partnerstwo dziesięciu gmin: kto o czym decyduje",
                    "13.00 – obiad",
                    "14.00 – co z tego przeniesiesz do siebie",
                    "16.00 – powrót",
                ],
            ),
            (
                "Co zabrać",
                ["wygodne buty i coś od deszczu", "leki, które bierzesz", "jedno pytanie"],
            ),
        ],
    },
    {
        "event": "mapa-zasobow-zwierzyniec",
        "title": "Karta do mapy zasobów",
        "is_material": True,
        "sections": [
            (
                "Zapytaj pięć osób",
                [
                    "Co umiesz robić i lubisz?",
                    "Czego możesz nauczyć innych?",
                    "Jakie narzędzie stoi u Ciebie nieużywane?",
                    "Jakie miejsce w okolicy jest puste?",
                ],
            ),
            (
                "Zaznacz na mapie",
                [
                    "żółty punkt – człowiek, który coś umie",
                    "czerwony punkt – narzędzie albo maszyna",
                    "niebieski punkt – miejsce",
                ],
            ),
            (
                "Umówcie się",
                ["Co zrobimy w tym miesiącu?", "Kto zadzwoni pierwszy?", "Kiedy się widzimy?"],
            ),
        ],
    },
    {
        "event": "abc-ekonomii-spolecznej-bilgoraj",
        "title": "Budżet pierwszego roku na jednej stronie",
        "is_material": True,
        "sections": [
            (
                "Skąd przyjdą pieniądze",
                ["składki i darowizny", "dotacja", "sprzedaż usług i towarów"],
            ),
            (
                "Na co je wydamy",
                ["ludzie: umowy i składki", "lokal, prąd i telefon", "materiały", "księgowość"],
            ),
            (
                "Trzy pytania na koniec",
                [
                    "Co, jeśli dotacja przyjdzie później?",
                    "Ile zostanie na gorszy miesiąc?",
                    "Kto co miesiąc sprawdzi rachunki?",
                ],
            ),
        ],
    },
    {
        "event": "klauzule-spoleczne-w-gminie",
        "title": "Trzy wzory klauzul społecznych",
        "is_material": True,
        "sections": [
            (
                "Zatrudnienie",
                [
                    "Wykonawca zatrudni przy zamówieniu co najmniej jedną osobę bezrobotną.",
                    "Pokaże umowę po 14 dniach i po zakończeniu prac.",
                ],
            ),
            (
                "Zamówienie zastrzeżone",
                [
                    "O zamówienie mogą się ubiegać podmioty, które zatrudniają osoby "
                    "z niepełnosprawnością.",
                ],
            ),
            (
                "Punkty za jakość",
                ["Cena liczy się w 60%.", "40% to sposób pracy z mieszkańcami."],
            ),
        ],
    },
]


def create_handouts() -> None:
    """Make each into a PDF that a screen reader can read, and hang it on its event."""
    for told in HANDOUTS:
        event = Event.objects.select_related("project").get(slug=told["event"])
        title = told["title"]
        marks = event.project.marks.all()
        context = {"event": event, "marks": marks, "sections": told["sections"]}
        content = pdf.render(TEMPLATE, context, title=title)
        Attachment.objects.create(
            event=event,
            title=title,
            file=ContentFile(content, f"{polish.slug(title)}.pdf"),
            is_material=told.get("is_material", False),
        )
