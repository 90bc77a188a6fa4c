"""Reads one file from the standard input; the exit code is the verdict on it.

It runs apart from the portal, so a file that misuses a parser meets no secret, no database and no
memory but its own, and one that costs too much ends with its process.
"""

import contextlib
import resource
import sys
from functools import partial
from pathlib import Path

from registrations.parsers import pages, pdfs, pictures
from registrations.parsers.verdicts import Refused, Verdict

MEGABYTE = 2**20
LIMITS = {
    resource.RLIMIT_AS: 640 * MEGABYTE,
    resource.RLIMIT_CPU: 8,  # seconds
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}
PARSERS = {
    "pdf": pdfs.check,
    "jpg": partial(pictures.rewrite, kind="JPEG"),
    "png": partial(pictures.rewrite, kind="PNG"),
    "pdf-pages": pages.count,
    "pdf-page": pages.of_pdf,
    "picture-page": pages.of_picture,
}


def main(kind: str, *arguments: str) -> Verdict:
    """Write the file that may be kept, or what is asked about it, to the standard output."""
    try:
        sys.stdout.buffer.write(PARSERS[kind](sys.stdin.buffer.read(), *arguments))
    except Refused as refusal:
        return refusal.verdict
    except MemoryError:
        return Verdict.TANGLED
    except Exception:
        # Whatever a parser stumbles over, the file is not what it says it is.
        return Verdict.UNREADABLE
    return Verdict.FINE


def confine() -> None:
    """Limit this process, and let it be the first to go when memory runs short.

    macOS knows neither the list of who goes first nor a limit of memory.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit, most in LIMITS.items():
        with contextlib.suppress(ValueError):
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    confine()
    sys.exit(main(*sys.argv[1:]))
