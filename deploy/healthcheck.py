"""Tells Docker by its exit code whether the web process of this container answers."""

import os
import urllib.request
from urllib.parse import urlsplit

port = os.environ["WEB_BIND"].rpartition(":")[2]
# Django answers only to the portal's own name.
host = urlsplit(os.environ["SITE_URL"]).netloc
request = urllib.request.Request(f"http://127.0.0.1:{port}/zdrowie/", headers={"Host": host})
urllib.request.urlopen(request, timeout=5)
