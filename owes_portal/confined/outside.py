"""Starts one of our programs on a file of a stranger, apart from the portal, and hears its verdict."""

import logging
import subprocess
import sys

from owes_portal.confined import inside
from owes_portal.confined.verdicts import Refused, Verdict

logger = logging.getLogger(__name__)
PATIENCE = 1.5  # Times the seconds of a processor: the machine may be busy.


def run(program: str, content: bytes, *arguments: str, seconds: int) -> bytes:
    """What `module:function` makes of the content; Refused if it does not, or not in these seconds.

    It runs without our environment, with 640 MB of memory and no right to write.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", inside.__file__, str(seconds), program, *arguments],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # It might quote the file.
            env={},
            timeout=seconds * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Verdict.TANGLED) from None
    if done.returncode != Verdict.FINE:
        raise Refused(_verdict(program, done.returncode))
    return done.stdout


def _verdict(program, code):
    """A program that was killed had too much to do."""
    if code in list(Verdict):
        return Verdict(code)
    logger.warning("%s ended with %s", program, code)
    return Verdict.TANGLED
