"""What another process of the portal does meanwhile, on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def in_another_process(deed):
    """Do it as another process would, and return what it returns."""

    def work():
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
