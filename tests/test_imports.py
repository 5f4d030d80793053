"""Files do not import one another in circles, not even inside a function or for types alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements in a part of a file, those within others included; an expression imports nothing."""
    for within in ("body", "handlers", "cases", "orelse", "finalbody"):
        for each in getattr(node, within, ()):
            yield each
            yield from statements(each)


def imported(tree: ast.AST, files: set[str]) -> Iterator[str]:
    """Yield the files that a file imports, wherever in it that stands."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in files)
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                yield inner if inner in files else node.module or ""


def in_circles(imports: dict[str, set[str]]) -> set[str]:
    """Return the files that are left when those that import nothing of the rest are taken away, and those that
    nothing of the rest imports."""
    left = set(imports)
    while True:
        used = {each for file in left for each in imports[file] & left}
        ends = {file for file in left if file not in used or not imports[file] & left}
        if not ends:
            return left
        left -= ends


@pytest.mark.slow
def test_files_import_one_another_in_no_circle() -> None:
    trees = {name_of(path): ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}
    assert len(trees) > 100
    files = set(trees)
    imports = {
        file: {each for each in imported(tree, files) if each in files} - {file}
        for file, tree in trees.items()
    }
    assert in_circles(imports) == set()


def test_a_circle_is_seen() -> None:
    circle = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}
    assert in_circles(circle) == {"b", "c"}
    hidden = ast.parse("def f():\n    from x.b import g\nif TYPE_CHECKING:\n    from x import c\n")
    assert set(imported(hidden, {"x", "x.b", "x.c"})) == {"x.b", "x.c"}
