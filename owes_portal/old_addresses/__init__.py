"""Addresses of the old website and of pages that have moved: written down, imported, redirected."""
