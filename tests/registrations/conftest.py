"""What the tests of registrations share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_the_language_of_the_source():
    """Texts are compared as the code says them; the Polish ones are read in tests/e2e."""
    with translation.override(None):
        yield


@pytest.fixture
def send_mails(django_capture_on_commit_callbacks):
    """A context in which a worker is always at hand: it sends when the `with` block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
