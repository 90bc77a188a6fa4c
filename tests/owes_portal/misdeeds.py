"""What a program that reads files of strangers must not do, or must not be able to do."""

import json
import os
import sys
import tempfile

from owes_portal.confined.verdicts import Refused, Verdict


def turn_round(content, *words):
    return content[::-1] + "".join(words).encode()


def tell_what_is_at_hand(content):
    packages = {name.partition(".")[0] for name in sys.modules}
    return json.dumps([sorted(packages), list(os.environ)]).encode()


def refuse(content):
    raise Refused(Verdict.LOCKED)


def stumble(content):
    raise ValueError(content)


def take_all_memory(content):
    return bytearray(2**30)


def write(content):
    with tempfile.TemporaryFile("wb", 0) as file:
        file.write(content)


def never_end(content):
    while True:
        pass


def end_by_itself(content):
    os._exit(9)
