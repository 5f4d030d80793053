"""The field in plain data: proposals, decisions, counts, parties, references. Standard library only."""
