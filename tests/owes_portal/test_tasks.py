"""Queues, beat and the tasks they name."""

import gc
import inspect
import resource
from pathlib import Path

import yaml
from celery import current_app
from celery.schedules import crontab
from django.conf import settings

from owes_portal import celery_app, tasks
from owes_portal.celery import SharedMemory

ROOT = Path(__file__).resolve().parents[2]
IDLE_MEGABYTES = 220  # of the whole worker after its first papers, docs/operations.md

# What Redis forgets of these, some task of beat finds by the rows that are left.
SWEPT_BY = {
    "owes_portal.tasks.send_mail": "owes_portal.tasks.sweep",
    "owes_portal.tasks.build_document": "owes_portal.tasks.sweep",
    "registrations.tasks.send_links": "registrations.tasks.send_links_left_behind",
}


def own_tasks():
    celery_app.loader.import_default_modules()
    return {name: task for name, task in celery_app.tasks.items() if is_own(name)}


def is_own(name):
    return not name.startswith("celery.")


def arguments_of(task):
    return [one.annotation for one in inspect.signature(task.run).parameters.values()]


def planned():
    return {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def queue_of(entry):
    """Where a task that beat asks for is put."""
    route = settings.CELERY_TASK_ROUTES.get(entry["task"], {})
    asked_for = route | entry.get("options", {})
    return asked_for.get("queue", settings.CELERY_TASK_DEFAULT_QUEUE)


def queues_of(worker):
    """From which queues a worker with that command takes tasks."""
    return tuple(worker[worker.index("-Q") + 1].split(","))


# Beat, queues and workers


def test_every_task_of_beat_exists():
    assert planned() <= own_tasks().keys()


def test_every_task_is_asked_for_by_beat_or_by_a_row_that_a_sweep_finds():
    assert own_tasks().keys() == planned() | SWEPT_BY.keys()


def test_every_row_that_a_task_is_nudged_for_is_swept_each_minute():
    nudged = {name for name, task in own_tasks().items() if arguments_of(task)}
    each_minute = {
        entry["task"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["schedule"] == crontab(minute="*")
    }

    assert nudged == SWEPT_BY.keys()
    assert set(SWEPT_BY.values()) <= each_minute


def test_every_route_names_a_task_that_exists():
    assert settings.CELERY_TASK_ROUTES.keys() <= own_tasks().keys()


def test_every_queue_is_used_and_no_other():
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    asked_for = {queue_of(entry) for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert routed | {settings.CELERY_TASK_DEFAULT_QUEUE} == set(settings.QUEUES)
    assert asked_for == set(settings.QUEUES)


def test_every_queue_has_a_worker_here():
    lines = (ROOT / "Procfile").read_text().splitlines()
    worker = next(line for line in lines if line.startswith("worker:"))

    assert queues_of(worker.split()) == settings.QUEUES


def test_every_queue_has_a_worker_in_production():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    assert queues_of(services["worker"]["command"]) == settings.QUEUES


def test_every_queue_shows_life():
    shown = {
        queue_of(entry)
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"] == "owes_portal.tasks.show_life"
    }

    assert shown == set(settings.QUEUES)


def test_beat_keeps_universal_time():
    """A change of clocks can neither skip a run nor stop beat."""
    assert settings.CELERY_TIMEZONE == "UTC"


def test_redis_can_make_nobody_wait_long():
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

    assert options["socket_timeout"] <= 2
    assert options["socket_connect_timeout"] <= 2
    assert settings.CELERY_TASK_PUBLISH_RETRY is False


def test_a_lost_worker_is_noticed_after_the_longest_task():
    visible_again = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

    assert settings.CELERY_TASK_TIME_LIMIT < visible_again <= 900


def test_only_the_processes_of_a_worker_have_a_limit_for_memory(db):
    before = resource.getrlimit(resource.RLIMIT_DATA)

    tasks.sweep()
    tasks.sweep.delay()

    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert settings.WORKER_MEMORY_MB * 1024 > settings.CELERY_WORKER_MAX_MEMORY_PER_CHILD


def test_processes_of_a_worker_share_what_was_loaded_before_them():
    SharedMemory(None).create(None)
    frozen = gc.get_freeze_count()
    gc.unfreeze()

    assert frozen > 10_000
    assert SharedMemory in celery_app.steps["worker"]


def test_memory_of_the_worker_is_above_the_limit_of_its_process():
    """So that a document fails by itself, before the whole worker is killed with the mails in it."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    limit = compose["services"]["worker"]["deploy"]["resources"]["limits"]["memory"]

    assert limit == "1G"
    assert settings.WORKER_MEMORY_MB + IDLE_MEGABYTES < 1_000


def test_tasks_take_numbers_only():
    """What stands in Redis names rows; it holds no data of people."""
    kinds = {kind for task in own_tasks().values() for kind in arguments_of(task)}

    assert kinds == {int}


def test_the_portal_uses_its_own_celery():
    assert current_app.main == "owes_portal"
