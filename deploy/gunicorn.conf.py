"""How gunicorn serves the portal: in production and in `make run` alike."""

import gc
import os
from pathlib import Path

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
timeout = graceful_timeout = 30  # seconds
# A worker is replaced now and then, so that no leak can grow, and never all of them at once.
max_requests, max_requests_jitter = 10_000, 1_000
# The code is loaded once, before the fork, and its memory is shared.
preload_app = True
# A worker's sign of life must not wait for a busy disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True
# No proxy of ours puts the portal below another address, so nobody may say that it is there.
forwarder_headers = ""
# The proxy writes the access log: it leaves out the secrets of links.
accesslog = None


def on_starting(server):
    """gunicorn names the address of a request that failed, so its log is as discreet as ours."""
    from owes_portal.logs import DiscreetFormatter

    for handler in server.log.error_log.handlers:
        handler.setFormatter(DiscreetFormatter(server.log.error_fmt, server.log.datefmt))


def when_ready(server):
    """Load what the first request would load, then fork: the workers share it.

    Nothing here may ask the database: a connection that exists before the fork would be shared too.
    """
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils.translation import gettext

    _ = get_resolver().url_patterns
    get_template("base.html")
    gettext("News")
    # What is frozen the workers' garbage collectors leave alone, so its pages are not copied.
    gc.collect()
    gc.freeze()
