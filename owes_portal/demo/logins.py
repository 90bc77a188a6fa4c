"""Logins of the demo centre's staff, with passwords that nobody can guess."""

import secrets
from pathlib import Path

from django.contrib.auth.models import Group, Permission, User

# What each role may do; the administrator may do everything. An editor announces events and an
# organiser reports on them; people who have signed up are the organiser's alone.
ROLES = {
    "redaktor": {
        "add change delete view": (
            "events.article events.articlepicture events.event events.eventday events.eventpicture "
            "events.pickuppoint events.attachment events.stripplace owes_portal.projectpicture "
            "owes_portal.oldaddress owes_portal.topic innovations.innovation "
            "publications.publication publications.edition publications.publicationfile"
        ),
        "add change view": (
            "events.trainer owes_portal.page owes_portal.partner owes_portal.contactperson "
            "owes_portal.office"
        ),
        "change view": "owes_portal.operator",
        "view": "owes_portal.project owes_portal.fundingmark owes_portal.consenttext",
    },
    "organizator": {
        "add change delete view": (
            "events.article events.articlepicture events.event events.eventday events.pickuppoint "
            "events.attachment events.eventpicture registrations.participant "
            "registrations.accessibilityneed"
        ),
        "add change view": (
            "events.trainer registrations.registration registrations.organisation "
            "registrations.consent registrations.invitation registrations.signedlist "
            "registrations.certificate owes_portal.document"
        ),
        "change view": "registrations.attendance",
        "change": "owes_portal.outgoingmail",
        # A right of its own, not of a model: tables. What people need, only the administrator exports.
        "export": "registrations.registrations",
        "view": (
            "registrations.answer registrations.change registrations.tick owes_portal.project "
            "owes_portal.partner owes_portal.topic owes_portal.consenttext owes_portal.contactperson owes_portal.municipality "
            "owes_portal.outgoingmail"
        ),
    },
}
ADMINISTRATOR = "administrator"


def create_logins() -> dict[str, str]:
    """One account for each role; the passwords by their names."""
    passwords = {name: secrets.token_urlsafe(15) for name in [*ROLES, ADMINISTRATOR]}
    for name, deeds in ROLES.items():
        account = User.objects.create_user(name, password=passwords[name], is_staff=True)
        account.groups.add(_group(name, deeds))
    User.objects.create_superuser(ADMINISTRATOR, password=passwords[ADMINISTRATOR])
    return passwords


def _group(name: str, deeds: dict[str, str]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    for verbs, models in deeds.items():
        for model in models.split():
            group.permissions.add(*(_permission(verb, model) for verb in verbs.split()))
    return group


def _permission(verb: str, model: str) -> Permission:
    """Exactly that one: a mistyped model must not pass unseen."""
    app, name = model.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=f"{verb}_{name}")


def keep_logins(passwords: dict[str, str], file: Path) -> None:
    """Write them where only the owner of the installation can read them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(in_lines(passwords))


def in_lines(passwords: dict[str, str]) -> str:
    return "".join(f"{name:15} {password}\n" for name, password in passwords.items())
