"""Fill an empty portal with the demo centre and print the logins of its staff."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from owes_portal.demo import (
    articles,
    attendance,
    centre,
    certificates,
    desk,
    events,
    handouts,
    innovations,
    logins,
    old_addresses,
    pages,
    pictures,
    post,
    projects,
    publications,
    schedule,
    signed_lists,
    signups,
    walk_ins,
)
from owes_portal.models import Operator


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often, how much, and where the logins go."""
        parser.add_argument("--once", action="store_true", help="do nothing if a centre is there")
        parser.add_argument(
            "--without-guides",
            action="store_true",
            help="skip guides, materials and signed lists, whose PDFs take a while",
        )
        parser.add_argument(
            "--logins",
            type=Path,
            default=settings.BASE_DIR / "var/logins.txt",
            help="file for the logins, readable by its owner only (%(default)s)",
        )

    def handle(self, *args, **options) -> None:
        """Write everything in one transaction: the demo is there whole or not at all."""
        if Operator.objects.exists():
            if options["once"]:
                self.stdout.write("A centre is there already; nothing was changed.")
                return
            raise CommandError("A centre is there already. The demo needs an empty database.")
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            # First: a file that cannot be written must stop it before the long work.
            passwords = create_logins(options["logins"])
            fill(with_guides=not options["without_guides"])
        self.stdout.write(f"The demo centre is ready. Logins, kept in {options['logins']}:")
        self.stdout.write(logins.in_lines(passwords))


def create_logins(file: Path) -> dict[str, str]:
    """Make the accounts and keep their passwords in the file."""
    passwords = logins.create_logins()
    try:
        logins.keep_logins(passwords, file)
    except OSError as problem:
        raise CommandError(f"{file}: {problem.strerror}. Choose another with --logins.") from None
    return passwords


def fill(*, with_guides: bool) -> None:
    """Write the demo centre, each part before those that refer to it."""
    centre.create_places()
    contacts = centre.create_centre()
    pages.create_pages()
    made_projects = projects.create_projects(contacts[0])
    setting = events.Setting(
        projects=made_projects,
        contacts=contacts,
        consents=pages.create_consents(),
        optional_consents=pages.create_optional_consents(),
        trainers=events.create_trainers(),
    )
    fill_events(setting)
    articles.create_articles(made_projects)
    pictures.create_pictures()
    old_addresses.create_old_addresses()
    old_addresses.fill_the_strip()
    innovations.create_innovations()
    if with_guides:
        publications.create_publications(made_projects)
        handouts.create_handouts()
        signed_lists.file_scans()


def fill_events(setting: events.Setting) -> None:
    """Write the events and let people sign up, also for those that are over or closed."""
    wanted = events.create_events(setting)
    with_signup = [(event, people) for event, people in wanted if people]
    opened = [event for event, _ in with_signup]
    events.open_for_everyone(opened)
    signups.sign_everyone_up(with_signup, list(setting.consents.values()))
    desk.fill_desk(setting)
    events.give_true_dates_back(opened)
    attendance.tick_past_events()
    desk.free_a_place()
    schedule.announce()
    events.cancel_some()
    walk_ins.add_from_the_signed_list(list(setting.consents.values()))
    certificates.issue_certificates()
    post.write_mails()
    schedule.keep()
