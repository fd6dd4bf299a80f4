"""The house keeps its plan: floors, sizes, names, no Qt outside the window, no network, nothing of this machine."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "salesdesk"

# Imports go downwards only. Rooms on one floor do not import each other.
PLAN = """
cli | __main__ | commands
ui
exports
insights
kpis
reading | store | stats
models
paths
"""
FLOORS = [[room.strip() for room in floor.split("|")] for floor in PLAN.strip().splitlines()]
ON_TOP = {"__main__": {"cli"}, "cli": {"commands"}}  # one door behind the other

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
JUNK_DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "base", "manager"}
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebEngineCore",
}  # fmt: skip
UNSAFE = {"pickle", "marshal", "shelve"}  # what is read back could run code


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def own_code() -> list[Path]:
    folders = (PACKAGE, ROOT / "tests", ROOT / "benchmarks")
    return [ROOT / "dev.py", *(file for folder in folders for file in sorted(folder.rglob("*.py")))]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def room(file: Path) -> str:
    """The part of the package a module lives in; empty for the package's own `__init__`."""
    first = file.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def dotted(file: Path) -> str:
    """The name under which a module is imported."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(file: Path) -> tuple[str, ...]:
    """Full names of what a module imports anywhere."""
    return tuple(named(file, ast.walk(tree(file))))


def named(file: Path, nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Full names of what these parts of a module import, relative ones resolved; `from a import b` gives a.b."""
    package = ["salesdesk", *file.relative_to(PACKAGE).parts[:-1]] if PACKAGE in file.parents else []
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            prefix = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{prefix}.{name.name}" for name in node.names)


def rooms_imported(names: Iterable[str]) -> set[str]:
    parts = (name.split(".") for name in names)
    return {part[1] for part in parts if part[0] == "salesdesk" and len(part) > 1 and part[1] != "__version__"}


def at_import(module: ast.Module) -> Iterator[ast.AST]:
    """Everything that runs when the module is imported: all but the bodies of functions."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


# Floors


def test_that_every_room_is_on_the_plan() -> None:
    planned = {name for floor in FLOORS for name in floor}
    assert {room(file) for file in modules()} - {""} <= planned


@pytest.mark.parametrize("level", range(len(FLOORS)), ids=[" | ".join(floor) for floor in FLOORS])
def test_that_imports_go_downwards_only(level: int) -> None:
    below = {name for floor in FLOORS[level + 1 :] for name in floor}
    for file in modules():
        if (here := room(file)) in FLOORS[level]:
            upwards = rooms_imported(imports(file)) - below - {here} - ON_TOP.get(here, set())
            assert not upwards, f"{file.relative_to(ROOT)} imports {sorted(upwards)}"


def test_that_the_command_line_opens_the_window_only_when_asked() -> None:
    for file in modules():
        if room(file) in FLOORS[0]:
            assert "ui" not in rooms_imported(named(file, at_import(tree(file)))), file.relative_to(ROOT)


def test_that_there_is_no_qt_outside_the_window() -> None:
    names = [dotted(file) for file in modules() if room(file) != "ui"]
    code = f"""
import importlib, json, sys
for name in {names!r}:
    importlib.import_module(name)
print(json.dumps([name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph")]))
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == []


def test_that_the_window_alone_names_qt() -> None:
    for file in modules():
        if room(file) != "ui":
            tops = {name.split(".")[0] for name in imports(file)}
            assert not tops & {"PySide6", "shiboken6", "pyqtgraph"}, file.relative_to(ROOT)


# Sizes and names


@pytest.mark.parametrize("file", own_code(), ids=lambda file: str(file.relative_to(ROOT)))
def test_that_files_and_functions_stay_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_FILE
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LINES_OF_A_FUNCTION, f"{node.name} is too long"


def test_that_there_are_no_junk_drawers() -> None:
    for file in own_code():
        parts = {part.removesuffix(".py").removeprefix("test_") for part in file.relative_to(ROOT).parts}
        assert not parts & JUNK_DRAWERS, file.relative_to(ROOT)


def test_that_every_module_says_what_it_is() -> None:
    files = [file for file in own_code() if ROOT / "tests" not in file.parents]
    silent = [str(file.relative_to(ROOT)) for file in files if not ast.get_docstring(tree(file))]
    assert silent == []


# What the program must not do


@pytest.mark.parametrize("forbidden", [NETWORK, UNSAFE], ids=["network", "unsafe"])
def test_that_forbidden_modules_are_not_imported(forbidden: set[str]) -> None:
    for file in modules():
        for name in imports(file):
            parents = {name[: match.start()] for match in re.finditer(r"\.|$", name)}
            assert not parents & forbidden, f"{file.relative_to(ROOT)} imports {name}"


# What lies in the repository


def tracked_texts() -> Iterator[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=False, cwd=ROOT)
    if listed.returncode:
        pytest.skip("this is no git checkout: what is tracked cannot be asked")
    for name in filter(None, listed.stdout.decode().split("\0")):
        file = ROOT / name
        if file.is_file() and b"\0" not in (content := file.read_bytes()):
            yield name, content.decode("utf-8", errors="replace")


def test_that_no_file_names_a_place_on_somebodys_machine() -> None:
    places = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w|[A-Z]:\\+Users\\+\w")
    found = [f"{name}: {match[0]}" for name, text in tracked_texts() for match in places.finditer(text)]
    assert found == []


def test_that_no_file_names_a_package_registry() -> None:
    registries = re.compile("|".join(["pypi" + r"\.", "python" + "hosted", "index" + "-url", "find" + "-links"]))
    found = [f"{name}: {match[0]}" for name, text in tracked_texts() for match in registries.finditer(text)]
    assert found == []


# Packages


def constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [re.fullmatch(r"([A-Za-z0-9][\w.-]*)==(\d[\w.+!-]*)", line) for line in lines]
    assert all(pairs), "constraints.txt holds name==version lines only"
    named = {plain(pair[1]): pair[2] for pair in pairs if pair}
    assert len(named) == len(lines)
    return named


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]


def test_that_every_wanted_package_is_pinned_to_a_version_it_allows() -> None:
    pinned = constraints()
    for requirement in wanted():
        assert pinned[plain(requirement.name)] in requirement.specifier


def test_that_the_wheel_carries_the_resources() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["force-include"] == {"resources": "salesdesk/resources"}
