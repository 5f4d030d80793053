from kamerstem.model.votes import Actor, Statement, StatementKind
from kamerstem.render import items
from tests import factories as f


def test_statements() -> None:
    said = Statement(Actor("Dijk", party=f.party("SP")), StatementKind.MISTAKE, "Wij waren voor.", f.DAY)
    assert items.statement(said, "nl") == "Vergissing: Dijk (SP): Wij waren voor, 21 december 2023."
    assert items.statement(Statement(Actor("SP"), StatementKind.AGAINST_NOTED), "en") == "Against noted: SP."


def test_findings_belong_to_one_place() -> None:
    overview = f.every_outcome()
    of_items = [found for at, _ in overview.items() for found in items.findings_on(overview, at)]
    assert sorted(map(id, [*of_items, *items.findings_elsewhere(overview)])) == sorted(
        map(id, overview.findings)
    )
    assert len(items.findings_on(overview, "/amendments/1")) == 0  # not those of /amendments/10
