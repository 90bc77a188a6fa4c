"""Pictures of news, of an event that is over and of a project, with words for who does not see them."""

from events.models import Article, ArticlePicture, Event, EventPicture
from owes_portal.demo import drawings
from owes_portal.demo.drawings import SAND, TINT, drawing
from owes_portal.licences import Licence
from owes_portal.models import Project, ProjectPicture
from owes_portal.models.pictures import Picture, Pictured

MAP = {
    "scene": drawings.paper_map,
    "ground": SAND,
    "alt": "Duża mapa gminy na stole, a na niej kilkadziesiąt kolorowych punktów i niebieska linia rzeki.",
    "caption": "Każdy punkt to jeden skarb: człowiek, narzędzie albo miejsce.",
}
WALK = {
    "scene": drawings.walk,
    "ground": TINT,
    "alt": "Siedem osób idzie gęsiego po zielonym wzgórzu, nad nimi słońce.",
    "caption": "Spacer po okolicy trwał dwie godziny.",
    "focus_y": 80,
}
GARAGE = {
    "scene": drawings.garage,
    "ground": TINT,
    "alt": "Otwarty garaż z rzędem narzędzi na ścianie. Obok stoi jedna osoba.",
    "caption": "Tu powstanie wypożyczalnia narzędzi.",
    "focus_y": 60,
}
TABLE = {
    "scene": drawings.table,
    "ground": TINT,
    "alt": "Pięć osób siedzi przy długim stole, przed nimi leżą trzy białe kartki.",
    "caption": "Na koniec każdy zapisał jeden mały krok.",
    "focus_y": 40,
}
BICYCLES = {
    "scene": drawings.bicycles,
    "ground": SAND,
    "alt": "Dwa rowery, czerwony i fioletowy, stoją jeden za drugim w słońcu.",
    "caption": "Jedna z grup chce naprawiać rowery i pożyczać je turystom.",
    "focus_y": 60,
}
COACH = {
    "scene": drawings.coach,
    "ground": TINT,
    "alt": "Czerwony autokar jedzie drogą wśród zielonych wzgórz.",
    "caption": "Autokar zabiera z Zamościa i Biłgoraja.",
    "focus_y": 65,
}
VILLAGE = {
    "scene": drawings.village,
    "ground": TINT,
    "alt": "Cztery domy o kolorowych dachach na zielonym wzgórzu.",
    "caption": "Pracujemy w ośmiu powiatach, także w najmniejszych wsiach.",
    "focus_y": 75,
}
OF_ARTICLES = {
    "mapa-zasobow-zwierzyniec-relacja": [MAP, GARAGE],
    "bilgoraj-abc-relacja": [BICYCLES],
    "hrubieszow-abc-relacja": [TABLE | {"caption": "Szkolenie w Hrubieszowie."}],
    "jedziemy-do-ostrowca-i-baltowa": [COACH],
}
OF_EVENTS = {"mapa-zasobow-zwierzyniec": [WALK, MAP, GARAGE, TABLE]}
OF_PROJECTS = {"iskra-w-subregionie": [VILLAGE]}


STORED = ("file", "width", "height", "widths", "sha256")


def create_pictures() -> None:
    """All of them; the same drawing on two pages is drawn and stored once."""
    drawn = {}
    for kind, page_model, pages in (
        (ArticlePicture, Article, OF_ARTICLES),
        (EventPicture, Event, OF_EVENTS),
        (ProjectPicture, Project, OF_PROJECTS),
    ):
        for slug, found in pages.items():
            page = page_model.objects.get(slug=slug)
            for position, told in enumerate(found, start=1):
                _create(kind, page, told | {"position": position}, drawn)


def _create(kind: type[Picture], page: Pictured, told: dict, drawn: dict) -> None:
    fields = {name: value for name, value in told.items() if name not in ("scene", "ground")}
    scene = told["scene"]
    file = drawn.get(scene) or {"file": drawing(scene, told["ground"])}
    picture = kind.objects.create(
        **{kind.page_field: page},
        **fields,
        **file,
        author="Pracownia OWES Iskra",
        licence=Licence.CC_BY,
        likeness=Picture.Likeness.NOBODY,
    )
    drawn[scene] = {name: getattr(picture, name) for name in STORED} | {"file": picture.file.name}
