"""Cells of CSV: what a spreadsheet would run as a formula is text."""

import csv
import io
from datetime import date

import pytest

from kamerstem.model.day import Vote
from kamerstem.model.listed import row_of
from kamerstem.model.votes import Decision, Kind, Proposal, Step
from kamerstem.render import listing
from kamerstem.render.sheet import as_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\n=1+1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (_, (made,)) = csv.reader(io.StringIO(as_csv(["a"], [[cell]]), newline=""))
    assert made == f"'{cell}"


def test_a_return_within_a_cell_begins_no_row() -> None:
    assert as_csv(["a"], [["een\r=1+1"], ["\r=1+1"]]) == 'a\n"een\n=1+1"\n"\'\n=1+1"\n'


def test_numbers_and_what_is_not_stated_stay() -> None:
    assert as_csv(["a", "b", "c"], [[-3, None, date(2024, 3, 5)]]) == "a,b,c\n-3,,2024-03-05\n"


def test_the_subject_of_a_vote_is_no_formula() -> None:
    proposal = Proposal(kind=Kind.MOTION, subject="-2+3+cmd|' /C calc'!A0")
    written = listing.votes_csv([row_of(Vote(proposal, Decision(step=Step.VOTE)))])
    assert ",'-2+3+cmd|" in written
