import gettext
import subprocess
import sys

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from dev.messages import catalogue, checks, extraction, unmarked, visitors
from owes_portal import translations
from tests import factories

PO = """\
msgid "One place"
msgid_plural "%(places)d places"
msgstr[0] "Jedno miejsce"
msgstr[1] "%(places)d miejsca"
msgstr[2] "%(places)d miejsc"
msgstr[3] "%(places)d miejsca"

msgid "Hello {name}"
msgstr "Witaj {name}"
"""

MODEL = """\
class Row(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")

    title = models.CharField(_("title"))
    has_lift = models.BooleanField(_("lift"))

    def advice(self):
        return _("Look at the draft")
"""


def words(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def po(tmp_path):
    """A function that writes a catalogue and reads it back."""

    def write(text):
        path = tmp_path / "pl.po"
        path.write_text(catalogue.HEADERS["pl"] + text)
        return catalogue.read(path)

    return write


# The catalogue


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_catalogue_has_no_gap(language):
    ours = catalogue.read(catalogue.path_of(language))

    faults = list(checks.faults(ours, catalogue.found(language)))

    assert faults == []


def test_code_and_templates_hold_no_text_that_cannot_be_translated():
    assert list(unmarked.everywhere()) == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_catalogue_has_the_plural_rule_of_django(language):
    django_s_own = translation.trans_real.DjangoTranslation(language, domain="django")
    ours = catalogue.read(catalogue.path_of(language))

    assert str(ours.plural_expr).strip("()") in str(django_s_own.info()["plural-forms"])
    assert ours.num_plurals == 4


@pytest.mark.parametrize(
    ("name", "is_needed"),
    [
        ("templates/events/detail.html", True),
        ("templates/registrations/check.html", True),
        ("templates/registrations/staff/desk.html", False),
        ("templates/registrations/emails/_offer.txt", False),
        ("registrations/forms/person.py", True),
        ("registrations/staff/desk.py", False),
    ],
)
def test_other_languages_need_the_texts_of_visitors(name, is_needed):
    assert visitors.is_for_visitors(name) == is_needed


def test_rows_speak_by_their_choices_and_functions(tmp_path):
    model = tmp_path / "model.py"
    model.write_text(MODEL)

    assert visitors.said_by_rows(model) == {"draft", "Draft", "Look at the draft", "lift"}


# What the check finds


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Witaj {name}", "", "is not translated"),
        ("Witaj {name}", "Witaj {imie}", "has other placeholders"),
        ("Witaj {name}", "Witaj <b>{name}</b>", "has other HTML tags"),
        ("Witaj {name}", "Witaj {name} ", "begins or ends with another space"),
        ("Witaj {name}", "Witaj i {name}", "has a one-letter word before a breaking space"),
        ("%(places)d miejsc", "wiele miejsc", "has other placeholders"),
        ('msgstr[3] "%(places)d miejsca"', "", "is not translated"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "is marked as fuzzy"),
        ('msgid "Hello', 'msgid "Good day', "is missing; run python -m dev.messages"),
    ],
)
def test_check_tells(po, old, new, fault):
    wanted = po(PO)
    translated = po(PO.replace(old, new))

    assert fault in [line.split("' ", 1)[-1] for line in checks.faults(translated, wanted)]


def test_check_tells_an_obsolete_message(po):
    wanted = po("")
    translated = po(PO)

    assert len(list(checks.faults(translated, wanted))) == 2


def test_check_is_content_with_a_good_catalogue(po):
    assert list(checks.faults(po(PO), po(PO))) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{% translate 'Hello' %}</p>", []),
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<img src="{{ x }}" alt="A tree">', ["A tree"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %} – 12", []),
        ("{# Hello #}{% comment %}Hello{% endcomment %}<!-- Hello -->", []),
    ],
)
def test_bare_words_are_found_in_templates(template, found):
    assert unmarked.bare_words_in(template) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"""Mówi po polsku."""', []),
        ('x = "żółw"', ["żółw"]),
        ('field(help_text="Leave empty")', ["Leave empty"]),
        ('field(help_text=_("Leave empty"))', []),
    ],
)
def test_bare_words_are_found_in_code(code, found):
    assert unmarked.literals_in(code) == found


# Extraction and compilation


def test_extraction_reads_every_tag_of_a_template():
    template = """
        {% translate "Plain" %} {% translate "Month" context "calendar" as month %}
        {{ value|default:_("not given") }}
        {% blocktranslate trimmed count n=number %}
          {{ n }} day
        {% plural %}
          {{ n }} days
        {% endblocktranslate %}"""

    found = list(extraction.read(extraction.as_python(template, "page.html"), "page.html"))

    assert [(text, context) for text, context, _notes, _name in found] == [
        ("Plain", None),
        ("Month", "calendar"),
        ("not given", None),
        (("%(n)s day", "%(n)s days"), None),
    ]


def test_merge_keeps_translations_and_drops_what_is_wanted_no_more(po):
    wanted = po(PO.replace("Witaj {name}", "").replace("places", "seats"))

    merged = catalogue.merge(po(PO), wanted)

    assert merged.get("Hello {name}").string == "Witaj {name}"
    assert "One place" not in [message.id for message in merged]


def test_compile_writes_only_what_has_changed(tmp_path):
    source = tmp_path / "django.po"
    source.write_text(catalogue.HEADERS["pl"] + PO)

    first, second = translations.compile_all(tmp_path), translations.compile_all(tmp_path)

    assert (first, second) == ([tmp_path / "django.mo"], [])
    with first[0].open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Hello {name}") == "Witaj {name}"


def test_messages_check_ends_well():
    done = subprocess.run(
        [sys.executable, "-m", "dev.messages", "--check"],
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")


# What a person reads


@pytest.mark.parametrize(
    ("number", "events", "places", "fields"),
    [
        (0, "Znaleziono 0 wydarzeń", "Zostało 0 z 130 miejsc", "Popraw 0 pól"),
        (1, "Znaleziono 1 wydarzenie", "Zostało 1 z 130 miejsc", "Popraw 1 pole"),
        (2, "Znaleziono 2 wydarzenia", "Zostały 2 z 130 miejsc", "Popraw 2 pola"),
        (5, "Znaleziono 5 wydarzeń", "Zostało 5 z 130 miejsc", "Popraw 5 pól"),
        (12, "Znaleziono 12 wydarzeń", "Zostało 12 z 130 miejsc", "Popraw 12 pól"),
        (22, "Znaleziono 22 wydarzenia", "Zostały 22 z 130 miejsc", "Popraw 22 pola"),
        (102, "Znaleziono 102 wydarzenia", "Zostały 102 z 130 miejsc", "Popraw 102 pola"),
    ],
)
def test_plurals_read_right(number, events, places, fields):
    with translation.override("pl"):
        spoken = [
            ngettext("Found %(found)s event", "Found %(found)s events", number) % {"found": number},
            ngettext("%(left)d of %(all)d places left", "%(left)d of %(all)d places left", number)
            % {"left": number, "all": 130},
            ngettext("Correct %(count)d field", "Correct %(count)d fields", number)
            % {"count": number},
        ]

    assert [text.replace("\xa0", " ") for text in spoken] == [events, places, fields]


@pytest.mark.django_db
def test_events_speak_polish(client):
    event = factories.event(title="ABC ekonomii społecznej", capacity=25)

    index = words(client.get("/wydarzenia/"))
    detail = words(client.get(f"/wydarzenia/{event.slug}/"))

    assert '<html lang="pl"' in index
    assert "Znaleziono 1 wydarzenie" in index
    assert "Zostało 25 z 25 miejsc" in index
    assert "Zapisz się na wydarzenie" in detail


@pytest.mark.django_db
def test_signup_speaks_polish(client):
    event = factories.event()

    page = words(client.post(f"/wydarzenia/{event.slug}/zapisy/", {}))

    assert "Błąd: " in page
    assert "Zgłaszam się jako" in page
    assert "Podaj e-mail albo numer telefonu, żebyśmy mogli potwierdzić miejsce." in page


@pytest.mark.django_db
def test_administration_bends_no_name_wrongly(bobs_client):
    added = words(bobs_client.get("/panel/publications/publication/add/"))

    assert "Dodaj: publikacja" in added
