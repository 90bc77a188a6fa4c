"""An event that goes on, and its pages of attendance."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from registrations.models import Attendance
from tests import factories

SCRIPT = {"Accept": "application/json"}


def event_since(start, **fields):
    return factories.event(starts_at=timezone.now() + start, **fields)


@pytest.fixture
def event():
    """It began an hour ago and goes on tomorrow."""
    return event_since(timedelta(hours=-1), days=2)


@pytest.fixture
def day(event):
    return event.days.first()


@pytest.fixture
def anna(event):
    return factories.participant(event)


@pytest.fixture
def desk(event):
    return f"/panel/wydarzenia/{event.pk}/obecnosc/"


@pytest.fixture
def page(desk, day):
    return f"{desk}{day.pk}/"


@pytest.fixture
def row(page, anna):
    return f"{page}{anna.pk}/"


def said(state="present", **fields):
    """What a form of the page sends."""
    return {"state": state, "key": str(uuid.uuid4()), "seen": 0} | fields


def states():
    return list(Attendance.objects.order_by("pk").values_list("state", flat=True))
