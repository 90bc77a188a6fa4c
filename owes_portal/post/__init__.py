"""„Poczta i zadania”: staff see what goes out and what does not, and decide what a machine cannot."""
