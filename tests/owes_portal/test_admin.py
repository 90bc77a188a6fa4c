"""Wordings in the administration: once used they stand, and a new version takes over."""

import pytest

from owes_portal.models import ConsentText
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WORDINGS = "/panel/owes_portal/consenttext/"


def used(**fields):
    text = factories.consent_text(**fields)
    factories.registration(factories.event(), acknowledged=[text])
    return text


def page_of(text):
    return f"{WORDINGS}{text.pk}/change/"


def typed(text, **changes):
    names = ("kind", "title", "version", "language", "body", "label", "withdrawal_effect")
    fields = {name: getattr(text, name) for name in names}
    return fields | {"valid_from": "2026-01-01"} | changes


def make_next_version(client, text):
    data = {"CHANGE_FORM-action": "make_next_version", "_selected_action": text.pk}
    return client.post(page_of(text), data)


def test_a_used_wording_cannot_be_changed_or_deleted(bobs_client):
    text = used()

    changed = bobs_client.post(page_of(text), typed(text, body="<p>Coś innego.</p>"))
    deleted = bobs_client.post(f"{WORDINGS}{text.pk}/delete/", {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert ConsentText.objects.get().body == text.body


def test_an_unused_wording_can_be_changed(bobs_client):
    text = factories.consent_text("image", label="Zgadzam się")

    bobs_client.post(page_of(text), typed(text, withdrawal_effect="Usuniemy zdjęcia."))

    assert ConsentText.objects.get().withdrawal_effect == "Usuniemy zdjęcia."


def test_the_next_version_says_the_same_and_is_open_for_change(bobs_client):
    text = used(kind="image", label="Zgadzam się", withdrawal_effect="Usuniemy zdjęcia.")

    response = make_next_version(bobs_client, text)

    version = ConsentText.objects.get(version=2)
    assert response["Location"] == page_of(version)
    for name in ("kind", "title", "language", "body", "label", "withdrawal_effect"):
        assert getattr(version, name) == getattr(text, name)


def test_the_next_version_is_made_once(bobs_client):
    text = used()
    make_next_version(bobs_client, text)

    make_next_version(bobs_client, text)

    assert list(ConsentText.objects.values_list("version", flat=True)) == [2, 1]


def test_a_consent_needs_the_words_beside_its_box(bobs_client):
    text = factories.consent_text("image")

    page = bobs_client.post(page_of(text), typed(text)).content.decode()

    assert "Write what the person agrees to." in page
