"""Formats of dates and numbers where Poles expect others than Django's."""
