"""Tells Docker by its exit code whether the web process of this container answers."""

import os
import urllib.request
from urllib.parse import urlsplit

# Django answers only to the portal's own name.
request = urllib.request.Request(
    "http://127.0.0.1:8000/zdrowie/", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc}
)
urllib.request.urlopen(request, timeout=5)
