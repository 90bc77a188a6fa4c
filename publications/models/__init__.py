"""The library: publications, their editions and the files of these."""

from publications.models.edition import Edition, PublicationFile
from publications.models.publication import Publication

__all__ = ["Edition", "Publication", "PublicationFile"]
