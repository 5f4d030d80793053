"""What the checks on budget amendments must find, and what they must not."""

from dataclasses import replace

from kamerstem.budget.amendments import ledger_of
from kamerstem.model.overview import Overview
from kamerstem.model.papers import Clause, PaperText
from kamerstem.model.votes import Kind
from tests.checks.cases import INFO, REJECTED, WARNING, Case
from tests.factories import AGAINST_4, FOR_4, SEED_TITLE, amendment, overview, vote

CLAUSE = "In artikel 33 Veiligheid wordt het uitgavenbedrag verhoogd met € 2.000 (x € 1.000)."
AT = "/amendments/0/budget"


def moving(*clauses: str, explanation: str | None = None) -> Overview:
    said = None if explanation is None else (explanation,)
    text = PaperText(kind=Kind.AMENDMENT, clauses=(Clause(None, clauses),), explanation=said)
    item = amendment(4, vote(REJECTED, FOR_4, AGAINST_4, "JA21"))
    return overview(replace(item, explanation=said, ledger=ledger_of(text, SEED_TITLE)))


TRIPPED = {
    "budget-amount-differs": [
        Case("another amount", moving(CLAUSE, explanation="Drie miljoen euro."), WARNING, f"{AT}/stated"),
        Case("thousands", moving(CLAUSE, explanation="Het is € 2.000."), WARNING, f"{AT}/stated"),
    ],
    "budget-not-read": [
        Case("no scale", moving(CLAUSE.replace(" (x € 1.000)", "")), INFO, f"{AT}/not_read/0"),
        Case("one of two", moving(CLAUSE, CLAUSE.replace("verhoogd", "verhaagd")), INFO, f"{AT}/not_read/0"),
    ],
}
SILENT = {
    "budget-amount-differs": [
        Case("the same", moving(CLAUSE, explanation="Het gaat om 2 miljoen euro, niet om 3 miljoen.")),
        Case("no amount", moving(CLAUSE, explanation="Het gaat om veel.")),
        Case("not read", moving(CLAUSE.replace(" (x € 1.000)", ""), explanation="Drie miljoen euro.")),
    ],
    "budget-not-read": [
        Case("read", moving(CLAUSE)),
        Case("a text without money", moving("In artikel 3 vervalt het woord «niet».")),
    ],
}
