"""Collects the texts to translate; with --check it only says what is missing."""

import sys

from dev.messages import catalogue, checks, unmarked


def main(arguments: list[str]) -> int:
    """Return 1 if something is left to translate, as `make lint` wants it."""
    translated, wanted = catalogue.read(), catalogue.found()
    if "--check" not in arguments:
        translated = catalogue.merge(translated, wanted)
        catalogue.write(translated)
        wanted = translated
    faults = [*checks.faults(translated, wanted), *unmarked.everywhere()]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(wanted)} texts, {len(faults)} faults.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
