"""Compile the translations: .po into .mo, where a .po is newer."""

from django.core.management.base import BaseCommand

from owes_portal import translations


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        """Compile what has changed and name it."""
        for path in translations.compile_all():
            self.stdout.write(f"Compiled {path.relative_to(translations.LOCALE)}.")
