"""People at their browsers, who sign up while something happens to the portal."""

import itertools
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

from tests.factories_signup import typed
from tests.faults.conftest import eventually

BROWSERS = 4
PATIENCE = 25  # seconds; a server that is told to stop gives up after 30


class Crowd:
    """People who sign up one after another, in a few browsers at once, until the block ends.

    Whoever is asked to come again sends the same form; whose connection is cut goes away.
    """

    def __init__(self, site, event):
        self.address = f"{site}/wydarzenia/{event.slug}/zapisy/"
        self._form, self._numbers = typed(event, confirm="1"), itertools.count()
        self._is_over = False
        self.signed_up, self.answers, self.refusals, self.cut = [], Counter(), set(), []

    def __enter__(self):
        self._pool = ThreadPoolExecutor(BROWSERS)
        self._browsers = [self._pool.submit(self._sign_people_up) for _ in range(BROWSERS)]
        return self

    def __exit__(self, *failure):
        self._is_over = True
        for browser in self._browsers:
            browser.result(timeout=PATIENCE)
        self._pool.shutdown()

    def wait_for(self, people):
        """Until so many more have signed up."""
        wanted = len(self.signed_up) + people
        eventually(lambda: len(self.signed_up) >= wanted)

    def _sign_people_up(self):
        browser = Browser()
        while not self._is_over:
            email = f"osoba{next(self._numbers)}@example.com"
            try:
                self._ask(browser)
                leads_to = self._ask(browser, self._form | {"email": email, "key": uuid.uuid4()})
            except ConnectionError as failure:
                self.cut.append(failure)
                time.sleep(0.05)
            else:
                assert "/zapisy/przyjete/W-" in leads_to
                self.signed_up.append(email)

    def _ask(self, browser, form=None):
        while True:
            status, leads_to, page = browser.ask(self.address, form)
            self.answers[status] += 1
            if status != 503:
                return leads_to
            self.refusals.add(page)
            time.sleep(0.1)


def sign_up(site, event, **answers):
    """Fill the form as a browser does; where it leads to, and the seconds of the last step."""
    browser, address = Browser(), f"{site}/wydarzenia/{event.slug}/zapisy/"
    browser.ask(address)
    form = typed(event, confirm="1", **answers)
    began = time.monotonic()
    _status, leads_to, _page = browser.ask(address, form)
    return leads_to, time.monotonic() - began


class Browser:
    """Keeps cookies; goes nowhere by itself."""

    def __init__(self):
        self._cookies = CookieJar()
        keeps_cookies = urllib.request.HTTPCookieProcessor(self._cookies)
        self._opener = urllib.request.build_opener(keeps_cookies, _StaysWhereItIs)

    def ask(self, address, form=None):
        """The status, where it leads to, and the whole page."""
        try:
            answer = self._opener.open(address, self._sent(form), timeout=PATIENCE)
        except urllib.error.HTTPError as other:
            answer = other
        except urllib.error.URLError as failure:
            raise failure.reason from failure
        with answer:
            return answer.status, answer.headers["Location"], answer.read().decode()

    def _sent(self, form):
        if form is None:
            return None
        token = {cookie.name: cookie.value for cookie in self._cookies}["csrf"]
        form = form | {"csrfmiddlewaretoken": token}
        return urllib.parse.urlencode(form, doseq=True).encode()


class _StaysWhereItIs(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_answer):
        return None
