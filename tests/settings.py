"""The portal's settings with what makes tests quick; the database is the real one."""

from owes_portal.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CELERY_TASK_ALWAYS_EAGER = True
# The test client speaks http; redirects to https are the subject of one test only.
SECURE_SSL_REDIRECT = False
# One machine plays all visitors, and fast; the fixture `usual_limits` brings the true numbers.
SIGNUPS_PER_NETWORK = SIGNUPS_PER_ADDRESS = SIGNUPS_PER_EVENT = 1_000_000
LINKS_PER_NETWORK = LINKS_PER_ADDRESS = GUESSES_PER_NETWORK = 1_000_000
CHANGES_PER_REGISTRATION = UPLOADS_PER_NETWORK = PASSWORDS_PER_PERSON = 1_000_000
SIGNUP_TAKES_AT_LEAST = 0
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver", "127.0.0.1", "localhost"]
