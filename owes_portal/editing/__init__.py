"""What staff do with everything that is published: check it, publish it, look back, take it back."""
