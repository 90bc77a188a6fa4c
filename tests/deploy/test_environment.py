"""The variables of a deployment: each one explained, the secret ones made by a script."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPLAINED = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
# Set by docker-compose.yml itself, or gunicorn's own.
NOT_READ_BY_US = {"FORWARDED_ALLOW_IPS"}


def variables(file, pattern):
    return set(re.findall(pattern, (ROOT / file).read_text()))


def new_secrets(folder):
    script = shutil.copy(ROOT / "deploy/new-secrets", folder)
    (folder / "secrets").mkdir(exist_ok=True)
    subprocess.run([script], check=True, capture_output=True)
    return {path.name: path for path in (folder / "secrets").iterdir() if path.is_file()}


def test_env_example_explains_every_variable():
    read = variables("owes_portal/settings.py", r'env\.\w+\(\s*"([A-Z_]+)"')
    read |= variables("deploy/gunicorn.conf.py", r'environ\.get\("([A-Z_]+)"')
    read |= variables("docker-compose.yml", r"\$\{([A-Z_]+)")

    assert read == EXPLAINED - NOT_READ_BY_US


def test_new_secrets_are_random_and_stay(tmp_path):
    first = {name: path.read_text() for name, path in new_secrets(tmp_path).items()}
    again = {name: path.read_text() for name, path in new_secrets(tmp_path).items()}

    random = [first["secret_key"], first["postgres_password"], first["database_password"]]
    assert again == first
    assert len(set(random)) == 3
    assert min(map(len, random)) >= 50
    assert f":{first['database_password']}@" in first["database_url"]


def test_new_secrets_are_out_of_strangers_reach(tmp_path):
    new_secrets(tmp_path)

    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_portal_starts_from_secret_files_alone(tmp_path):
    files = {f"{name.upper()}_FILE": str(path) for name, path in new_secrets(tmp_path).items()}
    environment = {
        "PATH": os.environ["PATH"],
        "SITE_URL": "https://portal.example",
        "DEFAULT_FROM_EMAIL": "portal@portal.example",
        "REDIS_URL": "redis://valkey:6379/0",
        "FONTS_ROOT": str(tmp_path),
    }
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(
        check, cwd=ROOT, env=environment | files, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
