"""The tests' settings for a web server that lets a network ask for two links."""

from tests.faults.settings import *

LINKS_PER_NETWORK = 2
