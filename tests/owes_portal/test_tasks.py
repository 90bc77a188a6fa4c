"""Queues, beat and the tasks they name."""

import ast
from pathlib import Path

from celery import current_app

from owes_portal import celery_app

ROOT = Path(__file__).resolve().parents[2]


def own_tasks():
    celery_app.loader.import_default_modules()
    return {name for name in celery_app.tasks if not name.startswith("celery.")}


def test_every_task_of_beat_exists(settings):
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert planned <= own_tasks()


def test_every_queue_has_a_worker(settings):
    queues = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    queues.add(settings.CELERY_TASK_DEFAULT_QUEUE)

    worker = next(
        line for line in (ROOT / "Procfile").read_text().splitlines() if line.startswith("worker:")
    )

    assert set(worker.split("-Q ")[1].split()[0].split(",")) == queues


def test_every_route_names_a_task_that_exists(settings):
    assert set(settings.CELERY_TASK_ROUTES) <= own_tasks()


def test_beat_keeps_universal_time(settings):
    """A change of clocks can neither skip a run nor stop beat."""
    assert settings.CELERY_TIMEZONE == "UTC"


def test_redis_can_make_nobody_wait_long(settings):
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

    assert options["socket_timeout"] <= 2
    assert options["socket_connect_timeout"] <= 2
    assert settings.CELERY_TASK_PUBLISH_RETRY is False


def test_a_lost_worker_is_noticed_after_the_longest_task(settings):
    visible_again = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

    assert settings.CELERY_TASK_TIME_LIMIT < visible_again <= 900


def test_tasks_take_numbers_only():
    """What stands in Redis names rows; it holds no data of people."""
    tree = ast.parse((ROOT / "owes_portal/tasks.py").read_text())
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]

    kinds = {
        ast.unparse(arg.annotation)
        for function in functions
        for arg in function.args.args
        if arg.arg != "self"
    }

    assert kinds == {"int"}


def test_the_portal_uses_its_own_celery():
    assert current_app.main == "owes_portal"
