"""Reads files of strangers in a process of its own; nothing of Django is at hand here."""
