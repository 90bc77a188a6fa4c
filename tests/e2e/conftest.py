"""A real browser in front of the portal; it notices foreign hosts and errors of its console."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A camera that shows a moving clock, and nobody to ask whether it may be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@pytest.fixture(scope="session")
def chromium():
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server, settings):
    """The address of the running portal; links in its mails lead there."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def open_browser(chromium, site):
    """A function that opens a browser window; at the end none of them has seen trouble."""
    contexts, troubles = [], []

    def open_window(**options):
        context = chromium.new_context(base_url=site, locale="pl-PL", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: watch_host(request.url))
        page.on("console", lambda message: watch_console(message))
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        return page

    def watch_host(url):
        if not url.startswith((site, "data:")):
            troubles.append(f"asks a foreign host: {url}")

    def watch_console(message):
        # A page that is an error itself is told of in the console too, and a network that fails.
        is_meant = "status of 4" in message.text or "net::ERR_" in message.text
        if message.type == "error" and not is_meant:
            troubles.append(message.text)

    yield open_window
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_browser):
    return open_browser()


@pytest.fixture
def page_without_script(open_browser):
    return open_browser(java_script_enabled=False)


@pytest.fixture
def as_bob(bobs_client, site):
    """Options of a browser in which Bob is logged in."""
    cookies = [
        {
            "name": name,
            "value": cookie.value,
            "url": site.replace("http:", "https:"),
            "secure": True,
        }
        for name, cookie in bobs_client.cookies.items()
    ]
    return {"storage_state": {"cookies": cookies}}
