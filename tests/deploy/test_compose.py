"""What docker-compose.yml promises: nobody is root, little is reachable, nothing is unlimited."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ["web", "worker", "beat", "migrate"]
ONE_SHOT = "migrate"

every_service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)


def option(command, name):
    return command[command.index(name) + 1]


# Every service


@every_service
def test_service_runs_without_privileges(service):
    assert service["user"].split(":")[0] not in ("0", "root")
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True


@every_service
def test_service_has_limits(service):
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@pytest.mark.parametrize("name", SERVICES)
def test_service_comes_back_and_tells_its_health(name):
    service = SERVICES[name]

    if name == ONE_SHOT:
        assert service["restart"] == "no"
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"]


# Who reaches whom


def test_ports_are_published_by_the_proxy_alone():
    published = {name for name in SERVICES if "ports" in SERVICES[name]}

    assert published == {"proxy", "mailpit"}
    assert SERVICES["mailpit"]["profiles"] == ["development"]
    assert SERVICES["mailpit"]["ports"] == ["127.0.0.1:8025:8025"]


@pytest.mark.parametrize("name", ["postgres", "valkey"])
def test_data_is_out_of_the_proxys_reach(name):
    networks = set(SERVICES[name]["networks"])

    assert networks.isdisjoint(SERVICES["proxy"]["networks"])
    assert all(COMPOSE["networks"][network]["internal"] for network in networks)


def test_only_the_worker_of_the_portal_reaches_the_outside():
    internal = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}

    reaching_out = [name for name in PORTAL if set(SERVICES[name]["networks"]) - internal]

    assert reaching_out == ["worker"]


# Secrets


@pytest.mark.parametrize("name", PORTAL)
def test_secrets_are_files_not_variables(name):
    environment, secrets = SERVICES[name]["environment"], SERVICES[name]["secrets"]

    files = {key: value for key, value in environment.items() if key.endswith("_FILE")}

    assert files == {f"{secret.upper()}_FILE": f"/run/secrets/{secret}" for secret in secrets}
    assert environment.keys().isdisjoint({"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"})


def test_every_secret_is_kept_in_the_ignored_directory():
    paths = {name: secret["file"] for name, secret in COMPOSE["secrets"].items()}

    assert paths == {name: f"deploy/secrets/{name}" for name in paths}
    assert (ROOT / "deploy/secrets/.gitignore").read_text() == "*\n!.gitignore\n"


# What the portal relies on


def test_broker_refuses_rather_than_forgets():
    command = SERVICES["valkey"]["command"]

    assert option(command, "--maxmemory-policy") == "noeviction"
    assert option(command, "--appendonly") == "yes"


def test_worker_may_finish_its_longest_task():
    minutes, seconds = SERVICES["worker"]["stop_grace_period"].removesuffix("s").split("m")

    assert int(minutes) * 60 + int(seconds) > settings.CELERY_TASK_TIME_LIMIT


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_portal_waits_for_the_migrations(name):
    done = {"condition": "service_completed_successfully"}

    assert SERVICES[name]["depends_on"][ONE_SHOT] == done


def test_migrations_give_up_rather_than_block_visitors():
    assert SERVICES[ONE_SHOT]["environment"]["PGOPTIONS"] == "-c lock_timeout=5s"


def test_portal_believes_the_one_proxy_in_front():
    assert SERVICES["web"]["environment"]["TRUSTED_PROXIES"] == "1"
    assert SERVICES["web"]["networks"] == ["front", "data"]
    assert SERVICES["proxy"]["networks"] == ["edge", "front"]


def test_limits_are_handed_on_from_the_environment(usual_limits):
    handed_on = {key for key, value in SERVICES["web"]["environment"].items() if value is None}

    assert handed_on == set(usual_limits)


def test_image_and_services_agree_on_the_user():
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert "\nUSER 10001\n" in dockerfile
    assert {SERVICES[name]["user"] for name in PORTAL} == {"10001:10001"}
