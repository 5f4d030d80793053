"""What can be said of a vote, as plain data: proposals, decisions, counts, parties, references. Standard library only."""
