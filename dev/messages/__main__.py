"""Collects the texts to translate; with --check it only says what is missing."""

import sys

from dev.messages import catalogue, checks, unmarked


def main(arguments: list[str]) -> int:
    """Return 1 if something is left to translate, as `make lint` wants it."""
    is_check = "--check" in arguments
    faults = [fault for language in catalogue.LANGUAGES for fault in of(language, is_check)]
    faults += unmarked.everywhere()
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(catalogue.LANGUAGES)} languages, {len(faults)} faults.")
    return bool(faults)


def of(language: str, is_check: object) -> list[str]:
    """Bring one catalogue up to date, unless it is only checked; return what is wrong with it."""
    path = catalogue.path_of(language)
    translated, wanted = catalogue.read(path), catalogue.found(language)
    if not is_check:
        translated = catalogue.merge(translated, wanted)
        catalogue.write(translated, path)
        wanted = translated
    return [f"{language}: {fault}" for fault in checks.faults(translated, wanted)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
