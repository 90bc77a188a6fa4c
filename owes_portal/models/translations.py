"""What there is of a page in other languages than Polish."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from owes_portal.models.rich_text import RichTextField


class Translations(models.JSONField):
    """Texts by language ("en", "uk"), then by the name of the field that they translate."""

    def deconstruct(self):
        """To the database it is plain JSON."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def pre_save(self, model_instance, add):
        """Clean what came past the forms too; what says nothing is not kept."""
        stored = super().pre_save(model_instance, add)
        clean = {language: _clean(model_instance, texts) for language, texts in stored.items()}
        kept = {language: texts for language, texts in clean.items() if texts}
        setattr(model_instance, self.attname, kept)
        return kept


def _clean(row: models.Model, texts: dict[str, str]) -> dict[str, str]:
    clean = {name: as_kept(row, name, texts.get(name, "")) for name in row.TRANSLATED}
    return {name: text for name, text in clean.items() if text}


def as_kept(row: models.Model, name: str, text: str) -> str:
    """The text as that field of the row keeps it, in whichever language."""
    field = row._meta.get_field(name)
    return field.sanitize(text.strip()) if isinstance(field, RichTextField) else text.strip()


class Spoken(str):
    """A text that knows its language, where no mark can stand: in a list of choices, in a tuple."""

    def __new__(cls, text: str, language: str) -> "Spoken":
        made = super().__new__(cls, text)
        made.language = language
        return made


class Translated(models.Model):
    """A row of which staff may write some texts in other languages too."""

    # The names of those texts; the first of them says what it is about.
    TRANSLATED = ("title", "lead", "body")

    # Languages, each with the names of the texts that the last saving changed in Polish only.
    left_behind = ()

    translations = Translations(default=dict, db_default={}, blank=True, editable=False)

    class Meta:
        abstract = True

    def said(self, name):
        """That field in the language of the page or, if there is none, as it is; and which language this is."""
        language = get_language()
        translated = self.translations.get(language, {}).get(name)
        return (
            (translated, language) if translated else (getattr(self, name), self.language_of(name))
        )

    def spoken(self, name):
        """What said() gives, as one text."""
        return Spoken(*self.said(name))

    def language_of(self, name):
        return settings.LANGUAGE_CODE

    def is_said_in(self, language):
        """Whether all there is to read of it is there in that language."""
        texts = self.translations.get(language, {})
        return all(
            texts.get(name) or self.language_of(name) == language or not getattr(self, name)
            for name in self.TRANSLATED
        )
