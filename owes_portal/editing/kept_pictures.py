"""A picture that was drawn already waits in the form until the form is in order."""

from django.core import signing

from owes_portal import pictures
from owes_portal.models.pictures import Picture

_signer = signing.TimestampSigner(salt="owes_portal.editing.pictures")


def keep(drawn: pictures.Drawn) -> str:
    """What a hidden field of the form says of it; nobody can make it say anything else."""
    return _signer.sign_object(
        {
            "sha256": drawn.sha256,
            "width": drawn.width,
            "height": drawn.height,
            "widths": list(drawn.files),
        }
    )


def keep_stored(picture: Picture) -> str:
    """The same of a row that has taken its file in."""
    return _signer.sign_object(
        {name: getattr(picture, name) for name in ("sha256", "width", "height", "widths")}
    )


def kept(signed: str) -> dict:
    """What was kept; empty if it was not, or if its files are not there any more."""
    try:
        said = _signer.unsign_object(signed, max_age=pictures.SIGNED_FOR)
    except signing.BadSignature:
        return {}
    return said if pictures.is_stored(said["sha256"], said["width"]) else {}
