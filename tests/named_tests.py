"""Which tests a file has, so that lists of them can be kept true."""

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent


@cache
def functions_of(place: str) -> frozenset[str]:
    """The names of the functions of a file, given from the folder of all tests."""
    tree = ast.parse((TESTS / place).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
