"""A page that shows every component, so that a change of the look can be seen in one place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language

from events.models import Article
from owes_portal.models import Project

WHO = {
    "resident": "mieszkanka lub mieszkaniec",
    "group": "grupa nieformalna",
    "ngo": "organizacja pozarządowa",
}
NEEDS = {
    "pjm": "tłumacz języka migowego",
    "loop": "pętla indukcyjna",
    "lift": "wejście bez schodów",
}
COUNTIES = {
    "chelm": "powiat chełmski",
    "zamosc": "powiat zamojski",
    "hrubieszow": "powiat hrubieszowski",
}
TITLES = [
    "ABC ekonomii społecznej w Chełmie",
    "Nowe godziny dyżurów doradczych w Zamościu",
    "Spółdzielnia z Bałtowa przyjęła naszych gości",
    "Za nami spotkanie partnerów z czterech krajów",
    "Wyniki naboru pomysłów na innowacje społeczne",
]


class SampleForm(forms.Form):
    """One field of every kind."""

    use_required_attribute = False

    who = forms.ChoiceField(label="Kto się zapisuje?", choices=WHO, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Imię i nazwisko", widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="Adres e-mail",
        help_text="Wyślemy na niego potwierdzenie z plikiem do kalendarza.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label="Telefon",
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    municipality = forms.CharField(
        label="Gmina",
        help_text="Zacznij pisać nazwę, np. Zwierzyniec.",
        widget=forms.TextInput({"list": "gminy"}),
    )
    county = forms.ChoiceField(label="Powiat", choices={"": "wybierz powiat", **COUNTIES})
    starts = forms.SplitDateTimeField(
        label="Dzień i godzina dyżuru", widget=forms.SplitDateTimeWidget
    )
    needs = forms.MultipleChoiceField(
        label="Czego potrzebujesz, aby wygodnie wziąć udział?",
        help_text="Odpowiemy Ci, co możemy zapewnić.",
        choices=NEEDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    story = forms.CharField(label="Opisz swój pomysł", widget=forms.Textarea({"rows": 4}))
    attachment = forms.FileField(
        label="Załącznik", help_text="PDF, JPG albo PNG, najwyżej 10 MB.", required=False
    )
    rules = forms.BooleanField(label="Znam regulamin warsztatów.")


class SampleFilter(forms.Form):
    county = forms.ChoiceField(
        label="Powiat", choices={"": "wszystkie", **COUNTIES}, required=False
    )
    query = forms.CharField(label="Szukaj", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components with invented content."""
    now = timezone.now()
    context = {
        "sample": SampleForm(),
        "asking": SampleForm(prefix="asking"),
        "faulty": SampleForm({"email": "anna@"}, auto_id="faulty_%s"),
        "filter_form": SampleFilter(auto_id="filter_%s"),
        "events": sample_events(now),
        "articles": [
            sample_article(title, now - timedelta(days=3 * i)) for i, title in enumerate(TITLES)
        ],
        "marks": sample_marks(),
        "project": sample_project(),
        "related": {"projects": [sample_project()]},
        "partner": sample_partner(),
        "preview_ends_at": now + timedelta(days=14),
        "page": Paginator(range(75), 25).page(2),
        "access": [
            ("yes", "Wejście bez schodów od ul. Lwowskiej"),
            ("no", "Nie ma windy"),
            ("ask", "Pętla: zapytaj nas"),
        ],
        "municipalities": ["Chełm", "Zamość", "Zwierzyniec"],
        "sizes": ["tile", "mark", "book", "cover", "strip", "banner", "hero"],
        "slugs": [f"kafelek-{number}" for number in range(16)],
    }
    return render(request, "styl.html", context)


def sample_article(title: str, published_from: datetime) -> SimpleNamespace:
    """Invent a piece of news."""
    lead = "Dwa zdania o tym, co się stało i dla kogo to jest ważne. Resztę czyta ten, kogo to dotyczy."
    return SimpleNamespace(
        _meta=Article._meta,
        said=says(title=title, lead=lead),
        slug=title.lower(),
        published_from=published_from,
        get_absolute_url="/aktualnosci/",
        main_picture=None,
    )


def sample_marks() -> list[SimpleNamespace]:
    """The portal's own mark, in place of the marks of those who pay."""
    url = static("img/mark.svg")
    return [SimpleNamespace(url=url, alt=f"Znak {n}", width=64, height=64) for n in (1, 2, 3, 4)]


def sample_project() -> SimpleNamespace:
    """Invent a project with its marks."""
    return SimpleNamespace(
        _meta=Project._meta,
        said=says(title="Iskra w subregionie"),
        get_absolute_url="/projekty/",
        funding_sentence="Projekt dofinansowany z Funduszy Europejskich.",
        marks=SimpleNamespace(all=sample_marks()),
    )


def sample_partner() -> SimpleNamespace:
    """Invent a partner that runs a project with us."""
    return SimpleNamespace(
        pk=1,
        name="Spółdzielnia Socjalna „Dobra Kawiarnia”",
        city="Zamość",
        description="Prowadzi kawiarnię i szkolenia dla osób, które wracają do pracy.",
        website="https://kawiarnia.example/",
        host="kawiarnia.example",
        shown_projects=[sample_project()],
    )


def says(**texts: str) -> Callable[[str], tuple[str, str]]:
    """What a row says in the language of the page, here the same in each."""
    return lambda name: (texts[name], get_language())


def sample_events(now: datetime) -> list[SimpleNamespace]:
    """Invent an event for every state of sign-up."""
    states = {
        "free": "Wolne miejsca: 16 z 25",
        "few": "Zostały 4 z 25 miejsc",
        "waiting": "Brak miejsc – lista rezerwowa",
        "soon": "Zapisy od 1 września",
        "closed": "Zapisy zakończone",
        "cancelled": "Odwołane",
    }
    return [
        SimpleNamespace(
            title="Warsztaty animacyjne w Ostrowcu i Bałtowie",
            starts=now + timedelta(days=9 * number),
            ends=now + timedelta(days=9 * number + number % 2),
            state=state,
            words=words,
        )
        for number, (state, words) in enumerate(states.items())
    ]
