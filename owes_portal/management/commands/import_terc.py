"""Bring counties and municipalities up to date from the official TERC file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from owes_portal import teryt


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the areas to import and the counties of the subregion."""
        parser.add_argument("file", type=Path, help="TERC as CSV, from the statistical office")
        parser.add_argument(
            "--only",
            nargs="+",
            required=True,
            metavar="CODE",
            help="counties (0620) or voivodeships (06) to import",
        )
        parser.add_argument(
            "--served",
            nargs="*",
            metavar="COUNTY",
            help="the counties of the centre's subregion; without it they stay as they are",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args, **options) -> None:
        """Read the file, change the tables in one transaction, print each change."""
        try:
            terc = teryt.parse(options["file"].read_bytes()).within(options["only"])
            changes = teryt.apply(terc, served=options["served"], dry_run=options["dry_run"])
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from None
        except teryt.TercError as problem:
            raise CommandError(f"{options['file']}: {problem}") from None
        for line in changes or ["Nothing has changed."]:
            self.stdout.write(line)
