"""The query language: ``$filter``, ``$orderby``, ``$select`` and ``$expand`` as text, parsed against the
schema.

A recursive-descent parser for the part of OData 4 that is known to be used with the service. Everything else
is a QueryError, which the server answers with 400: what is not understood is never left out in silence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from tests.simulator.schema import NAMESPACE, EntityType, Navigation, Property, Schema

NODES = 100
"""The most nodes in one $filter (the service's own message, tracker of the Open Data Portal, 187)."""
ANY_DEPTH = 2
"""How deep any and all may nest. Once 1 (tracker, 8), then raised; to what is not known."""
LEVELS = 50
"""How deep brackets and "not" may nest here; the service's own limit is not known."""
EXPAND_DEPTH = 3
"""How deep $expand may nest: the deepest that was recorded. What the service allows is not known."""


class QueryError(Exception):
    """A query that the service does not take."""

    def __init__(self, message: str) -> None:
        super().__init__(f"The query specified in the URI is not valid. {message}")


@dataclass(frozen=True)
class Literal:
    """A value as written; times as ticks (see :func:`ticks`)."""

    value: object
    type: str


@dataclass(frozen=True)
class Path:
    """A field, or (``attribute`` is None) a row, reached from a variable by navigations to one."""

    variable: str
    navigations: tuple[Navigation, ...]
    attribute: Property | None
    entity: EntityType

    @property
    def type(self) -> str:
        """The Edm type of the field; ``entity`` for a row."""
        return self.attribute.type if self.attribute else "entity"


@dataclass(frozen=True)
class Call:
    """A function of the canonical set."""

    name: str
    arguments: "tuple[Expression, ...]"
    type: str


@dataclass(frozen=True)
class Compare:
    """eq, ne, gt, ge, lt, le."""

    operator: str
    left: "Expression"
    right: "Expression"
    type: str = "Boolean"


@dataclass(frozen=True)
class Among:
    """in."""

    left: "Expression"
    values: tuple[Literal, ...]
    type: str = "Boolean"


@dataclass(frozen=True)
class Logic:
    """and, or, not."""

    operator: str
    parts: "tuple[Expression, ...]"
    type: str = "Boolean"


@dataclass(frozen=True)
class Quantifier:
    """any or all over the rows of a navigation to many. ``body`` is None for any()."""

    kind: str
    start: Path
    navigation: Navigation
    variable: str
    body: "Expression | None"
    type: str = "Boolean"


Expression = Literal | Path | Call | Compare | Among | Logic | Quantifier


@dataclass
class Options:
    """What is asked of one set of rows, at the top or inside $expand."""

    filter: Expression | None = None
    orderby: list[tuple[Path, bool]] = field(default_factory=list)  # descending is True
    select: list[Property] | None = None
    expand: "list[tuple[Navigation, Options]]" = field(default_factory=list)
    top: int | None = None
    skip: int | None = None
    count: bool = False


_TOKEN = re.compile(
    r"""(?P<space>[ \t]+)
    |(?P<string>'(?:[^']|'')*')
    |(?P<guid>[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})
    |(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))
    |(?P<date>\d{4}-\d\d-\d\d(?!T))
    |(?P<number>-?\d+(?:\.\d+)?)
    |(?P<name>\$?[A-Za-z_]\w*)
    |(?P<mark>[()/,:;=*])""",
    re.VERBOSE,
)
_FUNCTIONS = {
    "contains": (("String", "String"), "Boolean"),
    "startswith": (("String", "String"), "Boolean"),
    "endswith": (("String", "String"), "Boolean"),
    "tolower": (("String",), "String"),
    "toupper": (("String",), "String"),
    "length": (("String",), "Int32"),
}
_OPERATORS = {
    "eq": "Equal",
    "ne": "NotEqual",
    "gt": "GreaterThan",
    "ge": "GreaterThanOrEqual",
    "lt": "LessThan",
    "le": "LessThanOrEqual",
}
_FAMILY = {"Int32": "number", "Decimal": "number", "DateTimeOffset": "time", "Date": "time"}


@lru_cache(maxsize=200_000)
def ticks(text: str) -> int:
    """Return a moment as whole tenths of a microsecond since the year 1, in UTC; a bare date is midnight
    UTC."""
    whole, fraction, offset = re.fullmatch(r"([^.Z+]{10,19}?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?", text).groups()  # type: ignore[union-attr]
    whole += "T00:00" if len(whole) == 10 else ""
    moment = datetime.fromisoformat(whole + (offset or "Z").replace("Z", "+00:00"))
    seconds = (moment - datetime(1, 1, 1, tzinfo=UTC)).total_seconds()
    return round(seconds) * 10_000_000 + int((fraction or "").ljust(7, "0")[:7])


class Parser:
    """One text, read from left to right."""

    def __init__(self, schema: Schema, text: str) -> None:
        self.schema = schema
        self.text = text
        self.nodes = 0
        self._depth = 0
        self._levels = 0
        self._tokens = self._split(text)
        self._at = 0
        self._scope: dict[str, EntityType] = {}

    # -- $filter --------------------------------------------------------------------------------------------

    def filter(self, entity: EntityType) -> Expression:
        """Read a whole $filter."""
        expression = self._filter(entity)
        self._end()
        return expression

    def _filter(self, entity: EntityType) -> Expression:
        outer, self._scope, self.nodes = self._scope, {"$it": entity}, 0
        expression = self._or()
        self._boolean(expression)
        self._scope = outer
        if self.nodes > NODES:
            raise QueryError(f"The node count limit of '{NODES}' has been exceeded.")
        return expression

    def _or(self) -> Expression:
        return self._nested(lambda: self._chain("or", self._and))

    def _nested(self, part: Callable[[], Expression]) -> Expression:
        """Read a part that may hold itself, to a depth of our own: Python's limit depends on who called."""
        self._levels += 1
        if self._levels > LEVELS:
            raise QueryError("Recursion depth exceeded allowed limit.")
        expression = part()
        self._levels -= 1
        return expression

    def _and(self) -> Expression:
        return self._chain("and", self._not)

    def _chain(self, operator: str, part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._take_word(operator):
            self.nodes += 1
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        for each in parts:
            self._boolean(each)
        return Logic(operator, tuple(parts))

    def _not(self) -> Expression:
        if self._peek() == ("name", "not"):
            self._at += 1
            self.nodes += 1
            part = self._nested(self._not)
            self._boolean(part)
            return Logic("not", (part,))
        return self._comparison()

    def _comparison(self) -> Expression:
        left = self._operand()
        kind, word = self._peek()
        if kind == "name" and word == "in":
            self._at += 1
            return self._among(left)
        if kind != "name" or word not in _OPERATORS:
            return left
        self._at += 1
        right = self._operand()
        self._compatible(left, right, _OPERATORS[word])
        self.nodes += 1 + self._converted(left, right)
        return Compare(word, left, right)

    def _among(self, left: Expression) -> Expression:
        self._expect("(")
        values = []
        while True:
            value = self._operand()
            if not isinstance(value, Literal):
                raise self._error()
            self._compatible(left, value, "In")
            self.nodes -= 1  # the list is one node
            values.append(value)
            if not self._take(","):
                break
        self._expect(")")
        self.nodes += 2
        return Among(left, tuple(values))

    def _operand(self) -> Expression:
        kind, text = self._peek()
        if (kind, text) == ("mark", "("):
            self._at += 1
            inner = self._or()
            self._expect(")")
            return inner
        if kind in ("string", "guid", "time", "date", "number"):
            self._at += 1
            return self._literal(kind, text)
        if kind != "name":
            raise self._error()
        following = self._peek(1)
        if text in ("null", "true", "false") and following != ("mark", "/"):
            self._at += 1
            self.nodes += 1
            return Literal(
                {"null": None, "true": True, "false": False}[text], "null" if text == "null" else "Boolean"
            )
        if following == ("mark", "("):
            return self._call(text)
        if following[0] == "string":
            raise QueryError(f"Unrecognized literal '{text}{following[1]}' in '{self.text}'.")
        return self._path()

    def _literal(self, kind: str, text: str) -> Literal:
        self.nodes += 1
        if kind == "string":
            return Literal(text[1:-1].replace("''", "'"), "String")
        if kind == "guid":
            return Literal(text.lower(), "Guid")
        if kind == "number":
            return Literal(float(text) if "." in text else int(text), "Decimal" if "." in text else "Int32")
        try:
            return Literal(ticks(text), "DateTimeOffset" if kind == "time" else "Date")
        except ValueError:
            raise QueryError(f"Unrecognized literal '{text}' in '{self.text}'.") from None

    def _call(self, name: str) -> Expression:
        if name not in _FUNCTIONS:
            raise QueryError(f"An unknown function with name '{name}' was found.")
        types, result = _FUNCTIONS[name]
        self._at += 2
        arguments = [self._operand()]
        while self._take(","):
            arguments.append(self._operand())
        self._expect(")")
        if [_family(argument) for argument in arguments] != [_FAMILY.get(kind, kind) for kind in types]:
            raise QueryError(
                f"No function signature for the function with name '{name}' matches the specified arguments."
            )
        self.nodes += 1
        return Call(name, tuple(arguments), result)

    def _path(self) -> Expression:
        """Read a path from a variable or the row itself: fields, rows, and any or all at its end."""
        name = self._name()
        if name in self._scope and name != "$it":
            variable, segments = name, []
        else:
            variable, segments = "$it", [name]
        entity = self._scope[variable]
        navigations: list[Navigation] = []
        self.nodes += 1
        while True:
            if not segments:
                if not self._take("/"):
                    return Path(variable, tuple(navigations), None, entity)
                segments.append(self._name())
            segment = segments.pop()
            self.nodes += 1
            if segment in entity.properties:
                if self._peek() == ("mark", "/"):
                    raise self._error()
                return Path(variable, tuple(navigations), entity.properties[segment], entity)
            nav = self._navigation(entity, segment)
            if nav.many:
                return self._quantifier(Path(variable, tuple(navigations), None, entity), nav)
            navigations.append(nav)
            entity = self.schema.entities[nav.target]

    def _quantifier(self, start: Path, nav: Navigation) -> Expression:
        self._expect("/")
        kind = self._name()
        if kind not in ("any", "all"):
            raise QueryError(
                f"The parent value for a property access of a property '{kind}' is not a single value. "
                "Property access can only be applied to a single value."
            )
        self.nodes += 1
        self._expect("(")
        if kind == "any" and self._take(")"):
            return Quantifier(kind, start, nav, "", None)
        variable = self._name()
        if variable in self._scope:
            raise QueryError(f"The range variable '{variable}' has already been declared.")
        self._expect(":")
        self._depth += 1
        if self._depth > ANY_DEPTH:
            raise QueryError(f"The Any/All nesting limit of '{ANY_DEPTH}' has been exceeded.")
        self._scope[variable] = self.schema.entities[nav.target]
        body = self._or()
        self._boolean(body)
        self._expect(")")
        del self._scope[variable]
        self._depth -= 1
        return Quantifier(kind, start, nav, variable, body)

    def _boolean(self, expression: Expression) -> None:
        if expression.type != "Boolean":
            raise QueryError("The expression in a $filter must be of type Edm.Boolean.")

    def _compatible(self, left: Expression, right: Expression, kind: str) -> None:
        families = {_family(left), _family(right)} - {"null"}
        if len(families) > 1:
            raise QueryError(
                "A binary operator with incompatible types was detected. Found operand types "
                f"'{_edm(left)}' and '{_edm(right)}' for operator kind '{kind}'."
            )

    def _converted(self, left: Expression, right: Expression) -> int:
        """Count the conversion of a value to the nullable type of the field it is compared with; text needs
        none."""
        pair = (left, right) if isinstance(left, Path) else (right, left)
        if not isinstance(pair[0], Path) or not isinstance(pair[1], Literal):
            return 0
        return int(
            pair[1].type not in ("null", "String")
            and not (pair[0].attribute and pair[0].attribute.name == "Id")
        )

    # -- $orderby, $select, $expand -------------------------------------------------------------------------

    def orderby(self, entity: EntityType) -> list[tuple[Path, bool]]:
        """Read a whole $orderby."""
        order = self._orderby(entity)
        self._end()
        return order

    def _orderby(self, entity: EntityType) -> list[tuple[Path, bool]]:
        outer, self._scope = self._scope, {"$it": entity}
        order = []
        while True:
            path = self._path()
            if not isinstance(path, Path) or path.attribute is None:
                raise QueryError("The $orderby expression must evaluate to a single value of primitive type.")
            descending = self._take_word("desc")
            if not descending:
                self._take_word("asc")
            order.append((path, descending))
            if not self._take(","):
                break
        self._scope = outer
        return order

    def select(self, entity: EntityType) -> list[Property] | None:
        """Read a whole $select; None stands for all fields."""
        chosen = self._select(entity)
        self._end()
        return chosen

    def _select(self, entity: EntityType) -> list[Property] | None:
        names: set[str] = set()
        everything = False
        while True:
            if self._take("*"):
                everything = True
            else:
                name = self._name()
                if name not in entity.properties:
                    raise _no_property(name, entity)
                names.add(name)
            if not self._take(","):
                break
        return None if everything else [each for each in entity.properties.values() if each.name in names]

    def expand(self, entity: EntityType) -> list[tuple[Navigation, Options]]:
        """Read a whole $expand."""
        expanded = self._expand(entity, 1)
        self._end()
        return expanded

    def _expand(self, entity: EntityType, depth: int) -> list[tuple[Navigation, Options]]:
        if depth > EXPAND_DEPTH:
            raise QueryError(
                f"The request includes a $expand path which is too deep. "
                f"The maximum depth allowed is {EXPAND_DEPTH}."
            )
        expanded: list[tuple[Navigation, Options]] = []
        while True:
            nav = self._navigation(entity, self._name())
            if any(nav.name == other.name for other, _ in expanded):
                raise QueryError(f"The navigation property '{nav.name}' is expanded twice.")
            options = Options()
            if self._take("("):
                self._expand_options(self.schema.entities[nav.target], nav, options, depth)
                self._expect(")")
            expanded.append((nav, options))
            if not self._take(","):
                return expanded

    def _expand_options(self, entity: EntityType, nav: Navigation, options: Options, depth: int) -> None:
        seen: set[str] = set()
        while True:
            name = self._name()
            if name in seen:
                raise QueryError(f"Query option '{name}' was specified more than once.")
            seen.add(name)
            self._expect("=")
            match name:
                case "$filter":
                    options.filter = self._filter(entity)
                case "$select":
                    options.select = self._select(entity)
                case "$expand":
                    options.expand = self._expand(entity, depth + 1)
                case "$orderby":
                    options.orderby = self._orderby(entity)
                case "$top" | "$skip":
                    kind, text = self._peek()
                    if kind != "number" or not text.isdigit():
                        raise self._error()
                    self._at += 1
                    setattr(options, name[1:], whole_number(name, text, self.schema.top))
                case "$count":
                    options.count = self._name() == "true"
                case _:
                    raise QueryError(f"Term '{name}' is not valid in a $select or $expand expression.")
            if not self._take(";"):
                return

    # -- tokens ---------------------------------------------------------------------------------------------

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens, at = [], 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found or found.lastgroup is None:
                raise QueryError(
                    f"Syntax error: character '{text[at]}' is not valid at position {at} in '{text}'."
                )
            at = found.end()
            if found.lastgroup != "space":
                tokens.append((found.lastgroup, found[0]))
        if len(tokens) > 2000:
            raise QueryError("The query is too long.")
        return tokens

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _take(self, mark: str) -> bool:
        if self._peek() == ("mark", mark):
            self._at += 1
            return True
        return False

    def _take_word(self, word: str) -> bool:
        if self._peek() == ("name", word):
            self._at += 1
            return True
        return False

    def _name(self) -> str:
        kind, text = self._peek()
        if kind != "name":
            raise self._error()
        self._at += 1
        return text

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            raise self._error()

    def _end(self) -> None:
        if self._peek()[0] != "end":
            raise self._error()

    def _error(self) -> QueryError:
        return QueryError(f"Syntax error at token {self._at + 1} ('{self._peek()[1]}') in '{self.text}'.")

    def _navigation(self, entity: EntityType, name: str) -> Navigation:
        if name not in entity.navigations:
            raise _no_property(name, entity)
        return entity.navigations[name]


def whole_number(option: str, text: str, most: int) -> int:
    """Return the number of $top or $skip; a $top above ``most`` is refused."""
    if not text.isdigit() or len(text) > 9:
        raise QueryError(f"Invalid value '{text}' for {option} query option found.")
    if option == "$top" and int(text) > most:
        raise QueryError(
            f"The limit of '{most}' for Top query has been exceeded. "
            f"The value from the incoming request is '{text}'."
        )
    return int(text)


def _family(expression: Expression) -> str:
    return _FAMILY.get(expression.type, expression.type)


def _edm(expression: Expression) -> str:
    return f"{NAMESPACE}.entity" if expression.type == "entity" else f"Edm.{expression.type}"


def _no_property(name: str, entity: EntityType) -> QueryError:
    return QueryError(f"Could not find a property named '{name}' on type '{NAMESPACE}.{entity.name}'.")
