"""Measures what its arguments name, or everything: `python -m bench pages signups`."""

import os
import signal
import sys
import time

from bench import exports, mails, memory, pages, papers, signups, site, size, weight

PARTS = {
    "pages": pages.measure,
    "signups": signups.measure,
    "mails": mails.measure,
    "memory": memory.measure,  # after the load of those above, if they are asked for
    "weight": weight.measure,
    "papers": papers.measure,
    "exports": exports.measure,
    "size": size.measure,
}


def main(names: list[str]) -> None:
    """Start a portal of its own, measure the parts in their order, stop it."""
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(f"There is no {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}.")
    started = time.monotonic()
    chosen = [name for name in PARTS if name in names or not names]
    if chosen == ["size"]:
        size.measure(None)
        return
    print("Starting PostgreSQL (every commit is flushed to the disk), Valkey and the portal")
    with site.running() as portal:
        for name in chosen:
            PARTS[name](portal)
    print(f"\nDone in {time.monotonic() - started:.0f} s, on {os.cpu_count()} processors.")


def ask_to_stop(*_: object) -> None:
    """Leave in order, so that the servers are stopped too."""
    sys.exit("\nStopped.")


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    main(sys.argv[1:])
