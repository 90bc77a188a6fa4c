"""Runs one of our programs on a file that may be anything; the exit code is the verdict on it.

A script of its own, apart from the portal: a file that misuses a parser meets no secret, no database
and no memory but its own, and one that costs too much ends with the process.
"""

import contextlib
import resource
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_MEMORY = 640 * 2**20


def main(seconds: str, program: str, *arguments: str) -> int:
    """Write what `module:function` makes of the standard input to the standard output."""
    confine(int(seconds))
    leave_the_portal_out()
    verdicts = import_module("owes_portal.confined.verdicts")
    module, _colon, function = program.partition(":")
    work = getattr(import_module(module), function)
    try:
        sys.stdout.buffer.write(work(sys.stdin.buffer.read(), *arguments))
    except verdicts.Refused as refusal:
        return refusal.verdict
    except MemoryError:
        return verdicts.Verdict.TANGLED
    except Exception:
        # Whatever a parser stumbles over, the file is not what it says it is.
        return verdicts.Verdict.UNREADABLE
    return verdicts.Verdict.FINE


def confine(seconds: int) -> None:
    """Limit this process, and let it be the first to go when memory runs short.

    macOS knows neither the list of who goes first nor a limit of memory.
    """
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    for limit, most in limits.items():
        with contextlib.suppress(ValueError):
            resource.setrlimit(limit, (most, most))


def leave_the_portal_out() -> None:
    """Let our modules be found, without what `owes_portal/__init__.py` brings along: Celery, Django."""
    sys.path.append(str(ROOT))
    portal = ModuleType("owes_portal")
    portal.__path__ = [str(ROOT / "owes_portal")]
    sys.modules["owes_portal"] = portal


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
