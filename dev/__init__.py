"""Tools for whoever works on the portal: none of them runs in production."""
