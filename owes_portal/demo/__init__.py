"""The demo centre: content in our own words, built on facts; persons are invented."""
