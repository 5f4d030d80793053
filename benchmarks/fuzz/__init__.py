"""Mutated input for every reader: only the reader's own errors, and no hang."""
