"""Answering a parsed query from the rows: which rows, in which order, in which shape."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, cast

from tests.simulator.rows import Row, Rows, guid_order
from tests.simulator.schema import NAMESPACE, EntityType, Navigation, Schema
from tests.simulator.syntax import (
    Among,
    Call,
    Compare,
    Expression,
    Literal,
    Logic,
    Options,
    Path,
    Quantifier,
    ticks,
)

Environment = dict[str, Row | None]
Test = Callable[[Environment], Any]

_TIMES = ("DateTimeOffset", "Date")


class Answerer:
    """Rows of one version of the service, answered for that version's schema."""

    def __init__(self, schema: Schema, rows: Rows) -> None:
        self.schema = schema
        self.rows = rows

    # -- which rows -----------------------------------------------------------------------------------------

    def matching(
        self, entity: EntityType, condition: Expression | None, among: list[Row] | None = None
    ) -> list[Row]:
        """Return the rows that meet the condition, by id; ``among`` limits them to rows already found."""
        if condition is None:
            return self.rows.all(entity.name) if among is None else among
        if among is None:
            found = self._candidates(entity, condition)
            among = (
                self.rows.all(entity.name)
                if found is None
                else sorted(found.values(), key=lambda row: guid_order(row["Id"]))
            )
        test = self._compile(condition)
        return [row for row in among if test({"$it": row})]

    def ordered(self, rows: list[Row], orderby: list[tuple[Path, bool]], page: int = 0) -> list[Row]:
        """Return the rows in the order asked for; rows that tie stand in an order that differs from page to
        page.

        So rows repeat and get lost between pages unless the order ends in Id. That is the trap seen in the
        official data ("paging on a tied key lost rows"); here it always happens, and always in the same way.
        """
        if not orderby:
            return rows
        if any(
            path.attribute and path.attribute.name == "Id" and not path.navigations for path, _ in orderby
        ):
            ordered = list(rows)
        else:
            ordered = sorted(rows, key=lambda row: hashlib.blake2s(f"{page}{row['Id']}".encode()).digest())
        for path, descending in reversed(orderby):
            get = self._compile(path)

            def key(row: Row, get: Test = get, path: Path = path) -> tuple[bool, Any]:
                value = get({"$it": row})
                if value is None:
                    return (False, 0)
                if path.type == "Guid":
                    return (True, guid_order(value))
                return (True, value.casefold() if isinstance(value, str) else value)

            ordered.sort(key=key, reverse=descending)
        return ordered

    # -- by index, where one helps --------------------------------------------------------------------------

    def _candidates(
        self, entity: EntityType, condition: Expression, variable: str = "$it"
    ) -> dict[str, Row] | None:
        """Return rows that include all those that meet the condition, found by index; None where no index
        helps."""
        match condition:
            case Logic("and", parts):
                found = [
                    each for part in parts if (each := self._candidates(entity, part, variable)) is not None
                ]
                return min(found, key=len) if found else None
            case Logic("or", parts):
                union: dict[str, Row] = {}
                for part in parts:
                    each = self._candidates(entity, part, variable)
                    if each is None:
                        return None
                    union |= each
                return union
            case Compare("eq", Path() as path, Literal() as value) | Compare(
                "eq", Literal() as value, Path() as path
            ):
                return self._with(entity, path, [value], variable)
            case Among(Path() as path, values):
                return self._with(entity, path, list(values), variable)
            case Quantifier("any", start, nav, inner, body) if (
                body is not None and start.variable == variable
            ):
                targets = self._candidates(self.schema.entities[nav.target], body, inner)
                if targets is None:
                    return None
                owner = start.entity.name
                return self._up(entity, start.navigations, self.rows.reaching(owner, nav, targets.values()))
        return None

    def _with(
        self, entity: EntityType, path: Path, values: list[Literal], variable: str
    ) -> dict[str, Row] | None:
        """Return the rows for which the field at the end of the path has one of the values."""
        field = path.attribute
        if field is None or path.variable != variable or field.type in _TIMES or field.type == "Boolean":
            return None
        if any(value.value is None for value in values):
            return None
        owner = path.navigations[-1].target if path.navigations else entity.name
        ends = [row for value in values for row in self.rows.equal(owner, field.source, value.value)]
        return self._up(entity, path.navigations, ends)

    def _up(
        self, entity: EntityType, navigations: tuple[Navigation, ...], ends: Iterable[Row]
    ) -> dict[str, Row]:
        for index in range(len(navigations) - 1, -1, -1):
            owner = navigations[index - 1].target if index else entity.name
            ends = self.rows.reaching(owner, navigations[index], ends)
        return {row["Id"]: row for row in ends}

    # -- conditions -----------------------------------------------------------------------------------------

    def _compile(self, expression: Expression) -> Test:
        match expression:
            case Literal(value):
                return lambda _: value
            case Path():
                return self._compile_path(expression)
            case Compare(operator, left, right):
                return _comparing(operator, self._compile(left), self._compile(right))
            case Among(left, values):
                get, wanted = self._compile(left), {each.value for each in values}
                return lambda scope: get(scope) in wanted
            case Logic("not", parts):
                test = self._compile(parts[0])
                return lambda scope: not test(scope)
            case Logic(operator, parts):
                tests = [self._compile(part) for part in parts]
                if operator == "and":
                    return lambda scope: all(test(scope) for test in tests)
                return lambda scope: any(test(scope) for test in tests)
            case Call(name, arguments):
                return _calling(name, [self._compile(argument) for argument in arguments])
            case Quantifier():
                return self._compile_quantifier(expression)

    def _compile_path(self, path: Path) -> Test:
        def row_of(scope: Environment) -> Row | None:
            row = scope[path.variable]
            for nav in path.navigations:
                if row is None:
                    return None
                row = self.rows.one(nav, row)
            return row

        if path.attribute is None:
            return row_of
        source, variable = path.attribute.source, path.variable
        if path.type in _TIMES:

            def moment(scope: Environment) -> int | None:
                row = row_of(scope)
                return None if row is None or row[source] is None else ticks(row[source])

            return moment
        if not path.navigations:
            return lambda scope: cast(Row, scope[variable])[source]

        def value(scope: Environment) -> Any:
            row = row_of(scope)
            return None if row is None else row[source]

        return value

    def _compile_quantifier(self, quantifier: Quantifier) -> Test:
        start, nav, variable = self._compile(quantifier.start), quantifier.navigation, quantifier.variable
        owner = quantifier.start.entity.name
        body = self._compile(quantifier.body) if quantifier.body is not None else None
        over: Callable[[Iterable[object]], bool] = any if quantifier.kind == "any" else all

        def test(scope: Environment) -> bool:
            row = start(scope)
            related = [] if row is None else self.rows.many(owner, nav, row)
            if body is None:
                return bool(related)
            return over(body({**scope, variable: each}) for each in related)

        return test

    # -- shape ----------------------------------------------------------------------------------------------

    def shape(
        self, entity: EntityType, row: Row, options: Options, root: str, metadata: str = "minimal"
    ) -> Row:
        """Return the row as JSON: the fields of this version in their order, then what is expanded, as
        asked."""
        fields = entity.properties.values() if options.select is None else options.select
        shaped: Row = {}
        address = f"{root}/{entity.name}({row['Id']})"
        if metadata == "full":
            shaped |= {
                "@odata.type": f"#{NAMESPACE}.{entity.name}",
                "@odata.id": address,
                "@odata.editLink": address,
            }
        for each in fields:
            value = row[each.source]
            if metadata == "full" and value is not None and each.type not in ("String", "Boolean", "Int32"):
                shaped[f"{each.name}@odata.type"] = f"#{each.type}"
            shaped[each.name] = value
        if metadata == "full":
            for nav in entity.navigations.values():
                shaped[f"{nav.name}@odata.associationLink"] = f"{address}/{nav.name}/$ref"
                shaped[f"{nav.name}@odata.navigationLink"] = f"{address}/{nav.name}"
            if entity.has_resource:
                shaped[f"#{NAMESPACE}.Resource"] = {
                    "title": f"{NAMESPACE}.Resource",
                    "target": f"{address}/resource",
                }
        for nav, inner in options.expand:
            self._shape_related(shaped, entity, row, nav, inner, root, metadata)
        return shaped

    def _shape_related(
        self,
        shaped: Row,
        entity: EntityType,
        row: Row,
        nav: Navigation,
        inner: Options,
        root: str,
        metadata: str,
    ) -> None:
        target = self.schema.entities[nav.target]
        if not nav.many:
            # A filter on a navigation to one is taken and has no effect: a deleted row is still shown.
            related = self.rows.one(nav, row)
            shaped[nav.name] = None if related is None else self.shape(target, related, inner, root, metadata)
            return
        rows = self.matching(target, inner.filter, self.rows.many(entity.name, nav, row))
        if inner.count:
            shaped[f"{nav.name}@odata.count"] = len(rows)
        rows = self.ordered(rows, inner.orderby)[inner.skip or 0 :]
        shown = rows[: self.schema.page if inner.top is None else inner.top]
        shaped[nav.name] = [self.shape(target, each, inner, root, metadata) for each in shown]
        if inner.top is None and len(rows) > self.schema.page:
            link = f"{root}/{entity.name}({row['Id']})/{nav.name}"
            shaped[f"{nav.name}@odata.nextLink"] = f"{link}?$skip={(inner.skip or 0) + self.schema.page}"


def context_of(options: Options) -> str:
    """Return the part of ``@odata.context`` in brackets: the fields selected, then what is expanded."""
    parts = [each.name for each in options.select or []]
    parts += [f"{nav.name}({_inside(inner)})" for nav, inner in options.expand]
    return f"({','.join(parts)})" if parts else ""


def _inside(options: Options) -> str:
    return context_of(options).removeprefix("(").removesuffix(")")


def _comparing(operator: str, left: Test, right: Test) -> Test:
    match operator:
        case "eq":
            return lambda scope: left(scope) == right(scope)
        case "ne":
            return lambda scope: left(scope) != right(scope)

    def compare(scope: Environment) -> bool:
        one, other = left(scope), right(scope)
        if one is None or other is None:
            return False
        match operator:
            case "gt":
                return bool(one > other)
            case "ge":
                return bool(one >= other)
            case "lt":
                return bool(one < other)
        return bool(one <= other)

    return compare


def _calling(name: str, arguments: list[Test]) -> Test:
    def call(scope: Environment) -> Any:
        values = [argument(scope) for argument in arguments]
        if any(value is None for value in values):
            return None
        match name:
            case "contains":
                return values[1] in values[0]
            case "startswith":
                return values[0].startswith(values[1])
            case "endswith":
                return values[0].endswith(values[1])
            case "tolower":
                return values[0].lower()
            case "toupper":
                return values[0].upper()
            case "length":
                return len(values[0])
        raise AssertionError(name)

    return call
