"""A definition list that lost its layout: "Uitslag", and below it "Aangenomen" -> "Uitslag: Aangenomen.".

LibreOffice makes such paragraphs of the <dl> of a web page. A label alone is joined to the paragraph below it where
both together are one statement, and where another label with its own stands beside it; else they stay as they are.
"""

from collections.abc import Sequence
from itertools import pairwise

from kamerstem.model import form
from kamerstem.readers import grammar
from kamerstem.readers.grammar import Form
from kamerstem.readers.lines import Line

_LONGEST = 30  # characters of a label
_STATED = frozenset({Form.DECISION, Form.DAY, Form.LIST})


def joined_terms(lines: list[Line]) -> list[Line]:
    """Return the lines with each label and what stands below it as one."""
    said = [at for at, line in enumerate(lines) if line.text]
    found: dict[int, str] = {}  # where in ``said`` a label stands, with the statement that it begins
    for at, (label, value) in enumerate(pairwise(said)):
        words = _together(lines[label].text, lines[value].text)
        if words is not None and at - 1 not in found and value > label + 1:
            found[at] = words
    sure = {at for at in found if at - 2 in found or at + 2 in found}
    made = {said[at + 1]: found[at] for at in sure}  # where the value stands
    gone = {between for at in sure for between in range(said[at], said[at + 1])}
    return [
        Line(line.place, made.get(at, line.text), line.lost)
        for at, line in enumerate(lines)
        if at not in gone
    ]


def _together(label: str, value: str) -> str | None:
    """Return a label and its value as one statement; ``None`` where the first is no label, or both are none."""
    if len(label) > _LONGEST or not label[-1:].isalpha():
        return None
    if label == form.ARTICLE[0].nl:
        return _stated(f"{label} {value}", (Form.PLACE,))
    return _stated(f"{label}: {value.rstrip('.')}.", _STATED) if grammar.is_label(label) else None


def _stated(words: str, forms: Sequence[Form] | frozenset[Form]) -> str | None:
    clause = grammar.read_clause(words)
    return words if clause is not None and clause.form in forms else None
