"""What can be said of a vote, as plain data: proposals, decisions, parties, references. Standard library only."""
