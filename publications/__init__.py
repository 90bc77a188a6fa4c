"""The library of guides."""
