"""The organiser's desk: pages of staff beside Django's own administration."""
