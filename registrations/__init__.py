"""Sign-up for events, from the form to the printed list."""
