"""The house style as far as a machine can judge it; each failure names the place and the rule."""

import ast
import re
import statistics
from pathlib import Path

import pytest
from django.template.backends.django import get_installed_libraries
from django.template.library import import_library

ROOT = Path(__file__).resolve().parent.parent
APPS = ("owes_portal", "events", "registrations", "innovations", "publications")
OTHERS = ("dev", "deploy", "bench", "tests")
LEFT_OUT = {".git", ".venv", ".uv", "var", "__pycache__", "node_modules"}
LEFT_OUT |= {".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}


def files(*folders, suffixes=(".py",)):
    """The project's own files of some kinds; what tools and servers have made is left out."""
    for folder in folders or (".",):
        for here, inner, names in (ROOT / folder).walk():
            inner[:] = sorted(set(inner) - LEFT_OUT)
            paths = [here / name for name in sorted(names)]
            yield from (path for path in paths if not suffixes or path.suffix in suffixes)


def place(path, line=None):
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


CODE = [path for path in files(*APPS, *OTHERS) if "migrations" not in path.parts]
TREES = {path: ast.parse(path.read_text()) for path in CODE}
PORTAL = [path for path in CODE if path.relative_to(ROOT).parts[0] in APPS]
TEMPLATES = {path: path.read_text() for path in files("templates", suffixes=(".html",))}


def nodes(kind, paths=CODE):
    for path in paths:
        yield from ((path, node) for node in ast.walk(TREES[path]) if isinstance(node, kind))


def length(function):
    return function.end_lineno - function.lineno + 1


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Sizes


def test_functions_have_50_lines_at_most():
    found = [(place(p, f.lineno), f.name) for p, f in nodes(FUNCTIONS) if length(f) > 50]

    assert found == []


def test_functions_of_the_portal_are_short():
    lengths = [length(function) for _path, function in nodes(FUNCTIONS, PORTAL)]
    median, p90 = statistics.median(lengths), statistics.quantiles(lengths, n=10)[-1]

    print(f"{len(lengths)} functions, median {median:g} lines, 90th percentile {p90:g}")
    assert (median <= 8, p90 <= 25) == (True, True), f"median {median:g}, 90th percentile {p90:g}"


@pytest.mark.parametrize(
    ("suffixes", "limit"),
    [((".py", ".js", ".css", ".md", ".conf", ".template"), 400), ((".html", ".txt"), 120)],
    ids=["code", "templates"],
)
def test_files_are_short(suffixes, limit):
    shown = [path for path in files(suffixes=suffixes) if not is_generated(path)]
    found = {place(path): lines(path) for path in shown if lines(path) > limit}

    assert found == {}, f"at most {limit} lines"


def is_generated(path):
    """Migrations are written by Django and lock files by uv."""
    return "migrations" in path.parts or "requirements" in path.parts


def lines(path):
    return len(path.read_text().splitlines())


@pytest.mark.parametrize(("name", "limit"), [("templates/base.html", 80), ("README.md", 120)])
def test_first_files_that_one_reads_are_short(name, limit):
    assert lines(ROOT / name) <= limit


# Shapes and names


def test_views_are_functions():
    classes = [
        place(path, node.lineno)
        for path, node in nodes(ast.ClassDef, PORTAL)
        if any(ast.unparse(base).endswith("View") for base in node.bases)
    ]
    called = [
        place(path, node.lineno)
        for path, node in nodes(ast.Attribute, PORTAL)
        if node.attr == "as_view"
        and ast.unparse(node.value) not in ("TemplateView", "JavaScriptCatalog")
    ]

    assert classes + called == [], (
        "a view is a function; only views of Django that need no code may stand in urls.py"
    )


def test_nothing_listens_to_signals():
    found = [
        place(path, node.lineno)
        for path, node in nodes(ast.ImportFrom, PORTAL)
        if (node.module or "").endswith(("signals", "dispatch"))
    ]

    assert found == [], "call the function where the thing happens"


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "common", "helpers", "core", "misc"}
    found = [place(path) for path in files() if drawers & {path.stem, *path.parent.parts}]

    assert found == []


def test_migrations_are_named():
    paths = [path for path in files(*APPS) if path.parent.name == "migrations"]

    assert [place(path) for path in paths if "_auto_" in path.name] == []


def test_addresses_have_no_name_list():
    found = [
        place(path, node.lineno)
        for path, node in nodes(ast.keyword, PORTAL)
        if node.arg == "name"
        and isinstance(node.value, ast.Constant)
        and node.value.value == "list"
    ]

    assert found == [], "a list is called index"


def test_no_except_is_bare():
    found = [
        place(path, node.lineno) for path, node in nodes(ast.ExceptHandler) if node.type is None
    ]

    assert found == []


SILENCED = re.compile(
    r"# *(noqa|type: *ignore|pragma: *no cover)|\b(skip|skipif|xfail|importorskip)\("
)


def test_nothing_silences_a_check_or_skips_a_test():
    found = [
        place(path, number)
        for path in CODE
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if SILENCED.search(line) and path.name != "test_conventions.py"
    ]

    assert found == []


# What is said


def test_modules_say_in_one_line_what_they_are():
    modules = {path: ast.get_docstring(TREES[path]) for path in CODE if path.read_text().strip()}
    found = [
        place(path) for path, text in modules.items() if not text and "tests" not in path.parts
    ]

    assert found == []


SPOKEN = ("services", "tasks", "emails", "pdf", "mail", "documents")


def spoken_functions():
    """Public functions of the modules where work is done, and of commands."""
    for path in PORTAL:
        names = {path.stem, path.parent.name}
        if names & {"commands", *SPOKEN} and "models" not in path.parts:
            yield from public_functions(path, TREES[path].body)


def public_functions(path, body):
    for node in body:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield path, node


def test_working_functions_have_docstrings():
    silent = [(place(p), f.name) for p, f in spoken_functions() if not ast.get_docstring(f)]

    assert silent == []


def test_working_functions_have_type_hints():
    assert [(place(p), f.name) for p, f in spoken_functions() if not is_hinted(f)] == []


def is_hinted(function):
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return bool(function.returns) and all(argument.annotation for argument in arguments)


def test_commands_say_what_they_do():
    handles = [
        (path, node)
        for path, node in nodes(ast.FunctionDef, PORTAL)
        if path.parent.name == "commands" and node.name == "handle"
    ]

    assert [place(path) for path, node in handles if not ast.get_docstring(node)] == []


# Templates

# Frames, and the page for the moment when nothing works: it may ask for nothing.
STAND_ALONE = ("base.html", "pdf_base.html", "500.html")
# Stands in place of Django's own part, under its name.
PART_OF_DJANGO = "admin/pagination.html"


def is_page(path):
    parts = path.relative_to(ROOT / "templates").parts
    is_part = path.name.startswith("_") or parts[0] in ("includes", "owes")
    is_part = is_part or "/".join(parts) == PART_OF_DJANGO
    return not is_part and path.name not in STAND_ALONE


def test_pages_extend_a_base():
    pages = {path: text for path, text in TEMPLATES.items() if is_page(path)}

    assert [place(p) for p, text in pages.items() if not text.startswith("{% extends ")] == []


def test_blocks_of_several_lines_are_closed_by_name():
    opened_and_closed = re.compile(r"{% block \w+ %}[^\n]*?{% endblock( \w+)? %}")
    found = [
        place(path, number)
        for path, text in TEMPLATES.items()
        for number, line in enumerate(text.splitlines(), 1)
        if "{% endblock %}" in opened_and_closed.sub("", line)
    ]

    assert found == []


LOADED = re.compile(r"{% load ([\w ]+) %}")
USED = re.compile(r"(?:{% filter |{% |\|)(\w+)")


def names_in(library):
    found = import_library(get_installed_libraries()[library])
    return found.tags.keys() | found.filters.keys()


def test_templates_load_no_library_in_vain():
    every = {path: path.read_text() for path in files("templates", suffixes=())}
    found = [
        (place(path), library)
        for path, text in every.items()
        for library in " ".join(LOADED.findall(text)).split()
        if names_in(library).isdisjoint(USED.findall(text))
    ]

    assert found == []


INLINE = re.compile(r"\s(style|on[a-z]+)=[\"']|href=[\"']javascript:", re.IGNORECASE)
INLINE_BLOCK = re.compile(
    r"<style\b|<script\b(?![^>]*(\bsrc=|application/ld\+json))", re.IGNORECASE
)


def test_templates_hold_no_inline_style_or_script():
    found = [
        place(path, text.count("\n", 0, match.start()) + 1)
        for path, text in TEMPLATES.items()
        for pattern in patterns_for(path)
        for match in pattern.finditer(text)
    ]

    assert found == [], "the policy of the page forbids it"


def patterns_for(path):
    """Mails, papers and an archive know no policy, and none of them can ask for a style sheet."""
    is_on_paper = {"emails", "folder"} & set(path.parts) or path.name == "pdf_base.html"
    return [INLINE] if is_on_paper else [INLINE, INLINE_BLOCK]


# Nothing of another place

# Put together here, so that this file does not hold what it looks for.
FOREIGN = [
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "unpkg" + ".com",
    "js" + "delivr.net",
    "cdn" + "js.cloud" + "flare.com",
    "fonts.google" + "apis.com",
    "fonts.g" + "static.com",
    "extra-index" + "-url",
    "/ro" + "ot/",
    "/ho" + "me/",
    "/Use" + "rs/",
]


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    # A copy right under / has a name that may well stand in an address of the portal.
    needles = [*FOREIGN, str(ROOT)] if len(ROOT.parts) > 2 else FOREIGN

    found = [(place(p), n) for p, text in every_text() for n in needles if n in text]

    assert found == []


def every_text():
    for path in files(suffixes=()):
        content = path.read_bytes()
        if b"\0" not in content and path.suffix != ".pyc":
            yield path, content.decode(errors="replace")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_every_package_is_locked_by_hash(path):
    packages = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.MULTILINE))

    unlocked = [p for p in packages if "==" not in p or not re.search(r"--hash=sha256:\w{64}", p)]

    assert unlocked == []
