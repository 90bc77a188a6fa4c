"""What no page of the portal can undercut: a Django view that does nothing, and a kept page of Django's own."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="bare",
    MIDDLEWARE=[],
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": os.environ.get("REDIS_URL", ""),
        }
    },
)
PAGE = "<p>Tyle, ile ma strona wydarzenia.</p>" * 400  # 16 kB


def ok(request):
    return HttpResponse("ok")


@cache_page(600)
def cached(request):
    return HttpResponse(PAGE)


urlpatterns = [path("", ok), path("strona/", cached)]
application = get_wsgi_application()
