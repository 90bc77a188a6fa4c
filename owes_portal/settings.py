"""Settings, read from the environment; what is missing stops the start.

Every variable may also be given as NAME_FILE, the path of a file that holds it.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

# The portal's address and what follows from it

SITE_URL = env.str("SITE_URL").rstrip("/")
_site = urlsplit(SITE_URL)
IS_SECURE = _site.scheme == "https"
if not IS_SECURE and _site.hostname not in ("127.0.0.1", "localhost"):
    raise ImproperlyConfigured(
        "SITE_URL must start with https:// unless it names this very machine."
    )

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [_site.hostname, *env.list("EXTRA_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if IS_SECURE else []

# Apps, in the order of their names

INSTALLED_APPS = [
    "owes_portal",
    "events",
    "innovations",
    "publications",
    "registrations",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "js_asset",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "owes_portal.middleware.language_of_address",
    "owes_portal.middleware.policies_for_browsers",
    "owes_portal.middleware.nothing_is_cached_unless_said",
    "owes_portal.memory.one_stamp_a_request",
    "owes_portal.kept_pages.pages_are_kept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "owes_portal.old_addresses.redirects.old_addresses_lead_on",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "owes_portal.middleware.refuse_nul_in_panel",
    "owes_portal.middleware.too_many_is_told",
    "owes_portal.middleware.withdrawal_is_told",
]

ROOT_URLCONF = "owes_portal.urls"
WSGI_APPLICATION = "owes_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "owes_portal.context_processors.portal",
            ],
            "builtins": [f"owes_portal.templatetags.{name}" for name in ("addresses", "languages")],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["owes"]
CRISPY_TEMPLATE_PACK = "owes"
# A mistyped template variable or a failing silent form must not pass unseen.
CRISPY_FAIL_SILENTLY = False

# Postgres, and nothing else

DATABASES = {"default": env.db("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database.")
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis only nudges: everything in it may be lost at any time

REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:", 1)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "visibility_timeout": 600,  # seconds; longer than the longest task
    "retry_policy": {"timeout": 2},
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
# The worker's line in Procfile and docker-compose.yml takes from all of them.
QUEUES = ("mail", "documents", "periodic")
CELERY_TASK_DEFAULT_QUEUE = "periodic"
CELERY_TASK_ROUTES = {
    "owes_portal.tasks.send_mail": {"queue": "mail"},
    "registrations.tasks.send_links": {"queue": "mail"},
    "owes_portal.tasks.build_document": {"queue": "documents"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_DB_REUSE_MAX = 10_000  # tasks on one database connection; see ConnectedTask
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# What wants more of it in one task ends with MemoryError; together with the other processes of the
# worker it must stay below the limit in docker-compose.yml, where the whole worker would be killed.
WORKER_MEMORY_MB = env.int("WORKER_MEMORY_MB", default=600)
# In kilobytes; a process that once had more is replaced after its task, so that it gives all back.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = WORKER_MEMORY_MB * 1024 // 3
# UTC, so that a change of daylight-saving time can neither skip nor repeat a run.
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = env.str(
    "BEAT_SCHEDULE", default=str(BASE_DIR / "var/beat-schedule")
)
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "owes_portal.tasks.sweep", "schedule": crontab(minute="*")},
    **{
        f"show_life_in_{queue}": {
            "task": "owes_portal.tasks.show_life",
            "schedule": crontab(minute="*"),
            "options": {"queue": queue},
        }
        for queue in QUEUES
    },
    "forget": {"task": "owes_portal.tasks.forget", "schedule": crontab(minute="20", hour="2")},
    "review": {"task": "owes_portal.review.remind", "schedule": crontab(minute="10", hour="7")},
    "pass_offers_on": {
        "task": "registrations.tasks.pass_offers_on",
        "schedule": crontab(minute="*"),
    },
    "keep_schedule": {"task": "events.tasks.keep_schedule", "schedule": crontab(minute="*/10")},
    "remind": {"task": "registrations.tasks.remind", "schedule": crontab(minute="*/10")},
    "send_notices": {"task": "registrations.tasks.send_notices", "schedule": crontab(minute="*")},
    "send_links_left_behind": {
        "task": "registrations.tasks.send_links_left_behind",
        "schedule": crontab(minute="*"),
    },
    "forget_second_forms": {
        "task": "registrations.tasks.forget_second_forms",
        "schedule": crontab(minute="30"),
    },
    "forget_orphans": {
        "task": "registrations.tasks.forget_orphans",
        "schedule": crontab(minute="45"),
    },
}

# Mail, and what its attachments and the portal's documents are built by

_smtp = env.email_url("EMAIL_URL")
MAILERS = {
    "default": {
        "BACKEND": "owes_portal.smtp.Backend",
        "OPTIONS": {
            "host": _smtp["EMAIL_HOST"],
            "port": _smtp["EMAIL_PORT"],
            "username": _smtp["EMAIL_HOST_USER"] or "",
            "password": _smtp["EMAIL_HOST_PASSWORD"] or "",
            "use_tls": _smtp.get("EMAIL_USE_TLS", False),
            "use_ssl": _smtp.get("EMAIL_USE_SSL", False),
            "timeout": env.int("EMAIL_TIMEOUT", default=10),  # seconds for each answer
        },
    }
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Called with what a mail is about: the name, content and type of each file.
MAIL_ATTACHMENTS = {
    "calendar": "registrations.calendar.attachment",
    "own_calendar": "registrations.calendar.own_attachment",
    "cancelled_calendar": "registrations.calendar.cancelled_attachment",
    "own_cancelled_calendar": "registrations.calendar.own_cancelled_attachment",
}
# Called with a mail that is about to be sent: whether what it says still holds.
MAIL_CHECKS = {
    "reminder": "registrations.mail_checks.reminder",
    "comes": "registrations.mail_checks.comes",
    "offer": "registrations.mail_checks.offer",
    "offer_lapsed": "registrations.mail_checks.offer_lapsed",
    "offer_withdrawn": "registrations.mail_checks.offer_withdrawn",
    "place_given": "registrations.mail_checks.place_given",
    "changed": "registrations.mail_checks.changed",
    "certificate": "registrations.mail_checks.certificate",
}
# Called with the subject's number, a file, how to report progress and options; gives a file name.
DOCUMENT_BUILDERS = {
    "participant_list": "registrations.papers.ATTENDANCE_LIST",
    "attendance_summary": "registrations.papers.ATTENDANCE_SUMMARY",
    "registrations_table": "registrations.tables.SIGNUPS",
    "attendance_table": "registrations.tables.ATTENDANCE",
    "needs_table": "registrations.tables.NEEDS",
    "catering_table": "registrations.tables.CATERING",
    "register_table": "registrations.tables.REGISTER",
    "certificate": "registrations.papers.certificates.certificate",
    "certificates": "registrations.papers.certificates.certificates",
    "certificate_register": "registrations.papers.certificates.register",
    "schedule": "events.papers.schedule",
    "door_list": "registrations.papers.DOOR_LIST",
    "materials_receipt": "registrations.papers.MATERIALS_RECEIPT",
    "catering": "registrations.papers.CATERING",
    "transport": "registrations.papers.TRANSPORT",
    "badges": "registrations.papers.BADGES",
    "programme": "registrations.papers.PROGRAMME",
    "certificate_receipt": "registrations.papers.CERTIFICATE_RECEIPT",
    "audit_folder": "registrations.folder.audit_folder",
}
# What events ask of sign-up: to say what a saving changed, to copy own questions, who was there.
EVENT_SAVED = "registrations.staff.notice.event_saved"
EVENT_COPIED = "registrations.services.copy_questions"
PEOPLE_WHO_CAME = "registrations.services.people_who_came"

# Limits against floods, and whom they count; registrations/limits.py says within what time

# So many proxies of our own append whom they were called by to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SIGNUPS_PER_NETWORK = env.int("SIGNUPS_PER_NETWORK", default=60)
SIGNUPS_PER_ADDRESS = env.int("SIGNUPS_PER_ADDRESS", default=5)
SIGNUPS_PER_EVENT = env.int("SIGNUPS_PER_EVENT", default=300)
LINKS_PER_NETWORK = env.int("LINKS_PER_NETWORK", default=20)
LINKS_PER_ADDRESS = env.int("LINKS_PER_ADDRESS", default=3)
GUESSES_PER_NETWORK = env.int("GUESSES_PER_NETWORK", default=30)
CHANGES_PER_REGISTRATION = env.int("CHANGES_PER_REGISTRATION", default=60)
UPLOADS_PER_NETWORK = env.int("UPLOADS_PER_NETWORK", default=60)
PASSWORDS_PER_PERSON = env.int("PASSWORDS_PER_PERSON", default=10)
SIGNUP_TAKES_AT_LEAST = env.int("SIGNUP_TAKES_AT_LEAST", default=3)  # seconds

# Language and time

LANGUAGE_CODE = "pl"
# What has no translation is said in Polish; texts in the code are English already.
LANGUAGES = [("pl", _("Polish")), ("en", _("English")), ("uk", _("Ukrainian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["owes_portal.formats"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True

# Static files and private files; the latter are never served by address

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=f"{BASE_DIR}/var/static"))
FONTS_ROOT = Path(env.str("FONTS_ROOT", default=f"{BASE_DIR}/var/fonts"))
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_ROOT)]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "owes_portal.finders.StyleSheetFinder",
]
FILES_ROOT = Path(env.str("FILES_ROOT", default=f"{BASE_DIR}/var/files"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT, "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAX_PDF_MEGABYTES = 50  # that staff upload
MAX_UPLOAD_MEGABYTES = 10  # a file that a resident sends
MAX_FORM_MEGABYTES = 30  # a sign-up form with all its files
MAX_SCAN_MEGABYTES = 20  # the scan of a signed list
MAX_SCANS_MEGABYTES = 50  # all that are filed at once
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# What a browser is told

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    # The hash is that of the one style sheet that the rich-text editor writes by itself.
    "style-src": [CSP.SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^zdrowie/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
_cookie_prefix = "__Host-" if IS_SECURE else ""
SESSION_COOKIE_NAME = f"{_cookie_prefix}session"
CSRF_COOKIE_NAME = f"{_cookie_prefix}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "owes_portal.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# Staff

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Logs name rows by their number and never hold what a person typed

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "owes_portal.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "discreet",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # It warns of every HEAD request whose answer has a body, as Django's have.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "WARNING"},
    },
}
