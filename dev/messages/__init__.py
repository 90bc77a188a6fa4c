"""Collects the texts to translate and finds what is missing: no gettext binary is needed."""
