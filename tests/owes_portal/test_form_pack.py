"""What the form pack `owes` promises about its markup."""

import pytest
from django import forms
from django.forms import formset_factory
from django.template import Context, Template
from lxml import html

WHO = [("resident", "mieszkaniec"), ("ngo", "organizacja")]


class Form(forms.Form):
    use_required_attribute = False

    who = forms.ChoiceField(label="Kto się zapisuje?", choices=WHO, widget=forms.RadioSelect)
    name = forms.CharField(label="Imię", widget=forms.TextInput({"autocomplete": "given-name"}))
    email = forms.EmailField(label="E-mail", help_text="Wyślemy tam potwierdzenie.")
    phone = forms.CharField(label="Telefon", required=False)
    county = forms.ChoiceField(
        label="Powiat", choices=[("", "wybierz "), ("Chełm", [("c", "Chełm")])]
    )
    needs = forms.MultipleChoiceField(
        label="Potrzeby",
        help_text="Odpowiemy Ci.",
        required=False,
        choices=WHO,
        widget=forms.CheckboxSelectMultiple,
    )
    story = forms.CharField(label="Opis", widget=forms.Textarea)
    starts = forms.SplitDateTimeField(label="Termin")
    scan = forms.FileField(label="Załącznik", required=False)
    rules = forms.BooleanField(label="Znam regulamin.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(form, source="{{ form|crispy }}"):
    template = Template("{% load crispy_forms_tags forms %}" + source)
    return html.fromstring(f"<div>{template.render(Context({'form': form}))}</div>")


def one(page, path):
    (found,) = page.xpath(path)
    return found


def words(element):
    return " ".join(element.text_content().split())


def test_field_stands_in_the_order_label_hint_error_input():
    page = draw(Form({"email": "anna"}))

    field = one(page, '//input[@id="id_email"]/..')

    assert [(part.tag, part.get("id")) for part in field] == [
        ("label", None),
        ("div", "id_email_helptext"),
        ("p", "id_email_error"),
        ("input", "id_email"),
    ]


def test_field_ties_hint_and_error_to_the_input():
    email = one(draw(Form({"email": "anna"})), '//input[@id="id_email"]')

    assert email.get("aria-describedby") == "id_email_helptext id_email_error"
    assert email.get("aria-invalid") == "true"
    assert email.get("value") == "anna"


def test_field_without_error_claims_none():
    email = one(draw(Form()), '//input[@id="id_email"]')

    assert email.get("aria-describedby") == "id_email_helptext"
    assert email.get("aria-invalid") is None


def test_field_error_starts_with_a_hidden_word():
    error = one(draw(Form({"email": "anna"})), '//*[@id="id_email_error"]')

    assert error[0].get("class") == "visually-hidden"
    assert words(error).startswith("Błąd: ")


def test_label_says_optional_and_never_uses_asterisks():
    page = draw(Form())

    assert words(one(page, '//label[@for="id_phone"]')) == "Telefon (nieobowiązkowe)"
    assert words(one(page, '//label[@for="id_name"]')) == "Imię"
    assert "*" not in page.text_content()


@pytest.mark.parametrize(("name", "kind"), [("who", "radio"), ("needs", "checkbox")])
def test_group_is_a_fieldset_with_a_legend(name, kind):
    group = one(draw(Form()), f'//fieldset[@id="id_{name}"]')

    assert group[0].tag == "legend"
    assert group.xpath(".//input/@type") == [kind, kind]
    assert group.xpath(".//input/@id") == group.xpath(".//div/label/@for")


def test_group_is_described_by_its_hint_and_error():
    page = draw(Form({"needs": ["nobody"]}))

    group = one(page, '//fieldset[@id="id_needs"]')

    assert group.get("aria-describedby") == "id_needs_helptext id_needs_error"


def test_group_keeps_what_was_chosen():
    page = draw(Form({"who": "ngo", "needs": ["resident"], "county": "c"}))

    assert page.xpath("//input[@checked]/@id") == ["id_who_1", "id_needs_0"]
    assert page.xpath("//option[@selected]/@value") == ["c"]


def test_select_draws_groups_of_options():
    assert draw(Form()).xpath("//optgroup/@label") == ["Chełm"]


def test_check_box_stands_before_its_label():
    box = one(draw(Form({"rules": "on"})), '//input[@id="id_rules"]')

    assert box.get("checked") is not None
    assert box.getnext().get("for") == "id_rules"


def test_parts_of_a_date_have_labels_of_their_own():
    page = draw(Form())

    assert words(one(page, '//label[@for="id_starts_0"]')) == "Dzień"
    assert words(one(page, '//label[@for="id_starts_1"]')) == "Godzina"


def test_textarea_keeps_its_first_empty_line():
    page = draw(Form({"story": "\nPoczątek"}))

    assert one(page, '//textarea[@id="id_story"]').text.removeprefix("\n") == "\nPoczątek"


def test_controls_escape_what_was_typed():
    page = draw(Form({"name": '"><script>', "story": "</textarea><script>"}))

    assert page.xpath("//script") == []
    assert one(page, '//input[@id="id_name"]').get("value") == '"><script>'


def test_controls_agree_with_those_of_django():
    form = Form(
        {
            "name": "Anna",
            "email": "anna@poczta.example",
            "county": "c",
            "story": "tak",
            "rules": "on",
        }
    )
    page = draw(form)

    for name in ("name", "email", "phone", "county", "story", "scan", "rules", "token"):
        ours = one(page, f'//*[@id="id_{name}"]')
        theirs = one(html.fromstring(f"<div>{form[name]}</div>"), f'//*[@id="id_{name}"]')
        assert dict(ours.attrib) == dict(theirs.attrib)
        assert ours.text_content().split() == theirs.text_content().split()


def test_error_summary_links_to_every_field():
    form = Form({"email": "anna", "county": "c", "story": "tak", "rules": "on"})
    page = draw(form, "{% error_summary form %}{{ form|crispy }}")

    links = [link.removeprefix("#") for link in page.xpath('//*[@class="error-summary"]//a/@href')]

    assert links == ["id_who_0", "id_name", "id_email", "id_starts_0"]
    assert set(links) <= set(page.xpath("//input/@id"))


@pytest.mark.parametrize(
    ("data", "heading"),
    [
        ({"email": "anna"}, "Popraw 1 pole"),
        ({"email": "anna", "name": ""}, "Popraw 2 pola"),
        (dict.fromkeys(["who", "name", "email", "county", "story"], ""), "Popraw 5 pól"),
    ],
)
def test_error_summary_counts_in_polish(data, heading):
    form = Form(data)
    form.fields = {name: form.fields[name] for name in data}

    assert words(one(draw(form, "{% error_summary form %}"), "//h2")) == heading


def test_error_summary_takes_the_focus():
    summary = one(draw(Form({}), "{{ form|as_crispy_errors }}"), '//*[@class="error-summary"]')

    assert summary.get("autofocus") is not None
    assert summary.get("tabindex") == "-1"


def test_error_summary_is_silent_without_errors():
    assert words(draw(Form(), "{% error_summary form %}")) == ""


def test_error_summary_shows_errors_of_the_whole_form_without_a_link():
    form = Form({"who": "ngo"})
    form.fields = {"who": form.fields["who"]}
    form.add_error(None, "Brak miejsc.")

    page = draw(form, "{% error_summary form %}")

    assert words(one(page, "//h2")) == "Wystąpił problem"
    assert [words(item) for item in page.xpath("//li")] == ["Brak miejsc."]
    assert page.xpath("//a") == []


def test_error_summary_reads_every_form_of_a_formset():
    people = formset_factory(Form, extra=0)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "0",
            "form-0-name": "Anna",
            "form-1-email": "x",
        }
    )
    page = draw(people, "{% error_summary form %}")

    assert "#id_form-1-email" in page.xpath("//a/@href")


def test_whole_form_has_no_checks_by_the_browser():
    form = one(draw(Form(), "{% crispy form %}"), "//form")

    assert form.get("novalidate") is not None
    assert form.get("enctype") == "multipart/form-data"


def test_error_prefix_stands_in_the_title_only_with_errors():
    assert words(draw(Form({}), "{{ form|error_prefix }}")) == "Błąd:"
    assert words(draw(Form(), "{{ form|error_prefix }}")) == ""
    assert words(draw(None, "{{ form|error_prefix }}")) == ""
