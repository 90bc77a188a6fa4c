"""The portal itself and the nouns that its four apps share."""

from owes_portal.celery import app as celery_app

__all__ = ["celery_app"]
