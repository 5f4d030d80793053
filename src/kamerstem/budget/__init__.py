"""What follows from votes and papers beyond a single overview. Knows the model only."""
